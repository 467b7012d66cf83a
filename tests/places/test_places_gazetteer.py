"""The gazetteer opens fast or says what is wrong with it and how to make it."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from tacitus.errors import TacitusError
from tacitus.places.gazetteer import DEFAULT, Gazetteer, gazetteer


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(TacitusError, match="tacitus.places.build") as caught:
        Gazetteer(tmp_path / "none.sqlite")
    assert caught.value.failure.code == "E401"


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_damaged_file_says_how_to_build_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.sqlite"
    path.write_bytes(content)
    with pytest.raises(TacitusError, match="tacitus.places.build") as caught:
        Gazetteer(path)
    assert caught.value.failure.code == "E402"


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(DEFAULT) as whole, sqlite3.connect(path) as part:
        for (statement,) in whole.execute("SELECT sql FROM sqlite_master WHERE type = 'table'").fetchall():
            part.execute(statement)
        part.execute("INSERT INTO meta VALUES ('schema', '0')")
    with pytest.raises(TacitusError, match="version 0") as caught:
        Gazetteer(path)
    assert caught.value.failure.code == "E402"


def test_it_opens_fast() -> None:
    start = time.perf_counter()
    Gazetteer(DEFAULT)
    assert time.perf_counter() - start < 0.3


def test_quotes_and_wildcards_in_a_name_are_just_letters() -> None:
    assert gazetteer().named("'; DROP TABLE name; --") == ()
    assert gazetteer().named("%") == ()
    assert gazetteer().has("Aleppo")


def test_near_spellings_are_proposed_only_within_the_countries_given() -> None:
    known = gazetteer()
    assert "IQ" in {x.entry.country for x in known.spelt_like("Qaiyyara", ["IQ"])}
    assert known.spelt_like("Qaiyyara", []) == ()
    assert all(x.entry.country == "SY" for x in known.spelt_like("Qaiyyara", ["SY"]))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("حلب", "Aleppo"),
        ("دير الزور", "Deir ez-Zor"),
        ("Мариуполь", "Mariupol"),
        ("Харків", "Kharkiv"),
        ("דמשק", "Damascus"),
    ],
)
def test_names_in_their_own_letters_are_known(said: str, meant: str) -> None:
    assert meant in {x.entry.name for x in gazetteer().named(said)}


@pytest.mark.parametrize(
    ("said", "meant"), [("Artyomovsk", "Bakhmut"), ("Rovno", "Rivne"), ("Dnepropetrovsk", "Dnipro")]
)
def test_names_in_another_language_of_the_country_are_known(said: str, meant: str) -> None:
    assert meant in {x.entry.name for x in gazetteer().named(said)}


def test_a_people_tells_its_country_and_its_own_part_of_it() -> None:
    known = gazetteer()
    assert known.demonyms["chechen"] == "RU"
    place = known.by_number(known.peoples["chechen"])
    assert place is not None
    assert (place.name, place.kind) == ("Chechnya", "province")
    assert "african" not in known.demonyms
    assert "kurdish" not in known.peoples


def test_every_country_has_a_point_and_nearly_every_one_a_people() -> None:
    known = gazetteer()
    assert len(known.countries) >= 245
    assert len(set(known.demonyms.values())) >= 220


def test_a_province_is_called_as_reports_call_it_and_known_by_its_other_names() -> None:
    named = [x.entry.name for x in gazetteer().named("East Turkestan") if x.entry.kind == "province"]
    assert named == ["Xinjiang"]
