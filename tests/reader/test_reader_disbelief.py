"""What somebody does not believe is no accusation; what he does believe is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import names

from tacitus.record import Statement

Told = Callable[..., list[Statement]]
BLAST = "A car bomb killed six people in Beirut on Monday. "


@pytest.mark.parametrize(
    "doubt",
    [
        "The mayor refused to believe that Hezbollah had carried out the bombing.",
        "Relatives questioned whether Hezbollah was behind the blast.",
        "Analysts said it was unlikely that Hezbollah was behind the blast.",
        "The opposition leader did not believe that Hezbollah was responsible.",
        "He found it hard to believe that Hezbollah had carried out the bombing.",
        "The mayor was sceptical that Hezbollah carried out the bombing.",
        "The minister doubted that Hezbollah had carried out the attack.",
        "She disputed that Hezbollah was behind it.",
    ],
)
def test_whom_somebody_does_not_believe_to_have_done_it_is_not_named(told: Told, doubt: str) -> None:
    (blast,) = told(BLAST + doubt)
    assert names(blast, "attacker") == []
    assert blast.claims == []


@pytest.mark.parametrize(
    "belief",
    [
        "The mayor believes that Hezbollah carried out the bombing.",
        "The mayor did not doubt that Hezbollah had carried out the bombing.",
        "Police said that Hezbollah was behind the blast.",
    ],
)
def test_whom_somebody_believes_to_have_done_it_is_named(told: Told, belief: str) -> None:
    (blast,) = told(BLAST + belief)
    assert names(blast, "attacker") == ["Hezbollah"]


@pytest.mark.parametrize(("text", "harm", "many"), [
    ("The president declined to believe that Boko Haram had carried out the market bombing, which killed eight.", "killed", 8),
    ("The governor refused to believe that rebels had carried out the bombing, which wounded twelve soldiers.", "wounded", 12),
])  # fmt: skip
def test_the_bombing_stays_one_whoever_is_not_believed_to_have_done_it(told: Told, text: str, harm: str, many: int) -> None:
    [blast] = told(text)
    assert (blast.type, blast.status, names(blast, "attacker")) == ("bombing", "reported", [])
    assert blast.counts[harm].best == many
