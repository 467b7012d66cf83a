"""Reports in capitals: the same length, small letters for ordinary words, capitals for names, and read like print."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import bounds, names, told

from tacitus.reader import capitals
from tacitus.reader.parser import parser


@pytest.fixture(scope="module")
def settle() -> Any:
    lemmas = parser().lemmas
    return lambda text: capitals.settle(text, lemmas)


@pytest.mark.parametrize(
    "printed",
    [
        "Guerrillas of the Farabundo Marti National Liberation Front killed more than 30 soldiers near Usulutan.",
        "A bomb exploded in Lima on Friday. Police said that no one was hurt.",
        "The army said it seized 12 AK-47 rifles and shot a helicopter down at dawn.",
        "Gunmen killed Mayor Pedro Gomez in Ayacucho in March, and three others may die.",
        "Three persons died in El Salvador; the mayor told us nothing.",
        "US forces left Nicaragua on 5 May.",
        "The National Liberation Army (ELN) blew up a pipeline. The ELN has said nothing.",
    ],
)
def test_capitals_become_ordinary_print(settle: Any, printed: str) -> None:
    assert settle(printed.upper()) == printed


def test_ordinary_print_is_left_alone(settle: Any) -> None:
    text = "UN soldiers of MONUSCO died near Goma.\nThe M23 and the FDLR deny it."
    assert settle(text) == text


def test_a_headline_in_capitals_takes_its_names_from_the_text_below(settle: Any) -> None:
    text = "TWELVE KILLED AS ZORVAN SHELLS HIT DULMA\n\nAt least 12 people died when Zorvan fired on Dulma, the mayor said."
    assert settle(text).startswith("Twelve killed as Zorvan shells hit Dulma\n")


def test_wire_remarks_and_line_ends_begin_no_sentence(settle: Any) -> None:
    text = "LIMA, 3 JAN 90 (EFE) -- [TEXT] THE ARMY\nREPORTED THAT THE FRONT [FMLN] IN THIS\nAREA SHOT MAJ. PEREZ."
    assert settle(text).startswith("Lima, 3 Jan 90 (EFE) -- [text] The army\nreported that")
    assert "[FMLN] in this\narea shot Maj. Perez." in settle(text)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_no_code_point_is_moved(settle: Any, text: str) -> None:
    assert len(settle(text)) == len(text)
    assert len(settle(text.upper())) == len(text.upper())


REPORTS = [
    "A car bomb exploded outside a bank in Medellin on Monday, killing 14 people and wounding 35 others.",
    "Gunmen of the Shining Path killed the mayor of Huanta and two policemen in an ambush near Ayacucho on Saturday.",
    "Kidnappers abducted nine engineers from a camp near Maiduguri on Tuesday, the army said.",
    "At least 40 people were killed in an air strike on a market in Idlib on Sunday.",
]


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_in_capitals_is_read_like_one_in_print(text: str) -> None:
    small, loud = told(text), told(text.upper())
    assert [s.type for s in small] == [s.type for s in loud]
    for one, other in zip(small, loud, strict=True):
        assert {k: bounds(one, k) for k in one.counts} == {k: bounds(other, k) for k in other.counts}
        assert (one.when.start, one.when.end) == (other.when.start, other.when.end)
        assert (one.where.lat, one.where.lon) == (other.where.lat, other.where.lon)
        assert [n.lower() for n in names(one, "attacker")] == [n.lower() for n in names(other, "attacker")]


def test_quotes_are_the_words_as_they_stand() -> None:
    text = REPORTS[0].upper()
    (statement,) = told(text)
    assert all(re.fullmatch(r"[^a-z]*", q.words) and text[q.start : q.end] == q.words for q in statement.quotes)
