"""Two people never overwrite each other silently, and a value may point at the words that it rests on."""

from __future__ import annotations

import json

import pytest
import small_reader

from tacitus import ingest, store
from tacitus.errors import TacitusError
from tacitus.ingest.decisions import confirm, correct, decide, decide_pair
from tacitus.ingest.quoting import quoted
from tacitus.ingest.seen import Stale

ONE = "A bomb killed 12 people in Mosul on 2016-07-26. The ministry later spoke of 13 dead."
KANO = "Shelling killed 3 people in Kano on 2016-07-20. Nobody had expected that in a city so far from any front."


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        path = tmp_path / "all.jsonl"
        path.write_text("".join(json.dumps({"text": text, "published": "2016-07-27"}) + "\n" for text in (ONE, KANO)))
        ingest.read_into(
            opened, [path], jobs=1, read=small_reader.read, relevant=small_reader.relevant, version=small_reader.VERSION
        )
        yield opened


def test_a_decision_on_what_has_changed_since_is_refused_and_says_what_changed(record):
    kano, mosul = record.incidents()
    correct(record, mosul.id, "counts.killed", "13", user="bo", comment="from the ministry", seen={mosul.id: 1})
    with pytest.raises(Stale, match="E508") as caught:
        correct(record, mosul.id, "counts.killed", "14", user="amina", seen={mosul.id: 1})
    stale = caught.value
    assert "by bo" in str(stale)
    assert "12 -> 13" in str(stale)
    assert (stale.incident.revision, [one.n for one in stale.revisions]) == (2, [2])
    assert record.incident(mosul.id).counts["killed"].best == 13
    assert len(record.decisions()) == 1
    correct(record, mosul.id, "counts.killed", "14", user="amina", seen={mosul.id: 2, kano.id: 1})
    assert record.incident(mosul.id).counts["killed"].best == 14


def test_it_is_refused_too_where_the_incident_was_merged_meanwhile(record):
    kano, mosul = record.incidents()
    seen = {kano.id: kano.revision, mosul.id: mosul.revision}
    decide_pair(record, "same", kano.id, mosul.id, user="bo", seen=seen)
    (joined,) = record.incidents()
    for call in (
        lambda: confirm(record, kano.id, "type", user="amina", seen=seen),
        lambda: decide(record, {"kind": "not-same", "incident": kano.id, "other": mosul.id, "seen": seen}, user="amina"),
    ):
        with pytest.raises(Stale, match="E508") as caught:
            call()
        assert caught.value.incident.id == joined.id
    assert len(record.decisions()) == 1


def test_who_names_no_revision_is_not_held_to_one(record):
    _, mosul = record.incidents()
    correct(record, mosul.id, "counts.killed", "13", user="bo")
    correct(record, mosul.id, "counts.killed", "14", user="amina")
    assert record.incident(mosul.id).counts["killed"].best == 14


def test_a_revision_that_has_never_been_is_refused(record):
    _, mosul = record.incidents()
    with pytest.raises(TacitusError, match="E102"):
        confirm(record, mosul.id, "type", user="bo", seen={mosul.id: 7})
    with pytest.raises(TacitusError, match="E503"):
        confirm(record, mosul.id, "type", user="bo", seen={"i404": 1})


@pytest.mark.parametrize("given", ["13 dead", "{report}:76:83", "76:83"])
def test_words_are_found_by_themselves_or_by_where_they_stand(record, given):
    _, mosul = record.incidents()
    quotes = quoted(record, mosul, [given.format(report=mosul.reports[0][:8])])
    assert [one.words for one in quotes] == ["13 dead"]
    correct(record, mosul.id, "where", "36.34,43.13 Mosul", user="bo", quotes=quotes)
    now = record.incident(mosul.id)
    assert now.where.quotes == now.decisions[-1].quotes == quotes


@pytest.mark.parametrize("given", ["", "14 dead", "o", "900:910", "5:5", "ffff:1:2"])
def test_words_that_are_not_there_or_at_several_places_are_refused(record, given):
    _, mosul = record.incidents()
    with pytest.raises(TacitusError, match="E102"):
        quoted(record, mosul, [given])


@pytest.mark.parametrize(
    "given",
    [{}, {"kind": "burn"}, {"kind": "same", "incident": "i1"}, {"kind": "correct", "incident": "i1", "field": "type"},
     {"kind": "unsure", "incident": "i1"}, {"kind": "split", "incident": "i1"}, {"kind": "undo"}, "same", None,
     {"kind": "comment", "incident": "i1"}, {"kind": "confirm", "incident": "i1", "seen": {"i1": "x"}}],
)
def test_what_is_no_decision_is_said_so(record, given):
    with pytest.raises(TacitusError, match="E102"):
        decide(record, given, user="amina")
    assert record.decisions() == []
