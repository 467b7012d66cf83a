"""Distance and compass on the globe, for nearness and for holding a report's words against the map."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt

_COMPASS = re.compile(r"(north|south)?[- ]?(east|west|north|south)?(?:ern|ernmost)?$")
EARTH_KM = 6371.0
"""Mean radius of the Earth; the sphere is within 0.6 % of WGS 84, finer than any place is told in news."""


def km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    a, b = radians(lat_a), radians(lat_b)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def part_of_box(lat: float, lon: float, box: tuple[float, float, float, float]) -> tuple[float, float]:
    """How far north and how far east a point lies in a box: (0, 0) its south-west corner, (1, 1) its north-east.

    Raises nothing; a box without extent gives one half.
    """
    south, west, north, east = box
    up = (lat - south) / (north - south) if north > south else 0.5
    right = (lon - west) / (east - west) if east > west else 0.5
    return up, right


def direction(word: str) -> str | None:
    """ "northwest" for "north-western" and its like, None for a word that is no direction."""
    match = _COMPASS.match(word.lower())
    got = "".join(x for x in match.groups() if x) if match and match.end() == len(word) else ""
    return got or None
