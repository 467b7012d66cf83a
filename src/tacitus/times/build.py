"""From a rule's match to what the expression says; None where it only looks like a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tacitus.times import words

Fields = dict[str, Any]
NAME: Fields = {"kind": "name"}
"""What `build` returns for words that hold a time but name something else; nothing within them is a time."""
_OFFSET = {"last": -1, "this": 0, "next": 1, "this past": -1, "this coming": 1, "the previous": -1, "the following": 1,
           "that": 0, "that same": 0, "the same": 0, "past": -1, "coming": 1, "the past": -1, "the next": 1, "the other": -1}
_EVENT = {"that", "that same", "the same", "the previous", "the following", "the next"}
_LATER = {"later", "after", "from now"}
_NAMED = {"before", "after", "prior to"}  # what follows them is the happening that they count from
_EVENT_WAYS = {"earlier", "before", "later", "after", "previously", "beforehand", "prior to"}
_NIGHT_AND_NEXT = ("overnight", "night from", "night between")
_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|from|to|through|between|of|throughout|after|before|mid|around|for|as of|every"
    r"|each)\s*$", re.IGNORECASE)
_WEAK_CUE = re.compile(r"(?:\b(?:and|or)|[,(\-–/])\s*$", re.IGNORECASE)  # a list of months, or of people called June
_WEEKDAY_CUE = re.compile(r"\b(?:on|last|next|this|by|since|until|late|early)\s*$", re.IGNORECASE)
_THE = re.compile(r"\b(?:the|a|that|this)\s+$", re.IGNORECASE)
_ATTACKS = re.compile(r"\s+(?:terror\w*\s+)?(?:attacks|hijack)", re.IGNORECASE)
_PIVOT = 50  # "90" is 1990, "16" is 2016: the reports we read were written after 1950
_NUMERALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}


def flat(word: str | None) -> str:
    """The word in lower case with single blanks; empty for None."""
    return " ".join((word or "").lower().replace("’", "'").split())


def build(rule: str, match: re.Match[str], text: str) -> Fields | None:
    """What the match says, as fields of TimeMention; None where it is no expression of time, NAME within a name."""
    return _BUILDERS[rule](match, text)


def _date(**fields: Any) -> Fields:
    whole = fields.get("year") is not None
    return {"kind": "date", "rests_on": "nothing" if whole else "publication", **fields}


def _year(m: re.Match[str]) -> Fields:
    """The year of a match with the usual year groups: a number, two figures, or one relative to an anchor."""
    groups = m.groupdict()
    if groups.get("year"):
        return {"year": int(groups["year"])}
    short = groups.get("yy") or groups.get("yyq")
    if short:
        return {"year": int(short) + (1900 if int(short) >= _PIVOT else 2000)}
    if groups.get("yrel"):
        word = flat(groups["yrel"])
        return {"year_offset": _OFFSET[word], "rests_on": "event" if word in _EVENT else "publication"}
    return {}


def _hours(m: re.Match[str]) -> Fields:
    before, after = flat(m.groupdict().get("pre")), flat(m.groupdict().get("hours"))
    said = f"{before} {after}"
    if any(w in said for w in _NIGHT_AND_NEXT):
        return {"hours": "overnight" if "overnight" in said else "night to next"}
    for word, hours in (("hours of", "early"), ("dawn", "early"), ("early", "early"), ("midnight", "midnight"),
                        ("night", "night"), ("evening", "evening"), ("afternoon", "afternoon"), ("noon", "afternoon"),
                        ("midday", "afternoon"), ("morning", "morning"), ("late", "late")):
        if word in said and not (word == "late" and "later" in said):
            return {"hours": hours}
    return {}


def _capital(m: re.Match[str], group: str) -> bool:
    return m.group(group)[:1].isupper()


def _weekday_of(m: re.Match[str]) -> Fields:
    return {"weekday": words.weekday(m.group("wd"))} if m.group("wd") else {}


def _iso(m: re.Match[str], _: str) -> Fields | None:
    month, day = int(m.group("month")), int(m.group("day"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and int(m.group("year")) >= 1):
        return None
    return _date(year=int(m.group("year")), month=month, day=day)


def _figures(m: re.Match[str], _: str) -> Fields | None:
    a, b, year = int(m.group("a")), int(m.group("b")), int(m.group("year"))
    if year < 100:
        year += 1900 if year >= _PIVOT else 2000
    readings = [(month, day) for day, month in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31]
    if not readings:
        return None
    (month, day), other = readings[0], readings[-1]
    return _date(year=year, month=month, day=day, other=other if other != readings[0] else None)


def _month_is_name(m: re.Match[str]) -> bool:
    """Whether "may", "march", "mar" ... stands as a month may: with a capital."""
    return _capital(m, "mon") or flat(m.group("mon")).rstrip(".") in ("january", "february", "september", "october",
                                                                      "november", "december", "april", "june", "july")


def _day_month(m: re.Match[str], text: str) -> Fields | None:
    if not _month_is_name(m):
        return None
    if _in_name(m, text):
        return dict(NAME)
    high = m.group("day2")
    return _date(month=words.month(m.group("mon")), day=int(m.group("day")), day_high=int(high) if high else None,
                 **{**_weekday_of(m), **_hours(m), **_year(m)})


def _month_day(m: re.Match[str], text: str) -> Fields | None:
    if not _month_is_name(m):
        return None
    if _in_name(m, text):
        return dict(NAME)
    year, ordinal = _year(m), not m.group("m")[-1].isdigit()
    in_month = re.search(r"\bin\s+$", text[max(0, m.start("m") - 8) : m.start("m")], re.IGNORECASE)
    if in_month and not year and not ordinal and not m.group("wd") and re.match(r"\s+[a-z]", text[m.end("m") :]):
        return _date(month=words.month(m.group("mon")), stop=m.end("mon"))  # "in March 20 people were killed"
    high = m.group("day2") or m.group("day3")
    return _date(direction=flat(m.group("dir")) or None, month=words.month(m.group("mon")), day=int(m.group("day")),
                 day_high=int(high) if high else None,
                 **{**_weekday_of(m), **_hours(m), **year})


def _in_name(m: re.Match[str], text: str) -> bool:
    """ "The September 11 attacks" and "9 October Avenue" are names, whatever year it is."""
    after = re.match(r"\s+([^\W\d]+)", text[m.end("m") : m.end("m") + 20])
    names = words.table("not_dates")
    if after and (after.group(1).lower() in names["after_small"]
                  or (after.group(1)[0].isupper() and after.group(1).lower() in names["after"])):
        return True
    eleven = int(m.group("day")) == 11 and words.month(m.group("mon")) == 9 and not _year(m)
    return eleven and _ATTACKS.match(text, m.end("m")) is not None


_PARTS = (("earlier", "earlier"), ("later", "later"), ("first half", "first half"), ("second half", "second half"),
          ("last half", "second half"), ("early", "early"), ("beginning", "early"), ("start", "early"), ("mid", "mid"),
          ("late", "late"), ("end", "late"), ("close", "late"))


def _part(word: str | None) -> Fields:
    said = flat(word)
    return next(({"part": part} for sign, part in _PARTS if sign in said), {})


def _month(m: re.Match[str], text: str) -> Fields | None:
    word, direction, year = flat(m.group("mon")).rstrip("."), flat(m.group("dir")), _year(m)
    if not _month_is_name(m):
        return None
    if not (m.group("part") or direction or year):
        short = len(word) <= 4 and word not in ("june", "july")
        if not _is_month(word, short, text[max(0, m.start("m") - 16) : m.start("m")], text[m.end("m") :][:24]):
            return None
    return _date(month=words.month(word), direction=direction or None, **{**_part(m.group("part")), **year})


def _is_month(word: str, short: bool, before: str, after: str) -> bool:
    """Whether a month's name without day or year is the month: not Jan Kavan, a May that may, a June Smith, a march."""
    if word in ("may", "march") and re.match(r"\s+(?:be|have|not|also|well|yet)\b", after, re.IGNORECASE):
        return False
    if _MONTH_CUE.search(before):
        return True
    if short:
        return False
    if word in ("may", "march"):
        return bool(_WEAK_CUE.search(before) and re.match(r"\s*[,.;)]|\s+(?:and|or)\b", after)
                    or _THE.search(before) and re.match(r"\s+[a-z]{4,}", after))
    if word in ("april", "june", "august"):
        named = re.search(r"[A-Z]\w*\.?\s+$", before) or re.match(r"\s+[A-Z]", after)
        return not named or bool(_THE.search(before))
    return True


def _year_alone(m: re.Match[str], text: str) -> Fields | None:
    cue, rest = flat(m.group("cue")), text[m.end("m") :]
    if m.group("decade"):
        part = _part(m.group("part"))
        return _date(year=int(m.group("year")) // 10 * 10, unit="decade", **part)
    following = re.match(r"\s+([^\W\d]+)", rest)
    noun = following.group(1).lower() if following else ""
    strong = cue in _STRONG
    weak_cue = bool(cue) or bool(m.group("punct"))
    if noun in words.table("counted")["nouns"] and not (m.group("part") or cue == "since"):
        return None
    function = noun in _FUNCTION_WORDS or not noun
    noun_follows = cue in ("the", "a", "their", "his", "its", "that")
    possessive = re.match(r"['’]s\b", rest) is not None
    if not (strong or m.group("part") or possessive or m.group("open") or (weak_cue and (function or noun_follows))):
        return None
    relation = {"relation": "since"} if m.group("open") else {}
    return _date(year=int(m.group("year")), **_part(m.group("part")), **relation)


_STRONG = frozenset((
    "in", "since", "until", "till", "during", "from", "through", "between", "as early as", "year", "before"))
_FUNCTION_WORDS = frozenset((
    "and", "or", "when", "that", "which", "was", "were", "to", "in", "on", "by", "as", "after", "before", "the", "with",
    "because", "while", "has", "had", "have", "is", "it", "he", "she", "they", "but", "for", "from", "until", "at",
    "though", "although", "who", "where", "there"))


def _weekday(m: re.Match[str], text: str) -> Fields | None:
    name = flat(m.group("wd"))
    if len(name.rstrip(".")) < 6:  # Mon, Sat, Sun, Wed ...
        cue = _WEEKDAY_CUE.search(text[max(0, m.start("wd") - 8) : m.start("wd")])
        sure = name.endswith(".") and name not in ("sun.", "sat.", "wed.", "mon.", "fri.")
        if not _capital(m, "wd") or not (sure or (cue and not name.startswith(("sun", "mon")))):
            return None
    if _in_a_name(text, m.start("wd"), m.end("wd")):
        return None
    direction, week = flat(m.group("dir")), flat(m.group("week"))
    event = direction in _EVENT or week in _EVENT or direction == "that"
    return {"kind": "weekday", "weekday": words.weekday(name), "direction": direction or None,
            "unit": "week" if week else None, "n": _OFFSET[week] if week else None,
            "rests_on": "event" if event else "publication", **_hours(m)}


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether a weekday is part of a name: "Black Friday", "the Sunday Times"."""
    names = words.table("not_days")
    before = re.search(r"([^\W\d]+)\s+$", text[max(0, start - 16) : start])
    after = re.match(r"\s+([^\W\d]+)", text[end : end + 20])
    if before and before.group(1).lower() in names["before"] and before.group(1)[0].isupper():
        return True
    return bool(after and after.group(1).lower() in names["after"] and after.group(1)[0].isupper()
                and not text[start:end].isupper())


_DAYS = {"the day before yesterday": -2, "yesterday": -1, "tomorrow": 1, "the day after tomorrow": 2}
_ON_WEEKEND = re.compile(r"\b(?:over|at|during|on|of|for|since|in)\s+$", re.IGNORECASE)


def _day(m: re.Match[str], text: str) -> Fields | None:
    if m.group("over"):
        return {"kind": "day", "n": 0, "hours": "overnight"}
    if m.group("word"):
        word = flat(m.group("word"))
        hours = {"hours": "night"} if word == "tonight" else _hours(m)
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
    if which == "the other" and span != "day":
        return None
    return {"kind": "day", "n": _OFFSET[which], "rests_on": "event" if which in _EVENT else "publication", **hours}


def _period(m: re.Match[str], text: str) -> Fields | None:
    which, unit, part = flat(m.group("which")), flat(m.group("unit")), _part(m.group("part"))
    plain = which in ("the", "over the", "at the", "during the")
    if plain and not (unit == "weekend" or (part and unit in ("week", "month", "year"))):
        return None
    if unit == "weekend" and which == "the" and not _ON_WEEKEND.search(text[max(0, m.start("m") - 8) : m.start("m")]):
        return None
    if which == "the past":  # "over the past week": the seven days up to now
        return {"kind": "window", "unit": unit, "n": -1, "n_high": -1}
    offset = 0 if plain else _OFFSET[which]
    season = unit in words.table("seasons")
    named: Fields = {"kind": "season", "name": unit} if season else {"kind": "period", "unit": unit}
    return {**named, "n": offset, "rests_on": "event" if which in _EVENT else "publication",
            "direction": which if which in ("last", "next") else None, **part}


def _ago(m: re.Match[str], text: str) -> Fields | None:
    way, unit, said = flat(m.group("way")), flat(m.group("unit")), flat(m.group("num"))
    half = said.startswith("half a")
    number = (1, 1) if half else words.number(said or None)
    if number is None or (not said and not m.group("unit")):
        return None
    plural = m.end("way") and text[m.start("unit") : m.start("way")].strip().lower().endswith("s")
    if not said and not plural:
        return None  # "day after day", "the week before"
    if way in ("before", "after", "prior to", "back") and not said:
        return None
    sign = 1 if way in _LATER else -1
    if unit == "fortnight":
        unit, number = "week", (number[0] * 2, number[1] * 2)
    if half and unit in ("year", "decade"):
        unit, number = ("month", (6, 6)) if unit == "year" else ("year", (5, 5))
    fields: Fields = {"kind": "ago", "unit": unit, "n": sign * number[0], "n_high": sign * number[1],
                      "rests_on": "event" if way in _EVENT_WAYS else "publication"}
    if way in _NAMED:
        fields["direction"] = way
    if m.group("today") or flat(m.group("hedge")) == "exactly":
        fields["part"] = "exact"
    return fields


def _window(m: re.Match[str], _: str) -> Fields | None:
    which, said = flat(m.group("which")), flat(m.group("num"))
    rel, unit = flat(m.group("rel")), flat(m.group("unit"))
    plural = flat(m.group("m")).endswith("s")
    if not said and (not plural if which not in ("past",) else not rel):
        return None  # "last week" is the calendar's
    number = words.number(said) if said else ((1, 1) if not plural else (2, 5))
    if number is None or which == "preceding":
        return None
    if which == "recent":
        return {"kind": "vague"}
    sign = 1 if which in ("next", "coming", "following") else -1
    return {"kind": "window", "unit": unit, "n": sign * number[0], "n_high": sign * number[1],
            "rests_on": "event" if which == "following" else "publication"}


def _nth(m: re.Match[str], _: str) -> Fields | None:
    nth, unit = _NUMERALS[flat(m.group("nth"))], flat(m.group("unit"))
    number = words.number(m.group("num")) if m.group("num") else (1, 1)
    if number is None:
        return None
    base: Fields = {"nth": nth, "unit": unit, "n": number[0]}
    if flat(m.group("of")).startswith("ramadan"):
        return {"kind": "feast", "name": "ramadan", **base} if unit == "day" else None
    if m.group("mon"):
        return {**_date(month=words.month(m.group("mon")), **_year(m)), **base}
    if m.group("only") or m.group("year"):
        return {**_date(year=int(m.group("only") or m.group("year"))), **base}
    if not m.group("unit2"):
        return None
    if flat(m.group("unit2")) == "year":
        return {**_date(year_offset=_OFFSET[flat(m.group("rel2"))]), **base}
    return None


def _feast(m: re.Match[str], _: str) -> Fields | None:
    if not _capital(m, "name"):
        return None
    year = _year(m)
    rests = {} if "rests_on" in year else {"rests_on": "nothing" if year else "publication"}
    return {"kind": "feast", "name": flat(m.group("name")), "direction": flat(m.group("dir")) or None, **year, **rests}


def _season(m: re.Match[str], _: str) -> Fields | None:
    year = _year(m)
    rests = {} if "rests_on" in year else {"rests_on": "nothing"}
    return {"kind": "season", "name": flat(m.group("name")), **_part(m.group("part")), **year, **rests}


def _present(_: re.Match[str], __: str) -> Fields | None:
    return {"kind": "present"}


def _vague(_: re.Match[str], __: str) -> Fields | None:
    return {"kind": "vague"}


_BUILDERS: dict[str, Callable[[re.Match[str], str], Fields | None]] = {
    "iso": _iso, "figures": _figures, "day_month": _day_month, "month_day": _month_day, "month": _month,
    "year": _year_alone, "weekday": _weekday, "day": _day, "period": _period, "ago": _ago, "window": _window,
    "nth": _nth, "feast": _feast, "season": _season, "present": _present, "vague": _vague,
}
