"""Turns a place and what the words say of it into a point with an honest radius, a line or an area."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Any

from tacitus.places.geo import EARTH_KM, km
from tacitus.places.shapes import Place, Precision, Relation, Spot

BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip
"""Degrees clockwise from north."""
SECTOR = sin(radians(22.5))
"""Half of one of eight directions: "20 km north" is true of all that lies within 22.5 degrees of north."""
ROUNDED = 0.1
"""Distances in news are round: "20 km" is 18 to 22."""
# Measured on the headlines of UCDP's events of 2017 in Syria that name one town (bench/headlines.py; 2018 not looked at):
SHIFT_KM = 20.0  # "east of X", "the eastern countryside of X": of shifts of 0 to 60 km this came nearest (153, 229 headlines)
SIDE_KM = 40.0  # and three in four of the events then lay within this
COUNTRYSIDE_KM = 50.0  # the same for the countryside of a town that gives its name to its province (194 headlines)
NEAR_KM = 25.0  # "near X": three in four within 18 km (29 headlines); UCDP's own "near" is 25
VICINITY_KM = 10.0  # "the outskirts", "the vicinity of X": three in four within 9 km of the middle (72 headlines)
SHIFT_OF_AREA = 0.2  # "northern X" of an area: this share of its size from its point came nearest (222 headlines)
AREA_KM = {
    "district": 25.0, "province": 75.0, "region": 75.0, "country": 400.0,
    "mountain": 25.0, "lake": 40.0, "island": 40.0, "river": 100.0, "desert": 150.0,
}  # fmt: skip
"""How far an area reaches whose extent the gazetteer does not have: about the median of those that it has."""
LEVELS: tuple[tuple[float, Precision], ...] = ((25.0, "near"), (60.0, "district"), (150.0, "province"))
"""The precision that a radius allows: UCDP's where_prec 2 is 25 km; a district or province has about these radii."""


def destination(lat: float, lon: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point so many kilometres from another on a bearing (degrees clockwise from north), on the sphere."""
    a, b, turn, arc = radians(lat), radians(lon), radians(bearing), distance / EARTH_KM
    up = asin(max(-1.0, min(1.0, sin(a) * cos(arc) + cos(a) * sin(arc) * cos(turn))))
    along = b + atan2(sin(turn) * sin(arc) * cos(a), cos(arc) - sin(a) * sin(up))
    return degrees(up), (degrees(along) + 180.0) % 360.0 - 180.0


def bearing(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The first course from one point to another, degrees clockwise from north, 0 to 360."""
    a, b, apart = radians(lat_a), radians(lat_b), radians(lon_b - lon_a)
    return degrees(atan2(sin(apart) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(apart))) % 360.0


def extent(place: Place) -> float:
    """How far a place reaches from its point, in kilometres: half the diagonal of an area, a town by its people; a district
    known by its town alone ("the X department") like other districts."""
    if place.box is not None:
        south, west, north, east = place.box
        return max(1.0, km(south, west, north, east) / 2)
    if place.kind == "city" and place.precision == "district":
        return AREA_KM["district"]
    if place.kind in AREA_KM:
        return AREA_KM[place.kind]
    return 1.0 + sqrt(max(0, place.population)) / 150  # Damascus 10 km, a town of 50,000 people 2.5 km


def spot(place: Place, relation: Relation | None = None) -> Spot | None:
    """Where a happening lies that the words put at, in or by a place; None for a place without a point.

    Never finer than the place's own precision. Distances on the sphere, the radius rounded up to whole kilometres.
    """
    if place.lat is None or place.lon is None:
        return None
    reach = extent(place)
    if relation is None or relation.kind == "between" or place.precision in ("country", "unknown") and not _part(relation):
        return _spot(place, (place.lat, place.lon), reach)
    if _part(relation) and place.box is not None:
        return _of_area(place, relation)
    if relation.kind == "offset":
        return _offset(place, relation, reach)
    if relation.kind in ("countryside", "wilds") or relation.side and _perhaps_around(place, relation):
        wide = COUNTRYSIDE_KM if _seat(place) or relation.kind == "wilds" else NEAR_KM
        shift = SHIFT_KM * wide / COUNTRYSIDE_KM if relation.side else 0.0
        whole = _seat(place) and relation.kind == "countryside"
        return _spot(place, _moved(place, relation.side, shift), wide, least="province" if whole else "near")
    wide = {"near": NEAR_KM, "edge": VICINITY_KM, "vicinity": VICINITY_KM}.get(relation.kind, 0.0)
    return _spot(place, (place.lat, place.lon), max(wide, reach), least="near" if wide else "exact")


def _part(relation: Relation) -> bool:
    """Whether the words mean a side within an area."""
    return relation.side is not None and relation.low is None and relation.kind in ("part", "offset", "countryside", "wilds")


def _perhaps_around(place: Place, relation: Relation) -> bool:
    """Whether "the north of X" may mean the land north of it: X is a town that its province is named after."""
    return relation.kind == "part" and place.kind == "city" and _seat(place)


def _seat(place: Place) -> bool:
    """Whether the countryside of a place is its province: it is one, or the town that a province is named after."""
    return place.kind in ("province", "region") or place.admin1 is not None and place.name == place.admin1


def _moved(place: Place, side: str | None, distance: float) -> tuple[float, float]:
    lat, lon = place.lat or 0.0, place.lon or 0.0
    return destination(lat, lon, BEARINGS[side], distance) if side in BEARINGS else (lat, lon)


def _offset(place: Place, relation: Relation, reach: float) -> Spot:
    """So far from a place, on a side of it if one is said; else the ring around it, by its middle."""
    if relation.low is None or relation.high is None:
        return _spot(place, _moved(place, relation.side, SHIFT_KM), SIDE_KM, least="near")
    middle = (relation.low + relation.high) / 2
    if relation.side is None:
        return _spot(place, _moved(place, None, 0.0), relation.high * (1 + ROUNDED) + reach, least="near")
    loose = (relation.high - relation.low) / 2 + middle * (SECTOR + ROUNDED) + min(reach, middle)
    return _spot(place, _moved(place, relation.side, middle), loose, least="near")


def _of_area(place: Place, relation: Relation) -> Spot:
    """A side of an area: its point moved that way, and the half or quarter of its extent that lies there."""
    south, west, north, east = place.box or (0.0, 0.0, 0.0, 0.0)
    side = relation.side or ""
    size = sqrt(max(1.0, km(south, west, north, west)) * max(1.0, km(south, west, south, east)))
    lat, lon = _moved(place, side, SHIFT_OF_AREA * size)
    lat, lon = min(max(lat, south), north), min(max(lon, west), east)
    up, right = (south + north) / 2, (west + east) / 2
    box = (
        up if "north" in side else south, right if "east" in side else west,
        up if "south" in side else north, right if "west" in side else east,
    )  # fmt: skip
    corners = [(box[0], box[1]), (box[0], box[3]), (box[2], box[3]), (box[2], box[1])]
    reach = max(km(lat, lon, *corner) for corner in corners)
    ring = [[round(x, 5), round(y, 5)] for y, x in [*corners, corners[0]]]
    return _spot(place, (lat, lon), reach, geometry={"type": "Polygon", "coordinates": [ring]})


def line(one: Place, two: Place) -> Spot | None:
    """What lies between two places: the middle of the way, the way itself, half its length and the places' own reach."""
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return None
    length = km(one.lat, one.lon, two.lat, two.lon)
    lat, lon = destination(one.lat, one.lon, bearing(one.lat, one.lon, two.lat, two.lon), length / 2)
    ends = [[round(p.lon or 0.0, 5), round(p.lat or 0.0, 5)] for p in (one, two)]
    coarser = max((one, two), key=lambda p: RANK[p.precision])
    reach = length / 2 + max(extent(one), extent(two))
    return _spot(coarser, (lat, lon), reach, least="near", geometry={"type": "LineString", "coordinates": ends})


RANK: dict[str, int] = {"exact": 0, "near": 1, "district": 2, "province": 3, "country": 4, "unknown": 5}


def _spot(
    place: Place,
    point: tuple[float, float],
    radius: float,
    *,
    least: Precision = "exact",
    geometry: dict[str, Any] | None = None,
) -> Spot:
    """The coarsest of the place's own precision, `least`, and what the radius allows (for what is not the place itself)."""
    allowed: Precision = "exact"
    if least != "exact":
        allowed = next((name for most, name in LEVELS if radius <= most), "province")
    precision = max((place.precision, least, allowed), key=lambda p: RANK[p])
    return Spot(
        lat=round(point[0], 5), lon=round(point[1], 5), precision=precision, radius_km=float(-(-radius // 1)),
        geometry=geometry,
    )  # fmt: skip
