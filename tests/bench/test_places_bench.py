"""Marked place names are read in both XML forms, and guesses are measured as the field does."""

from __future__ import annotations

from pathlib import Path

import pytest
import toponyms
from toponyms import Guess

LGL = """<articles><article docid="7"><domain>paper.example</domain><text>Fire in Orem and Aden.</text><toponyms>
<toponym><start>8</start><end>12</end><phrase>Orem</phrase><gaztag geonameid="5"><lat>40.3</lat><lon>-111.7</lon></gaztag></toponym>
<toponym><start>17</start><end>21</end><phrase>Aden</phrase></toponym></toponyms></article></articles>"""
VIRUS = """<articles><article><text>Fire in Orem.</text><locations><location><name>Orem</name><start>9</start><end>13</end>
<lat>40.3</lat><lon>-111.7</lon></location></locations></article></articles>"""


def guess(start: int, end: int, lat: float | None, number: str | None = None, score: float = 0.9) -> Guess:
    return Guess(start, end, "x", lat, None if lat is None else -111.7, number, score, False)


@pytest.fixture
def article(tmp_path: Path) -> toponyms.Article:
    path = tmp_path / "a.xml"
    path.write_text(LGL)
    return toponyms.articles(path)[0]


def test_offsets_that_count_from_one_are_told_by_the_words(tmp_path: Path) -> None:
    path = tmp_path / "v.xml"
    path.write_text(VIRUS)
    (found,) = toponyms.articles(path)
    assert (found.key, found.shift, [(g.start, g.end) for g in found.gold]) == ("0", -1, [(8, 12)])


def test_a_name_counts_as_right_within_161_km_or_by_its_id(article: toponyms.Article) -> None:
    def right(*guesses: Guess) -> list[bool]:
        return [p.right for p in toponyms.pairs(article, guesses)]

    assert right(guess(8, 12, 41.0)) == [True]
    assert right(guess(8, 12, 45.0)) == [False]
    assert right(guess(8, 12, 45.0, "5")) == [True]
    assert right(guess(8, 12, None, "5")) == [False]
    assert right() == [False]


def test_spans_count_marked_names_without_coordinates_too(article: toponyms.Article) -> None:
    assert toponyms.spans(article, [guess(8, 12, 1.0), guess(17, 30, 1.0), guess(0, 4, 1.0)]) == (2, 3, 2, 2, 1)


def test_at_a_coverage_the_surest_answers_count_and_too_few_give_no_figure(article: toponyms.Article) -> None:
    gold = toponyms.pairs(article, [])[0].gold
    found = [toponyms.Pair(gold, guess(8, 12, 41.0, None, 0.9)), toponyms.Pair(gold, guess(8, 12, 60.0, None, 0.2))]
    found += [toponyms.Pair(gold, None)] * 2
    assert toponyms.at_coverage(found, (0.25, 0.5, 0.75)) == {
        "right at 25%": 100.0,
        "right at 50%": 50.0,
        "right at 75%": None,
    }
