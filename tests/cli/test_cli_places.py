"""`tacitus places`: looking up, adding, importing, listing and removing, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tacitus.cli import main
from tacitus.places import own


@pytest.fixture(autouse=True)
def _mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(own.SETTING, str(tmp_path / "places.sqlite"))


def out(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(list(args)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", [["places"], ["places", "find"]])
def test_a_name_is_looked_up_with_or_without_the_verb(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "geonames:170063" in out(capsys, *verb, "Aleppo")


def test_a_place_is_added_listed_found_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "add", "Basaltia", "--lat", "36.4", "--lon", "40.1", "--kind", "village", "--also", "Bazaltiya"]) == 0
    assert "own:basaltia-sy" in out(capsys, "places", "Bazaltiya")
    assert json.loads(out(capsys, "places", "list", "--json"))["lists"] == {own.ADDED: 1}
    assert main(["places", "remove", "basaltia"]) == 0
    assert json.loads(out(capsys, "places", "list", "--json"))["places"] == []


def test_a_list_is_imported_and_taken_out_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "codes.csv"
    source.write_text("Location,Admin Level,P-Code,Name,Parent P-Code\nSYR,1,SY99,Flintland,SYR\n")
    assert main(["places", "import", str(source)]) == 0
    assert "Flintland" in out(capsys, "places", "SY99")
    assert main(["places", "remove", "--source", "codes.csv"]) == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("add Basaltia --lat 36 --lon 40 --kind moon", "E102"),
        ("add Basaltia --lat 36 --lon 40 --country XX", "E102"),
        ("import no-such-file.zip", "E101"),
        ("remove Nowhere", "E406"),
        ("remove", "E102"),
    ],
)
def test_what_cannot_be_done_is_said_with_a_code(args: str, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", *args.split()]) == 2
    assert code in capsys.readouterr().err


def test_a_file_that_is_no_list_is_refused_with_what_to_give(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "notes.txt"
    source.write_text("some notes\n")
    assert main(["places", "import", str(source)]) == 2
    assert "E405" in capsys.readouterr().err


def test_a_point_far_outside_its_country_is_doubted_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "add", "Basaltia", "--lat", "64", "--lon", "40", "--country", "SY"]) == 0
    assert "km outside Syria" in capsys.readouterr().err


def test_coordinates_that_are_no_numbers_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["places", "add", "Nowhere", "--lat", "nan", "--lon", "40.1"]) == 2
    assert "E102 --lat, --lon" in capsys.readouterr().err
