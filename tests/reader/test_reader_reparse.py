"""Slips of the parser that would tie the dead to the wrong happening are mended before anything is read."""

from __future__ import annotations

import pytest
from telling import bounds, names, told


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Two men on a motorbike shot dead a teacher in Quetta on Monday.", ["Two men"]),
        ("Gunmen in a car shot dead a teacher in Quetta.", ["Gunmen"]),
        ("Two assailants on a moped shot dead a teacher near Quetta.", ["Two assailants"]),
        ("Police said two men on a motorbike shot dead a teacher in Quetta on Monday.", ["two men"]),
    ],
)
def test_a_shot_that_ends_dead_is_a_verb(text: str, doers: list[str]) -> None:
    (killing,) = told(text)
    assert names(killing, "attacker") == doers
    assert names(killing, "victim") == ["teacher"]
    assert bounds(killing, "killed") == (1, 1, 1)


def test_whom_a_shot_kills_is_no_day() -> None:
    (killing,) = told("Two assailants on a moped shot dead a schoolmaster near Khuzdar on Monday.")
    assert (names(killing, "victim"), bounds(killing, "killed")) == (["schoolmaster"], (1, 1, 1))


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


@pytest.mark.parametrize(
    ("text", "kind", "victims"),
    [
        ("Rebels abducted 14 passengers, two survivors and a union official told the paper on Sunday.", "kidnapped", 14),
        ("The bomb wounded six soldiers, a doctor and two nurses said.", "wounded", 6),
        ("The bomb killed three soldiers, two policemen and a nurse, officials said.", "killed", 6),
    ],
)
def test_who_speaks_at_the_end_was_not_harmed(text: str, kind: str, victims: int) -> None:
    (harm,) = told(text)
    assert bounds(harm, kind) == (victims, victims, victims)


def test_who_shoots_a_missile_down_does_not_attack() -> None:
    (missile,) = told("The Houthis fired a missile at Najran on Monday; Saudi air defences shot it down, state television said.")
    assert names(missile, "attacker") == ["Houthis"]


@pytest.mark.parametrize("office", ["head of the port", "deputy director of the prison", "magistrate"])
def test_one_killed_in_office_is_one_dead(office: str) -> None:
    (bombing,) = told(f"A car bomb on Tuesday killed the {office}, police said.")
    assert bounds(bombing, "killed") == (1, 1, 1)
