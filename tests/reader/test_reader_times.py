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


@pytest.mark.parametrize("year", ["in 9999", "on 99/99/9999"])
def test_a_day_that_cannot_be_is_unknown_and_not_the_day_of_the_report(told: Told, year: str) -> None:
    (bomb,) = told(f"A car bomb killed nine people at a market in Mosul {year}.")
    assert (bomb.when.start, bomb.when.end, bomb.when.precision) == (None, None, "unknown")
    assert [d.kind for d in bomb.doubts] == ["dates"]


@pytest.mark.parametrize("text", [
    "A car bomb killed nine people in Mosul on\nMonday.",
    "A car bomb killed nine\npeople at a market in Mosul on Monday,\npolice said.",
])  # fmt: skip
def test_a_line_that_breaks_in_the_middle_of_a_sentence_does_not_cut_off_its_day(told: Told, text: str) -> None:
    assert [s.when.start for s in told(text)] == ["2016-07-25"]


def test_what_an_attack_is_counted_from_lies_so_long_before_it(told: Told) -> None:
    text = (
        "Gunmen ambushed a convoy near Kidal on Thursday, killing nine soldiers. "
        "The ambush came ten days after a raid on an army post in Gao that killed six."
    )
    ambush, raid = told(text)
    assert (ambush.when.start, ambush.where.name) == ("2016-07-21", "Kidal")
    assert (raid.when.start, raid.where.name) == ("2016-07-11", "Gao")


def test_the_day_on_which_hostages_are_freed_is_not_the_day_on_which_they_were_taken(told: Told) -> None:
    (taken, *_) = told("Police freed 12 kidnapped workers near Basra on Monday and arrested four men.")
    assert (taken.type, taken.when.start, taken.when.basis) == ("kidnapping", None, "publication")
