"""What was written stays: nothing is overwritten, every revision can be had again, a failed batch leaves no trace."""

import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import AT, batch, happened, incident, kept, killed, report, statement

from tacitus import store
from tacitus.errors import Failure, TacitusError


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        yield opened


def test_a_report_comes_back_as_it_was(record):
    of = report("Bomb in Ḥalab — “12” killed\u2028\0🜏.", title="T", url="https://x.example/1", source="a.zip!b.txt")
    record.save(batch(kept(of)))
    assert record.report(of.id) == of
    assert record.raw(of.raw_sha256) == ("raw " + of.text).encode()
    assert record.report("none") is None
    assert record.raw("none") is None


def test_a_batch_is_written_whole_or_not_at_all(record):
    of = report("Text.")
    one = statement(of)
    wrong = incident("i1", [one])
    wrong.history = []
    with pytest.raises(ValueError, match="no new revision"):
        record.save(batch(kept(of, one), incidents=[wrong]))
    assert record.reports() == {}
    assert not record.known(of.id, "one")


def test_what_is_read_while_writing_is_what_is_written_on(record):
    of = report("Text.")
    with record.writing():
        assert not record.known(of.id, "one")
        record.save(batch(kept(of)))
        assert record.known(of.id, "one")
    with pytest.raises(KeyboardInterrupt):
        stopped(record, report("More."))
    assert list(record.reports()) == [of.id]


def stopped(record, of):
    with record.writing():
        record.save(batch(kept(of)))
        raise KeyboardInterrupt


def test_every_revision_can_be_had_again(record):
    of, one = happened(record, "i1", counts=killed(12, 12, 12))
    first = record.incident("i1")
    other = report("Later text.")
    two = statement(other)
    second = incident(
        "i1", [one, two], n=2, cause="1 more report", at="2026-01-02T00:00:00Z", before=first.history, counts=killed(44)
    )
    record.save(batch(kept(other, two), incidents=[second]))
    assert record.revision("i1", 1) == first
    assert record.revision("i1", 2) == record.incident("i1") == second
    with pytest.raises(TacitusError, match="E503"):
        record.revision("i1", 3)


def test_changes_go_on_from_a_cursor_or_a_time(record):
    happened(record, "i1")
    happened(record, "i2", at="2026-01-05T00:00:00Z")
    one, two = record.changes()
    assert (one.id, two.id) == ("i1", "i2")
    assert one.cursor < two.cursor
    assert list(record.changes(one.cursor)) == [two]
    assert list(record.changes("2026-01-02")) == [two]
    assert list(record.changes(two.cursor)) == []


def test_an_incident_that_was_merged_leads_to_the_older_one(record):
    (_, one), (_, two) = happened(record, "i1"), happened(record, "i2")
    old, gone = record.incident("i1"), record.incident("i2")
    joined = incident("i1", [one, two], n=2, before=old.history)
    left = incident("i2", [], n=2, before=gone.history, redirect="i1")
    record.save(batch(incidents=[left, joined]))
    assert record.incident("i2").id == "i1"
    assert [found.id for found in record.incidents()] == ["i1"]
    assert record.count() == 1
    assert {found.id for found in record.statements_of("i1")} == {one.id, two.id}


def test_an_unknown_incident_is_said_so(record):
    with pytest.raises(TacitusError, match="E503"):
        record.incident("i404")


def test_a_newer_reading_marks_the_older_and_keeps_it(record):
    of = report("Text.")
    old, new = statement(of), statement(of, "t", reader="two")
    record.save(batch(kept(of, old)))
    record.save(batch(kept(of, new, reader="two")))
    assert record.statements_of_report(of.id) == [new]
    assert record.statements_of_report(of.id, superseded=True) == [old, new]
    assert record.statements([old.id, new.id, "none"]) == {old.id: old, new.id: new}


def test_a_failed_reading_is_not_known_and_replaces_nothing(record):
    of = report("Text.")
    old = statement(of)
    record.save(batch(kept(of, old)))
    record.save(batch(kept(of, reader="two", outcome="failed")))
    assert (record.known(of.id, "one"), record.known(of.id, "two")) == (True, False)
    assert record.statements_of_report(of.id) == [old]


def test_copies_are_told_of_every_report_of_the_group(record):
    one, two, three, lone = (report(text) for text in "abcd")
    record.save(batch(*map(kept, (one, two, three, lone)), copies=[(two.id, one.id), (three.id, two.id)]))
    found = record.reports([three.id, lone.id])
    assert found[three.id].copies == sorted([one.id, two.id])
    assert found[lone.id].copies == []
    assert record.report(one.id).copies == sorted([two.id, three.id])


def test_signatures_are_found_by_any_band_they_share(record):
    one, two = kept(report("a")), kept(report("b"))
    one.signature, one.bands = b"one", [1, 2**64 - 1]
    two.signature, two.bands = b"two", [3, 4]
    record.save(batch(one, two))
    assert record.copies_like([2**64 - 1, 7]) == {one.report.id: b"one"}
    assert record.copies_like([]) == {}


def test_failures_are_kept_once_with_their_time(record):
    failure = Failure(code="E201", what="it is empty", where="a.txt", hint="look")
    record.save(batch(failures=[failure, failure]))
    record.save(batch(failures=[failure], at="2027-01-01T00:00:00Z"))
    assert list(record.failures()) == [(AT, failure)]


@pytest.mark.parametrize("table", ["archive", "reports", "sightings", "revisions"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_the_file_itself_refuses_to_lose_what_it_holds(record, tmp_path, table, verb):
    happened(record, "i1")
    with sqlite3.connect(tmp_path / "war.db") as raw, pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        raw.execute(verb.format(table))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), min_size=1), number=st.integers(0, 2**63 - 1))
def test_any_text_and_any_number_can_be_kept(record, text, number):
    of = report(f"{number} {text}", title=text, url=text, publisher=text, source=text)
    one = statement(of)
    key = f"i{of.id[:12]}"
    if record.report(of.id) is None:
        record.save(batch(kept(of, one), incidents=[incident(key, [one], counts=killed(number), speaker=text)]))
    assert record.report(of.id).text == f"{number} {text}"
    assert record.incident(key).counts["killed"].low == number
