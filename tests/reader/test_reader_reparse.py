"""Slips of the parser that would tie the dead to the wrong happening are mended before anything is read."""

from __future__ import annotations

import pytest
from telling import bounds, names, told


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Two men on a motorbike shot dead a teacher in Quetta on Monday.", ["Two men"]),
        ("Gunmen in a car shot dead a teacher in Quetta.", ["Gunmen"]),
        ("Police said two men on a motorbike shot dead a teacher in Quetta on Monday.", ["two men"]),
    ],
)
def test_a_shot_that_ends_dead_is_a_verb(text: str, doers: list[str]) -> None:
    (killing,) = told(text)
    assert names(killing, "attacker") == doers
    assert names(killing, "victim") == ["teacher"]
    assert bounds(killing, "killed") == (1, 1, 1)


def test_a_day_behind_what_is_said_is_of_that() -> None:
    (killing,) = told("Police said two men on a motorbike shot dead a teacher in Quetta on Monday.")
    assert (killing.when.start, killing.when.end) == ("2016-07-25", "2016-07-25")


def test_a_deed_behind_a_comma_is_that_of_the_main_clause() -> None:
    clash, bombing = told(
        "Security forces killed six militants, including a commander wanted over last month's bombing of a market in Quetta "
        "that left 17 people dead, in a gun battle near Mastung on Thursday."
    )
    assert (clash.type, bounds(clash, "killed"), clash.where.name) == ("armed-clash", (6, 6, 6), "Mastung")
    assert (bombing.type, bounds(bombing, "killed"), bombing.where.name) == ("bombing", (17, 17, 17), "Quetta")
    assert bombing.role_in_report == "background"
