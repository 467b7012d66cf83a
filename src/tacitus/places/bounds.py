"""Reads how far from another name the text lets a place lie: "X, 45 km south of Y", "the X area in Y", "X near Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from tacitus.places.gazetteer import Gazetteer
from tacitus.places.relate import offset_before
from tacitus.places.score import near_km
from tacitus.places.shapes import Entry, Mention, Named

REACH = 60  # code points between a name and the one that it is told by
CITY_KM = 60.0  # "the X area in Y" of a town: its quarters and the villages that belong to it
NEAR_KM = 120.0  # "X, near Y": five times what "near" mostly means
REGION_KM = 250.0  # from the middle of a region of our own table: the Sahel's and the Donbas's like reach so far
LOOSE, MORE_KM = 1.4, 30.0  # distances in news are round, of roads, and from the edge of a city
KNOWN_PEOPLE = 500_000  # a city this large is meant whatever a phrase beside it seems to say
AREAS = frozenset({"country", "continent", "sea", "province", "district"})
"""Kinds that hold by the gazetteer's tree, or that are too wide to bound anything."""
TOWNS = frozenset({"city", "village", "quarter", "camp", "airbase", "crossing"})
_IN = re.compile(
    r"\s+(?:(?:area|district|neighbou?rhood|quarter|suburb|village|town|camp)\s+)?(?:in|of|inside|within)\s+(?:the\s+)?"
    r"(?:(?:town|city|old\s+city|area|region|suburb)\s+of\s+)?(?:the\s+)?$"
)
_NEAR = re.compile(r"\s*,?\s+(?:which\s+(?:is|lies)\s+)?(?:near|close\s+to|outside)\s+(?:the\s+)?(?:[a-z]+\s+){0,3}$")
_APPOSED = re.compile(
    r"\s*[,(\u2013\u2014-]?\s*(?:(?:a|an|the|which|that|is|are|lies|lying|located|situated|about|some|around|just|small|"
    r"village|town|hamlet|settlement|community)\s+){0,5}$"
)


class Bound(msgspec.Struct, frozen=True):
    """A name lies within so many kilometres of one of these entries, the places that another name may mean. measured:
    the text gives the distance in figures."""

    entries: tuple[Entry, ...]
    most_km: float
    measured: bool = False


def bounds_of(text: str, mentions: Sequence[Mention], n: int, known: Gazetteer) -> list[Bound]:
    """What the words between mention n and the next name say of how far apart the two lie; mostly nothing."""
    if n + 1 >= len(mentions):
        return []
    mention, other = mentions[n], mentions[n + 1]
    gap = text[mention.end : other.start]
    if other.demonym or other.role == "part" or len(gap) > REACH or "\n" in gap:
        return []
    said = offset_before(text, other.start, other.end)
    if said is not None and said.high is not None and said.start >= mention.end:
        led = _APPOSED.fullmatch(text[mention.end : said.start])
        return [msgspec.structs.replace(b, measured=True) for b in _bound(other, known, said.high * LOOSE + MORE_KM)] if led else []
    if _NEAR.fullmatch(gap):
        return _bound(other, known, NEAR_KM)
    return _bound(other, known, CITY_KM) if _IN.fullmatch(gap) else []


def _bound(other: Mention, known: Gazetteer, most_km: float) -> list[Bound]:
    named = [x.entry for x in known.named(other.name) if x.rank < 2]
    found = [e for e in named if e.kind not in AREAS]
    if not found or other.cue == "province" or named[0].kind == "country" or any(_nowhere(e) for e in found):
        return []
    return [Bound(tuple(found), most_km if found[0].kind in TOWNS else max(most_km, REGION_KM))]


def _nowhere(entry: Entry) -> bool:
    """Whether a region is of no one country, as the Sahel is: too wide to bound anything."""
    return entry.kind == "region" and entry.country is None


def within(found: Sequence[Named], bounds: Sequence[Bound]) -> list[Named]:
    """The entries that lie where the text lets the name lie; none where only smaller namesakes in other countries or near
    spellings bear it, for then the gazetteer lacks the place. A large city, an area or a town of the same country stays,
    whatever the words seem to say: then the map gainsays them."""
    kept = list(found)
    for bound in bounds:
        inside = [x for x in kept if any(near_km(x.entry, e.lat, e.lon) <= bound.most_km for e in bound.entries)]
        countries = {e.country for e in bound.entries}
        if inside or not any(_known(x, countries, bound) for x in kept):
            kept = inside
    return kept


def _known(found: Named, countries: set[str | None], bound: Bound) -> bool:
    entry = found.entry
    if found.rank < 2 and entry.country in countries:
        return True
    wide = entry.kind in ("country", "continent", "sea", "region") or entry.capital
    return found.rank < 2 and (wide or entry.population >= KNOWN_PEOPLE and not bound.measured)
