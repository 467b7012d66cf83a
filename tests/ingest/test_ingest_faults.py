"""Killed anywhere, written by two at once, with a clock that jumps: nothing is lost, and nothing is doubled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import small_reader

from tacitus import ingest, store
from tacitus.ingest import decisions as people
from tacitus.ingest.rules import in_force
from tacitus.merge.people import bearing, bonds
from tacitus.merge.resolve import derive
from tacitus.record import plain
from tacitus.review import standing

HERE = Path(__file__).parent


def run(mode, folder, seed=0):
    folder.mkdir(exist_ok=True)
    command = [sys.executable, str(HERE / "small_faults.py"), mode, str(folder), str(seed)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, f"seed {seed}: {done.stderr}"
    return done.stdout.split()


def content(database):
    """Everything that people see of a record, without the times."""
    with store.open(database, create=False) as record:
        incidents = [timeless(one) for one in record.incidents()]
        revisions = [(one.id, one.what, one.revision.n, one.revision.cause) for one in record.changes()]
        decided = [(one.id, one.kind, one.comment, one.incident, one.other, by) for one, by in record.decisions()]
        asked = [(one.key, one.score) for one in record.questions()]
        reports = sorted(record.reports())
    return incidents, sorted(revisions), decided, asked, reports


def timeless(incident):
    found = plain(incident)
    for each in (*found["history"], *found["decisions"]):
        each["at"] = None
    return found


def test_thirty_kills_in_the_middle_of_merging_and_deciding_lose_nothing_and_double_nothing(tmp_path):
    seed = random.randrange(10**9)
    run("whole", tmp_path / "undisturbed")
    kills, _ = run("kill", tmp_path / "killed", seed)
    assert int(kills) > 5, f"seed {seed}: the work ended before it could be killed"
    assert content(tmp_path / "killed" / "war.db") == content(tmp_path / "undisturbed" / "war.db"), f"seed {seed}"


def test_of_two_who_decide_on_one_revision_at_once_one_is_told_and_no_word_is_lost(tmp_path):
    assert run("race", tmp_path) == ["True", "True"]
    with store.open(tmp_path / "war.db") as record:
        first = next(iter(record.incidents()))
        began = record.revision(first.id, 1).counts["killed"].best
        assert first.counts["killed"].best == began + 24
        assert len(record.decisions()) == 24
        assert {one.user for one, _ in record.decisions()} == {"ada", "bo"}


def test_who_decides_while_another_reads_each_builds_on_what_the_other_wrote(tmp_path):
    assert run("both", tmp_path) == ["True", "True"]
    with store.open(tmp_path / "war.db") as record:
        assert len(record.decisions()) == 12
        assert len(record.reports()) == 24
        for incident in record.incidents():
            told = record.statements_of(incident.id)
            reports = record.reports(one.report for one in told)
            held = standing(record, reports)
            decided = bearing(held, bonds(held).overruled, incident.statements)
            anew = derive(incident.id, told, reports, in_force(record), decided)
            assert (anew.counts, anew.decisions, anew.reports) == (incident.counts, incident.decisions, incident.reports)


def test_a_clock_that_jumps_back_changes_no_order_and_the_last_word_holds(tmp_path, monkeypatch):
    with store.open(tmp_path / "war.db") as record:
        path = tmp_path / "one.jsonl"
        text = "A bomb killed 12 people in Mosul on 2016-07-26. Smoke stood over the market."
        path.write_text(json.dumps({"text": text, "published": "2016-07-27"}) + "\n")
        ingest.read_into(record, [path], jobs=1, read=small_reader.read, relevant=small_reader.relevant, version="small-1")
        (mosul,) = record.incidents()
        for n, at in enumerate(["2026-05-01T00:00:00Z", "1999-01-01T00:00:00Z", "2026-04-01T00:00:00Z"]):
            monkeypatch.setattr(people, "now", lambda at=at: at)
            people.correct(record, mosul.id, "counts.killed", str(20 + n), user="ada", seen={mosul.id: 1 + n})
        assert record.incident(mosul.id).counts["killed"].best == 22
        assert [one.id for one, _ in record.decisions()] == ["d1", "d2", "d3"]
        assert [one.revision.n for one in record.changes()] == [1, 2, 3, 4]
        people.undo(record, "d3", user="ada")
        assert record.incident(mosul.id).counts["killed"].best == 21, "the word before the last, whatever its clock said"
