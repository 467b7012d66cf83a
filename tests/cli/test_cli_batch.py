"""What a database states goes into a file, and the incidents of that file are those of the database."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "ingest"))

from arriving import come_in
from worlds import dense

from tacitus import store


@pytest.fixture
def record(tmp_path: Path) -> Path:
    told = dense(4, 9)
    with store.open(tmp_path / "war.db") as opened:
        for key in told.reports:
            come_in(opened, told, [key])
    return tmp_path / "war.db"


def test_the_incidents_of_the_file_are_those_of_the_database(record: Path, tacitus: object) -> None:
    file, out = record.with_name("told.parquet"), record.with_name("incidents.jsonl")
    status, _, said = tacitus("statements", str(record), "-o", str(file))
    assert (status, said.split(" ", 1)[1]) == (0, f"statements written to {file}\n")
    assert tacitus("merge", str(file), "-o", str(out), "--format", "jsonl")[0] == 0
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    with store.open(record) as opened:
        kept = {tuple(sorted(one.statements)): one.counts.keys() for one in opened.incidents()}
    assert {tuple(sorted(one["statements"])): one["counts"].keys() for one in found} == kept


def test_a_file_that_cannot_be_used_leaves_nothing_behind(record: Path, tacitus: object) -> None:
    out = record.with_name("incidents.parquet")
    status, _, said = tacitus("merge", str(record), "-o", str(out))
    assert status == 2
    assert said.startswith("E102")
    assert [one.name for one in record.parent.glob("*incidents*")] == []
