"""When the events of UCDP's headlines took place, as `bench/headlines.py` measures it: the day, or a span that holds it.

Counted are headlines with a day of their source, all of whose events UCDP's coders put on single days (`date_prec` 1).
Words give the day where a headline names one ("Monday", "yesterday", "last 24 hours", "12 March"); the source's day gives it
where the headline names none and the event is of that day or the one before. Where neither does, nobody could know the
day from the headline, and a line of its own says what is answered all the same. An answer is right where the first and
last day that the reader states hold an event's day; how long such spans are is said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import ucdp

_DAY_WORDS = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tonight|overnight|morning|evening|afternoon|night|dawn"
    r"|\d+ ?(?:hours|hrs|h)|(?:\d{1,2}\S{0,2} (?:of )?)?(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?\d*"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|ago|week|weekend|month)\b",
    re.IGNORECASE,
)
FRESH = 1  # days from an event to a report of it that needs no word for the day


def rows(part: str, reads: list[ucdp.Read]) -> list[dict[str, Any]]:
    """The table's lines for a part: by what gives the day, and the two that the target is set on taken together."""
    fit = [r for r in reads if _counted(r.headline)]
    kinds: dict[str, Callable[[str], bool]] = {
        "day: the words give it": lambda kind: kind == "words",
        "day: the source's day gives it": lambda kind: kind == "source",
        "day: either gives it": lambda kind: kind != "neither",
        "day: neither gives it": lambda kind: kind == "neither",
    }
    return [_line(part, name, [r for r in fit if wanted(_given(r.headline))]) for name, wanted in kinds.items()]


def _counted(headline: ucdp.Headline) -> bool:
    return headline.day is not None and all(e.day_prec == 1 and e.first_day == e.last_day for e in headline.events)


def _given(headline: ucdp.Headline) -> str:
    """What gives the day: "words", "source", or "neither"."""
    if _DAY_WORDS.search(headline.text):
        return "words"
    days = (_days(headline.day or "") - _days(event.first_day) for event in headline.events)
    return "source" if any(0 <= late <= FRESH for late in days) else "neither"


def _line(part: str, name: str, reads: list[ucdp.Read]) -> dict[str, Any]:
    answers = [(r, span) for r in reads if r.statements and (span := _span(r)) is not None]
    right = [(r, span) for r, span in answers if _holds(r, span)]
    lengths = [_days(last) - _days(first) + 1 for _, (first, last) in answers]
    return {
        "part": part, "measure": name, "headlines": len(reads), "read": sum(bool(r.statements) for r in reads),
        "answered": len(answers), "right of answered": _share(len(right), len(answers)),
        "one day": _share(sum(n == 1 for n in lengths), len(lengths)),
        "days a span": sum(lengths) / len(lengths) if lengths else None,
    }  # fmt: skip


def _span(told: ucdp.Read) -> tuple[str, str] | None:
    """First and last day of its foremost statement; None where it gives no day at all or only the latest one."""
    when = told.main[0].when
    return (when.start[:10], when.end[:10]) if when.start and when.end else None


def _holds(told: ucdp.Read, span: tuple[str, str]) -> bool:
    return any(span[0] <= event.first_day <= span[1] for event in told.headline.events)


def misses(reads: list[ucdp.Read]) -> Iterator[tuple[ucdp.Read, tuple[str, str]]]:
    """The wrong answers among those that words or source give, for people who look for causes."""
    for told in reads:
        if not _counted(told.headline) or not told.statements or _given(told.headline) == "neither":
            continue
        span = _span(told)
        if span is not None and not _holds(told, span):
            yield told, span


def _days(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _share(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
