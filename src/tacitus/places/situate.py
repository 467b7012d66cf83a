"""Says of every located mention where the words put what happens by it: in it, so far from it, around it, on the way to another."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from tacitus.places import geometry
from tacitus.places.borders import by_border
from tacitus.places.gazetteer import gazetteer
from tacitus.places.relate import between, relation
from tacitus.places.shapes import Located, Relation, Situated, Spot


def situate(text: str, located: Sequence[Located]) -> dict[int, Situated]:
    """By the start of each mention with a point: the relation that the text states (None for "in"), and the spot.

    located: what `locate` gave for the same text. Time grows linearly with the mentions.
    """
    ways = between(text, located)
    borders = by_border(text, located)
    out: dict[int, Situated] = {}
    for n, one in enumerate(located):
        if one.place is None or one.mention.demonym:
            continue
        if one.mention.start in borders:
            out[one.mention.start] = borders[one.mention.start]
            continue
        if n in ways:
            other, way = located[ways[n][0]], ways[n][1]
            spot = geometry.line(one.place, other.place) if other.place is not None else None
            if spot is not None:
                out[one.mention.start] = Situated(way, spot, other)
                continue
        said = relation(text, one) or _shared(text, located, n, out)
        out[one.mention.start] = Situated(said, geometry.spot(one.place, said))
    return out


def province(spot: Spot, country: str | None) -> str | None:
    """The name of the province in which the outlines put a spot; None where it may reach into others, or the map has none."""
    if country is None or spot.radius_km > REGION_KM:
        return None
    known = gazetteer()
    found = known.by_number(known.province_at(spot.lat, spot.lon, country))
    return found.name if found is not None else None


REGION_KM = 75.0
"""A spot that reaches further than a region of unknown extent may lie in several provinces; a region is told by its middle."""
_SHARED = re.compile(r"\s*,?\s+(?:and|or|as\s+well\s+as)\s+|\s*,\s+|\s*[(/]\s*")
"""Between two names of which the words before the first are said of the second too: "the countryside of X and Y", "of X (Y)"."""


def _shared(text: str, located: Sequence[Located], n: int, out: dict[int, Situated]) -> Relation | None:
    """The relation of the name before, where both hang on the same words that led up to it; never the words behind it."""
    if n == 0 or not _SHARED.fullmatch(text[located[n - 1].mention.end : located[n].mention.start]):
        return None
    before = out.get(located[n - 1].mention.start)
    said = before.relation if before is not None else None
    place = located[n].place
    if said is None or said.kind == "between" or said.end > located[n - 1].mention.end or place is None:
        return None
    fits = place.precision in ("exact", "near") and said.start < located[n - 1].mention.start
    return msgspec.structs.replace(said, end=located[n].mention.end) if fits else None


def coarsened(located: Sequence[Located], situated: dict[int, Situated]) -> list[Located]:
    """The same mentions, each place at no finer a precision than what the words say of it: "the countryside of X" is no town."""
    out = []
    for one in located:
        found = situated.get(one.mention.start)
        spot = found.spot if found is not None and found.relation is not None else None
        if one.place is not None and spot is not None and spot.precision != one.place.precision:
            one = Located(one.mention, msgspec.structs.replace(one.place, precision=spot.precision))
        out.append(one)
    return out
