"""Holds what a report says of where its places lie against the map."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tacitus.places.gainsay import gainsaid
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import direction
from tacitus.places.relate import side_before
from tacitus.places.resolve import RIVAL_KM
from tacitus.places.score import near_km
from tacitus.places.shapes import Contradiction, Entry, Located, Place
from tacitus.places.sides import gainsays, sides

BORDER = "border"  # the kind that `bordered` gives: the words about its countries are held against the map as they stand
SURE_PEOPLE = 200_000  # a smaller place of a name that others bear may be another one, which the gazetteer lacks
KNOWN_PEOPLE = 30_000  # but not one this large whose name the gazetteer has nowhere in the area that the text names
REACH = 60  # code points between a place and the area that is said to hold it

_OF_PEOPLE = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}(?:city|town|village|province|governorate|district|region|port|base|capital)(?:\s+of)?\s+(?:the\s+)?$"
)
_WITHIN = re.compile(
    r"(?:\s*,\s+(?:in\s+)?|\s+in\s+)(?:the\s+)?(?:(?:north|south|east|west)[\w-]*\s+)?(?:(?:province|state|governorate|district)\s+of\s+)?$|"
    r"\s*,?\s+in\s+the\s+(?:far\s+)?(?:north|south|east|west)[\w-]*\s+of\s+(?:the\s+)?$|"
    r"\s*,\s+an?\s+(?:[\w-]+\s+){0,3}(?:city|town|village|district|port|suburb|settlement|hamlet|camp|base)\s+in\s+(?:the\s+)?"
    r"(?:(?:far\s+)?(?:north|south|east|west)[\w-]*\s+)?(?:of\s+)?$"
)


_OF_OWNER = re.compile(r"['\u2019]s?\s+(?:[a-z-]+\s+){0,3}$")
_CLOSED = re.compile(r"\.(?:\s|$)|\s*\(|,\s+(?!and\b|or\b|as\b|nor\b|but\b)[a-z]|\s+(?:--?|[\u2013\u2014])\s")
"""What may follow "Kismayo, Ethiopia" and shows that the two are no part of a list."""
_LISTED = re.compile(r",\s+(?:and\s+|or\s+)?(?:in\s+)?|\s+(?:and|or)\s+(?:in\s+)?")


def contradictions(text: str, located: Sequence[Located]) -> list[Contradiction]:
    """What a report says of where a place lies and the map gainsays, in the order of the text.

    kind "compass": "the northwestern Syrian city of X" where X lies in the east of the country; only a place
    clearly past the middle counts. kind "containment": "X, in Y province" where X lies in another province
    or country. "distance", "border": see `gainsaid`. located: what `locate` gave for the same text.
    Raises TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    located = [x for x in located if x.place is None or x.place.kind != BORDER]
    out: list[Contradiction] = []
    for n, (one, two) in enumerate(pairwise(located)):
        gap = text[one.mention.end : two.mention.start]
        if len(gap) > REACH or one.place is None or two.place is None:
            continue
        owned = _owned(text, located, n + 1)
        if owned is not None and not one.mention.demonym and _WITHIN.fullmatch(gap):
            out += _containment(area=owned, inner=one)
        if _loose(text, one, two):
            continue
        if one.mention.demonym and not two.mention.demonym and _OF_PEOPLE.fullmatch(gap):
            out += _compass(text, area=one, inner=two) + _containment(area=one, inner=two)
        elif not one.mention.demonym and not two.mention.demonym and _is_area(one.place) and _OF_OWNER.fullmatch(gap):
            out += _compass(text, area=one, inner=two)
        elif not one.mention.demonym and not two.mention.demonym and _WITHIN.fullmatch(gap) and _is_area(two.place):
            out += _compass(text, area=two, inner=one)
            apposed = one.place.population >= KNOWN_PEOPLE and _apposed(text, located, n)
            if gap.strip() != "," or two.mention.cue == "province" or apposed:
                out += _containment(area=two, inner=one)
    return sorted(out + gainsaid(text, located), key=lambda c: (c.start, c.end))


_OWNING = re.compile(r"['\u2019]s?\b")
_LONGER = re.compile(r"[A-Z][\w'\u2019-]* $")


def _owned(text: str, located: Sequence[Located], n: int) -> Located | None:
    """The area that mention n owns: "Borno State" in "Nigeria's Borno State"; None where it owns none."""
    if n + 1 >= len(located):
        return None
    owner, area = located[n], located[n + 1]
    joined = not owner.mention.demonym and _OF_OWNER.fullmatch(text[owner.mention.end : area.mention.start])
    mine = area.place is not None and owner.place is not None and area.place.country == owner.place.country
    return area if joined and mine and area.place is not None and _is_area(area.place) else None


def _apposed(text: str, located: Sequence[Located], n: int) -> bool:
    """Whether "Kismayo, Ethiopia" are a town and its country, no two things of a list."""
    one, two = located[n], located[n + 1]
    listed = n > 0 and _LISTED.fullmatch(text[located[n - 1].mention.end : one.mention.start]) is not None
    return not listed and _CLOSED.match(text, two.mention.end) is not None


def _loose(text: str, one: Located, two: Located) -> bool:
    """Whether the two names do not stand alone: an owner ("in Utah's parks"), a part of a longer name, or a bare side."""
    return (
        _OWNING.match(text, two.mention.end) is not None
        or not one.mention.demonym and _LONGER.search(text[max(0, one.mention.start - 30) : one.mention.start]) is not None
        or any(direction(re.sub(r"[\s-]", "", p.mention.name.lower())) is not None for p in (one, two))
    )


def _near(entry: Entry, place: Place) -> bool:
    """Whether an entry is the place itself, its district or its province: no namesake of it."""
    return place.middle is not None and near_km(entry, *place.middle) < RIVAL_KM


def _in_box(place: Place, holder: Place) -> bool:
    """Whether a place lies within the extent of an area: then the gazetteer's own borders may be the older ones."""
    if holder.box is None or place.lat is None or place.lon is None:
        return holder.box is None
    south, west, north, east = holder.box
    return south <= place.lat <= north and west <= place.lon <= east


def _is_area(place: Place) -> bool:
    return place.kind in {"country", "province"}


def _span(area: Located, inner: Located, text: str) -> tuple[int, int]:
    start, end = min(area.mention.start, inner.mention.start), max(area.mention.end, inner.mention.end)
    if area.mention.compass and area.mention.start == start:
        start = (
            len(text[:start].rstrip().rsplit(None, 1)[0]) + 1
            if text[:start].strip() and " " in text[:start].strip()
            else 0
        )
    return start, end


def _compass(text: str, *, area: Located, inner: Located) -> list[Contradiction]:
    """The sides that the text gives a place within an area, against those on which it lies."""
    said = side_before(text, area.mention.start) or area.mention.compass
    where, frame = inner.place, area.place.box if area.place else None
    if (
        not said
        or where is None
        or frame is None
        or where.lat is None
        or where.lon is None
        or where.country != (area.place and area.place.country)
    ):
        return []
    country = where.country if area.place is not None and area.place.kind == "country" else None
    lies = sides(where.lat, where.lon, frame, country)
    if not gainsays(said, lies):
        return []
    start, end = _span(area, inner, text)
    holder = area.place.name if area.place else ""
    why = f"the text puts {inner.mention.name} in the {said} of {holder}; the map has it in the {lies}"
    return [Contradiction(kind="compass", why=why, start=start, end=end)]


def _containment(*, area: Located, inner: Located) -> list[Contradiction]:
    """A place that the text puts into an area and the map into another."""
    holder, place = area.place, inner.place
    if (
        holder is None
        or place is None
        or place.country is None
        or place.kind in {"country", "region", "continent", "sea"}
    ):
        return []
    if {place.kind, holder.kind} == {"province"} or not _surely(inner, area):
        return []
    inside = place.country == holder.country
    if inside and holder.kind == "province" and place.kind != "country":
        inside = place.admin1 in (None, holder.admin1) or place.place_id == holder.place_id or _in_box(place, holder)
    if inside:
        return []
    country = gazetteer().countries.get(place.country)
    lies = place.admin1 if place.country == holder.country else (country.name if country else place.country)
    start, end = min(area.mention.start, inner.mention.start), max(area.mention.end, inner.mention.end)
    why = f"the text puts {inner.mention.name} in {holder.name}; the map has it in {lies}"
    return [Contradiction(kind="containment", why=why, start=start, end=end)]


def _surely(inner: Located, area: Located) -> bool:
    """Whether a name can hardly mean another place, which lies in the area that the text names."""
    place, holder = inner.place, area.place
    if place is None or holder is None:
        return False
    if not place.runners_up or place.population >= SURE_PEOPLE:
        return True
    namesakes = [x.entry for x in gazetteer().named(inner.mention.name) if x.entry.ref != place.place_id]
    there = any(entry.country == holder.country and not _near(entry, place) for entry in namesakes)
    return place.population >= KNOWN_PEOPLE and inner.mention.cue != "village" and not there
