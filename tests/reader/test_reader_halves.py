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


def test_two_happenings_of_one_sentence_stay_two_also_where_one_is_only_near_a_place() -> None:
    words = "Shelling killed a woman of 62 in Kupiansk, Ukraine, and a rocket wounded two farmers near Vovchansk."
    assert [s.where.name for s in told(words, published="2024-03-06")] == ["Kupiansk", "Vovchansk"]


def test_two_verbs_of_one_happening_keep_its_one_place() -> None:
    (statement,) = told("Gunmen attacked a checkpoint in Homs, Syria, and killed six soldiers.", published="2018-03-06")
    assert statement.where.name == "Homs"


@given(st.lists(st.integers(0, 100)), st.integers(0, 100), st.integers(0, 100))
def test_apart_is_the_same_from_both_sides(seams: list[int], one: int, other: int) -> None:
    seams = sorted(seams)
    assert apart(seams, one, other) == apart(seams, other, one)
    assert not apart(seams, one, one)


def test_a_title_that_names_the_province_tells_of_the_town_in_the_text() -> None:
    (found,) = told(
        "Gunmen abduct nurse, nine patients from clinic in Kaduna\n\n"
        "Gunmen stormed a clinic in Kajuru, in Nigeria's Kaduna state, on Monday and abducted a nurse and nine patients, "
        "police said.",
        "2025-11-25",
    )
    assert found.where.name == "Kajuru"
