"""Compiles the gazetteer that `find` and `resolve` look names up in; run as `python -m tacitus.places.build`."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from tacitus.places import inputs
from tacitus.places.gazetteer import DEFAULT, SCHEMA_VERSION
from tacitus.places.inputs import Row
from tacitus.places.join import join, settle
from tacitus.places.keys import keys_of, label, sounds_of
from tacitus.places.names import bare, fold, native, without_generic
from tacitus.places.outlines import Outline, Province, districts, provinces

TRIM = 0.01  # share of outlying towns left out on each side of a box: a few towns are filed under the wrong province
COMMON_POPULATION = 100_000  # a noun that is also a city this large (Bristol, Lima) is read as the city

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL, country TEXT,
    admin1 TEXT, admin2 TEXT, province INTEGER, district INTEGER, population INTEGER, capital INTEGER,
    south REAL, west REAL, north REAL, east REAL, ours INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, country TEXT, place INTEGER, name TEXT, PRIMARY KEY (key, country, place, name))
    WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT, place INTEGER) WITHOUT ROWID;
CREATE TABLE border (country TEXT, other TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
CREATE TABLE outline (place INTEGER PRIMARY KEY, country TEXT, shape BLOB);
CREATE TABLE district_outline (place INTEGER PRIMARY KEY, shape BLOB);
CREATE TABLE common (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def checksum(files: Iterable[Path]) -> str:
    """One SHA-256 over the names and contents of the files, in the order given."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def gather() -> tuple[list[Row], list[Province]]:
    """Every place, the larger areas first, with points, populations and holders filled in; and the shapes of the map
    that are no province's."""
    rows = [*inputs.countries(), *inputs.subdivisions()]
    towns = list(inputs.towns(inputs.capitals()))
    left = draw(rows, towns, provinces())
    drawn = districts()
    for row in rows:
        if row.ref in drawn and row.kind == "district":
            row.lat, row.lon, row.outline = drawn[row.ref]
    areas = {row.ref: row for row in rows if row.kind in {"province", "district"}}
    nations = {row.country: row for row in rows if row.kind == "country"}
    for town in towns:
        for area in (areas.get(town.province or ""), areas.get(town.district or ""), nations.get(town.country)):
            if area is not None and town.lat is not None and town.lon is not None:
                area.points.append((town.lat, town.lon))
                if area.kind != "country":
                    area.population += town.population
    for area in [*areas.values(), *nations.values()]:
        if area.points and area.lat is None:
            area.lat, area.lon = (round(sum(p[n] for p in area.points) / len(area.points), 5) for n in (0, 1))
    airfields = list(inputs.airfields())
    settle(airfields, towns, rows)
    known = [row for row in [*rows, *towns, *airfields] if row.lat is not None]
    ours = join(known, inputs.own("supplement"))
    return [*known, *ours, *join(known, inputs.own("features"), lands=True)], left


MOST = 0.6  # share of the towns in an outline that must be of its province; old provinces, since divided, have less


def draw(rows: list[Row], towns: list[Row], shapes: list[Province]) -> list[Province]:
    """Gives the provinces their outlines, the point that the map has for them, and their names in other languages;
    returns the shapes that are no province's, which still show where the country is.

    A shape goes by GeoNames' number, or else by name, or by the province of the towns that it holds; one whose towns
    are of other provinces shows a division that is no more, and is left out.
    """
    units = {row.ref: row for row in rows if row.kind == "province"}
    named: dict[tuple[str, str], Row] = {}
    for row in units.values():
        for name in row.names:
            named.setdefault((row.country or "", bare(without_generic(fold(name)))), row)
    by_country: dict[str, list[Row]] = defaultdict(list)
    for town in sorted((t for t in towns if t.lat is not None), key=lambda t: t.lat or 0.0):
        by_country[town.country or ""].append(town)
    left = []
    for shape in shapes:
        keys = ((shape.country, bare(without_generic(fold(name)))) for name in (shape.name, *shape.names))
        numbered = units.get(f"geonames:{shape.geonames}")
        if numbered is not None and numbered.country:  # GeoNames' word on whose a disputed province is: Crimea
            shape = msgspec.structs.replace(shape, country=numbered.country)
        found = numbered or next((named[key] for key in keys if key in named), None)
        held = holders_in(shape, by_country[shape.country])
        likeliest = units.get(max(held, key=held.__getitem__, default=None) or "")
        if found is None and likeliest is not None and likeliest.outline is None:
            found = likeliest
        if found is None or found.country != shape.country or (held and held[found.ref] < MOST * held.total()):
            left.append(shape)
        else:
            outlined(found, shape)
    cities = {(t.country, fold(name)) for t in towns if t.population >= COMMON_POPULATION for name in t.names}
    for row in units.values():  # "Leningrad" is the city
        row.others = [name for name in row.others if (row.country, fold(name)) not in cities]
    return left


def holders_in(shape: Province, towns: list[Row]) -> Counter[str | None]:
    """The provinces of the towns that lie in a shape; the towns come sorted by latitude."""
    south, west, north, east = shape.outline.box()
    first = bisect_left(towns, south, key=lambda t: t.lat or 0.0)
    last = bisect_right(towns, north, key=lambda t: t.lat or 0.0)
    near = [t for t in towns[first:last] if west <= (t.lon or 0.0) <= east]
    few = near[:: max(1, len(near) // 200)]  # 200 are enough to see whose they are
    return Counter(t.province for t in few if shape.outline.contains(t.lat or 0.0, t.lon or 0.0))


def outlined(row: Row, shape: Province) -> None:
    """Gives one province its outline, its point and its names. One drawn in parts keeps them all."""
    row.outline = Outline((*row.outline.rings, *shape.outline.rings)) if row.outline else shape.outline
    row.lat, row.lon = shape.lat, shape.lon
    known = {fold(name) for name in row.names}
    row.others += [x for x in (shape.name, *shape.names) if inputs.usable(x) and fold(x) not in known]
    row.natives += [x for x in shape.names if native(x)]


def box(points: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """(south, west, north, east) of points in degrees, outliers trimmed; None for fewer than eight points."""
    if len(points) < 8:
        return None
    cut = int(len(points) * TRIM)
    lats, lons = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return lats[cut], lons[cut], lats[-1 - cut], lons[-1 - cut]


def place_rows(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    """The rows of table `place`; numbers are positions in the list, from 1."""
    number = {row.ref: n for n, row in enumerate(rows, 1)}
    for n, row in enumerate(rows, 1):
        up, down = number.get(row.province or "", 0), number.get(row.district or "", 0)
        if row.kind == "province":
            up = 0
        admin1 = label(rows[up - 1]) if up else (label(row) if row.kind == "province" else None)
        admin2 = label(rows[down - 1]) if down else (label(row) if row.kind == "district" else None)
        yield (
            n,
            row.ref,
            label(row),
            row.kind,
            row.lat,
            row.lon,
            row.country,
            admin1,
            admin2,
            up,
            down,
            row.population,
            int(row.capital),
            *(row.outline.box() if row.outline else box(row.points) or (None,) * 4),
            int(row.ours > 0),
        )


PEOPLED = ("province", "region", "continent", "country", "island", "desert", "city")
"""Kinds of places with a people of their own, the likelier first: "New Yorkers" are those of the state."""


def peoples(rows: list[Row]) -> Iterator[tuple[str, str | None, int]]:
    """Each people's folded word, its country and the number of its place; raises ValueError for a place not there."""
    where: dict[tuple[str, str | None], list[tuple[int, int, int]]] = {}
    for n, row in enumerate(rows, 1):
        if row.kind == "country":
            where.setdefault((row.kind, row.country), []).append((0, 0, n))
        if row.kind in PEOPLED:
            order = PEOPLED.index(row.kind)
            for key in {fold(name) for name in row.names[: max(3, row.ours)]} | {without_generic(fold(row.name))}:
                where.setdefault((key, row.country), []).append((order, -row.population, n))
    for row_ in inputs.table("countries"):
        for word in inputs.split(row_["peoples"]):
            yield fold(word), row_["iso"], where["country", row_["iso"]][0][2]
    for row_ in inputs.table("peoples"):
        found = where.get((fold(row_["place"]), row_["country"] or None))
        if not found:
            raise ValueError(f"peoples.tsv: no place {row_['place']} in {row_['country'] or 'no country'}")
        for word in inputs.split(row_["word"]):
            yield fold(word), row_["country"] or None, min(found)[2]


def common(names: Iterable[tuple[str, int]]) -> set[str]:
    """Common English words among the single-word keys given with the population of their largest place."""
    words = inputs.common_words()
    return {key for key, people in names if key in words or (f"~{key}" in words and people < COMMON_POPULATION)}


def write(rows: list[Row], left: list[Province], path: Path, stamp: str) -> None:
    """Writes the gazetteer beside `path` and moves it there whole, so that a killed build leaves the old file."""
    draft = path.with_suffix(f".draft{os.getpid()}")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + TABLES)
        db.executemany(f"INSERT INTO place VALUES ({','.join('?' * 18)})", place_rows(rows))
        largest: dict[str, int] = {}
        names: list[tuple[str, int, int]] = []
        sounds: set[tuple[str, str, int, str]] = set()
        for n, row in enumerate(rows, 1):
            weight = row.population if row.kind in {"city", "province", "country"} else 0
            keys = keys_of(row)
            for key, rank in keys.items():
                names.append((key, n, rank))
                if " " not in key:
                    largest[key] = max(largest.get(key, 0), weight if rank == 0 else 0)
            sounds.update((coarse, row.country or "", n, key) for coarse, key in sounds_of(row, keys))
        db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", sorted(names))
        db.executemany("INSERT OR IGNORE INTO sound VALUES (?,?,?,?)", sorted(sounds))
        drawn = [(n, row, row.outline.packed()) for n, row in enumerate(rows, 1) if row.outline]
        shapes = ((n, row.country, shape) for n, row, shape in drawn if row.kind != "district")
        db.executemany("INSERT INTO outline VALUES (?,?,?)", shapes)
        parts = ((n, shape) for n, row, shape in drawn if row.kind == "district")
        db.executemany("INSERT INTO district_outline VALUES (?,?)", parts)
        rest = ((-n, shape.country, shape.outline.packed()) for n, shape in enumerate(left, 1))
        db.executemany("INSERT INTO outline VALUES (?,?,?)", rest)  # of no province, but part of the country
        db.execute("CREATE INDEX place_ref ON place (ref)")
        db.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?,?)", peoples(rows))
        db.executemany("INSERT OR IGNORE INTO border VALUES (?,?)", inputs.borders())
        db.executemany("INSERT INTO common VALUES (?)", ((word,) for word in sorted(common(largest.items()))))
        facts = {"schema": str(SCHEMA_VERSION), "inputs": stamp, "places": str(len(rows)), "names": str(len(names))}
        db.executemany("INSERT INTO meta VALUES (?,?)", facts.items())
    db.close()
    os.replace(draft, path)


def build(path: Path = DEFAULT, *, force: bool = False) -> bool:
    """Makes the gazetteer file unless it is there and made from the same inputs; True where it was made."""
    stamp = checksum(inputs.input_files())
    if not force and path.exists():
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
                found = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('schema', 'inputs')"))
        except sqlite3.Error:
            found = {}
        if found == {"schema": str(SCHEMA_VERSION), "inputs": stamp}:
            return False
    write(*gather(), path, stamp)
    return True


def main() -> int:
    """Builds the default file and says on standard error what was done; the exit status."""
    start = time.monotonic()
    made = build(force="--force" in sys.argv[1:])
    state = f"made in {time.monotonic() - start:.0f} s" if made else "up to date"
    sys.stderr.write(f"gazetteer {state}: {DEFAULT.stat().st_size / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
