"""The day of publication: who is trusted before whom, what contradicts it, and what cannot be."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tacitus
from tacitus.errors import TacitusError
from tacitus.record import Report
from tacitus.sources import impossible
from tacitus.sources.dates import iso
from tacitus.sources.origin import country

STORY = "Gunmen killed three guards at a checkpoint near Mosul on Friday, the police said. They fled in a lorry."


def read(folder: Path, front: str = "", head: str = "", published: str | None = None, url: str | None = None) -> Report:
    path = folder / "report.md"
    path.write_text((f"---\n{front}\n---\n" if front else "") + head + STORY, encoding="utf-8")
    return tacitus.read(path, published=published, url=url).reports[0]


def test_the_caller_is_trusted_before_the_data_and_the_data_before_the_text(tmp_path: Path) -> None:
    front, head = "published: 2016-07-28", "MOSUL, July 27, 2016 (AP) - "
    given = read(tmp_path, front, head, published="2016-07-29").published
    data = read(tmp_path, front, head).published
    text = read(tmp_path, "", head).published
    assert [(p.date, p.how) for p in (given, data, text)] == [
        ("2016-07-29", "given"), ("2016-07-28", "metadata"), ("2016-07-27", "dateline"),
    ]  # fmt: skip
    assert [p.basis for p in (given, data, text)] == ["the caller", "the source's data", "the text"]
    assert [p.doubt for p in (given, data, text)] == [None] * 3


def test_days_that_differ_by_more_than_a_night_are_a_doubt_of_the_report_and_of_what_rests_on_them(tmp_path: Path) -> None:
    report = read(tmp_path, "published: 2019-05-02", "MOSUL, July 27, 2016 (AP) - ")
    assert report.published.date == "2019-05-02"
    assert report.published.doubt == "the source's data says 2019-05-02, the text 2016-07-27"
    told = tacitus.read(tmp_path / "report.md").statements[0]
    doubt = next(d for d in told.doubts if d.field == "when")
    assert (doubt.kind, doubt.quotes[0].words) == ("dates", "July 27, 2016")


@pytest.mark.parametrize("day", ["0001-01-01", "1816-07-27", "9999-12-31", "2999-01-01"])
def test_a_day_that_cannot_be_is_passed_over_and_said(tmp_path: Path, day: str) -> None:
    published = read(tmp_path, f"published: {day}", "MOSUL, July 27, 2016 (AP) - ").published
    assert (published.date, published.how) == ("2016-07-27", "dateline")
    assert published.doubt is not None
    assert published.doubt.startswith(f"the source's data says {day}, but it lies")
    alone = read(tmp_path, f"published: {day}").published
    assert (alone.date, alone.how) == (None, "none")


@pytest.mark.parametrize("day", ["0001-01-01", "1816-07-27", "9999-12-31"])
def test_a_day_that_cannot_be_is_an_error_where_the_caller_gives_it(day: str) -> None:
    with pytest.raises(TacitusError, match="E103"):
        tacitus.read_text(STORY, published=day)


def test_a_paper_may_be_a_day_ahead_of_this_clock() -> None:
    now = datetime.now(UTC).date()
    assert impossible((now + timedelta(days=1)).isoformat()) is None
    assert impossible((now + timedelta(days=2)).isoformat()) == "it lies in the future"


@pytest.mark.parametrize(
    ("where", "day"),
    [("US", "2016-03-04"), ("PH", "2016-03-04"), ("GB", "2016-04-03"), ("IQ", "2016-04-03"), (None, None)],
)
def test_figures_are_read_as_the_publishers_country_writes_them(where: str | None, day: str | None) -> None:
    assert iso("03/04/2016", where) == day


def test_figures_that_can_be_read_in_one_way_need_no_country() -> None:
    assert (iso("21/04/2014"), iso("04/21/2014", "GB"), iso("05/05/2016")) == ("2014-04-21", "2014-04-21", "2016-05-05")


@pytest.mark.parametrize(
    ("url", "language", "code"),
    [
        ("https://news.example.co.uk/a", None, "GB"), ("https://example.com.au/x", "en-US", "AU"),
        ("http://press.example.gov/1", None, "US"), ("https://example.com/x", "en-US", "US"),
        ("https://example.com/x", "en", None), ("https://example.tv/x", None, None), ("https://example.org", "fr", "FR"),
        (None, "es-MX", "MX"), ("not an address", None, None), ("http://[bad", "", None), (None, None, None),
    ],
)  # fmt: skip
def test_the_publishers_country_is_that_of_its_host_or_language_tag(
    url: str | None, language: str | None, code: str | None
) -> None:
    assert country(url, language) == code


def test_the_address_settles_the_figures_above_the_text(tmp_path: Path) -> None:
    head = "03/04/2016\n\n"
    assert read(tmp_path, "", head, url="https://example.co.uk/x").published.date == "2016-04-03"
    assert read(tmp_path, "", head, url="https://example.com/x").published.date is None


def test_the_day_is_that_of_the_writers_own_clock(tmp_path: Path) -> None:
    told = read(tmp_path, 'published: "2016-07-30T00:30:00+03:00"')
    assert told.published.date == "2016-07-30T00:30:00+03:00"
    assert tacitus.read(tmp_path / "report.md").statements[0].when.start == "2016-07-29"
