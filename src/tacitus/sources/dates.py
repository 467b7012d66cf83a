"""A publication date as sources write it, into ISO 8601; what is ambiguous stays unknown."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

_MONTHS = {m: i for i, m in enumerate([
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
], 1)}
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([A-Za-z]{3,9})[\s.,-]+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_NUMBERS = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR_FIRST = re.compile(r"^(\d{4})[/._-]?(\d{2})[/._-]?(\d{2})(?!\d)")
_FULL_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "sept", "october",
    "november", "december",
]


_BESIDE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|published|posted|updated|issued|filed|"
    r"released|date|on|at|utc|gmt|[a-z]{1,4}t|am|pm)\b",
    re.I,
)


def alone(line: str) -> str | None:
    """The date, in ISO 8601, of a line that says nothing but a date ("Published Friday 31 July 2015"); else None."""
    rest = _MONTH_FIRST.sub("", _DAY_FIRST.sub("", line), count=1)
    if rest == line or re.search(r"[^\W\d_]", _BESIDE.sub("", rest)):
        return None
    return _written(line)


FIRST_YEAR = 1900
"""No report that is read here was published before; what says so is a slip, or no date."""
AHEAD = timedelta(days=1)
"""A paper may be a day ahead of the clock here, where the sun rises first."""


def impossible(day: str) -> str | None:
    """Why a report cannot have been published on that ISO 8601 date or time; None if it can."""
    try:
        said = date.fromisoformat(day[:10])
    except ValueError:
        return "it is no date"
    if said.year < FIRST_YEAR:
        return f"it lies before {FIRST_YEAR}"
    return "it lies in the future" if said > datetime.now(UTC).date() + AHEAD else None


def iso(said: object, country: str | None = None) -> str | None:
    """ISO 8601 date, or date and time where a time with its zone is given; None if it cannot be told.

    Takes what tables, feeds and pages hold: ISO 8601, RFC 822 ("Sat, 02 Jul 2016 10:00:00 GMT"), "2 July 2016",
    "July 2, 2016", 2016/07/02, 20160702, seconds or milliseconds since 1970. 03/04/2016 could be either: it is read as the
    publisher's country writes (ISO 3166), and without one it is None.
    """
    if isinstance(said, bool) or said is None:
        return None
    if isinstance(said, int | float):
        return _since_1970(float(said))
    words = str(said).strip()
    if not words:
        return None
    return _iso_8601(words) or _rfc_822(words) or _written(words) or _digits(words, country)


def _iso_8601(words: str) -> str | None:
    if not re.match(r"\d{4}-\d{2}-\d{2}", words):
        return None
    try:
        if len(words) == 10:
            return date.fromisoformat(words).isoformat()
        return _moment(datetime.fromisoformat(words))
    except ValueError:
        return None


def _moment(moment: datetime) -> str:
    """With a zone: the writer's own clock and zone, whose day is the report's "today". Without: the day alone."""
    if moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _rfc_822(words: str) -> str | None:
    if not re.search(r"\d{2}:\d{2}", words):
        return None
    try:
        return _moment(parsedate_to_datetime(words))
    except (ValueError, TypeError, OverflowError):
        return None


def _written(words: str) -> str | None:
    if found := _DAY_FIRST.search(words):
        return _day(found[3], found[2], found[1])
    if found := _MONTH_FIRST.search(words):
        return _day(found[3], found[1], found[2])
    return None


def _day(year: str, month: str, day: str) -> str | None:
    name = month.lower()
    if not (name in _MONTHS or name in _FULL_MONTHS):
        return None
    return _made(int(year), _MONTHS[name[:3]], int(day))


def _digits(words: str, country: str | None) -> str | None:
    if found := _YEAR_FIRST.match(words):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.match(words):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        if first > 12:
            return _made(year, second, first)
        if second > 12 or first == second:
            return _made(year, first, second)
        if country is None:
            return None
        return _made(year, first, second) if country in _month_first() else _made(year, second, first)
    return _since_1970(float(words)) if re.fullmatch(r"\d{10}(\d{3})?", words) else None


@cache
def _month_first() -> frozenset[str]:
    """Countries whose papers put the month first."""
    from tacitus import times

    return times.month_first()


def _made(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _since_1970(seconds: float) -> str | None:
    if seconds >= 1e11:  # milliseconds; as seconds it would be the year 5138
        seconds /= 1000
    if not 1e8 <= seconds < 4e9:  # 1973 to 2096; anything else is no time stamp but some other number
        return None
    return _moment(datetime.fromtimestamp(seconds, UTC))
