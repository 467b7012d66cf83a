"""Mentions in passing: they go to what other reports are about, tie nothing together, and whichever comes first is all the same."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from merge_cases import Told, day, groups, one_by_one, town

from tacitus.record import Incident, Statement

JULY = day("2020-07-01", "2020-07-31", precision="month", basis="relative")


def bombing(told: Told, **fields: Any) -> Statement:
    given = {"killed": 57, "when": day("2020-07-14"), "where": town("Karrada"), "target": "a market", "published": "2020-07-15"}
    return told.tell(**{**given, **fields})


def recalled(told: Told, **fields: Any) -> Statement:
    """ "The July attack that killed 57", in a report of September on something else."""
    given = {"when": JULY, "published": "2020-09-02", "text": "The July attack killed 57.", "role_in_report": "background"}
    return told.tell(**{"killed": 57, "where": town("Karrada"), **given, **fields})


def standing(told: Told, order: list[str]) -> list[Incident]:
    return [one for one in one_by_one(told, order) if not one.redirect and one.statements]


@pytest.mark.parametrize("fields", [{}, {"target": "market"}, {"killed": (57, None)}])
def test_the_july_attack_that_killed_57_is_the_one_of_july_14(fields: Any) -> None:
    told = Told()
    bombing(told)
    recalled(told, **fields)
    incident, = told.merged()
    assert (incident.background, incident.when.start) == (False, "2020-07-14")


def test_what_is_only_mentioned_makes_an_incident_that_says_so() -> None:
    told = Told()
    recalled(told)
    incident, = told.merged()
    assert incident.background


def test_two_reports_that_recall_one_attack_recall_one() -> None:
    told = Told()
    recalled(told)
    recalled(told, published="2020-09-03")
    incident, = told.merged()
    assert incident.background


def test_the_older_report_may_come_first_or_late() -> None:
    told = Told()
    bombing(told)
    recalled(told)
    recalled(told, published="2020-10-01")
    orders = [standing(told, list(order)) for order in permutations(told.reports)]
    assert all(groups(found) == groups(orders[0]) for found in orders)
    assert all([one.background for one in found] == [False] for found in orders)


def test_the_history_says_that_what_was_mentioned_has_now_been_told() -> None:
    told = Told()
    mention = recalled(told)
    report = bombing(told)
    incident, = standing(told, [mention.report, report.report])
    assert ("background", "told only in passing", None) in {
        (change.field, change.was, change.now) for change in incident.history[-1].changes}


def test_a_mention_that_fits_two_attacks_of_the_month_joins_neither_and_ties_them_not_together() -> None:
    told = Told()
    bombing(told)
    bombing(told, when=day("2020-07-22"), published="2020-07-23")
    mention = recalled(told)
    assert frozenset({mention.id}) in told.groups()
    assert len(told.groups()) == 3


def test_a_mention_without_its_place_joins_only_by_more_than_a_number() -> None:
    told = Told()
    bombing(told, killed=6, attacker="the Front", actor="front")
    nowhere = told.tell(killed=6, when=JULY, published="2020-09-02", text="An attack killed six.", role_in_report="background")
    assert frozenset({nowhere.id}) in told.groups()


def test_what_came_to_pass_after_it_was_told_is_something_else() -> None:
    told = Told()
    bombing(told)
    early = told.tell(killed=57, where=town("Karrada"), target="a market", published="2020-03-02", role_in_report="background")
    assert frozenset({early.id}) in told.groups()


def test_a_mention_of_another_day_is_not_let_in_by_the_lower_bar() -> None:
    """The bar is lower since a mention's day is loose: what a list of the day before names is not the bombing of the next day."""
    told = Told()
    bombing(told, killed=(29, None), target="a mosque")
    told.tell(
        type="shelling", killed=(50, None), where=town("Karrada"), when=day("2020-07-13", basis="publication"),
        published="2020-07-13", role_in_report="background", text="Shells killed at least 50 in Karrada.",
    )
    assert len(told.groups()) == 2
