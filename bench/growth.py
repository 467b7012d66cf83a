"""How merging grows: `python bench/growth.py --batch 10000 100000 1000000` and `python bench/growth.py --store 1000000`.

--batch: files of so many statements of a made-up world as dense as UCDP's Syria (growth_world.py) through the batch engine;
wall time, processor time of all processes, and memory. --store: a record of about so
many incidents of that world, and how long one more statement takes from the reader's hands to the end of the transaction, by
its parts; on one core. Those that come in are of further happenings from all over the world and its time; they stay in it.
--record writes the table "Growth" of RESULTS.md from all that the folder --work holds of earlier runs.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import growth_store
import growth_world
import results
from memory import Memory

from tacitus.merge import bulk, columns

AT = "2026-01-01T00:00:00Z"
NEW = 200
"""Statements that come in one by one to be timed, after as many that are not (the process has loaded nothing yet)."""
AN_INCIDENT = 1.55
"""Statements an incident in this world, as merging divides them."""
NOTE = (
    "A made-up world at war, as dense by place and day as UCDP's Syria (14 events a day in each of {countries} countries; one "
    "to six reports each): more statements are more days. Batch: from a file of statements to all incidents, in {jobs} "
    "processes; peak GB: the most that all held together at any one time, what they share counted once (PSS), "
    "pages of mapped files too. One more report: into a record of so many incidents, one process on "
    "one core, of {new}: milliseconds of the processor by part (medians) and in all, and on the wall, waiting for the disk "
    "counted; look up: keys and facts of what it may belong to, and what is to change; weigh: pairs and groups; draw: the "
    "incidents; write: into the database, to the end of the transaction."
)


def batch(number: int, work: Path, jobs: int, countries: int) -> dict[str, Any]:
    """The line of so many statements; the file is written first and not timed."""
    path = work / f"statements-{number}-{countries}.parquet"
    if not path.exists():
        told = growth_world.told(number, countries=countries)
        columns.write(((statement, report) for report, statement in told), path)
    start, spent = time.perf_counter(), _spent()
    with Memory() as memory:
        incidents = sum(1 for _ in bulk.merge_files([path], at=AT, jobs=jobs, folder=work))
    return {
        "what": "batch", "statements": number, "incidents": incidents, "seconds": time.perf_counter() - start,
        "processor s": _spent() - spent, "ms a statement": 1000 * (_spent() - spent) / number,
        "peak GB": memory.peak, "processes": jobs,
    }  # fmt: skip


def _spent() -> float:
    """Processor seconds of this process and of those it has waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def one_more(number: int, work: Path, jobs: int, countries: int) -> dict[str, Any]:
    """The line of a record of so many incidents; the record is made first and kept."""
    path, statements = work / f"record-{number}-{countries}.db", int(number * AN_INCIDENT)
    if not path.exists():
        source, filling = work / f"source-{number}-{countries}.parquet", path.with_suffix(".filling")
        if not source.exists():
            columns.write(((one, report) for report, one in growth_world.told(statements, countries=countries)), source)
        filling.unlink(missing_ok=True)
        growth_store.fill(filling, source, jobs)
        filling.rename(path)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    days, again = growth_world.days_of(statements, countries), path.stat().st_mtime_ns
    fresh = growth_world.scattered(2 * NEW, days=days, countries=countries, again=again)
    incidents, times = growth_store.link_each(path, [(one, report) for report, one in fresh], warm=NEW)
    line: dict[str, Any] = {"what": "one more report", "incidents": incidents}
    for part in ("look up", "weigh", "draw", "write"):
        line[f"{part}, ms"] = statistics.median(one[part] for one in times)
    for name, whole in (
        ("processor", sorted(sum(one.values()) - one["wall"] for one in times)), ("wall", sorted(one["wall"] for one in times))
    ):
        line |= {f"{name} ms, median": statistics.median(whole), f"{name} ms, 95 % within": whole[int(0.95 * len(whole))]}
    return line


def main(given: Sequence[str] | None = None) -> int:
    """Runs what was asked for, prints each line as JSON, and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--batch", type=int, nargs="*", default=[], metavar="STATEMENTS")
    parser.add_argument("--store", type=int, nargs="*", default=[], metavar="INCIDENTS")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--countries", type=int, default=20)
    parser.add_argument("--work", type=Path, help="a folder for the files made, kept for the next run (default: a temporary one)")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as made:
        work = asked.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        for name, run, numbers in (("batch", batch, asked.batch), ("store", one_more, asked.store)):
            for number in numbers:
                line = run(number, work, asked.jobs, asked.countries)
                (work / f"line-{name}-{number:09d}.json").write_text(json.dumps(line), "utf-8")
                sys.stdout.write(json.dumps(line) + "\n")
                sys.stdout.flush()
        if asked.record:
            lines = [json.loads(path.read_text("utf-8")) for path in sorted(work.glob("line-*.json"))]
            results.record("Growth", lines, NOTE.format(countries=asked.countries, jobs=asked.jobs, new=NEW))
    return 0


if __name__ == "__main__":
    sys.exit(main())
