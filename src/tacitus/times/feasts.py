"""On which days the feasts fall that news names instead of a date."""

from __future__ import annotations

from datetime import date, timedelta

from tacitus.times.words import table

# Days by which the Islamic calendar reckoned by rule may miss the one that is watched for in the sky. Held against the
# Umm al-Qura calendar (hijridate 2.5), months of 1343 to 1499 AH begin within a day of it in 98.9 of 100.
MOON_DAYS = 1
_ISLAMIC_EPOCH = date(622, 7, 18).toordinal()  # 1 Muharram of the year 1, Gregorian
_JULIAN_LAG = 13  # days between the calendars, 1900 to 2099


def easter(year: int) -> date:
    """Easter Sunday of the western churches in that year (the Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift) // 451
    month, day = divmod(h + shift - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches in a year from 1900 to 2099 (the Julian computus)."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=_JULIAN_LAG)


def islamic(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the tabular Islamic calendar; right within MOON_DAYS."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day - 1
    return date.fromordinal(_ISLAMIC_EPOCH + days)


def hijri(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The days that a day, month or year of the Islamic calendar may cover, as wide as the moon leaves them.

    Raises ValueError for a month or day that the calendar has not, and outside the years 1 to 9999 of ours.
    """
    if not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 30 or not 1 <= year <= 9000:
        raise ValueError(f"no day of the Islamic calendar: {day}.{month}.{year}")
    first = islamic(year, month or 1, day or 1)
    if day is not None:
        last = first
    elif month is not None:
        last = first + timedelta(days=29)
    else:
        last = islamic(year + 1, 1, 1) - timedelta(days=1)
    return first - timedelta(days=MOON_DAYS), last + timedelta(days=MOON_DAYS)


def hijri_years(around: date) -> range:
    """The years of the Islamic calendar that touch our year before, of and after a day."""
    year = int((around.year - 622) * 33 / 32)
    return range(max(1, year - 1), max(1, year) + 4)


def feast(name: str, year: int) -> list[tuple[date, date]]:
    """Every span of that feast which begins in the year: none or two for Islamic ones in some years, else one."""
    entry = table("feasts")[name]
    length = timedelta(days=int(entry.get("days", 1)) - 1)
    if "fixed" in entry:
        starts = [date(year, *entry["fixed"])]
    elif "weekday" in entry:
        month, weekday, nth = entry["weekday"]
        first = date(year, month, 1)
        starts = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))]
    elif "easter" in entry:
        sunday = orthodox_easter(year) if entry.get("eastern") else easter(year)
        starts = [sunday + timedelta(days=entry["easter"])]
    else:
        slack = timedelta(days=MOON_DAYS)
        around = int((year - 622) * 33 / 32)
        days = [islamic(y, *entry["islamic"]) for y in range(max(1, around - 1), around + 3)]
        spans = [(d - slack, d + length + slack) for d in days if d.year == year]
        return sorted(spans + (feast(entry["or"], year) if "or" in entry else []))
    return [(start, start + length) for start in starts]
