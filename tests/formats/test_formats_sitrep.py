"""The situation report says what reports say, no surer than they are, and holds nothing that a browser would run or fetch."""

from __future__ import annotations

import io
import re

from msgspec import structs

from tacitus.formats import write
from tacitus.record import Claim, Count, Doubt, Figure, Incident, Party, Published, Quote, Report, When, Where

SLY = '<img src=x onerror="alert(1)">'
REPORTS = {
    "r1": Report(id="r1", raw_sha256="0", text="Nineteen died", title=SLY, publisher="A Wire", url="https://example.org/a?b=<c>",
                 published=Published(date="2017-03-07")),
    "r2": Report(id="r2", raw_sha256="0", text="x", publisher="B Post", url="javascript:alert(1)"),
}
BOMB = Incident(
    id="i1", type="bombing", when=When(start="2017-03-06", end="2017-03-07", precision="day"), reports=["r1", "r2"],
    independent_sources=2, grade="contested",
    where=Where(name="Kirkuk", lat=35.4, lon=44.4, precision="near", country="IQ", admin1="Kirkuk Governorate"),
    roles={"attacker": [Party(name=SLY, words="x", status="blamed")]},
    counts={"killed": Count(low=14, best=19, high=21, said=[Figure(low=19, high=19, words="Nineteen", quotes=[
        Quote(report="r1", start=0, end=8, words="Nineteen")])])},
    claims=[Claim(by="a group", stance="denies")], doubts=[Doubt(kind="figures", field="counts.killed", why="reports differ")],
)


def page(*incidents: Incident, **asked: str) -> str:
    out = io.BytesIO()
    write(incidents, "sitrep", out, reports=REPORTS, base="http://127.0.0.1:8000", asked=asked)
    return out.getvalue().decode()


def test_every_entry_says_its_uncertainty_and_its_sources() -> None:
    shown = page(BOMB, country="IQ")
    for said in ("between 6 and 7 March 2017", "near Kirkuk", "(blamed)", "14 to 21", "a group denies it", "reports differ",
                 "<q>Nineteen</q>", "2 independent sources, graded contested", "Selected: country IQ"):
        assert said in shown
    marks = set(re.findall(r'href="#source-(\d)"', shown))
    assert marks == set(re.findall(r'id="source-(\d)"', shown)) == {"1", "2"}


def test_sums_say_how_many_are_open_and_leave_out_what_did_not_happen() -> None:
    many = structs.replace(BOMB, counts={"killed": Count(low=50, said=[Figure(low=50, words="at least 50")])})
    planned = structs.replace(BOMB, status="planned", counts={"killed": Count(low=900, high=900)})
    accident = structs.replace(BOMB, type="accident", counts={"killed": Count(low=700, high=700)})
    shown = page(BOMB, many, planned, accident)
    assert "at least 64 (1 without an upper bound)" in shown
    assert "2 of the incidents are denied, planned, foiled or no violence" in shown
    assert "not told" in shown  # the wounded


def test_nothing_of_a_report_runs_and_nothing_is_fetched() -> None:
    shown = page(BOMB)
    assert SLY not in shown
    assert 'href="javascript' not in shown
    assert not re.search(r"<(?:img|script|link|iframe|object)\b|@import|url\(", shown)


def test_no_incident_is_a_page_too() -> None:
    assert "<dd>0</dd>" in page()
    assert page().endswith("</html>\n")
