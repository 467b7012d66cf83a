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
