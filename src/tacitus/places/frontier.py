"""Draws the border of two countries, whole or along one province, from the outlines of their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby, pairwise
from math import ceil, cos, radians

import msgspec

from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import km
from tacitus.places.outlines import UNIT, Outline

TOUCHING = 0.05  # degrees: two outlines of one border, each right to two kilometres, lie no further from one another
STEP = 0.04  # degrees between the points by which a border is walked: straight ones have corners hundreds of km apart
STUB_KM = 15.0  # shorter pieces are the ends of a province's other sides where they run up to the border
MOST_WEIGHED = 120  # points among which the middle is looked for
Point = tuple[float, float]


class Stretch(msgspec.Struct, frozen=True):
    """A border or a part of one. lines: points (lat, lon) in degrees, as many lines as it has pieces; middle: that of its
    points from which the farthest is nearest; reach_km: how far that one is."""

    lines: tuple[tuple[Point, ...], ...]
    middle: Point
    reach_km: float

    def geometry(self) -> dict[str, object]:
        """The lines in GeoJSON's form, positions longitude first."""
        drawn = [[[round(lon, 4), round(lat, 4)] for lat, lon in _thinned(line)] for line in self.lines]
        if len(drawn) == 1:
            return {"type": "LineString", "coordinates": drawn[0]}
        return {"type": "MultiLineString", "coordinates": drawn}


@lru_cache(maxsize=512)
def stretch(country: str, other: str, province: int = 0) -> Stretch | None:
    """Where a country (ISO code), or the province of that entry number alone, touches another country.

    None where the map has no outlines of them or they do not touch. Right to some five kilometres. Raises TacitusError E401
    or E402 where the gazetteer cannot be opened.
    """
    known = gazetteer()
    parts = known.outlines(country)
    mine = [parts[province]] if province in parts else [] if province else list(parts.values())
    theirs = list(known.outlines(other).values())
    if not mine or not theirs or country == other:
        return None
    cells = _cells(theirs, [one.box() for one in mine])
    lines = [line for one in mine for line in _touching(one, cells)]
    return _measured(lines) if lines else None


def within(line: Stretch, lat: float, lon: float, distance: float) -> Stretch | None:
    """The part of a border within so many kilometres of a point in degrees; None where it lies further off."""
    pieces: list[tuple[Point, ...]] = []
    for one in line.lines:
        near = [km(lat, lon, *point) <= distance for point in one]
        for held, group in groupby(zip(near, one, strict=True), key=lambda pair: pair[0]):
            points = tuple(point for _, point in group)
            if held and len(points) > 1:
                pieces.append(points)
    return _measured(pieces) if pieces else None


def _cells(outlines: Iterable[Outline], boxes: list[tuple[float, float, float, float]]) -> frozenset[tuple[int, int]]:
    """The cells of a grid through which outlines run, as far as they come near the boxes."""
    out: set[tuple[int, int]] = set()
    for one in outlines:
        if not any(_meet(one.box(), box) for box in boxes):
            continue
        for ring in one.rings:
            out.update((_cell(lat), _cell(lon)) for lat, lon in _walk(ring))
    return frozenset(out)


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return (
        a[0] - TOUCHING <= b[2] and b[0] - TOUCHING <= a[2] and a[1] - TOUCHING <= b[3] and b[1] - TOUCHING <= a[3]
    )  # fmt: skip


def _cell(degrees: float) -> int:
    return int(degrees // TOUCHING)


def _walk(ring: tuple[tuple[int, int], ...]) -> Iterator[Point]:
    """The corners of a ring (lat, lon) and points between them, none further apart than STEP."""
    for (ax, ay), (bx, by) in pairwise(ring):
        steps = max(1, ceil(max(abs(bx - ax), abs(by - ay)) / (STEP * UNIT)))
        for n in range(steps):
            yield (ay + (by - ay) * n / steps) / UNIT, (ax + (bx - ax) * n / steps) / UNIT
    if ring:
        yield ring[-1][1] / UNIT, ring[-1][0] / UNIT


def _touching(outline: Outline, cells: frozenset[tuple[int, int]]) -> Iterator[tuple[Point, ...]]:
    """The pieces of an outline that run through the cells or beside them."""
    for ring in outline.rings:
        piece: list[Point] = []
        for lat, lon in _walk(ring):
            y, x = _cell(lat), _cell(lon)
            if any((y + dy, x + dx) in cells for dy in (0, -1, 1) for dx in (0, -1, 1)):
                piece.append((lat, lon))
                continue
            if len(piece) > 1:
                yield tuple(piece)
            piece = []
        if len(piece) > 1:
            yield tuple(piece)


def _measured(drawn: list[tuple[Point, ...]]) -> Stretch:
    lines = [line for line in drawn if km(*line[0], *line[-1]) > STUB_KM] or drawn
    points = [point for line in lines for point in line]
    some = points[:: ceil(len(points) / MOST_WEIGHED)]
    middle = min(some, key=lambda p: max(_apart(p, q) for q in some))
    reach = max(km(*middle, *q) for q in points)
    return Stretch(lines=tuple(lines), middle=middle, reach_km=reach)


def _apart(a: Point, b: Point) -> float:
    """Squared distance in degrees of latitude, flat; good enough to find a middle."""
    return (a[0] - b[0]) ** 2 + ((a[1] - b[1]) * cos(radians(a[0]))) ** 2


def _thinned(line: tuple[Point, ...]) -> tuple[Point, ...]:
    """A line without the points that lie straight between their neighbours."""
    out = [line[0]]
    for before, here, after in zip(line, line[1:], line[2:], strict=False):
        turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0])
        if abs(turn) > 1e-9:
            out.append(here)
    return (*out, line[-1]) if len(line) > 1 else tuple(out)
