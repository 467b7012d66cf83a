"""Who claims, denies, is blamed and is suspected, in the many ways in which the press says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tacitus.record import Statement

Told = Callable[..., list[Statement]]
EVENT = "A truck bomb killed 12 people in Kano on Tuesday. "


def _attackers(told: Told, text: str) -> dict[str, str]:
    statements = told(EVENT + text)
    return {p.actor or p.name: p.status for p in statements[0].roles.get("attacker", [])}


@pytest.mark.parametrize(
    "words",
    [
        "Boko Haram said in a statement that it was behind the bombing.",
        "Boko Haram said its fighters carried out the attack.",
        "The attack was claimed by Boko Haram in a letter to a newspaper.",
        "Boko Haram issued a claim of responsibility.",
        "Boko Haram's spokesman told a radio station that the group was responsible.",
        "In a video a man who said he was a Boko Haram commander claimed the bombing.",
        '"We carried out this operation," a spokesman for Boko Haram told reporters.',
        "A caller told a radio station that Boko Haram was responsible.",
        "A letter sent in the name of Boko Haram said that the group had carried out the attack.",
        "Boko Haram said the bombing was its work.",
    ],
)
def test_a_group_claims_an_attack_in_many_words(told: Told, words: str) -> None:
    assert _attackers(told, words).get("boko-haram") == "claimed"


def test_a_channel_is_how_and_not_who(told: Told) -> None:
    (claim,) = told(
        EVENT + "The Islamic State's news agency, Amaq, said that the attack was carried out by its soldiers."
    )[0].claims
    assert (claim.actor, claim.via, claim.stance) == ("islamic-state", "Amaq", "claims")


@pytest.mark.parametrize(
    "words",
    [
        "No group has claimed responsibility for the attack.",
        "Nobody has said that they did it.",
        "There was no immediate claim of responsibility from Boko Haram.",
        "Boko Haram has not claimed the bombing.",
        "None of the rebel groups claimed the attack.",
    ],
)
def test_where_nobody_claims_there_is_no_claim(told: Told, words: str) -> None:
    assert told(EVENT + words)[0].claims == []


@pytest.mark.parametrize(
    "words",
    [
        "Boko Haram denied any involvement in the attack.",
        "Boko Haram said it had nothing to do with the attack.",
        "Boko Haram rejected the accusation.",
        "Boko Haram said it was not responsible.",
        "Boko Haram denied that it was behind the bombing.",
        "Boko Haram denied that it was involved in the bombing.",
        "Boko Haram denied having carried out the attack.",
    ],
)
def test_a_named_side_denies_it(told: Told, words: str) -> None:
    assert _attackers(told, words).get("boko-haram") == "denied"


@pytest.mark.parametrize(
    "words",
    [
        "The army pointed the finger at Boko Haram.",
        "Police said Boko Haram was responsible.",
        "The governor held Boko Haram responsible for the bombing.",
        "The bombing was blamed on Boko Haram.",
        "The attack was the work of Boko Haram, the governor said.",
        "The president attributed the attack to Boko Haram.",
        "The minister said he had no doubt that Boko Haram was responsible.",
        "The intelligence agency accused Boko Haram of having prepared the bombing.",
        "Officials laid the blame on Boko Haram.",
    ],
)
def test_somebody_blames_a_party(told: Told, words: str) -> None:
    assert _attackers(told, words).get("boko-haram") == "blamed"


@pytest.mark.parametrize(
    "words",
    [
        "Boko Haram is believed to be behind the attack.",
        "Boko Haram is suspected of carrying out the attack.",
        "The bombing bore the hallmarks of Boko Haram.",
        "Suspicion fell on Boko Haram.",
        "Police suspect that Boko Haram carried out the bombing.",
    ],
)
def test_a_party_is_suspected(told: Told, words: str) -> None:
    assert _attackers(told, words).get("boko-haram") == "suspected"


@pytest.mark.parametrize(
    "words",
    [
        "The army accused Boko Haram of hiding among villagers.",
        "Boko Haram will carry out more attacks, its leader said.",
        "Police said they had arrested two men.",
        "The governor rejected the budget.",
        "Boko Haram denied the report of a split.",
    ],
)
def test_other_speech_makes_no_attacker(told: Told, words: str) -> None:
    assert _attackers(told, words) == {}


def test_a_denial_weighs_more_than_being_named_and_less_than_being_blamed(told: Told) -> None:
    named = told(
        "Turkish warplanes killed five people near Qamishli on Monday. Turkey's army said it was not responsible."
    )
    assert {p.status for p in named[0].roles["attacker"]} >= {"denied"}
    blamed = told(EVENT + "Police blamed Boko Haram for the bombing. Boko Haram denied any role in it.")[0]
    assert [p.status for p in blamed.roles["attacker"]] == ["blamed"]
    assert [c.stance for c in blamed.claims] == ["blames", "denies"]


def test_the_medium_is_the_voice_that_is_named(told: Told) -> None:
    text = "Boko Haram said in a video released through its media arm that it was behind the bombing."
    assert told(EVENT + text)[0].claims[0].via == "its media arm"


def test_a_claim_that_tells_the_deed_itself(told: Told) -> None:
    text = (
        "The separatist Donetsk People's Republic claimed on its channel that its fighters had blown up a truck "
        "outside the police station in Kramatorsk, where at least 16 people died."
    )
    assert [(p.actor, p.status) for p in told(text)[0].roles["attacker"]] == [("dpr", "claimed")]


def test_a_claim_in_the_present_tense_of_a_headline(told: Told) -> None:
    text = "Dhaka killing\nISIL claims responsibility for the killing of an aid worker in Dhaka on Monday. Police doubt it."
    assert [(c.actor, c.stance) for s in told(text) for c in s.claims] == [("islamic-state", "claims")]


def test_attacks_that_somebody_steps_up_are_none_in_particular(told: Told) -> None:
    assert len(told(EVENT + "Boko Haram has stepped up attacks on oil pipelines.")) == 1
