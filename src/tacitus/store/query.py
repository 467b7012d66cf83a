"""What a view asks of the record: the filters that `list`, `export`, the page and the API share."""

from __future__ import annotations

import base64
import calendar
import difflib
import math
import re
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from tacitus import ontology
from tacitus.errors import TacitusError
from tacitus.record.statement import Status

STATUSES: tuple[str, ...] = typing.get_args(Status)
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Airwars' words."""
SORTS = ("date", "killed", "changed")
"""By first day, by the dead, by the time of the last revision; what is alike comes by id."""
_ADMIRALTY = re.compile(r"[A-Fa-f]?[1-6]?")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


class Query(msgspec.Struct, kw_only=True, frozen=True):
    """Which incidents to select; every filter that is given must hold. Redirects are never selected.

    type, country, status, grade: one, or several with commas between, of which one must hold.
    type: an id of the ontology with all that falls under it, or a family's id. place: a part of a name (place,
    district, province; case and accents do not matter) or a whole place id. country: ISO 3166 alpha-2. admin1: the
    whole name of a province, case and accents aside. box:
    west, south, east, north in degrees; west > east crosses the date line. radius: latitude, longitude,
    kilometres on the sphere. since, until: ISO day, month or year; what may have happened within them, so that an
    incident of an unknown day is not selected. actor: an id of the actor list, or words of a name in any role, the last
    of them perhaps cut short.
    killed_min, killed_max: held against the best figure, else the lowest stated; an incident without a figure is
    not selected. status: as in the record. grade: Airwars' word, such as "fair", or an Admiralty code or part of one:
    "B2", "B", "2". source: a part of a publisher, address or path of any of its reports.
    text: words, or "a phrase", all found in one of its reports or in the incident's own words. disputed: whether reports
    contradict each other on figures, place or who did it. reviewed: whether a person has decided anything about it.
    sort: a name of SORTS, with "-" before it for the other way round; what has no such value comes last in either. limit:
    at most so many. cursor: what `cursor` gave for the last one of the page before.
    """

    type: str | None = None
    place: str | None = None
    country: str | None = None
    admin1: str | None = None
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
    disputed: bool | None = None
    reviewed: bool | None = None
    sort: str = "date"
    limit: int | None = None
    cursor: str | None = None

    def to_params(self) -> dict[str, str]:
        """The query as parameters of an address, without what is left at its default; `from_params` gives it back."""
        plain = Query()
        given = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: _said(value) for name, value in given.items() if value != getattr(plain, name)}

    @staticmethod
    def from_params(given: Mapping[str, str | Sequence[str]]) -> Query:
        """The query that parameters of an address mean; one that is given several times is a list.

        Raises TacitusError E102 for a parameter that there is not, or whose value cannot be used, E103 for a date.
        """
        found: dict[str, Any] = {}
        for name, value in given.items():
            several = [value] if isinstance(value, str) else list(value)
            if name not in Query.__struct_fields__:
                near = difflib.get_close_matches(name, Query.__struct_fields__, n=1)
                raise _wrong("query", name, f"did you mean {near[0]}?" if near else ", ".join(Query.__struct_fields__))
            if len(several) > 1 and name not in ("type", *_LISTS):
                raise _wrong(name, several, "one value")
            if any(several):  # an empty field of a form is no filter
                found[name] = _meant(name, ",".join(several))
        query = Query(**found)
        query.check()
        return query

    def check(self) -> None:
        """Raises TacitusError E102 (E103 for a date) naming the first filter that cannot be used, and what can."""
        _check_words(self)
        _check_numbers(self)
        if self.type is not None:
            types_of(self.type)
        if self.sort.removeprefix("-") not in SORTS:
            raise _wrong("sort", self.sort, f"one of: {', '.join(SORTS)}, or with - before it")
        if self.cursor is not None:
            key_of(self)
        since, until = first_day(self.since, "since"), last_day(self.until, "until")
        if since and until and since > until:
            raise _wrong("since", self.since, "a day that is not after `until`")


Key = tuple[str | int | None, str]
"""Where a row stands in the order: its value, and its id."""


def cursor(value: str | int | None, identity: str) -> str:
    """What a query gives as `cursor` to go on after the row with this value of what it sorts by, and this id."""
    return base64.urlsafe_b64encode(msgspec.json.encode((value, identity))).decode().rstrip("=")


def key_of(query: Query) -> Key:
    """The place in the order that the query's cursor means. Raises TacitusError E102."""
    given = query.cursor or ""
    number = query.sort.removeprefix("-") == "killed"
    try:
        raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
        found = msgspec.json.decode(raw, type=tuple[int | None, str] if number else tuple[str | None, str])
    except (ValueError, msgspec.MsgspecError):
        raise _wrong("cursor", given, "`next` of the page before, with the same sort") from None
    if number and found[0] is not None and not 0 <= int(found[0]) < 2**63:
        raise _wrong("cursor", given, "`next` of the page before, with the same sort")
    return found


_NUMBERS = {"box": 4, "radius": 3}
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(repr(float(part)) for part in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _meant(name: str, value: str) -> Any:
    """The value of a parameter in the query's own type."""
    if name in _NUMBERS:
        try:
            numbers = tuple(float(part) for part in value.split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != _NUMBERS[name]:
            raise _wrong(name, value, f"{_NUMBERS[name]} numbers with commas between")
        return numbers
    if name in ("killed_min", "killed_max", "limit"):
        if not re.fullmatch(r"[0-9]{1,19}", value, re.ASCII):
            raise _wrong(name, value, "a whole number that is not negative")
        return int(value)
    if name in ("disputed", "reviewed"):
        if value.lower() not in _YES:
            raise _wrong(name, value, "yes or no")
        return _YES[value.lower()]
    return value


def parts(given: str | None) -> list[str]:
    """The values of a list with commas between; empty for None."""
    return [] if given is None else [part for each in given.split(",") if (part := each.strip())]


def types_of(names: str) -> list[str]:
    """The ids of the ontology that type or family names select, sorted. Raises E102 for an unknown name."""
    found = sorted({one for name in parts(names) for one in _types_of(name)})
    if not found:
        raise _wrong("type", names, "`tacitus types` for the list")
    return found


def _types_of(name: str) -> list[str]:
    known = ontology.load()
    found = [key for key in known.types if name in known.lineage(key)]
    if not found:
        found = [key for key, kind in known.types.items() if kind.family == name]
    if found:
        return found
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


_LISTS: dict[str, tuple[Callable[[str], bool], str]] = {
    "status": (STATUSES.__contains__, f"one of: {', '.join(STATUSES)}"),
    "grade": (is_grade, f"one of: {', '.join(GRADES)}, or an Admiralty code such as B2"),
    "country": (lambda code: re.fullmatch(r"[A-Za-z]{2}", code) is not None, "two letters of ISO 3166, such as SY"),
}
"""The filters that take several values: what each value must be, and what can be said instead."""


def _check_words(query: Query) -> None:
    for name, (fits, hint) in _LISTS.items():
        value = getattr(query, name)
        if value is not None and not (parts(value) and all(map(fits, parts(value)))):
            raise _wrong(name, value, hint)
    for name in ("place", "admin1", "actor", "source", "text"):
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
