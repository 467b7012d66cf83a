"""Ids stay for ever, and the history says what changed and which report changed it."""

from __future__ import annotations

import msgspec
from merge_cases import AT, Told, day, town

from tacitus.merge import anchor, hold, merge
from tacitus.record import Decision

LATER = "2026-02-02T00:00:00Z"


def bombing(told: Told, killed: int, published: str) -> None:
    told.tell(killed=killed, published=published, when=day("2020-05-04"), where=town("Karrada"), target="a market")


def test_the_first_revision_says_what_was_founded_and_by_which_report() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    (incident,) = told.merged()
    (first,) = incident.history
    assert (first.n, first.at, first.cause, first.reports) == (1, AT, "first told", incident.reports)
    assert ("counts.killed", None, "12") in [(one.field, one.was, one.now) for one in first.changes]


def test_a_later_report_adds_a_revision_that_names_the_change_and_the_report() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    (before,) = told.merged()
    bombing(told, 44, "2020-05-05")
    (after,) = merge(told.statements[1:], [(before, told.statements[:1])], reports=told.reports, at=LATER)
    assert (after.id, after.revision, after.history[:1]) == (before.id, 2, before.history)
    assert after.history[1].reports == [told.statements[1].report]
    changes = {one.field: (one.was, one.now) for one in after.history[1].changes}
    assert changes["counts.killed"] == ("12", "44")
    assert changes["independent_sources"] == ("1", "2")


def test_an_earlier_report_that_comes_late_does_not_change_the_id() -> None:
    told = Told()
    bombing(told, 44, "2020-05-05")
    (before,) = told.merged()
    bombing(told, 12, "2020-05-04")
    (after,) = merge(told.statements[1:], [(before, told.statements[:1])], reports=told.reports, at=LATER)
    assert after.id == before.id
    assert told.merged()[0].id != before.id


def test_joining_two_incidents_that_prove_one_keeps_the_older_id_and_leaves_a_redirect() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    bombing(told, 44, "2020-05-05")
    (older,) = merge(told.statements[:1], reports=told.reports, at=AT)
    (newer,) = merge(told.statements[1:], reports=told.reports, at=LATER)
    known = [(newer, told.statements[1:]), (older, told.statements[:1])]
    found = {one.id: one for one in merge([], known, reports=told.reports, at=LATER)}
    assert found[newer.id].redirect == older.id
    assert found[newer.id].statements == []
    assert found[newer.id].history[-1].cause == f"the same happening as {older.id}"
    assert found[older.id].redirect is None
    assert found[older.id].statements == ["s0000", "s0001"]
    assert newer.id in found[older.id].history[-1].cause


def test_of_two_incidents_written_in_one_second_the_first_by_its_id_stays_whichever_is_looked_at_first() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    bombing(told, 12, "2020-05-05")
    apart = [(one, [each]) for each in told.statements for one in merge([each], reports=told.reports, at=AT)]
    first, second = sorted(one.id for one, _ in apart)
    for known in (apart, apart[::-1]):
        found = {one.id: one for one in merge([], known, reports=told.reports, at=LATER)}
        assert set(found[first].statements) == {one.id for one in told.statements}
        assert (found[second].redirect, found[second].statements) == (first, [])


def test_decisions_and_links_of_people_stay() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    decided = Decision(kind="confirm", id="d1", user="ada", at=AT, comment="seen", anchors=[anchor(told.statements[0])])
    (before,) = merge(told.statements, reports=told.reports, at=AT, held=hold([decided], told.statements))
    bombing(told, 44, "2020-05-05")
    held = hold([decided], told.statements)
    (after,) = merge(told.statements[1:], [(before, told.statements[:1])], reports=told.reports, at=LATER, held=held)
    assert [one.comment for one in after.decisions] == [one.comment for one in before.decisions] == ["seen"]


def test_a_report_read_again_by_another_reader_replaces_its_statements() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    (before,) = told.merged()
    again = msgspec.structs.replace(told.statements[0], id="anew", reader="2", type="suicide-bombing")
    (after,) = merge([again], [(before, told.statements)], reports=told.reports, at=LATER)
    assert (after.id, after.statements, after.type) == (before.id, ["anew"], "suicide-bombing")


def test_what_a_new_reading_no_longer_finds_is_withdrawn() -> None:
    told = Told()
    bombing(told, 12, "2020-05-04")
    (before,) = told.merged()
    other = Told()
    fresh = other.tell("accident", where=town("Kano"), inside=next(iter(told.reports.values())), reader="2")
    fresh = msgspec.structs.replace(fresh, id="anew", quotes=[])
    found = {one.id: one for one in merge([fresh], [(before, told.statements)], reports=told.reports, at=LATER)}
    assert (found[before.id].statements, found[before.id].redirect) == ([], None)
    assert found[before.id].history[-1].cause == "no statement tells of it any more"
    assert len(found) == 2
