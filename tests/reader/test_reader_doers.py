"""Who did it, where the words for the deed are nouns: owners, leaders of coalitions, who fired, and what only carried it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import names

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Three villagers were killed in shelling by government forces near Homs on Monday.", "government forces"),
        ("Five people died in bombing by the Sudanese army in Darfur on Monday.", "Sudanese army"),
        ("A Saudi-led air raid on a port in Yemen killed nine people on Monday.", "Saudi-led"),
        ("A school was hit after a rocket fired at Ashdod by Hamas missed its aim on Monday.", "Hamas"),
    ],
)
def test_the_doer_of_a_deed_told_as_a_noun(told: Told, text: str, doer: str) -> None:
    assert doer in [n for s in told(text) for n in names(s, "attacker")]


def test_those_killed_in_shelling_did_not_shell(told: Told) -> None:
    for text in ("Three rebels were killed in shelling near Homs.", "Nine soldiers died in bombing near Tripoli."):
        assert [n for s in told(text) for n in names(s, "attacker")] == []


def test_nobodys_planes_are_no_attackers(told: Told) -> None:
    (strike,) = told("Warplanes bombed a market in Idlib on Monday, killing 12 people.")
    assert names(strike, "attacker") == []
    assert names(strike, "instrument") == ["Warplanes"]


def test_planes_of_a_named_side_are_its_own(told: Told) -> None:
    for text, name in (
        ("Turkish warplanes bombed a village near Dohuk on Monday.", "Turkish warplanes"),
        ("Army helicopters fired on a camp near Hama on Monday, killing six people.", "Army helicopters"),
    ):
        assert names(told(text)[0], "attacker") == [name]


def test_a_name_begins_behind_the_day(told: Told) -> None:
    found = told("Officials said that earlier on Friday Boko Haram had carried out a mortar attack on a base in Borno.")
    assert not any("Friday" in p.name for s in found for role in s.roles.values() for p in role)
    assert not any("Boko" in n for s in found for n in names(s, "target"))


def test_the_bare_town_is_where_it_happened(told: Told) -> None:
    for statement in told("Rebels shelled the town on Monday, the mayor of Avdiivka said. Two people were killed."):
        assert "town" not in names(statement, "target")


@pytest.mark.parametrize(("text", "whom"), [
    ("A farmer stabbed his neighbour to death in Iringa on Monday.", ["neighbour"]),
    ("Two brothers hacked their cousin to death in Mubende on Friday.", ["cousin"]),
    ("A policeman shot his wife dead in Nakuru on Sunday.", ["wife"]),
    ("A gunman shot dead two policemen in Yala on Friday.", ["two policemen"]),
    ("A man whose sister was killed in the blast in Kano on Monday wept.", []),
])  # fmt: skip
def test_whom_somebody_struck_is_named_by_what_he_is_to_him(told: Told, text: str, whom: list[str]) -> None:
    found = told(text)
    assert [p.name for one in found for role in ("victim", "target") for p in one.roles.get(role, [])] == whom
