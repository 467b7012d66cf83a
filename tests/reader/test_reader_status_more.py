"""What did not come to pass is told as such, or not at all."""

from __future__ import annotations

import pytest

STATUSES = [
    ("foiled", "Police defused a car bomb outside the ministry in Tunis on Monday."),
    ("foiled", "Two bombs fixed to vehicles in Davao were made safe on Friday."),
    ("foiled", "A bomb planted near the courthouse in Bogota failed to explode on Friday."),
    ("planned", "Seven men arrested in Paris had a plot to blow up the American embassy, prosecutors said."),
]


@pytest.mark.parametrize(("status", "text"), STATUSES)
def test_a_dud_is_foiled_and_a_plot_is_planned(told, status, text):
    assert status in [s.status for s in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "There were no attacks in Basra on Monday, the army said.",
        "Nobody was killed in Basra on Monday, the army said.",
        "The footage from Basra did not show any explosion on Monday, police said.",
        "The men were charged in Basra on Monday with conspiracy to explode bombs.",
    ],
)
def test_what_did_not_happen_makes_no_statement(told, text):
    assert [s for s in told(text) if s.type != "arrest"] == []


DENIED = [
    ("Ankara denied that its drones had struck a clinic in Qamishli on Friday.", "Ankara", True),
    ("The Taliban denied killing ten civilians in Ghazni on Monday.", "Taliban", True),
    ("The governor denied that gunmen had attacked the village of Bama on Sunday.", "The governor", False),
]


@pytest.mark.parametrize(("text", "by", "own"), DENIED)
def test_a_denial_tells_what_is_denied_and_who_denies_it(told, text, by, own):
    (statement,) = told(text)
    assert statement.status == "denied"
    assert [(c.by, c.stance) for c in statement.claims] == [(by, "denies")]
    assert by in [p.name for p in statement.roles.get("attacker", []) if p.status == "denied"] or not own


def test_a_denial_hangs_on_the_happening_that_was_told_before(told):
    text = (
        "A drone strike hit a clinic in Qamishli on Friday, killing four people, local officials said. "
        "Ankara denied that its drones had struck the clinic."
    )
    (strike,) = told(text)
    assert strike.status == "reported"
    assert [(c.by, c.stance) for c in strike.claims] == [("Ankara", "denies")]


@pytest.mark.parametrize("text", [
    "A committee set up to trace the victims of the truck bombing at Zoobe junction has raised the count of the dead to 358.",
    "Ministers will discuss the attack on a market in Taiz, which killed nine people on Monday.",
    "The army will retaliate for the attack on its post near Azaz, in which six soldiers died.",
    "The group denied that it had anything to do with the train bombings that have cost 190 lives.",
])  # fmt: skip
def test_what_is_known_to_have_been_is_told_whatever_is_to_be_done_about_it(told, text):
    violent = [s for s in told(text) if "killed" in s.counts]
    assert [s.status for s in violent] == ["reported"]


@pytest.mark.parametrize("text", [
    "The rebels planned to carry out the attack on Sunday.", "The men met to prepare an attack on Azaz.",
])  # fmt: skip
def test_what_is_still_to_be_done_is_not_told_as_done(told, text):
    assert not [s for s in told(text) if s.status == "reported"]
