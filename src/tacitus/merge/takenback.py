"""Which statements their own source has taken back since: they tell of nothing any more, and stay for what was once said.

A paper that withdraws its report has no account left; what others told stands, and the two are a dispute. A denial by
somebody that a report only quotes takes nothing back: that is a party's word against the report's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tacitus.merge.independent import moment
from tacitus.record import Report, Statement

TELLING = ("reported", "alleged", "claimed")
"""Statuses of what is told to have happened."""


def takes_back(statement: Statement) -> bool:
    """Whether a report says in its own voice that it did not happen."""
    own = statement.speaker is None and all(claim.stance != "denies" for claim in statement.claims)
    return statement.status == "denied" and own


def taken_back(
    statements: Sequence[Statement], sources: Mapping[str, str], reports: Mapping[str, Report]
) -> frozenset[str]:
    """The ids of tellings that the same source took back on the same day or later, and has not told again since.

    sources: report id to the id of its source, see `independent.sources`: a wire's retraction is one for all its copies.
    """
    last: dict[str, str] = {}
    for one in statements:
        if takes_back(one):
            source = sources[one.report]
            last[source] = max(last.get(source, ""), moment(reports.get(one.report)))
    return frozenset(
        one.id for one in statements
        if one.status in TELLING and (source := sources[one.report]) in last
        and not _later(moment(reports.get(one.report)), last[source])
    )


def _later(one: str, other: str) -> bool:
    """Whether a moment is known to lie after another; of two of which one is only a day, if its day does."""
    known = min(len(one), len(other))
    return known > 0 and one[:known] > other[:known]
