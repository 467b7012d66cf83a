"""How sure the learned reader must be is the caller's to say, field by field, and what cannot be right is refused."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tacitus.errors import TacitusError
from tacitus.reader.learned import thresholds


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave neither the variable nor values behind."""
    monkeypatch.setenv(thresholds.OWN, "")
    yield
    thresholds._own.clear()
    thresholds._stood.clear()


def written(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_of_ones_own_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    before = thresholds.value("attacker", "add"), thresholds.value("weapon", "add")
    thresholds.use_file(written(tmp_path, "[attacker]\nadd = 0.99\n"))
    assert thresholds.value("attacker", "add") == 0.99 != before[0]
    assert thresholds.value("weapon", "add") == before[1]


def test_another_process_inherits_it(tmp_path: Path) -> None:
    thresholds.use_file(written(tmp_path, "[target]\nadd = 0.12\n"))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(thresholds.value, ("target", "add")) == 0.12


def test_reading_without_a_file_ends_what_a_file_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outer = tmp_path / "outer.toml"
    outer.write_text("[weapon]\nadd = 0.11\n", encoding="utf-8")
    monkeypatch.setenv(thresholds.OWN, str(outer))
    own, before = written(tmp_path, "[attacker]\nadd = 0.99\n"), thresholds.value("attacker", "add")
    for _ in range(2):
        thresholds.use_file(own)
        assert thresholds.value("attacker", "add") == 0.99
    thresholds.use_file(None)
    assert (thresholds.value("attacker", "add"), thresholds.value("weapon", "add")) == (before, 0.11)


def test_a_file_marks_the_reader_by_what_it_says_and_not_by_where_it_lies(tmp_path: Path) -> None:
    assert thresholds.mark() == ""
    marks = []
    for name, number in (("a", "0.9"), ("b", "0.90"), ("c", "0.8")):
        (tmp_path / name).write_text(f"[attacker]\nadd = {number}\n", encoding="utf-8")
        thresholds.use_file(str(tmp_path / name))
        marks.append(thresholds.mark())
    assert marks[0] == marks[1] != marks[2]


@pytest.mark.parametrize("text", ["[attacker]\nsubtract = 0.5\n", "[colour]\nadd = 0.5\n"])
def test_a_threshold_that_does_not_exist_is_refused_and_those_that_do_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(TacitusError, match="E102") as refused:
        thresholds.use_file(written(tmp_path, text))
    assert "attacker.add" in str(refused.value)


@pytest.mark.parametrize("text", ["attacker = 0.5", "[attacker]\nadd = 'much'", "[attacker]\nadd = [1]", "not toml ["])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(TacitusError, match="E102"):
        thresholds.use_file(written(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    before = thresholds.value("attacker", "add")
    (tmp_path / "noise.toml").write_bytes(b"\xff\xfe\x00\x01")
    for path in (tmp_path / "none.toml", tmp_path / "noise.toml", tmp_path):
        with pytest.raises(TacitusError, match="E102"):
            thresholds.use_file(str(path))
    assert thresholds.value("attacker", "add") == before


def test_values_set_in_a_process_hold_there_and_unknown_names_are_an_error() -> None:
    thresholds.use({"type": {"generic": 0.7}})
    assert thresholds.value("type", "generic") == 0.7
    with pytest.raises(KeyError):
        thresholds.use({"type": {"none": 0.7}})


def test_every_threshold_is_explained_in_the_docs_and_none_that_does_not_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "learned.md").read_text(encoding="utf-8")
    said = {name for row in re.findall(r"^\| (`[a-z]+\.[a-z]+`.*?) \|", page, re.M) for name in re.findall(r"`(.+?)`", row)}
    assert said == {f"{field}.{name}" for field, names in thresholds.defaults().items() for name in names}
