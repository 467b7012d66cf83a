"""Holds what was read from UCDP's headlines against UCDP's own table by `compare`: `python bench/known.py DATA`.

Each headline is read alone; its incidents are then paired with the rows of the whole part, of which the headline's own is one
among thousands of the same war. A pair is right if that row lists the headline. `of own` is the share of the headlines
whose own row is found. One weight of compare(), FINER, was chosen on a sample of 2017 (seed 11); merging's points were learned on
2017 too, and 2018 was looked at for neither. Only a whole run is written into bench/RESULTS.md.
"""

from __future__ import annotations

from pathlib import Path

import results
import ucdp
from msgspec.structs import replace

import tacitus
from tacitus.formats import known
from tacitus.formats.compare import Pair, compare
from tacitus.record import Incident

LIKELY = 0.6
"""Score from which the docs say that a pair may be relied on."""
NOTE = (
    "Incidents read from headlines of UCDP GED's events in Syria, each headline alone, paired by `tacitus compare` with all rows "
    "of the part; right: the row lists that headline. One weight of compare was chosen on a sample of 2017, none on 2018."
)


def main() -> None:
    """Measure, print and record."""
    asked = ucdp.asked(__doc__)
    lines = [measured(part, among, asked.data) for part, among in ucdp.drawn(asked)]
    print(results.table(lines))
    if ucdp.whole(asked):
        results.record("known incidents", lines, NOTE)


def measured(part: str, among: list[ucdp.Headline], data: Path) -> dict[str, object]:
    """A line of the table."""
    first, last = ucdp.PARTS[part]
    rows = [
        one for one in known.read(data / ucdp.FILE)
        if isinstance(one, known.Known) and one.start and first <= one.start[:7] <= last
    ]
    home: dict[str, set[str]] = {}
    incidents: list[Incident] = []
    for n, headline in enumerate(among):
        for incident in tacitus.read_text(headline.text, published=headline.day).incidents:
            one = replace(incident, id=f"{incident.id}-{n}")
            home[one.id] = {event.id.removesuffix(".0") for event in headline.events}
            incidents.append(one)
    found = compare(incidents, rows, "ged")
    right = right_pairs(found.found, home)
    sure = [pair for pair in found.found if not pair.rivals]
    likely = [pair for pair in found.found if pair.score >= LIKELY]
    own = {pair.incident.rpartition("-")[2] for pair in right}
    dated = len(incidents) - found.undated
    return {
        "part": part, "rows": len(rows), "headlines": len(among), "incidents": len(incidents), "dated": dated,
        "pairs": len(found.found), "right %": share(len(right), len(found.found)), "of own %": share(len(own), len(among)),
        "without rivals": len(sure), "of these right %": share(len(right_pairs(sure, home)), len(sure)),
        f"score {LIKELY}": len(likely), "of those right %": share(len(right_pairs(likely, home)), len(likely)),
    }


def right_pairs(pairs: list[Pair], home: dict[str, set[str]]) -> list[Pair]:
    """The pairs whose row is one that lists the headline of the incident."""
    return [pair for pair in pairs if pair.known in home[pair.incident]]


def share(part: int, whole: int) -> float:
    """Per cent."""
    return 100 * part / whole if whole else 0.0


if __name__ == "__main__":
    main()
