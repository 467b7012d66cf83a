"""Brings places of several sources together for `build`: which are one, and in which province each lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tacitus.places.geo import km
from tacitus.places.inputs import Row
from tacitus.places.names import bare, fold, without_generic

SAME_KM = 8.0  # a town of our table this near to a known one of the same name is that town
SAME_AREA_KM = 300.0  # the same for provinces, whose middles are reckoned in different ways
TOWN_KM = 60.0  # a place without a province gets that of the nearest town within this distance
AREA_CELL = 3.0  # the same for provinces
LANDS = frozenset({"region", "island"})
WIDE = frozenset({"region", "sea", "continent", "province", "river", "lake", "desert"})  # lie in no one province
CELL = 0.5  # degrees; nine cells around a point hold all within 55 km, north or south


class Neighbours:
    """Finds the rows around a point."""

    def __init__(self, rows: Iterable[Row], *, cell: float) -> None:
        self._cell = cell
        self._cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
        self.rows = list(rows)
        for row in self.rows:
            if row.lat is not None and row.lon is not None:
                self._cells[self._at(row.lat, row.lon)].append(row)

    def _at(self, lat: float, lon: float) -> tuple[int, int]:
        return int(lat // self._cell), int(lon // self._cell)

    def around(self, row: Row) -> list[tuple[float, Row]]:
        """Distance in kilometres and row of the same country's places around one, the nearest first."""
        if row.lat is None or row.lon is None:
            return []
        y, x = self._at(row.lat, row.lon)
        found = [
            (km(row.lat, row.lon, other.lat or 0.0, other.lon or 0.0), other)
            for dy in (-1, 0, 1)
            for dx in (-1, 0, 1)
            for other in self._cells.get((y + dy, x + dx), ())
            if other.country == row.country
        ]
        return sorted(found, key=lambda pair: pair[0])


def settle(rows: Iterable[Row], towns: Sequence[Row], areas: Iterable[Row] = ()) -> None:
    """Gives rows without a province the one whose outline holds them, or else that of the nearest town of their
    country; and the district whose outline holds them, or else that of the nearest town in the province."""
    near = Neighbours(towns, cell=CELL)
    drawn: dict[tuple[str, str], list[tuple[tuple[float, float, float, float], Row]]] = defaultdict(list)
    for area in areas:
        if area.outline is not None and area.country is not None:
            drawn[area.kind, area.country].append((area.outline.box(), area))
    for row in rows:
        if row.province is not None or row.lat is None or row.lon is None:
            continue
        held, inner = (_holder(row.lat, row.lon, drawn.get((k, row.country or ""), ())) for k in ("province", "district"))
        around = [x for d, x in near.around(row) if d < TOWN_KM and held in (None, x.province)]
        row.province = held or (around[0].province if around else None)
        row.district = inner or (around[0].district if around else None)


def _holder(lat: float, lon: float, areas: Iterable[tuple[tuple[float, float, float, float], Row]]) -> str | None:
    """The reference of the area whose outline holds a point."""
    for (south, west, north, east), area in areas:
        if south <= lat <= north and west <= lon <= east and area.outline and area.outline.contains(lat, lon):
            return area.ref
    return None


def join(known: Sequence[Row], extra: Iterable[Row], *, lands: bool = False) -> list[Row]:
    """The extra rows that are no known place; those that are one give it their names instead.

    lands: an island or a region of a province's name (Sicily, Bavaria) is that province.
    """
    points = Neighbours((r for r in known if r.kind in {"city", "airport", "airbase"}), cell=CELL)
    areas = Neighbours((r for r in known if r.kind in {"province", "district"}), cell=AREA_CELL)
    new = []
    for row in extra:
        keys = {bare(without_generic(fold(x))) for x in row.names}
        pool = areas if row.kind in {"province", "district", *(LANDS if lands else ())} else points
        same = (
            x
            for d, x in pool.around(row)
            if _same(row, x, d) and keys & {bare(without_generic(fold(n))) for n in x.names}
        )
        found = next(same, None)
        if found is None:
            new.append(row)
        else:
            _adopt(found, row)
    settle([row for row in new if row.kind not in WIDE], [r for r in known if r.kind == "city"], areas.rows)
    return new


def _adopt(known: Row, row: Row) -> None:
    """Gives a known place the name, the kind and the spellings that reports use for it."""
    known.names = [*row.names, *known.names]
    known.name, known.ours = row.name, known.ours + len(row.names)
    if row.kind in {"airbase", "airport"}:
        known.kind = row.kind


def _same(row: Row, other: Row, distance: float) -> bool:
    if row.kind in LANDS:
        named = fold(row.name) in {fold(n) for n in other.names}
        return other.kind == "province" and distance < SAME_AREA_KM and named
    if row.kind in {"province", "district"}:
        return other.kind == row.kind and distance < SAME_AREA_KM
    if row.kind in {"airbase", "airport"}:
        return other.kind in {"airbase", "airport"} and distance < SAME_KM
    return row.kind in {"city", "town", "village"} and other.kind == "city" and distance < SAME_KM
