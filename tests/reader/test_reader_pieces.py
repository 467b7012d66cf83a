"""A report of any length is read whole, and its quotes stand where they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import reader
from tacitus.errors import CutShort
from tacitus.reader import grouping, pieces
from tacitus.reader.pieces import cuts
from tacitus.record import Published, Report, Statement

BLAST = "A car bomb killed 14 people at a market in Kirkuk on Monday, police said.\n\n"
CLASH = "Gunmen killed three soldiers at a checkpoint near Mosul on Tuesday, officials said.\n\n"
DULL = "The committee met again and spoke of the price of onions, the harvest and the state of the roads.\n\n"


@given(st.text(max_size=400), st.integers(8, 60))
def test_the_pieces_cover_the_text_without_overlap(text: str, longest: int) -> None:
    spans = cuts(text, longest)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(b - a <= longest for a, b in spans)


def test_what_stands_at_the_end_of_a_very_long_report_is_read_too() -> None:
    text = BLAST + DULL * 900 + CLASH
    report = Report(id=Report.identify(text), raw_sha256="", text=text, published=Published("2016-07-27", "given"))
    told = reader.read(report)
    assert {14, 3} <= {count.low for s in told for count in s.counts.values()}
    assert len({s.id for s in told}) == len(told)
    assert all(text[q.start : q.end] == q.words for s in told for q in s.quotes)


def test_a_report_for_which_the_time_is_too_short_gives_what_was_read_and_says_what_was_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = BLAST + DULL * 900 + CLASH
    report = Report(id=Report.identify(text), raw_sha256="", text=text, published=Published("2016-07-27", "given"))
    clock = iter([0.0, 0.0, 60.0, 60.0])  # a minute for the first piece: the next one would end too late
    monkeypatch.setattr(pieces.time, "monotonic", lambda: next(clock))
    with pytest.raises(CutShort) as cut:
        reader.read(report)
    assert [c.low for s in cut.value.read for c in s.counts.values()] == [14]
    end = cuts(text)[0][1]
    assert cut.value.failure.code == "E308"
    assert f"{end:,} of {len(text):,}" in cut.value.failure.what


def test_in_a_list_of_hundreds_each_is_held_against_a_bounded_number_of_others() -> None:
    many = [grouping.Happening([]) for _ in range(900)]
    near = grouping.within_reach(many)
    assert (near[0], near[-1]) == (many[0], many[-1])
    assert len(near) <= grouping.REACH + 1
    assert grouping.within_reach(many[:40]) == many[:40]


def test_a_piece_that_cannot_be_read_does_not_lose_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = BLAST + DULL * 900 + CLASH
    report = Report(id=Report.identify(text), raw_sha256="", text=text, published=Published("2016-07-27", "given"))
    read = pieces.stages.read

    def no_clash(piece: Report, *, learned: bool = True) -> list[Statement]:
        if CLASH in piece.text:
            raise ValueError("this text")
        return read(piece, learned=learned)

    monkeypatch.setattr(pieces.stages, "read", no_clash)
    with pytest.raises(CutShort) as cut:
        reader.read(report)
    assert [c.low for s in cut.value.read for c in s.counts.values()] == [14]
    assert "ValueError" in cut.value.failure.what
