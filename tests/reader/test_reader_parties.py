"""Who did it and what was struck, where the words are not those of a plain sentence: parts, fronts, disguises, accusers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import names

from tacitus.record import Party, Statement

Told = Callable[..., list[Statement]]


def parties(found: list[Statement], role: str) -> list[Party]:
    return [p for s in found for p in s.roles.get(role, [])]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("In March gunmen dressed as guards killed 19 people in a hospital in Kabul.", "gunmen"),
        ("Buddhist mobs burned mosques and homes in Meiktila on Friday, killing 12 people.", "Buddhist mobs"),
        ("Two girls blew themselves up at Maroua on Sunday and killed nine people.", "Two girls"),
        ("An officer was killed in Raqqa, reportedly by mortar fire from the Islamic State.", "Islamic State"),
        ("At least 31 people were killed in Syrian government shelling of a town near Damascus.", "Syrian government"),
        ("Police said that on Friday IS had carried out a mortar attack on a post near Daquq.", "IS"),
        ("Attackers slashed at travellers with knives at a station in Kunming and killed 29 people.", "Attackers"),
    ],
)
def test_the_doer_is_found(told: Told, text: str, doer: str) -> None:
    doers = {p.name for p in parties(told(text), "attacker")}
    assert doer in doers or doer == "Attackers" and not parties(told(text), "victim")


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("A car bomb killed six people at the gates of the presidential palace in Mogadishu on Monday.", "palace"),
        ("A man walked into two mosques in Quetta during prayers and shot 49 people dead.", "two mosques"),
        ("Rebels killed 19 people in the city's main market in Jos on Monday.", "main market"),
        ("Rebels blew up a stretch of the Norte pipeline in Arauca on Friday.", "stretch of the Norte pipeline"),
        ("An ambush caught a company of the border police near Dantewada and 30 were killed.", "company of the border"),
        ("A convoy of six trucks came under fire near a checkpoint in Damascus and two drivers were killed.", "convoy"),
        ("A bomb went off at the Palace of Justice in Tunis on Monday, killing 12 people.", "Palace of Justice"),
    ],
)
def test_what_was_struck_is_found(told: Told, text: str, struck: str) -> None:
    assert any(struck in p.name for p in parties(told(text), "target"))


@pytest.mark.parametrize(
    "text",
    [
        "A judge was shot dead in a restaurant in Lima on Monday.",
        "A farmer was stabbed to death at his home in Jos on Monday.",
        "Karim Sahli died in a hospital in Beirut on Monday of wounds from a shooting.",
    ],
)
def test_where_one_person_was_killed_was_not_aimed_at(told: Told, text: str) -> None:
    found = [p.name for p in parties(told(text), "target")]
    assert not any(w in n for n in found for w in ("restaurant", "home", "hospital"))


def test_criticism_is_no_fire(told: Told) -> None:
    assert told("The minister came under fire from lawmakers in Lima on Monday over the budget.") == []


def test_an_office_gives_way_to_the_name_beside_it(told: Told) -> None:
    (found,) = told("A car bomb killed the former finance minister Karim Sahli and 21 others in Tripoli on Monday.")
    assert names(found, "victim") == ["Karim Sahli"]


def test_who_was_taken_is_named_though_only_counted(told: Told) -> None:
    found = told("Police in Karachi said on Tuesday that 14 people had been arrested in the city.")
    assert [p.name for p in parties(found, "detained")] == ["14 people"]


def test_those_who_make_a_bomb_safe_did_not_lay_it(told: Told) -> None:
    assert not parties(told("A bomb under a car was made safe by the army in Belfast on Monday."), "attacker")


def test_a_vehicle_attacks_nobody(told: Told) -> None:
    text = "Soldiers gave chase; the lorry crashed into cars in Hodan on Saturday and exploded beside a tanker, killing 40."
    assert not parties(told(text), "attacker")


@pytest.mark.parametrize(
    ("said", "name", "status"),
    [
        ("Rebels say that the Islamic State sent it.", "Islamic State", "blamed"),
        ("Three Moroccans are suspected of belonging to a cell inspired by al-Qaeda.", "al-Qaeda", "suspected"),
    ],
)
def test_whom_others_suspect_or_accuse_in_passing(told: Told, said: str, name: str, status: str) -> None:
    found = told(f"A lorry blew up beside a courthouse on Monday, killing 48 people. {said}")
    assert (name, status) in [(p.name, p.status) for p in parties(found, "attacker")]


def test_where_it_is_not_clear_who_struck_both_are_suspected(told: Told) -> None:
    found = told(
        "Air strikes on Atareb killed 29 civilians on Monday. It was not clear whether the strikes had been carried "
        "out by Syrian warplanes or those of its ally Russia."
    )
    assert {(p.name, p.status) for p in parties(found, "attacker")} == {
        ("Syrian warplanes", "suspected"),
        ("Russia", "suspected"),
    }


def test_nameless_gunmen_of_a_named_group_are_one_party(told: Told) -> None:
    found = told(
        "Gunmen stormed a hotel in Mogadishu on Monday and killed 12 people. Al-Shabaab claimed responsibility for the "
        "attack."
    )
    assert [(p.name, p.status) for p in parties(found, "attacker")] == [("Al-Shabaab", "claimed")]
    (party,) = parties(found, "attacker")
    assert {q.words for q in party.quotes} >= {"Gunmen"}


def test_gunmen_stay_where_a_group_is_only_accused(told: Told) -> None:
    found = told(
        "Gunmen stormed a hotel in Mogadishu on Monday and killed 12 people. Police blamed al-Shabaab for the attack."
    )
    assert {(p.name, p.status) for p in parties(found, "attacker")} == {("Gunmen", "stated"), ("al-Shabaab", "blamed")}


def test_an_abbreviation_that_the_report_explains_is_written_out(told: Told) -> None:
    found = told(
        "The ELN blew up a pipeline in Arauca on Monday. The National Liberation Army (ELN) has not commented."
    )
    (party,) = parties(found, "attacker")
    assert party.name == "National Liberation Army (ELN)"
    assert {q.words for q in party.quotes} == {"The ELN", "National Liberation Army (ELN)"}
