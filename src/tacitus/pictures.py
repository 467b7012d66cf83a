"""Draws incidents as one picture for notebooks and papers: a map over a timeline, as SVG that asks nobody for anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from math import cos, radians, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from tacitus.record import Incident

if TYPE_CHECKING:
    from tacitus.store import Query, Store

WIDTH, MAP, GAP, BARS = 720, 380, 24, 90
"""Pixels: across, of the map, between, and of the bars."""
MARGIN = 0.08  # of the span of the points, left free around them
LEAST_SPAN = 1.0  # degrees: a map of one town shows what lies around it
LARGEST = 16.0  # pixels of the radius of the deadliest
SMALLEST, RING = 2.5, 6.0
FINEST = 1.5  # pixels between two points of an outline
MOST_BARS = 120
VAGUE = ("province", "country", "district")
STYLE = (
    ".land{fill:#eee;stroke:#bbb;stroke-width:.6}.dot{fill:#0b5394;fill-opacity:.55;stroke:#fff;stroke-width:.6}"
    ".vague{fill:none;stroke:#0b5394;stroke-dasharray:3 2}.bar{fill:#0b5394}text{font:12px sans-serif;fill:#333}"
)


class Picture(msgspec.Struct, frozen=True):
    """A drawing. A notebook shows it as it is; `save` writes it to a file."""

    svg: str

    def _repr_svg_(self) -> str:
        """What a notebook shows of it."""
        return self.svg

    def save(self, path: str | Path) -> None:
        """Writes it as an SVG file. Raises OSError."""
        Path(path).write_text(self.svg, "utf-8")


def incidents(source: Store | Iterable[Incident], query: Query | None = None) -> Picture:
    """Where and when the incidents were: a spot each, its area by the dead, and bars of how many over time.

    source: an open record, of which `query` selects, or incidents, such as `reading.incidents`. Of a place that is known to a
    district, province or country alone only a dashed ring is drawn. What has no place or no day is counted in words.
    Names that a record withholds play no part. Raises TacitusError E102 or E103 for a query that cannot be used.
    """
    from tacitus.store import Store

    some = list(source.incidents(query) if isinstance(source, Store) else source)
    placed = [one for one in some if one.where.lat is not None and one.where.lon is not None]
    days = sorted(day for one in some if (day := _day(one)))
    said = f"{len(some):,} incidents; {len(some) - len(placed):,} without a place, {len(some) - len(days):,} without a day"
    height = GAP + MAP + GAP + BARS + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{escape(said)}</title><style>{STYLE}</style>",
        f'<text x="0" y="15">{escape(said)}</text>', *_map(placed), *_bars(days), "</svg>",
    ]
    return Picture("".join(parts))


class _View(NamedTuple):
    """A piece of the world, and how it lies on the map."""

    west: float
    south: float
    east: float
    north: float

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels of a point; flat, true to length in the middle."""
        wide = cos(radians((self.south + self.north) / 2))
        scale = min(WIDTH / ((self.east - self.west) * wide), MAP / (self.north - self.south))
        x = WIDTH / 2 + (lon - (self.west + self.east) / 2) * wide * scale
        return round(x, 1), round(GAP + MAP / 2 - (lat - (self.south + self.north) / 2) * scale, 1)

    def meets(self, south: float, west: float, north: float, east: float) -> bool:
        """Whether a box has a part in it, or just beside it: the map may be wider than the view."""
        beside = 2 * (self.east - self.west)
        return (
            west <= self.east + beside and east >= self.west - beside and south <= self.north + beside
            and north >= self.south - beside
        )


def _view(placed: Sequence[Incident]) -> _View:
    lats, lons = [one.where.lat or 0.0 for one in placed], [one.where.lon or 0.0 for one in placed]
    spans = []
    for values, bound in ((lons, 180.0), (lats, 85.0)):
        middle, half = (min(values) + max(values)) / 2, max(LEAST_SPAN, (max(values) - min(values)) * (1 + MARGIN)) / 2
        spans.append((max(-bound, middle - half), min(bound, middle + half)))
    (west, east), (south, north) = spans
    return _View(west, south, east, north)


def _map(placed: Sequence[Incident]) -> Iterable[str]:
    if not placed:
        return
    view = _view(placed)
    yield f'<svg x="0" y="{GAP}" width="{WIDTH}" height="{MAP}" viewBox="0 {GAP} {WIDTH} {MAP}">'
    yield from _land(view)
    most = max(1, max(_dead(one) for one in placed))
    for one in sorted(placed, key=_dead, reverse=True):  # the small ones on top
        x, y = view.at(one.where.lon or 0.0, one.where.lat or 0.0)
        kind = "vague" if one.where.precision in VAGUE else "dot"
        radius = round(max(SMALLEST if kind == "dot" else RING, LARGEST * sqrt(_dead(one) / most)), 1)
        says = escape(f"{one.type}, {one.where.name or ''}, {one.when.start or 'day unknown'}")
        yield f'<circle class="{kind}" cx="{x}" cy="{y}" r="{radius}"><title>{says}</title></circle>'
    yield "</svg>"


def _land(view: _View) -> Iterable[str]:
    from tacitus.places.outlines import UNIT, provinces

    for each in provinces():
        if not view.meets(*each.outline.box()):
            continue
        rings = [_thin([view.at(a / UNIT, b / UNIT) for a, b in ring]) for ring in each.outline.rings]
        drawn = "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in rings if len(ring) > 2)
        if drawn:
            yield f'<path class="land" fill-rule="evenodd" d="{drawn}"/>'


def _thin(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those that nobody can tell from the one before."""
    kept: list[tuple[float, float]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINEST:
            kept.append((x, y))
    return kept


def _bars(days: Sequence[date]) -> Iterable[str]:
    if not days:
        return
    first, last = days[0].toordinal(), days[-1].toordinal()
    step = max(1, -(-(last - first + 1) // MOST_BARS))
    counts = Counter((day.toordinal() - first) // step for day in days)
    many, most = (last - first) // step + 1, max(counts.values())
    wide, foot = WIDTH / max(many, 12), GAP + MAP + GAP + BARS
    for n, count in sorted(counts.items()):
        high = round(BARS * count / most, 1)
        told = f"{count:,}, {step} day{'s' if step > 1 else ''} from {date.fromordinal(first + n * step).isoformat()}"
        yield (
            f'<rect class="bar" x="{n * wide:.1f}" y="{foot - high:.1f}" width="{max(1.0, wide - 1):.1f}" height="{high}">'
            f"<title>{told}</title></rect>"
        )
    yield f'<text x="0" y="{foot + 15}">{days[0].isoformat()}</text>'
    yield f'<text x="{WIDTH}" y="{foot + 15}" text-anchor="end">{days[-1].isoformat()}; up to {most:,} in {step} day(s)</text>'


def _day(one: Incident) -> date | None:
    """The first day of an incident whose day is known to a month."""
    if one.when.start is None or one.when.precision in ("year", "unknown"):
        return None
    return date.fromisoformat(one.when.start[:10])


def _dead(one: Incident) -> int:
    killed: Any = one.counts.get("killed")
    return int(killed.best or killed.low or 0) if killed is not None else 0
