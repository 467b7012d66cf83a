"""The dates that a paper puts above and below a report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tacitus import times


@pytest.mark.parametrize(
    "text",
    [
        "Blast hits ferry queue\nHarbour Post, 9 May 2011\n\nA bomb went off on Saturday.",
        "Southern plain: weekly notes, 9 May 2011\n\n- Two villages were shelled.",
        "Blast hits ferry queue\n\nPosted on May 9, 2011 by Delta News Service\n\nTUNIS, May 9 - A bomb went off.",
        "Blast hits ferry queue\n\n*Published: Monday, 9 May 2011 14:05 GMT*\n\nA bomb went off.",
        "Blast hits ferry queue | 9 May 2011, 14:05\n\nA bomb went off on Saturday.",
        "Blast hits ferry queue\nMonday 9 May 2011\nA bomb went off.",
        "## Blast hits ferry queue (9 May 2011)\n\nA bomb went off.",
        "TUNIS, 9 May 2011. A bomb went off beside the ferry queue.",
        "Tunis, 9 May 2011: A bomb went off beside the ferry queue.",
        "A bomb went off beside the ferry queue on Saturday.\n\nTwo men died.\n\nPosted 9 May 2011",
    ],
)
def test_the_papers_own_date_is_the_day_of_publication(text: str) -> None:
    assert times.published(text) == date(2011, 5, 9)


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off beside the ferry queue on 9 May 2011.",
        "Two men were tried for the bombing of 9 May 2011\n\nThe court sat in Tunis.",
        "Two men died in Tunis, on 9 May 2011, and a third was hurt. The police said so.",
        "Harbour Post, 9 May\n\nA bomb went off.",
        "Harbour Post, 3/4/2011\n\nA bomb went off.",
        "",
    ],
)
def test_a_date_of_what_is_told_or_half_a_date_is_not(text: str) -> None:
    assert times.published(text) is None


def test_the_place_before_a_date_and_a_full_stop_is_the_datelines() -> None:
    line = times.dateline("BELFAST, 3 June 2009. Two soldiers were shot.")
    assert line is not None
    assert (line.place, line.date) == ("BELFAST", date(2009, 6, 3))


@given(st.text(max_size=120))
def test_any_text_is_searched_for_stamps_without_failing(text: str) -> None:
    assert all(text[m.start : m.end] == m.words for m in times.stamps(text))
