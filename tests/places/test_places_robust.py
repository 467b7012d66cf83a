"""Whatever stands in a text or in the gazetteer's file: a clear error or an honest "not settled", in bounded time."""

from __future__ import annotations

import shutil
import sqlite3
import time
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus.errors import Failure, TacitusError
from tacitus.places import bordered, contradictions, find, locate, situate
from tacitus.places.gazetteer import DEFAULT, Gazetteer


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole gazetteer of one small country."""
    path = tmp_path_factory.mktemp("small") / "small.sqlite"
    with sqlite3.connect(path) as db:
        db.execute(f"ATTACH '{DEFAULT}' AS whole")
        db.execute("CREATE TABLE place AS SELECT * FROM whole.place WHERE country = 'LB'")
        for table in ("meta", "demonym", "border", "common"):
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM whole.{table}")
        for table in ("name", "sound", "outline"):
            db.execute(f"CREATE TABLE {table} AS SELECT * FROM whole.{table} WHERE place IN (SELECT id FROM place)")
        db.execute("CREATE INDEX known ON name (key)")
    db.close()
    return path


def ask(path: Path) -> None:
    """Everything that is asked of a gazetteer."""
    known = Gazetteer(path)
    known.named("Tripoli")
    known.spelt_like("Tarablos", ["LB"])
    known.misspelt("Tripolu", ["LB"])
    known.capital("LB")
    known.outlines("LB")
    known.km_from(34.0, 36.0, "LB")


def trouble(path: Path) -> Failure | None:
    """What asking fails with, None where all is answered."""
    try:
        ask(path)
    except TacitusError as error:
        return error.failure
    return None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), length=st.integers(1, 3_000), byte=st.integers(0, 255))
def test_a_file_that_is_damaged_anywhere_is_an_error_with_its_code_or_does_no_harm(
    small: Path, tmp_path: Path, at: float, length: int, byte: int
) -> None:
    whole = small.read_bytes()
    start = int(at * (len(whole) - length))
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(whole[:start] + bytes([byte]) * length + whole[start + length :])
    found = trouble(path)
    assert found is None or (found.code == "E402" and "places.build" in (found.hint or ""))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_file_cut_short_is_an_error_with_its_code(small: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "cut.sqlite"
    path.write_bytes(small.read_bytes()[: int(share * small.stat().st_size)])
    found = trouble(path)
    assert found is not None
    assert found.code == "E402"


def test_a_folder_in_its_place_is_no_gazetteer(tmp_path: Path) -> None:
    with pytest.raises(TacitusError) as caught:
        Gazetteer(tmp_path)
    assert caught.value.failure.code == "E401"


def test_a_file_moved_away_while_open_changes_nothing_that_was_read(small: Path, tmp_path: Path) -> None:
    path = tmp_path / "moved.sqlite"
    shutil.copyfile(small, path)
    known = Gazetteer(path)
    path.unlink()
    assert known.named("Tripoli")


def test_names_without_number_take_time_that_grows_no_faster_than_the_text() -> None:
    def seconds(times: int) -> float:
        text = "Shells fell in Homs, Idlib, Springfield and San Antonio, in Ruritania and near Qwertyuiopolis. " * times
        start = time.process_time()
        located = locate(text)
        contradictions(text, located)
        situate(text, bordered(text, located))
        return time.process_time() - start

    seconds(10)
    short, long = seconds(300), seconds(1_200)
    assert long < 12 * max(short, 0.05)


def test_more_distinct_names_than_any_report_has_are_found_and_the_last_left_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_module("tacitus.places.locate"), "MOST_NAMES", 2)  # the package's `locate` is the function
    found = locate("Shells fell in Homs, in Kunduz and in Kharkiv.")
    assert [x.mention.words for x in found] == ["Homs", "Kunduz", "Kharkiv"]
    assert [x.place is None for x in found] == [False, False, True]


@pytest.mark.parametrize(
    "text",
    [
        "\u0627\u0646\u0641\u062c\u0627\u0631 \u0641\u064a \u062f\u064a\u0631 \u0627\u0644\u0632\u0648\u0631",
        "\u05e4\u05d9\u05e6\u05d5\u05e5 \u05d1\u05d9\u05e8\u05d5\u05e9\u05dc\u05d9\u05dd",
        "\u202eReports of shelling\u202c \u062d\u0644\u0628 in \u200fIdlib\u200f, Syria",
        "\u200f\u202a\u2067\u2069",
        "",
        "\x00\x00Homs\x00",
        "\ud83d\udca5".encode("utf-16", "surrogatepass").decode("utf-16") * 50 + "Homs",
    ],
)
def test_texts_that_run_from_the_right_keep_their_offsets(text: str) -> None:
    for found in locate(text):
        assert text[found.mention.start : found.mention.end] == found.mention.words


def test_a_latin_name_among_marks_of_direction_is_found() -> None:
    text = "Shelling in \u200fIdlib\u200f, Syria."
    found = [x for x in locate(text) if x.mention.words == "Idlib"]
    assert [x.place.country for x in found if x.place] == ["SY"]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_text_breaks_the_way_from_words_to_points(text: str) -> None:
    located = bordered(text, locate(text))
    situate(text, located)
    contradictions(text, located)
    for mention in find(text):
        assert text[mention.start : mention.end] == mention.words
