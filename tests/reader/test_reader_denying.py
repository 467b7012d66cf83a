"""Denials hang on what they deny; what nobody else tells is an event with the status "denied"."""

from __future__ import annotations

import pytest
from telling import names


def _denied_by(statement):
    return [c.by for c in statement.claims if c.stance == "denies"]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "Shells killed seven people in a market in Alamata on Monday, residents said. The Ethiopian army denied that it "
            "had shelled the town.",
            "Ethiopian army",
        ),
        (
            "Shells hit a hospital in Omdurman on Monday, killing four patients. The Rapid Support Forces denied shelling "
            "the hospital.",
            "Rapid Support Forces",
        ),
        (
            "Turkish jets bombed a village near Dohuk on Sunday, killing three farmers, officials said. Ankara denied that "
            "its jets had bombed the village.",
            "Ankara",
        ),
        (
            "A drone strike killed five people at a wedding in Shabwa on Friday, tribal leaders said. Washington rejected "
            "reports that it had carried out a strike in Shabwa.",
            "Washington",
        ),
        (
            "Gunmen abducted 40 pupils from a school in Kaduna on Tuesday. A spokesman for the governor said no pupils had "
            "been abducted.",
            "A spokesman",
        ),
    ],
)
def test_a_denial_is_a_claim_on_what_it_denies(told, text, by):
    (one,) = told(text)
    assert one.status == "reported"
    assert _denied_by(one) == [by]


@pytest.mark.parametrize(
    "text",
    [
        "The Ethiopian army denied that it had shelled the town of Alamata.",
        "The army denied that any attack had taken place in Sarmin.",
        "Russia denies bombing Idlib hospital",
    ],
)
def test_a_denial_of_what_nobody_else_tells_is_read(told, text):
    (one,) = told(text)
    assert one.status == "denied"
    assert _denied_by(one)


def test_the_denial_of_another_deed_stays_apart(told):
    text = "Rebels killed six soldiers near Bria on Monday. The group denied that it had burned the village of Ippy last month."
    found = told(text)
    assert [s.status for s in found] == ["reported", "denied"]
    assert _denied_by(found[0]) == []


def test_who_denies_its_own_deed_stands_as_denying_it(told):
    text = "A bomb killed four people in Erbil on Monday. The militia denied that it had planted the bomb in Erbil."
    (one,) = told(text)
    assert "denied" in {p.status for p in one.roles.get("attacker", [])} or _denied_by(one)


def test_they_denied_it_is_a_denial(told):
    text = "Rockets hit Erbil airport on Tuesday, wounding two guards. Officials blamed Kataib Hezbollah. The group denied it."
    (one,) = told(text)
    assert len(_denied_by(one)) == 1


def test_a_thing_denies_nothing(told):
    text = (
        "A transport plane crashed near Gomel on Monday, killing all nine on board. The army said a technical fault was to "
        "blame and denied that rebels had shot it down."
    )
    assert {by for s in told(text) for by in _denied_by(s)} <= {"army", "The army"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        (
            "Villagers said 12 people were killed in a raid on Ndama on Tuesday. They blamed Fulani herders.",
            "Villagers",
        ),
        (
            "A bomb killed four people in Cotabato on Sunday. The governor condemned it. He blamed the Abu Sayyaf group.",
            "The governor",
        ),
    ],
)
def test_they_and_he_are_called_by_their_names(told, text, by):
    (one,) = told(text)
    assert [c.by for c in one.claims if c.stance == "blames"] == [by]
    assert names(one, "attacker")
