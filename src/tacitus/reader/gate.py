"""A cheap look that lets a report through to the parser only if it may tell of political violence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tacitus import ontology
from tacitus.record import Report

STRONG, WEAK = 2, 1
PASS = 2
"""One strong word ("shelling", "gunmen"), or two different weak ones ("attack" and "killed"), let a report through."""
SHORT = 240
"""Code points of a headline or a message of a line or two: too short to hold two words, and cheap to read. One will do."""


ALONE = 2
"""Different words of ordinary crime that are enough where nothing in the report is of politics or arms of war."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that borrows the words of violence: its own words, and those that only real violence brings."""

    stems: re.Pattern[str]
    firm: re.Pattern[str]
    few: int
    weight: float


def _pattern(stems: list[str]) -> re.Pattern[str]:
    """A word of the list anywhere in a text in small letters (three times as fast as to match in both cases).

    A blank stands for a hyphen too, and for nothing where "?" follows it.
    """
    blanks = (s.replace(" ?", r"[\s-]*").replace(" ", r"[\s-]+") for s in stems)
    return re.compile(r"\b(" + "|".join(blanks) + ")")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = ontology.table("gate")
    return _pattern(table["strong"]), _pattern(table["weak"]), _pattern(table["elsewhere"])


@cache
def _soft() -> re.Pattern[str]:
    return _pattern(ontology.table("gate")["soft"])


@cache
def _topics() -> dict[str, Topic]:
    return {
        name: Topic(_pattern(t["stems"]), _pattern(t["firm"]), int(t["few"]), float(t["weight"]))
        for name, t in ontology.table("gate")["topic"].items()
    }


def _different(pattern: re.Pattern[str], text: str) -> int:
    """How many different words of a list a text in small letters holds; plural and singular are one word."""
    return len({m.group(1)[:6].rstrip("s") for m in pattern.finditer(text)})


def subject(text: str) -> str | None:
    """The subject ("sport", "trade", "fiction", "drill", "crime") that a text is about instead of violence, if any."""
    text = text.lower()
    for name, topic in _topics().items():
        own = _different(topic.stems, text)
        if own < min(ALONE, topic.few):
            continue
        firm = _different(topic.firm, text)
        if own >= topic.few and own * topic.weight > firm or name == "crime" and own >= ALONE and not firm:
            return name
    return None


def may_tell(report: Report) -> bool:
    """Whether the words of a report allow for an incident; errs towards yes. Linear in its length."""
    strong, weak, elsewhere = _patterns()
    text = f"{report.title or ''}\n{report.text}".lower()
    hits = {m.group(1)[:6] for m in strong.finditer(text)}
    score = STRONG * len(hits)
    if score < PASS:
        found = {m.group(1)[:6]: m.group(1) for m in weak.finditer(text)}
        soft = sum(1 for word in found.values() if _soft().match(word))
        score += WEAK * (len(found) - soft + min(soft, 1))
    if score < (PASS if len(text) > SHORT else WEAK):
        return False
    others = sum(1 for _ in elsewhere.finditer(text))
    return score > 0.8 * others and subject(text) is None
