"""Holds distances, borders and sides of "the country" that a report states of a place against the map."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import direction, km
from tacitus.places.geometry import BEARINGS, bearing, extent
from tacitus.places.relate import relation
from tacitus.places.shapes import Contradiction, Located, Place
from tacitus.places.sides import gainsays, sides

# Chosen to be wide, so that only what cannot be right is doubted; not fitted:
LOOSE = 2.0  # a stated distance may be off by this factor (roads wind, numbers are round) ...
SLACK_KM = 20.0  # ... and by this much, beside the reach of the two places
TURNED = 100.0  # degrees: "north" of a place that lies to its north-east is loose talk, to its south an error
SIDE_FROM_KM = 15.0  # nearer than this a side tells nothing of two towns
BORDER_KM = 120.0  # "near the border" is said of places some way off; nobody says it from further

_JOIN = re.compile(
    r"\s*[,(\u2013\u2014-]?\s*(?:(?:which|that|lies|lying|is|was|located|situated|a|the|town|city|village|some|about)\s+){0,5}$"
)
_BY_BORDER = re.compile(
    r"\s*,?\s+(?:(?:located|situated|which|that|lies|is|a|town|city|village)\s+){0,4}(?:right\s+)?(?:on|along|near|at|close\s+to|by)\s+"
    r"(?:the\s+|its\s+)?(?:(?:border|frontier)\s+(?:with|of)\s+(?:the\s+)?)?(?:[A-Z]\w+[-\u2010\u2011\u2013])?$"
)
_BORDER_AFTER = re.compile(r"(?:[-\u2010\u2011\u2013]\w+)?\s+(?:border|frontier)\b")
_OF_THE_COUNTRY = re.compile(
    r"\b(?P<side>(?:north|south)?[- ]?(?:east|west|north|south))(?:ern\s+part)?\s+of\s+the\s+country,?\s+"
    r"(?:near|in|at|around|close\s+to)\s+(?:the\s+)?(?:(?:[a-z-]+\s+){0,3}of\s+)?$",
    re.IGNORECASE,
)
_IN_THE_COUNTRY = re.compile(
    r"\s*,?\s+(?:(?:an?|the)\s+(?:[\w-]+\s+){1,4})?in\s+the\s+(?:far\s+)?"
    r"(?P<side>(?:north|south)?[- ]?(?:east|west|north|south))(?:ern\s+part)?\s+of\s+the\s+country\b",
    re.IGNORECASE,
)


def gainsaid(text: str, located: Sequence[Located]) -> list[Contradiction]:
    """What a report says of distances, borders and sides and the map does not bear out, in the order of the text.

    kinds: "distance" ("X, 20 km from Y" 300 km away; the wrong side of Y too), "border" ("X, along the Turkish border" far
    from Turkey), "compass" ("in the west of the country near X" in its east). Raises TacitusError E401 or E402.
    """
    out: list[Contradiction] = []
    for n, one in enumerate(located):
        if one.place is None or one.place.lat is None or one.mention.demonym:
            continue
        out += _of_the_country(text, one)
        if n + 1 < len(located) and _pointlike(one.place):
            found = _border(text, one, located[n + 1]) or _distance(text, one, located[n + 1])
            out += [found] if found else []
    return out


def _pointlike(place: Place) -> bool:
    return place.precision in ("exact", "near")


def _distance(text: str, one: Located, two: Located) -> Contradiction | None:
    """ "X, 20 km north of Y" against where the two lie."""
    place, other = one.place, two.place
    said = relation(text, two) if other is not None and _pointlike(other) else None
    if said is None or place is None or other is None or said.kind != "offset" or said.start < one.mention.end:
        return None
    if not _JOIN.fullmatch(text[one.mention.end : said.start]) or said.high is None or said.low is None:
        return None
    real = km(place.lat or 0.0, place.lon or 0.0, other.lat or 0.0, other.lon or 0.0)
    slack = SLACK_KM + extent(place) + extent(other)
    start, end = one.mention.start, two.mention.end
    if not said.low / LOOSE - slack <= real <= said.high * LOOSE + slack:
        told = f"{said.low:.0f}" if said.low == said.high else f"{said.low:.0f} to {said.high:.0f}"
        why = f"the text puts {one.mention.name} {told} km from {two.mention.name}; "
        return Contradiction(kind="distance", why=why + f"on the map it is {real:.0f} km", start=start, end=end)
    course = bearing(other.lat or 0.0, other.lon or 0.0, place.lat or 0.0, place.lon or 0.0)
    if said.side in BEARINGS and real > SIDE_FROM_KM + slack - SLACK_KM:
        off = abs((course - BEARINGS[said.side] + 180) % 360 - 180)
        if off > TURNED:
            why = f"the text puts {one.mention.name} {said.side} of {two.mention.name}; the map does not"
            return Contradiction(kind="distance", why=why, start=start, end=end)
    return None


def _border(text: str, one: Located, two: Located) -> Contradiction | None:
    """ "X, along the Turkish border", "X, near the border with Turkey" against the way to that country."""
    gap, place = text[one.mention.end : two.mention.start], one.place
    abroad = two.place.country if two.place is not None and two.place.kind == "country" else None
    if place is None or abroad is None or abroad == place.country or not _BY_BORDER.fullmatch(gap):
        return None
    after = _BORDER_AFTER.match(text, two.mention.end)
    if after is None and not re.search(r"\b(?:border|frontier)\b", gap):
        return None
    away = gazetteer().km_from(place.lat or 0.0, place.lon or 0.0, abroad)
    if away is None or away <= BORDER_KM:
        return None
    why = f"the text puts {one.mention.name} at the border of {two.place.name if two.place else abroad}; "
    end = after.end() if after else two.mention.end
    return Contradiction(kind="border", why=why + f"the map has it {away:.0f} km away", start=one.mention.start, end=end)


def _of_the_country(text: str, one: Located) -> list[Contradiction]:
    """ "in the west of the country near X", "X, a port in the west of the country", against where X lies in its own."""
    place = one.place
    at = max(0, one.mention.start - 80)
    found = _OF_THE_COUNTRY.search(text[at : one.mention.start])
    after = _IN_THE_COUNTRY.match(text[one.mention.end : one.mention.end + 80])
    start, end = at + found.start() if found else one.mention.start, one.mention.end + (after.end() if after and not found else 0)
    found = found or after
    frame = gazetteer().countries.get(place.country or "") if place is not None else None
    if found is None or place is None or frame is None or frame.box is None or place.kind == "country":
        return []
    said = direction(re.sub(r"[\s-]", "", found["side"].lower())) or ""
    lies = sides(place.lat or 0.0, place.lon or 0.0, frame.box, place.country)
    if not gainsays(said, lies):
        return []
    why = f"the text puts {one.mention.name} in the {said} of {frame.name}; the map has it in the {lies}"
    return [Contradiction(kind="compass", why=why, start=start, end=end)]
