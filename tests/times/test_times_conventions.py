"""The UCDP convention, rule by rule, each with a sentence of our own; a Wednesday, 27 July 2016, unless another day is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import times
from tacitus.errors import TacitusError
from tacitus.times.conventions import precise

REPORT = date(2016, 7, 27)


@pytest.fixture(autouse=True)
def _ucdp() -> Iterator[None]:
    times.follow("ucdp")
    yield
    times.follow(None)


def days(text: str, report: date = REPORT) -> tuple[str | None, str | None, str] | None:
    """First and last day and precision of the first expression that the convention dates in a text."""
    found = []
    for mention in times.find(text):
        when, _ = times.coded(text, mention, times.resolve(mention, report), report)
        if when is not None and when.start is not None:
            found.append((mention.start, mention.end, when))
    taken = [(start, end) for start, end, _ in found]
    found += [(start, end, when) for start, end, when, _ in times.sought(text, taken, report)]
    if not found:
        return None
    when = min(found, key=lambda f: f[0])[2]
    return when.start, when.end, when.precision


RULES = {
    "Shells fell on the town today.": ("2016-07-27", "2016-07-27", "day"),
    "Shells fell on the town yesterday.": ("2016-07-26", "2016-07-26", "day"),
    "Rebels overran the post last Tuesday.": ("2016-07-26", "2016-07-26", "day"),
    "Rebels overran the post on 14 January.": ("2016-01-14", "2016-01-14", "day"),
    "Guards were shot on Monday night.": ("2016-07-25", "2016-07-25", "day"),
    "Guards were shot last night.": ("2016-07-26", "2016-07-26", "day"),
    "A patrol was hit the other day.": ("2016-07-26", "2016-07-26", "day"),
    "A patrol was recently hit.": ("2016-07-24", "2016-07-26", "week"),
    "He spoke of recent attacks in the valley.": ("2016-07-24", "2016-07-26", "week"),
    "Nine died over the past few days.": ("2016-07-24", "2016-07-26", "week"),
    "Nine died in the last few days.": ("2016-07-24", "2016-07-26", "week"),
    "The village was raided around 2 July.": ("2016-07-01", "2016-07-03", "week"),
    "Clashes broke out over the weekend.": ("2016-07-23", "2016-07-24", "day"),
    "Nine people have died this week.": ("2016-07-25", "2016-07-27", "week"),
    "They were shot in the night between Sunday and Monday.": ("2016-07-24", "2016-07-25", "day"),
    "Nine died in the past 24 hours.": ("2016-07-26", "2016-07-27", "day"),
    "Nine died in the past 48 hours.": ("2016-07-25", "2016-07-27", "week"),
    "Nine died in the past 72 hours.": ("2016-07-25", "2016-07-27", "week"),
    "Nine died in the past two days.": ("2016-07-25", "2016-07-26", "day"),
    "Nine have died since Monday.": ("2016-07-25", "2016-07-27", "week"),
    "The army ended a five-day offensive in the hills.": ("2016-07-23", "2016-07-27", "week"),
    "A night-long battle left nine dead.": ("2016-07-26", "2016-07-27", "day"),
    "After a night of clashes the streets were empty.": ("2016-07-26", "2016-07-27", "day"),
    "Nine died in the last six days of June.": ("2016-06-25", "2016-06-30", "week"),
    "Nine died in the last six days of May.": ("2016-05-25", "2016-05-30", "week"),
    "The bridge was blown up late last week.": ("2016-07-22", "2016-07-24", "week"),
    "The bridge was blown up last week.": ("2016-07-18", "2016-07-24", "week"),
    "Nine died over the past week.": ("2016-07-21", "2016-07-27", "week"),
    "Nine died in the first week of July.": ("2016-07-01", "2016-07-07", "week"),
    "The week-old offensive has stalled.": ("2016-07-21", "2016-07-27", "week"),
    "Villages burned in early June.": ("2016-06-01", "2016-06-10", "month"),
    "Villages burned in mid-June.": ("2016-06-10", "2016-06-20", "month"),
    "Villages burned in late June.": ("2016-06-15", "2016-06-30", "month"),
    "Villages burned in recent weeks.": ("2016-07-06", "2016-07-27", "month"),
    "The fighting has gone on for a number of weeks.": ("2016-07-06", "2016-07-27", "month"),
    "The fighting has gone on for several weeks.": ("2016-07-06", "2016-07-27", "month"),
    "A judge was killed earlier this month.": ("2016-07-01", "2016-07-26", "month"),
    "A judge was killed last month.": ("2016-06-01", "2016-06-30", "month"),
    "A judge was killed a fortnight ago.": ("2016-07-14", "2016-07-27", "month"),
    "The town was bombed in 1995.": ("1995-01-01", "1995-12-31", "year"),
    "The town was bombed last year.": ("2015-01-01", "2015-12-31", "year"),
    "Hundreds have died over the past year.": ("2016-01-01", "2016-07-27", "year"),
    "The town was bombed in early 1999.": ("1999-01-01", "1999-04-30", "year"),
    "The town was bombed in mid-1999.": ("1999-05-01", "1999-08-31", "year"),
    "The town was bombed in late 1999.": ("1999-09-01", "1999-12-31", "year"),
    "Hundreds have died in the past three months.": ("2016-04-27", "2016-07-27", "year"),
    "Hundreds have died in the past few months.": ("2016-04-27", "2016-07-27", "year"),
}


@pytest.mark.parametrize(("text", "expected"), RULES.items())
def test_words_become_the_days_that_the_handbook_gives_them(text: str, expected: tuple[str, str, str]) -> None:
    assert days(text) == expected


def test_months_are_not_counted_back_across_a_new_year() -> None:
    assert days("Hundreds have died in the past three months.", date(2017, 2, 8)) == ("2017-01-01", "2017-02-08", "year")


def test_the_parts_of_a_month_end_with_the_report() -> None:
    assert days("Villages burned in late July.") == ("2016-07-15", "2016-07-27", "month")


def test_news_without_a_time_lies_in_the_three_days_before_its_report() -> None:
    found = times.unsaid(REPORT)
    assert found is not None
    when, rule = found
    assert (when.start, when.end, when.basis, rule) == ("2016-07-24", "2016-07-26", "publication", "dates.ucdp.no-time-given")


def test_plain_leaves_every_reading_as_it_is() -> None:
    times.follow("plain")
    text = "Hundreds have died over the past year in a five-day offensive."
    (mention,) = (m for m in times.find(text) if m.dated)
    plain = times.resolve(mention, REPORT)
    assert times.coded(text, mention, plain, REPORT) == (plain, None)
    assert list(times.sought(text, [], REPORT)) == []
    assert times.unsaid(REPORT) is None


def test_without_a_day_of_publication_nothing_is_coded() -> None:
    text = "A patrol was recently hit in a five-day offensive."
    assert list(times.sought(text, [], None)) == []


def test_an_unknown_convention_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(TacitusError, match="E102"):
        times.follow("gregorian")
    assert times.followed() == "ucdp"


@given(st.dates(), st.sampled_from([*RULES]))
def test_first_never_follows_last_whatever_the_day_of_the_report(report: date, text: str) -> None:
    found = days(text, report)
    assert found is None or (found[0] or "") <= (found[1] or "")


@pytest.mark.parametrize(("code", "days", "said"), [(1, 1, "day"), (2, 2, "day"), (2, 5, "week"), (4, 30, "month")])
def test_the_handbooks_codes_in_our_words(code: int, days: int, said: str) -> None:
    assert precise(code, days) == said
