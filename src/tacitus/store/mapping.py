"""What a map shows of the rows that a query selects: points and clusters by zoom, areas that are never pinned."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from tacitus.store.columns import NONE, Mask, Numbers
from tacitus.store.desk import Desk, Groups
from tacitus.store.totals import Sums, sums_by

CELL = 48.0
"""Pixels on a side of the square within which points are drawn as one: the width of a symbol with its figure."""
TILE = 256.0
"""Pixels of the whole world on a side at zoom 0, as web maps count."""
MOST_POINTS, MOST_AREAS = 4000, 1000
"""At most so many are given: more than a screen holds."""
POINTED = ("exact", "near")
AreaKind = Literal["district", "province", "country"]
AREAS: tuple[AreaKind, ...] = ("district", "province", "country")
AREA_KM = {"district": 25.0, "province": 75.0, "country": 300.0}
"""How far an area reaches where its row does not say: about the median radius of each in the gazetteer."""


class Point(msgspec.Struct, kw_only=True):
    """One incident, or several that lie together (type where all are of one, id only for one). killed: the best figures together,
    None where none is said."""

    lat: float
    lon: float
    n: int
    killed: int | None
    type: str | None
    id: str | None
    precision: str | None


class Area(msgspec.Struct, kw_only=True):
    """Incidents of which only the district, province or country is known. km: how far it reaches from its middle; outline: the
    id of a shape of ours, if there is one."""

    kind: AreaKind
    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    km: float
    n: int
    killed: int | None
    outline: str | None = None


class Mapped(msgspec.Struct, kw_only=True):
    """unplaced: how many incidents have no place on the map. bounds: west, south, east and north of all points and of the middles
    of areas; None where there are none."""

    points: list[Point]
    areas: list[Area]
    unplaced: int
    bounds: tuple[float, float, float, float] | None


def mapped(desk: Desk, mask: Mask, zoom: float) -> Mapped:
    """The rows on a map of that zoom, 0 for the whole world on 256 pixels; to half a step."""
    zoom = round(min(max(zoom, 0.0), 22.0) * 2) / 2
    areas = _areas(desk)
    in_areas = np.flatnonzero(mask & (areas.of != NONE))
    pinned = np.flatnonzero(mask & (_cells(desk, zoom).of != NONE))
    unplaced = int(mask.sum()) - len(pinned) - len(in_areas)
    return Mapped(
        points=_points(desk, pinned, zoom), areas=_shaded(desk, in_areas, areas), unplaced=unplaced, bounds=_bounds(desk, mask)
    )


def _bounds(desk: Desk, mask: Mask) -> tuple[float, float, float, float] | None:
    lat, lon = desk.table.decimals["lat"][mask], desk.table.decimals["lon"][mask]
    if not len(lat) or np.isnan(lat).all():
        return None
    return float(np.nanmin(lon)), float(np.nanmin(lat)), float(np.nanmax(lon)), float(np.nanmax(lat))


def _within(rows: Numbers, groups: Groups) -> tuple[NDArray[Any], int]:
    """The group of each row, and how many groups; numbered anew where the rows are few beside the groups."""
    where = groups.of[rows]
    if groups.many <= 4 * len(rows):
        return where, groups.many
    values, again = np.unique(where, return_inverse=True)
    return again, len(values)


def _points(desk: Desk, rows: Numbers, zoom: float) -> list[Point]:
    if not len(rows):
        return []
    where, groups = _within(rows, _cells(desk, zoom))
    while zoom > 0 and np.count_nonzero(np.bincount(where)) > MOST_POINTS:
        zoom -= 1
        where, groups = _within(rows, _cells(desk, max(zoom, 0.0)))
    lat, lon = desk.table.decimals["lat"][rows], desk.table.decimals["lon"][rows]
    sums = sums_by(desk, "killed", rows, where, groups)
    middle = [np.bincount(where, weights=degrees, minlength=groups) for degrees in (lat, lon)]
    one, near = (_same(desk.table.words[name].codes[rows], where, groups) for name in ("type", "extent"))
    some = np.zeros(groups, np.int64)
    some[where] = rows
    ids, types, extents = (desk.table.words[name] for name in ("id", "type", "extent"))
    return [
        Point(
            lat=round(float(middle[0][n] / sums.n[n]), 5), lon=round(float(middle[1][n] / sums.n[n]), 5), n=int(sums.n[n]),
            killed=_dead(sums, int(n)), type=types.labels[one[n]] if one[n] != NONE else None,
            id=ids.labels[ids.codes[some[n]]] if sums.n[n] == 1 else None,
            precision=extents.labels[near[n]] if near[n] != NONE else None,
        )
        for n in np.flatnonzero(sums.n)
    ]


def _cells(desk: Desk, zoom: float) -> Groups:
    """The square in which each point lies, by Mercator's map as the page draws it."""
    name = f"cell {zoom}"
    if name not in desk.groups:
        lat, lon = desk.table.decimals["lat"], desk.table.decimals["lon"]
        rows = np.flatnonzero(~np.isnan(lat) & desk.table.words["extent"].among(POINTED))
        across = TILE * 2.0**zoom / CELL
        y = 0.5 - np.arcsinh(np.tan(np.radians(np.clip(lat[rows], -85.05, 85.05)))) / (2 * np.pi)
        x = (lon[rows] + 180.0) / 360.0
        cells = np.floor(x * across).astype(np.int64) * (1 << 32) + np.floor(y * across).astype(np.int64)
        desk.groups[name] = _numbered(len(lat), rows, cells)
    return desk.groups[name]


def _numbered(many: int, rows: Numbers, keys: Numbers) -> Groups:
    values, where = np.unique(keys, return_inverse=True)
    of = np.full(many, NONE, np.int32)
    of[rows] = where
    return Groups(of, len(values))


def _same(codes: NDArray[np.int32], where: NDArray[Any], groups: int) -> Numbers:
    """For each group the code that all its rows share, or NONE."""
    last = np.full(groups, NONE, np.int64)
    last[where] = codes
    others = np.bincount(where, weights=codes != last[where], minlength=groups)
    return np.where(others == 0, last, NONE)


def _kinds(desk: Desk) -> Numbers:
    """For each row the place in AREAS of what it is known to, NONE for a point or nothing; without a point only the country."""
    extent, placed = desk.table.words["extent"], ~np.isnan(desk.table.decimals["lat"])
    kind = np.full(len(desk.table), NONE, np.int64)
    kind[~placed & (desk.table.words["country"].codes != NONE)] = AREAS.index("country")
    for n, name in enumerate(AREAS):
        kind[placed & (extent.codes == extent.code(name))] = n
    return kind


def _areas(desk: Desk) -> Groups:
    """The area of each row that is known to no more than an area."""
    if "area" not in desk.groups:
        words, kind = desk.table.words, _kinds(desk)
        rows = np.flatnonzero(kind != NONE)
        inner = np.where(kind == 0, words["place"].codes, words["admin1"].codes).astype(np.int64)
        inner[kind == AREAS.index("country")] = NONE
        country = words["country"].codes.astype(np.int64)
        keys = (kind * (len(words["country"].labels) + 1) + country + 1) * (1 << 32) + inner + 1
        desk.groups["area"] = _numbered(len(kind), rows, keys[rows])
    return desk.groups["area"]


def _shaded(desk: Desk, rows: Numbers, areas: Groups) -> list[Area]:
    if not len(rows):
        return []
    where, groups = _within(rows, areas)
    sums = sums_by(desk, "killed", rows, where, groups)
    some = np.zeros(groups, np.int64)
    some[where[::-1]] = rows[::-1]
    most = [n for n in np.argsort(-sums.n, kind="stable")[:MOST_AREAS] if sums.n[n]]
    kinds = _kinds(desk)
    return [_area(desk, int(kinds[some[n]]), int(some[n]), int(sums.n[n]), _dead(sums, int(n))) for n in most]


def _dead(sums: Sums, group: int) -> int | None:
    return None if sums.unsaid[group] == sums.n[group] else int(sums.best[group])


def _area(desk: Desk, which: int, row: int, n: int, killed: int | None) -> Area:
    def word(column: str) -> str | None:
        words = desk.table.words[column]
        return None if words.codes[row] == NONE else words.labels[words.codes[row]]

    kind = AREAS[which]
    name = {"district": word("place"), "province": word("admin1") or word("place"), "country": word("country")}[kind]
    lat, lon, km = (float(desk.table.decimals[column][row]) for column in ("lat", "lon", "km"))
    placed = not np.isnan(lat)
    return Area(
        kind=kind, name=name, country=word("country"), lat=lat if placed else None, lon=lon if placed else None,
        km=AREA_KM[kind] if np.isnan(km) else km, n=n, killed=killed,
    )
