"""What was known then can be seen again, and who follows the changes has the record, however it came to be."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import small_reader
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus import ingest, store
from tacitus.errors import TacitusError
from tacitus.ingest import decisions as people
from tacitus.ingest import gather, into
from tacitus.record import plain


def write(record, folder, texts, read=small_reader.read, version=small_reader.VERSION):
    path = Path(folder) / "now.jsonl"
    rows = [{"text": text, "publisher": f"P{n}", "published": "2016-07-27"} for n, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return ingest.read_into(record, [path], jobs=1, read=read, relevant=small_reader.relevant, version=version)


def anew(report):
    found = [one for one in small_reader.read(report) if one.where.name != "Kano"]
    for one in found:
        one.id, one.reader = f"{one.id}-anew", "small-9"
    return found


def picture(record):
    """All that a view shows."""
    incidents = list(record.incidents())
    reports = record.reports()
    return plain({
        "incidents": incidents,
        "statements": {one.id: sorted(record.statements_of(one.id), key=lambda each: each.id) for one in incidents},
        "reports": sorted(reports.values(), key=lambda one: one.id),
        "found": [one.id for one in record.incidents(store.Query(text="smoke", killed_min=5))],
        "near": [one.id for one in record.incidents(store.Query(radius=(36.3, 43.1, 60)))],
        "decisions": [one for one, _ in record.decisions()],
        "leads": {one.id: record.incident(one.id).id for one in record.changes()},
    })


def text(chance, n):
    what, place = chance.choice(["A bomb", "Shelling"]), chance.choice(["Mosul", "Aleppo", "Kano"])
    words = " ".join(chance.choice(["road", "market", "army", "clinic", "north", "smoke"]) for _ in range(30))
    return f"{what} killed {chance.randint(1, 9)} people in {place} on 2016-07-2{chance.randint(0, 4)}. {words} {n}."


def step(record, folder, chance, n, texts):
    """One random thing that can happen to a record."""
    living = [one.id for one in record.incidents()]
    deed = chance.choice(["read", "read", "read", "same", "not-same", "correct", "withdraw", "undo", "anew"])
    if deed == "read" or len(living) < 2:
        texts.append(text(chance, n))
        write(record, folder, texts[-1:])
    elif deed == "anew":
        write(record, folder, texts, read=anew, version="small-9")
    elif deed == "correct":
        people.correct(record, chance.choice(living), "counts.killed", str(n), user="ada")
    elif deed == "withdraw":
        report = chance.choice([key for key in record.reports() if not record.withdrawn([key])] or [None])
        if report:
            people.withdraw(record, report, user="ada")
    elif deed == "undo":
        free = [one.id for one, by in record.decisions() if by is None and one.kind != "undo"]
        if free:
            people.undo(record, chance.choice(free), user="ada")
    else:
        people.decide_pair(record, deed, *chance.sample(living, 2), user="ada")


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_state_can_be_seen_again_and_replaying_all_changes_gives_the_last(seed):
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, store.open(Path(folder) / "war.db") as record:
        texts, captured = [], {}
        for n in range(12):
            step(record, folder, chance, n, texts)
            captured.setdefault(record.cursor(), picture(record))
        for cursor, seen in captured.items():
            with record.as_of(cursor) as then:
                assert picture(then) == seen
        replayed = {change.id: change for change in record.changes(0)}
        living = {key: one.incident for key, one in replayed.items() if one.what in ("new", "changed")}
        assert plain(living) == {one.id: plain(one) | {"history": []} for one in record.incidents()}
        for key, one in replayed.items():
            if one.what == "merged":
                assert record.exactly([key])[0].redirect == one.redirect


def test_pages_of_changes_miss_nothing_and_double_nothing(tmp_path):
    chance = random.Random(1)
    with store.open(tmp_path / "war.db") as record:
        write(record, tmp_path, [text(chance, n) for n in range(10)])
        whole, paged, cursor = [one.cursor for one in record.changes()], [], 0
        while page := list(record.changes(cursor, limit=2)):
            paged += [one.cursor for one in page]
            cursor = page[-1].cursor
    assert paged == whole
    assert len(whole) > 4


def test_a_clock_that_jumps_back_neither_hides_nor_reorders(tmp_path, monkeypatch):
    chance = random.Random(2)
    times = ["2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z", "1970-01-01T00:00:00Z", "2026-01-04T00:00:00Z"]
    with store.open(tmp_path / "war.db") as record:
        seen = []
        for n, at in enumerate(times):
            monkeypatch.setattr(into, "now", lambda at=at: at)
            monkeypatch.setattr(gather, "now", lambda at=at: at)
            write(record, tmp_path, [text(chance, n)])
            seen.append((record.cursor(), [one.id for one in record.incidents()]))
        cursors = [one.cursor for one in record.changes()]
        assert cursors == sorted(cursors)
        assert [one.cursor for one in record.changes("2026-01-03")][0] == seen[0][0] + 1
        assert [one.cursor for one in record.changes("2026-01-03")][-1] == seen[-1][0]
        for moment, (_, ids) in (("2026-01-03T00:00:00Z", seen[2]), ("2027-01-01T00:00:00Z", seen[3])):
            with record.as_of(moment) as then:
                assert [one.id for one in then.incidents()] == ids
        for cursor, ids in seen:
            with record.as_of(cursor) as then:
                assert [one.id for one in then.incidents()] == ids


def test_the_past_cannot_be_written_and_does_not_disturb_the_present(tmp_path):
    chance = random.Random(3)
    with store.open(tmp_path / "war.db") as record:
        write(record, tmp_path, [text(chance, n) for n in range(3)])
        with record.as_of(1) as then, pytest.raises(TacitusError, match="E505"):
            then.save(store.Batch(at="2026-01-01T00:00:00Z"))
        with record.as_of(0) as then:
            write(record, tmp_path, [text(chance, 4)])
            assert (then.count(), list(then.incidents()), then.reports()) == (0, [], {})
        assert len(record.reports()) == 4
