"""How long one more report of a much told happening takes: `python bench/much_told.py [--sizes 100 400 1000] [--record]`.

A record in which so many reports tell of one bombing of a made-up world (`growth_world.much_told`). Three more come in, each by
itself, from the reader's hands to the end of the transaction: the first into a process that knows nothing of the others yet
("first"), two more into the same one ("next").
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import growth_store
import growth_world
import results

from tacitus import store
from tacitus.ingest import linking
from tacitus.merge import Memory
from tacitus.nearby import faces
from tacitus.store import Batch, Kept

MORE = 3
NOTE = (
    "Reports of one bombing in a made-up world, and how many milliseconds of one core one more takes from the reader's hands to "
    "the end of the transaction: the first that a process links, which has judged none of their pairs yet, and those after it "
    "(bench/much_told.py). At once: all of them into an empty record, in seconds."
)


def measured(number: int) -> dict[str, Any]:
    """The line of so many reports."""
    some = list(growth_world.much_told(number + MORE))
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder) / "much.db") as record:
        start = time.process_time()
        largest = _all_at_once(record, some[:number])
        line: dict[str, Any] = {"reports": number, "largest incident": largest, "at once, s": time.process_time() - start}
        memory, spent = Memory(), []
        for report, statement in some[number:]:
            start = time.process_time()
            growth_store.come_in(record, report, statement, memory)
            spent.append(1000 * (time.process_time() - start))
    return {**line, "first, ms": spent[0], "next, ms": sum(spent[1:]) / len(spent[1:])}


def _all_at_once(record: store.Store, some: Sequence[growth_world.Told]) -> int:
    """Links them in one transaction; how many statements the largest incident has."""
    with record.writing():
        kept = [
            Kept(report=report, raw=report.text.encode(), outcome="read", reader=growth_store.READER, statements=[statement])
            for report, statement in some
        ]
        record.save(Batch(at=growth_store.AT, kept=kept, faces=faces((one, report) for report, one in some)))
        made = linking.link(record, [statement for _, statement in some], at=growth_store.AT)
        record.save(Batch(at=growth_store.AT, incidents=made))
    return max(len(one.statements) for one in made)


def main(given: Sequence[str] | None = None) -> int:
    """Measures, prints and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 400, 1000], metavar="REPORTS")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md")
    asked = parser.parse_args(given)
    lines = []
    for number in asked.sizes:
        lines.append(measured(number))
        sys.stdout.write(results.table(lines[-1:]) + "\n")
        sys.stdout.flush()
    if asked.record:
        results.record("One happening", lines, NOTE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
