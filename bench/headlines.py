"""Reads the headlines of UCDP's events in Syria and holds the statements against the events: `python bench/headlines.py DATA`.

Each measure is a module with `rows(part, reads)`, which gives lines of the table: `headline_places` (where),
`headline_dates` (when), `headline_counts` (how many dead). 2017 is development data; the months of 2018 were not looked
at. `--sample N` draws N headlines of each part; only a whole run is written into bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import headline_counts
import headline_dates
import headline_places
import results
import ucdp

MEASURES = (headline_places, headline_dates, headline_counts)
"""Each has `rows(part: str, reads: list[ucdp.Read]) -> list[dict]`."""
NOTE = (
    "Headlines of UCDP GED's events in Syria, each read alone with its source's day. 2017: its misses were read while rules "
    "were written; 2018-01 to 06: not looked at. A headline of several events is right if it fits one of them."
)


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds ucdp-syria/")
    parser.add_argument("--part", choices=list(ucdp.PARTS), action="append", help="only this part")
    parser.add_argument("--sample", type=int, help="so many headlines of each part, drawn at random")
    parser.add_argument("--seed", type=int, default=4, help="of the sample (default 4)")
    asked = parser.parse_args()
    everything = ucdp.headlines(asked.data)
    lines = []
    for part in asked.part or ucdp.PARTS:
        reads = list(ucdp.read(ucdp.sampled(ucdp.of_part(part, everything), asked.sample, asked.seed)))
        for measure in MEASURES:
            lines += measure.rows(part, reads)
    print(results.table(lines))
    if asked.sample is None and not asked.part:
        results.record("headlines", lines, NOTE)


if __name__ == "__main__":
    main()
