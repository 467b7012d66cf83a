"""Whether two times, or two places, that a report names can be one happening's."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from tacitus import places
from tacitus.reader.page import Page
from tacitus.reader.timing import Timed

SAME_PLACE_KM = 30.0
"""Within this two places of a report may be one happening's (a town and its suburb); beyond it they are two."""


def stands_near(page: Page, located: places.Located | None) -> bool:
    """Whether a place only says what another one lies near: "a town near Damascus", "60 km from the capital"."""
    if located is None:
        return False
    before = page.text[max(0, located.mention.start - 24) : located.mention.start].lower()
    return before.rstrip().endswith(
        (" near", " from", " outside", " close to", "east of", "west of", "north of", "south of")
    )


def overlap(a: Timed, b: Timed) -> bool:
    """Whether two times share a day; an open one may be any."""
    if None in (a.when.start, a.when.end, b.when.start, b.when.end):
        return True
    one, other = _span(a), _span(b)
    return one[0] <= other[1] and other[0] <= one[1]


def _span(t: Timed) -> tuple[date, date]:
    return _days(str(t.when.start), str(t.when.end or t.when.start), t.when.precision == "day", t.words)


@lru_cache(maxsize=4096)
def _days(first: str, last: str, day: bool, words: str) -> tuple[date, date]:
    """The first and last day; kept, since every mention of a report is held against every other's."""
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if day and start == end and any(w in words.lower() for w in ("night", "morning", "early", "overnight", "dawn")):
        return start, min(date.max - timedelta(days=2), end) + timedelta(days=1)
    return start, end


def same_day(a: Timed, b: Timed) -> bool:
    """Whether both are the same single day."""
    return a.when.start == b.when.start and a.when.precision == b.when.precision == "day"


def kilometres(a: places.Place, b: places.Place) -> float:
    """Distance of two places on the sphere; 0 where one has no point."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 0.0
    x1, y1, x2, y2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    return 6371 * 2 * asin(min(1.0, sqrt(sin((x2 - x1) / 2) ** 2 + cos(x1) * cos(x2) * sin((y2 - y1) / 2) ** 2)))


def places_agree(a: places.Located, b: places.Located) -> float:
    """1 where two mentions mean one place, 0.3 where one holds the other, -1 where they lie apart."""
    if a.mention.name.lower() == b.mention.name.lower():
        return 1.0
    if a.place is None or b.place is None:
        if a.place is None and b.place is None:
            return -0.5
        return 0.0
    if a.place.place_id == b.place.place_id:
        return 1.0
    if a.place.country and b.place.country and a.place.country != b.place.country:
        return -1.0
    coarse = {"country": 2, "province": 1, "district": 1}
    ranks = coarse.get(a.place.precision, 0), coarse.get(b.place.precision, 0)
    if ranks[0] != ranks[1]:
        small, large = (a.place, b.place) if ranks[0] < ranks[1] else (b.place, a.place)
        if large.precision == "country":
            return 0.3
        if small.admin1 and large.admin1 and small.admin1 != large.admin1 and kilometres(small, large) > 80:
            return -1.0
        return 0.3
    return 0.5 if kilometres(a.place, b.place) <= SAME_PLACE_KM else -1.0
