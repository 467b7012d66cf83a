"""The line that opens a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import times


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("BAGHDAD, July 3 (Reuters) - A car bomb", "BAGHDAD", None, "Reuters"),
        ("KABUL (AP) - Two policemen", "KABUL", None, "AP"),
        ("14 Nov 2017 Air strikes that hit a market", None, date(2017, 11, 14), None),
        ("Published November 13 2017 A monitor said", None, date(2017, 11, 13), None),
        ("Mon Jul 18 2016 12 Civilians Hurt", None, date(2016, 7, 18), None),
        ("Posted on July 2 2016 by the editors", None, date(2016, 7, 2), None),
        ("   SAN SALVADOR, 8 JAN 90 (ACAN-EFE) -- [TEXT] THE ARMY", "SAN SALVADOR", date(1990, 1, 8), "ACAN-EFE"),
        ("PRAGUE (CZECHOSLOVAKIA), 21 MAY 88 (EFE) -- [TEXT]", "PRAGUE", date(1988, 5, 21), "EFE"),
        ("3 dead in blasts KANDAHAR, Afghanistan, Oct. 3 (Xinhua) -- Three", "KANDAHAR, Afghanistan", None, "Xinhua"),
        ("Town Falls -IRBIL, IRAQ —\xa0Troops took", "IRBIL, IRAQ", None, None),
        ("Baghdad (AFP) – A bomb", "Baghdad", None, "AFP"),
        ("Gao, Mali, 9 May 2013 - A mine", "Gao, Mali", date(2013, 5, 9), None),
        ("Cali, May 9, 2013 — Gunmen", "Cali", date(2013, 5, 9), None),
        ("NAIROBI, Kenya (AP) _\n\nSuspected bombs", "NAIROBI, Kenya", None, "AP"),
    ],
)
def test_place_day_and_agency_are_taken_from_the_opening(
    text: str, place: str | None, day: date | None, agency: str | None
) -> None:
    line = times.dateline(text)
    assert line is not None
    assert (line.place, line.date, line.agency) == (place, day, agency)
    if line.place_start is not None:
        assert text[line.place_start : line.place_end] == place


def test_a_dateline_without_its_year_keeps_what_was_said() -> None:
    line = times.dateline("BAGHDAD, July 3 (Reuters) - A car bomb")
    assert line is not None
    assert line.mention is not None
    assert (line.mention.words, line.mention.month, line.mention.day) == ("July 3", 7, 3)


@pytest.mark.parametrize(
    "text",
    ["On 17 September 2019, two bombs went off.", "The U.S. - a friend of the rebels - said so.", "Two men died.", ""],
)
def test_an_ordinary_sentence_is_no_dateline(text: str) -> None:
    assert times.dateline(text) is None


@given(st.text(max_size=80))
def test_any_text_is_looked_at_without_failing(text: str) -> None:
    line = times.dateline(text)
    assert line is None or 0 <= line.start < line.end <= len(text)
