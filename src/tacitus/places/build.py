"""Compiles the gazetteer that `find` and `resolve` look names up in; run as `python -m tacitus.places.build`."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tacitus.places import inputs
from tacitus.places.gazetteer import DEFAULT, SCHEMA_VERSION
from tacitus.places.inputs import Row
from tacitus.places.join import join, settle
from tacitus.places.names import ARTICLES, bare, fold, sound, without_generic

TRIM = 0.01  # share of outlying towns left out on each side of a box: a few towns are filed under the wrong province
COMMON_POPULATION = 100_000  # a noun that is also a city this large (Bristol, Lima) is read as the city

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL, country TEXT,
    admin1 TEXT, admin2 TEXT, province INTEGER, district INTEGER, population INTEGER, capital INTEGER,
    south REAL, west REAL, north REAL, east REAL);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, country TEXT, place INTEGER, name TEXT, PRIMARY KEY (key, country, place, name))
    WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE border (country TEXT, other TEXT, PRIMARY KEY (country, other)) WITHOUT ROWID;
CREATE TABLE common (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def checksum(files: Iterable[Path]) -> str:
    """One SHA-256 over the names and contents of the files, in the order given."""
    total = hashlib.sha256()
    for path in files:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def label(row: Row) -> str:
    """The name to show, without the dots and bars of transliteration where another script lies behind."""
    if row.country in SPELT_FREELY and not row.name.isascii():
        from anyascii import anyascii

        return anyascii(row.name).replace("`", "'")
    return row.name


def gather() -> list[Row]:
    """Every place, the larger areas first, with points, populations and holders filled in."""
    rows = [*inputs.countries(), *inputs.subdivisions()]
    towns = list(inputs.towns(inputs.capitals()))
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
    settle(airfields, towns)
    known = [row for row in [*rows, *towns, *airfields] if row.lat is not None]
    ours = join(known, inputs.own("supplement"))
    return [*known, *ours, *join(known, inputs.own("features"), lands=True)]


def keys_of(row: Row) -> dict[str, int]:
    """Every key under which a place is found, with its rank (see shapes.Named)."""
    out: dict[str, int] = {}
    for n, name in enumerate(row.names):
        key = fold(name)
        if len(key) < 2 or (len(key) < 3 and n and row.kind != "country"):
            continue
        main = n < max(1, row.ours) or row.kind in {"country", "province"} or row.ref.startswith("tacitus:")
        out.setdefault(key, 0 if main else 1)
        if row.kind in {"province", "district"} and row.country != "US":
            short = without_generic(key)
            if len(short) >= MIN_SHORT:
                out.setdefault(short, 1)
        if row.country in inputs.ARABIC_SCRIPT or set(key.split()[:-1]) & ARTICLES:
            short = bare(without_generic(key) if row.kind in {"province", "district"} else key)
            if len(short) >= MIN_SHORT:
                out.setdefault(short, 2)
    return out


MIN_SHORT = 3  # a shortened key of two letters would meet too much


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
            *(box(row.points) or (None,) * 4),
        )


def common(names: Iterable[tuple[str, int]]) -> set[str]:
    """Common English words among the single-word keys given with the population of their largest place."""
    words = inputs.common_words()
    return {key for key, people in names if key in words or (f"~{key}" in words and people < COMMON_POPULATION)}


def write(rows: list[Row], path: Path, stamp: str) -> None:
    """Writes the gazetteer beside `path` and moves it there whole, so that a killed build leaves the old file."""
    draft = path.with_suffix(f".draft{os.getpid()}")
    draft.unlink(missing_ok=True)
    with sqlite3.connect(draft) as db:
        db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + TABLES)
        db.executemany(f"INSERT INTO place VALUES ({','.join('?' * 17)})", place_rows(rows))
        largest: dict[str, int] = {}
        names: list[tuple[str, int, int]] = []
        sounds: set[tuple[str, str, int, str]] = set()
        for n, row in enumerate(rows, 1):
            weight = row.population if row.kind in {"city", "province", "country"} else 0
            for key, rank in keys_of(row).items():
                names.append((key, n, rank))
                if " " not in key:
                    largest[key] = max(largest.get(key, 0), weight if rank == 0 else 0)
                if rank < 2 and row.country in SPELT_FREELY and row.kind != "airport":
                    sounds.add((sound(key), row.country or "", n, key))
        db.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", sorted(names))
        db.executemany("INSERT OR IGNORE INTO sound VALUES (?,?,?,?)", sorted(sounds))
        peoples = [
            (fold(word), row["iso"]) for row in inputs.table("countries") for word in inputs.split(row["peoples"])
        ]
        db.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?)", peoples)
        db.executemany("INSERT OR IGNORE INTO border VALUES (?,?)", inputs.borders())
        db.executemany("INSERT INTO common VALUES (?)", ((word,) for word in sorted(common(largest.items()))))
        facts = {"schema": str(SCHEMA_VERSION), "inputs": stamp, "places": str(len(rows)), "names": str(len(names))}
        db.executemany("INSERT INTO meta VALUES (?,?)", facts.items())
    db.close()
    os.replace(draft, path)


_OTHER_SCRIPTS = "TR ET UA RU MM NG ML NE BF CD CF SS KE IN BD NP TJ KZ UZ KG AM AZ GE"
SPELT_FREELY: frozenset[str] = inputs.ARABIC_SCRIPT | frozenset(_OTHER_SCRIPTS.split())
"""Countries whose names reach English reports through another script, in many spellings."""


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
    write(gather(), path, stamp)
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
