"""What a view asks of the record: the filters that `list`, `export`, the page and the API share."""

from __future__ import annotations

import calendar
import difflib
import math
import re
import typing

import msgspec

from tacitus import ontology
from tacitus.errors import TacitusError
from tacitus.record.statement import Status

STATUSES: tuple[str, ...] = typing.get_args(Status)
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Airwars' words."""
_ADMIRALTY = re.compile(r"[A-Fa-f]?[1-6]?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


class Query(msgspec.Struct, kw_only=True, frozen=True):
    """Which incidents to select; every filter that is given must hold. Redirects are never selected.

    type: an id of the ontology with all that falls under it, or a family's id. place: a part of a name (place,
    district, province; case and accents do not matter) or a whole place id. country: ISO 3166 alpha-2. box:
    west, south, east, north in degrees; west > east crosses the date line. radius: latitude, longitude,
    kilometres on the sphere. since, until: ISO day, month or year; what may have happened within them, so that an
    incident of an unknown day is not selected. actor: an id of the actor list, or words of a name in any role, the last
    of them perhaps cut short.
    killed_min, killed_max: held against the best figure, else the lowest stated; an incident without a figure is
    not selected. status: as in the record. grade: Airwars' word, such as "fair", or an Admiralty code or part of one:
    "B2", "B", "2". source: a part of a publisher, address or path of any of its reports.
    text: words, or "a phrase", all found in one of its reports or in the incident's own words. limit: at most so many.
    """

    type: str | None = None
    place: str | None = None
    country: str | None = None
    box: tuple[float, float, float, float] | None = None
    radius: tuple[float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    status: str | None = None
    grade: str | None = None
    source: str | None = None
    text: str | None = None
    limit: int | None = None

    def check(self) -> None:
        """Raises TacitusError E102 (E103 for a date) naming the first filter that cannot be used, and what can."""
        _check_words(self)
        _check_numbers(self)
        if self.type is not None:
            types_of(self.type)
        since, until = first_day(self.since, "since"), last_day(self.until, "until")
        if since and until and since > until:
            raise _wrong("since", self.since, "a day that is not after `until`")


def types_of(name: str) -> list[str]:
    """The ids of the ontology that a type or family name selects, sorted. Raises E102 for an unknown name."""
    known = ontology.load()
    found = [key for key in known.types if name in known.lineage(key)]
    if not found:
        found = [key for key, kind in known.types.items() if kind.family == name]
    if found:
        return sorted(found)
    near = difflib.get_close_matches(name, [*known.types, *known.families], n=3)
    raise _wrong("type", name, f"one of: {', '.join(near)}" if near else "`tacitus types` for the list")


def is_grade(given: str) -> bool:
    """Whether it is a word of Airwars' scheme, or an Admiralty code or its letter or digit."""
    return given.casefold() in GRADES or bool(given) and _ADMIRALTY.fullmatch(given) is not None


def first_day(given: str | None, name: str) -> str | None:
    """The first day of an ISO day, month or year. Raises E103 for anything else."""
    parts = _parts(given, name)
    return None if parts is None else f"{parts[0]:04}-{parts[1] or 1:02}-{parts[2] or 1:02}"


def last_day(given: str | None, name: str) -> str | None:
    """The last day of an ISO day, month or year. Raises E103 for anything else."""
    parts = _parts(given, name)
    if parts is None:
        return None
    year, month, day = parts[0], parts[1] or 12, parts[2]
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def _parts(given: str | None, name: str) -> tuple[int, int | None, int | None] | None:
    if given is None:
        return None
    found = _DATE.fullmatch(given)
    year, month, day = (int(part) if part else None for part in found.groups()) if found else (None, None, None)
    sane = year and (month is None or 1 <= month <= 12)
    if not sane or (day is not None and not 1 <= day <= calendar.monthrange(year or 1, month or 1)[1]):
        raise TacitusError("E103", f"{given!r} is not a date", where=name, hint="2016-07-27, 2016-07 or 2016")
    return year or 1, month, day


def _check_words(query: Query) -> None:
    if query.status is not None and query.status not in STATUSES:
        raise _wrong("status", query.status, f"one of: {', '.join(STATUSES)}")
    if query.grade is not None and not is_grade(query.grade):
        raise _wrong("grade", query.grade, f"one of: {', '.join(GRADES)}, or an Admiralty code such as B2")
    if query.country is not None and not re.fullmatch(r"[A-Za-z]{2}", query.country):
        raise _wrong("country", query.country, "two letters of ISO 3166, such as SY")
    for name in ("place", "actor", "source", "text"):
        value = getattr(query, name)
        if value is not None and not any(letter.isalnum() for letter in value):
            raise _wrong(name, value, "at least one letter or digit")


def _check_numbers(query: Query) -> None:
    for name in ("killed_min", "killed_max", "limit"):
        value = getattr(query, name)
        if value is not None and not 0 <= value < 2**63:
            raise _wrong(name, value, "a whole number that is not negative")
    if query.box is not None:
        west, south, east, north = query.box
        if not (_within(180, west, east) and _within(90, south, north) and south <= north):
            raise _wrong("box", query.box, "west, south, east, north in degrees, such as 38,33,49,38")
    if query.radius is not None:
        lat, lon, km = query.radius
        if not (_within(90, lat) and _within(180, lon) and math.isfinite(km) and km >= 0):
            raise _wrong("radius", query.radius, "latitude, longitude, kilometres, such as 36.34,43.13,50")


def _within(bound: float, *values: float) -> bool:
    return all(math.isfinite(value) and -bound <= value <= bound for value in values)


def _wrong(name: str, value: object, hint: str) -> TacitusError:
    return TacitusError("E102", f"{value!r} cannot be used here", where=name, hint=hint)
