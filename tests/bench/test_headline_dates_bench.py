"""What counts as right of the days of UCDP's headlines (bench/headline_dates.py)."""

import headline_dates
import pytest
import ucdp

from tacitus.record import Quote, Statement, When


def read(text: str, day: str, event: str, when: When | None, last: str | None = None) -> ucdp.Read:
    """A headline of one event, read as of this span."""
    one = ucdp.Event("1", 36.2, 37.2, 1, "Aleppo city", "", "", event, last or event, 1, 1, 1, 1, {})
    quote = Quote(report="r", start=0, end=len(text), words=text)
    told = [Statement(id="s", report="r", type="shelling", quotes=[quote], when=when)] if when is not None else []
    return ucdp.Read(ucdp.Headline(text, day, [one]), told)


def rows(*reads: ucdp.Read) -> dict[str, dict[str, object]]:
    return {row["measure"].removeprefix("day: "): row for row in headline_dates.rows("2017", list(reads))}


SPAN = When(start="2017-03-01", end="2017-03-02", precision="day", basis="publication")


def test_a_span_that_holds_the_day_is_right_and_one_that_does_not_is_wrong() -> None:
    held = read("Shelling in Aleppo", "2017-03-02", "2017-03-01", SPAN)
    missed = read("Shelling kills two", "2017-03-03", "2017-03-03", SPAN)
    row = rows(held, missed)["the source's day gives it"]
    assert (row["headlines"], row["answered"], row["days a span"]) == (2, 2, 2)
    assert row["right of answered"] == pytest.approx(50)


def test_headlines_that_name_a_day_and_those_of_old_events_are_lines_of_their_own() -> None:
    named = read("Shelling on Monday", "2017-03-02", "2017-02-27", None)
    old = read("Shelling in Aleppo", "2017-03-09", "2017-02-27", SPAN)
    found = rows(named, old)
    assert (found["the words give it"]["headlines"], found["neither gives it"]["headlines"]) == (1, 1)
    assert found["either gives it"]["read"] == 0


def test_an_open_bound_is_no_answer() -> None:
    row = rows(read("Shelling in Aleppo", "2017-03-02", "2017-03-02", When(end="2017-03-02", basis="publication")))
    assert row["the source's day gives it"]["answered"] == 0


def test_events_of_several_days_are_not_counted() -> None:
    assert rows(read("Fighting", "2017-03-02", "2017-03-01", SPAN, "2017-03-02"))["either gives it"]["headlines"] == 0
