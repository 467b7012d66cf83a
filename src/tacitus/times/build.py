"""From a rule's match to what the expression says; None where it only looks like a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tacitus.times import festive, relative, words
from tacitus.times.fields import NAME, PIVOT, Fields, capital, dated, flat, hours_of, part_of, year_of
from tacitus.times.mention import TimeMention

_MONTH_CUE = re.compile(
    r"\b(?:in|since|until|till|by|during|from|to|through|between|of|throughout|after|before|mid|around|for|as of|every"
    r"|each)\s*$", re.IGNORECASE)
_WEAK_CUE = re.compile(r"(?:\b(?:and|or)|[,(\-–/])\s*$", re.IGNORECASE)  # a list of months, or of people called June
_THE = re.compile(r"\b(?:the|a|that|this)\s+$", re.IGNORECASE)
_ATTACKS = re.compile(r"\s+(?:terror\w*\s+)?(?:attacks|hijack)", re.IGNORECASE)
# "the deadly 2013 attack", "his failed 1991 uprising"
_ADJECTIVE = re.compile(r"\b(?:the|a|an|his|her|its|their|that|this|whose)\s+"
    r"(?:(?!last|next|first|past|other|remaining|additional|further|nearly|almost|some|about|more|over|total|estimated)"
    r"[a-z]+(?:-[a-z]+)?\s+){1,2}$")
_STRONG = frozenset((
    "in", "since", "until", "till", "during", "from", "through", "between", "as early as", "year", "before"))
_FUNCTION_WORDS = frozenset((
    "and", "or", "when", "that", "which", "was", "were", "to", "in", "on", "by", "as", "after", "before", "the", "with",
    "because", "while", "has", "had", "have", "is", "it", "he", "she", "they", "but", "for", "from", "until", "at",
    "though", "although", "who", "where", "there"))
_YEARS_CUE = re.compile(r"(?:\b(?:in|during|over|from|the|of|for|between|winter|season|war)|[(,])\s*$", re.IGNORECASE)


def _weekday_of(m: re.Match[str]) -> Fields:
    return {"weekday": words.weekday(m.group("wd"))} if m.group("wd") else {}


def _iso(m: re.Match[str], _: str) -> Fields | None:
    month, day = int(m.group("month")), int(m.group("day"))
    if not (1 <= month <= 12 and 1 <= day <= 31 and int(m.group("year")) >= 1):
        return None
    return dated(year=int(m.group("year")), month=month, day=day)


def _figures(m: re.Match[str], _: str) -> Fields | None:
    a, b, year = int(m.group("a")), int(m.group("b")), int(m.group("year"))
    if year < 100:
        year += 1900 if year >= PIVOT else 2000
    readings = [(month, day) for day, month in ((a, b), (b, a)) if 1 <= month <= 12 and 1 <= day <= 31]
    if not readings:  # "99/99/9999" stands for a day that nobody knows
        return dated(year=year, month=b, day=a) if m.group("sep") == "/" and len(m.group("year")) == 4 else None
    (month, day), other = readings[0], readings[-1]
    if m.group("sep") == ".":  # 03.04.2016: whoever parts them by points writes the day first
        other = readings[0]
    return dated(year=year, month=month, day=day, other=other if other != readings[0] else None)


def _month_is_name(m: re.Match[str]) -> bool:
    """Whether "may", "march", "mar" ... stands as a month may: with a capital."""
    return capital(m, "mon") or flat(m.group("mon")).rstrip(".") in ("january", "february", "september", "october",
                                                                      "november", "december", "april", "june", "july")


def _day_month(m: re.Match[str], text: str) -> Fields | None:
    if not _month_is_name(m):
        return None
    if _in_name(m, text):
        return dict(NAME)
    if m.group("dayword") and not re.search(r"\bof\b", m.group("m"), re.IGNORECASE):
        return None  # "the second May attack"
    high = m.group("day2")
    return dated(month=words.month(m.group("mon")), day=_number_of_day(m), day_high=int(high) if high else None,
                 **{**_weekday_of(m), **hours_of(m), **year_of(m)})


def _month_day(m: re.Match[str], text: str) -> Fields | None:
    if not _month_is_name(m):
        return None
    if _in_name(m, text):
        return dict(NAME)
    year, ordinal = year_of(m), not m.group("m")[-1].isdigit()
    if m.group("dayword") and re.match(r"\s+[a-z]{3,}", text[m.end("m") :]) and not year:
        return None  # "May first responders", "in May second thoughts"
    in_month = re.search(r"\bin\s+$", text[max(0, m.start("m") - 8) : m.start("m")], re.IGNORECASE)
    if in_month and not year and not ordinal and not m.group("wd") and re.match(r"\s+[a-z]", text[m.end("m") :]):
        return dated(month=words.month(m.group("mon")), stop=m.end("mon"))  # "in March 20 people were killed"
    high = m.group("day2") or m.group("day3")
    return dated(direction=flat(m.group("dir")) or None, month=words.month(m.group("mon")), day=_number_of_day(m),
                 day_high=int(high) if high else None,
                 **{**_weekday_of(m), **hours_of(m), **year})


def _number_of_day(m: re.Match[str]) -> int:
    return int(m.group("day")) if m.group("day") else int(words.table("ordinals")[flat(m.group("dayword"))])


def _in_name(m: re.Match[str], text: str) -> bool:
    """ "The September 11 attacks" and "9 October Avenue" are names, whatever year it is."""
    after = re.match(r"\s+([^\W\d]+)", text[m.end("m") : m.end("m") + 20])
    names = words.table("not_dates")
    if after and (after.group(1).lower() in names["after_small"]
                  or (after.group(1)[0].isupper() and after.group(1).lower() in names["after"])):
        return True
    eleven = _number_of_day(m) == 11 and words.month(m.group("mon")) == 9 and not year_of(m)
    return eleven and _ATTACKS.match(text, m.end("m")) is not None


def _month(m: re.Match[str], text: str) -> Fields | None:
    word, direction, year = flat(m.group("mon")).rstrip("."), flat(m.group("dir")), year_of(m)
    if not _month_is_name(m):
        return None
    if not (m.group("part") or direction or year):
        short = len(word) <= 4 and word not in ("june", "july")
        if not _is_month(word, short, text[max(0, m.start("m") - 16) : m.start("m")], text[m.end("m") :][:24]):
            return None
    return dated(month=words.month(word), direction=direction or None, **{**part_of(m.group("part")), **year})


@cache
def _to_month() -> re.Pattern[str]:
    """ "-June", "/June": a month after a month, in "May-June 2016"."""
    return re.compile(rf"\s?[-–—/]\s?(?:{'|'.join(words.table('months'))})\b", re.IGNORECASE)


def _is_month(word: str, short: bool, before: str, after: str) -> bool:
    """Whether a month's name without day or year is the month: not Jan Kavan, a May that may, a June Smith, a march."""
    if word in ("may", "march") and re.match(r"\s+(?:be|have|not|also|well|yet)\b", after, re.IGNORECASE):
        return False
    if _MONTH_CUE.search(before) or _to_month().match(after):
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
    if m.group("decade") and m.group("year").endswith("0"):
        part = part_of(m.group("part"))
        return dated(year=int(m.group("year")) // 10 * 10, unit="decade", **part)
    if m.group("decade"):  # "2011's raid"; there are no 2011s
        return dated(year=int(m.group("year")), stop=m.end("year")) if len(m.group("decade")) == 2 else None
    following = re.match(r"\s+([^\W\d]+)", rest)
    noun = following.group(1).lower() if following else ""
    strong = cue in _STRONG
    weak_cue = bool(cue) or bool(m.group("punct"))
    if noun in words.table("counted")["nouns"] and not (m.group("part") or cue == "since"):
        return None
    function = noun in _FUNCTION_WORDS or not noun
    noun_follows = cue in ("the", "a", "their", "his", "its", "that")
    possessive = re.match(r"['’]s\b", rest) is not None
    adjective = not cue and _ADJECTIVE.search(text[max(0, m.start("m") - 40) : m.start("m")]) and not function
    if not (strong or m.group("part") or possessive or adjective or m.group("open") or (weak_cue and (function or noun_follows))):
        return None
    relation = {"relation": "since"} if m.group("open") else {}
    return dated(year=int(m.group("year")), **part_of(m.group("part")), **relation)


def _ordinal(m: re.Match[str], _: str) -> Fields:
    """ "on the 14th": of this month or, if said, the last; of the one before where that day is still to come."""
    return {"kind": "monthday", "day": int(m.group("day")), "n": -1 if flat(m.group("which")) == "last" else None}


def _no_year(m: re.Match[str], _: str) -> Fields:
    """ "In 9999": a year that has not been told of, so none."""
    return dated(year=int(m.group("year")))


def _years(m: re.Match[str], text: str) -> Fields | None:
    """ "in 2014-15", "(2009-2012)": both years, as a range."""
    first, last = int(m.group("a")), m.group("b")
    high = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    after = re.match(r"\s+([^\W\d]+)", text[m.end("m") :])
    if not first < high <= first + 100 or not _YEARS_CUE.search(text[max(0, m.start("m") - 12) : m.start("m")]):
        return None
    if after and after[1].lower() in words.table("counted")["nouns"]:
        return None
    ends = [TimeMention(start=m.start(g), end=m.end(g), words=m.group(g), kind="date", rests_on="nothing", year=year)
            for g, year in (("a", first), ("b", high))]
    return {"kind": "range", "rests_on": "nothing", "first": ends[0], "last": ends[1]}


_BUILDERS: dict[str, Callable[[re.Match[str], str], Fields | None]] = {
    "iso": _iso, "figures": _figures, "day_month": _day_month, "month_day": _month_day, "month": _month, "ordinal": _ordinal,
    "year": _year_alone, "years": _years, "no_year": _no_year, "weekday": relative.weekday, "day": relative.day,
    "period": relative.period, "before_last": relative.before_last,
    "ago": relative.ago, "window": relative.window, "week_of": relative.week_of, "present": relative.present,
    "vague": relative.vague, "nth": festive.nth, "feast": festive.feast, "season": festive.season, "hijri": festive.hijri,
}


def build(rule: str, match: re.Match[str], text: str) -> Fields | None:
    """What the match says, as fields of TimeMention; None where it is no expression of time, NAME within a name."""
    return _BUILDERS[rule](match, text)
