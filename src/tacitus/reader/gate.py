"""A cheap look that lets a report through to the parser only if it may tell of political violence."""

from __future__ import annotations

import re
from functools import cache

from tacitus import ontology
from tacitus.record import Report

STRONG, WEAK = 2, 1
PASS = 2
"""One strong word ("shelling", "gunmen"), or two different weak ones ("attack" and "killed"), let a report through."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = ontology.table("gate")

    def build(stems: list[str]) -> re.Pattern[str]:
        return re.compile(r"\b(" + "|".join(s.replace(" ", r"[\s-]+") for s in stems) + ")", re.IGNORECASE)

    return build(table["strong"]), build(table["weak"]), build(table["elsewhere"])


def may_tell(report: Report) -> bool:
    """Whether the words of a report allow for an incident; errs towards yes. Linear in its length."""
    strong, weak, elsewhere = _patterns()
    text = f"{report.title or ''}\n{report.text}"
    hits = {m.group(1).lower()[:6] for m in strong.finditer(text)}
    score = STRONG * len(hits)
    if score < PASS:
        score += WEAK * len({m.group(1).lower()[:6] for m in weak.finditer(text)})
    if score < PASS:
        return False
    others = sum(1 for _ in elsewhere.finditer(text))
    return score > 0.8 * others
