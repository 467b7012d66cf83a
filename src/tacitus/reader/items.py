"""Tells the items of a chronology or bulletin by the day or place at the head of its lines, so that each is read by itself."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tacitus.reader.page import Page
    from tacitus.reader.timing import Timed

FEWEST = 3
"""From so many heads on a text is a list of items; two lines that happen to open so are none."""
_AFTER_DAY = re.compile(r"\s*(?::\s|[\u2013\u2014]\s|\s-{1,2}\s)")
_AFTER_PLACE = re.compile(r"[^\n.!?;:]{0,60}?:\s")


@dataclass(frozen=True, slots=True)
class Item:
    """A line that opens with a head: "Feb 16, 2017: ...", "Hama countryside: ...", up to the next such line.

    start: code point at which the line begins. day: that of its head; None where a place heads it.
    """

    start: int
    day: Timed | None


def find(page: Page) -> list[Item]:
    """The items of a report in the order of the text; none where fewer than three lines have a head."""
    days = {t.start: t for t in page.times if t.when.precision == "day" and not t.counted}
    named = {p.mention.start: p.mention.end for p in page.places}
    found, start = [], 0
    for line in page.text.splitlines(keepends=True):
        first = start + len(line) - len(line.lstrip())
        if first in days and _AFTER_DAY.match(page.text, days[first].end):
            found.append(Item(start, days[first]))
        elif first in named and _AFTER_PLACE.match(page.text, named[first]):
            found.append(Item(start, None))
        start += len(line)
    return found if len(found) >= FEWEST else []


def day_at(page: Page, char: int) -> Timed | None:
    """The day that heads the item in which a code point lies; None where no day does."""
    at = bisect.bisect_right(page.items, char, key=lambda item: item.start) - 1
    return page.items[at].day if at >= 0 else None
