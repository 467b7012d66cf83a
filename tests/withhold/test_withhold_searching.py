"""While names are withheld, no search tells by what it finds whether a name is there; all else is found as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tacitus import ingest, store, withhold
from tacitus.cli.main import main
from tacitus.ingest import decisions
from tacitus.store import Query, Store

AT = "2017-03-09T00:00:00Z"
TEXT = """Bomb kills two at market in Kirkuk

KIRKUK, Iraq, March 7 (A Wire) - A car bomb killed two people at a market in the Iraqi city of Kirkuk on Tuesday, police said.
Among the dead was Leyla Demirtas, 31, a teacher, her brother Omar Demirtas said. Governor Samuel Otieno-Ruto blamed the
Islamic State.
"""
LATER = """Gunmen kill shopkeeper in Mosul

MOSUL, Iraq, March 8 (A Wire) - Gunmen shot dead Tariq Najjar, a shopkeeper, in the city of Mosul on Wednesday, police said.
"""


@pytest.fixture
def record(tmp_path: Path) -> Store:
    (tmp_path / "leyla-demirtas.txt").write_text(TEXT, "utf-8")
    opened = store.open(tmp_path / "war.db")
    ingest.read_into(opened, [tmp_path / "leyla-demirtas.txt"], jobs=1)
    return opened


def withheld(record: Store) -> Store:
    withhold.switch(record, True, at=AT)
    withhold.catch_up(record)
    return record


def found(record: Store, **asked: str) -> list[int]:
    """How many incidents each way of asking finds."""
    query = Query(**asked)
    desk, mask, _ = record.summed(query)
    return [len(list(record.incidents(query))), record.count(query), record.found(query)[1], int(mask.sum())]


PRIVATE = [
    {"text": "Demirtas"}, {"text": "leyla demirtas"}, {"text": '"Omar Demirtas"'}, {"actor": "Demirtas"}, {"actor": "Leyla"},
    {"source": "leyla"}, {"source": "demirtas.txt"}, {"text": "bomb Leyla"},
]
OPEN = [
    {"text": "bomb"}, {"text": '"car bomb" Kirkuk'}, {"text": "Otieno-Ruto"}, {"text": "teacher"}, {"actor": "islamic-state"},
    {"actor": "Islamic"}, {"place": "kirkuk"}, {"text": "kirkuk bombing"},
]


@pytest.mark.parametrize("asked", PRIVATE)
def test_a_withheld_name_finds_nothing_and_without_the_setting_it_does(record: Store, asked: dict[str, str]) -> None:
    assert "actor" in asked or min(found(record, **asked)) > 0
    assert found(withheld(record), **asked) == [0, 0, 0, 0]
    assert record.reports_found(asked.get("text", "Demirtas"))[1] == 0


@pytest.mark.parametrize("asked", OPEN)
def test_what_is_shown_is_found_as_before(record: Store, asked: dict[str, str]) -> None:
    before = found(record, **asked)
    assert min(before) > 0
    assert found(withheld(record), **asked) == before


def test_what_comes_in_later_is_masked_too_and_what_is_not_masked_yet_is_not_found(record: Store, tmp_path: Path) -> None:
    withhold.switch(record, True, at=AT)
    assert record.reports_found("market")[1] == 0
    withhold.catch_up(record)
    assert record.reports_found("market")[1] == 1
    (tmp_path / "later.txt").write_text(LATER, "utf-8")
    ingest.read_into(record, [tmp_path / "later.txt"], jobs=1)
    assert record.reports_found("shopkeeper")[1] == 1
    assert found(record, text="Najjar") == [0, 0, 0, 0]
    withhold.switch(record, False, at=AT)
    assert min(found(record, text="Najjar")) == 1


def test_the_past_finds_no_more_than_the_present(record: Store) -> None:
    withheld(record)
    then = record.as_of(record.cursor())
    assert [len(list(then.incidents(Query(text=words)))) > 0 for words in ("Demirtas", "market")] == [False, True]
    then.close()


def test_a_person_whom_somebody_enters_is_not_found_by_name(record: Store) -> None:
    withheld(record)
    one = next(iter(record.incidents(Query(text="bomb"))))
    decisions.correct(record, one.id, "roles.victim", "Hediye Aslan", user="ana")
    assert found(record, actor="Aslan") == found(record, text="Aslan") == [0, 0, 0, 0]


@pytest.mark.parametrize(("name", "private"), [
    ("Leyla Demirtas", True), ("her brother Omar Demirtas", True), ("Ahmed", True), ("Governor Samuel Otieno-Ruto", False),
    ("gunmen", False), ("30 villagers", False), ("Rahat Valley Brigades", False), ("Kirkuk police", False),
])
def test_names_of_groups_and_of_office_may_be_listed_and_no_others(name: str, private: bool) -> None:
    assert withhold.may_be_private(name) is private


@pytest.mark.parametrize("asked", [["--text", "Demirtas"], ["--actor", "Leyla"], ["--source", "demirtas"]])
def test_an_export_that_withholds_once_finds_nothing_by_a_withheld_name(
    record: Store, asked: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    record.close()
    exported = ["export", record.path, "--format", "jsonl", "--withhold"]
    assert main([*exported, *asked]) == 0
    assert capfdbinary.readouterr().out == b""
    assert main([*exported, "--text", "market"]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 1
    with store.open(record.path) as again:  # what was masked for it changes nothing for those from whom nothing is withheld
        assert min(found(again, text="Demirtas")) == 1
