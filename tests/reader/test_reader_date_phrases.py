"""Each kind of date that news writes, in a whole report: the statement's own days, or an honest span, never a false day."""

from __future__ import annotations

import pytest
from telling import told

import tacitus
from tacitus.record import Statement, When

WEDNESDAY = "2016-07-27"


def when(text: str, published: str = WEDNESDAY, **fields: str) -> When:
    """The days of the first statement of a text."""
    found: list[Statement] = told(text, published, **fields)
    assert found, text
    return found[0].when


@pytest.mark.parametrize(("words", "first", "last", "precision"), [
    ("on Wednesday", "2016-07-27", "2016-07-27", "day"),
    ("on Tuesday", "2016-07-26", "2016-07-26", "day"),
    ("last Thursday", "2016-07-21", "2016-07-21", "day"),
    ("overnight", "2016-07-26", "2016-07-27", "day"),
    ("in the early hours of Tuesday", "2016-07-26", "2016-07-26", "day"),
    ("on Monday night", "2016-07-25", "2016-07-25", "day"),
    ("over the weekend", "2016-07-23", "2016-07-24", "day"),
    ("earlier this week", "2016-07-25", "2016-07-26", "week"),
    ("on the night of 3–4 July", "2016-07-03", "2016-07-04", "day"),
    ("on the night of July 3-4", "2016-07-03", "2016-07-04", "day"),
    ("three days ago", "2016-07-24", "2016-07-24", "day"),
    ("last week", "2016-07-18", "2016-07-24", "week"),
    ("last month", "2016-06-01", "2016-06-30", "month"),
    ("in May", "2016-05-01", "2016-05-31", "month"),
    ("in late June", "2016-06-20", "2016-06-30", "month"),
    ("last year", "2015-01-01", "2015-12-31", "year"),
    ("in 2013", "2013-01-01", "2013-12-31", "year"),
    ("on 14 July", "2016-07-14", "2016-07-14", "day"),
    ("on 14 December", "2015-12-14", "2015-12-14", "day"),
    ("during Ramadan", "2016-06-05", "2016-07-06", "month"),
    ("on the first day of Eid al-Fitr", "2016-07-05", "2016-07-07", "week"),
    ("on 12 Ramadan 1437", "2016-06-16", "2016-06-18", "week"),
    ("on Easter Sunday", "2016-03-27", "2016-03-27", "day"),
])  # fmt: skip
def test_a_phrase_gives_the_happening_its_days(words: str, first: str, last: str, precision: str) -> None:
    said = when(f"A car bomb exploded outside a court in Kandahar {words}, killing nine people.")
    assert (said.start, said.end, said.precision) == (first, last, precision)
    assert said.said
    assert said.quotes


@pytest.mark.parametrize(("text", "day"), [
    ("Jets bombed a market in Aleppo on Monday. A day after the bombing, gunmen killed two doctors in Idlib.", "2016-07-26"),
    ("Gunmen killed two doctors in Idlib, a day after jets bombed a market in Aleppo on 14 July.", "2016-07-15"),
    ("A mine killed a farmer near Idlib two days before the truce of 19 July.", "2016-07-17"),
])  # fmt: skip
def test_days_are_counted_from_the_happening_that_is_named(text: str, day: str) -> None:
    days = {(s.when.start, s.when.end) for s in told(text)}
    assert (day, day) in days


def test_weeks_into_an_offensive_are_counted_from_its_first_day_and_unknown_without_it() -> None:
    later = "Two weeks into the offensive, rebels killed six soldiers in the town."
    [dated] = [s.when for s in told(f"The army launched an offensive on Azaz on 4 July. {later}") if "killed" in s.counts]
    assert str(dated.start) <= "2016-07-18" <= str(dated.end)
    bare = when(later)
    assert bare.precision != "day" or bare.basis == "publication"


def test_a_place_held_since_a_year_is_held_from_that_year_on() -> None:
    [held] = [s for s in told("Rebels have held the town of Azaz since 2013.") if s.type == "territory-held"]
    assert str(held.when.start).startswith("2013")


@pytest.mark.parametrize(("fields", "day"), [
    ({"publisher_country": "GB"}, "2016-04-03"),
    ({"publisher_country": "US"}, "2016-03-04"),
])  # fmt: skip
def test_figures_are_read_as_the_publishers_country_writes_them(fields: dict[str, str], day: str) -> None:
    said = when("A car bomb exploded outside a court in Kandahar on 03/04/2016, killing nine people.", **fields)
    assert (said.start, said.end) == (day, day)


def test_the_day_of_publication_is_told_with_where_it_came_from() -> None:
    fact = "A car bomb killed nine people outside a court on Monday."
    given = tacitus.read_text(fact, published=WEDNESDAY)
    assert (given.reports[0].published.how, given.statements[0].when.start) == ("given", "2016-07-25")
    headed = tacitus.read_text(f"KANDAHAR, July 27, 2016 (Reuters) - {fact}")
    assert (headed.reports[0].published.how, headed.statements[0].when.start) == ("dateline", "2016-07-25")
    bare = tacitus.read_text(fact)
    assert bare.reports[0].published.how == "none"
    assert bare.statements[0].when.start is None


@pytest.mark.parametrize("year", ["0000", "0", "9999"])
def test_years_that_nobody_means_are_unknown_and_never_the_day_of_the_report(year: str) -> None:
    said = when(f"On 5 July {year} a car bomb exploded outside a court in Kandahar, killing nine people.")
    assert said.start is None or said.start.startswith("2016-07-05")
    assert said.start != WEDNESDAY
