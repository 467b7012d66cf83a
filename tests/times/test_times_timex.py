"""Times in TIMEX3's notation, as a report of Wednesday 27 July 2016 says them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.times.timex import timexes

WEDNESDAY = date(2016, 7, 27)


def read(text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str, str]]:
    return [(t.words, t.type, t.value) for t in timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("They met on Monday.", "Monday", "DATE", "2016-07-25"),
        ("They will meet on Monday.", "Monday", "DATE", "2016-08-01"),
        ("It fell on Monday night.", "Monday night", "TIME", "2016-07-25TNI"),
        ("It fell early Friday morning.", "early Friday morning", "TIME", "2016-07-22TMO"),
        ("It was shelled at 10 p.m. Monday.", "10 p.m. Monday", "TIME", "2016-07-25T22:00"),
        ("It was shelled at 0430 GMT.", "0430 GMT", "TIME", "2016-07-27T04:30"),
        ("She left last week.", "last week", "DATE", "2016-W29"),
        ("It was quiet over the weekend.", "the weekend", "DATE", "2016-W29-WE"),
        ("It fell two weeks ago.", "two weeks ago", "DATE", "2016-W28"),
        ("It fell several years ago.", "several years ago", "DATE", "PAST_REF"),
        ("in early March", "early March", "DATE", "2016-03"),
        ("held since 2013", "2013", "DATE", "2013"),
        ("in the 1990s", "1990s", "DATE", "199"),
        ("in the nineties", "the nineties", "DATE", "199"),
        ("a temple of the 11th century", "the 11th century", "DATE", "10"),
        ("in the summer of 2014", "the summer of 2014", "DATE", "2014-SU"),
        ("in the third quarter", "the third quarter", "DATE", "2016-Q3"),
        ("in the fourth quarter of 2014", "the fourth quarter of 2014", "DATE", "2014-Q4"),
        ("the siege lasted two weeks", "two weeks", "DURATION", "P2W"),
        ("after a two-week siege", "two-week", "DURATION", "P2W"),
        ("for the past 24 hours", "the past 24 hours", "DURATION", "PT24H"),
        ("for two and a half years", "two and a half years", "DURATION", "P2Y6M"),
        ("a three-and-a-half-year war", "three-and-a-half-year", "DURATION", "P3Y6M"),
        ("a quarter of a century", "a quarter of a century", "DURATION", "P25Y"),
        ("for half an hour", "half an hour", "DURATION", "PT30M"),
        ("for four decades", "four decades", "DURATION", "P40Y"),
        ("for more than two hundred days", "more than two hundred days", "DURATION", "P200D"),
        ("for several months", "several months", "DURATION", "PXM"),
        ("ten days before the vote", "ten days", "DURATION", "P10D"),
        ("the last couple of days", "the last couple of days", "DURATION", "P2D"),
        ("they march on Friday mornings", "Friday mornings", "SET", "XXXX-WXX-5TMO"),
        ("the raids of the early 90s", "the early 90s", "DATE", "199"),
        ("2011's raid", "2011", "DATE", "2011"),
        ("that night the camp burned", "that night", "TIME", "2016-07-27TNI"),
        ("they march every Friday", "every Friday", "SET", "XXXX-WXX-5"),
        ("they are fed twice a day", "a day", "SET", "P1D"),
        ("they shell it every two hours", "every two hours", "SET", "PT2H"),
        ("the town is now empty", "now", "DATE", "PRESENT_REF"),
        ("the town was recently taken", "recently", "DATE", "PAST_REF"),
        ("the troops will soon leave", "soon", "DATE", "FUTURE_REF"),
    ],
)
def test_each_kind_of_time_has_its_value(text: str, words: str, kind: str, value: str) -> None:
    assert read(text) == [(words, kind, value)]


@pytest.mark.parametrize(
    "text",
    ["a second bomb", "three-quarters of the flour", "a 12-year-old boy", "he earns $5 a day", "at 2.46 billion dollars",
     "killed 2000 people", "as soon as they came"],
)
def test_what_only_looks_like_a_time_is_left(text: str) -> None:
    assert read(text) == []


def test_an_hour_is_of_the_day_that_follows_it() -> None:
    assert read("They fled at 5:30 p.m. on Tuesday.") == [
        ("5:30 p.m.", "TIME", "2016-07-26T17:30"), ("Tuesday", "DATE", "2016-07-26")]


def test_a_pair_of_days_is_two_dates() -> None:
    assert read("the night of 3-4 March") == [
        ("the night of 3", "TIME", "2016-03-03TNI"), ("4 March", "DATE", "2016-03-04")]


def test_a_year_earlier_is_as_precise_as_what_it_is_compared_with() -> None:
    assert read("In June 40 died, against 12 a year earlier.")[-1] == ("a year earlier", "DATE", "2015-06")
    assert read("He had left a year earlier.")[-1] == ("a year earlier", "DATE", "2015")


def test_that_day_is_the_one_told_before() -> None:
    assert read("It fell on 3 May 2011. That day, 40 died.")[-1][1:] == ("DATE", "2011-05-03")


def test_without_a_day_of_publication_the_open_parts_are_left_open() -> None:
    assert read("on Monday, in May and on 3 June", None) == [
        ("Monday", "DATE", "XXXX-WXX-1"), ("May", "DATE", "XXXX-05"), ("3 June", "DATE", "XXXX-06-03")]


PARTS = ["on Monday", "last", "week", "May", "3", "2016", "the", "night of", "since", "and", "-", "9999", "quarter", "a year ago",
         "first", "two", "years", "ago", "hundred", "thousand", "10 p.m.", "noon", "every", "day", "half", "century", "next",
         "99999999999999999999", "later", "of", "decade", "third", "earlier", "0001-01-01", "nine", "months"]


@given(st.lists(st.sampled_from(PARTS), max_size=12), st.sampled_from([None, date.min, WEDNESDAY, date.max]))
def test_any_order_of_words_is_read_with_values_in_the_notation(parts: list[str], published: date | None) -> None:
    text, last = " ".join(parts), 0
    for time in timexes(text, published):
        assert last <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.words
        assert re.fullmatch(r"P\S+|(?:PAST|PRESENT|FUTURE)_REF|[\dX]{2,4}(?:-\S+)?(?:T\S+)?", time.value), time
        last = time.end
