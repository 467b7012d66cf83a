"""Expressions that count from a day: weekdays, "yesterday", "last week", "three days ago", "the past month"."""

from __future__ import annotations

import re

from tacitus.times import words
from tacitus.times.fields import FROM_EVENT, OFFSETS, Fields, capital, flat, hours_of, part_of

_LATER = {"later", "after", "from now", "into"}
_NAMED = {"before", "after", "prior to", "into"}  # what follows them is the happening that they count from
_EVENT_WAYS = {"earlier", "before", "later", "after", "previously", "beforehand", "prior to", "into"}
_WEEKDAY_CUE = re.compile(r"\b(?:on|last|next|this|by|since|until|late|early)\s*$", re.IGNORECASE)
_DAYS = {"day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "day after tomorrow": 2}
_IN_SEASON = re.compile(r"\b(?:in|since|until|by|during|over)\s+$", re.IGNORECASE)
_TOLD_ON = re.compile(r"\b(?:was|were|had)\s+\w+(?:ed|en|n|t)\s+(?:again\s+)?the\s+$", re.IGNORECASE)
_ON_WEEKEND = re.compile(r"\b(?:over|at|during|on|of|for|since|in)\s+$", re.IGNORECASE)


def weekday(m: re.Match[str], text: str) -> Fields | None:
    """ "Monday", "last Friday night", "Tuesday of last week"."""
    name = flat(m.group("wd"))
    if len(name.rstrip(".")) < 6:  # Mon, Sat, Sun, Wed ...
        cue = _WEEKDAY_CUE.search(text[max(0, m.start("wd") - 8) : m.start("wd")])
        sure = name.endswith(".") and name not in ("sun.", "sat.", "wed.", "mon.", "fri.")
        if not capital(m, "wd") or not (sure or (cue and not name.startswith(("sun", "mon")))):
            return None
    if _in_a_name(text, m.start("wd"), m.end("wd")):
        return None
    direction, week = flat(m.group("dir")), flat(m.group("week"))
    event = direction in FROM_EVENT or week in FROM_EVENT or direction == "that"
    return {"kind": "weekday", "weekday": words.weekday(name), "direction": direction or None,
            "unit": "week" if week else None, "n": OFFSETS[week] if week else None,
            "rests_on": "event" if event else "publication", **hours_of(m)}


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a weekday is part of a name: "Black Friday", "the Sunday Times"."""
    names = words.table("not_days")
    before = re.search(r"([^\W\d]+)\s+$", text[max(0, start - 16) : start])
    after = re.match(r"\s+([^\W\d]+)", text[end : end + 20])
    if before and before.group(1).lower() in names["before"] and before.group(1)[0].isupper():
        return True
    return bool(after and after.group(1).lower() in names["after"] and after.group(1)[0].isupper()
                and not text[start:end].isupper())


def day(m: re.Match[str], text: str) -> Fields | None:
    """ "Yesterday", "this morning", "overnight", "the previous day"."""
    if m.group("over"):
        return {"kind": "day", "n": 0, "hours": "overnight"}
    if m.group("word"):
        word = flat(m.group("word")).removeprefix("the ")
        hours = {"hours": "night"} if word == "tonight" else hours_of(m)
        return {"kind": "day", "n": _DAYS.get(word, 0), **hours}
    if m.group("about"):
        said = flat(m.group("about"))
        n = 0 if "in the day" in said else 1 if said.endswith(("after", "later")) else -1
        named = said.endswith(tuple(_NAMED)) and re.match(r"\s+\w", text[m.end("m") :])
        return {"kind": "day", "n": n, "rests_on": "event", "direction": "before" if named else None}
    which, span = flat(m.group("which")), flat(m.group("span"))
    if span == "day" and which in ("this", "last"):
        return None
    hours = {} if span == "day" else {"hours": span}
    if which == "the other":  # one of the last few
        return {"kind": "ago", "unit": "day", "n": -1, "n_high": -7} if span == "day" else None
    return {"kind": "day", "n": OFFSETS[which], "rests_on": "event" if which in FROM_EVENT else "publication", **hours}


def week_of(m: re.Match[str], _: str) -> Fields:
    """ "The week of", "the week ending on": find.py adds the date behind it."""
    way = flat(m.group("way"))
    direction = "of" if way == "of" else "ending" if "end" in way else "beginning"
    return {"kind": "around", "unit": flat(m.group("span")), "direction": direction}


def period(m: re.Match[str], text: str) -> Fields | None:
    """ "Last week", "early this year", "over the weekend"."""
    which, unit, part = flat(m.group("which")), flat(m.group("unit")), part_of(m.group("part"))
    plain = which in ("the", "over the", "at the", "during the")
    if plain and unit in words.table("seasons"):
        return _season(m, text, which, unit, part)
    if plain and not (unit == "weekend" or (part and unit in ("week", "month", "year"))):
        return None
    if unit == "weekend" and which == "the" and not _ON_WEEKEND.search(text[max(0, m.start("m") - 8) : m.start("m")]):
        return None
    if which == "the past":  # "over the past week": the seven days up to now
        return {"kind": "window", "unit": unit, "n": -1, "n_high": -1}
    if which == "next" and unit in ("month", "year") and _TOLD_ON.search(text[max(0, m.start("m") - 60) : m.start("m")]):
        which = "the next"  # "taken in 2012 and lost the next year"
    offset = 0 if plain else OFFSETS[which]
    season = unit in words.table("seasons")
    named: Fields = {"kind": "season", "name": unit} if season else {"kind": "period", "unit": unit}
    return {**named, "n": offset, "rests_on": "event" if which in FROM_EVENT else "publication",
            "direction": which if which in ("last", "next") else None, **part}


def before_last(m: re.Match[str], _: str) -> Fields:
    """ "The night before last", "the week before last"."""
    unit = flat(m.group("unit"))
    if unit == "night":
        return {"kind": "day", "n": -2, "hours": "night"}
    return {"kind": "period", "unit": unit, "n": -2, "direction": "last"}


def _season(m: re.Match[str], text: str, which: str, unit: str, part: Fields) -> Fields | None:
    """ "In the spring", "over the summer"; not "the fall of the city", nor "the spring" of a village."""
    within = which in ("over the", "during the") or _IN_SEASON.search(text[max(0, m.start("m") - 8) : m.start("m")])
    if not within or re.match(r"\s+(?:of|in|from)\b|-\w", text[m.end("m") :]) or capital(m, "unit"):
        return None
    return {"kind": "season", "name": unit, **part}


def ago(m: re.Match[str], text: str) -> Fields | None:
    """ "Three days ago", "a month earlier", "two weeks into"."""
    way, unit, said = flat(m.group("way")), flat(m.group("unit")), flat(m.group("num"))
    half = said.startswith("half a")
    number = (1, 1) if half else words.number(said or None)
    if number is None or (not said and not m.group("unit")):
        return None
    plural = m.end("way") and text[m.start("unit") : m.start("way")].strip().lower().endswith("s")
    if not said and not plural:
        return None  # "day after day", "the week before"
    if way in ("before", "after", "prior to", "back", "into") and not said:
        return None
    sign = 1 if way in _LATER else -1
    if unit == "fortnight":
        unit, number = "week", (number[0] * 2, number[1] * 2)
    if half and unit in ("year", "decade"):
        unit, number = ("month", (6, 6)) if unit == "year" else ("year", (5, 5))
    fields: Fields = {"kind": "ago", "unit": unit, "n": sign * number[0], "n_high": sign * number[1],
                      "rests_on": "event" if way in _EVENT_WAYS else "publication"}
    if way in _NAMED and re.match(r"\s+\w", text[m.end("m") :]):  # not "he had left a year before."
        fields["direction"] = way
    if m.group("today") or flat(m.group("hedge")) == "exactly":
        fields["part"] = "exact"
    return fields


def window(m: re.Match[str], text: str) -> Fields | None:
    """ "The past 24 hours", "the next two weeks"."""
    which, said = flat(m.group("which")), flat(m.group("num"))
    rel, unit = flat(m.group("rel")), flat(m.group("unit"))
    plural = flat(m.group("m")).endswith("s")
    if not said and (not plural if which not in ("past",) else not rel):
        return None  # "last week" is the calendar's
    number = words.number(said) if said else ((1, 1) if not plural else (2, 5))
    if number is None or which == "preceding" or re.match(r"-\w", text[m.end("m") :]):
        return None
    if which in ("following", "previous") and not rel.endswith("the"):
        return None  # "following a month of siege"
    if which == "recent":
        return {"kind": "vague"}
    sign = 1 if which in ("next", "coming", "following") else -1
    return {"kind": "window", "unit": unit, "n": sign * number[0], "n_high": sign * number[1],
            "rests_on": "event" if which == "following" else "publication"}


def present(_: re.Match[str], __: str) -> Fields | None:
    """ "Now"."""
    return {"kind": "present"}


# "The deadliest attack in recent weeks", "one of a string of attacks in recent days": of those before it.
_COMPARED = re.compile(
    r"\b(?:\w{3,}est|most|first|worst|biggest|only|latest|last|series|spate|wave|string|spike|rise|surge|increase\w*)\b"
    r"[^.;!?]{0,60}$", re.IGNORECASE)


def vague(m: re.Match[str], text: str) -> Fields | None:
    """ "Recently"; "in recent days", which tells about when."""
    said = re.fullmatch(r"in recent (\w+?)s", flat(m.group("m")))
    if said is None or _COMPARED.search(text[max(0, m.start("m") - 80) : m.start("m")]):
        return {"kind": "vague"}
    return {"kind": "vague", "unit": said.group(1)}
