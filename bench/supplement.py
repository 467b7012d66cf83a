"""How much of our own tables of places the packages lack, and whether the points lie where their countries are.

    python bench/supplement.py [--list]

A row is known where the packages have a place by one of its names within 25 km of it, in the same country. A point is in
place where the outline of its country holds it or lies within 25 km (the outlines are good to two kilometres, and
borders are disputed); rows of no country, and of seas, are not asked. --list names the rows that are out of place.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict

from results import record

from tacitus.places import inputs
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import km
from tacitus.places.inputs import Row
from tacitus.places.names import bare, fold, without_generic

NEAR_KM = 25.0
WATER = frozenset({"sea", "continent"})


def key(name: str) -> str:
    """The spelling by which rows are compared: without articles, doubled letters and words such as "province"."""
    return bare(without_generic(fold(name)))


def packaged() -> dict[tuple[str, str], list[Row]]:
    """What the packages have, by key and country."""
    out: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in (*inputs.subdivisions(), *inputs.towns({}), *inputs.airfields()):
        for name in {key(each) for each in row.names}:
            out[name, row.country or ""].append(row)
    return out


def lacking(row: Row, known: dict[tuple[str, str], list[Row]]) -> bool:
    """Whether no package has a place by a name of this row near it; areas without a point count by name alone."""
    for name in {key(each) for each in row.names}:
        for other in known.get((name, row.country or ""), ()):
            if other.lat is None or row.lat is None or other.kind in {"province", "district"}:
                if row.kind in {"province", "district", "region", "island"}:
                    return False
            elif km(row.lat, row.lon or 0.0, other.lat, other.lon or 0.0) <= NEAR_KM:
                return False
    return True


def off(row: Row) -> float | None:
    """How far a row's point lies from its country in kilometres; None where that cannot be asked."""
    if row.country is None or row.kind in WATER or row.lat is None or row.lon is None:
        return None
    return gazetteer().km_from(row.lat, row.lon, row.country)


def main() -> None:
    """Counts both tables, and writes the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="name the rows that are out of place")
    given = parser.parse_args()
    known = packaged()
    lines = []
    for name in ("supplement", "features"):
        found: Counter[str] = Counter()
        for row in inputs.own(name):
            found["rows"] += 1
            found["lacking in the packages"] += lacking(row, known)
            distance = off(row)
            if distance is not None:
                found["asked for their country"] += 1
                found["in it"] += distance == 0
                found["within 25 km"] += distance <= NEAR_KM
                if given.list and distance > NEAR_KM:
                    print(f"{name}: {row.name} ({row.kind}, {row.country}) {row.lat} {row.lon}: {distance:.0f} km off")
        lines.append({"table": f"{name}.tsv", **found})
    for line in lines:
        print(line)
    record("Own tables of places", lines, " ".join((__doc__ or "").split("\n\n")[2].split()))


if __name__ == "__main__":
    main()
