"""The log is a chain: whatever is done to it afterwards is seen, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus import store
from tacitus.record import Decision
from tacitus.store import audit
from tacitus.store.audit import FIRST, Entry, Verdict, hash_of, verdict

AT = "2026-01-01T00:00:00Z"


def chain(words: list[str]) -> list[Entry]:
    """A log in which these things were done, as it is written."""
    found: list[Entry] = []
    for n, what in enumerate(words, 1):
        before = found[-1].hash if found else FIRST
        bare = Entry(seq=n, at=AT, user="ana", what=what, target=f"i{n}", more="{}", before=before, hash="")
        found.append(msgspec.structs.replace(bare, hash=hash_of(bare)))
    return found


def sealed(entry: Entry, **changed: Any) -> Entry:
    """An entry that was changed, with a hash that fits it."""
    bare = msgspec.structs.replace(entry, **changed)
    return msgspec.structs.replace(bare, hash=hash_of(bare))


logs = st.lists(st.text(max_size=8), min_size=2, max_size=12).map(chain)


@settings(deadline=None)
@given(logs)
def test_a_log_as_it_was_written_is_whole(log: list[Entry]) -> None:
    assert verdict(log, [one.hash for one in log], given=len(log)).troubles == []


@settings(deadline=None)
@given(logs, st.data())
def test_an_altered_entry_is_found_where_it_stands(log: list[Entry], data: Any) -> None:
    n = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from(["at", "user", "what", "target", "more", "hash"]))
    log[n] = msgspec.structs.replace(log[n], **{field: getattr(log[n], field) + "x"})
    assert ("altered", n + 1) in kinds(verdict(log, given=len(log)))


@settings(deadline=None)
@given(logs, st.data())
def test_an_entry_altered_with_a_hash_that_fits_is_found_by_the_next_or_a_kept_hash(log: list[Entry], data: Any) -> None:
    n = data.draw(st.integers(0, len(log) - 1))
    kept = log[-1].hash
    log[n] = sealed(log[n], user="somebody else")
    found = kinds(verdict(log, [kept], given=len(log)))
    assert ("inserted", n + 2) in found if n + 1 < len(log) else ("unknown", len(log)) in found


@settings(deadline=None)
@given(logs, st.data())
def test_a_removed_entry_is_found_where_it_stood_the_last_one_too(log: list[Entry], data: Any) -> None:
    n = data.draw(st.integers(0, len(log) - 1))
    rest = log[:n] + log[n + 1 :]
    assert ("removed", n + 2 if n + 1 < len(log) else n) in kinds(verdict(rest, given=len(log)))


@settings(deadline=None)
@given(logs, st.data())
def test_an_inserted_entry_is_found(log: list[Entry], data: Any) -> None:
    n = data.draw(st.integers(1, len(log) - 1))
    new = sealed(log[n], what="forged", before=log[n - 1].hash)
    later = [msgspec.structs.replace(one, seq=one.seq + 1) for one in log[n:]]
    found = kinds(verdict([*log[:n], new, *later], given=len(log) + 1))
    assert ("inserted", n + 2) in found


@settings(deadline=None)
@given(logs, st.data())
def test_entries_in_another_order_are_found(log: list[Entry], data: Any) -> None:
    one = data.draw(st.integers(0, len(log) - 2))
    other = data.draw(st.integers(one + 1, len(log) - 1))
    log[one], log[other] = log[other], log[one]
    assert any(kind == "re-ordered" for kind, _ in kinds(verdict(log, given=len(log))))


@settings(deadline=None)
@given(logs, st.data())
def test_a_log_written_anew_from_an_entry_on_lacks_the_hash_that_was_kept(log: list[Entry], data: Any) -> None:
    n = data.draw(st.integers(0, len(log) - 1))
    forged = chain([*(one.what for one in log[:n]), "forged", *(one.what for one in log[n + 1 :])])
    if forged != log:
        assert verdict(forged, given=len(forged)).troubles == []  # nothing in the file can tell
        assert ("unknown", len(log)) in kinds(verdict(forged, [log[-1].hash], given=len(forged)))


def kinds(found: Verdict) -> set[tuple[str, int]]:
    return {(one.kind, one.seq) for one in found.troubles}


def decided(path: Path) -> None:
    with store.open(path) as record:
        for n in range(3):
            audit.note(record, "ana", "export", "csv", at=AT, incidents=n)
        record.decide(Decision(kind="comment", user="ben", at=AT, comment="first"))
        record.decide(Decision(kind="comment", user="ben", at=AT, comment="second"))


def test_every_entry_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    decided(tmp_path / "war.db")
    with store.open(tmp_path / "war.db") as record:
        log = list(audit.entries(record))
        assert [(one.seq, one.user, one.what, one.target) for one in log[2:]] == [
            (3, "ana", "export", "csv"), (4, "ben", "decision", "d1"), (5, "ben", "decision", "d2")
        ]
        assert [one.before for one in log] == [FIRST, *(one.hash for one in log[:-1])]
        assert audit.verify(record) == Verdict(entries=5, last=5, hash=log[-1].hash, troubles=[])
        assert [one.seq for one in audit.entries(record, limit=2)] == [4, 5]


def test_the_file_lets_nobody_change_or_remove_an_entry_by_the_way(tmp_path: Path) -> None:
    decided(tmp_path / "war.db")
    with sqlite3.connect(tmp_path / "war.db") as plain:
        for order in ("UPDATE audit SET user = 'x'", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                plain.execute(order)


@pytest.mark.parametrize(
    ("order", "kind", "at"),
    [
        ("UPDATE audit SET user = 'x' WHERE seq = 2", "altered", 2),
        ("DELETE FROM audit WHERE seq = 2", "removed", 3),
        ("DELETE FROM audit WHERE seq = 5", "removed", 4),
        ("DELETE FROM audit", "removed", 0),
        ("UPDATE decisions SET body = replace(body, 'first', 'other') WHERE seq = 1", "altered", 4),
        ("DELETE FROM decisions WHERE seq = 2", "removed", 5),
        ("INSERT INTO decisions (at, user, kind, body) SELECT at, user, kind, body FROM decisions WHERE seq = 1", "inserted", 0),
    ],
)
def test_what_somebody_does_to_the_file_itself_is_found(tmp_path: Path, order: str, kind: str, at: int) -> None:
    path = tmp_path / "war.db"
    decided(path)
    tampered(path, lambda plain: plain.execute(order))
    with store.open(path) as record:
        assert (kind, at) in kinds(audit.verify(record))


def test_what_was_removed_from_the_end_stays_visible_when_the_log_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    decided(path)
    tampered(path, lambda plain: plain.execute("DELETE FROM audit WHERE seq >= 4"))
    with store.open(path) as record:
        audit.note(record, "ana", "export", at=AT)
        assert ("removed", 6) in kinds(audit.verify(record))


def tampered(path: Path, does: Callable[[sqlite3.Connection], object]) -> None:
    """Does it as one who knows the file would: without its guards."""
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA foreign_keys = OFF")
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            plain.execute(f"DROP TRIGGER {name}")
        does(plain)
        plain.commit()


def test_several_writers_make_one_chain(tmp_path: Path) -> None:
    import threading

    with store.open(tmp_path / "war.db") as record:
        def work(user: str) -> None:
            for n in range(10):
                audit.note(record, user, "export", str(n), at=AT)

        workers = [threading.Thread(target=work, args=(name,)) for name in ("ana", "ben", "cem")]
        for one in workers:
            one.start()
        for one in workers:
            one.join()
        found = audit.verify(record)
        assert (found.entries, found.troubles) == (30, [])


def test_an_entry_is_only_there_if_what_it_tells_of_is(tmp_path: Path) -> None:
    with store.open(tmp_path / "war.db") as record:
        with suppress(RuntimeError), record.writing():
            audit.note(record, "ana", "export", at=AT)
            raise RuntimeError
        assert list(audit.entries(record)) == []


def test_words_of_any_kind_can_be_logged(tmp_path: Path) -> None:
    with store.open(tmp_path / "war.db") as record:
        audit.note(record, "\ud800", "export", "\x00\n☾", at=AT, query="\udfff")
        assert audit.verify(record).troubles == []
