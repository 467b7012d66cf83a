"""Points for day and place: where and when two statements can be one happening, and where they cannot."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from tacitus.merge.facts import Facts
from tacitus.merge.words import same_place_name, step, weights

EARTH_KM = 6371.0  # mean radius of the WGS 84 sphere
DAYS = 3  # a range this long is a day that is not quite known ("the night to Monday")
FRESH = 7  # days up to publication in which news is told
DISTRICT, PROVINCE, COUNTRY = 1, 2, 3


def time(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for the days, or why they cannot be one."""
    points = weights()["time"]
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return {"day_unknown": points["unknown"]}
    gap = max(a.start - b.end, b.start - a.end, 0)
    lasting = weights()["types"]["lasting"]
    if a.statement.type in lasting and b.statement.type in lasting:
        return {"lasting": points["lasting"]} if gap <= points["lasting_days"] else f"{gap} days apart"
    if gap:
        return _apart(a, b, gap, points)
    width = max(a.end - a.start, b.end - b.start) + 1
    if a.soft or b.soft:
        return {"fresh": points["fresh"]} if width <= FRESH else {"within": step(points["within"], width)}
    if width <= DAYS:
        return {"same_day": points["same_day"]}
    return {"within": step(points["within"], width)}


def _apart(a: Facts, b: Facts, gap: int, points: dict[str, Any]) -> dict[str, float] | str:
    """A day that was never said may be some days off; one that was said, by a night or a wrong weekday, one at most."""
    soft = a.soft or b.soft
    for days, value in points["soft_gap" if soft else "said_gap"]:
        if gap <= days:
            return {"days_apart" if soft else "next_day": value}
    return f"{gap} days apart"


def place(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for the places, or why they cannot be one."""
    points, one, other = weights()["place"], a.statement.where, b.statement.where
    if one.country and other.country and one.country != other.country:
        return f"one in {one.country}, the other in {other.country}"
    if not _placed(a) or not _placed(b):
        return {"place_unknown": points["unknown"]}
    if a.resolved and b.resolved:
        if max(a.size, b.size) <= DISTRICT:
            return _points_of_towns(a, b, points)
        if min(a.size, b.size) >= PROVINCE:
            return _points_of_areas(a, b, points)
        return _points_of_containment(a, b, points)
    return _points_of_names(a, b, points)


def _placed(x: Facts) -> bool:
    return x.resolved or bool(x.place_names) or x.statement.where.country is not None


def _points_of_towns(a: Facts, b: Facts, points: dict[str, Any]) -> dict[str, float] | str:
    distance = kilometres(a, b)
    district = max(a.size, b.size) == DISTRICT
    reach = points["district_reach_km"] if district else points["distances_km"][-1][0]
    if _same_id(a, b) or (same_place_name(a.place_names, b.place_names) and distance <= reach):
        return {"same_place": points["same_district"] if district else points["same_town"]}
    for limit, value in points["distances_km"]:
        if distance <= limit:
            return {"place_distance": value}
    return {"place_distance": points["distances_km"][-1][1]} if distance <= reach else f"{distance:.0f} km apart"


def _points_of_areas(a: Facts, b: Facts, points: dict[str, Any]) -> dict[str, float] | str:
    if _same_id(a, b) or same_place_name(a.place_names, b.place_names):
        country = a.size >= COUNTRY and b.size >= COUNTRY
        return {"same_country": points["same_country"]} if country else {"same_province": points["same_province"]}
    if a.size == b.size == PROVINCE and kilometres(a, b) > points["province_point_km"]:
        return "in two provinces"
    return {"same_country": points["same_country"]}


def _points_of_containment(a: Facts, b: Facts, points: dict[str, Any]) -> dict[str, float] | str:
    """A town or district against a province or country that may hold it."""
    town, area = (a, b) if a.size < b.size else (b, a)
    if area.size >= COUNTRY:
        return {"in_country": points["same_country"]}
    if same_place_name(town.admin_names, (*area.place_names, *area.admin_names)):
        return {"in_province": points["in_province"]}
    if kilometres(a, b) > points["province_reach_km"]:
        return f"{kilometres(a, b):.0f} km apart"
    return {"other_province": points["other_province"]} if town.admin_names else {"in_country": points["same_country"]}


def _points_of_names(a: Facts, b: Facts, points: dict[str, Any]) -> dict[str, float]:
    """At least one place is a name only, or only a country."""
    if same_place_name(a.place_names, b.place_names):
        return {"same_place": points["same_name"] if max(a.size, b.size) < COUNTRY or not a.resolved and not b.resolved
                else points["same_country"]}
    if same_place_name(a.admin_names, b.place_names) or same_place_name(b.admin_names, a.place_names):
        return {"in_province": points["in_province"]}
    if not a.place_names or not b.place_names or COUNTRY in (a.size, b.size):
        return {"same_country": points["same_country"]}
    return {"place_named_otherwise": points["other_name"]}


def _same_id(a: Facts, b: Facts) -> bool:
    one, other = a.statement.where.place_id, b.statement.where.place_id
    return one is not None and one == other


def kilometres(a: Facts, b: Facts) -> float:
    """Great-circle distance of two resolved places, in kilometres; infinite where one has no point."""
    one, other = a.statement.where, b.statement.where
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return float("inf")
    lat1, lon1, lat2, lon2 = map(radians, (one.lat, one.lon, other.lat, other.lon))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
