"""Finds the places that the words name together: "in X, Y and Z" is said of each of them."""

from __future__ import annotations

import re

from tacitus import places
from tacitus.reader.page import Page
from tacitus.record import Site

LISTED = re.compile(
    r"\s*(?P<comma>,)?\s*(?:(?P<and>and|&)\s+)?(?:(?:in|on|of|near|at)\s+)?(?:the\s+)?(?:(?:[a-z][\w-]*\s+){1,3}of\s+)?(?:the\s+)?"
)
"""What stands between the places of a list: "in X, Y and the town of Z"."""


def named(page: Page, located: places.Located) -> list[places.Located]:
    """The other places that the words name together with one ("in X, Y and Z"), of its own fineness; mostly none."""
    at = page.places.index(located) if located in page.places else -1
    if at < 0 or located.place is None:
        return []
    found: list[places.Located] = []
    joined = False
    for step in (1, -1):
        here, n = located, at + step
        while 0 <= n < len(page.places):
            other = page.places[n]
            one, two = (here, other) if step > 0 else (other, here)
            gap = LISTED.fullmatch(page.text[one.mention.end : max(one.mention.end, two.mention.start)])
            if gap is None or not (gap["comma"] or gap["and"]) or not _alike(other, located):
                break
            joined = joined or gap["and"] is not None
            found.append(other)
            here, n = other, n + step
    mine = located.place.place_id
    return sorted((p for p in found if p.place and p.place.place_id != mine), key=_start) if joined else []


def _start(located: places.Located) -> int:
    return located.mention.start


def sites(page: Page, located: places.Located) -> list[Site]:
    """The same as the record says them, each at the point that its own words give."""
    return [_site(page, other) for other in named(page, located)]


TOWNS = frozenset({"exact", "near"})


def _alike(one: places.Located, other: places.Located) -> bool:
    """Whether two places of a list are of one fineness, so that neither is said to hold the other."""
    if one.place is None or other.place is None or one.mention.demonym or one.place.lat is None:
        return False
    return one.place.precision == other.place.precision or {one.place.precision, other.place.precision} == TOWNS


def _site(page: Page, located: places.Located) -> Site:
    found = page.situated.get(located.mention.start)
    spot, place = found.spot if found else None, located.place
    return Site(
        name=place.name if place else located.mention.name,
        lat=spot.lat if spot else place.lat if place else None,
        lon=spot.lon if spot else place.lon if place else None,
        place_id=place.place_id if place else None,
        quotes=[page.quote(located.mention.start, located.mention.end)],
    )
