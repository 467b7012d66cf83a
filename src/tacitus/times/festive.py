"""Feasts, seasons, days of the Islamic calendar, and "the first week of August"."""

from __future__ import annotations

import re

from tacitus.times import words
from tacitus.times.fields import OFFSETS, Fields, capital, dated, flat, hours_of, part_of, year_of

_NO_NAMES = ("ramadan", "ramadhan", "muharram")
_NUMERALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def nth(m: re.Match[str], _: str) -> Fields | None:
    """ "The first week of August", "the third day of Eid", "the last quarter of 2016"."""
    number_of, unit = _NUMERALS[flat(m.group("nth"))], flat(m.group("unit"))
    number = words.number(m.group("num")) if m.group("num") else (1, 1)
    if number is None:
        return None
    several = re.search(r"(?:days|weeks)\s+of\b", m.group("m"), re.IGNORECASE)
    if several and not m.group("num") and m.group("mon"):  # "the first days of June"
        return {**dated(month=words.month(m.group("mon")), **year_of(m)), "part": "early" if number_of == 1 else "late"}
    base: Fields = {"nth": number_of, "unit": unit, "n": number[0]}
    if m.group("feast"):
        year = int(m.group("feast_year")) if m.group("feast_year") else None
        rests_on = "publication" if year is None else "nothing"
        name = {"kind": "feast", "name": flat(m.group("feast")), "year": year, "rests_on": rests_on}
        return {**name, **base} if unit == "day" else None
    if m.group("mon"):
        return {**dated(month=words.month(m.group("mon")), **year_of(m)), **base}
    if m.group("only") or m.group("year"):
        return {**dated(year=int(m.group("only") or m.group("year"))), **base}
    if not m.group("unit2"):
        return None
    if flat(m.group("unit2")) == "year":
        return {**dated(year_offset=OFFSETS[flat(m.group("rel2"))]), **base}
    return None


def feast(m: re.Match[str], _: str) -> Fields | None:
    """ "Eid al-Fitr", "last Easter", "the eve of Ashura 2014"; None without a capital."""
    if not capital(m, "name"):
        return None
    said = {"year": int(m.group("year0"))} if m.group("year0") else year_of(m)
    rests = {} if "rests_on" in said else {"rests_on": "nothing" if said else "publication"}
    return {"kind": "feast", "name": flat(m.group("name")), "direction": flat(m.group("dir")) or None,
            "part": "eve" if m.group("eve") else None, **said, **rests}


def season(m: re.Match[str], _: str) -> Fields | None:
    """ "the summer of 2014", "early spring last year"."""
    said = year_of(m)
    rests = {} if "rests_on" in said else {"rests_on": "nothing"}
    return {"kind": "season", "name": flat(m.group("name")), **part_of(m.group("part")), **said, **rests}


def hijri(m: re.Match[str], _: str) -> Fields | None:
    """ "12 Ramadan 1437", "Rajab 1438", "1437 AH"; months that are people's names too need a day before or a year behind."""
    name = m.group("mon") or m.group("mon2")
    year = next((int(m.group(g)) for g in ("year", "year2", "year3", "year4") if m.group(g)), None)
    if name and (not name[0].isupper() or (m.group("day3") and year is None and flat(name) not in _NO_NAMES)):
        return None
    day = m.group("day") or m.group("day3")
    return {"kind": "hijri", "month": int(words.table("hijri")[flat(name)]) if name else None, "day": int(day) if day else None,
            "day_high": int(m.group("day2")) if m.group("day2") else None, "year": year,
            "rests_on": "nothing" if year else "publication", **hours_of(m)}
