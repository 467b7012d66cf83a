"""When a happening is told to be: days that rest on the day told before, the paper's own date, and round-ups."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


@pytest.mark.parametrize(
    ("words", "day"),
    [("The next day", "2016-07-13"), ("Two days later", "2016-07-14"), ("The following day", "2016-07-13")],
)
def test_a_day_counted_from_another_follows_the_day_told_before(told: Told, words: str, day: str) -> None:
    text = (
        "Gunmen killed two judges in Basra on July 12, 2016.\n\n"
        f"{words} a car bomb killed nine people at a market in Mosul."
    )
    bomb = next(s for s in told(text) if s.type == "bombing")
    assert bomb.when.start == day


def test_the_date_of_the_paper_is_not_the_day_of_the_attack(told: Told) -> None:
    text = "Harbour Post, 9 May 2011\n\nA car bomb killed nine people at a market in Mosul on Saturday."
    bomb = told(text, None)[0]
    assert (bomb.when.start, bomb.when.said) == ("2011-05-07", "Saturday")


def test_news_without_a_day_is_of_the_day_of_the_report_or_the_one_before(told: Told) -> None:
    when = told("A car bomb killed nine people at a market in Mosul, police said.", "2016-07-27")[0].when
    assert (when.start, when.end, when.basis) == ("2016-07-26", "2016-07-27", "publication")


def test_the_items_of_a_round_up_are_of_its_day(told: Told) -> None:
    text = (
        "- A car bomb killed nine people at a market in Mosul.\n\n"
        "- Gunmen killed two judges in Karachi.\n\n"
        "- Soldiers shot dead four protesters in Conakry.\n\n"
        "- A roadside bomb killed three policemen in Kabul."
    )
    assert {(s.when.start, s.when.end) for s in told(text, "2016-07-27")} == {("2016-07-27", "2016-07-27")}


def test_a_day_behind_that_is_of_what_is_said(told: Told) -> None:
    text = "A resident told reporters that on Friday the army had shelled a market in Mosul, killing nine people."
    assert told(text, "2016-07-27")[0].when.start == "2016-07-22"


def test_nothing_told_as_done_lies_after_the_report(told: Told) -> None:
    text = "Jets bombed a school in Hama on Saturday, killing nine, a day after rebels killed a pilot in the same area."
    assert all((s.when.start or "") <= "2016-07-23" for s in told(text, "2016-07-23"))
