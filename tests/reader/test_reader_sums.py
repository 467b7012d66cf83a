"""Figures of one report that do not add up are doubts; those that may all be true are none."""

from __future__ import annotations

import pytest
from telling import told

CONTRADICT = [
    ("The blast in Homs on Monday killed 57 people, including 49 civilians and 9 soldiers.", "58"),
    ("Twelve people died in a bombing in Yola on Friday: four soldiers, five policemen and two passers-by.", "11"),
    ("A clash near Hakkari on Sunday left 20 people dead, 14 of them rebels and nine of them soldiers.", "23"),
    ("Shelling killed 12 people in Taiz on Monday, including 15 children.", "15"),
    ("A bomb went off in Kano on Friday. On Sunday the toll was raised to 44 from 57.", "57"),
    ("The ministry said 10 people died in the bombing in Jos on Monday; witnesses said 30 were killed.", "30"),
]
MAY_BE_TRUE = [
    "The blast in Homs on Monday killed 57 people, including 48 civilians and 9 soldiers.",
    "The blast in Homs on Monday killed 57 people, including 49 civilians and 12 children.",
    "At least 12 people, including five civilians and nine policemen, were killed by a bomb in Homs on Monday.",
    "Eleven people died in a bombing in Yola on Friday: four soldiers, five policemen and two passers-by.",
    "A bomb went off in Kano on Friday. On Sunday the toll rose to 57 from 44.",
    "The ministry said at least 10 people died in the bombing in Jos on Monday; witnesses said 30 were killed.",
    "Five soldiers and 23 militants were killed in clashes near Hakkari on Sunday.",
]


def _doubts(text: str) -> list[str]:
    return [d.why for s in told(text) for d in s.doubts if d.kind == "figures"]


@pytest.mark.parametrize(("text", "figure"), CONTRADICT)
def test_figures_that_cannot_all_be_true_are_a_doubt(text: str, figure: str) -> None:
    (why,) = _doubts(text)
    assert figure in why


@pytest.mark.parametrize("text", MAY_BE_TRUE)
def test_figures_that_may_all_be_true_are_none(text: str) -> None:
    assert not _doubts(text)


def test_a_doubt_quotes_the_figures_that_it_is_about() -> None:
    text = CONTRADICT[0][0]
    (doubt,) = [d for s in told(text) for d in s.doubts if d.kind == "figures"]
    assert doubt.field == "counts.killed"
    assert [q.words for q in doubt.quotes] == ["57 people", "49 civilians", "9 soldiers"]
