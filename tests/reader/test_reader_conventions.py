"""A convention of dates chosen for a run: through the API, the environment, and the reader's name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import tacitus
from tacitus import times
from tacitus.errors import TacitusError
from tacitus.reader import ReaderChoice, using
from tacitus.record import Statement

DAY = "2016-07-27"
UNDATED = "A car bomb killed nine people at a market in Mosul."
LONG = "Rebels killed nine soldiers in a five-day offensive on the town of Azaz in Syria."


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    yield
    times.follow(None)


def first(text: str, dates: str | None = None) -> Statement:
    return tacitus.read_text(text, published=DAY, dates=dates).statements[0]


def test_news_without_a_day_by_either_convention() -> None:
    plain, coded = first(UNDATED).when, first(UNDATED, "ucdp").when
    assert (plain.start, plain.end) == ("2016-07-26", "2016-07-27")
    assert (coded.start, coded.end, coded.basis) == ("2016-07-24", "2016-07-26", "publication")


def test_the_trace_names_the_rule_and_the_quote_its_words() -> None:
    told = first(LONG, "ucdp")
    assert [t.rule for t in told.traces if t.field == "when"] == ["dates.ucdp.days-long"]
    assert (told.when.start, told.when.end, told.when.said) == ("2016-07-23", "2016-07-27", "five-day")
    assert told.when.quotes[0].words == "five-day"


def test_a_choice_lasts_for_its_run_only() -> None:
    first(UNDATED, "ucdp")
    assert first(UNDATED).when.start == "2016-07-26"


def test_statements_are_signed_with_the_convention_so_that_another_run_reads_anew() -> None:
    plain = using(ReaderChoice()).version
    coded = using(ReaderChoice(dates="ucdp")).version
    assert coded == f"{plain}+ucdp"
    assert first(UNDATED, "ucdp").reader == coded


def test_the_environment_may_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TACITUS_DATES", "ucdp")
    assert first(UNDATED).when.start == "2016-07-24"
    assert first(UNDATED, "plain").when.start == "2016-07-26"
    assert first(UNDATED).when.start == "2016-07-24"


def test_a_name_that_there_is_none_of_is_said_so() -> None:
    with pytest.raises(TacitusError, match="no convention of dates 'acled'"):
        first(UNDATED, "acled")
