"""Arithmetic of days, weeks, months and years, each as a pair of dates with both ends included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Literal

Span = tuple[date, date]
Precision = Literal["day", "week", "month", "year"]


def day(d: date, n: int = 0) -> Span:
    """The day n days after d. All functions here raise OverflowError or ValueError outside the years 1 to 9999."""
    d += timedelta(days=n)
    return d, d


def week(d: date, n: int = 0) -> Span:
    """Monday to Sunday of the week n weeks after that of d."""
    monday = d + timedelta(days=7 * n - d.weekday())
    return monday, monday + timedelta(days=6)


def month(d: date, n: int = 0) -> Span:
    """The calendar month n months after that of d."""
    index = d.year * 12 + d.month - 1 + n
    year, number = index // 12, index % 12 + 1
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def year(d: date, n: int = 0) -> Span:
    """The calendar year n years after that of d."""
    return date(d.year + n, 1, 1), date(d.year + n, 12, 31)


def decade(d: date, n: int = 0) -> Span:
    """The ten years from one ending in 0, n decades after that of d."""
    first = d.year // 10 * 10 + 10 * n
    return date(first, 1, 1), date(first + 9, 12, 31)


def shifted(d: date, unit: str, n: int) -> date:
    """The day n units after d; in a month or year too short for that day, the last day of it."""
    if unit in ("month", "year", "decade", "century", "centurie"):
        months = n * {"month": 1, "year": 12, "decade": 120}.get(unit, 1200)
        first, last = month(d, months)
        return first.replace(day=min(d.day, last.day))
    return d + timedelta(days=n * (7 if unit in ("week", "weekend") else 1))


def part(span: Span, which: str) -> Span:
    """The early, middle or late part of a span, as UCDP's coders cut months (1-10, 10-20, 20-end), weeks and years."""
    start, end = span
    if which in ("first half", "second half"):
        half = start + (end - start) // 2
        if start.day == 1 and (end - start).days > 300:
            half = date(start.year, 6, 30)
        return (start, half) if which == "first half" else (half + timedelta(days=1), end)
    length = (end - start).days
    if 27 <= length <= 30:
        cuts = {"early": (0, 9), "mid": (9, 19), "late": (19, length)}
    elif length == 6:
        cuts = {"early": (0, 2), "mid": (2, 4), "late": (4, 6)}
    else:
        third = length // 3
        cuts = {"early": (0, third), "mid": (third, 2 * third), "late": (2 * third, length)}
    low, high = cuts.get(which, (0, length))
    return start + timedelta(days=low), start + timedelta(days=high)


def precision(span: Span) -> Precision:
    """How precise a span of that length is: a night or weekend still counts as a day, a season as a month."""
    days = (span[1] - span[0]).days + 1
    return "day" if days <= 2 else "week" if days <= 10 else "month" if days <= 92 else "year"
