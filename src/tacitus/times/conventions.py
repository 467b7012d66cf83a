"""Coders' conventions for words of time, chosen by name: `plain`, the reader's own, or one of conventions.toml."""

from __future__ import annotations

import calendar
import os
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from tacitus.errors import TacitusError
from tacitus.record import When
from tacitus.times import spans, words
from tacitus.times.mention import TimeMention
from tacitus.times.resolve import resolve

PLAIN = "plain"
CHOSEN = "TACITUS_DATES"
"""The environment variable that names the convention; reading processes inherit it."""
_NUM = r"(?P<num>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_BEFORE = 24  # code points before an expression that a rule may look at
Precision = Literal["day", "week", "month", "year", "unknown"]


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day as a rule counts it; see the head of conventions.toml.

    each, each_month: so many days or months for each of the number in the words. by_day, by_month: that day of the month
    (its last where it has fewer), that month of the year. until, since: not later, not earlier than that day.
    """

    at: Literal["report", "first", "last", "week", "year"]
    days: int = 0
    months: int = 0
    each: int = 0
    each_month: int = 0
    by_day: int | None = None
    by_month: int | None = None
    until: Literal["report"] | None = None
    since: Literal["year"] | None = None


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day, and the handbook's code of precision (UCDP's date_prec: 1 a day to 5 a year)."""

    first: Day
    last: Day
    code: int


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of a convention; see the head of conventions.toml."""

    name: str
    words: str
    first: Day
    last: Day
    code: int
    before: str | None = None
    seek: bool = False


class Convention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A handbook's rules, in the order in which they are tried."""

    says: str
    unsaid: Span
    rule: list[Rule]


@cache
def conventions() -> dict[str, Convention]:
    """Every convention besides `plain`, by name."""
    data = tomllib.loads(files(__package__).joinpath("conventions.toml").read_text("utf-8"))
    lists = data.pop("lists")
    months = "|".join(sorted(words.table("months"), key=len, reverse=True))
    weekdays = "|".join(sorted(words.table("weekdays"), key=len, reverse=True))
    lists |= {"num": _NUM, "month": rf"(?:{months})\.?", "weekday": rf"(?:{weekdays})\.?"}
    for table in data.values():
        for rule in table["rule"]:
            for name, pattern in lists.items():
                rule["words"] = rule["words"].replace("{" + name + "}", pattern)
    return msgspec.convert(data, dict[str, Convention])


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source.replace(" ", r"\s+"), re.IGNORECASE)


_before: list[tuple[str, str | None]] = []
"""The convention that `follow` named last, and what the variable named before."""


def follow(name: str | None) -> None:
    """Read dates by the convention of that name, here and in the processes started from here.

    None ends that: then the environment variable TACITUS_DATES names it, and without it `plain` holds. Raises
    TacitusError E102 for a name that there is none of, and then changes nothing.
    """
    if name is not None:
        _known(name)
    if _before and os.environ.get(CHOSEN) == _before[0][0]:
        os.environ.pop(CHOSEN)
        if _before[0][1] is not None:
            os.environ[CHOSEN] = _before[0][1]
    _before.clear()
    if name is not None:
        _before.append((name, os.environ.get(CHOSEN)))
        os.environ[CHOSEN] = name


def followed() -> str:
    """The name of the convention that dates are read by. Raises TacitusError E102 where the variable names none."""
    return _known(os.environ.get(CHOSEN) or PLAIN)


def mark() -> str:
    """What a convention other than `plain` adds to a reader's name, since statements made by it are others."""
    name = followed()
    return "" if name == PLAIN else f"+{name}"


def _known(name: str) -> str:
    if name != PLAIN and name not in conventions():
        hint = ", ".join([PLAIN, *conventions()])
        raise TacitusError("E102", f"there is no convention of dates {name!r}", where="dates", hint=hint)
    return name


def coded(text: str, mention: TimeMention, when: When | None, anchor: date | None) -> tuple[When | None, str | None]:
    """An expression's days by the convention followed, and the name of the rule; as they came where none applies.

    when: the plain reading of the mention, None where it has none ("recently").
    """
    chosen = conventions().get(followed())
    if chosen is None or anchor is None:
        return when, None
    said = " ".join(mention.words.split())
    for rule in chosen.rule:
        found = _whole(rule, text, mention.start, mention.end, said)
        if found is not None:
            plain = resolve(msgspec.structs.replace(mention, about=False), anchor) if mention.about else when
            made = _when(rule, rule.code, plain, anchor, found, mention.words)
            return (made, f"dates.{followed()}.{rule.name}") if made is not None else (when, None)
    return when, None


def _whole(rule: Rule, text: str, start: int, end: int, said: str) -> re.Match[str] | None:
    """The rule's match of exactly these words, where what it wants before them stands there."""
    found = _pattern(rule.words).match(text, start)
    if found is None or found.end() != end:
        found = _pattern(rule.words).fullmatch(said)
    if found is None:
        return None
    if rule.before is None or re.match(r"(?:around|about|approximately|circa)\b", said, re.IGNORECASE):
        return found
    return found if re.search(rule.before, text[max(0, start - _BEFORE) : start], re.IGNORECASE) else None


def sought(text: str, taken: list[tuple[int, int]], anchor: date | None) -> Iterator[tuple[int, int, When, str]]:
    """Expressions that only the convention dates ("a five-day offensive"): start, end, days, rule; in no order.

    taken: stretches that the calendar has dated already; what overlaps them is left out.
    """
    chosen = conventions().get(followed())
    if chosen is None or anchor is None:
        return
    taken = list(taken)
    for rule in (r for r in chosen.rule if r.seek):
        for found in re.finditer(rf"\b(?:{_pattern(rule.words).pattern})", text, re.IGNORECASE):
            start, end = found.span()
            if end == start or any(start < e and s < end for s, e in taken):
                continue
            when = _when(rule, rule.code, None, anchor, found, found.group())
            if when is not None:
                taken.append((start, end))
                yield start, end, when, f"dates.{followed()}.{rule.name}"


def unsaid(anchor: date) -> tuple[When, str] | None:
    """The days of news that gives no time, by the convention followed, and the rule; None for `plain`, which has its own."""
    chosen = conventions().get(followed())
    if chosen is None:
        return None
    when = _when(chosen.unsaid, chosen.unsaid.code, None, anchor, None, None)
    if when is None:
        return None
    when.basis = "publication"
    return when, f"dates.{followed()}.no-time-given"


def _when(
    rule: Rule | Span, code: int, plain: When | None, anchor: date, found: re.Match[str] | None, said: str | None
) -> When | None:
    """The rule's days; None where it needs a plain reading that there is not, or they lie outside the calendar."""
    n = 0
    if found is not None and "num" in found.re.groupindex and found.group("num"):
        n = (words.number(found.group("num")) or (0, 0))[0]
    try:
        first, last = (_day(day, plain, anchor, n) for day in (rule.first, rule.last))
    except (ValueError, OverflowError):
        return None
    if first is None or last is None or first > last:
        return None
    precision = precise(code, (last - first).days + 1)
    basis = plain.basis if plain is not None and plain.basis == "stated" else "relative"
    return When(start=first.isoformat(), end=last.isoformat(), precision=precision, said=said, basis=basis)


def precise(code: int, days: int) -> Precision:
    """UCDP's code of precision as ours; its 2, "two to six days", is a day where it is a night or a weekend."""
    return {1: "day", 2: "day" if days <= 2 else "week", 3: "week", 4: "month"}.get(code, "year")


def _day(rule: Day, plain: When | None, anchor: date, n: int) -> date | None:
    said = (plain.start if rule.at == "first" else plain.end or plain.start) if plain is not None else None
    fixed = {"report": anchor, "week": spans.week(anchor)[0], "year": date(anchor.year, 1, 1)}
    day = fixed.get(rule.at) or (date.fromisoformat(said[:10]) if said else None)
    if day is None:
        return None
    if rule.by_month is not None:
        day = date(day.year, rule.by_month, 1)
    if rule.by_day is not None:
        day = day.replace(day=min(rule.by_day, calendar.monthrange(day.year, day.month)[1]))
    day = spans.shifted(day, "month", rule.months + n * rule.each_month)
    day += timedelta(days=rule.days + n * rule.each)
    if rule.until == "report" and day > anchor:
        day = anchor
    return max(day, date(anchor.year, 1, 1)) if rule.since == "year" else day
