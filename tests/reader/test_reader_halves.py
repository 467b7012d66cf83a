"""A sentence that tells of several happenings gives each its own place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import told

from tacitus.reader.halves import apart


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Warplanes bombed the city of Homs and a child was killed by a stray bullet in Hama, Syria.", ["Homs", "Hama"]),
        ("Shells hit a market in Idlib while clashes went on in Raqqa, Syria.", ["Idlib", "Raqqa"]),
    ],
)
def test_each_half_of_a_sentence_has_its_own_place(words: str, places: list[str]) -> None:
    assert [s.where.name for s in told(words, published="2018-03-06")] == places


def test_two_verbs_of_one_happening_keep_its_one_place() -> None:
    (statement,) = told("Gunmen attacked a checkpoint in Homs, Syria, and killed six soldiers.", published="2018-03-06")
    assert statement.where.name == "Homs"


@given(st.lists(st.integers(0, 100)), st.integers(0, 100), st.integers(0, 100))
def test_apart_is_the_same_from_both_sides(seams: list[int], one: int, other: int) -> None:
    seams = sorted(seams)
    assert apart(seams, one, other) == apart(seams, other, one)
    assert not apart(seams, one, one)
