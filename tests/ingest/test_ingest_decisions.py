"""People's decisions outrank the machine, survive new readings, contradict each other openly, and can be undone."""

from __future__ import annotations

import pytest
import small_reader
from small_record import KANO, LATER, ONE, read_anew, tell

from tacitus import store
from tacitus.errors import TacitusError
from tacitus.ingest.decisions import confirm, correct, decide_pair, undo, withdraw
from tacitus.ingest.holding import states
from tacitus.ingest.training import training

THIRD = "What is known so far: A bomb killed 44 people in Mosul on 2016-07-26. Shops stay shut, and the road as well."


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        yield opened


def living(record):
    return {one.id: one for one in record.incidents()}


def test_same_joins_what_the_machine_keeps_apart_and_undo_parts_it_again(record, tmp_path):
    tell(record, tmp_path, ONE, KANO)
    kano, mosul = record.incidents()
    decided = decide_pair(record, "same", kano.id, mosul.id, user="amina", comment="one campaign day")
    (joined,) = record.incidents()
    assert joined.id in (kano.id, mosul.id)
    assert set(joined.statements) == {*kano.statements, *mosul.statements}
    last = joined.history[-1]
    assert (last.author, last.decision) == ("amina", decided.decision.id)
    assert "one campaign day" in last.cause
    assert [one.kind for one in joined.decisions] == ["same"]
    undo(record, decided.decision.id, user="bo")
    assert sorted(one.type for one in record.incidents()) == ["bombing", "shelling"]
    assert all(not one.decisions for one in record.incidents())
    with pytest.raises(TacitusError, match="E507"):
        undo(record, decided.decision.id, user="bo")


def test_not_same_keeps_apart_what_the_machine_joins_whatever_comes_later(record, tmp_path):
    tell(record, tmp_path, ONE, LATER)
    (both,) = record.incidents()
    first, second = both.statements
    decide_pair(record, "not-same", first, second, user="amina")
    assert {frozenset(one.statements) for one in record.incidents()} == {frozenset([first]), frozenset([second])}
    tell(record, tmp_path, THIRD)
    groups = [set(one.statements) for one in record.incidents()]
    assert not any({first, second} <= group for group in groups)
    assert sum(map(len, groups)) == 3


def test_a_decision_survives_another_reader_that_gives_other_ids(record, tmp_path):
    tell(record, tmp_path, ONE, LATER)
    (both,) = record.incidents()
    decide_pair(record, "not-same", *both.statements, user="amina")
    correct(record, both.id, "counts.killed", "40-44", user="amina")
    tell(record, tmp_path, ONE, LATER, read=read_anew, version="small-3")
    found = living(record)
    assert len(found) == 2
    assert all(one.statements[0].endswith("-anew") for one in found.values())
    killed = found[both.id].counts["killed"]
    assert (killed.low, killed.high, killed.rule) == (40, 44, "decision d2 by amina")
    assert {state for _, _, state in states(record)} == {"holds"}


def test_a_decision_rests_while_no_reading_tells_its_words_and_wakes_with_them(record, tmp_path):
    tell(record, tmp_path, KANO)
    (kano,) = record.incidents()
    correct(record, kano.id, "counts.killed", "5", user="amina")
    tell(record, tmp_path, KANO, read=small_reader.read_otherwise, version="small-2")
    assert [state for _, _, state in states(record)] == ["rests"]
    tell(record, tmp_path, KANO, read=read_anew, version="small-3")
    assert [state for _, _, state in states(record)] == ["holds"]
    (again,) = record.incidents()
    assert again.counts["killed"].best == 5


def test_a_correction_stays_over_later_reports_which_are_kept_and_said(record, tmp_path):
    tell(record, tmp_path, ONE)
    (mosul,) = record.incidents()
    decided = correct(record, mosul.id, "counts.killed", "13", user="amina", comment="a body was found")
    (change,) = [one for one in decided.changed[0].history[-1].changes if one.field == "counts.killed"]
    assert (change.was, change.now) == ("12", "13")
    tell(record, tmp_path, LATER)
    (now,) = record.incidents()
    assert now.counts["killed"].best == 13
    assert {figure.words for figure in now.counts["killed"].said} == {"12", "44"}
    assert [doubt.field for doubt in now.doubts if doubt.kind == "decided"] == ["counts.killed"]
    undo(record, decided.decision.id, user="amina")
    (free,) = record.incidents()
    assert free.counts["killed"].best != 13


@pytest.mark.parametrize(
    ("field", "value", "got"),
    [
        ("type", "suicide-bombing", lambda one: one.type == "suicide-bombing"),
        ("status", "denied", lambda one: one.status == "denied"),
        ("when", "2016-07", lambda one: (one.when.start, one.when.end) == ("2016-07-01", "2016-07-31")),
        ("where", "36.5,43.5 The mill", lambda one: (one.where.lat, one.where.name) == (36.5, "The mill")),
        ("counts.wounded", "7+", lambda one: (one.counts["wounded"].low, one.counts["wounded"].high) == (7, None)),
        ("counts.killed", "unknown", lambda one: one.counts["killed"].best is None),
        ("roles.attacker", "The Red Column", lambda one: one.roles["attacker"][0].name == "The Red Column"),
    ],
)
def test_fields_are_corrected_and_say_by_whom(record, tmp_path, field, value, got):
    tell(record, tmp_path, ONE)
    (mosul,) = record.incidents()
    correct(record, mosul.id, field, value, user="amina")
    now = record.incident(mosul.id)
    assert got(now)
    rule = now.counts[field[7:]].rule if field.startswith("counts.") else now.rules[field]
    assert rule == "decision d1 by amina"


def test_a_province_given_as_the_place_is_not_more_exact_than_a_province(record, tmp_path):
    from tacitus.places.gazetteer import gazetteer

    province = next(one.entry for one in gazetteer().named("Idlib") if one.entry.kind == "province")
    tell(record, tmp_path, ONE)
    (mosul,) = record.incidents()
    correct(record, mosul.id, "where", province.ref, user="amina")
    now = record.incident(mosul.id).where
    assert (now.precision, now.country, now.place_id) == ("province", "SY", province.ref)


@pytest.mark.parametrize(
    ("field", "value"),
    [("counts.killed", "many"), ("counts.killed", "12-10"), ("type", "party"), ("when", "Tuesday"), ("where", "99,0"),
     ("reports", "x"), ("status", "sad"), ("roles", "x"), ("counts.", "1")],
)
def test_values_that_cannot_be_are_refused_and_leave_no_trace(record, tmp_path, field, value):
    tell(record, tmp_path, ONE)
    (mosul,) = record.incidents()
    with pytest.raises(TacitusError, match="E10[23]"):
        correct(record, mosul.id, field, value, user="amina")
    assert record.decisions() == []
    assert record.incident(mosul.id) == mosul


def test_a_confirmed_value_stays_and_a_confirmed_incident_stays_whole(record, tmp_path):
    tell(record, tmp_path, ONE, LATER)
    (mosul,) = record.incidents()
    confirm(record, mosul.id, "when", user="amina")
    confirm(record, mosul.id, user="amina")
    now = record.incident(mosul.id)
    assert now.when == mosul.when
    assert [one.kind for one in now.decisions] == ["confirm", "confirm"]
    assert now.history[-1].author == "amina"
    with pytest.raises(TacitusError, match="E102"):
        confirm(record, mosul.id, "counts.missing", user="amina")


def test_the_last_word_holds_where_people_contradict_each_other_and_it_is_said(record, tmp_path):
    tell(record, tmp_path, ONE, LATER)
    (mosul,) = record.incidents()
    one = decide_pair(record, "not-same", *mosul.statements, user="amina")
    other = decide_pair(record, "same", *mosul.statements, user="bo")
    assert other.overruled == [one.decision.id]
    assert len(living(record)) == 1
    assert [state for _, _, state in states(record)] == ["overruled by d2", "holds"]
    undo(record, other.decision.id, user="bo")
    assert len(living(record)) == 2
    assert [state for _, _, state in states(record)] == ["holds", "undone by d3", "holds"]


def test_a_chain_of_sames_is_held_against_a_later_not_same(record, tmp_path):
    tell(record, tmp_path, ONE, LATER, KANO)
    kano, mosul = record.incidents()
    a, b = mosul.statements
    (c,) = kano.statements
    decide_pair(record, "same", a, b, user="amina")
    decide_pair(record, "same", b, c, user="amina")
    assert len(living(record)) == 1
    last = decide_pair(record, "not-same", a, c, user="bo")
    assert last.overruled == ["d1"]
    groups = [set(one.statements) for one in record.incidents()]
    assert {b, c} in groups
    assert {a} in groups


def test_a_decision_on_an_incident_that_was_merged_means_what_it_held_before(record, tmp_path):
    tell(record, tmp_path, ONE, KANO)
    kano, mosul = record.incidents()
    correct(record, kano.id, "counts.killed", "4", user="amina")
    decide_pair(record, "same", kano.id, mosul.id, user="amina")
    (joined,) = record.incidents()
    gone = mosul if joined.id == kano.id else kano
    assert joined.counts["killed"].best == 4  # the correction goes where the statement went
    decide_pair(record, "not-same", joined.id, gone.id, user="bo")
    assert {frozenset(one.statements) for one in record.incidents()} == {
        frozenset(kano.statements), frozenset(mosul.statements)
    }
    corrected = {one.counts["killed"].best for one in record.incidents()}
    assert corrected == {4, 12}


@pytest.mark.parametrize("by_the_id_merged_away", [True, False])
def test_a_correction_goes_with_the_incident_by_whose_id_it_was_made(record, tmp_path, by_the_id_merged_away):
    tell(record, tmp_path, ONE, KANO)
    before = {one.id: one.counts["killed"].best for one in record.incidents()}
    same = decide_pair(record, "same", *before, user="amina")
    (joined,) = record.incidents()
    (gone,) = before.keys() - {joined.id}
    named = gone if by_the_id_merged_away else joined.id
    correct(record, named, "counts.killed", "7", user="bo")
    assert living(record)[joined.id].counts["killed"].best == 7  # as long as the two are one, it is the toll of the one
    undo(record, same.decision.id, user="amina")
    found = {one.type: one.counts["killed"] for one in record.incidents()}
    assert sorted(count.best for count in found.values()) == sorted([7, *(before[one] for one in before if one != named)])
    assert [state for _, _, state in states(record)] == ["undone by d3", "holds", "holds"]


@pytest.mark.parametrize("parted", ["undone", "not-same"])
def test_the_id_merged_away_leads_to_what_it_held_once_the_two_are_parted_again(record, tmp_path, parted):
    tell(record, tmp_path, ONE, KANO)
    before = {one.id: set(one.statements) for one in record.incidents()}
    same = decide_pair(record, "same", *before, user="amina")
    (joined,) = record.incidents()
    (gone,) = before.keys() - {joined.id}
    if parted == "undone":
        undo(record, same.decision.id, user="bo")
    else:
        decide_pair(record, "not-same", joined.id, gone, user="bo")
    assert {one: set(record.incident(one).statements) for one in before} == before
    correct(record, gone, "counts.killed", "7", user="bo")
    assert record.incident(gone).counts["killed"].best == 7
    assert record.incident(joined.id).counts["killed"].best != 7


def test_unsure_is_kept_and_moves_nothing(record, tmp_path):
    tell(record, tmp_path, ONE, KANO)
    before = living(record)
    found = decide_pair(record, "unsure", *before, user="amina")
    assert (found.changed, living(record)) == ([], before)
    tell(record, tmp_path, THIRD)
    assert all("told anew" not in one.history[-1].cause for one in record.incidents())


def test_a_withdrawn_report_no_longer_counts_and_comes_back_by_undo(record, tmp_path):
    tell(record, tmp_path, ONE, LATER, KANO)
    kano, mosul = record.incidents()
    decided = withdraw(record, mosul.reports[1], user="amina", why="retracted by the paper")
    now = record.incident(mosul.id)
    assert now.statements == mosul.statements[:1]
    assert "retracted by the paper" in now.history[-1].cause
    alone = withdraw(record, kano.reports[0], user="amina", why="a hoax")
    assert record.incident(kano.id).statements == []
    assert record.report(kano.reports[0]) is not None
    assert record.revision(kano.id, 1).counts == kano.counts
    tell(record, tmp_path, KANO, read=read_anew, version="small-3")
    assert [one.id for one in record.incidents()] == [mosul.id]
    undo(record, decided.decision.id, user="amina")
    assert set(record.incident(mosul.id).statements) == set(mosul.statements)
    undo(record, alone.decision.id, user="amina")
    assert [one.counts["killed"].best for one in record.incidents()][0] == 3
    assert len(living(record)) == 2


def test_what_was_withdrawn_with_its_only_report_comes_back_under_its_id(record, tmp_path):
    tell(record, tmp_path, KANO)
    (kano,) = record.incidents()
    undo(record, withdraw(record, kano.reports[0], user="amina", why="?").decision.id, user="amina")
    (again,) = record.incidents()
    assert (again.id, again.statements, again.revision) == (kano.id, kano.statements, 3)


def test_judgements_become_training_data_with_features(record, tmp_path):
    tell(record, tmp_path, ONE, LATER, KANO)
    kano, mosul = record.incidents()
    decide_pair(record, "same", *mosul.statements, user="amina")
    gone = decide_pair(record, "not-same", mosul.id, kano.id, user="amina")
    rows = list(training(record))
    assert [row["verdict"] for row in rows] == ["same", "not-same", "not-same"]
    assert rows[0]["features"]
    assert rows[0]["score"] is not None
    assert {rows[0]["a"]["id"], rows[0]["b"]["id"]} == set(mosul.statements)
    undo(record, gone.decision.id, user="amina")
    assert len(list(training(record))) == 1


def test_a_whole_that_was_confirmed_and_values_that_were_decided_are_data_too(record, tmp_path):
    tell(record, tmp_path, ONE, LATER)
    (mosul,) = record.incidents()
    confirm(record, mosul.id, user="amina")
    correct(record, mosul.id, "counts.killed", "44", user="bo", comment="the later figure")
    gone = confirm(record, mosul.id, "type", user="bo")
    undo(record, gone.decision.id, user="bo")
    pair, value = training(record)
    assert (pair["about"], pair["verdict"], {pair["a"]["id"], pair["b"]["id"]}) == ("pair", "same", set(mosul.statements))
    assert (value["about"], value["verdict"], value["field"], value["value"]) == ("value", "correct", "counts.killed", "44")
    assert value["holds"] == {"low": 44, "high": 44, "best": 44}
    assert {one["id"] for one in value["statements"]} == set(mosul.statements)
    assert value["was"] is not None


def test_an_unknown_id_is_said_so(record, tmp_path):
    tell(record, tmp_path, ONE)
    (mosul,) = record.incidents()
    for code, call in (
        ("E503", lambda: decide_pair(record, "same", mosul.id, "i404", user="amina")),
        ("E503", lambda: withdraw(record, "none", user="amina")),
        ("E507", lambda: undo(record, "d1", user="amina")),
        ("E507", lambda: undo(record, "seven", user="amina")),
        ("E102", lambda: decide_pair(record, "not-same", mosul.id, mosul.id, user="amina")),
        ("E102", lambda: decide_pair(record, "equal", mosul.id, mosul.id, user="amina")),
    ):
        with pytest.raises(TacitusError, match=code):
            call()
    assert record.decisions() == []
