"""Who was hurt: whole groups and persons of note, each once, and no single part of a toll."""

from __future__ import annotations

from collections.abc import Callable

from telling import names

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


def test_one_nameless_person_beside_a_toll_is_no_victim_of_his_own(told: Told) -> None:
    (blast,) = told("A bomb killed nine soldiers in Ghazni on Monday. A driver was killed too.")
    assert names(blast, "victim") == ["nine soldiers"]


def test_a_mayor_beside_a_toll_is_named(told: Told) -> None:
    found = told("Gunmen killed four policemen and a mayor in Acapulco on Monday.")
    assert {"four policemen", "mayor"} <= {n for s in found for n in names(s, "victim") + names(s, "target")}


def test_a_nameless_person_alone_is_the_victim(told: Told) -> None:
    (shot,) = told("A teacher was shot dead in Pattani on Monday.")
    assert "teacher" in names(shot, "victim") + names(shot, "target")


def test_those_only_hurt_stand_behind_the_dead(told: Told) -> None:
    (strike,) = told("Seven villagers were killed by shelling near Sloviansk on Monday. Three nurses were wounded.")
    assert names(strike, "victim") == ["Seven villagers"]


def test_whose_sister_died_does_not_say_whom_it_hit(told: Told) -> None:
    text = "An air strike hit a market in Sanaa on Monday, killing 20 people. A trader whose sister was killed wept."
    assert not any("sister" in n for s in told(text) for n in names(s, "victim"))


def test_rebels_dead_in_their_own_attack_are_no_victims(told: Told) -> None:
    found = told("Four guards and nine militants were killed in a Taliban attack on a bank in Herat on Monday.")
    assert [n for s in found for n in names(s, "victim") if "militants" in n] == []


def test_one_figure_of_one_noun_names_the_same_people_once(told: Told) -> None:
    text = "An air strike killed 7 villagers in Marib on Monday. The seven Yemeni villagers were killed at a well."
    assert all(
        len([n for n in names(s, "victim") if "villagers" in n]) == 1 for s in told(text) if s.type == "air-strike"
    )


def test_a_warrant_is_no_arrest(told: Told) -> None:
    text = "A bomb killed two people in Bangkok on Monday. Police issued 17 arrest warrants."
    assert [s.type for s in told(text)] == ["bombing"]
