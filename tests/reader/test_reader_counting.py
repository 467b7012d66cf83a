"""Counting the people of a text: what bounds always are, whatever the words and their order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tacitus.reader import counting, quantities

parsed = settings(max_examples=25)
NUMBERS = st.integers(2, 2000).map(str) | st.sampled_from(
    ["dozens", "several", "two dozen", "scores", "a handful", "thirty"]
)
HEDGES = st.sampled_from(["", "some", "about", "nearly", "more than", "at least", "up to", "fewer than", "as many as"])
PEOPLE = ["soldiers", "policemen", "civilians", "farmers", "students"]


def _bounds(words: str) -> tuple[int | None, int | None]:
    (found,) = quantities.find(f"{words} people were killed")
    return found.low, found.high


@given(st.integers(2, 10**6))
def test_at_least_a_number_is_open_above(n: int) -> None:
    assert _bounds(f"at least {n}") == (n, None)


@given(HEDGES, NUMBERS)
def test_the_low_end_is_never_above_the_high_end(hedge: str, number: str) -> None:
    low, high = _bounds(f"{hedge} {number}".strip())
    assert low is None or high is None or low <= high


@given(NUMBERS)
def test_at_least_never_lowers_a_number(number: str) -> None:
    assert (_bounds(f"at least {number}")[0] or 0) >= (_bounds(number)[0] or 0)


@given(st.integers(2, 500), st.integers(1, 500))
def test_a_span_has_both_its_ends(low: int, more: int) -> None:
    for words in (
        f"between {low} and {low + more}",
        f"{low} to {low + more}",
        f"at least {low} and up to {low + more}",
    ):
        assert _bounds(words) == (low, low + more)


@parsed
@given(st.lists(st.integers(2, 90), min_size=2, max_size=3), st.permutations(PEOPLE))
def test_the_order_of_the_parts_changes_no_sum(numbers: list[int], people: list[str]) -> None:
    assume(len(numbers) < 3 or 2 * max(numbers) != sum(numbers))  # "72 civilians, 2 farmers and 70 students" may be 72

    def total(parts: list[str]) -> int:
        text = f"Gunmen killed {', '.join(parts[:-1])} and {parts[-1]} in an attack on Monday."
        return max(t.high or 0 for t in counting.count(text) if t.what == "killed")

    parts = [f"{n} {who}" for n, who in zip(numbers, people, strict=False)]
    assert total(parts) == total(parts[::-1]) == sum(numbers)


@pytest.mark.parametrize("people", permutations(("soldiers", "policemen", "civilians")))
def test_who_is_of_another_kind_is_no_part(people: tuple[str, ...]) -> None:
    text = f"Gunmen killed 72 {people[0]}, 2 {people[1]} and 70 {people[2]} in an attack on Monday."
    assert max(t.high or 0 for t in counting.count(text) if t.what == "killed") == 144


@parsed
@given(HEDGES, NUMBERS)
def test_what_a_text_states_is_counted_with_the_bounds_of_its_words(hedge: str, number: str) -> None:
    words = f"{hedge} {number}".strip()
    found = [t for t in counting.count(f"Shells killed {words} people in the town on Monday.") if t.what == "killed"]
    assert [(t.low, t.high) for t in found] == [b for b in [_bounds(words)] if b != (None, None)]


def test_nothing_is_counted_where_nothing_is_said() -> None:
    for text in ("", "   ", "The 13th attack was on 12 May 2016, 40 km from Flight 370.", "No figure was given."):
        assert counting.count(text) == []


def test_numbers_that_nobody_can_mean_are_left_out() -> None:
    for text in ("10^30 people were killed.", "MCMXIV people were killed.", "9" * 40 + " people were killed."):
        assert counting.count(text) == []


def test_what_did_not_come_to_pass_is_not_counted() -> None:
    for text in (
        "The bomb could have killed 300 people.",
        "He threatened to kill 12 hostages.",
        "Fifty are feared dead.",
    ):
        assert counting.count(text) == []


def test_the_dead_and_the_wounded_in_one_figure_are_neither() -> None:
    for text in ("About 25 people were killed and wounded in the strike.", "40 dead or injured in the blast."):
        assert counting.count(text) == []


def test_a_figure_on_top_of_others_says_so() -> None:
    text = "A blast killed nine people. Another 12 people were killed on Tuesday. The toll rose to 21."
    assert [(t.low, t.running) for t in counting.count(text)] == [(9, None), (12, False), (21, True)]
