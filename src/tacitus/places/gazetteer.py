"""Opens the compiled gazetteer and answers which places a name may mean; the only module that reads its file."""

from __future__ import annotations

import os
import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from tacitus.errors import TacitusError
from tacitus.places import own
from tacitus.places.names import bare, edits, english, fold, likeness, native, sound
from tacitus.places.outlines import Outline, unpacked
from tacitus.places.shapes import Entry, Named

SCHEMA_VERSION = 4
DEFAULT = Path(__file__).parent / "gazetteer.sqlite"
CACHE = 60_000  # keys remembered in a process, found or not: some 15 MB, and nearly every word of a news stream
BATCH = 400  # keys in one query; SQLite's own limit on variables is 999 in old builds
SHORT_FOR = {"mt": "mount", "st": "saint", "ft": "fort", "ste": "sainte", "pt": "point"}
MAX_NAMESAKES = 60  # candidates kept of one name, largest first: "San Antonio" has hundreds, the rest never win
ALIKE = 0.6  # least likeness of a free spelling: "Quyara" and "Qayyarah", "Kobane" and "Kobani" have 0.83
SLIP_LEAST, SLIP_MOST = 6, 30  # letters of a name in which one wrong letter may be looked past
SLIP_PEOPLE = 5_000  # a name a letter away from a hamlet's is more likely that of another hamlet, which the gazetteer lacks
_COLUMNS = (
    "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.admin1, p.admin2, p.province, p.district, p.population,"
    " p.capital, p.south, p.west, p.north, p.east, p.ours"
)
_OWN_COLUMNS = "p.id, p.ref, p.name, p.kind, p.lat, p.lon, p.country, p.province, p.district, p.population, p.precision"
OWN_NUMBERS = 1 << 40  # added to the numbers of a user's own places, to keep them apart from the gazetteer's
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
        ours=bool(row[17]),
    )


def _cut_short(path: Path) -> bool:
    """Whether a database is shorter than its own header says, as a copy that broke off is."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
        size = path.stat().st_size
    except OSError:
        return False  # opening it will say why
    page = int.from_bytes(head[16:18], "big")
    return size < int.from_bytes(head[28:32], "big") * (65_536 if page == 1 else page)


class Gazetteer:
    """One open gazetteer file, read only, safe to share between threads.

    own_path: the file of a user's own places, which are found beside those of the gazetteer. Raises TacitusError E401
    where the file is missing, E402 where it is damaged or of another version, and E404 where the user's is.
    """

    def __init__(self, path: Path = DEFAULT, own_path: Path | None = None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Named, ...]] = {}
        self._said: dict[str, tuple[Named, ...]] = {}
        self._entries: dict[int, Entry] = {}
        self._capitals: dict[str, Entry] = {}
        self._outlines: dict[int, Outline | None] = {}
        self._drawn: dict[str, tuple[int, ...]] = {}
        if not path.is_file():
            raise TacitusError("E401", "the gazetteer is missing", where=str(path), hint=HINT)
        if _cut_short(path):
            raise self._damaged("cut short")
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute("PRAGMA mmap_size=268435456")
            facts = dict(self._db.execute("SELECT key, value FROM meta"))
            if facts.get("schema") != str(SCHEMA_VERSION):
                raise self._damaged(f"version {facts.get('schema')}, this Tacitus reads {SCHEMA_VERSION}")
            people = self._db.execute("SELECT key, country, place FROM demonym").fetchall()
            self.demonyms: dict[str, str] = {key: country for key, country, _ in people if country}
            self.peoples: dict[str, int] = {key: place for key, _, place in people}
            self.common: frozenset[str] = frozenset(word for (word,) in self._db.execute("SELECT word FROM common"))
            self.borders: frozenset[tuple[str, str]] = frozenset(self._db.execute("SELECT country, other FROM border"))
            countries = self._db.execute(f"SELECT {_COLUMNS} FROM place p WHERE p.kind = 'country'")
            self.countries: dict[str, Entry] = {row[6]: _entry(row) for row in countries}
        except sqlite3.Error as error:
            raise self._damaged(str(error)) from error
        self._own_path = own_path if own_path is not None and own_path.exists() else None
        self._own = own.opened(self._own_path) if self._own_path else None
        self._own_shapes: dict[str, Outline] = self._imported()

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

    def _unpacked(self, shape: Any) -> Outline:
        try:
            return unpacked(shape)
        except (struct.error, TypeError, ValueError) as error:
            raise self._damaged(f"an outline: {error}") from error

    def _imported(self) -> dict[str, Outline]:
        """The outlines that the user imported, by the ids of their places."""
        if self._own is None or self._own_path is None:
            return {}
        try:
            return {ref: unpacked(shape) for ref, shape in own.outlines(self._own).items()}
        except (sqlite3.Error, struct.error, TypeError, ValueError) as error:
            raise own.damaged(self._own_path, str(error)) from error

    def learn(self, keys: Iterable[str]) -> None:
        """Looks up many folded keys at once, so that `named` answers from memory."""
        wanted = list(dict.fromkeys(key for key in keys if key not in self._known))
        if len(self._known) + len(wanted) > CACHE:
            self._known.clear()
            self._said.clear()
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
            for key, named in self._own_named(part):
                entries = found[key]
                same = next((n for n, x in enumerate(entries) if x.entry.ref == named.entry.ref), None)
                if same is None:
                    entries.append(named)
                elif named.entry.ref in self._own_shapes:  # the gazetteer's own place, with the outline that was imported
                    entries[same] = Named(named.entry, entries[same].rank)
            for key, entries in found.items():
                entries.sort(
                    key=lambda x: (
                        not x.entry.ref.startswith("own:"),
                        x.entry.kind != "country",
                        -x.entry.population,
                        x.rank,
                        x.entry.id,
                    )
                )
                self._known[key] = tuple(entries[:MAX_NAMESAKES])

    def _own_rows(self, query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        if self._own is None or self._own_path is None:
            return []
        try:
            with self._lock:
                return self._own.execute(query, list(values)).fetchall()
        except sqlite3.Error as error:
            raise own.damaged(self._own_path, str(error)) from error

    def _own_named(self, keys: list[str]) -> Iterator[tuple[str, Named]]:
        """The user's own places of the keys given, each with its key."""
        marks = ",".join("?" * len(keys))
        query = (
            f"SELECT n.key, n.rank, {_OWN_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key IN ({marks})"
        )
        for key, rank, *rest in self._own_rows(query, keys):
            yield key, Named(self._own_entry(tuple(rest)), rank)

    def _own_entry(self, row: tuple[Any, ...]) -> Entry:
        """A place of the user's file; one that the gazetteer has by the same id is the gazetteer's."""
        number, ref, name, kind, lat, lon, country, province, district, population, precision = row
        known, shape = self.by_ref(ref), self._own_shapes.get(ref)
        if known is not None:
            return msgspec.structs.replace(known, box=shape.box()) if shape is not None else known
        if OWN_NUMBERS + number in self._entries:
            return self._entries[OWN_NUMBERS + number]
        up, down = self.by_ref(province), self.by_ref(district)
        names = dict(self._own_rows("SELECT ref, name FROM place WHERE ref IN (?, ?)", [province, district]))
        entry = Entry(
            id=OWN_NUMBERS + number,
            ref=ref,
            name=name,
            kind=kind,
            lat=lat or 0.0,
            lon=lon or 0.0,
            country=country,
            admin1=up.name if up else names.get(province),
            admin2=down.name if down else names.get(district),
            province=up.id if up else 0,
            district=down.id if down else 0,
            population=population or 0,
            capital=False,
            box=shape.box() if shape is not None else None,
            precision=precision,
        )
        self._entries[entry.id] = entry
        return entry

    def by_ref(self, ref: str | None) -> Entry | None:
        """The gazetteer's own entry of an id that lasts ("geonames:170654"); None for one that it has not."""
        if not ref:
            return None
        rows = self._rows(f"SELECT {_COLUMNS} FROM place p WHERE p.ref = ?", [ref])
        return self._entries.setdefault(rows[0][0], _entry(rows[0])) if rows else None

    def named(self, name: str) -> tuple[Named, ...]:
        """The places of a name as spelt, with or without its articles; empty where there are none."""
        found = self._said.get(name)
        if found is None:
            if len(self._said) >= CACHE:
                self._said.clear()
            found = self._looked_up(name)
            self._said[name] = found
        return found

    def _looked_up(self, name: str) -> tuple[Named, ...]:
        key = native(name)
        if key:  # in its own letters; written in ours, most Arabic names would be a few consonants that mean nothing
            self.learn([key])
            if self._known[key]:
                return self._known[key]
        key = fold(name)
        short = bare(key)
        self.learn(k for k in (key, short) if k not in self._known)
        exact = self._known.get(key, ())
        if not exact and (first := key.partition(" ")[0]) in SHORT_FOR:
            return self.named(SHORT_FOR[first] + key[len(first) :])
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
        spelt = [key, *english(key)]
        sounds = list(dict.fromkeys(map(sound, spelt)))
        places = f"s.country IN ({','.join('?' * len(wanted))})"
        where = f"FROM sound s JOIN place p ON p.id = s.place WHERE s.key IN ({','.join('?' * len(sounds))}) AND {places}"
        rows = self._rows(f"SELECT s.name, {_COLUMNS} {where}", [*sounds, *wanted])
        ours = self._own_rows(f"SELECT s.name, {_OWN_COLUMNS} {where}", [*sounds, *wanted])
        alikes = [(other, _entry(tuple(rest))) for other, *rest in rows]
        alikes += [(other, self._own_entry(tuple(rest))) for other, *rest in ours]
        best: dict[int, tuple[float, Entry]] = {}
        for other, entry in alikes:
            alike = max(likeness(one, other) for one in spelt)
            if alike >= ALIKE and alike > best.get(entry.id, (0.0, None))[0]:
                best[entry.id] = (alike, entry)
        ranked = sorted(best.values(), key=lambda x: (-x[0], -x[1].population, x[1].id))
        return tuple(Named(entry, 3) for alike, entry in ranked if alike >= ranked[0][0] - 0.15)

    def misspelt(self, name: str, countries: Iterable[str]) -> tuple[Named, ...]:
        """Places of some size in the countries given whose name is one slip of the pen away from this one ("Maidugiri"), the
        largest first; never for short names, of which too many are a letter apart. Some milliseconds a name."""
        key, wanted = fold(name), sorted(set(countries))
        if not wanted or len(key.replace(" ", "")) < SLIP_LEAST or len(key) > SLIP_MOST or not key.isascii():
            return ()
        marks = ",".join("?" * len(wanted))
        best: dict[int, Entry] = {}
        slips = edits(key)
        for at in range(0, len(slips), BATCH):
            part = slips[at : at + BATCH]
            rows = self._rows(
                f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key IN ({','.join('?' * len(part))})"
                f" AND n.rank < 2 AND p.country IN ({marks}) AND p.population >= ?",
                [*part, *wanted, SLIP_PEOPLE],
            )
            best.update((row[0], _entry(row)) for row in rows)
        ranked = sorted(best.values(), key=lambda e: (-e.population, e.id))
        return tuple(Named(entry, 3) for entry in ranked)

    def capital(self, country: str) -> Entry | None:
        """The seat of a country's government, by its ISO code; None where the gazetteer marks none."""
        if not self._capitals:  # all at once: the file has no index for them
            rows = self._rows(
                f"SELECT {_COLUMNS} FROM place p WHERE p.capital = 1 ORDER BY p.population, p.id DESC", ()
            )
            self._capitals = {entry.country: entry for entry in map(_entry, rows) if entry.country}
        return self._capitals.get(country)

    def outline(self, number: int) -> Outline | None:
        """The outline of a province or district, by the number of its entry; None where the map has none."""
        entry = self.by_number(number) if self._own_shapes else None
        if entry is not None and entry.ref in self._own_shapes:
            return self._own_shapes[entry.ref]
        if number not in self._outlines:
            tables = ("outline", "district_outline")
            query = " UNION ALL ".join(f"SELECT shape FROM {table} WHERE place = ?" for table in tables)
            rows = self._rows(query, [number] * len(tables))
            self._outlines[number] = self._unpacked(rows[0][0]) if rows else None
        return self._outlines[number]

    def outlines(self, country: str) -> dict[int, Outline]:
        """The outlines of a country's parts, by their entries' numbers, below 0 where they are no province of today;
        empty where the map has none."""
        if country not in self._drawn:
            rows = self._rows("SELECT place, shape FROM outline WHERE country = ?", [country])
            self._outlines.update((number, self._unpacked(shape)) for number, shape in rows)
            self._drawn[country] = tuple(number for number, _ in rows)
        return {number: found for number in self._drawn[country] if (found := self._outlines[number]) is not None}

    def province_at(self, lat: float, lon: float, country: str) -> int:
        """The number of the province of a country whose outline holds a point in degrees; 0 where none does."""
        return next((n for n, found in self.outlines(country).items() if n > 0 and found.contains(lat, lon)), 0)

    def country_at(self, lat: float, lon: float) -> str | None:
        """The country whose outline holds a point in degrees; None at sea. Slow at first: it looks through the world."""
        for (country,) in self._rows("SELECT DISTINCT country FROM outline ORDER BY country", ()):
            if any(found.contains(lat, lon) for found in self.outlines(country).values()):
                return str(country)
        return None

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
def _opened(path: Path, own_path: Path, changed: int, process: int) -> Gazetteer:
    del changed, process  # only part of the key: a changed file is opened anew, and a forked process opens its own
    return Gazetteer(path, own_path)


def gazetteer(path: Path = DEFAULT) -> Gazetteer:
    """The gazetteer of this installation with the user's own places, opened once in a process and again when those
    change; raises TacitusError E401, E402 or E404."""
    ours = own.path()
    try:
        changed = os.stat(ours).st_mtime_ns
    except OSError:
        changed = 0
    return _opened(path, ours, changed, os.getpid())


def ready() -> None:
    """Opens the gazetteer if it is not open yet, so that one that is missing or damaged is told before anything slow is
    loaded. Raises TacitusError E401, E402 or E404."""
    gazetteer()
