"""The measure of dates: how TimeML is read and how found times are held against marked ones."""

from datetime import date
from pathlib import Path

import dates
import pytest

from tacitus.times.timex import Timex

FILE = """<?xml version="1.0" ?><TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2016-07-27" functionInDocument="CREATION_TIME">27 July</TIMEX3></DCT>
<TEXT>
It <EVENT eid="e1">fell</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2016-07-25">Monday</TIMEX3> &amp; burned
for <TIMEX3 tid="t2" type="DURATION" value="P2D">two days</TIMEX3>.
</TEXT></TimeML>"""


@pytest.fixture
def document(tmp_path: Path) -> dates.Document:
    path = tmp_path / "one.tml"
    path.write_text(FILE, encoding="utf-8")
    return dates.document(path)


def test_offsets_count_the_text_without_its_tags(document: dates.Document) -> None:
    assert document.published == date(2016, 7, 27)
    assert document.text == "\nIt fell on Monday & burned\nfor two days.\n"
    assert [(m.words, m.value) for m in document.marked] == [("Monday", "2016-07-25"), ("two days", "P2D")]


def test_a_right_reading_scores_full_marks_and_a_spurious_time_costs(document: dates.Document) -> None:
    found = dates.timexes(document.text, document.published)
    assert dates.score([document], [found])["value F1"] == 100.0
    spurious = Timex(start=0, end=1, words="", type="DATE", value="2016")
    assert dates.score([document], [[*found, spurious]])["value F1"] == 80.0
    wrong = [Timex(start=m.start - 1, end=m.end, words="", type="TIME", value="2016") for m in document.marked]
    figures = dates.score([document], [wrong])
    assert (figures["span F1"], figures["strict span F1"], figures["value F1"]) == (100.0, 0.0, 0.0)


def test_files_that_a_file_system_leaves_beside_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "._one.tml").write_bytes(b"\xb0\xff")
    (tmp_path / "one.tml").write_text(FILE, encoding="utf-8")
    assert [p.name for p in dates.files(tmp_path)] == ["one.tml"]
