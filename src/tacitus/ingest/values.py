"""Turns the words in which a person gives a value into the shape that the record holds."""

from __future__ import annotations

import re
import typing
from typing import Any

from tacitus import ontology
from tacitus.errors import TacitusError
from tacitus.merge.corrected import FIELDS
from tacitus.record import Party, When, Where, plain
from tacitus.record.statement import Status

_COUNT = re.compile(r"(?P<at>\d+)|(?P<least>\d+)\+|(?:up to |<= ?)(?P<most>\d+)|(?P<low>\d+) ?(?:-|–|to) ?(?P<high>\d+)|unknown")
_POINT = re.compile(r"(?P<lat>-?\d+(?:\.\d+)?) ?, ?(?P<lon>-?\d+(?:\.\d+)?)(?: +(?P<name>\S.*))?")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def value_of(field: str, value: str) -> Any:
    """The value as plain JSON, in the shape of the field.

    type: an id of the ontology. status: as in the record. when: a day, month or year, or two with "/" between, or
    "unknown". where: an id of the gazetteer ("geonames:99532"), "LAT,LON NAME", a name that the gazetteer has once, or
    "unknown". counts.WHAT: "12", "12+", "up to 12", "10-12" or "unknown". roles.ROLE: names with ";" between, or "nobody".
    Raises TacitusError E102 for a field that cannot be corrected and a value that it cannot have; E103 for a date.
    """
    whole, _, part = field.partition(".")
    makers = {"type": _type, "status": _status, "when": _when, "where": _where}
    given = " ".join(value.split())
    if field in makers:
        return makers[field](given)
    if part and whole == "counts" and part.replace("-", "").replace("_", "").isalnum():
        return _count(field, given)
    if part and whole == "roles":
        return _parties(given)
    raise TacitusError("E102", f"{field!r} cannot be corrected", where="field", hint=", ".join(FIELDS))


def _wrong(field: str, value: str, hint: str) -> TacitusError:
    return TacitusError("E102", f"{value!r} cannot be used here", where=field, hint=hint)


def _type(value: str) -> str:
    if value not in ontology.load().types:
        raise _wrong("type", value, "an id that `tacitus types` lists")
    return value


def _status(value: str) -> str:
    known: tuple[str, ...] = typing.get_args(Status)
    if value not in known:
        raise _wrong("status", value, ", ".join(known))
    return value


def _count(field: str, value: str) -> dict[str, int | None]:
    found = _COUNT.fullmatch(value.casefold())
    if found is None:
        raise _wrong(field, value, "12, 12+, up to 12, 10-12 or unknown")
    number = {name: int(digits) if digits else None for name, digits in found.groupdict().items()}
    low = next((number[name] for name in ("at", "least", "low") if number[name] is not None), None)
    high = next((number[name] for name in ("at", "most", "high") if number[name] is not None), None)
    if low is not None and high is not None and low > high or max(low or 0, high or 0) >= 2**63:
        raise _wrong(field, value, "a smaller number first, such as 10-12")
    return {"low": low, "high": high, "best": number["at"]}


def _when(value: str) -> Any:
    from tacitus.store.query import first_day, last_day

    if value.casefold() == "unknown":
        return plain(When())
    days = [part.strip() for part in value.split("/")]
    if len(days) > 2 or not all(_DAY.fullmatch(day) for day in days):
        raise TacitusError("E103", f"{value!r} is not a date", where="when", hint="2016-07-27, 2016-07 or 2016-07-24/2016-07-27")
    start, end = first_day(days[0], "when"), last_day(days[-1], "when")
    if (start or "") > (end or ""):
        raise _wrong("when", value, "the earlier day first")
    precision: Any = {4: "year", 7: "month", 10: "day"}[len(days[0])]
    return plain(When(start=start, end=end, precision=precision, said=value, basis="stated"))


def _where(value: str) -> Any:
    if value.casefold() == "unknown":
        return plain(Where())
    point = _POINT.fullmatch(value)
    if point is not None:
        lat, lon = float(point["lat"]), float(point["lon"])
        if abs(lat) > 90 or abs(lon) > 180:
            raise _wrong("where", value, "latitude and longitude in degrees, such as 36.34,43.13 Mosul")
        return plain(Where(name=point["name"], said=value, lat=lat, lon=lon, precision="exact"))
    from tacitus.places.gazetteer import gazetteer
    from tacitus.places.resolve import PRECISION
    from tacitus.places.shapes import POINTLESS

    found = [one.entry for one in gazetteer().named(value)]
    entry = gazetteer().by_ref(value) if ":" in value else found[0] if len(found) == 1 else None
    if entry is None:
        hint = f"an id of `tacitus places {value!r}`, or LAT,LON NAME" if found else "LAT,LON NAME, or an id of `tacitus places`"
        raise _wrong("where", value, hint)
    there = entry.kind not in POINTLESS
    return plain(Where(
        name=entry.name, said=value, lat=entry.lat if there else None, lon=entry.lon if there else None,
        precision=entry.precision or PRECISION.get(entry.kind, "exact"), country=entry.country,
        admin1=entry.admin1, admin2=entry.admin2, place_id=entry.ref,
    ))


def _parties(value: str) -> Any:
    if value.casefold() in ("", "nobody"):
        return []
    from tacitus import actors

    parties = []
    for name in filter(None, (part.strip() for part in value.split(";"))):
        known = actors.resolve(name)
        parties.append(Party(name=name, words=name, actor=known.id if known else None, kind=known.kind if known else None))
    return plain(parties)
