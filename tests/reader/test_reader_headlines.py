"""Headlines: verbs that look like nouns, verbs without their "were", countries that only say where it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import bounds, names

from tacitus.record import Statement

Told = Callable[..., list[Statement]]


@pytest.mark.parametrize(
    ("headline", "kind", "doer"),
    [
        ("Jets pound rebel-held Maarat", "air-strike", None),
        ("Army shells Idlib villages, killing nine", "shelling", "Army"),
        ("Islamist gunmen attack Sousse beach resort", "armed-assault", "Islamist gunmen"),
        ("Hostages freed as police storm Dakar bank", "armed-assault", "police"),
        ("Rockets land in Kiryat Shmona", "shelling", None),
        ("Fighting rages in Marib", "armed-clash", None),
        ("Thousands march in Minsk against vote", "protest", None),
        ("Police fire tear gas at Tunis marchers", "excessive-force", "Police"),
    ],
)
def test_a_headlines_verb_is_no_noun(told: Told, headline: str, kind: str, doer: str | None) -> None:
    found = told(headline)
    assert [s.type for s in found] == [kind]
    assert doer is None or names(found[0], "attacker") == [doer]


@pytest.mark.parametrize(
    ("headline", "what", "whom"),
    [
        ("Five shot dead in Acapulco bar", 5, None),
        ("Journalist slain in Veracruz", 1, "Journalist"),
        ("Nine soldiers dead in Gao ambush", 9, "Nine soldiers"),
    ],
)
def test_the_dead_of_a_headline(told: Told, headline: str, what: int, whom: str | None) -> None:
    (one,) = told(headline)
    assert bounds(one, "killed") == (what, what, what)
    assert whom is None or names(one, "victim") == [whom]


@pytest.mark.parametrize(
    ("headline", "struck"), [("Police station bombed in Diyarbakir", "Police station"), ("Hotel stormed in Bamako", "Hotel")]
)
def test_what_a_headline_says_was_struck_did_nothing(told: Told, headline: str, struck: str) -> None:
    (one,) = told(headline)
    assert names(one, "target") == [struck]
    assert names(one, "attacker") == []


def test_who_is_hurt_in_a_headline_attacked_nobody(told: Told) -> None:
    for headline in ("Hebron stabbing: Israeli soldier hurt", "Kabul hotel siege: three gunmen killed"):
        assert [n for s in told(headline) for n in names(s, "attacker")] == []


@pytest.mark.parametrize(
    ("headline", "dead"),
    [
        ("Twin blasts rock Quetta mosque, 20 dead", 20),
        ("Twin bombs rock Quetta mosque, 20 dead", 20),
        ("Iraq: 40 bodies found in Tal Afar mass grave", 40),
    ],
)
def test_blasts_and_bombs_before_a_verb_stay_nouns(told: Told, headline: str, dead: int) -> None:
    assert [bounds(s, "killed") for s in told(headline)] == [(dead, dead, dead)]


def test_whom_a_headline_calls_shot_dead_shot_nobody_though_somebody_says_so(told: Told) -> None:
    (raid,) = told("Two Palestinians shot dead in raid on Jenin camp, ministry says")
    assert names(raid, "attacker") == []
    assert bounds(raid, "killed") == (2, 2, 2)


def test_a_town_and_a_month_are_no_headline(told: Told) -> None:
    assert told("Kunming, March 2 (Wire)\n\nFarmers sold their tea on Sunday, and the police were thanked for it.") == []


def test_a_country_before_a_bombing_is_where_it_was(told: Told) -> None:
    for headline in ("Nigeria school attack: 40 girls missing", "Kenya bus bombing kills nine"):
        (one,) = told(headline)
        assert names(one, "attacker") == []
    (strike,) = told("Israel air strike kills three in Gaza")
    assert names(strike, "attacker") == ["Israel"]


def test_prose_keeps_its_parse(told: Told) -> None:
    (one,) = told("Rebels attacked the town of Bria on Monday and killed three farmers.")
    assert names(one, "attacker") == ["Rebels"]
    (raid,) = told("Soldiers said the raid near Bria killed three rebels on Monday")
    assert bounds(raid, "killed") == (3, 3, 3)
