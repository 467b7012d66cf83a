"""A run that is killed, or that another one joins, ends in the same record as one that was left alone."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tacitus import store
from tacitus.record import plain

HERE = Path(__file__).parent
REPORTS = 150
KILLS = 5


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Reports of some 40 happenings with rising tolls, wire copies, and texts about something else."""
    chance = random.Random(3)
    path = tmp_path_factory.mktemp("reports") / "all.jsonl"
    text_before = ""
    with path.open("w") as file:
        for n in range(REPORTS):
            what, place = chance.choice(["A bomb", "Shelling"]), chance.choice(["Mosul", "Aleppo", "Kano"])
            day = f"2016-07-{chance.randint(1, 27):02}"
            words = " ".join(chance.choice(["road", "market", "army", "clinic", "north", "smoke"]) for _ in range(40))
            text = f"{what} killed {chance.randint(1, 60)} people in {place} on {day}. {words} was the word number {n}."
            if n % 10 == 7:
                text = f"The home side won by {n} runs. {words}."
            elif n % 10 == 9:
                text = f"AGENCY COPY {text_before}"
            text_before = text
            file.write(json.dumps({"text": text, "published": "2016-07-28", "publisher": f"Paper {n}"}) + "\n")
    return path


def start(path, database):
    command = [sys.executable, str(HERE / "small_run.py"), str(path), str(database)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.split()


def content(database):
    """Everything in the record save the times at which it was written."""
    with store.open(database, create=False) as record:
        incidents = [timeless(one) for one in record.incidents()]
        revisions = [(change.id, change.revision.n, change.revision.cause) for change in record.changes()]
        reports = plain(list(record.reports().values()))
        statements = {key: plain(record.statements_of_report(key)) for key in record.reports()}
    return incidents, sorted(revisions), sorted(reports, key=lambda one: one["id"]), statements


def timeless(incident):
    found = plain(incident)
    return found | {"history": [one | {"at": None} for one in found["history"]]}


@pytest.fixture(scope="module")
def undisturbed(reports, tmp_path_factory):
    database = tmp_path_factory.mktemp("undisturbed") / "war.db"
    finish(start(reports, database))
    return content(database)


def test_kills_at_any_moment_lose_nothing_and_change_nothing(reports, undisturbed, tmp_path):
    database, seed = tmp_path / "war.db", random.randrange(10**9)
    chance = random.Random(seed)
    told = killed = 0
    for n in range(KILLS):
        process = start(reports, database)
        lines = []
        if n:  # within or after some batch; the first kill comes at any moment, the making of the file among them
            batches = chance.randint(1, 3)
            while len(set(numbers(lines)) - {0}) < batches and (line := process.stdout.readline()):
                lines.append(line)
        time.sleep(chance.uniform(0, 0.15 if n else 2))
        process.kill()
        lines += process.communicate()[0].split("\n")
        killed += process.returncode == -signal.SIGKILL
        told += max(numbers(lines), default=0)
        if database.exists() and database.stat().st_size:
            assert kept(database) >= told, f"seed {seed}"
    assert killed > 1, "the runs ended before they could be killed"
    assert told, "no run was killed after it had told of something"
    finish(start(reports, database))
    assert content(database) == undisturbed, f"seed {seed}"


def numbers(lines):
    return [int(line) for line in lines if line.strip().isdecimal()]


def kept(database):
    with store.open(database, create=False) as record:
        count = len(record.reports())
    with sqlite3.connect(database) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return count


def test_two_runs_at_once_wait_for_each_other_and_nothing_is_written_twice(reports, undisturbed, tmp_path):
    database = tmp_path / "war.db"
    one, other = start(reports, database), start(reports, database)
    ends = [finish(one)[-2:], finish(other)[-2:]]
    assert ends[0] == ends[1] == ["done", str(REPORTS)]
    incidents, _, reports_kept, statements = content(database)
    assert (reports_kept, statements) == undisturbed[2:]
    assert [one["id"] for one in incidents] == [one["id"] for one in undisturbed[0]]
