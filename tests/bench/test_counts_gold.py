"""The labelled sentences of counts: whole, within bounds, without text, and found again in the data."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import counts_gold
import counts_sample
import pytest

LINES = counts_gold.labels()
COUNTS = [(line, count) for line in LINES for count in line["counts"]]


def test_there_are_three_hundred_sentences_half_of_them_held_back_by_document() -> None:
    assert len(LINES) == len({line["id"] for line in LINES}) == 300
    assert abs(Counter(line["part"] for line in LINES)["open"] - 150) <= 3
    parts = {(line["doc"], line["part"]) for line in LINES}
    assert len(parts) == len({line["doc"] for line in LINES})


def test_a_line_holds_places_and_numbers_and_no_text() -> None:
    for line in LINES:
        assert set(line) == {"id", "source", "doc", "start", "end", "sha", "part", "counts"}
        assert line["source"] in counts_gold.FILES
        assert line["part"] in ("open", "held")
        assert re.fullmatch(r"[0-9a-f]{12}", line["sha"])


def test_each_count_lies_within_its_sentence() -> None:
    for line, count in COUNTS:
        assert 0 <= line["start"] < line["end"]
        assert 0 <= count["start"] < count["end"] <= line["end"] - line["start"], line["id"]


def test_each_count_has_known_names_and_ordered_bounds() -> None:
    may = {"what", "low", "high", "start", "end", "how", "vague", "state", "part_of", "outside", "attackers", "note"}
    for line, count in COUNTS:
        assert set(count) <= may, line["id"]
        assert count["what"] in counts_gold.WHAT
        assert count["how"] in counts_gold.HOW
        assert count.get("state", "feared") in counts_gold.STATES
        assert count["low"] >= 0
        assert count["high"] is None or count["low"] <= count["high"]
        assert len(count.get("note", "")) < 80


def test_one_person_is_one_and_the_vague_are_open() -> None:
    for line, count in COUNTS:
        if count["how"] in ("one", "named"):
            assert (count["low"], count["high"]) == (1, 1), line["id"]
        assert ("vague" in count) == (count["how"] == "vague")
        if "vague" in count:
            assert count["high"] is None


def test_a_part_is_of_the_same_harm_and_no_larger_than_its_total() -> None:
    for line, count in COUNTS:
        if "part_of" in count:
            total = line["counts"][count["part_of"]]
            assert total is not count
            assert total["what"] == count["what"]
            assert total["high"] is None or count["low"] <= total["high"]


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "muc4").mkdir()
    (tmp_path / "muc4" / "roles-train.json").write_text(json.dumps({"docid": "d", "doctext": text}) + "\n")
    return tmp_path


def labelled(tmp_path: Path, text: str) -> Path:
    count: dict[str, Any] = {"what": "killed", "low": 2, "high": 2, "start": 0, "end": 3, "how": "figure"}
    line = {"id": "muc4-1", "source": "muc4", "doc": "d", "start": 7, "end": 7 + len(text), "part": "open"}
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({**line, "sha": counts_gold.digest(text), "counts": [count]}) + "\n")
    return path


def test_a_sentence_is_found_again_in_its_document(tmp_path: Path) -> None:
    path = labelled(tmp_path, "two farmers were killed.")
    found = counts_gold.sentences(folder(tmp_path, "monday two farmers were killed. more."), path=path)
    assert [one.text for one in found] == ["two farmers were killed."]
    assert counts_gold.sentences(tmp_path, "held", path=path) == []


def test_a_changed_text_is_noticed(tmp_path: Path) -> None:
    path = labelled(tmp_path, "two farmers were killed.")
    with pytest.raises(ValueError, match="does not hold the sentence"):
        counts_gold.sentences(folder(tmp_path, "sunday six farmers were killed. more."), path=path)


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no"):
        counts_gold.sentences(tmp_path)


def test_sentences_of_plain_text_end_at_stops_but_not_at_titles() -> None:
    text = "gen. ortega left with 3 men.  nobody followed.    in leon, col. diaz was shot. he died"
    found = [text[start:end] for start, end in counts_sample.plain(text)]
    assert found == [
        "gen. ortega left with 3 men.", "nobody followed.", "in leon, col. diaz was shot.", "he died",
    ]  # fmt: skip


def test_the_sample_is_the_same_each_time_and_takes_few_of_a_report(tmp_path: Path) -> None:
    text = " ".join(f"on day {n} the men of the hill killed {n} farmers near the mill." for n in range(1, 9))
    data = folder(tmp_path, text)
    first = counts_sample.chosen(data, "muc4")
    assert len(first) == counts_sample.PER_DOCUMENT["muc4"]
    assert first == counts_sample.chosen(data, "muc4")
