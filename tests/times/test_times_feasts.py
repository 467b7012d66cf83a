"""The feasts' days, held against dates that almanacs give."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.times.feasts import MOON_DAYS, easter, feast, islamic


@pytest.mark.parametrize("day", [date(2016, 3, 27), date(2017, 4, 16), date(2019, 4, 21), date(1990, 4, 15)])
def test_easter_falls_where_the_almanac_has_it(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize(
    ("year", "month", "day", "seen"),
    [(1437, 9, 1, date(2016, 6, 6)), (1437, 12, 10, date(2016, 9, 12)), (1445, 10, 1, date(2024, 4, 10)),
     (1425, 1, 10, date(2004, 3, 2))],
)
def test_islamic_days_are_right_within_a_day(year: int, month: int, day: int, seen: date) -> None:
    assert abs(islamic(year, month, day) - seen) <= timedelta(days=MOON_DAYS)


@given(st.integers(1900, 2100))
def test_every_islamic_feast_is_found_in_the_year_it_begins_in(year: int) -> None:
    assert 1 <= len(feast("ramadan", year)) <= 2
    assert all(start.year == year or end.year == year for start, end in feast("ramadan", year))
