"""Outlines of provinces for the map: our own, simplified ones, as GeoJSON."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from litestar import get

from tacitus.errors import TacitusError
from tacitus.places.outlines import UNIT, Province, provinces


@cache
def _all() -> dict[str, Province]:
    return {f"{one.country}-{one.geonames or n}": one for n, one in enumerate(provinces())}


@cache
def _by_name() -> dict[tuple[str, str], str]:
    return {(one.country, _fold(name)): key for key, one in _all().items() for name in (*one.names, one.name)}


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def outline_of(kind: str, country: str | None, name: str | None) -> str | None:
    """The id of a province's outline, None where there is none."""
    if kind != "province" or country is None or name is None:
        return None
    return _by_name().get((country, _fold(name)))


def _feature(key: str, one: Province) -> dict[str, Any]:
    """Rings as polygons of their own with holes by turn are told by nesting; a map that fills evenly draws them right."""
    rings = [[[x / UNIT, y / UNIT] for x, y in ring] for ring in one.outline.rings]
    return {
        "type": "Feature", "id": key, "properties": {"id": key, "name": one.name, "country": one.country},
        "geometry": {"type": "MultiPolygon", "coordinates": _nested(rings)},
    }


def _nested(rings: list[list[list[float]]]) -> list[list[list[list[float]]]]:
    """Each ring that lies within an odd number of others is a hole of the smallest of those."""
    around = [[n for n, other in enumerate(rings) if n != m and _inside(ring[0], other)] for m, ring in enumerate(rings)]
    polygons = {m: [rings[m]] for m, outer in enumerate(around) if len(outer) % 2 == 0}
    for m, outer in enumerate(around):
        if len(outer) % 2:
            holder = max((n for n in outer if n in polygons), key=lambda n: len(around[n]), default=None)
            polygons.setdefault(m if holder is None else holder, []).append(rings[m])
    return list(polygons.values())


def _inside(point: list[float], ring: list[list[float]]) -> bool:
    x, y = point
    within = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            within = not within
    return within


@get("/outlines", sync_to_thread=True, opt={"also": ("country",)}, summary="Outlines of a country's provinces")
def outlines(country: str) -> dict[str, Any]:
    """GeoJSON on WGS 84, right to about two kilometres (Natural Earth)."""
    found = [_feature(key, one) for key, one in _all().items() if one.country == country.upper()]
    return {"type": "FeatureCollection", "features": found}


@get("/outlines/{outline:str}", sync_to_thread=True, summary="The outline of one province")
def outline(outline: str) -> dict[str, Any]:
    """GeoJSON, by the id that the map's areas give."""
    if outline not in _all():
        raise TacitusError("E603", f"there is no outline {outline[:40]!r}", where="/api/v1/outlines", hint="as /map gives it")
    return _feature(outline, _all()[outline])


HANDLERS = [outlines, outline]
