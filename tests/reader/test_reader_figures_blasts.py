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
