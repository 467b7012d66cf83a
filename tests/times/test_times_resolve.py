"""Which days the expressions of a report of Wednesday 27 July 2016 mean."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tacitus import times
from tacitus.record import When

WEDNESDAY = date(2016, 7, 27)
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def when(text: str, anchor: date | None = WEDNESDAY, **how: object) -> When:
    (mention,) = (m for m in times.find(text) if m.dated or m.unit)
    found = times.resolve(mention, anchor, **how)  # type: ignore[arg-type]
    assert found is not None
    assert found.said == mention.words
    return found


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("It went off on Wednesday.", "2016-07-27", "2016-07-27", "day"),
        ("It went off on Thursday.", "2016-07-21", "2016-07-21", "day"),
        ("It went off last Wednesday.", "2016-07-20", "2016-07-20", "day"),
        ("It will go on next Tuesday.", "2016-08-02", "2016-08-02", "day"),
        ("The talks will be held on Friday.", "2016-07-29", "2016-07-29", "day"),
        ("It happened on Tuesday last week.", "2016-07-19", "2016-07-19", "day"),
        ("this morning", "2016-07-27", "2016-07-27", "day"),
        ("yesterday evening", "2016-07-26", "2016-07-26", "day"),
        ("last night", "2016-07-26", "2016-07-26", "day"),
        ("They fled overnight.", "2016-07-26", "2016-07-27", "day"),
        ("a raid on Monday night", "2016-07-25", "2016-07-25", "day"),
        ("the night between Sunday and Monday", "2016-07-24", "2016-07-25", "day"),
        ("on the night of 3-4 March", "2016-03-03", "2016-03-04", "day"),
        ("over the weekend", "2016-07-23", "2016-07-24", "day"),
        ("earlier this week", "2016-07-25", "2016-07-26", "week"),
        ("last week", "2016-07-18", "2016-07-24", "week"),
        ("late last week", "2016-07-22", "2016-07-24", "week"),
        ("the week before last", "2016-07-11", "2016-07-17", "week"),
        ("the night before last", "2016-07-25", "2016-07-25", "day"),
        ("The other day a shop burned.", "2016-07-20", "2016-07-26", "week"),
        ("It was raided around 2 July.", "2016-06-30", "2016-07-04", "week"),
        ("It was raided on or about Monday.", "2016-07-23", "2016-07-27", "week"),
        ("In recent days, shells fell.", "2016-07-20", "2016-07-27", "week"),
        ("In recent weeks, shells fell.", "2016-06-26", "2016-07-27", "month"),
        ("Clashes broke out in the spring.", "2016-03-01", "2016-05-31", "month"),
        ("Fighting died down over the winter.", "2015-12-01", "2016-02-29", "month"),
        ("By Monday evening the town was theirs.", "2016-07-25", "2016-07-25", "day"),
        ("From 18-22 July, shells fell.", "2016-07-18", "2016-07-22", "week"),
        ("On 28 June-2 July, shells fell.", "2016-06-28", "2016-07-02", "week"),
        ("this month", "2016-07-01", "2016-07-27", "month"),
        ("last month", "2016-06-01", "2016-06-30", "month"),
        ("It took the city last year.", "2015-01-01", "2015-12-31", "year"),
        ("In May, it launched", "2016-05-01", "2016-05-31", "month"),
        ("in July", "2016-07-01", "2016-07-27", "month"),
        ("in August 2012", "2012-08-01", "2012-08-31", "month"),
        ("May last year", "2015-05-01", "2015-05-31", "month"),
        ("in 2014", "2014-01-01", "2014-12-31", "year"),
        ("since 2013", "2013-01-01", "2016-07-27", "year"),
        ("He was killed on 17 January.", "2016-01-17", "2016-01-17", "day"),
        ("He was killed on November 9.", "2015-11-09", "2015-11-09", "day"),
        ("elections on August 4", "2016-08-04", "2016-08-04", "day"),
        ("He fell last Oct. 23: nobody saw it.", "2015-10-23", "2015-10-23", "day"),
        ("She would go to the United States on Friday.", "2016-07-29", "2016-07-29", "day"),
        ("January 17, 2019", "2019-01-17", "2019-01-17", "day"),
        ("17/01/2019", "2019-01-17", "2019-01-17", "day"),
        ("06/07/2016", "2016-07-06", "2016-07-06", "day"),
        ("2016-03-04", "2016-03-04", "2016-03-04", "day"),
        ("three days ago", "2016-07-24", "2016-07-24", "day"),
        ("two weeks ago", "2016-07-10", "2016-07-16", "week"),
        ("two months ago", "2016-05-01", "2016-05-31", "month"),
        ("in the past 24 hours", "2016-07-26", "2016-07-27", "day"),
        ("over the past week", "2016-07-21", "2016-07-27", "week"),
        ("the first week of August 2015", "2015-08-01", "2015-08-07", "week"),
        ("the last six days of January", "2016-01-26", "2016-01-31", "week"),
        ("in late August and early September", "2015-08-20", "2015-09-10", "month"),
        ("January-March 2016", "2016-01-01", "2016-03-31", "month"),
        ("from Monday to Wednesday", "2016-07-25", "2016-07-27", "week"),
        ("the 1990s", "1990-01-01", "1999-12-31", "year"),
        ("in the summer of 2014", "2014-06-01", "2014-08-31", "month"),
        ("last summer", "2015-06-01", "2015-08-31", "month"),
        ("on New Year's Eve", "2015-12-31", "2015-12-31", "day"),
        ("on Christmas Day 2014", "2014-12-25", "2014-12-25", "day"),
    ],
)
def test_the_days_that_an_expression_means(text: str, start: str, end: str, precision: str) -> None:
    found = when(text)
    assert (found.start, found.end, found.precision) == (start, end, precision)


def test_a_whole_date_is_stated_and_one_worked_out_is_relative() -> None:
    assert when("on 3 May 2011").basis == "stated"
    assert when("on Tuesday").basis == "relative"
    assert when("in May").basis == "relative"


def test_without_a_day_of_publication_only_whole_dates_are_placed() -> None:
    assert when("17 September 2019", None).start == "2019-09-17"
    for text in ("on May 17", "on Tuesday", "last year", "two days ago"):
        found = when(text, None)
        assert (found.start, found.precision, found.basis) == (None, "unknown", "none")


def test_the_previous_day_is_counted_from_the_event_told_before() -> None:
    assert when("the previous day", event=date(2015, 3, 1)).start == "2015-02-28"
    assert when("a month earlier", event=date(2015, 3, 1)).start == "2015-02-01"
    assert when("two days later", event=date(2015, 3, 1)).start == "2015-03-03"


def test_two_days_later_is_unknown_where_no_event_is_known() -> None:
    assert when("two days later").precision == "unknown"


def test_days_before_a_named_event_are_not_counted_from_publication() -> None:
    assert when("ten days before the shooting").start is None
    assert when("the day before the vote").start is None
    assert when("He fled the day before.").start == "2016-07-26"


def test_a_date_that_does_not_exist_is_unknown() -> None:
    assert when("on 31 June 2015").start is None


def test_a_day_and_month_in_figures_that_may_be_either_are_both_where_nothing_settles_it() -> None:
    found = when("03/04/2019", None)
    assert (found.start, found.end) == ("2019-03-04", "2019-04-03")


def test_the_weekday_beside_a_date_tells_its_year() -> None:
    assert when("Saturday, Sept. 26 was the day", date(2016, 3, 1)).start == "2015-09-26"


def test_ramadan_and_eid_are_known_within_a_day() -> None:
    # Eid al-Fitr began on 6 July 2016 in most countries, and the fast on 6 or 7 June.
    eid, fast = when("on Eid al-Fitr"), when("the first day of Ramadan")
    assert "2016-07-05" <= str(eid.start) <= "2016-07-06" <= str(eid.end)
    assert str(fast.start) <= "2016-06-06" <= str(fast.end)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_one_on_or_before_publication(published: date, weekday: int) -> None:
    day = date.fromisoformat(str(when(f"He died on {DAYS[weekday]}.", published).start))
    assert day.weekday() == weekday
    assert timedelta(0) <= published - day < timedelta(7)


@given(st.dates(date(1600, 1, 1), date(2099, 12, 31)), st.dates())
def test_a_date_written_out_is_read_back_whatever_the_anchor(day: date, anchor: date) -> None:
    for text in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat()):
        assert when(text, anchor).start == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)),
       st.sampled_from(["this month", "this year", "over the weekend", "in June", "in the past week", "last summer",
                        "overnight"]))
@example(date(2000, 5, 31), "in June")
def test_no_past_span_ends_after_publication(published: date, text: str) -> None:
    found = when(f"It was hit {text}", published)
    assert str(found.start) <= str(found.end) <= published.isoformat()


@pytest.mark.parametrize("text", ["In 9999 a bomb went off.", "A bomb went off on 99/99/9999.", "A bomb went off in 9999."])
def test_a_day_that_nobody_can_mean_is_unknown(text: str) -> None:
    assert (when(text).start, when(text).end, when(text).precision) == (None, None, "unknown")


@pytest.mark.parametrize(
    "text", ["In 9999 villages people fled.", "The talks about Friday went on.", "They saw the fall of the city."]
)
def test_numbers_and_nouns_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert not [m for m in times.find(text) if m.about or m.kind in ("season", "date")]


def test_the_deadliest_attack_in_recent_weeks_has_no_day_of_those_weeks() -> None:
    (mention,) = times.find("It was the deadliest attack in recent weeks.")
    assert times.resolve(mention, WEDNESDAY) is None
