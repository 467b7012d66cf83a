"""The file of a user's own places, beside the gazetteer that comes with Tacitus: what it holds, and how it is written."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from tacitus.errors import TacitusError
from tacitus.places.inputs import Row
from tacitus.places.keys import keys_of, sounds_of

SETTING = "TACITUS_PLACES"
SCHEMA_VERSION = 1
BATCH = 5_000  # rows written at once: some megabytes, however long the list
ADDED = "added by hand"
"""The source of places that were added one by one; they outrank all namesakes."""
KINDS: tuple[str, ...] = (
    *("city", "village", "quarter", "district", "province", "region", "island", "lake", "river", "sea", "mountain"),
    *("desert", "camp", "crossing", "airbase", "airport", "site"),
)
"""The kinds that a user's place may have."""
_HINT = "set it aside, and import or add your places again"
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, places INTEGER);
CREATE TABLE place (id INTEGER PRIMARY KEY, source INTEGER, ref TEXT, name TEXT, kind TEXT, lat REAL, lon REAL,
    country TEXT, province TEXT, district TEXT, population INTEGER, precision TEXT, names TEXT);
CREATE TABLE name (key TEXT, place INTEGER, rank INTEGER);
CREATE TABLE sound (key TEXT, country TEXT, place INTEGER, name TEXT);
"""
_OUTLINES = "CREATE TABLE IF NOT EXISTS outline (place INTEGER PRIMARY KEY, shape BLOB)"
"""Files made before outlines could be imported lack it."""
_INDEXES = """
CREATE INDEX IF NOT EXISTS name_key ON name (key);
CREATE INDEX IF NOT EXISTS name_place ON name (place);
CREATE INDEX IF NOT EXISTS sound_key ON sound (key, country);
CREATE INDEX IF NOT EXISTS sound_place ON sound (place);
CREATE INDEX IF NOT EXISTS place_source ON place (source);
CREATE INDEX IF NOT EXISTS place_ref ON place (ref);
"""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One of a user's places as it is kept. ref: the id that lasts; source: the list that it is from; also: its other
    names; precision: how exactly the point is known, where that is less than the kind says."""

    ref: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    country: str | None
    source: str
    also: list[str] = []
    precision: str | None = None


def path() -> Path:
    """Where a user's own places are kept: what TACITUS_PLACES says, else in the user's folder for data."""
    given = os.environ.get(SETTING)
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "tacitus" / "places.sqlite"


def damaged(where: Path, why: str) -> TacitusError:
    """The error for a file that cannot be used."""
    return TacitusError(
        "E404", f"the file of your own places is damaged or of another version ({why})", where=str(where), hint=_HINT
    )


def opened(where: Path, *, write: bool = False) -> sqlite3.Connection:
    """The file of own places, checked. Raises TacitusError E404, also where it cannot be written."""
    try:
        db = sqlite3.connect(
            f"{where.resolve().as_uri()}?mode={'rw' if write else 'ro'}", uri=True, check_same_thread=False
        )
        found = dict(db.execute("SELECT key, value FROM meta")).get("schema")
    except sqlite3.Error as error:
        raise damaged(where, str(error)) from error
    if found != str(SCHEMA_VERSION):
        raise damaged(where, f"version {found}, this Tacitus reads {SCHEMA_VERSION}")
    return db


@contextmanager
def changed(where: Path) -> Iterator[sqlite3.Connection]:
    """The file in a change that is kept whole or not at all; made where it is not there yet."""
    if not where.exists():
        where.parent.mkdir(parents=True, exist_ok=True)
        _made(where)
    with closing(opened(where, write=True)) as db:
        try:
            with db:
                yield db
        except sqlite3.Error as error:
            raise damaged(where, str(error)) from error


def _made(where: Path) -> None:
    draft = where.with_name(f"{where.name}.new{os.getpid()}")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft)) as db, db:
        db.executescript(_TABLES + _INDEXES)
        db.execute("INSERT INTO meta VALUES ('schema', ?)", [str(SCHEMA_VERSION)])
    os.replace(draft, where)


def put(db: sqlite3.Connection, source: str, rows: Iterable[Row]) -> int:
    """Writes places under a source, a batch at a time; returns how many. Row.precision goes with them."""
    db.execute(_OUTLINES)
    db.execute("INSERT OR IGNORE INTO source (name, places) VALUES (?, 0)", [source])
    (number,) = db.execute("SELECT id FROM source WHERE name = ?", [source]).fetchone()
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM place").fetchone()
    every, total = iter(rows), 0
    while batch := list(islice(every, BATCH)):
        places: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, int]] = []
        sounds: list[tuple[str, str, int, str]] = []
        for row in batch:
            last += 1
            also = "\n".join(row.names[1:])
            places.append(
                (last, number, row.ref, row.name, row.kind, row.lat, row.lon, row.country)
                + (row.province, row.district, row.population, row.precision, also)
            )
            if row.outline is not None:
                db.execute("INSERT INTO outline VALUES (?,?)", [last, row.outline.packed()])
            keys = keys_of(row)
            names += ((key, last, rank) for key, rank in keys.items())
            sounds += ((coarse, row.country or "", last, key) for coarse, key in sounds_of(row, keys))
        db.executemany(f"INSERT INTO place VALUES ({','.join('?' * 13)})", places)
        db.executemany("INSERT INTO name VALUES (?,?,?)", names)
        db.executemany("INSERT INTO sound VALUES (?,?,?,?)", sounds)
        total += len(batch)
    db.execute("UPDATE source SET places = (SELECT count(*) FROM place WHERE source = ?1) WHERE id = ?1", [number])
    return total


def drop(db: sqlite3.Connection, where: str, value: str) -> int:
    """Takes out the places of which a column ("ref" or "source") has a value; returns how many."""
    chosen = f"SELECT id FROM place WHERE {where} = ?"
    db.execute(_OUTLINES)
    for table in ("name", "sound", "outline"):
        db.execute(f"DELETE FROM {table} WHERE place IN ({chosen})", [value])
    gone = db.execute(f"DELETE FROM place WHERE {where} = ?", [value]).rowcount
    db.execute("UPDATE source SET places = (SELECT count(*) FROM place WHERE source = source.id)")
    db.execute("DELETE FROM source WHERE id NOT IN (SELECT DISTINCT source FROM place)")
    return gone


def replace(where: Path, source: str, rows: Iterable[Row]) -> int:
    """Puts a whole list in place of what the same source gave before; returns how many places it has.

    It is written beside the file and moved there at the end, so that a run that is killed leaves the old file whole.
    """
    where.parent.mkdir(parents=True, exist_ok=True)
    draft = where.with_name(f"{where.name}.new{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        if where.exists():
            with closing(opened(where)) as old, closing(sqlite3.connect(draft)) as new:
                old.backup(new)
        else:
            _made(draft)
        with closing(sqlite3.connect(draft)) as db:
            db.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; DROP INDEX name_key; DROP INDEX sound_key;"
            )
            with db:
                found = db.execute("SELECT id FROM source WHERE name = ?", [source]).fetchone()
                if found:
                    drop(db, "source", found[0])
                total = put(db, source, rows)
            db.executescript(_INDEXES)
        os.replace(draft, where)
    except sqlite3.Error as error:
        raise damaged(draft, str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return total


def add(row: Row, where: Path) -> None:
    """Adds one place, in place of one that was added by the same id before."""
    with changed(where) as db:
        drop(db, "ref", row.ref)
        put(db, ADDED, [row])


def outlines(db: sqlite3.Connection) -> dict[str, bytes]:
    """The packed outlines of own places by their ids; empty in a file that has none."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'outline'").fetchone():
        return {}
    return dict(db.execute("SELECT p.ref, o.shape FROM outline o JOIN place p ON p.id = o.place ORDER BY p.id"))


def reference(name: str, country: str | None) -> str:
    """The id that a place added by hand has: the same for the same name in the same country."""
    slug = "-".join(re.findall(r"[^\W_]+", name.lower()))
    return f"own:{slug}-{(country or 'x').lower()}"


def sources(where: Path) -> dict[str, int]:
    """The lists that were imported or added, and how many places each has; empty without a file."""
    if not where.exists():
        return {}
    with closing(opened(where)) as db:
        return dict(db.execute("SELECT name, places FROM source ORDER BY id"))


def kept(where: Path, source: str = ADDED, limit: int = 1_000) -> list[Kept]:
    """The places of one source, by name."""
    return _kept(where, "s.name = ? ORDER BY p.name LIMIT ?", (source, limit))


def called(where: Path, name: str) -> list[Kept]:
    """The own places of an id or of a name as it is written, whatever list they are from."""
    return _kept(where, "p.ref = ?1 OR p.name = ?1 COLLATE NOCASE", (name,))


def _kept(where: Path, condition: str, values: tuple[Any, ...]) -> list[Kept]:
    if not where.exists():
        return []
    query = (
        "SELECT p.ref, p.name, p.kind, p.lat, p.lon, p.country, s.name, p.names, p.precision FROM place p"
        f" JOIN source s ON s.id = p.source WHERE {condition}"
    )
    with closing(opened(where)) as db:
        return [
            Kept(
                ref=ref,
                name=name,
                kind=kind,
                lat=lat,
                lon=lon,
                country=country,
                source=source,
                also=[x for x in names.split("\n") if x],
                precision=precision,
            )  # fmt: skip
            for ref, name, kind, lat, lon, country, source, names, precision in db.execute(query, values)
        ]


def remove(where: Path, *, ref: str | None = None, source: str | None = None) -> int:
    """Takes out one place by its id, or all of a source; returns how many. Raises TacitusError E406 where none is."""
    gone = 0
    if where.exists():
        with changed(where) as db:
            if ref is not None:
                gone = drop(db, "ref", ref)
            else:
                found = db.execute("SELECT id FROM source WHERE name = ?", [source]).fetchone()
                gone = drop(db, "source", found[0]) if found else 0
    if not gone:
        hint = "tacitus places list shows your own places and the lists that they are from"
        raise TacitusError("E406", "none of your own places", where=str(ref or source), hint=hint)
    return gone
