"""Day and place of two statements: which named feature tells how near they are, and where they cannot be one happening."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Any

from tacitus.merge.facts import Facts
from tacitus.merge.words import STEM, limits, same_place_name, step

Found = tuple[str, ...] | str
"""Names of features that a pair has; or, as one string, why the two cannot be one."""
EARTH_KM = 6371.0  # mean radius of the WGS 84 sphere
DAYS = 3  # a range this long is a day that is not quite known ("the night to Monday")
FRESH = 7  # days up to publication in which news is told
DISTRICT, PROVINCE, COUNTRY = 1, 2, 3


def time(a: Facts, b: Facts) -> Found:
    """How the days lie to each other, or why they cannot be one."""
    rules = limits()["time"]
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return _ahead(a, b) or _ahead(b, a) or ("day_unknown",)
    gap = max(a.start - b.end, b.start - a.end, 0)
    lasting = limits()["types"]["lasting"]
    if a.statement.type in lasting and b.statement.type in lasting:
        return ("lasting",) if gap <= rules["lasting_days"] else f"{gap} days apart"
    if gap:
        return _apart(a, b, gap, rules)
    width = max(a.end - a.start, b.end - b.start) + 1
    if a.soft or b.soft:
        if width > FRESH:
            return (step(rules["within"], width),)
        return ("fresh" if a.soft != b.soft else "both_fresh" if a.end == b.end else "both_fresh_apart",)
    if width <= DAYS:
        return ("same_day",) if a.start == b.start and a.end == b.end else ("days_meet",)
    return (step(rules["within"], width), *(("same_span",) if a.start == b.start and a.end == b.end else ()))


def _ahead(known: Facts, told: Facts) -> str | None:
    """Why what was told without a day cannot be the other: that came to pass only after it was told."""
    if known.start is None or told.printed is None or told.world != "happened":
        return None
    late = known.start - told.printed
    return f"{late} days after it was told" if late > 1 else None  # clocks of two continents are a day apart


def _apart(a: Facts, b: Facts, gap: int, rules: dict[str, Any]) -> Found:
    """A day that was never said may be some days off; one that was said, by a night or a wrong weekday, one at most."""
    soft = a.soft or b.soft
    for days, name in rules["soft_gap" if soft else "said_gap"]:
        if gap <= days:
            return (name,)
    return f"{gap} days apart"


def place(a: Facts, b: Facts) -> Found:
    """How the places lie to each other, or why they cannot be one."""
    one, other = a.statement.where, b.statement.where
    if one.country and other.country and one.country != other.country:
        return f"one in {one.country}, the other in {other.country}"
    if not _placed(a) or not _placed(b):
        return ("place_unknown",)
    if a.resolved and b.resolved:
        if max(a.size, b.size) <= DISTRICT:
            return _towns(a, b)
        if min(a.size, b.size) >= PROVINCE:
            return _areas(a, b)
        return _containment(a, b)
    return _names(a, b)


def town(a: Facts, b: Facts) -> tuple[str, ...]:
    """Where one says only an area or nothing of the place: whether the words around it name the town of the other."""
    return ("place_in_words",) if _names_town(a, b) or _names_town(b, a) else ()


def _names_town(loose: Facts, town: Facts) -> bool:
    if not loose.size > DISTRICT >= town.size:
        return False
    said = (name.split() for name in town.place_names)
    return any(all(word in loose.names or word[:STEM] in loose.words for word in words) for words in said)


def _placed(x: Facts) -> bool:
    return x.resolved or bool(x.place_names) or x.statement.where.country is not None


def _towns(a: Facts, b: Facts) -> Found:
    rules, distance = limits()["place"], kilometres(a, b)
    district = max(a.size, b.size) == DISTRICT
    reach = rules["district_reach_km"] if district else rules["distances_km"][-1][0]
    if _same_id(a, b) or (same_place_name(a.place_names, b.place_names) and distance <= reach):
        if district:
            return ("same_district",)
        near = "near" in (a.statement.where.precision, b.statement.where.precision)
        if near:
            return ("same_neighbourhood",)
        return ("same_place", "seat") if _seat(a) or _seat(b) else ("same_place",)
    if distance <= reach and _holds(a, b):
        return ("in_town",)
    for limit, name in rules["distances_km"]:
        if distance <= limit:
            return (name,)
    return (rules["distances_km"][-1][1],) if distance <= reach else f"{distance:.0f} km apart"


def _seat(x: Facts) -> bool:
    """Whether a town bears the name of its province or district: the place of many happenings, and loosely said of more."""
    return same_place_name(x.place_names, x.admin_names)


def _holds(a: Facts, b: Facts) -> bool:
    """Whether one is named as the town or district that the other lies in."""
    return same_place_name(a.place_names, b.admin_names) or same_place_name(b.place_names, a.admin_names)


def _areas(a: Facts, b: Facts) -> Found:
    if _same_id(a, b) or same_place_name(a.place_names, b.place_names):
        return ("same_country",) if a.size >= COUNTRY and b.size >= COUNTRY else ("same_province",)
    if _holds(a, b) or same_place_name(a.admin_names, b.admin_names):
        return ("in_province",)
    if a.size == b.size == PROVINCE and kilometres(a, b) > limits()["place"]["province_point_km"]:
        return "in two provinces"
    return ("same_country",)


def _containment(a: Facts, b: Facts) -> Found:
    """A town or district against a province or country that may hold it."""
    town, area = (a, b) if a.size < b.size else (b, a)
    if area.size >= COUNTRY:
        return ("in_country",)
    if same_place_name(town.admin_names, (*area.place_names, *area.admin_names)):
        return ("in_province",)
    if kilometres(a, b) > limits()["place"]["province_reach_km"]:
        return f"{kilometres(a, b):.0f} km apart"
    return ("other_province",) if town.admin_names else ("in_country",)


def _names(a: Facts, b: Facts) -> Found:
    """At least one place is a name only, or only a country."""
    if same_place_name(a.place_names, b.place_names):
        finer = all(x.size < COUNTRY for x in (a, b) if x.resolved)  # of a bare name it is not known how large it is
        return ("same_place_name",) if finer else ("same_country",)
    if _holds(a, b):
        return ("in_province",)
    if not a.place_names or not b.place_names or COUNTRY in (a.size, b.size):
        return ("same_country",)
    return ("place_named_otherwise",)


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
