"""The figures of an incident one by one, as each report gave them, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tacitus.record import Incident, Quote, Report, Statement
from tacitus.views.card import headline


class Figured(msgspec.Struct, kw_only=True):
    """One figure as one report gave it. published: its day, None where not known."""

    what: str
    low: int | None
    high: int | None
    words: str
    speaker: str | None
    of: str | None
    report: str
    publisher: str | None
    published: str | None
    statement: str
    includes_attackers: bool | None
    cumulative: bool | None
    quotes: list[Quote]


class Cite(msgspec.Struct, kw_only=True):
    """How to cite an incident, plain and for BibTeX."""

    plain: str
    bibtex: str


def tolls(statements: Sequence[Statement], reports: Mapping[str, Report]) -> list[Figured]:
    """Every figure of every statement, earliest published first."""
    found = [
        Figured(
            what=what, low=figure.low, high=figure.high, words=figure.words, speaker=figure.speaker or one.speaker,
            of=figure.of, report=one.report, publisher=reports[one.report].publisher if one.report in reports else None,
            published=reports[one.report].published.date if one.report in reports else None, statement=one.id,
            includes_attackers=figure.includes_attackers, cumulative=figure.cumulative, quotes=figure.quotes,
        )
        for one in statements for what, count in one.counts.items() for figure in count.said
    ]
    return sorted(found, key=lambda one: (one.published or "9", one.report, one.statement, one.what))


def cite(incident: Incident, permalink: str) -> Cite:
    """As it is after its last revision; the permalink leads to it as long as the record is served."""
    day = incident.history[-1].at[:10] if incident.history else "undated"
    line = headline(incident)
    plain = f"Tacitus record, incident {incident.id}, revision {incident.revision} of {day}: {line}. {permalink}"
    title = line.replace("{", "(").replace("}", ")").replace("\\", "/")
    bibtex = (
        f"@misc{{tacitus-{incident.id},\n  title = {{{{{title}}}}},\n  note = {{Incident {incident.id}, revision "
        f"{incident.revision}, drawn from {len(incident.reports)} report(s)}},\n  year = {{{day[:4]}}},\n  "
        f"howpublished = {{{permalink}}}\n}}"
    )
    return Cite(plain=plain, bibtex=bibtex)
