"""A notebook shows an incident and a reading as small tables that hold nothing but what they say."""

from __future__ import annotations

from tacitus.api import Reading
from tacitus.record import Count, Incident, Party, Quote, When, Where

SLY = "<script>alert(1)</script>"
ONE = Incident(
    id="i1", type="bombing", when=When(start="2017-03-07", end="2017-03-09", quotes=[Quote(report="r", start=0, end=3, words=SLY)]),
    where=Where(name=SLY, country="IQ"), roles={"attacker": [Party(name=SLY, words=SLY, status="claimed")]},
    counts={"killed": Count(low=3), "wounded": Count(high=9)},
)


def test_an_incident_shows_its_fields_with_their_words() -> None:
    shown = ONE._repr_html_()
    for said in ("2017-03-07 to 2017-03-09", "3+", "up to 9", "(claimed)", "bombing (reported)"):
        assert said in shown


def test_nothing_of_a_report_runs_and_nothing_is_fetched() -> None:
    for shown in (ONE._repr_html_(), Reading(incidents=[ONE])._repr_html_()):
        assert "<script" not in shown
        assert "&lt;script&gt;" in shown
        assert "http" not in shown


def test_a_long_reading_shows_its_first_incidents_and_how_many_more() -> None:
    shown = Reading(incidents=[ONE] * 25)._repr_html_()
    assert shown.count("<tr>") == 21
    assert "and 5 more" in shown
