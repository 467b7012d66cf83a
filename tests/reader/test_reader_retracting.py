"""What a report takes back: figures, places and whole accounts."""

from __future__ import annotations

import pytest
from telling import bounds


@pytest.mark.parametrize(
    ("text", "was", "killed"),
    [
        ("A bomb killed 12 students, not 30, at a college in Kabul on Monday, the health ministry said.", "30", 12),
        (
            "Correction: an earlier version of this report said that 30 people had been killed in the bombing in Quetta on "
            "Monday. The correct figure is 13.",
            "30",
            13,
        ),
        (
            "A car bomb killed at least 70 people in Mogadishu on Saturday, police said. The interior ministry later lowered "
            "the toll to 52.",
            "at least 70",
            52,
        ),
        (
            "The army retracted its statement that 40 rebels had been killed in the clash near Kidal on Sunday. Five rebels "
            "were killed, a spokesman said.",
            "40",
            5,
        ),
        (
            "The governor first spoke of 45 dead in the raid on Bentiu on Tuesday; he now says that 28 were killed.",
            "45",
            28,
        ),
    ],
)
def test_the_figure_that_replaces_another_leads(told, text, was, killed):
    (one,) = told(text)
    assert bounds(one, "killed") == (killed, killed, killed)
    assert [c.was for c in one.corrections] == [was]


def test_the_figure_that_is_replaced_is_kept_aside(told):
    (one,) = told("A bomb killed 12 students at a college in Kabul on Monday, not 30 as was first reported.")
    assert bounds(one, "killed") == (12, 12, 12)


def test_a_place_that_is_put_right_is_one_event(told):
    text = (
        "CORRECTION: In our report of 12 May we said that the bomb exploded in Lahore. It exploded in Multan, killing six "
        "people."
    )
    (one,) = told(text)
    assert one.where.name == "Multan"
    assert "Lahore" in one.corrections[0].was


@pytest.mark.parametrize(
    "text",
    [
        "We withdraw our report of a massacre in the village of Ogossagou on 12 May. It did not happen.",
        'Editors, please disregard our story "Gunmen kill 20 in Jos" of 14 May. The attack did not take place.',
        "The news agency retracted its report of a suicide bombing in Mardan on Tuesday, saying a gas cylinder had exploded.",
        "Reports that gunmen had stormed a church in Jos on Sunday were false, police said. No attack took place.",
    ],
)
def test_an_account_that_is_withdrawn_is_denied_and_says_by_which_words(told, text):
    (one,) = [s for s in told(text) if s.type not in ("accident", "disaster")]
    assert one.status == "denied"
    assert one.corrections
    assert all(text[q.start : q.end] == q.words for c in one.corrections for q in c.quotes)


def test_anothers_word_against_a_report_is_a_denial_of_it(told):
    text = (
        "Gunmen stormed a church in Jos on Sunday and killed nine people, the pastor said. Reports that gunmen had stormed the "
        "church were false, police said."
    )
    found = [s for s in told(text) if s.status == "reported"]
    assert len(found) == 1


def test_a_claim_that_is_taken_back_leaves_the_attack_as_it_was(told):
    text = (
        "A bomb killed nine people in Herat on Monday. The group withdrew its claim of responsibility for the bombing."
    )
    assert [s.status for s in told(text)] == ["reported"]
