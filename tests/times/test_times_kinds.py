"""Kinds of expressions that a report of Wednesday 27 July 2016 may use besides plain dates and weekdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import times
from tacitus.record import When
from tacitus.times.feasts import hijri

WEDNESDAY = date(2016, 7, 27)
ANCHORS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def first(text: str, anchor: date | None = WEDNESDAY, country: str | None = None) -> When:
    mention = next(m for m in times.find(text) if m.dated)
    found = times.resolve(mention, anchor, country=country)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("overnight into Saturday", "2016-07-22", "2016-07-23"),
        ("Thursday night into Friday", "2016-07-21", "2016-07-22"),
        ("two days after the raid on 3 May", "2016-05-05", "2016-05-05"),
        ("a day before the 5 July vote", "2016-07-04", "2016-07-04"),
        ("a week after the March 3 bombing", "2016-03-07", "2016-03-13"),
        ("the week of 3 May", "2016-05-02", "2016-05-08"),
        ("the week ending 3 May 2015", "2015-04-27", "2015-05-03"),
        ("the week that began on 2 May", "2016-05-02", "2016-05-08"),
        ("the weekend of 7 May", "2016-05-07", "2016-05-08"),
        ("on the 14th, shells fell", "2016-07-14", "2016-07-14"),
        ("on the 30th, shells fell", "2016-06-30", "2016-06-30"),
        ("on the 14th of last month", "2016-06-14", "2016-06-14"),
        ("on 3-May-2016", "2016-05-03", "2016-05-03"),
        ("on 3, 4 and 5 May 2015", "2015-05-03", "2015-05-05"),
        ("on May 3, 4 and 5.", "2016-05-03", "2016-05-05"),
        ("the fifth of May", "2016-05-05", "2016-05-05"),
        ("Jan. 3-Feb. 5, 2016", "2016-01-03", "2016-02-05"),
        ("May-June 2015", "2015-05-01", "2015-06-30"),
        ("the war of 2014-15", "2014-01-01", "2015-12-31"),
        ("the winter of 2015-16", "2015-12-01", "2016-02-29"),
        ("the deadly 2013 attack", "2013-01-01", "2013-12-31"),
        ("the first days of June", "2016-06-01", "2016-06-10"),
        ("Orthodox Easter", "2016-05-01", "2016-05-01"),
        ("Eid al-Adha in 2014", "2014-10-03", "2014-10-08"),
        ("the day before yesterday", "2016-07-25", "2016-07-25"),
        ("in the next two days", "2016-07-27", "2016-07-29"),
        ("He left a year before.", "2015-01-01", "2015-12-31"),
        ("this September", "2016-09-01", "2016-09-30"),
    ],
)
def test_each_kind_is_put_on_the_calendar(text: str, start: str, end: str) -> None:
    found = first(text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["the second May attack", "on the 14th floor", "on the 14th anniversary", "in the week of heavy fighting", "1500-1600 people",
     "the last 1950 goats", "Safar 2, Rajab 14", "following a month-long siege", "the year 99999", "2016-13-45"],
)
def test_what_only_looks_like_one_is_left(text: str) -> None:
    assert not [m for m in times.find(text) if m.dated]


@pytest.mark.parametrize("text", ["two weeks into the offensive", "a day after the vote", "in the following two days",
                                  "a year before the vote"])
def test_what_counts_from_a_happening_without_a_day_is_unknown(text: str) -> None:
    assert (first(text).precision, first(text).said) == ("unknown", text[: len(first(text).said)])


@pytest.mark.parametrize("text", ["31 February 2016", "30/02/2016", "1 January 0000", "5 July 9999", "9999-12-31", "3 May 2500."])
def test_no_day_is_made_of_a_date_that_is_none(text: str) -> None:
    found = first(text)
    assert (found.start, found.end, found.precision, found.basis) == (None, None, "unknown", "none")


def test_digits_without_end_are_no_date() -> None:
    assert not times.find("1" * 50_000)
    assert all(m.year is None for m in times.find("July 5, " + "20161" * 2_000))


def test_figures_are_read_as_the_publishers_country_writes_them() -> None:
    assert first("03/04/2016", country="US").start == "2016-03-04"
    assert first("03/04/2016", country="KE").start == "2016-04-03"
    assert first("25/04/2016", country="US").start == "2016-04-25"
    assert first("03.04.2016", country="US").start == "2016-04-03"


def test_a_weekday_that_is_not_that_dates_is_told() -> None:
    right, wrong = times.find("Tuesday 26 July 2016; Wednesday 26 July 2016")
    assert times.weekday_conflict(right) is None
    assert times.weekday_conflict(wrong) == "26 July 2016 was a Tuesday"


@pytest.mark.parametrize(
    ("text", "day"),
    [("12 Ramadan 1437", date(2016, 6, 17)), ("10 Muharram 1445", date(2023, 7, 28)), ("1 Shawwal 1437", date(2016, 7, 6)),
     ("27 Rajab 1438 AH", date(2017, 4, 24)), ("the first day of Eid al-Adha 2016", date(2016, 9, 12))],
)
def test_islamic_dates_are_a_span_that_holds_the_day(text: str, day: date) -> None:
    found = first(text)
    assert str(found.start) <= day.isoformat() <= str(found.end)
    assert (date.fromisoformat(str(found.end)) - date.fromisoformat(str(found.start))).days <= 4


def test_an_islamic_day_without_its_year_is_the_last_one() -> None:
    assert first("10 Muharram").start == "2015-10-22"
    assert first("12 Ramadan", None).precision == "unknown"


@given(st.integers(1, 9000), st.integers(1, 12), st.integers(1, 30))
def test_islamic_months_and_years_hold_their_days(year: int, month: int, day: int) -> None:
    inner, outer, whole = hijri(year, month, day), hijri(year, month, None), hijri(year, None, None)
    assert inner[0] <= inner[1]
    assert outer[0] <= inner[0] <= inner[1] <= outer[1]
    assert whole[0] <= outer[0] <= outer[1] <= whole[1] + timedelta(days=1)


@given(ANCHORS, st.integers(-400, 400), st.sampled_from(["yesterday", "three days ago", "the past 24 hours", "the past three days",
                                                         "the day before yesterday", "overnight"]))
def test_counting_in_days_moves_with_the_day_of_publication(anchor: date, by: int, text: str) -> None:
    one, other = first(text, anchor), first(text, anchor + timedelta(days=by))
    for a, b in ((one.start, other.start), (one.end, other.end)):
        assert date.fromisoformat(str(b)) - date.fromisoformat(str(a)) == timedelta(days=by)


@given(ANCHORS, st.integers(0, 6), st.integers(-8, 8))
def test_weekdays_move_by_whole_weeks_with_it(anchor: date, weekday: int, weeks: int) -> None:
    text = "He died on " + ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    one, other = first(text, anchor), first(text, anchor + timedelta(weeks=weeks))
    assert date.fromisoformat(str(other.start)) - date.fromisoformat(str(one.start)) == timedelta(weeks=weeks)


@given(ANCHORS, st.integers(1, 28), st.sampled_from(["January", "April", "September", "December"]))
def test_a_longer_span_holds_the_shorter_ones_in_it(anchor: date, day: int, month: str) -> None:
    year = anchor.year - 2
    inner, outer, whole = (first(text, anchor) for text in (f"{day} {month} {year}", f"in {month} {year}", f"in {year}"))
    assert str(whole.start) <= str(outer.start) <= str(inner.start) <= str(inner.end) <= str(outer.end) <= str(whole.end)
