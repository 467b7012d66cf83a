"""Names of private persons are found in a text; those of offices, groups, places and bodies are left."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.withhold import names


def masked(text: str) -> list[str]:
    return [span.words for span in names.private(text)]


@pytest.mark.parametrize(("text", "found"), [
    ("The dead were named as Leyla Demirtas and Yusuf bin Karim.", ["Leyla Demirtas", "Yusuf bin Karim"]),
    ("A shopkeeper, Anwar Jaffal, 34, said it threw him down. Jaffal's leg was lost.", ["Anwar Jaffal", "Jaffal"]),
    ("“They shot my son,” said Rosa Ibarra-Melgar, a neighbour.", ["Rosa Ibarra-Melgar"]),
    ("Mr Okonkwo-Bassey was buried on Monday.", ["Okonkwo-Bassey"]),
    ("Ahmed, 12, was among the wounded.", ["Ahmed"]),
    ("Mourners carried the coffin of Tariq al-Najjar through Aleppo.", ["Tariq al-Najjar"]),
])
def test_victims_and_witnesses_are_found(text: str, found: list[str]) -> None:
    assert masked(text) == found


@pytest.mark.parametrize("text", [
    "President Emil Varga said the army would answer.",
    "The attack killed Governor Samuel Otieno-Ruto and two guards.",
    "Piotr Zalewski, the interior minister, blamed rebels. Zalewski left at once.",
    "Police spokesman Jorge Villanueva-Paz told reporters so.",
    "The Islamic State and the Free Syrian Army fought near Deir Ezzor on Monday.",
    "Human Rights Watch and the Norwegian Refugee Council protested in New York.",
    "At least 20 people died in Tel Aviv in March.",
    "UN peacekeepers from Sri Lanka were hurt in Port-au-Prince.",
    "Prime Minister Ada Thorvaldsen-Quist flew home on Flight QX12.",
    "The town fell on Sunday. Fighters of Boko Haram left.",
])
def test_public_persons_groups_places_and_bodies_are_left(text: str) -> None:
    assert masked(text) == []


def test_somebody_made_public_in_one_sentence_is_public_in_the_next() -> None:
    assert masked("Hanna Lindqvist spoke first. Later Hanna Lindqvist, mayor of the town, left.") == []


@pytest.mark.parametrize("text", [
    "Dario Quintero, whose brother is the mayor, was shot.", "Dario Quintero, 12, was shot as the minister left.",
])
def test_an_office_of_somebody_else_makes_nobody_public(text: str) -> None:
    assert masked(text) == ["Dario Quintero"]


def test_a_text_in_capitals_tells_no_names_and_does_not_become_one_mask() -> None:
    assert masked("GUNMEN KILLED JUAN PEREZ IN LIMA ON MONDAY.") == []


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_spans_are_those_of_the_text_in_order_for_any_text(text: str) -> None:
    end = 0
    for span in names.private(text):
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.words
        end = span.end
