"""Reads the headlines of UCDP's events in Syria and holds the statements against the events: `python bench/headlines.py DATA`.

Each measure is a module with `rows(part, reads)`, which gives lines of the table: `headline_places` (where),
`headline_dates` (when), `headline_counts` (how many dead). 2017 is development data; the months of 2018 were not looked
at. `--sample N` draws N headlines of each part; only a whole run is written into bench/RESULTS.md.
"""

from __future__ import annotations

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
    asked = ucdp.asked(__doc__)
    lines = []
    for part, among in ucdp.drawn(asked):
        reads = list(ucdp.read(among))
        for measure in MEASURES:
            lines += measure.rows(part, reads)
    print(results.table(lines))
    if ucdp.whole(asked):
        results.record("headlines", lines, NOTE)


if __name__ == "__main__":
    main()
