"""What TIMEX3 marks besides calendar expressions, as the words say it: lengths of time, repeated times, hours, quarters."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from tacitus.times import words
from tacitus.times.fields import NAME, flat
from tacitus.times.mention import Tense

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_YEAR_BEFORE = ("year-ago", "year-earlier")
_NOON = {"noon": 12, "midday": 12, "midnight": 24}
_AFTERNOON = ("in the afternoon", "in the evening")
_NAMES = re.compile(r"[^\W\d_]+")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One expression beside the calendar's, before any day is put to it.

    start, end: code points of the text, end excluded. kind: "length" (n to n_high units, n None where the words leave
    it open; half: and a half), "set" (every n units, or the weekday, month or part of the day that comes again), "clock"
    (hour and minute), "quarter" (nth of year, or the one that `which` points to), "half", "unit" ("the week": the one
    spoken of), "year" or "reference" (`name`: PAST_REF, PRESENT_REF or FUTURE_REF).
    """

    start: int
    end: int
    kind: Literal["length", "set", "clock", "quarter", "half", "unit", "year", "reference",
                  "decade", "century", "season", "part", "ago"]
    unit: str | None = None
    n: float | None = None
    n_high: float | None = None
    name: str | None = None
    nth: int | None = None
    year: int | None = None
    year_offset: int | None = None
    which: str | None = None
    hour: int | None = None
    minute: int | None = None
    weekday: int | None = None
    month: int | None = None
    hours: str | None = None
    tense: Tense | None = None


Fields = dict[str, Any]


def build(rule: str, match: re.Match[str], text: str) -> Fields | None:
    """What a match of a rule of timex.toml says, as fields of Said; None where it only looks like a time."""
    return _BUILDERS[rule](match, text)


def amount(said: str) -> tuple[float | None, float | None]:
    """How many a number's words say, from and to; None and None where they leave it open ("several")."""
    plain = flat(said).replace(",", "").replace("½", "1/2").strip()
    if plain in words.table("open_numbers"):
        return (2.0, 2.0) if plain in ("a couple of", "a couple", "couple of") else (None, None)
    if plain.startswith("half"):
        return 0.5, 0.5
    figures = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?)?\s*(1/2)?", plain)
    if figures and plain:
        value = float(figures[1] or 0) + (0.5 if figures[2] else 0)
        return value, value
    number = words.number(plain)
    return (float(number[0]), float(number[1])) if number else (None, None)


def unit_of(word: str | None) -> str:
    """A unit's name in the singular: "centurie" and "century" are one."""
    name = flat(word)
    return {"centurie": "century", "millennia": "millennium", "weekend": "weekend"}.get(name, name)


def _length(m: re.Match[str], text: str) -> Fields | None:
    low, high = amount(m.group("num"))
    if m.group("num2"):
        high = amount(m.group("num2"))[1]
        low = low if low == high else None
    unit, said = unit_of(m.group("unit")), flat(m.group("m"))
    if low is not None and "and a half" in said.replace("-", " "):
        low = high = low + 0.5
    if unit == "quarter" and (text[m.end("m") :].startswith(" of ") or "-" in m.group("m") or "a quarter" in said):
        return None  # "three-quarters of its food"
    if unit in ("quarter", "year") and low and low > 1900 and m.group("num").isdigit():
        return None  # "the 1988 quarter"
    if unit == "second" and not re.search(r"seconds|[\d-]second", said):
        return None  # "a second bomb"
    hyphened = text[m.start("num") : m.start("unit")].endswith("-") and not re.match(r"(?:the\s+)?(?:past|last|next)\b", said)
    fields: Fields = {"start": m.start("num")} if hyphened else {}  # "a two-year siege": the article is the siege's
    return {"kind": "length", "unit": unit, "n": low, "n_high": high, **fields}


def _bare(m: re.Match[str], text: str) -> Fields | None:
    unit, said = unit_of(m.group("unit") or "quarter"), flat(m.group("m"))
    if unit in ("second", "minute", "night") and re.match(r"\s+(?:of|from|to)\b", text[m.end("m") :]):
        return None
    if said.endswith("ago"):
        return {"kind": "reference", "name": "PAST_REF"}
    return {"kind": "length", "unit": unit}


def _whole(m: re.Match[str], _: str) -> Fields | None:
    unit = unit_of(m.group("unit") or m.group("unit2"))
    return {"kind": "length", "unit": {"summer": "season", "winter": "season"}.get(unit, unit), "n": 1.0, "n_high": 1.0}


_TIES = {name: 20 + 10 * n for n, name in enumerate((
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"))}
_EVERY = {"hourly": ("hour", 1), "daily": ("day", 1), "nightly": ("night", 1), "weekly": ("week", 1),
          "fortnightly": ("week", 2), "biweekly": ("week", 2), "monthly": ("month", 1), "quarterly": ("quarter", 1),
          "yearly": ("year", 1), "annually": ("year", 1)}


def _set(m: re.Match[str], _: str) -> Fields | None:
    said = flat(m.group("m"))
    hours = next((h for h in ("night", "morning", "evening", "afternoon") if h in said), None)
    if m.group("adverb"):
        unit, n = _EVERY[flat(m.group("adverb"))]
        return {"kind": "set", "unit": unit, "n": float(n)}
    if day := m.group("wd") or m.group("wdn") or (m.group("wds") or "")[:-1]:
        start = m.start("m") if m.group("wd") else m.start("wds") if m.group("wds") else m.start("wdn")  # without "on"
        return {"kind": "set", "weekday": words.weekday(day), "hours": hours, "start": start}
    if m.group("mon"):
        return {"kind": "set", "month": words.month(m.group("mon"))} if m.group("mon")[0].isupper() else None
    other, unit = flat(m.group("other")), unit_of(m.group("unit"))
    if unit in ("morning", "evening", "afternoon"):
        return {"kind": "set", "hours": unit}
    number = 2.0 if other == "other" else amount(other)[0] if other else 1.0
    return {"kind": "set", "unit": unit, "n": number}


def _rate(m: re.Match[str], _: str) -> Fields | None:
    """ "twice a week" comes again; "$5 a day" and "20 flights a week" are prices and speeds, which TIMEX3 leaves."""
    if not m.group("times"):
        return dict(NAME)
    return {"kind": "set", "unit": unit_of(m.group("unit")), "n": 1.0}


def _clock(m: re.Match[str], text: str) -> Fields | None:
    if m.group("word"):
        return {"kind": "clock", "hour": _NOON[flat(m.group("word"))], "minute": 0}  # midnight ends its day
    if m.group("mil"):
        return {"kind": "clock", "hour": int(m.group("mil")[:2]), "minute": int(m.group("mil")[2:])}
    half = flat(m.group("ap") or m.group("ap2"))
    when = flat(m.group("when") or m.group("when2"))
    minute = int(m.group("min") or 0)
    if m.group("hour"):
        hour = int(m.group("hour"))
        at = re.search(r"\b(?:at|by|until|till|after|before|from|since|around|about|to|between)\s+$",
                       text[max(0, m.start("m") - 8) : m.start("m")], re.IGNORECASE)
        if not half and not m.group("zone") and not (at and m.group("dot") == ":"):
            return None
    else:
        hour = int(amount(m.group("hour2"))[0] or 0)
    late = half == "p" or when in _AFTERNOON or (when == "at night" and hour > 5)
    if hour < 12 and late:
        hour += 12
    elif hour == 12 and (half == "a" or when == "at night"):
        hour = 0
    return {"kind": "clock", "hour": hour, "minute": minute}


def _quarter(m: re.Match[str], _: str) -> Fields | None:
    year = m.group("year") or m.group("year2")
    inside = flat(m.group("det")) == "the" and "-quarter" not in m.group("m")
    start = m.start("m") if inside or not m.group("det") else m.end("det") + 1
    fields: Fields = {"start": start, "year": int(year) if year else None, "which": flat(m.group("which")) or None}
    said = flat(m.group("m"))
    relative = m.group("yrel") or m.group("yrel2")
    if not year and (relative or said.endswith("the year") and not said.startswith("the year")):
        fields["year_offset"] = {"last": -1, "next": 1}.get(flat(relative), 0)
    if m.group("half"):
        half = 1 if flat(m.group("half")) == "first" else 2
        if not (year or m.group("yrel") or said.startswith("the ")) or fields["which"] and not year:
            return None
        return {"kind": "half", "nth": half, **fields}
    if m.group("plain"):
        if not (fields["which"] or year or relative or said.startswith(("the ", "that "))):
            return None
        if "period" in said and not (fields["which"] in (*_YEAR_BEFORE, "latest") or year or relative):
            return None
        return {"kind": "quarter", "name": "period" if "period" in said else None, **fields}
    nth = flat(m.group("nth") or m.group("short"))
    number = _ORDINALS.get(nth) or int(re.sub(r"\D", "", nth))
    if "period" in said and not fields["which"] and not year:
        return None
    return {"kind": "quarter", "nth": number, **fields}


def _unit(m: re.Match[str], _: str) -> Fields | None:
    unit = unit_of(m.group("unit"))
    if m.group("ended"):
        return {"kind": "length", "unit": unit, "n": 1.0, "n_high": 1.0} if unit in ("year", "month", "week") else None
    return {"kind": "unit", "unit": unit}


def _year(m: re.Match[str], _: str) -> Fields | None:
    return {"kind": "year", "year": int(m.group("year"))}


def _year_bare(m: re.Match[str], text: str) -> Fields | None:
    """A number that can only be a year: no people, tonnes or rounds behind it."""
    after = re.match(r"\s+([^\W\d]+)", text[m.end("m") :])
    if after and after[1].lower() in words.table("counted")["nouns"]:
        return None
    return {"kind": "year", "year": int(m.group("year"))}


def _year_words(m: re.Match[str], _: str) -> Fields | None:
    head, tail = flat(m.group("head")), flat(m.group("tail"))
    if not tail and head != "two thousand":
        return None
    if not tail and not flat(m.group("m")).startswith("the year"):
        return None
    rest = words.number(tail.removeprefix("oh")) if tail else (0, 0)
    if rest is None or (head == "twenty" and rest[0] < 10):
        return None
    return {"kind": "year", "year": {"nineteen": 1900, "twenty": 2000, "two thousand": 2000}[head] + rest[0]}


def _decade(m: re.Match[str], _: str) -> Fields | None:
    years = int(m.groupdict().get("two") or 0) or _TIES[flat(m.group("ties"))]
    return {"kind": "decade", "year": years + 1900}


def _century(m: re.Match[str], _: str) -> Fields | None:
    return {"kind": "century", "year": 100 * (int(m.group("nth")) - 1)}


def _season(m: re.Match[str], _: str) -> Fields | None:
    if flat(m.group("name")) == "fall" and not flat(m.group("m")).startswith("the"):
        return None
    return {"kind": "season", "name": flat(m.group("name"))}


def _reference(name: str) -> Callable[[re.Match[str], str], Fields | None]:
    return lambda _, __: {"kind": "reference", "name": name}


def _future(m: re.Match[str], text: str) -> Fields | None:
    as_soon = flat(m.group("m")) == "soon" and re.search(r"\bas\s$", text[max(0, m.start("m") - 4) : m.start("m")], re.IGNORECASE)
    return None if as_soon else {"kind": "reference", "name": "FUTURE_REF"}


_BUILDERS: dict[str, Callable[[re.Match[str], str], Fields | None]] = {
    "length": _length, "bare": _bare, "adjective": _whole, "throughout": _whole, "set": _set, "rate": _rate,
    "clock": _clock, "quarter": _quarter, "unit": _unit, "fiscal": _year, "year_said": _year,
    "year_bare": _year_bare, "year_words": _year_words, "decade": _decade, "nineties": _decade,
    "quarter_century": lambda _, __: {"kind": "length", "unit": "year", "n": 25.0, "n_high": 25.0},
    "century": _century, "summer": _season,
    "this_century": lambda _, __: {"kind": "unit", "unit": "century"},
    "year_end": lambda _, __: {"kind": "unit", "unit": "year"},
    "part": lambda m, _: {"kind": "part", "hours": flat(m.group("hours"))},
    "ago_words": lambda _, __: {"kind": "ago", "unit": "year", "n": -1.0},
    "present": _reference("PRESENT_REF"), "past": _reference("PAST_REF"), "future": _future,
}
