"""Whether the dead that a headline states are those that UCDP's coders took from it.

A headline is right if the bounds that are read (the toll of its foremost statement with one) meet the coded span, low to high,
of one of its events, or of all of them together where it is the source of several ("in the span"); or if they hold a figure
that the coders took from a source: the dead of one side, or of several ("or of a side"); or if they are the number that stands
in the headline, by a plain look that knows nothing of the reader ("or as stated": many headlines count the dead of a whole day
or town, of which UCDP codes a part). `stating a toll`: such a number stands next to a word of death, and not of the dead and
the wounded together.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import ucdp

from tacitus.reader.numerals import read_number

_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_DEATH = r"(?:kill\w*|dead|die[sd]?|dying|deaths?|slain|martyr\w*|execut\w+|behead\w*|bodies)"
STATING = re.compile(
    rf"^(?:about |around |some |more than |at least |nearly )?(?P<first>{_NUMBER})\b(?:\s+\S+){{1,24}}?\s+(?:kill\w*|died|dead)\b"
    rf"|\b(?P<before>{_NUMBER})\b(?:[\s-]+[\w’']+){{0,3}}[\s-]+(?:(?:are|were|is|was|have been)\s+)?{_DEATH}\b"
    rf"|\b{_DEATH}(?:\s+[\w’']+){{0,3}}?\s+(?P<after>{_NUMBER})\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\b(?:kill\w*|dead|deaths?|martyr\w*)\s+(?:and|or|&)\s+(?:injur|wound|hurt)", re.IGNORECASE)
Bounds = tuple[int | None, int | None]


def rows(part: str, reads: list[ucdp.Read]) -> list[dict[str, Any]]:
    """The lines of one part: how many headlines get a toll, and how many of those are right."""
    stating = [r for r in reads if stated(r.headline.text)]
    return [_row(part, "all", reads), _row(part, "stating a toll", stating)]


def stated(text: str) -> set[int]:
    """The numbers next to a word of death; none where the dead and the wounded are told in one figure."""
    if _TOGETHER.search(text):
        return set()
    words = {m.group("first") or m.group("before") or m.group("after") for m in STATING.finditer(text)}
    return {int(n) for word in words if (n := read_number(word)) is not None}


def toll(read: ucdp.Read) -> Bounds | None:
    """The bounds of the dead that were read, with a lower bound or an upper one; None where none were."""
    for statement in read.main:
        killed = statement.counts.get("killed")
        if killed is not None and (killed.low is not None or killed.high is not None):
            return killed.low, killed.high
    return None


def in_span(bounds: Bounds, events: list[ucdp.Event]) -> bool:
    """Whether the bounds meet what is coded of one event, or of all together."""
    spans = [(e.low, e.high) for e in events] + [(sum(e.low for e in events), sum(e.high for e in events))]
    return any(_meet(bounds, span) for span in spans)


def of_source(bounds: Bounds, events: list[ucdp.Event]) -> bool:
    """Whether they hold the dead of a side, or of some sides together, of an event."""
    for event in events:
        sides = [n for n in event.deaths.values() if n]
        figures = {sum(some) for r in range(1, len(sides) + 1) for some in combinations(sides, r)}
        if any(_meet(bounds, (n, n)) for n in figures):
            return True
    return False


def as_stated(bounds: Bounds, numbers: set[int]) -> bool:
    """Whether a number is the one that the bounds were read from: an end of them, or one below an open or upper end."""
    low, high = bounds
    ends = {low, high, None if low is None or high is not None else low - 1, None if high is None else high + 1}
    return bool(numbers & ends)


def _meet(bounds: Bounds, span: tuple[int, int]) -> bool:
    low, high = bounds
    return (low or 0) <= span[1] and (high is None or span[0] <= high)


def _row(part: str, name: str, group: list[ucdp.Read]) -> dict[str, Any]:
    given = [(r, b) for r in group if (b := toll(r)) is not None]
    spans = [in_span(b, r.headline.events) for r, b in given]
    sides = [s or of_source(b, r.headline.events) for s, (r, b) in zip(spans, given, strict=True)]
    words = [s or as_stated(b, stated(r.headline.text)) for s, (r, b) in zip(sides, given, strict=True)]
    return {
        "part": part,
        "measure": f"killed, {name}",
        "headlines": len(group),
        "answered": 100.0 * len(given) / len(group) if group else None,
        "in the span": 100.0 * sum(spans) / len(given) if given else None,
        "or of a side": 100.0 * sum(sides) / len(given) if given else None,
        "or as stated": 100.0 * sum(words) / len(given) if given else None,
    }
