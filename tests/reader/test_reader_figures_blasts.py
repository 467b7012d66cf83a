"""Explosions that are counted are no people, wherever the parser puts them."""

from __future__ import annotations

import pytest

import tacitus


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Two explosions killed at least 30 people in Peshawar on Sunday, police said.", 30),
        ("Three blasts killed 15 people in Lahore on Monday.", 15),
        ("Two suicide bombers were killed in Kano on Sunday.", 2),
        ("Police killed two attackers in Mombasa on Sunday.", 2),
    ],
)
def test_the_killed_are_counted_and_not_the_blasts(text: str, low: int) -> None:
    (statement,) = tacitus.read_text(text, published="2016-03-14").statements
    assert statement.counts["killed"].low == low
    assert all("plosion" not in figure.words and "blast" not in figure.words for figure in statement.counts["killed"].said)


@pytest.mark.parametrize(
    "text",
    [
        "A bombing in Sadr City killed nine people on Monday and a bombing in Karrada killed four.",
        "A blast in the north of Mogadishu killed nine people on Monday; a blast in the south of the city killed four.",
        "A car bomb went off outside a bank in Baghdad on Monday, killing nine. A second blast at a hospital killed four medics.",
        "A bomb killed nine people at a market in Kirkuk on Monday. Hours later a second blast at a bus station killed four.",
        "A grenade attack killed nine people in Bujumbura on Monday. Another grenade attack in the city killed four.",
        "An explosion killed nine in the morning at a bus stop in Aden. In the evening an explosion at a wedding killed four.",
    ],
)
def test_two_blasts_of_one_report_stay_two_with_a_toll_each(text: str) -> None:
    statements = tacitus.read_text(text, published="2016-03-16").statements
    assert [s.counts["killed"].low for s in statements] == [9, 4]


def test_a_toll_told_again_makes_no_second_blast() -> None:
    text = "Blast kills nine in Kirkuk\n\nA blast killed at least nine people at a market in Kirkuk on Monday, police said."
    (statement,) = tacitus.read_text(text, published="2016-03-16").statements
    assert statement.counts["killed"].low == 9


def test_figures_put_on_top_of_one_another_are_summed() -> None:
    text = "Police arrested ten people and detained another 14 after riots in Leeds on Monday."
    arrest = next(s for s in tacitus.read_text(text, published="2016-03-16").statements if s.type == "arrest")
    assert (arrest.counts["arrested"].low, arrest.counts["arrested"].high) == (24, 24)
    assert {figure.words for figure in arrest.counts["arrested"].said} >= {"ten people", "14"}


def test_those_who_shoot_somebody_dead_are_not_among_the_dead() -> None:
    (statement,) = tacitus.read_text("Gunmen shot dead three judges in Kabul on Tuesday.", published="2016-03-16").statements
    assert [figure.words for figure in statement.counts["killed"].said] == ["three judges"]
