"""Figures that count more than the one happening told: tolls of many days, tallies of a whole day, one number for two harms."""

from __future__ import annotations

import pytest

import tacitus


def killed(text: str) -> set[tuple[int | None, int | None]]:
    """The bounds of the killed of all statements, those without bounds left out."""
    counts = (one.counts.get("killed") for one in tacitus.read_text(text, published="2019-06-12").statements)
    return {(count.low, count.high) for count in counts if count is not None} - {(None, None)}


@pytest.mark.parametrize("text", [
    "Shells hit a market in Taiz on Tuesday. The deaths raise the toll of the siege to 154 within 17 days.",
    "More dead in a blast in Kirkuk raise the death toll to 61 since the start of the operation.",
    "Fifty-two people were killed in clashes, shelling and other circumstances.",
])  # fmt: skip
def test_a_toll_of_many_days_or_happenings_is_not_that_of_the_one_told(text: str) -> None:
    assert not killed(text)


@pytest.mark.parametrize("text", [
    "A shell kills and injures 15 people in a market in Taiz.",
    "Gunmen stormed a camp near Gao, killing and wounding at least 40 soldiers.",
])  # fmt: skip
def test_one_number_for_the_dead_and_the_hurt_says_of_neither_how_many(text: str) -> None:
    assert not killed(text)


@pytest.mark.parametrize(("text", "bounds"), [
    ("A car bomb in Kirkuk killed 12 people, and the death toll rose to 14 on Wednesday.", (14, 14)),
    ("Militants killed 40 villagers and wounded 15 near Gao on Tuesday.", (40, 40)),
    ("At least 22 people were killed in two days of clashes in Sabha.", (22, None)),
])  # fmt: skip
def test_the_toll_of_the_happening_itself_stands(text: str, bounds: tuple[int, int | None]) -> None:
    assert bounds in killed(text)


@pytest.mark.parametrize(("text", "first", "last", "dead"), [
    ("Air strikes killed 31 people around Marib in nine consecutive days.", "2019-06-04", "2019-06-12", 31),
    ("Fifty-nine civilians were killed by shelling in Raqqa over the past week.", "2019-06-06", "2019-06-12", 59),
])  # fmt: skip
def test_the_dead_of_some_days_are_told_of_these_days(text: str, first: str, last: str, dead: int) -> None:
    [one] = tacitus.read_text(text, published="2019-06-12").statements
    assert (one.when.start, one.when.end, one.counts["killed"].low, one.counts["killed"].high) == (first, last, dead, dead)


def test_the_dead_of_a_war_or_of_a_season_are_none_of_one_happening() -> None:
    assert not killed("Shelling has killed 4,000 people in Taiz since the war began.")
    assert not killed("Air strikes around Marib have killed 900 people in the past six months.")


def test_the_deadliest_day_in_years_is_a_day() -> None:
    text = "A wave of attacks in Kirkuk on Monday killed 61 people in the province's deadliest day in more than three years."
    assert (61, 61) in killed(text)
