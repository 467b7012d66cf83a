"""Outlines of provinces: read for the gazetteer's build, and asked whether a point lies in one and how far off it is."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable, Sequence
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

import msgspec

PATH = Path(__file__).parent / "outlines.json.gz"
"""Natural Earth's provinces (public domain), simplified to two kilometres by train/outlines.py."""
DISTRICTS = Path(__file__).parent / "districts.json.gz"
"""Outlines of districts from geoBoundaries (CC BY, public domain; sources in NOTICE), simplified by train/districts.py."""
UNIT = 100.0  # points are kept in hundredths of a degree
KM_PER_DEGREE = 111.2
FINE = 0.01  # degrees, about a kilometre: what districts lose when they are simplified
ISLET = 0.0005  # square degrees, about six square kilometres: smaller parts of a district are left out
Point = tuple[float, float]


def simple(ring: Sequence[Point], tolerance: float = FINE) -> list[Point]:
    """The ring without the points that hardly bend it (Douglas and Peucker), closed as it was."""
    if len(ring) < 5:
        return list(ring)
    far = max(range(len(ring)), key=lambda n: (ring[n][0] - ring[0][0]) ** 2 + (ring[n][1] - ring[0][1]) ** 2)
    kept = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = ring[first], ring[last]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        best, at = tolerance, None
        for n in range(first + 1, last):
            x, y = ring[n][0] - ax, ring[n][1] - ay
            off = abs(x * dy - y * dx) / length if length else (x * x + y * y) ** 0.5
            if off > best:
                best, at = off, n
        if at is not None:
            kept.add(at)
            stack += [(first, at), (at, last)]
    return [ring[n] for n in sorted(kept)]


def area(ring: Sequence[Point]) -> float:
    """The area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))) / 2


class Outline(msgspec.Struct, frozen=True):
    """The rings of one province: points (lon, lat) in hundredths of a degree, the first again at the end; holes are
    rings too. Right to about two kilometres."""

    rings: tuple[tuple[tuple[int, int], ...], ...]

    def box(self) -> tuple[float, float, float, float]:
        """(south, west, north, east) in degrees."""
        xs = [x for ring in self.rings for x, _ in ring]
        ys = [y for ring in self.rings for _, y in ring]
        return min(ys) / UNIT, min(xs) / UNIT, max(ys) / UNIT, max(xs) / UNIT

    def contains(self, lat: float, lon: float) -> bool:
        """Whether a point in degrees lies inside (in an odd number of rings)."""
        x, y = lon * UNIT, lat * UNIT
        inside = False
        for ring in self.rings:
            for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False):
                if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                    inside = not inside
        return inside

    def inside(self) -> tuple[float, float]:
        """A point (lat, lon) in degrees that lies in the area: the middle of its largest ring where that does, else of the widest
        stretch of the parallel through it."""
        largest = max(self.rings, key=area)
        lon, lat = (sum(p[n] for p in largest[1:]) / (len(largest) - 1) / UNIT for n in (0, 1))
        if self.contains(lat, lon):
            return lat, lon
        y = lat * UNIT
        cuts = sorted(
            (bx - ax) * (y - ay) / (by - ay) + ax
            for ring in self.rings
            for (ax, ay), (bx, by) in zip(ring, ring[1:], strict=False)
            if (ay > y) != (by > y)
        )
        widest = max(zip(cuts[::2], cuts[1::2], strict=False), key=lambda pair: pair[1] - pair[0], default=(lon * UNIT,) * 2)
        return lat, sum(widest) / 2 / UNIT

    def edge_km(self, lat: float, lon: float) -> float:
        """Distance in kilometres from a point in degrees to the nearest edge, inside or outside; flat, good to some
        percent within a few hundred kilometres."""
        wide = max(0.01, cos(radians(lat)))
        x, y = lon * wide, lat
        best = float("inf")
        for ring in self.rings:
            before = (ring[0][0] / UNIT * wide, ring[0][1] / UNIT)
            for px, py in ring[1:]:
                after = (px / UNIT * wide, py / UNIT)
                best = min(best, _gap(x, y, before, after))
                before = after
        return sqrt(best) * KM_PER_DEGREE

    def packed(self) -> bytes:
        """The outline as bytes, for the gazetteer's file."""
        out = [struct.pack("<H", len(self.rings))]
        for ring in self.rings:
            out.append(struct.pack("<I", len(ring)))
            out.append(struct.pack(f"<{2 * len(ring)}h", *(n for point in ring for n in point)))
        return b"".join(out)


def unpacked(data: bytes) -> Outline:
    """The outline of `packed` bytes; raises struct.error for what are none."""
    (count,) = struct.unpack_from("<H", data)
    rings, at = [], 2
    for _ in range(count):
        (length,) = struct.unpack_from("<I", data, at)
        flat = struct.unpack_from(f"<{2 * length}h", data, at + 4)
        rings.append(tuple(zip(flat[::2], flat[1::2], strict=True)))
        at += 4 + 4 * length
    return Outline(tuple(rings))


def _gap(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> float:
    """Squared distance from a point to a piece of line."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((x - a[0]) * dx + (y - a[1]) * dy) / length))
    return (x - a[0] - along * dx) ** 2 + (y - a[1] - along * dy) ** 2


class Province(msgspec.Struct, frozen=True, kw_only=True):
    """One province of the file. geonames: its number there, None where not known; lat, lon: a point well inside."""

    country: str
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    outline: Outline
    geonames: int | None = None


def provinces(path: Path = PATH) -> list[Province]:
    """Every province of the file; raises OSError or ValueError where it cannot be read."""
    read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return [
        Province(
            country=one["country"],
            name=one["name"] or one["names"][0],
            names=tuple(one["names"]),
            lat=one["at"][0],
            lon=one["at"][1],
            outline=Outline(tuple(_walked(ring) for ring in one["rings"])),
            geonames=one["geonames"],
        )
        for one in read["provinces"]
        if one["name"] or one["names"]
    ]


def districts(path: Path = DISTRICTS) -> dict[str, tuple[float, float, Outline]]:
    """The reference of every district of the file, a point well inside it and its outline; raises OSError or ValueError."""
    read: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return {
        one["ref"]: (one["at"][0], one["at"][1], Outline(tuple(_walked(ring) for ring in one["rings"])))
        for one in read["districts"]
    }


def _walked(steps: Iterable[list[int]]) -> tuple[tuple[int, int], ...]:
    """A ring's points from its first and the steps that follow."""
    x = y = 0
    out = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        out.append((x, y))
    return tuple(out)
