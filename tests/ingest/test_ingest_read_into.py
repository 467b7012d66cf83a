"""Reading into a record: what is kept, counted, skipped, and read anew."""

import json
import sqlite3

import pytest
import small_reader

from tacitus import ingest, store
from tacitus.errors import CutShort, Failure, TacitusError
from tacitus.record import plain

MOSUL = "A bomb killed 12 people in Mosul on 2016-07-26. Officials spoke of a calm morning before and smoke after it."
MOSUL_LATER = "Doctors have new figures now. A bomb killed 44 people in Mosul on 2016-07-26. The market is closed."
KANO = "Shelling killed 3 people in Kano on 2016-07-20. Nobody had expected that in a city so far from any front."
CRICKET = "The visitors won by four wickets after tea, and the captain thanked the crowd for coming in such weather."


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def row(text, publisher="Daily", published="2016-07-27", **more):
    return {"text": text, "publisher": publisher, "published": published, **more}


def run(record, *paths, read=small_reader.read, version=small_reader.VERSION, **more):
    return ingest.read_into(record, paths, jobs=1, read=read, relevant=small_reader.relevant, version=version, **more)


@pytest.fixture
def record(tmp_path):
    with store.open(tmp_path / "war.db") as opened:
        yield opened


@pytest.fixture
def dump(tmp_path):
    """Every row of every table, to see that nothing changed."""

    def rows():
        with sqlite3.connect(tmp_path / "war.db") as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for (name,) in tables}

    return rows


def test_reports_become_incidents_with_their_sources(record, tmp_path):
    summary = run(record, lines(tmp_path / "a.jsonl", row(MOSUL), row(KANO), row(CRICKET)))
    assert (summary.read, summary.irrelevant, summary.statements, summary.new) == (2, 1, 2, 2)
    kano, mosul = record.incidents()
    assert (kano.where.name, mosul.where.name) == ("Kano", "Mosul")
    assert record.reports(mosul.reports).keys() == set(mosul.reports)


def test_the_raw_bytes_are_kept_and_are_those_of_the_hash(record, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(MOSUL.encode("utf-16"))
    run(record, path)
    (report,) = record.reports().values()
    assert record.raw(report.raw_sha256) == path.read_bytes()


def test_reading_the_same_again_changes_no_row(record, tmp_path, dump):
    path = lines(tmp_path / "a.jsonl", row(MOSUL), row(KANO), row(CRICKET), row(MOSUL_LATER, "Weekly"))
    (tmp_path / "bad.json").write_text("{")
    run(record, path, tmp_path / "bad.json")
    before = dump()
    summary = run(record, path, tmp_path / "bad.json")
    assert dump() == before
    assert (summary.known, summary.read, summary.new, summary.changed, summary.failed) == (4, 0, 0, 0, 1)


def test_a_later_report_revises_the_incident_and_keeps_both_figures(record, tmp_path):
    run(record, lines(tmp_path / "a.jsonl", row(MOSUL)))
    (first,) = record.incidents()
    summary = run(record, lines(tmp_path / "b.jsonl", row(MOSUL_LATER, "Weekly", "2016-07-28")))
    (now,) = record.incidents()
    assert (summary.new, summary.changed) == (0, 1)
    assert now.id == first.id
    assert {figure.words for figure in now.counts["killed"].said} == {"12", "44"}
    assert [change.revision.n for change in record.changes()] == [1, 2]
    assert record.revision(now.id, 1) == first


def test_wire_copies_are_kept_and_count_as_one_source(record, tmp_path):
    story = MOSUL + " " + " ".join(f"Sentence {word} of the agency's story follows." for word in "abcdefghijklmnop")
    rows = [row(story, "Daily"), row("BAGHDAD (Agency) " + story, "Weekly"), row(story, "Monthly")]
    summary = run(record, lines(tmp_path / "a.jsonl", *rows))
    assert (summary.read, summary.copies) == (1, 2)
    (incident,) = record.incidents()
    assert incident.independent_sources == 1
    one, other = record.reports().values()
    assert (one.copies, other.copies) == ([other.id], [one.id])
    assert {met["publisher"] for met in record.sightings(one.id)} == {"Daily", "Monthly"}
    assert [found.id for found in record.incidents(store.Query(source="monthly"))] == [incident.id]


def test_a_report_on_which_the_reader_fails_is_kept_listed_and_tried_again(record, tmp_path):
    path = lines(tmp_path / "a.jsonl", row("Three were killed; unreadable to the reader. It stops there."), row(MOSUL))
    summary = run(record, path)
    assert (summary.read, summary.failed, [one.code for one in summary.failures]) == (1, 1, ["E302"])
    assert len(record.reports()) == 2
    assert [failure.code for _, failure in record.failures()] == ["E302"]
    summary = run(record, path, read=small_reader.read_otherwise, version="small-2")
    assert summary.failed == 1
    mended = run(record, path, read=lambda _report: [])
    assert (mended.failed, mended.read, mended.known) == (0, 1, 1)


def test_a_report_that_was_read_only_so_far_is_kept_with_what_was_read_and_listed(record, tmp_path):
    path = lines(tmp_path / "a.jsonl", row(MOSUL), row(KANO))

    def so_far(report):
        if "Mosul" not in report.text:
            return small_reader.read(report)
        left = Failure(code="E308", what="read up to character 40 of 99", where="a.jsonl", hint="cut it")
        raise CutShort(left, small_reader.read(report))

    summary = run(record, path, read=so_far)
    assert (summary.read, summary.failed, [one.code for one in summary.failures]) == (2, 1, ["E308"])
    assert {one.where.name for one in record.incidents()} == {"Mosul", "Kano"}
    assert [failure.code for _, failure in record.failures()] == ["E308"]


def test_a_language_that_is_not_read_is_kept_and_flagged(record, tmp_path):
    text = "Bei einem Anschlag in der Stadt sind am Dienstag nach Angaben der Polizei mehrere Menschen verletzt worden."
    (tmp_path / "a.txt").write_text(text)
    summary = run(record, tmp_path / "a.txt")
    (report,) = record.reports().values()
    assert (summary.unsupported, report.readable, report.text) == (1, False, text)


def test_a_newer_reader_replaces_what_the_older_one_read(record, tmp_path):
    path = lines(tmp_path / "a.jsonl", row(MOSUL), row(KANO), row(MOSUL_LATER, "Weekly", "2016-07-28"))
    run(record, path)
    kano, mosul = record.incidents()
    summary = run(record, path, read=small_reader.read_otherwise, version="small-2")
    assert (summary.read + summary.copies, summary.new) == (3, 0)
    (now,) = record.incidents()
    assert (now.id, now.revision) == (mosul.id, 2)
    assert all(one.endswith("b") for one in now.statements)
    assert record.incident(kano.id).statements == []
    assert record.revision(kano.id, 1).counts == kano.counts
    old = record.statements_of_report(kano.reports[0], superseded=True)
    assert [one.reader for one in old] == [small_reader.VERSION]
    assert record.statements_of_report(kano.reports[0]) == []


def test_what_a_third_reader_finds_again_is_listed_again_and_the_withdrawn_incident_stays(record, tmp_path):
    path = lines(tmp_path / "a.jsonl", row(KANO))
    run(record, path)
    (kano,) = record.incidents()
    run(record, path, read=small_reader.read_otherwise, version="small-2")
    assert record.count() == 0
    run(record, path, version="small-3", read=third)
    (again,) = record.incidents()
    assert again.counts == kano.counts
    assert record.incident(kano.id).statements == []


def third(report):
    statements = small_reader.read(report)
    for one in statements:
        one.reader = "small-3"
    return statements


def test_progress_tells_only_of_what_is_safe(record, tmp_path):
    path = lines(tmp_path / "a.jsonl", *(row(f"{MOSUL} Number {n}: {'x' * n}", str(n)) for n in range(50)))
    told = []

    def progress(summary):
        with store.open(tmp_path / "war.db") as other:
            told.append((summary.read + summary.copies, len(other.reports())))

    run(record, path, progress=progress)
    assert told[-1] == (50, 50)
    assert len(told) > 2
    assert all(counted <= kept for counted, kept in told)


def test_without_a_record_the_same_comes_out(record, tmp_path):
    rows = [row(MOSUL), row(KANO), row(CRICKET), row(MOSUL_LATER, "Weekly", "2016-07-28"), row(MOSUL, "C")]
    path = lines(tmp_path / "a.jsonl", *rows)
    run(record, path)
    found = ingest.read_all(
        [path], jobs=1, read=small_reader.read, relevant=small_reader.relevant, version=small_reader.VERSION
    )
    assert [report.text for report in found.reports] == [MOSUL, KANO, CRICKET, MOSUL_LATER]
    assert (found.summary.read, found.summary.copies, found.summary.irrelevant) == (3, 1, 1)
    kept = sorted(record.incidents(), key=lambda one: one.id)
    assert [bare(one) for one in found.incidents] == [bare(one) for one in kept]


def bare(incident):
    return plain(incident) | {"history": None, "revision": None}


def test_many_bad_inputs_lose_nothing_else(record, tmp_path):
    (tmp_path / "bad.jsonl").write_text("{\n" * 100 + json.dumps(row(MOSUL)) + "\n")
    summary = run(record, tmp_path / "bad.jsonl", tmp_path / "missing.txt")
    assert (summary.read, record.count()) == (1, 1)
    assert summary.failed == len(summary.failures) == len(list(record.failures()))
    assert "E101" in {failure.code for failure in summary.failures}


def test_a_full_disk_is_a_clear_error_and_keeps_what_was_told(tmp_path, full_disk):
    path = lines(tmp_path / "a.jsonl", *(row(f"{MOSUL} {n} " + f"{n} word " * 4000, str(n)) for n in range(400)))
    told = []
    with full_disk(tmp_path / "war.db") as record, pytest.raises(TacitusError) as raised:
        run(record, path, progress=lambda summary: told.append(summary.read + summary.copies))
    assert raised.value.failure.code == "E505"
    with store.open(tmp_path / "war.db") as record:
        assert len(record.reports()) >= told[-1]


@pytest.fixture
def full_disk():
    """A record whose file may not grow beyond 2 MB, as SQLite itself enforces it: the error is that of a full disk."""
    from contextlib import contextmanager

    from sqlalchemy import event

    @contextmanager
    def opened(path):
        with store.open(path) as record:
            event.listen(record._engine, "checkout", lambda raw, *_: raw.execute("PRAGMA max_page_count = 500"))
            yield record

    return opened
