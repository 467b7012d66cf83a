"""`tacitus import` keeps others' incidents beside the record, `tacitus compare` holds the record against them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def own(tacitus: Run, db: str, tmp_path: Path) -> Path:
    """The record's own export, with one incident more and one a day later."""
    path = tmp_path / "others.csv"
    tacitus("export", db, "--format", "csv", "-o", str(path), "--country", "SY")
    head, first, *rest = path.read_text().splitlines()
    cells = first.split(",")
    other = ["elsewhere", *cells[1:3], "2001-01-01", "2001-01-01", *cells[5:]]
    path.write_text("\n".join([head, first, *rest, ",".join(other)]) + "\n")
    return path


def test_compare_says_what_is_found_and_what_is_missed(tacitus: Run, db: str, own: Path) -> None:
    status, out, _ = tacitus("compare", db, str(own), "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["counts"]["found"], found["counts"]["missed"]) == (1, 1)
    assert found["found"][0]["incident"] == found["found"][0]["known"]
    assert [one["id"] for one in found["missed"]] == ["elsewhere"]
    assert "MISSED" in tacitus("compare", db, str(own))[1]


def test_what_is_imported_is_never_part_of_the_record(tacitus: Run, db: str, own: Path) -> None:
    before = tacitus("list", db, "--json")[1]
    status, _, err = tacitus("import", db, str(own), "--name", "theirs")
    assert status == 0
    assert "kept beside the record" in err
    assert tacitus("list", db, "--json")[1] == before
    assert json.loads(tacitus("compare", db, "theirs", "--json")[1])["counts"]["found"] == 1


def test_the_filters_choose_on_both_sides(tacitus: Run, db: str, own: Path) -> None:
    found = json.loads(tacitus("compare", db, str(own), "--json", "--since", "2010")[1])
    assert found["counts"]["missed"] == 0


def test_a_data_set_that_is_not_there_is_named(tacitus: Run, db: str) -> None:
    status, _, err = tacitus("compare", db, "nothing")
    assert status == 2
    assert err.startswith("E510")
