"""What a database states goes into a file, and the incidents of that file are those of the database."""

from __future__ import annotations

import json
import os
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


def test_what_a_killed_run_left_is_cleared_by_the_next(record: Path, tacitus: object) -> None:
    file = record.with_name("told.parquet")
    left = record.with_name(".told.parquet.writing")
    (left / "tacitus-columns").mkdir(parents=True)
    (left / "told.parquet").write_bytes(b"half")
    assert tacitus("statements", str(record), "-o", str(file))[0] == 0
    assert file.stat().st_size > len(b"half")
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="folders are locked where the system can")
def test_two_runs_never_write_one_file_at_once(record: Path, tacitus: object) -> None:
    import fcntl

    at_work = record.with_name(".told.parquet.writing")
    at_work.mkdir()
    (at_work / "told.parquet").write_bytes(b"half")
    held = os.open(at_work, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    status, _, said = tacitus("statements", str(record), "-o", str(record.with_name("told.parquet")))
    assert (status, said.startswith("E102"), "another process" in said) == (2, True, True)
    assert (at_work / "told.parquet").read_bytes() == b"half"
    os.close(held)
    assert tacitus("statements", str(record), "-o", str(record.with_name("told.parquet")))[0] == 0
