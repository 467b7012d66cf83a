"""The log of who did what to the record: a chain in which each entry holds the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, select, text

from tacitus.errors import TacitusError
from tacitus.store import schema

if TYPE_CHECKING:
    from tacitus.store.store import Store

FIRST = "0" * 64
"""What the first entry has for the hash of the one before."""
_ROWS = schema.audit.c

More = Mapping[str, str | int | bool | None]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was done. at: ISO 8601, UTC. target: to what. more: JSON, as it was hashed. before: hash of the entry
    before, `FIRST` for the first."""

    seq: int
    at: str
    user: str
    what: str
    target: str
    more: str
    before: str
    hash: str


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with a log. seq: at which entry; kind: altered, removed, inserted, re-ordered or unknown."""

    seq: int
    kind: str
    says: str


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What came of looking a log through. last: the number and hash of the last entry, to be kept elsewhere."""

    entries: int
    last: int
    hash: str
    troubles: list[Trouble]


def hash_of(entry: Entry) -> str:
    """What the hash of an entry must be: sha256 of all its other parts as a JSON array in UTF-8."""
    parts = [entry.seq, entry.at, entry.user, entry.what, entry.target, entry.more, entry.before]
    said = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def note(record: Store, user: str, what: str, target: str = "", *, at: str, **more: str | int | bool | None) -> None:
    """Adds an entry, in the transaction of this thread if there is one.

    what: a few words, such as "export". A record that cannot be written at all keeps no log; any other failure is raised.
    """
    try:
        with record.writing():
            add(record._here.writing, user, what, target, at=at, more=more)
    except TacitusError as error:
        if error.failure.code != "E505":
            raise


def add(connection: Connection, user: str, what: str, target: str, *, at: str, more: More) -> None:
    """Adds an entry in a transaction that writes; nobody else adds one before it ends."""
    last = connection.execute(select(_ROWS.seq, _ROWS.hash).order_by(_ROWS.seq.desc()).limit(1)).first()
    seq = max(0 if last is None else last.seq, _given(connection)) + 1
    told = json.dumps(dict(more), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    entry = Entry(
        seq=seq, at=at, user=_clean(user), what=what, target=_clean(target), more=_clean(told),
        before=FIRST if last is None else last.hash, hash="",
    )
    row = msgspec.structs.replace(entry, hash=hash_of(entry))
    connection.execute(schema.audit.insert().values(**msgspec.structs.asdict(row)))


def _clean(words: str) -> str:
    """Without halves of letters, which the file cannot hold."""
    return words.encode("utf-8", "replace").decode()


def _given(connection: Connection) -> int:
    """The highest number that SQLite ever gave an entry, were it removed or not."""
    found = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")).scalar()
    return int(found or 0)


def entries(record: Store, *, after: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries in their order. after: only those with higher numbers. limit: at most so many, the last ones."""
    asked = select(schema.audit).where(_ROWS.seq > after).order_by(_ROWS.seq)
    if limit is not None:
        last = select(_ROWS.seq).where(_ROWS.seq > after).order_by(_ROWS.seq.desc()).limit(limit)
        asked = asked.where(_ROWS.seq.in_(last))
    with record._reading() as connection:
        for row in connection.execution_options(yield_per=1000).execute(asked):
            yield Entry(**row._mapping)


def verify(record: Store, kept: Iterable[str] = ()) -> Verdict:
    """Looks the whole log through. kept: hashes of entries that were kept elsewhere, all of which must be in it.

    Whoever can write to the file can also write a whole new log: only a hash that was kept elsewhere shows that.
    """
    with record._reading() as connection:
        given = _given(connection)
        bodies = {f"d{row.seq}": row.body for row in connection.execute(select(schema.decisions.c.seq, schema.decisions.c.body))}
    return verdict(entries(record), kept, given=given, decisions=bodies)


def verdict(
    log: Iterable[Entry], kept: Iterable[str] = (), *, given: int = 0, decisions: Mapping[str, str] | None = None
) -> Verdict:
    """Looks entries through in the order in which they stand. given: the highest number that was ever given.

    decisions: those of the record as JSON by id, which must be what the log says that was decided.
    """
    troubles: list[Trouble] = []
    wanted, told = set(kept), {}
    number, last = 0, Entry(seq=0, at="", user="", what="", target="", more="{}", before="", hash=FIRST)
    for entry in log:
        number += 1
        troubles += _between(last, entry)
        if hash_of(entry) != entry.hash:
            troubles.append(Trouble(seq=entry.seq, kind="altered", says="it is not what its hash was made of"))
        wanted.discard(entry.hash)
        if decisions is not None and entry.what == "decision":
            told[entry.target] = entry
        last = entry
    if given > last.seq:
        troubles.append(Trouble(seq=last.seq, kind="removed", says=f"the log went on to entry {given}"))
    lost = "no entry has the hash {}, which was kept"
    troubles += [Trouble(seq=last.seq, kind="unknown", says=lost.format(one[:64])) for one in sorted(wanted)]
    troubles += _decided(told, decisions or {})
    return Verdict(entries=number, last=last.seq, hash=last.hash, troubles=troubles)


def _between(last: Entry, entry: Entry) -> list[Trouble]:
    """What is wrong between two entries that stand one after the other."""
    found = []
    if entry.seq <= last.seq:
        found.append(Trouble(seq=entry.seq, kind="re-ordered", says=f"it stands after entry {last.seq}"))
    elif entry.seq > last.seq + 1:
        missing = f"entries {last.seq + 1} to {entry.seq - 1} are" if entry.seq > last.seq + 2 else f"entry {last.seq + 1} is"
        found.append(Trouble(seq=entry.seq, kind="removed", says=f"{missing} missing before it"))
    if entry.before != last.hash:
        says = f"it was written after another entry than {last.seq}" if last.seq else "it was not the first"
        found.append(Trouble(seq=entry.seq, kind="inserted", says=f"{says}: one was inserted, removed or altered before it"))
    return found


def _decided(told: Mapping[str, Entry], decisions: Mapping[str, str]) -> list[Trouble]:
    """Decisions that are no longer what they were when they were made."""
    found = []
    for decision, entry in told.items():
        body = decisions.get(decision)
        if body is None:
            found.append(Trouble(seq=entry.seq, kind="removed", says=f"the decision {decision} is not in the record"))
        elif json.loads(entry.more).get("sha256") != hashlib.sha256(body.encode()).hexdigest():
            found.append(Trouble(seq=entry.seq, kind="altered", says=f"the decision {decision} is not the one that was made"))
    first = min((_number(one) for one in told), default=None)  # those of before the log was kept have no entry
    new = [one for one in decisions if one not in told and first is not None and _number(one) > first]
    return found + [Trouble(seq=0, kind="inserted", says=f"the decision {one} has no entry in the log") for one in new]


def _number(decision: str) -> int:
    return int(decision[1:]) if decision[1:].isdecimal() else 0
