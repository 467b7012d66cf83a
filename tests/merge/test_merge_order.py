"""Neither the order of statements nor that of reports decides what is one incident; ids stay."""

from __future__ import annotations

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import AT, Told, day, groups, land, one_by_one, province, town

from tacitus.merge import Memory, merge
from tacitus.record import Claim, When


def week() -> Told:
    """A week of reports with rising tolls, a second attack, a vague region, a mention, a claim and a plan."""
    told = Told()
    for killed, date in ((12, "2020-05-04"), (44, "2020-05-05"), (57, "2020-05-07")):
        told.tell(killed=killed, published=date, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    told.tell(killed=3, when=day("2020-05-04"), where=town("Karrada"), target="a police academy")
    told.tell("suicide-bombing", killed=(50, None), published="2020-05-06", where=town("Karrada"), target="the market",
              when=day("2020-05-03", "2020-05-06", basis="publication"), claims=[Claim(by="Islamic State")])
    report = told.report("Gunmen attacked Damboa and Kano.", "2020-05-06")
    for name in ("Damboa", "Kano"):
        told.tell("armed-assault", inside=report, killed=9, when=day("2020-05-05"), where=town(name), actor="boko",
                  attacker="Boko Haram")
    told.tell("armed-assault", when=day("2020-05-05"), where=land("NG", "northern Nigeria", 9.6, 8.1), actor="boko",
              attacker="Boko Haram")
    told.tell("massacre", killed=9, when=day("2020-05-05"), where=province("Borno", 11.8, 12.9, "NG"), actor="boko",
              attacker="Boko Haram")
    told.tell("armed-assault", status="planned", when=day("2020-05-05"), where=town("Kano"))
    told.tell(killed=57, when=When(), target="market", role_in_report="background", published="2020-06-01",
              where=town("Karrada"))
    return told


WEEK = week()


@given(order=st.permutations(WEEK.statements))
@settings(max_examples=40, deadline=None)
def test_order_of_statements_changes_nothing(order: list) -> None:
    assert merge(order, reports=WEEK.reports, at=AT) == WEEK.merged()


@given(order=st.permutations(list(WEEK.reports)))
@settings(max_examples=25, deadline=None)
def test_order_of_arrival_changes_no_incident(order: list[str]) -> None:
    assert groups(one_by_one(WEEK, order)) == WEEK.groups()


@given(order=st.permutations(list(WEEK.reports)))
@settings(max_examples=25, deadline=None)
def test_order_of_arrival_changes_no_value(order: list[str]) -> None:
    def values(incidents: list) -> set[bytes]:
        return {
            msgspec.json.encode(msgspec.structs.replace(one, id="", history=[], revision=0))
            for one in incidents if not one.redirect
        }

    assert values(one_by_one(WEEK, order)) == values(WEEK.merged())


@given(order=st.permutations(list(WEEK.reports)))
@settings(max_examples=15, deadline=None)
def test_an_id_once_given_stays_or_leads_on(order: list[str]) -> None:
    for stop in range(2, len(order)):
        before, after = one_by_one(WEEK, order[:stop]), one_by_one(WEEK, order[: stop + 1])
        assert {one.id for one in before} <= {one.id for one in after}


@given(order=st.permutations(list(WEEK.reports)))
@settings(max_examples=10, deadline=None)
def test_what_is_remembered_of_earlier_merging_changes_nothing(order: list[str]) -> None:
    assert one_by_one(WEEK, order, Memory()) == one_by_one(WEEK, order)


def test_a_statement_that_was_read_anew_is_not_taken_for_the_one_remembered() -> None:
    told, memory = Told(), Memory()
    for killed in (12, 12):
        told.tell(killed=killed, when=day("2020-05-04"), where=town("Karrada"), target="a market")
    together = merge(told.statements, reports=told.reports, at=AT, memory=memory)
    moved = msgspec.structs.replace(told.statements[1], where=town("Kano"))
    apart = merge([told.statements[0], moved], reports=told.reports, at=AT, memory=memory)
    assert (len(together), len(apart)) == (1, 2)


def test_the_same_input_again_changes_nothing() -> None:
    by_id = {one.id: one for one in WEEK.statements}
    known = [(one, [by_id[each] for each in one.statements]) for one in WEEK.merged()]
    assert merge(WEEK.statements, known, reports=WEEK.reports, at="2027-01-01T00:00:00Z") == []
    assert merge([], known, reports=WEEK.reports, at="2027-01-01T00:00:00Z") == []


def test_no_statements_make_no_incidents() -> None:
    assert merge([], reports={}, at=AT) == []


@pytest.mark.parametrize("seed", range(5))
def test_every_statement_is_in_exactly_one_incident(seed: int) -> None:
    draw, told = random.Random(seed), Told()
    for _ in range(60):
        told.tell(draw.choice(["bombing", "armed-assault", "shelling"]), when=day(f"2020-05-0{draw.randint(1, 3)}"),
                  where=town(draw.choice(["Karrada", "Mosul", "Kano"])), killed=draw.choice([None, 3, 9, (20, None)]),
                  target=draw.choice([None, "a market", "police"]))
    found = [one for incident in told.merged() for one in incident.statements]
    assert sorted(found) == sorted(one.id for one in told.statements)
