"""Turns the span in which a happening lies into the one day, or the precision code, that a format asks for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from tacitus.formats.around import LeftOut
from tacitus.record import Incident, When

WEEK, MONTH, YEAR = 7, 31, 366


def span(when: When) -> tuple[date, date] | None:
    """First and last day on which it can have happened; None where either is not known."""
    if when.start is None or when.end is None:
        return None
    try:
        first, last = date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])
    except ValueError:
        return None
    return (first, last) if first <= last else None


def length(first: date, last: date) -> int:
    """How many days, both included."""
    return (last - first).days + 1


def known(incident: Incident) -> tuple[date, date]:
    """As `span`; an incident of no known day has no row."""
    found = span(incident.when)
    if found is None:
        raise LeftOut("no day is known")
    return found


def middle(first: date, last: date) -> date:
    """The day in the middle; of two, the earlier."""
    return first + timedelta(days=(length(first, last) - 1) // 2)


def one_day(incident: Incident) -> tuple[date, int]:
    """ACLED's day and its precision: 1 that day, 2 the middle of a week at most, 3 of a month at most.

    Anything vaguer has no row, since its day would be more precise than the words.
    """
    first, last = known(incident)
    days = length(first, last)
    if days > MONTH:
        raise LeftOut("the date is vaguer than a month")
    return middle(first, last), 1 if days == 1 else 2 if days <= WEEK else 3


def within(incident: Incident, most: int, why: str) -> tuple[date, date]:
    """First and last day; a span of more than `most` days has no row."""
    first, last = known(incident)
    if length(first, last) > most:
        raise LeftOut(why)
    return first, last


def ucdp_precision(first: date, last: date) -> int:
    """UCDP's date_prec: 1 a day, 2 two to six, 3 a week, 4 up to a month, 5 up to a year. More than a year has no row."""
    days = length(first, last)
    if days > YEAR:
        raise LeftOut("the date is vaguer than a year")
    for code, most in ((1, 1), (2, 6), (3, WEEK), (4, MONTH)):
        if days <= most:
            return code
    return 5


def month(incident: Incident) -> tuple[date, date]:
    """First and last day of the month in which it lies; a span over two months has no row."""
    first, last = known(incident)
    if (first.year, first.month) != (last.year, last.month):
        raise LeftOut("the date does not lie within one month")
    return first.replace(day=1), first.replace(day=monthrange(first.year, first.month)[1])


def plain(day: date) -> str:
    """ "7 March 2017"."""
    return f"{day.day} {day:%B %Y}"
