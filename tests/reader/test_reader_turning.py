"""Where a report turns to something else, what comes then is a happening of its own."""

from __future__ import annotations

import pytest
from telling import bounds, told


@pytest.mark.parametrize(
    "turn",
    [
        "In a separate incident, gunmen shot dead three policemen in Quetta.",
        "In another attack, gunmen shot dead three policemen in Quetta.",
        "Separately, gunmen shot dead three policemen in Quetta.",
        "Three policemen were shot dead in an unrelated incident in Quetta.",
        "And in a further attack in Quetta, gunmen killed three policemen.",
    ],
)
def test_a_turn_begins_a_happening_of_its_own(turn: str) -> None:
    one, other = told(f"A bomb tore through a market in Quetta on Tuesday and killed 12 people. {turn}")
    assert bounds(one, "killed") == (12, 12, 12)
    assert bounds(other, "killed") == (3, 3, 3)


def test_two_clauses_of_a_sentence_with_a_turn_between_them_are_two() -> None:
    both = told("Gunmen killed five people in Kano and, in a separate attack, burned a church.")
    kinds = {s.type: bounds(s, "killed") for s in both}
    assert kinds == {"armed-assault": (5, 5, 5), "arson": None}


def test_separately_may_speak_of_the_same_deed() -> None:
    text = "A car bomb killed nine people in Kano on Monday. Separately, doctors said the bombing had wounded 20 people."
    assert len(told(text)) == 1


def test_many_different_attacks_are_no_turn() -> None:
    text = "A wave of attacks across Iraq killed 107 people on Monday. Officials said 214 were wounded in 27 different attacks."
    (wave,) = told(text)
    assert bounds(wave, "wounded") == (214, 214, 214)


@pytest.mark.parametrize(
    "later",
    [
        "Earlier on Tuesday, a bomb exploded in front of a girls' school in the city, killing a boy.",
        "Later on Tuesday, gunmen attacked a hotel in the city and killed a guard.",
    ],
)
def test_what_another_hour_brings_in_is_new(later: str) -> None:
    one, other = told(f"A suicide bomber blew himself up in Jalalabad on Tuesday, killing 68 people. {later}")
    assert (bounds(one, "killed"), bounds(other, "killed")) == ((68, 68, 68), (1, 1, 1))


@pytest.mark.parametrize(
    "later",
    ["Later, three of the wounded died in hospital.", "Earlier, police said a suicide bomber had carried out the attack."],
)
def test_what_is_told_of_another_hour_may_be_of_the_same_deed(later: str) -> None:
    assert len(told(f"A bomb killed 12 people in Kabul on Monday. {later}")) == 1
