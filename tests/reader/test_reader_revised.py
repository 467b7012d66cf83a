"""What a report says was told wrongly before, and what stands in its place."""

import pytest
from telling import report, told

from tacitus.reader import revised
from tacitus.reader.page import open_page

BOMB = "A car bomb killed nine people in Herat on Monday. "


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        (BOMB + "Officials had spoken of 14 dead before.", "14", "nine"),
        ("A car bomb killed nine people in Herat on Monday, not 14 as first reported.", "14", "nine"),
        ("Twelve people were killed in Kano on Monday, police said, revising an earlier figure of 15.", "15", "Twelve"),
        ("The attack in Kano on Monday killed 30 people, up from an earlier count of 22.", "22", "30"),
        ("The toll of the bombing in Kano has been set at 16; state media said nine on the day.", "nine", "16"),
    ],
)
def test_a_figure_that_another_replaces(text: str, was: str, now: str) -> None:
    (one,) = [c for s in told(text) for c in s.corrections]
    assert (one.was, one.now) == (was, now)


@pytest.mark.parametrize(
    ("text", "was"),
    [
        ("The army withdrew its statement that the hostages had been freed.", "that the hostages had been freed"),
        ("Police retracted an earlier claim that the mayor was hurt.", "that the mayor was hurt"),
        ("Earlier reports that there were two gunmen turned out to be false.", "that there were two gunmen"),
        ("Initial reports of a second bomb were wrong.", "of a second bomb"),
        ("The bridge was destroyed, after earlier reports that it still stood.", "it still stood"),
    ],
)
def test_a_statement_that_is_taken_back_or_proved_wrong(text: str, was: str) -> None:
    page = open_page(report(text))
    (one,) = revised.find(page)
    assert text[slice(*one.was)].strip() == was


@pytest.mark.parametrize(
    "text",
    [
        "Initial reports indicated that 40 people were killed and hundreds injured in Kano on Monday.",
        "Soldiers withdrew from Goma on Monday, and a spokesman made a statement that 12 rebels were killed.",
        "Attacks have killed 300 people this year, up from 200 last year.",
        BOMB + "On Sunday a bomb had killed four people there.",
        "The number of suspects in the bombing in Kano on Monday has risen to 34.",
    ],
)
def test_nothing_is_corrected(text: str) -> None:
    assert not [c for s in told(text) for c in s.corrections]


def test_what_was_reported_days_earlier_is_no_first_belief() -> None:
    text = (
        "Days earlier, on 30 June, jets were reported to have shelled a market in Idlib in Syria, killing six people."
    )
    found = told(text)
    assert found
    assert not any(s.corrections for s in found)
