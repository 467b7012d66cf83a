"""Scores become chances that keep their order, and the error says how far chances are from what came true."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.reader.learned.calibrate import calibrated, chance, error, logistic
from tacitus.reader.learned.signals import Signals, Span

SCORES = st.floats(0, 1)
LINES = st.tuples(st.floats(0.05, 4), st.floats(-5, 5))


@given(SCORES, SCORES, LINES)
def test_a_higher_score_never_gets_a_lower_chance(a: float, b: float, line: tuple[float, float]) -> None:
    low, high = sorted((a, b))
    assert 0 <= chance(low, line) <= chance(high, line) <= 1


@given(st.floats(0.001, 0.999))
def test_the_straight_line_changes_nothing(score: float) -> None:
    assert chance(score, (1.0, 0.0)) == pytest.approx(score, abs=1e-6)


def test_chances_that_come_true_as_often_as_they_say_have_no_error() -> None:
    said = [0.25] * 4 + [0.75] * 4 + [1.0, 0.0]
    right = [True, False, False, False, True, True, True, False, True, False]
    assert error(said, right) == pytest.approx(0)
    assert error([], []) == 0


def test_chances_that_never_come_true_are_wrong_by_what_they_say() -> None:
    assert error([0.9] * 5, [False] * 5) == pytest.approx(0.9)
    assert error([0.9] * 5 + [0.1] * 5, [False] * 5 + [True] * 5) == pytest.approx(0.9)


def test_only_what_has_a_line_is_changed_and_places_stay() -> None:
    seen = Signals(0.8, {"attack": 0.7}, (Span(0, 4, "Victim", 0.6, (0.1,)), Span(5, 9, "Weapon", 0.6)))
    lower = calibrated(seen, {"Victim": [1.0, -1.0], "relevance": [1.0, -1.0]})
    victim, weapon = lower.spans
    assert (victim.start, victim.end, victim.kinds) == (0, 4, (0.1,))
    assert victim.score < 0.6
    assert weapon == seen.spans[1]
    assert lower.relevance < 0.8
    assert lower.kinds == seen.kinds
    assert calibrated(seen, {}) == seen


def test_the_logistic_bears_any_number() -> None:
    with np.errstate(all="raise"):
        assert logistic(np.array([-1e9, 0.0, 1e9])).tolist() == [0.0, 0.5, 1.0]
