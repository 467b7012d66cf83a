"""Distances and boxes on the sphere, for the filters and for finding what may be the same happening."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of WGS 84; a sphere is within 0.6 % of the ellipsoid, far finer than reports say a place."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees, with west <= east."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle between two points in degrees."""
    up, across = radians(other_lat - lat) / 2, radians(other_lon - lon) / 2
    chord = sin(up) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def split(west: float, south: float, east: float, north: float) -> list[Box]:
    """The box as one or, across the date line (west > east), two that do not cross it."""
    if west <= east:
        return [(west, south, east, north)]
    return [(west, south, 180.0, north), (-180.0, south, east, north)]


def around(lat: float, lon: float, km: float) -> list[Box]:
    """Boxes that together hold every point within `km` of this one; a little too large, never too small."""
    up = degrees(km / EARTH_KM) * 1.001 + 1e-6
    south, north = max(-90.0, lat - up), min(90.0, lat + up)
    if lat - up <= -90 or lat + up >= 90:  # a pole lies within: every longitude does
        return [(-180.0, south, 180.0, north)]
    widest = asin(min(1.0, sin(min(radians(up), radians(90))) / cos(radians(lat))))
    across = degrees(widest) * 1.001 + 1e-6
    if across >= 180:
        return [(-180.0, south, 180.0, north)]
    west, east = lon - across, lon + across
    return split(west + 360 if west < -180 else west, south, east - 360 if east > 180 else east, north)
