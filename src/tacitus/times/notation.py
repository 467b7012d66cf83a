"""How TIMEX3 writes days, weeks, quarters and lengths of time, and what of them a text has told so far."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from tacitus.times import spans

Value = tuple[str, str]
"""A TIMEX3 type (DATE, TIME, DURATION, SET) with its value."""
HOURS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "overnight": "TNI",
         "night to next": "TNI", "midnight": "TNI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "N", "week": "W", "weekend": "WE",
            "month": "M", "quarter": "Q", "year": "Y", "season": "S"}
_MULTIPLES = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year")}
_HALVES = {"year": "6M", "month": "15D", "hour": "30M", "minute": "30S"}


class Context(msgspec.Struct, kw_only=True):
    """What a text has told up to the expression in hand.

    anchor: the day of publication. last: the last date's value, and where it ended; last_month, last_day: the last that
    was as precise. quarter: the latest quarter told that was over by then.
    """

    anchor: date | None
    text: str
    last: str | None = None
    last_end: int = -1
    last_month: str | None = None
    last_day: str | None = None
    quarter: str | None = None

    def remember(self, value: str, end: int) -> None:
        """Note a date's value that ended there."""
        self.last, self.last_end = value, end
        if re.match(r"\d{4}-\d\d", value):
            self.last_month = value
        if re.match(r"\d{4}-\d\d-\d\d", value):
            self.last_day = value
        first = day_of(value) if re.fullmatch(r"\d{4}-Q\d", value) else None
        if first and self.anchor and (self.anchor - first).days > _QUARTER:
            self.quarter = max(self.quarter or "", value)

    def told(self, unit: str) -> date | None:
        """What "that day" or "the following month" counts from: the last told that was as precise, or publication."""
        value = {"year": self.last, "decade": self.last, "month": self.last_month}.get(unit, self.last_day)
        return day_of(value) or self.anchor


_QUARTER = 89  # days; a quarter that began longer ago is over


def cut(day: date, unit: str) -> str:
    """The value of the unit (day, week, weekend, month, quarter, year, decade, century) that the day lies in."""
    if unit in ("week", "weekend"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"century": 2, "decade": 3, "year": 4, "month": 7}.get(unit, 10)]


def day_of(value: str | None) -> date | None:
    """The first day of a date's value, None where it names none."""
    found = re.match(r"(\d{4})(?:-(?:W(\d\d)|Q(\d)|(\d\d)(?:-(\d\d))?))?", value or "")
    if not found:
        return None
    year, week, quarter, month, day = (int(part) if part else None for part in found.groups())
    try:
        if week:
            return date.fromisocalendar(year or 1, week, 1)
        return date(year or 1, 3 * quarter - 2 if quarter else month or 1, day or 1)
    except ValueError:
        return None


def shifted(day: date, unit: str, n: int) -> str:
    """The value of the unit n units from the day; X where it lies outside the years 1 to 9999."""
    try:
        return cut(spans.shifted(day, unit, n), unit)
    except (OverflowError, ValueError):
        return "XXXX"


def years_on(value: str, n: int) -> str:
    """The same month, quarter or day n years on; X where it lies outside the years 1 to 9999."""
    year = int(value[:4]) + n
    return f"{year:04d}{value[4:]}" if 1 <= year <= 9999 else "XXXX" + value[4:]


def period(n: float | None, unit: str) -> str:
    """A length as ISO 8601 writes it: P2W, PT36H; PXM where the words leave the number open.

    ISO has no letters for decades and centuries: they are years.
    """
    times, unit = _MULTIPLES.get(unit, (1, unit))
    letter = _LETTERS.get(unit, "X")
    time, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if n is None:
        return f"P{time}X{letter}"
    n = abs(n) * times
    if n % 1 == 0.5 and unit in _HALVES:
        return f"P{time}{int(n)}{letter}{_HALVES[unit]}" if n > 1 else f"P{time}{_HALVES[unit]}"
    return f"P{time}{n:.12g}{letter}"
