"""The shared loading of UCDP's headlines, and what counts as right of their places (bench/ucdp.py, headline_places.py)."""

import csv
import gzip
from pathlib import Path

import headline_places
import pytest
import ucdp

from tacitus.record import Quote, Statement, Where

ROW = {
    "id": "1", "latitude": "36.2", "longitude": "37.16", "where_prec": "1.0", "where_coordinates": "Aleppo city",
    "adm_1": "Aleppo Governorate", "adm_2": "", "date_start": "2017-03-01", "date_end": "2017-03-01", "date_prec": "1.0",
    "low": "3", "best": "4.0", "high": "5", "deaths_a": "0", "deaths_b": "1", "deaths_civilians": "3", "deaths_unknown": "0",
}  # fmt: skip


def events(folder: Path, *rows: dict[str, str]) -> Path:
    """A folder with such a file of events."""
    path = folder / ucdp.FILE
    path.parent.mkdir()
    with gzip.open(path, "wt", encoding="utf-8") as out:
        table = csv.DictWriter(out, [*ROW, "source_headline", "source_date"])
        table.writeheader()
        table.writerows(rows)
    return folder


def test_a_headline_of_two_events_is_one_with_both(tmp_path: Path) -> None:
    told = {"source_headline": "Raids on two towns", "source_date": "2017-03-02"}
    (one,) = ucdp.headlines(events(tmp_path, ROW | told, ROW | told | {"id": "2", "where_coordinates": "Azaz town"}))
    assert one.day == "2017-03-02"
    assert [e.where for e in one.events] == ["Aleppo city", "Azaz town"]
    assert one.events[0].deaths["civilians"] == 3


def test_headlines_that_do_not_pair_with_days_and_days_that_cannot_be_are_left_out(tmp_path: Path) -> None:
    torn = {"source_headline": "One; Two", "source_date": "2017-03-02"}
    old = {"source_headline": "Three", "source_date": "1753-01-01"}
    assert [(h.text, h.day) for h in ucdp.headlines(events(tmp_path, ROW | torn, ROW | old))] == [("Three", None)]


def test_a_missing_file_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there is no"):
        ucdp.headlines(tmp_path)


def statement(text: str, where: Where | None, role: str = "main") -> Statement:
    quote = Quote(report="r", start=0, end=len(text), words=text)
    return Statement(id="s", report="r", type="shelling", quotes=[quote], where=where or Where(), role_in_report=role)  # type: ignore[arg-type]


def test_a_place_in_the_town_is_right_and_one_beyond_25_km_is_not(tmp_path: Path) -> None:
    told = {"source_headline": "Shelling in Aleppo", "source_date": "2017-03-02"}
    (headline,) = ucdp.headlines(events(tmp_path, ROW | told))
    near = Where(name="Aleppo", lat=36.25, lon=37.1, precision="exact", country="SY", admin1="Aleppo")
    far = Where(name="Idlib", lat=35.93, lon=36.63, precision="exact", country="SY", admin1="Idlib")
    reads = [ucdp.Read(headline, [statement("Shelling", w)]) for w in (near, far, None)]
    row = headline_places.rows("2017", reads)[0]
    assert row["answered"] == pytest.approx(200 / 3)
    assert row["within 25 km of answered"] == pytest.approx(50)
    assert row["right governorate of answered"] == pytest.approx(50)


@pytest.mark.parametrize(
    "title",
    [
        "May 10th 2017: (S1) Some city, Some province",
        "Around August 7th 2017: (S1171c) Some city, Some governorate, Country",
        "October 1st: (S1383) Some hospital area, Some governorate, Country",
        "December 13th 2017 (S1493): Some village, Some governorate, Country",
        "JJune 27th 2017: (S964) Near the school, Some city",
    ],
)
def test_a_title_of_a_case_tells_no_happening(title: str) -> None:
    assert headline_places.CASE.match(title)


def test_a_headline_that_begins_with_a_day_is_no_case() -> None:
    assert not headline_places.CASE.match("March 3rd attack on the market (video) kills 12")
    assert not headline_places.CASE.match("Army (SAA) takes 3 villages")
