"""How long a look at the review queue takes in a large record: p50 and p95 of pages, with and without filters.

The record is made up: incidents of a seed with tolls, days, places and doubts, and the questions that `tacitus.review` asks of
them; for every third incident also one on a pair. Its figures mean nothing but the load on the queue.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import results

from tacitus import review, store
from tacitus.merge.margins import Margin
from tacitus.record import Count, Doubt, Figure, Incident, Revision, When, Where
from tacitus.review.asked import pairs, questions
from tacitus.store import Batch, Query

AT = "2026-01-01T00:00:00Z"
SOME, LOOKS = 2000, 40
COUNTRIES = ("SY", "IQ", "AF", "NG", "UA", "CD", "SO", "YE")


def incident(n: int, chance: random.Random) -> Incident:
    """One made-up incident; in one of three, two reports differ on the dead; one of twenty has no place."""
    day = (date(2011, 1, 1) + timedelta(days=chance.randrange(5000))).isoformat()
    dead = min(int(chance.paretovariate(1.1)), 3000)
    other = dead + chance.randrange(1, 20) if chance.random() < 1 / 3 else dead
    figures = [Figure(low=each, high=each, words=str(each)) for each in dict.fromkeys((dead, other))]
    doubt = Doubt(kind="figures", field="counts.killed", why=f"reports differ: {dead} (A); {other} (B)")
    lat, lon = chance.uniform(10, 37), chance.uniform(0, 60)
    where = Where(name=f"Place {n % 900}", lat=lat, lon=lon, precision="exact", country=chance.choice(COUNTRIES))
    return Incident(
        id=f"i{n:012x}", type=chance.choice(["bombing", "air-strike", "shelling", "armed-clash"]),
        when=When(start=day, end=day, precision="day", basis="stated"),
        where=where if chance.random() > 0.05 else Where(country=where.country, precision="country"),
        counts={"killed": Count(low=dead, high=other, best=dead, said=figures)}, doubts=[doubt] if dead != other else [],
        statements=[f"s{n}"], independent_sources=1 + n % 3, history=[Revision(n=1, at=AT, cause="first told")],
    )


def fill(record: store.Store, number: int) -> int:
    """Puts the incidents and the questions on them into the record; how many questions there are."""
    chance, asked = random.Random(7), 0
    made = (incident(n, chance) for n in range(number))
    while some := list(islice(made, SOME)):
        mine = {one.id: one for one in some}
        near = zip(some[::3], some[1::3], strict=False)
        close = [Margin(a.id, b.id, [], chance.gauss(0, 2), {"same_day": 2.9, "same_place": 2.2}) for a, b in near]
        found = [*pairs(close, mine), *(each for one in some for each in questions(one, []))]
        with record.writing():
            record.save(Batch(at=AT, incidents=some))
            record.ask(dict.fromkeys(mine, 1), [], found)
        asked += len(found)
    return asked


def looks(record: store.Store) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is timed, by name."""
    deep = review.queue(record, limit=2000).next
    for one in review.queue(record, limit=1000).items:
        review.skip(record, one.key, user="ada")
    yield "first page", lambda: review.queue(record)
    yield "a page behind 2,000 questions", lambda: review.queue(record, after=deep)
    yield "first page, 1,000 put off", lambda: review.queue(record, user="ada")
    within = Query(country="YE", since="2015", until="2015", type="bombing")
    yield "a country, a year and a type", lambda: review.queue(record, within)
    yield "one kind", lambda: review.queue(record, kinds=["unplaced"])


def timed(look: Callable[[], Any]) -> tuple[float, float]:
    """Median and 95th percentile of LOOKS calls, in milliseconds of wall time; the first is not counted."""
    look()
    spent = []
    for _ in range(LOOKS):
        began = time.perf_counter()
        look()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def main(given: Sequence[str] | None = None) -> int:
    """Makes the record, measures and, with --record, writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--record", action="store_true", help="write the rows into bench/RESULTS.md")
    asked = parser.parse_args(given)
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder, store.open(Path(folder) / "review.db") as record:
        number = fill(record, asked.incidents)
        for name, look in looks(record):
            median, worst = timed(look)
            left = look().left
            rows.append({"look": name, "questions": left, "p50 ms": round(median, 1), "p95 ms": round(worst, 1)})
            print(rows[-1], flush=True)
    note = (
        f"A page of 20 of the review queue, laid out with its incidents, values and options, and the count of what is left, in "
        f"a made-up record of {asked.incidents:,} incidents with {number:,} questions; one process, {LOOKS} looks each."
    )
    if asked.record:
        results.record("Review queue", rows, note)
    return 0


if __name__ == "__main__":
    sys.exit(main())
