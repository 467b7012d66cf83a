"""Opens the compiled gazetteer and answers which places a name may mean; the only module that reads its file."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from tacitus.errors import TacitusError
from tacitus.places.names import bare, fold, likeness, native, sound
from tacitus.places.outlines import Outline, unpacked
from tacitus.places.shapes import Entry, Named

SCHEMA_VERSION = 3
DEFAULT = Path(__file__).parent / "gazetteer.sqlite"
CACHE = 60_000  # keys remembered in a process, found or not: some 15 MB, and nearly every word of a news stream
BATCH = 400  # keys in one query; SQLite's own limit on variables is 999 in old builds
MAX_NAMESAKES = 60  # candidates kept of one name, largest first: "San Antonio" has hundreds, the rest never win
ALIKE = 0.6  # least likeness of a free spelling: "Quyara" and "Qayyarah", "Kobane" and "Kobani" have 0.83
_COLUMNS = (
    "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.province, p.district, p.population,"
    " p.capital, p.south, p.west, p.north, p.east"
)
HINT = "run `python -m tacitus.places.build` (or `make`), which makes it in under a minute"


def _entry(row: tuple[Any, ...]) -> Entry:
    frame = None if row[13] is None else (row[13], row[14], row[15], row[16])
    return Entry(
        id=row[0],
        ref=row[1],
        name=row[2],
        kind=row[3],
        lat=row[4] or 0.0,
        lon=row[5] or 0.0,
        country=row[6],
        admin1=row[7],
        admin2=row[8],
        province=row[9] or 0,
        district=row[10] or 0,
        population=row[11] or 0,
        capital=bool(row[12]),
        box=frame,
    )


class Gazetteer:
    """One open gazetteer file, read only, safe to share between threads.

    Raises TacitusError E401 where the file is missing and E402 where it is damaged or of another version.
    """

    def __init__(self, path: Path = DEFAULT) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Named, ...]] = {}
        self._entries: dict[int, Entry] = {}
        self._capitals: dict[str, Entry] = {}
        self._outlines: dict[int, Outline | None] = {}
        self._drawn: dict[str, tuple[int, ...]] = {}
        if not path.is_file():
            raise TacitusError("E401", "the gazetteer is missing", where=str(path), hint=HINT)
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute("PRAGMA mmap_size=268435456")
            facts = dict(self._db.execute("SELECT key, value FROM meta"))
            people = self._db.execute("SELECT key, country, place FROM demonym").fetchall()
            self.demonyms: dict[str, str] = {key: country for key, country, _ in people if country}
            self.peoples: dict[str, int] = {key: place for key, _, place in people}
            self.common: frozenset[str] = frozenset(word for (word,) in self._db.execute("SELECT word FROM common"))
            self.borders: frozenset[tuple[str, str]] = frozenset(self._db.execute("SELECT country, other FROM border"))
            countries = self._db.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.kind = 'country'")
            self.countries: dict[str, Entry] = {row[6]: _entry(row) for row in countries}
        except sqlite3.Error as error:
            raise self._damaged(str(error)) from error
        if facts.get("schema") != str(SCHEMA_VERSION):
            raise self._damaged(f"version {facts.get('schema')}, this Tacitus reads {SCHEMA_VERSION}")

    def _damaged(self, why: str) -> TacitusError:
        return TacitusError(
            "E402", f"the gazetteer is damaged or of another version ({why})", where=str(self._path), hint=HINT
        )

    def _rows(self, query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._db.execute(query, list(values)).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(str(error)) from error

    def learn(self, keys: Iterable[str]) -> None:
        """Looks up many folded keys at once, so that `named` answers from memory."""
        wanted = list(dict.fromkeys(key for key in keys if key not in self._known))
        if len(self._known) + len(wanted) > CACHE:
            self._known.clear()
            self._entries.clear()
            wanted = wanted[:CACHE]
        for at in range(0, len(wanted), BATCH):
            part = wanted[at : at + BATCH]
            marks = ",".join("?" * len(part))
            rows = self._rows(
                f"SELECT n.key, n.rank, {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key IN ({marks})",
                part,
            )
            found: dict[str, list[Named]] = {key: [] for key in part}
            for key, rank, *rest in rows:
                entry = self._entries.get(rest[0]) or self._entries.setdefault(rest[0], _entry(tuple(rest)))
                found[key].append(Named(entry, rank))
            for key, entries in found.items():
                entries.sort(key=lambda x: (x.entry.kind != "country", -x.entry.population, x.rank, x.entry.id))
                self._known[key] = tuple(entries[:MAX_NAMESAKES])

    def named(self, name: str) -> tuple[Named, ...]:
        """The places of a name as spelt, with or without its articles; empty where there are none."""
        key = native(name)
        if key:  # in its own letters; written in ours, most Arabic names would be a few consonants that mean nothing
            self.learn([key])
            if self._known[key]:
                return self._known[key]
        key = fold(name)
        short = bare(key)
        self.learn(k for k in (key, short) if k not in self._known)
        exact = self._known.get(key, ())
        if short == key:
            return exact
        have = {x.entry.id for x in exact}
        return exact + tuple(Named(x.entry, 2) for x in self._known.get(short, ()) if x.entry.id not in have)

    def country_of(self, people: str) -> str | None:
        """The country code of a people, an adjective ("Syrian") or a country's own name as one ("US officials")."""
        iso = self.demonyms.get(fold(people))
        found = () if iso else self.named(people)
        return found[0].entry.country if found and found[0].entry.kind == "country" else iso

    def has(self, name: str) -> bool:
        """Whether any place has this name."""
        return bool(self.named(name))

    def spelt_like(self, name: str, countries: Iterable[str]) -> tuple[Named, ...]:
        """Places in the countries given whose name sounds and looks like this one, the most alike first."""
        key = fold(name)
        wanted = sorted(set(countries))
        if len(key) < 4 or not wanted:
            return ()
        marks = ",".join("?" * len(wanted))
        rows = self._rows(
            f"SELECT s.name, {_COLUMNS} FROM sound s JOIN place p ON p.id = s.place"
            f" WHERE s.key = ? AND s.country IN ({marks})",
            [sound(key), *wanted],
        )
        best: dict[int, tuple[float, Entry]] = {}
        for other, *rest in rows:
            alike = likeness(key, other)
            if alike >= ALIKE and alike > best.get(rest[0], (0.0, None))[0]:
                best[rest[0]] = (alike, _entry(tuple(rest)))
        ranked = sorted(best.values(), key=lambda x: (-x[0], -x[1].population, x[1].id))
        return tuple(Named(entry, 3) for alike, entry in ranked if alike >= ranked[0][0] - 0.15)

    def capital(self, country: str) -> Entry | None:
        """The seat of a country's government, by its ISO code; None where the gazetteer marks none."""
        if not self._capitals:  # all at once: the file has no index for them
            rows = self._rows(
                f"SELECT {_COLUMNS} FROM place p WHERE p.capital = 1 ORDER BY p.population, p.id DESC", ()
            )
            self._capitals = {entry.country: entry for entry in map(_entry, rows) if entry.country}
        return self._capitals.get(country)

    def outline(self, number: int) -> Outline | None:
        """The outline of a province, by the number of its entry; None where the map has none."""
        if number not in self._outlines:
            rows = self._rows("SELECT shape FROM outline WHERE place = ?", [number])
            self._outlines[number] = unpacked(rows[0][0]) if rows else None
        return self._outlines[number]

    def outlines(self, country: str) -> dict[int, Outline]:
        """The outlines of a country's parts, by their entries' numbers, below 0 where they are no province of today;
        empty where the map has none."""
        if country not in self._drawn:
            rows = self._rows("SELECT place, shape FROM outline WHERE country = ?", [country])
            self._outlines.update((number, unpacked(shape)) for number, shape in rows)
            self._drawn[country] = tuple(number for number, _ in rows)
        return {number: found for number in self._drawn[country] if (found := self._outlines[number]) is not None}

    def province_at(self, lat: float, lon: float, country: str) -> int:
        """The number of the province of a country whose outline holds a point in degrees; 0 where none does."""
        return next((n for n, found in self.outlines(country).items() if n > 0 and found.contains(lat, lon)), 0)

    def km_from(self, lat: float, lon: float, country: str) -> float | None:
        """How far a point in degrees lies from a country: 0 inside, else kilometres to its nearest border or shore, to
        some percent; None where the map has no outline of it."""
        drawn = self.outlines(country)
        if any(found.contains(lat, lon) for found in drawn.values()):
            return 0.0
        return min((found.edge_km(lat, lon) for found in drawn.values()), default=None)

    def by_number(self, number: int) -> Entry | None:
        """The entry of a number, None for one that is not there."""
        if number not in self._entries:
            rows = self._rows(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", [number])
            if not rows:
                return None
            self._entries[number] = _entry(rows[0])
        return self._entries[number]


@lru_cache(maxsize=4)
def _opened(path: Path, process: int) -> Gazetteer:
    del process  # only part of the key: a forked process must not share the parent's open file
    return Gazetteer(path)


def gazetteer(path: Path = DEFAULT) -> Gazetteer:
    """The gazetteer of this installation, opened once in a process; raises TacitusError E401 or E402."""
    return _opened(path, os.getpid())
