"""From probabilities of tokens to spans: whole words, nothing below the lowest level, neighbours told apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tacitus.reader.learned import decode
from tacitus.reader.learned.signals import KINDS, ROLES, Signals
from tacitus.reader.learned.windows import Tokens

TEXT = "armed men killed ana ruiz"
TOKENS = Tokens(
    ids=list(range(6)),
    spans=[(0, 5), (6, 9), (10, 16), (17, 20), (21, 23), (23, 25)],  # "ruiz" is two tokens, "ru" and "iz"
    first=[True, True, True, True, True, False],
)
OUT, BEGIN, GO_ON = (1.0, 0.0, 0.0), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)


def seen(role: str, *rows: tuple[float, float, float], levels: Sequence[float] = (0.3,)) -> Signals:
    """What comes of these probabilities for one role, all others being outside everywhere."""
    odds = np.tile(np.array(OUT, np.float32), (len(TOKENS.ids), len(ROLES), 1))
    odds[:, ROLES.index(role)] = rows
    kinds = np.full((len(TOKENS.ids), len(KINDS)), 0.25, np.float32)
    report = np.array([0.9, *([0.5] * len(KINDS))], np.float32)
    return decode.signals(TOKENS, odds, kinds, report, levels)


def words(found: Signals) -> list[tuple[str, str]]:
    return [(s.role, TEXT[s.start : s.end]) for s in found.spans]


def test_a_run_of_likely_words_is_one_span() -> None:
    found = seen("PerpInd", BEGIN, GO_ON, OUT, OUT, OUT, OUT)
    assert words(found) == [("PerpInd", "armed men")]
    assert found.spans[0].score == pytest.approx(0.9)
    assert found.spans[0].kinds == (0.25,) * len(KINDS)
    assert (found.relevance, set(found.kinds)) == (pytest.approx(0.9), set(KINDS))


def test_a_span_ends_with_a_whole_word_whatever_its_later_tokens_say() -> None:
    assert words(seen("Victim", OUT, OUT, OUT, BEGIN, GO_ON, OUT)) == [("Victim", "ana ruiz")]
    assert words(seen("Victim", OUT, OUT, OUT, OUT, OUT, BEGIN)) == []


def test_two_spans_side_by_side_are_cut_where_a_new_beginning_is_surer_than_going_on() -> None:
    assert words(seen("Victim", BEGIN, BEGIN, OUT, OUT, OUT, OUT)) == [("Victim", "armed"), ("Victim", "men")]
    unsure = (0.2, 0.45, 0.35)
    assert words(seen("Victim", BEGIN, unsure, OUT, OUT, OUT, OUT)) == [("Victim", "armed men")]


def test_what_is_less_likely_than_the_lowest_level_is_no_candidate() -> None:
    faint = (0.6, 0.4, 0.0)
    rows = (BEGIN, OUT, OUT, faint, OUT, OUT)
    assert words(seen("Target", *rows)) == [("Target", "armed"), ("Target", "ana")]
    assert words(seen("Target", *rows, levels=(0.5,))) == [("Target", "armed")]
    assert words(seen("Target", *rows, levels=(0.95,))) == []


def test_several_levels_give_the_longer_and_the_shorter_wording_and_none_twice() -> None:
    rows = (BEGIN, (0.8, 0.0, 0.2), OUT, OUT, OUT, OUT)
    long, short = seen("PerpInd", *rows, levels=decode.LEVELS).spans[::-1]
    assert [TEXT[s.start : s.end] for s in (long, short)] == ["armed men", "armed"]
    assert short.score > long.score


def test_spans_come_in_the_order_of_the_text() -> None:
    found = seen("Victim", BEGIN, OUT, OUT, BEGIN, GO_ON, OUT)
    assert [s.start for s in found.spans] == [0, 17]
