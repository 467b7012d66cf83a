"""What an incident is worth once a source has taken back what it told, and what a mere denial does not change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_cases import AT, Told, day, town

from tacitus.merge import merge
from tacitus.record import Claim, Incident

PLACE = {"when": day("2020-05-04"), "where": town("Karrada"), "target": "a market"}


def one(told: Told) -> Incident:
    (incident,) = told.merged()
    return incident


def told_and_taken_back(by: str, on: str = "2020-05-07") -> Told:
    told = Told()
    told.tell(killed=12, publisher="The Post", published="2020-05-05", **PLACE)
    told.tell(status="denied", publisher=by, published=on, **PLACE)
    return told


def test_what_its_only_source_takes_back_is_denied_and_every_word_stays() -> None:
    incident = one(told_and_taken_back("The Post"))
    assert (incident.status, incident.grade, incident.admiralty) == ("denied", "discounted", "F5")
    assert [figure.low for figure in incident.counts["killed"].said] == [12]
    assert [doubt.why for doubt in incident.doubts] == [
        "1 of 1 reports that told it were taken back by their own source, 0 stand"
    ]


def test_another_papers_word_against_it_is_a_dispute() -> None:
    incident = one(told_and_taken_back("The Daily"))
    assert (incident.status, incident.grade) == ("reported", "contested")


def test_who_is_quoted_denying_it_takes_nothing_back() -> None:
    told = told_and_taken_back("The Post")
    told.statements[1].claims = [Claim(by="the army", stance="denies")]
    assert one(told).status == "reported"
    spoken = told_and_taken_back("The Post")
    spoken.statements[1].speaker = "police"
    assert one(spoken).status == "reported"


def test_what_another_source_still_tells_stands_and_its_toll_decides() -> None:
    told = told_and_taken_back("The Post")
    told.tell(killed=9, publisher="The Daily", published="2020-05-05", **PLACE)
    incident = one(told)
    killed = incident.counts["killed"]
    assert (incident.status, incident.grade) == ("reported", "contested")
    assert (killed.low, killed.best, killed.high) == (9, 9, 9)
    assert sorted(figure.low or 0 for figure in killed.said) == [9, 12]


def test_a_wires_retraction_is_one_for_its_copies() -> None:
    told = told_and_taken_back("The Post")
    first = told.statements[0].report
    told.tell(killed=12, publisher="The Daily", copies=[first], **PLACE)
    assert one(told).status == "denied"


@pytest.mark.parametrize(("again", "status"), [("2020-05-08", "reported"), ("2020-05-07", "denied"), (None, "denied")])
def test_what_a_source_tells_again_later_stands(again: str | None, status: str) -> None:
    told = told_and_taken_back("The Post")
    told.tell(killed=12, publisher="The Post", published=again, **PLACE)
    assert one(told).status == status


def test_the_history_says_when_and_by_which_report_it_was_taken_back() -> None:
    told = told_and_taken_back("The Post")
    first, second = told.statements
    (before,) = merge([first], reports=told.reports, at=AT)
    (after,) = merge([second], [(before, [first])], reports=told.reports, at="2026-01-02T00:00:00Z")
    last = after.history[-1]
    assert (before.status, after.status, last.reports) == ("reported", "denied", [second.report])
    assert ("status", "reported", "denied") in [(each.field, each.was, each.now) for each in last.changes]


@given(order=st.permutations(range(3)))
@settings(deadline=None)
def test_the_order_of_arrival_changes_nothing(order: list[int]) -> None:
    told = told_and_taken_back("The Post")
    told.tell(killed=9, publisher="The Daily", **PLACE)
    straight = one(told)
    told.statements = [told.statements[n] for n in order]
    assert one(told) == straight
