"""How quickly the page's questions are answered in a large record: list, map, timeline, facets, dashboard, p50 and p95.

The record is made up (bench/growth_world.py: as dense as UCDP's Syria, its places and names from a seed): an incident a
statement, written in bulk. Measured are whole answers of the application, as JSON, without the network: each of several
searches in turn. What opening takes is told apart: the narrow rows put together for the first time, and had from what is kept.
"""

from __future__ import annotations

import argparse
import json
import logging
import sqlite3
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import growth_world
import results
from litestar.testing import TestClient

from tacitus import store, web
from tacitus.record import Incident, Report, Revision, Statement, encode
from tacitus.store import narrow, writing
from tacitus.store.words import searched

AT = "2026-01-01T00:00:00Z"
SOME, LOOKS = 5000, 20
SEARCHES = (
    {}, {"country": "AB"}, {"type": "shelling,air-strike"}, {"since": "2012", "until": "2012-06"}, {"killed_min": "10"},
    {"box": "-150,10,-140,20"}, {"type": "bombing", "country": "AC", "since": "2012"}, {"actor": "army"},
    {"sort": "-killed", "country": "AD"}, {"text": "outlet"}, {"grade": "fair"}, {"radius": "12,-148,100"},
)
ASKED = {
    "list": ("/api/v1/incidents", {"limit": "50"}), "map": ("/api/v1/map", {"zoom": "4"}), "timeline": ("/api/v1/timeline", {}),
    "facets": ("/api/v1/facets", {}), "dashboard": ("/api/v1/dashboard", {}),
}


def incident(n: int, report: Report, one: Statement) -> Incident:
    """The incident of one statement."""
    return Incident(
        id=f"i{n:08}", type=one.type, status=one.status, when=one.when, where=one.where, roles=one.roles, counts=one.counts,
        quotes=one.quotes, statements=[one.id], reports=[report.id], independent_sources=1, grade="weak", admiralty="F6",
        history=[Revision(n=1, at=AT, cause="first told", reports=[report.id], statements=[one.id])],
    )


def rows(number: int, countries: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row of everything that a record of so many incidents holds."""
    for n, (report, one) in enumerate(growth_world.told(number, countries=countries), 1):
        made = incident(n, report, one)
        columns = writing.incident_row(made)
        yield "archive", {"raw_sha256": report.id, "size": 0, "body": b""}
        yield "reports", {"seq": n, "id": report.id, "raw_sha256": report.id, "published": report.published.date,
                          "publisher": report.publisher, "body": encode(report).decode()}  # fmt: skip
        yield "report_words", {"rowid": n, "title": "", "text": report.text}
        yield "statements", {"id": one.id, "report": report.id, "reader": "made", "body": encode(one).decode()}
        yield "incidents", {"seq": n, "id": made.id, **columns}
        yield "incident_reports", {"incident": made.id, "report": report.id}
        yield "incident_statements", {"incident": made.id, "statement": one.id}
        yield "incident_words", {"rowid": n, "words": searched(made)}
        if made.where.lat is not None:
            lat, lon = made.where.lat, made.where.lon
            yield "incident_boxes", {"id": n, "west": lon, "south": lat, "east": lon, "north": lat}
        yield "revisions", {"incident": made.id, "n": 1, "at": AT, "revision": encode(made.history[0]).decode(),
                            "body": zlib.compress(encode(made), 1)}  # fmt: skip
        yield "desk", {"seq": n, **narrow.narrow_row(made, columns)}
        if report.publisher:
            yield "desk_sources", {"seq": n, "source": report.publisher}
        for actor, folded, role, name in sorted(narrow.actors_of(made)):
            yield "desk_actors", {"seq": n, "actor": actor, "folded": folded, "role": role, "name": name}


def fill(path: Path, number: int, countries: int) -> None:
    """A record of so many incidents, written in bulk and without waiting for the disk."""
    store.open(path).close()
    held: dict[str, list[dict[str, Any]]] = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as there:
        for pragma in ("synchronous = OFF", "cache_size = -500000", "foreign_keys = OFF"):
            there.execute(f"PRAGMA {pragma}")
        there.execute("BEGIN")
        for table, row in rows(number, countries):
            held.setdefault(table, []).append(row)
            if len(held[table]) == SOME:
                _write(there, table, held.pop(table))
        for table, some in held.items():
            _write(there, table, some)
        there.execute("COMMIT")
        there.execute("ANALYZE")


def _write(there: sqlite3.Connection, table: str, some: list[dict[str, Any]]) -> None:
    names = list(some[0])
    marks = ", ".join(f":{name}" for name in names)
    there.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", some)


def measured(path: Path) -> list[dict[str, Any]]:
    """A line for each kind of question."""
    found: list[dict[str, Any]] = []
    opened = opening(path)
    with store.open(path) as record:
        number = record.count()
        with TestClient(web.app(record), base_url="http://localhost") as client:
            for what, (address, given) in ASKED.items():
                times = sorted(_looks(client, address, given))
                found.append({
                    "incidents": number, "asked": what, "ms, p50": statistics.median(times),
                    "ms, p95": times[int(0.95 * len(times))], "ms, slowest": times[-1], **opened,
                })
    return found


def opening(path: Path) -> dict[str, float]:
    """Seconds until the narrow rows are in memory: the first time, and once their columns are kept."""
    store.open(path).close()
    with closing(sqlite3.connect(path)) as there:
        there.execute("DELETE FROM desk_kept")
        there.commit()
    found = {}
    for what in ("opened first in s", "opened again in s"):
        with store.open(path) as record:
            start = time.perf_counter()
            record.desk()
            found[what] = time.perf_counter() - start
            record.keep_desk()
    return found


def _looks(client: Any, address: str, given: dict[str, str]) -> Iterator[float]:
    for look in range(LOOKS * len(SEARCHES)):
        params = {**given, **SEARCHES[look % len(SEARCHES)]}
        start = time.perf_counter()
        answer = client.get(address, params=params)
        spent = 1000 * (time.perf_counter() - start)
        if answer.status_code != 200:
            raise SystemExit(f"{address} {params}: {answer.status_code} {answer.text[:200]}")
        if look >= len(SEARCHES):  # each search once beforehand
            yield spent


def _told(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines, told on the way."""
    for line in lines:
        sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    return lines


def main(given: Sequence[str] | None = None) -> int:
    """Measures, prints each line as JSON, and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, nargs="*", default=[100_000], metavar="N")
    parser.add_argument("--db", type=Path, nargs="*", default=[], help="records to measure besides, such as bench/growth.py's")
    parser.add_argument("--countries", type=int, default=20)
    parser.add_argument("--work", type=Path, help="a folder for the records made, kept for the next run (default: a temporary one)")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args(given)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    lines: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as made:
        work = asked.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        for number in asked.incidents:
            path = work / f"desk-{number}-{asked.countries}.db"
            if not path.exists():
                fill(path, number, asked.countries)
            lines += _told(measured(path))
        for path in asked.db:
            lines += _told(measured(path))
    if asked.record:
        note = (
            f"Whole answers of the server as JSON, without the network, {len(SEARCHES)} searches in turn, {LOOKS - 1} times each, "
            "in a made-up record of an incident a report (a million: the record of the table Growth, of one to six reports an "
            "incident); one process, wall time (bench/desk.py)."
        )
        results.record("Desk", lines, note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
