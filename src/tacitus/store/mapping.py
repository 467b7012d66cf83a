"""What a map shows of the rows that a query selects: points and clusters by zoom, areas that are never pinned."""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from tacitus.store.columns import NONE, Mask, Numbers
from tacitus.store.desk import Desk
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
    """unplaced: how many incidents have no place on the map."""

    points: list[Point]
    areas: list[Area]
    unplaced: int


def mapped(desk: Desk, mask: Mask, zoom: float) -> Mapped:
    """The rows on a map of that zoom, 0 for the whole world on 256 pixels."""
    table = desk.table
    placed = mask & ~np.isnan(table.decimals["lat"])
    extent = table.words["extent"]
    pinned = placed & extent.among(POINTED)
    wide = placed & extent.among(AREAS)
    country_only = mask & np.isnan(table.decimals["lat"]) & (table.words["country"].codes != NONE)
    areas = _areas(desk, np.flatnonzero(wide | country_only))
    shown = int(pinned.sum() + wide.sum() + country_only.sum())
    return Mapped(points=_points(desk, np.flatnonzero(pinned), zoom), areas=areas, unplaced=int(mask.sum()) - shown)


def _points(desk: Desk, rows: Numbers, zoom: float) -> list[Point]:
    if not len(rows):
        return []
    lat, lon = desk.table.decimals["lat"][rows], desk.table.decimals["lon"][rows]
    cells = _cells(lat, lon, zoom)
    values, where, counts = np.unique(cells, return_inverse=True, return_counts=True)
    while len(values) > MOST_POINTS:
        zoom -= 1
        values, where, counts = np.unique(_cells(lat, lon, zoom), return_inverse=True, return_counts=True)
    groups = len(values)
    sums = sums_by(desk.table, "killed", rows, where, groups)
    middle_lat = np.bincount(where, weights=lat, minlength=groups) / counts
    middle_lon = np.bincount(where, weights=lon, minlength=groups) / counts
    one = _same(desk.table.words["type"].codes[rows], where, groups)
    near = _same(desk.table.words["extent"].codes[rows], where, groups)
    some = np.zeros(groups, np.int64)
    some[where] = rows
    ids, types, extents = (desk.table.words[name] for name in ("id", "type", "extent"))
    return [
        Point(
            lat=round(float(middle_lat[n]), 5), lon=round(float(middle_lon[n]), 5), n=int(counts[n]), killed=_dead(sums, n),
            type=types.labels[one[n]] if one[n] != NONE else None,
            id=ids.labels[ids.codes[some[n]]] if counts[n] == 1 else None,
            precision=extents.labels[near[n]] if near[n] != NONE else None,
        )
        for n in range(groups)
    ]


def _cells(lat: NDArray[np.float64], lon: NDArray[np.float64], zoom: float) -> Numbers:
    """The square in which each point lies, by Mercator's map as the page draws it."""
    across = TILE * 2.0 ** min(max(zoom, 0.0), 22.0) / CELL
    y = 0.5 - np.arcsinh(np.tan(np.radians(np.clip(lat, -85.05, 85.05)))) / (2 * np.pi)
    x = (lon + 180.0) / 360.0
    found: Numbers = np.floor(x * across).astype(np.int64) * (1 << 32) + np.floor(y * across).astype(np.int64)
    return found


def _same(codes: NDArray[np.int32], where: Numbers, groups: int) -> Numbers:
    """For each group the code that all its rows share, or NONE."""
    least, most = np.full(groups, np.iinfo(np.int64).max), np.full(groups, -1, np.int64)
    np.minimum.at(least, where, codes)
    np.maximum.at(most, where, codes)
    return np.where(least == most, most, NONE)


def _areas(desk: Desk, rows: Numbers) -> list[Area]:
    if not len(rows):
        return []
    words, decimals = desk.table.words, desk.table.decimals
    kind = np.full(len(rows), 2, np.int64)  # without a point only the country is known
    for n, name in enumerate(AREAS):
        kind[words["extent"].codes[rows] == words["extent"].code(name)] = n
    kind[np.isnan(decimals["lat"][rows])] = 2
    inner = np.where(kind == 0, words["place"].codes[rows], words["admin1"].codes[rows]).astype(np.int64)
    inner[kind == 2] = NONE
    country = words["country"].codes[rows].astype(np.int64)
    keys = (kind * (len(words["country"].labels) + 1) + country + 1) * (1 << 32) + inner + 1
    values, first, where = np.unique(keys, return_index=True, return_inverse=True)
    sums = sums_by(desk.table, "killed", rows, where, len(values))
    most = np.argsort(-sums.n, kind="stable")[:MOST_AREAS]
    return [_area(desk, int(kind[first[n]]), int(rows[first[n]]), int(sums.n[n]), _dead(sums, int(n))) for n in most]


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
