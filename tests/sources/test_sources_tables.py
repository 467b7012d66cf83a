"""JSON lines, JSON and CSV give a report a row, and a bad row costs only itself."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus.errors import Failure
from tacitus.record import Report
from tacitus.sources import Obtained, Options, reports

STORY = "Gunmen killed three guards at a checkpoint near Larkand on Friday, the police said. They fled to the hills."


def read(path: Path, **options: Any) -> tuple[list[Report], list[Failure]]:
    """All reports and all failures of a path."""
    found = list(reports(path, Options(**options)))
    good = [f.report for f in found if isinstance(f, Obtained)]
    return good, [f for f in found if isinstance(f, Failure)]


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_json_lines_keep_id_title_outlet_date_and_line(tmp_path: Path) -> None:
    row = {"id": "r7", "title": "Guards shot", "outlet": "The Example", "published": "2014-03-08", "lang": "en",
           "source": "X:1", "url": None, "text": STORY}  # fmt: skip
    path = stored(tmp_path, "a.jsonl", json.dumps(row) + "\n")
    (report,), failures = read(path)
    assert not failures
    assert (report.source_id, report.title, report.publisher) == ("r7", "Guards shot", "The Example")
    assert report.language == "en"
    assert (report.published.date, report.published.how) == ("2014-03-08", "metadata")
    assert report.text == STORY
    assert report.source == f"{path}:1"


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [{"text": STORY}, [1], {"body": STORY + " B"}, {"n": 1}]
    first, second, third, fourth = map(json.dumps, lines)
    path = stored(tmp_path, "a.jsonl", "\n".join([first, '{"text": ', second, "", third, fourth]))
    good, failures = read(path)
    assert [r.text for r in good] == [STORY, STORY + " B"]
    assert [(f.code, f.where) for f in failures] == [("E209", f"{path}:{n}") for n in (2, 3, 6)]


def test_a_line_in_another_encoding_is_read_for_itself(tmp_path: Path) -> None:
    foreign = '{"text": "“Stop”, they said, and the men of Évreux were shot."}'.encode("cp1252")
    good, failures = read(stored(tmp_path, "a.jsonl", json.dumps({"text": STORY}).encode() + b"\n" + foreign))
    assert not failures
    assert good[1].text == "“Stop”, they said, and the men of Évreux were shot."


def test_json_arrays_and_wrapped_arrays_are_read_item_by_item(tmp_path: Path) -> None:
    items = [{"content": STORY, "source": {"id": 1, "name": "The Example"}}, {"content": STORY + " B"}]
    for value in (items, {"status": "ok", "articles": items}):
        good, failures = read(stored(tmp_path, "a.json", json.dumps(value, indent=1)))
        assert not failures
        assert [r.text for r in good] == [STORY, STORY + " B"]
        assert good[0].publisher == "The Example"
    (single,), _ = read(stored(tmp_path, "one.json", json.dumps(items[0])))
    assert single.text == STORY


def test_a_json_array_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    good, failures = read(stored(tmp_path, "a.json", json.dumps([{"text": STORY}] * 3)[:-20]))
    assert len(good) == 2
    assert [f.code for f in failures] == ["E204"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_is_read_with_any_common_separator(tmp_path: Path, separator: str) -> None:
    out = io.StringIO()
    rows = [["id", "Pub Date", "Headline", "Body"], ["1", "2 July 2016", "Guards shot", STORY + "\nThey were young."]]
    csv.writer(out, delimiter=separator).writerows(rows)
    good, failures = read(stored(tmp_path, "a.csv", out.getvalue()))
    assert not failures
    assert good[0].text == STORY + "\nThey were young."
    assert (good[0].published.date, good[0].title, good[0].source_id) == ("2016-07-02", "Guards shot", "1")


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = stored(tmp_path, "a.csv", f'nr,what,when\n1,"{STORY}",2014-03-08\n')
    good, failures = read(path)
    assert not good
    assert [f.code for f in failures] == ["E209"]
    assert "nr, what, when" in failures[0].what
    (report,), failures = read(path, columns={"text": "what", "published": "when", "source_id": "nr"})
    assert not failures
    assert (report.text, report.published.date, report.source_id) == (STORY, "2014-03-08", "1")


def test_a_row_with_cells_too_many_or_an_open_quotation_mark_costs_only_itself(tmp_path: Path) -> None:
    text = f'id,text\n1,{STORY.split(",")[0]}\n2,a,b\n3,"open {STORY.split(",")[0]}\n4,The last one was read as well\n'
    path = stored(tmp_path, "a.csv", text)
    good, failures = read(path)
    assert [r.source_id for r in good] == ["1", "4"]
    assert [(f.code, f.where) for f in failures] == [("E209", f"{path}:3"), ("E209", f"{path}:4")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_csv_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = 'id,text\n1,"“Stop”, they said in Évreux, and the men were shot."\n'
    (report,), failures = read(stored(tmp_path, "a.csv", text.encode(encoding)))
    assert not failures
    assert (report.source_id, report.text) == ("1", "“Stop”, they said in Évreux, and the men were shot.")


def test_a_foreign_byte_far_down_a_csv_does_not_stop_it(tmp_path: Path) -> None:
    rows = b"id,text\n" + b"".join(b'%d,"%s"\n' % (n, STORY.encode()) for n in range(1000))
    rows += 'last,"The “men” of Évreux were shot and the police said so to them."\n'.encode("cp1252")
    good, failures = read(stored(tmp_path, "a.csv", rows))
    assert not failures
    assert good[-1].text == "The “men” of Évreux were shot and the police said so to them."


def test_markup_in_a_cell_becomes_paragraphs(tmp_path: Path) -> None:
    body = "<p>Three guards were shot &amp; died.</p><script>x()</script><p>They were <b>young</b>.</p>"
    (report,), _ = read(stored(tmp_path, "a.jsonl", json.dumps({"body": body})))
    assert report.text == "Three guards were shot & died.\n\nThey were young."


def test_a_line_too_long_to_hold_is_passed_over(tmp_path: Path) -> None:
    long = b'{"text": "' + b"a " * (9 << 20) + b'"}\n'
    good, failures = read(stored(tmp_path, "a.jsonl", long + json.dumps({"text": STORY}).encode()))
    assert [r.text for r in good] == [STORY]
    assert [f.code for f in failures] == ["E205"]


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=3), max_size=6), st.text(max_size=40))
def test_any_csv_ends_in_rows_and_named_failures(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], rest: str
) -> None:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    content = f"id,text\n{out.getvalue()}{rest}".encode("utf-8", "replace")
    path = stored(tmp_path_factory.mktemp("csv"), "a.csv", content)
    good, failures = read(path)
    assert all(r.text for r in good)
    assert all(f.code in {"E201", "E202", "E204", "E208", "E209"} for f in failures), failures
