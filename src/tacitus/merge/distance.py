"""How far two places are from each other."""

from __future__ import annotations

from math import asin, cos, inf, radians, sin, sqrt

from tacitus.record import Where

EARTH_KM = 6371.0  # mean radius of the WGS 84 sphere


def apart_km(a: Where, b: Where) -> float:
    """Great-circle distance of two resolved places, in kilometres; infinite where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return inf
    lat1, lon1, lat2, lon2 = map(radians, (a.lat, a.lon, b.lat, b.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
