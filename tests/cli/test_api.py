"""The Python face: one call reads, nothing is kept, and what cannot be read is a failure, never an exception."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tacitus
from tacitus.errors import TacitusError
from tacitus.store import Query

TEXT = (
    "ADEN (Gulf Wire) - A car bomb killed at least 11 soldiers at a checkpoint in the Yemeni city of Aden on Tuesday, "
    "officials said.\n\nNobody has claimed the attack."
)


def test_one_text_becomes_one_sourced_incident() -> None:
    reading = tacitus.read_text(TEXT, published="2016-05-12", publisher="Gulf Wire")
    assert not reading.failures
    (incident,) = (one for one in reading.incidents if one.type == "bombing")
    assert incident.counts["killed"].low == 11
    assert incident.counts["killed"].high is None
    assert incident.where.country == "YE"
    assert incident.when.start == incident.when.end == "2016-05-10"
    text = reading.reports[0].text
    assert all(text[quote.start : quote.end] == quote.words for quote in incident.quotes)
    assert incident.quotes


def test_a_reading_is_the_json_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "aden.txt"
    path.write_text(TEXT)
    command = [sys.executable, "-m", "tacitus.cli", "read", str(path), "--published", "2016-05-12", "--json"]
    printed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    reading = tacitus.read(path, published="2016-05-12").to_dict()
    for found in (printed, reading):
        for incident in found["incidents"]:
            incident["history"] = []  # holds the time of reading
    assert printed == reading


def test_reading_into_a_database_and_opening_it(tmp_path: Path) -> None:
    path, db = tmp_path / "aden.txt", tmp_path / "aden.db"
    path.write_text(TEXT)
    command = [sys.executable, "-m", "tacitus.cli", "read", str(path), "--published", "2016-05-12", "--into", str(db)]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert first.stdout == again.stdout == ""
    assert first.stderr.startswith("read 1, copies 0, irrelevant 0, failed 0; statements ")
    assert again.stderr == (
        "read 0, copies 0, irrelevant 0, known before 1, failed 0; statements 0; incidents 0 new, 0 changed\n"
    )
    with tacitus.open(db, create=False) as record:
        assert [one.type for one in record.incidents(Query(country="YE", killed_min=10))] == ["bombing"]


@pytest.mark.parametrize(("text", "code"), [("", "E201"), ("  \n\t", "E201"), ("half \ud83d of one", "E208")])
def test_a_text_that_is_none_is_a_failure(text: str, code: str) -> None:
    reading = tacitus.read_text(text)
    assert [failure.code for failure in reading.failures] == [code]
    assert reading.reports == reading.incidents == []


def test_irrelevant_and_foreign_texts_are_kept_and_not_read() -> None:
    ordinary = tacitus.read_text("The council of Ghent voted on Monday to plant forty trees by the canal. " * 3)
    foreign = tacitus.read_text("Der Gemeinderat hat am Montag beschlossen, den Platz neu zu pflastern. " * 3)
    assert len(ordinary.reports) == len(foreign.reports) == 1
    assert ordinary.incidents == foreign.incidents == []
    assert ordinary.reports[0].readable
    assert not foreign.reports[0].readable


def test_a_path_that_does_not_exist_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "aden.txt"
    path.write_text(TEXT)
    reading = tacitus.read([tmp_path / "nothing.txt", path])
    assert [failure.code for failure in reading.failures] == ["E101"]
    assert len(reading.reports) == 1


def test_a_date_that_is_none_stops_at_once() -> None:
    with pytest.raises(TacitusError, match="E103"):
        tacitus.read_text("text", published="last week")


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    for name in tacitus.__all__:
        assert getattr(tacitus, name)
        assert name == "__version__" or getattr(tacitus, name).__doc__
    with pytest.raises(AttributeError):
        tacitus.nonsense  # noqa: B018
