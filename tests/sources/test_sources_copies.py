"""Wire copies are told from other reports of the same happening."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.sources.copies import BANDS, SAME, bands, signature, similarity

WIRE = """
At least 31 people were killed and 140 wounded when two car bombs went off within minutes of each other outside a court
house in the northern city of Harlan on Tuesday, the health ministry said. The first car was parked by the gate, where
families had been queueing since dawn to attend the trial of nine men accused of smuggling arms across the border. The
second blew up as ambulances arrived. Witnesses described bodies lying among overturned stalls and shoes scattered over
the pavement. "I heard the first and ran towards it, and then the second threw me down," said Karim Odeh, a baker whose
shop lost its windows. The interior minister, who flew to the city in the afternoon, blamed the Northern Brigades, an
armed group that has fought the government since 2011. The group did not comment. It said in a statement last month
that judges who tried its men would be held to account. Hospitals asked for blood, and schools were closed until
Sunday. The court house had been attacked once before, in 2013, when a guard was shot dead. Diplomats said the bombing
would make it harder to restart talks that broke down in the spring over the release of prisoners. The head of the
mission that watches the truce called on both sides to hold back, and said that she would travel to Harlan within days.
A curfew was announced for the old town from nightfall. Residents said that soldiers had set up road blocks on every
bridge and were searching cars. By evening the square was empty except for men sweeping glass, and the wall of the
court house stood black to the second floor. Relatives waited outside the morgue for lists of names, which officials
read out through a loudspeaker every half hour until late in the night.
"""
OTHER = """
Twin explosions tore through a crowd waiting outside Harlan's court on Tuesday morning, leaving at least 31 dead and
140 hurt, according to the health ministry. Officials said one vehicle packed with explosives was left near the entrance
and another was set off when rescuers had come. The trial of nine suspected gun runners was about to open. No one
claimed responsibility, but the minister of the interior accused the Northern Brigades. The rebels had warned judges
last month. It was the deadliest bombing in the north for three years, and came as envoys sought to revive peace talks
that collapsed in spring. Doctors at the main hospital described a flood of casualties with burns and wounds from
shrapnel. "We are operating in the corridors," one surgeon said. Army units sealed off the old quarter after dark.
"""


DATED = ("Published Tuesday 4 March 2014, 14:30 GMT\n\n", "(March 5, 2014, 9:10 am) ")


def copied(text: str, seed: int, *, cut: float, edits: float) -> str:
    """The text as another outlet prints it: another headline and byline, a cut tail, some words changed."""
    rng = random.Random(seed)
    words = text.split()
    words = words[: int(len(words) * cut)]
    words = [rng.choice(["reportedly", "also", "city"]) if rng.random() < edits and w.isalpha() else w for w in words]
    return "Carnage at court as bombs hit Harlan\n\nBy our staff and agencies\n\n" + " ".join(words)


@pytest.mark.parametrize("cut", [1.0, 0.8, 0.6, 0.5])
def test_a_copy_with_another_head_a_cut_tail_and_small_edits_is_told(cut: float) -> None:
    wire = signature(WIRE)
    for seed in range(25):
        copy = signature(copied(WIRE, seed, cut=cut, edits=0.04))
        assert similarity(wire, copy) >= SAME
        assert set(bands(wire)) & set(bands(copy))


def test_another_report_of_the_same_happening_is_no_copy() -> None:
    same_figures = OTHER + " 2011 13 nine 31 140"
    assert similarity(signature(WIRE), signature(OTHER)) < SAME / 2
    assert similarity(signature(WIRE), signature(same_figures)) < SAME / 2


def test_each_outlets_own_date_line_does_not_hide_a_copy() -> None:
    one, two = (signature(line + WIRE) for line in DATED)
    assert similarity(one, two) > 0.9


def test_a_new_version_with_another_toll_is_no_copy() -> None:
    risen = WIRE.replace("31 people were killed and 140 wounded", "44 people were killed and 150 wounded")
    assert risen != WIRE
    assert similarity(signature(WIRE), signature(risen)) == 0.0


def test_numbers_in_words_and_in_figures_are_the_same() -> None:
    assert similarity(signature(WIRE), signature(WIRE.replace("nine men", "9 men"))) > 0.95


@given(st.text())
def test_any_text_is_a_copy_of_itself_whatever_its_case_and_spacing(text: str) -> None:
    assert similarity(signature(text), signature(text)) == 1.0
    assert signature("  ".join(text.split(" "))) == signature(text)
    assert len(bands(signature(text))) == BANDS
    assert all(0 <= key < 2**63 for key in bands(signature(text)))


@given(st.text(), st.text())
def test_similarity_has_no_direction_and_stays_within_bounds(a: str, b: str) -> None:
    one, two = signature(a), signature(b)
    assert similarity(one, two) == similarity(two, one)
    assert 0.0 <= similarity(one, two) <= 1.0


@given(st.permutations(WIRE.split(".")))
def test_sentences_in_another_order_are_still_the_same_text(sentences: list[str]) -> None:
    assert similarity(signature(WIRE), signature(".".join(sentences))) > 0.55
