"""A large record made quickly for measuring, and the timing of one more statement that comes into it the ordinary way."""

from __future__ import annotations

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tacitus import store
from tacitus.ingest import linking
from tacitus.merge import Memory, bulk, columns
from tacitus.merge.facts import facts
from tacitus.merge.keys import filed
from tacitus.merge.packed import form, pack
from tacitus.nearby import faces
from tacitus.record import Incident, Report, Statement, decode, encode
from tacitus.store import Batch, Kept, narrow, writing
from tacitus.store.faces import Faces, signed
from tacitus.store.words import searched

AT = "2026-01-01T00:00:00Z"
READER = "made"
SOME = 5000
Rows = dict[str, list[tuple[Any, ...]]]


def fill(path: Path, source: Path, jobs: int) -> None:
    """A record of the statements in a file: the rows that the store would write, in bulk and without waiting for the disk."""
    store.open(path).close()
    rows = _none()
    with closing(sqlite3.connect(path, isolation_level=None)) as there:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000", "temp_store = MEMORY"):
            there.execute(f"PRAGMA {pragma}")
        there.execute("PRAGMA foreign_keys = OFF")
        there.execute("BEGIN")
        for made, incident in enumerate(bulk.merge_files([source], at=AT, jobs=jobs, folder=path.parent), 1):
            _incident(rows, incident, made)
            if made % SOME == 0:
                rows = _written(there, rows)
        for n, (statement, report) in enumerate(_of([source]), 1):
            _statement(rows, statement, report, n)
            if n % SOME == 0:
                rows = _written(there, rows)
        _written(there, rows)
        there.execute(
            "INSERT INTO desk_sources (seq, source) SELECT DISTINCT i.seq, r.publisher FROM incident_reports o"
            " JOIN incidents i ON i.id = o.incident JOIN reports r ON r.id = o.report"
        )
        there.execute("INSERT INTO faces_form VALUES (?)", (form(),))
        there.execute("COMMIT")
        there.execute("ANALYZE")


def _of(sources: list[Path]) -> Iterator[tuple[Statement, Report]]:
    for some in columns.read(sources):
        for told, report in zip(some["told"].to_pylist(), some["source"].to_pylist(), strict=True):
            yield decode(told, Statement), decode(report, Report)


_COLUMNS = {
    "archive": "raw_sha256, size, body", "reports": "seq, id, raw_sha256, published, language, publisher, url, body",
    "report_words": "rowid, title, text", "readings": "report, reader, outcome, at",
    "sightings": "report, key, publisher, raw_sha256, at, folded", "statements": "id, report, reader, body",
    "faces": "num, statement, report, facts", "meeting": "key, num",
    "incident_statements": "incident, statement", "incident_reports": "incident, report",
    "incident_actors": "incident, role, folded, actor", "revisions": "incident, n, at, revision, body",
    "incident_words": "rowid, words", "incident_boxes": "id, west, south, east, north", "incidents": "", "desk": "",
    "desk_actors": "seq, actor, folded, role, name",
}  # fmt: skip


def _none() -> Rows:
    return {table: [] for table in _COLUMNS}


def _written(there: sqlite3.Connection, rows: Rows) -> Rows:
    """Writes the rows; what holds keys in order, so that pages are filled one after another."""
    for table, some in rows.items():
        if not some:
            continue
        if table in ("incidents", "desk"):
            names = list(some[0][0])
            values = [tuple(one[0].values()) for one in some]
        else:
            names, values = _COLUMNS[table].split(", "), sorted(some) if table == "meeting" else some
        marks = ", ".join("?" * len(names))
        there.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", values)
    return _none()


def _incident(rows: Rows, incident: Incident, seq: int) -> None:
    row = {"seq": seq, "id": incident.id, **writing.incident_row(incident)}
    rows["incidents"].append((row,))
    rows["desk"].append(({"seq": seq, **narrow.narrow_row(incident, row)},))
    rows["desk_actors"] += [(seq, *one) for one in sorted(narrow.actors_of(incident))]
    rows["incident_statements"] += [(incident.id, one) for one in incident.statements]
    rows["incident_reports"] += [(incident.id, one) for one in incident.reports]
    parties = {(role, party.name.casefold(), party.actor or "") for role, some in incident.roles.items() for party in some}
    rows["incident_actors"] += [(incident.id, *one) for one in sorted(parties)]
    rows["incident_words"].append((seq, searched(incident)))
    if incident.where.lat is not None:
        lat, lon = incident.where.lat, incident.where.lon
        rows["incident_boxes"].append((seq, lon, lat, lon, lat))
    last = incident.history[-1]
    rows["revisions"].append((incident.id, last.n, last.at, encode(last).decode(), zlib.compress(encode(incident), 1)))


def _statement(rows: Rows, statement: Statement, report: Report, num: int) -> None:
    raw = report.text.encode()
    rows["archive"].append((report.id, len(raw), zlib.compress(raw, 1)))
    body = encode(report).decode()
    rows["reports"].append((num, report.id, report.id, report.published.date, "en", report.publisher, None, body))
    rows["report_words"].append((num, "", report.text))
    rows["readings"].append((report.id, READER, "read", AT))
    rows["sightings"].append((report.id, f"{report.publisher}\n", report.publisher, report.id, AT, report.publisher))
    rows["statements"].append((statement.id, report.id, READER, encode(statement).decode()))
    x = facts(statement, {report.id: report})
    rows["faces"].append((num, statement.id, report.id, pack(x)))
    rows["meeting"] += [(signed(key), num) for key in filed(x).tolist()]


class Clock:
    """Adds up the time that some functions take, by part; what runs within another part counts there alone."""

    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self._inside = False

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed, in milliseconds of the processor."""

        def run(*args: Any, **kwargs: Any) -> Any:
            if self._inside:
                return function(*args, **kwargs)
            self._inside, start = True, time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self._inside = False
                self.parts[part] = self.parts.get(part, 0.0) + 1000 * (time.process_time() - start)

        return run

    def watch(self) -> None:
        """Times the parts of linking from now on, in this process."""
        for owner, name, part in (
            *((Faces, name, "look up") for name in ("met", "members", "of_reports", "copies")),
            (store.Store, "with_statements", "look up"), (store.Store, "reports", "look up"), (linking, "settled", "draw"),
        ):  # fmt: skip
            setattr(owner, name, self.timed(part, getattr(owner, name)))


def link_each(path: Path, fresh: list[columns.Told], *, warm: int) -> tuple[int, list[dict[str, float]]]:
    """How many incidents the record has, and the milliseconds of each statement that comes in, without the first `warm`: of
    the processor by part, and on the wall ("wall")."""
    found, clock, memory = [], Clock(), Memory()
    with store.open(path) as record:
        incidents = record.count()
        clock.watch()
        for statement, report in fresh:
            clock.parts = {}
            start, spent = time.perf_counter(), time.process_time()
            linked = come_in(record, report, statement, memory)
            wall, whole = 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - spent)
            look, draw = clock.parts.get("look up", 0.0), clock.parts.get("draw", 0.0)
            parts = {"look up": look, "weigh": linked - look - draw, "draw": draw, "write": whole - linked}
            found.append({**parts, "wall": wall})
    return incidents, found[warm:]


def come_in(record: store.Store, report: Report, statement: Statement, memory: Memory) -> float:
    """What `read_into` does with a report that the reader has read, without looking for wire copies; the milliseconds
    of the processor that linking took."""
    with record.writing():
        kept = Kept(report=report, raw=report.text.encode(), outcome="read", reader=READER, statements=[statement])
        record.save(Batch(at=AT, kept=[kept], faces=faces([(statement, report)])))
        start = time.process_time()
        memory.shed()
        changed = linking.link(record, [statement], at=AT, memory=memory)
        linked = 1000 * (time.process_time() - start)
        record.save(Batch(at=AT, incidents=changed))
    return linked
