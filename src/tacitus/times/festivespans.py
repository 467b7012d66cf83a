"""The days that feasts, seasons and dates of the Islamic calendar mean in the year that a report speaks of."""

from __future__ import annotations

from datetime import date, timedelta

from tacitus.times import spans
from tacitus.times.feasts import MOON_DAYS, feast, hijri, hijri_years
from tacitus.times.mention import Tense, TimeMention
from tacitus.times.nearest import nearest
from tacitus.times.spans import Span
from tacitus.times.words import table

_DAY = timedelta(days=1)


def hijri_span(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    """A day, month or year of the Islamic calendar, with the days that the moon leaves open."""
    if mention.year is None and base is None:
        return None
    years = [mention.year] if mention.year is not None else hijri_years(base or date.max)
    options = [(hijri(y, mention.month, mention.day)[0], hijri(y, mention.month, mention.day_high or mention.day)[1])
               for y in years]
    return options[0] if mention.year is not None else nearest(options, base or date.max, tense)


def feast_span(mention: TimeMention, base: date | None, tense: Tense | None) -> Span | None:
    """A feast, its eve or one of its days: of the year said, else the one that the report looks back or ahead to."""
    name, year = mention.name or "", mention.year
    if year is None and mention.year_offset is not None and base:
        year = base.year + mention.year_offset
    if year is None and base is None:
        return None
    years = [year] if year is not None else [y for y in range((base or date.max).year - 1, (base or date.max).year + 2)
                                             if 1 < y < 9999]
    options = [s for y in years for s in feast(name, y)]
    if mention.part == "eve":
        options = [(s[0] - _DAY, s[0] - _DAY + 2 * MOON_DAYS * _DAY if s[1] - s[0] > 2 * _DAY else s[0] - _DAY) for s in options]
    if mention.unit == "day":
        offset = timedelta(days=(mention.nth or 1) - 1 if (mention.nth or 1) > 0 else 28)
        slack = timedelta(days=2 * MOON_DAYS)
        options = [(s[0] + offset, s[0] + offset + slack) for s in options]
    if year is not None:
        return options[0] if options else None
    return nearest(options, base or date.max, tense, mention.direction)


def season_span(mention: TimeMention, year: int) -> Span:
    """The season that begins in that year, or its part."""
    first, last = table("seasons")[mention.name or ""]
    span = date(year, first, 1), spans.month(date(year + (last < first), last, 1))[1]
    return spans.part(span, mention.part) if mention.part else span


def last_season(mention: TimeMention, base: date, tense: Tense | None = None) -> Span | None:
    """ "last summer": the last one over; "this summer": the one we are in, or this year's; "in the summer": by the tense."""
    years = range(max(1, base.year - 2), min(9998, base.year + 2))
    options = [season_span(mention, y + (mention.year_offset or 0)) for y in years]
    if mention.direction == "last":
        return max((s for s in options if s[1] < base), default=None)
    if mention.direction == "next":
        return min((s for s in options if s[0] > base), default=None)
    now = [s for s in options if s[0] <= base <= s[1]]
    if mention.n is None and not now:
        if tense == "future":
            return min((s for s in options if s[0] > base), default=None)
        return max((s for s in options if s[1] < base), default=None)
    return now[0] if now else season_span(mention, base.year)
