"""What the measures of counts hold right and wrong (bench/counts_score.py, counts.py, headline_counts.py)."""

from __future__ import annotations

import json
from typing import Any

import counts
import headline_counts
import ucdp
from counts_score import Score, add

EVENT = ucdp.Event(
    id="1", lat=36.2, lon=37.2, prec=1, where="Aleppo", adm_1="", adm_2="", first_day="2017-03-01", last_day="2017-03-01",
    day_prec=1, low=3, best=4, high=5, deaths={"a": 0, "b": 9, "civilians": 20, "unknown": 0},
)  # fmt: skip


def count(low: int | None, high: int | None, start: int = 0, what: str = "killed", **more: Any) -> dict[str, Any]:
    return {"what": what, "low": low, "high": high, "start": start, "end": start + 5, "how": "figure", **more}


def scored(labelled: list[dict[str, Any]], read: list[dict[str, Any]], **how: bool) -> tuple[int, int, int, int]:
    score = Score()
    add(score, labelled, read, "killed", **how)
    return score.right, score.want, score.got, score.found


def test_both_bounds_must_be_right() -> None:
    assert scored([count(10, None)], [count(10, 10)]) == (0, 1, 1, 1)
    assert scored([count(10, None)], [count(10, None)]) == (1, 1, 1, 1)


def test_an_open_low_end_is_nought() -> None:
    assert scored([count(0, 30)], [count(None, 30)]) == (1, 1, 1, 1)


def test_a_figure_elsewhere_in_the_sentence_is_another_one() -> None:
    assert scored([count(10, 10)], [count(10, 10, start=40)]) == (0, 1, 1, 0)


def test_a_sum_is_passed_over_where_its_parts_are_labelled() -> None:
    parts = [count(5, 5), count(3, 3, start=10)]
    assert scored(parts, [*parts, {**count(8, 8), "end": 15, "sum": True}]) == (2, 2, 2, 2)


def test_what_was_only_feared_is_not_asked_for_and_is_wrong_if_read() -> None:
    assert scored([count(10, 10, state="feared")], [count(10, 10)]) == (0, 0, 1, 0)


def test_single_persons_are_asked_for_only_where_they_are_measured() -> None:
    one = count(1, 1, how="named")
    assert scored([one], []) == (0, 0, 0, 0)
    assert scored([one], [], persons=True) == (0, 1, 0, 0)


def test_a_figure_of_casualties_that_says_no_more_is_passed_over() -> None:
    assert scored([count(7, 7, what="casualties")], [count(7, 7)]) == (0, 0, 0, 0)


def test_a_headline_states_a_toll_only_beside_a_word_of_death() -> None:
    assert headline_counts.stated("7 fighters were killed near Hama") == {7}
    assert headline_counts.stated("Shelling kills 12 in Idlib, 30 wounded") == {12}
    assert headline_counts.stated("20 killed and wounded in Idlib") == set()
    assert headline_counts.stated("3 shells fall on Aleppo") == set()


def test_bounds_are_right_within_the_span_or_with_the_dead_of_a_side() -> None:
    assert headline_counts.in_span((4, 4), [EVENT])
    assert headline_counts.in_span((10, 10), [EVENT, EVENT])
    assert not headline_counts.in_span((6, None), [EVENT])
    assert headline_counts.of_source((29, 29), [EVENT])
    assert not headline_counts.of_source((10, 10), [EVENT])


def test_predictions_carry_the_words_of_the_number() -> None:
    text = "Gunmen killed at least 12 people in Gao."
    (line,) = counts.predict([json.dumps({"id": "a", "text": text}), ""])
    (found,) = line["counts"]
    assert line["id"] == "a"
    assert (found["what"], found["low"], found["high"]) == ("killed", 12, None)
    assert text[found["start"] : found["end"]] == "at least 12"
