"""What only borrows the words of violence, and what a report about something else mentions in passing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


@pytest.mark.parametrize(
    "text",
    [
        "Spitzer attacked him in the debate for failing to enforce a court order against protesters in Buffalo.",
        "The senator attacked the plan on Monday in Lagos, and police were asked to comment.",
        "Police in Nairobi demonstrated their commitment to reform on Monday, a minister said after an attack of nerves.",
        "Three people died and nine were hurt on Monday when they ate at a restaurant in Nairobi, officials said.",
        "The riot police will get new helmets, the minister in Lima said on Monday after a protest song was sung.",
    ],
)
def test_words_that_are_borrowed_tell_of_no_violence(told: Told, text: str) -> None:
    assert [s.type for s in told(text) if s.type not in ("disaster", "accident")] == []


def test_the_dead_of_a_clash_did_not_fight_in_it(told: Told) -> None:
    (clash,) = told("At least 51 people were reported killed in clashes between Serb police and rebels in Drenica.")
    assert sorted(p.name for p in clash.roles["attacker"]) == ["Serb police", "rebels"]


def test_a_report_about_something_else_mentions_old_violence_in_passing(told: Told) -> None:
    talk = (
        "Ministers of the two countries met in Vienna on Tuesday to talk about the price of grain. "
        "They agreed to build a railway and to lower the duty on wheat. "
        "A treaty is to be signed in the spring. "
        "Farmers on both sides of the border have asked for it for years. "
        "The harvest was poor this summer. "
        "Both governments promised to help small mills. "
        "A dinner was given in the old town hall. "
        "The host spoke of the years in which the two peoples were neighbours. "
    )
    (bomb,) = told(talk + "He recalled the bomb that killed nine people in Graz in 1996.")
    assert bomb.role_in_report == "background"


def test_a_report_that_comes_back_to_old_violence_is_about_it(told: Told) -> None:
    (bomb,) = told("Nine people were remembered in Graz on Monday, twenty years after a bomb killed them there in 1996.")
    assert bomb.role_in_report == "main"


def test_what_somebody_is_wanted_over_is_not_what_happens_today(told: Told) -> None:
    found = told("Troops killed two men in Jenin on Monday while arresting a man wanted over a bombing in Haifa.")
    assert ["bombing" in [q.words for q in s.quotes] for s in found if s.type == "armed-assault"] == [False]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Nobody knows why the plane exploded over Long Island on Monday, the aviation office said.", "accident"),
        ("Police raided two homes in Moroni on Monday in search of a suspect in the bombings, the army said.", "armed-assault"),
    ],
)
def test_a_machine_that_blows_up_and_a_house_that_is_searched_are_no_bombings(told: Told, text: str, kind: str) -> None:
    assert told(text)[0].type == kind


def test_ground_without_a_name_changes_no_hands(told: Told) -> None:
    assert told("The candidate is recapturing the ground that he lost after the attack on his record last month.") == []
