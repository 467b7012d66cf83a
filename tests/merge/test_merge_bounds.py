"""What no cluster may hold, whatever is thrown together: two places, two days, two countries, two happenings of one report."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from merge_cases import TOWNS, Told, day, province, town

from tacitus.merge.cluster import cluster
from tacitus.merge.words import limits
from tacitus.places.geo import km
from tacitus.record import Statement

DAYS = [f"2020-05-{n:02d}" for n in range(3, 10)]
PROVINCES = {"Borno": (11.5, 13.0, "NG"), "Nineveh": (36.2, 42.5, "IQ"), "Kano": (11.7, 8.5, "NG")}
FAR = float(limits()["place"]["distances_km"][-1][0])
NIGHT = int(limits()["time"]["said_gap"][-1][0])


@st.composite
def worlds(draw: st.DrawFn) -> Told:
    """Up to nine statements of up to six reports, alike in much: few towns, days, targets and tolls."""
    told = Told()
    papers = [told.report(f"Paper {n} tells of bombs in towns.", published=draw(st.sampled_from(DAYS))) for n in range(6)]
    for _ in range(draw(st.integers(2, 9))):
        where = draw(st.sampled_from([*TOWNS, *PROVINCES]))
        place = town(where) if where in TOWNS else province(where, *PROVINCES[where])
        first = draw(st.sampled_from(DAYS))
        told.tell(
            draw(st.sampled_from(["bombing", "suicide-bombing", "armed-assault"])), inside=draw(st.sampled_from(papers)),
            where=place, killed=draw(st.sampled_from([None, 4, 12, (12, None)])),
            target=draw(st.sampled_from([None, "a market", "a church"])),
            when=day(first, basis=draw(st.sampled_from(["stated", "publication"]))),
            role_in_report=draw(st.sampled_from(["main", "main", "main", "background"])),
        )  # fmt: skip
    return told


def across(told: Told) -> list[tuple[Statement, Statement]]:
    """All pairs that share a cluster."""
    return [pair for group in cluster(told.statements, told.reports) for pair in combinations(group, 2)]


given_worlds = given(told=worlds())
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given_worlds
@quick
def test_one_incident_is_in_one_place(told: Told) -> None:
    for a, b in across(told):
        assert a.where.country == b.where.country
        if a.where.precision == b.where.precision == "exact":
            assert km(a.where.lat or 0, a.where.lon or 0, b.where.lat or 0, b.where.lon or 0) <= FAR
        if a.where.precision == b.where.precision == "province":
            assert a.where.name == b.where.name


@given_worlds
@quick
def test_two_happenings_of_one_report_are_two(told: Told) -> None:
    assert all(a.report != b.report for a, b in across(told))


@given_worlds
@quick
def test_days_that_were_said_lie_a_night_apart_at_most(told: Told) -> None:
    for a, b in across(told):
        if a.when.basis == b.when.basis == "stated":
            assert abs(DAYS.index(a.when.start or "") - DAYS.index(b.when.start or "")) <= NIGHT


@given_worlds
@quick
def test_without_the_mentions_in_passing_what_reports_are_about_is_grouped_alike(told: Told) -> None:
    main = [one for one in told.statements if one.role_in_report == "main"]
    alone = {frozenset(one.id for one in group) for group in cluster(main, told.reports)}
    ids = {one.id for one in main}
    among = {frozenset(one.id for one in group) & ids for group in cluster(told.statements, told.reports)}
    assert alone == among - {frozenset()}
