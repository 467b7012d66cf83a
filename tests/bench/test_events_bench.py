"""The measure of event types: what it counts, and how a statement becomes a label of CASE-2021."""

import events
import pytest

from tacitus.reader.learned.sentences import choose
from tacitus.record import Party, Statement


def statement(type_: str, **roles: str) -> Statement:
    return Statement(
        id="s", report="r", type=type_, roles={role: [Party(name=words, words=words)] for role, words in roles.items()}
    )


@pytest.mark.parametrize(
    ("told", "label"),
    [
        (statement("bombing"), "REM_EXPLOS"),
        (statement("bombing", weapon="two hand grenades"), "GRENADE"),
        (statement("armed-assault", target="a wedding party"), "ATTACK"),
        (statement("armed-assault", target="an army outpost"), "ARMED_CLASH"),
        (statement("territory-taken", taker="the army"), "GOV_REGAINS_TERIT"),
        (statement("territory-taken", taker="the hill clans"), "NON_STATE_ACTOR_OVERTAKES_TER"),
    ],
)
def test_weapon_target_and_taker_decide_the_label(told: Statement, label: str) -> None:
    assert events.label(told) == label


def test_every_type_has_a_label() -> None:
    from tacitus import ontology

    assert set(ontology.load().types) == set(events.CROSSWALK["type"])


def test_what_was_foiled_is_no_incident() -> None:
    told = statement("bombing")
    told.status = "foiled"
    assert events.label_of([told]) == "DISR_WEAP"


def test_the_measure_weighs_labels_by_how_often_they_occur() -> None:
    gold = ["AIR_STRIKE"] * 3 + ["GRENADE"] + ["DIPLO"] * 4
    found = ["AIR_STRIKE"] * 3 + ["DIPLO"] + ["AIR_STRIKE"] + ["ARREST"] * 3
    measured = events.measure(gold, found)
    assert measured["weighted F1"] == pytest.approx(100 * (6 / 7) * 3 / 4)
    assert measured["others made incidents %"] == 25


def test_an_incident_is_only_chosen_where_incidents_together_reach_the_bar() -> None:
    chances = {"AIR_STRIKE": 0.3, "GRENADE": 0.15, "DIPLO": 0.28, "ARREST": 0.27}
    assert choose(chances, events.COUNTED_LABELS, 0.4) == "AIR_STRIKE"
    assert choose(chances, events.COUNTED_LABELS, 0.5) == "DIPLO"
