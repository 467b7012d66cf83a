"""The scoring itself: what is right counts once, what is made up costs; a page of results keeps its other tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import results
import scoring
from hypothesis import given
from hypothesis import strategies as st
from scoring import Told

BOMB = Told(
    "bombing", eid="XX-1", words="blew up", start="2016-07-27", end="2016-07-27", place="Qamishli", country="SY",
    point=(37.05, 41.23), targets=["the headquarters"], counts={"killed": (50, None)},
)  # fmt: skip
PROTEST = Told("protest", eid="XX-2", words="marched", start="2016-07-20", end="2016-07-20", place="Lima", country="PE")


def test_a_perfect_reading_scores_a_hundred() -> None:
    tallies = scoring.score([([BOMB, PROTEST], [replace(PROTEST), replace(BOMB)])])
    assert {name: t.f for name, t in tallies.items() if t.want} == {
        name: 100.0 for name, t in tallies.items() if t.want
    }
    assert tallies["events"].want == 2


def test_reading_nothing_scores_nothing_and_reading_too_much_costs_precision() -> None:
    assert scoring.score([([BOMB], [])])["events"].recall == 0
    made_up = replace(BOMB, place="Lima", country="PE", point=(-12.0, -77.0), start=None, end=None, words="")
    more = [replace(BOMB), made_up]
    assert scoring.score([([BOMB], more)])["events"].precision == 50
    assert scoring.score([([], [BOMB])])["relevance"].precision == 0


def test_a_protest_in_passing_and_an_accident_are_not_held_wrong() -> None:
    extra = [replace(BOMB), PROTEST, replace(PROTEST, type="accident")]
    assert scoring.score([([BOMB], extra)])["events"].precision == 100


def test_events_without_place_day_or_words_in_common_do_not_pair() -> None:
    other = replace(BOMB, place="Mosul", point=(36.3, 43.1), start="2014-06-10", end="2014-06-10", words="fell")
    assert scoring.pair([BOMB], [other]) == []
    assert scoring.pair([BOMB], [replace(BOMB, type="arrest")]) == []


def test_a_bound_that_is_off_by_one_is_wrong() -> None:
    assert scoring.agreeing(BOMB, replace(BOMB, counts={"killed": (51, None)}))["killed"] == 0
    assert scoring.agreeing(BOMB, replace(BOMB, counts={"killed": (50, 50)}))["killed"] == 0
    assert scoring.agreeing(BOMB, BOMB)["killed"] == 1


def test_a_span_of_days_is_met_by_a_day_in_it_but_a_day_by_its_start_only() -> None:
    night = replace(BOMB, start="2016-07-26", end="2016-07-27")
    assert scoring.agreeing(night, BOMB)["date"] == 1
    assert scoring.agreeing(BOMB, night)["date"] == 0


EVENTS = st.lists(
    st.builds(
        Told,
        type=st.sampled_from(["bombing", "air-strike", "arrest", "armed-clash"]),
        place=st.sampled_from([None, "Lima", "Mosul"]),
        start=st.sampled_from([None, "2016-01-01"]),
        end=st.just("2016-01-01"),
        words=st.sampled_from(["", "fell"]),
    ),
    max_size=5,
)


@given(EVENTS, EVENTS)
def test_pairing_is_one_to_one_and_no_tally_exceeds_its_sides(want: list[Told], got: list[Told]) -> None:
    pairs = scoring.pair(want, got)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    for tally in scoring.score([(want, got)]).values():
        assert 0 <= tally.right <= min(tally.want, tally.got)


def test_merging_asks_for_shared_news_and_forgives_shared_background() -> None:
    background = replace(BOMB, main=False)
    events = {"a": [BOMB], "b": [BOMB], "c": [background], "d": [PROTEST]}
    assert scoring.score_merging(events, [["a", "b"]]).f == 100
    assert scoring.score_merging(events, [["a", "b", "c"]]).precision == 100
    assert scoring.score_merging(events, [["a", "b", "d"]]).right == 1
    assert scoring.score_merging(events, [["a", "d"]]).f == 0


def test_a_table_is_replaced_in_place_and_others_stay(tmp_path: Path) -> None:
    page = tmp_path / "RESULTS.md"
    results.record("first", [{"measure": "x", "F": 1.0}], "One.", path=page)
    results.record("second", [{"measure": "y", "F": 2.0}], "Two.", path=page)
    results.record("first", [{"measure": "x", "F": 3.0, "extra": None}], "One again.", path=page)
    text = page.read_text(encoding="utf-8")
    assert text.index("## first") < text.index("## second")
    assert text.count("## first") == 1
    assert "| x | 3.0 |" in text
    assert "| y | 2.0 |" in text
    assert "One.\n" not in text
