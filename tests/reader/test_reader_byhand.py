"""Deeds of hands and arms: whoever shoots or stabs somebody is a person, whatever he is called; the dead by "dead"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import bounds, names

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


@pytest.mark.parametrize(
    ("text", "doer", "victim"),
    [
        ("A landowner shot his lodger dead in the village of Kasungu on Monday, police said.", "landowner", "lodger"),
        ("A cattle-trader stabbed a headmaster to death in Juba on Monday.", "cattle-trader", "headmaster"),
        ("Gunmen shot a doctor dead outside his clinic in Quetta on Monday.", "Gunmen", "doctor"),
        ("A police officer shot a protester dead in Conakry on Monday.", "police officer", "protester"),
    ],
)
def test_who_shot_whom_dead(told: Told, text: str, doer: str, victim: str) -> None:
    (one,) = told(text)
    assert names(one, "attacker") == [doer]
    assert names(one, "victim") == [victim]
    assert names(one, "target") == []
    assert bounds(one, "killed") == (1, 1, 1)


def test_kicked_or_burned_to_death_is_the_deed_of_whoever_did_it(told: Told) -> None:
    (kicked,) = told("Soldiers kicked a prisoner to death at the jail in Gitega on Monday.")
    assert names(kicked, "attacker") == ["Soldiers"]
    (burned,) = told("Militiamen burned a family of five to death in their home in Bria on Monday.")
    assert names(burned, "attacker") == ["Militiamen"]
    assert bounds(burned, "killed") == (5, 5, 5)


def test_a_bullet_or_a_blast_is_nobody_who_shoots(told: Told) -> None:
    for text in ("A bullet killed a boy in Hebron on Monday.", "A blast killed nine people in Aden on Monday."):
        assert [n for s in told(text) for n in names(s, "attacker")] == []


def test_weapons_that_are_found_fire_nothing(told: Told) -> None:
    (cache,) = told("Soldiers discovered a weapons cache with 12 rockets and 30 mortar shells near Mitrovica on Monday.")
    assert cache.type == "weapons-seized"
    (seized,) = told("Customs officers in Mombasa seized a container of rifles on Monday, the army said.")
    assert (seized.type, names(seized, "weapon")) == ("weapons-seized", ["rifles"])
    (passive,) = told("Twelve rifles were found by police in a house in Lille on Monday.")
    assert (passive.type, names(passive, "weapon")) == ("weapons-seized", ["Twelve rifles"])


def test_a_bomb_that_is_found_and_defused_is_foiled(told: Told) -> None:
    (one,) = told("A bomb was found and defused near a school in Kirkuk on Monday.")
    assert (one.type, one.status) == ("bombing", "foiled")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police clashed with demonstrators in Algiers on Friday, leaving 20 people injured.", "riot"),
        ("Clashes between police and students broke out in Santiago on Monday.", "riot"),
        ("Supporters of the two parties clashed in Harare on Monday, and one man was stabbed to death.", "mob-violence"),
        ("Security forces clashed with militants in Srinagar on Monday, killing two of them.", "armed-clash"),
    ],
)
def test_a_clash_with_a_crowd_is_no_battle(told: Told, text: str, kind: str) -> None:
    assert told(text)[0].type == kind
