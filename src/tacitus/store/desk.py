"""Every incident that stands as one narrow row in memory, so that a view of any size is selected and sorted at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, select

from tacitus.store import kept, schema
from tacitus.store.columns import NONE, Mask, Numbers, Table, Words
from tacitus.store.geometry import EARTH_KM, split
from tacitus.store.putting import Telling, table_of
from tacitus.store.query import GRADES, Query, cursor, first_day, key_of, last_day, parts, types_of
from tacitus.store.selecting import told
from tacitus.store.shown import withheld
from tacitus.store.words import apart, fold

KINDS: dict[str, type] = {
    "seq": int, "id": str, "type": str, "family": str, "status": str, "starts": str, "first": int, "last": int,
    "country": str, "admin1": str, "province": str, "place": str, "place_id": str, "places": str, "lat": float,
    "lon": float, "extent": str, "km": float, "killed": int, "killed_low": int, "killed_high": int, "wounded": int,
    "wounded_low": int, "wounded_high": int, "grade": str, "admiralty": str, "disputed": int, "reviewed": int,
    "changed": str,
}
"""The columns of the desk that are held, and of what kind each is."""
PAGE = 50
"""Incidents on a page where the query does not say how many."""
Found = Mapping[str, NDArray[np.int64]]
"""For each filter that the search tables answered, the seqs of the rows that fit."""
AT_ONCE = 500
"""Rows that are fetched by their ids in one question."""
_SORTED = {"date": "starts", "killed": "killed", "changed": "changed"}


class Pairs(msgspec.Struct, frozen=True, eq=False):
    """Rows and the names that go with them, each pair once. codes: places in ids and labels."""

    ids: list[str]
    labels: list[str]
    rows: Numbers
    codes: Numbers


class Tolls(msgspec.Struct, frozen=True, eq=False):
    """For each row low, best and high, 0 where none is said; whether the words leave it open upwards, and whether none is said."""

    low: Numbers
    best: Numbers
    high: Numbers
    open: Mask
    unsaid: Mask


class Groups(msgspec.Struct, frozen=True, eq=False):
    """For each row the number of its group, NONE where it is in none; many: how many groups there are."""

    of: NDArray[np.int32]
    many: int


class Desk(msgspec.Struct, frozen=True, eq=False):
    """The rows in the order of their ids. at: the revision up to which they are right.

    actors: role, id and words of everybody named; sources: the publishers; each with the seq of its row. orders: rows sorted
    by a column; named: which names go with which rows; tolls and groups: what sums need of each row. These are made once they
    are asked for.
    """

    at: int
    table: Table
    actors: Table
    sources: Table
    orders: dict[str, Numbers] = {}
    named: dict[str, Pairs] = {}
    tolls: dict[str, Tolls] = {}
    groups: dict[str, Groups] = {}

    def select(self, query: Query, found: Found | None = None, *, but: str | None = None) -> Mask:
        """Which rows a query selects, its cursor and limit aside. found: what `searched` gave for it.

        but: the name of a filter to leave out. Raises TacitusError E102 or E103 for a filter that cannot be used.
        """
        query.check()
        if but is not None:
            query = msgspec.structs.replace(query, **{but: None})
        having = [self.having(seqs) for name, seqs in (found or {}).items() if name != but]
        if found and "actor" in found:
            query = msgspec.structs.replace(query, actor=None)
        mask: Mask = np.ones(len(self.table), np.bool_)
        for condition in (*_what(self, query), *_where(self, query), *having):
            mask &= condition
        return mask

    def having(self, seqs: NDArray[np.int64]) -> Mask:
        """The rows with these seqs."""
        return np.isin(self.table.numbers["seq"], seqs)

    def span(self) -> tuple[str | None, str | None]:
        """The first and the last day of all incidents."""
        first, last = (self.table.numbers[name] for name in ("first", "last"))
        known = first != NONE
        if not known.any():
            return None, None
        return date.fromordinal(int(first[known].min())).isoformat(), date.fromordinal(int(last[known].max())).isoformat()

    def rows_of(self, seqs: NDArray[np.int64]) -> Numbers:
        """The row of each seq, which must be there."""
        if "seq" not in self.orders:
            own = self.table.numbers["seq"]
            place = np.zeros(int(own.max()) + 1 if len(own) else 1, np.int64)
            place[own] = np.arange(len(own))
            self.orders["seq"] = place
        found: Numbers = self.orders["seq"][seqs]
        return found

    def order(self, sort: str) -> Numbers:
        """All rows as `selecting.order` puts them."""
        if sort not in self.orders:
            values = self._ranked(sort.removeprefix("-")).astype(np.int64)
            shown = np.where(values == NONE, np.iinfo(np.int64).max, -values if sort.startswith("-") else values)
            self.orders[sort] = np.argsort(shown, kind="stable").astype(np.int64)
        return self.orders[sort]

    def _ranked(self, name: str) -> NDArray[Any]:
        column = _SORTED[name]
        return self.table.words[column].codes if column in self.table.words else self.table.numbers[column]

    def page(self, query: Query, found: Found | None = None) -> tuple[Numbers, int, str | None]:
        """The rows of one page in order, how many there are on all pages, and the cursor of the next one."""
        mask = self.select(query, found)
        rows = self.order(query.sort)
        rows = rows[mask[rows]]
        total = len(rows)
        if query.cursor is not None:
            rows = rows[self._beyond(query, rows)]
        limit = PAGE if query.limit is None else query.limit
        if len(rows) <= limit or limit == 0:
            return rows[:limit], total, None
        return rows[:limit], total, self._cursor(query, int(rows[limit - 1]))

    def _cursor(self, query: Query, row: int) -> str:
        name = query.sort.removeprefix("-")
        at = int(self._ranked(name)[row])
        labels = self.table.words["id"]
        value: str | int | None = None if at == NONE else at
        if value is not None and _SORTED[name] in self.table.words:
            value = self.table.words[_SORTED[name]].labels[at]
        return cursor(value, labels.labels[labels.codes[row]])

    def _beyond(self, query: Query, rows: Numbers) -> Mask:
        """Which of the rows come after the query's cursor."""
        name, down = query.sort.removeprefix("-"), query.sort.startswith("-")
        value, identity = key_of(query)
        column, ids = self._ranked(name)[rows], self.table.words["id"]
        later = ids.codes[rows] >= bisect_right(ids.labels, identity)
        if value is None:
            found: Mask = (column == NONE) & later
            return found
        if isinstance(value, int):
            same, beyond = column == value, (column < value) if down else (column > value)
        else:
            labels = self.table.words[_SORTED[name]].labels
            at = bisect_left(labels, value)
            there = at < len(labels) and labels[at] == value
            same = (column == at) & there
            beyond = (column < at) if down else (column >= at) & ~same
        rest: Mask = (column == NONE) | (beyond & (column != NONE)) | (same & later)
        return rest


def searched(connection: Connection, query: Query) -> Found:
    """For each filter that only the search tables can answer, the seqs of the rows that fit."""
    query.check()
    rows = schema.desk.c.seq
    return {
        name: np.fromiter(connection.execute(select(rows).where(condition)).scalars(), np.int64)
        for name, condition in told(query, withheld(connection))
    }


def refreshed(desk: Desk | None, connection: Connection, tell: Telling = lambda _: None) -> Desk:
    """The desk with all that was written since; `desk` itself where nothing was.

    tell: how many rows more are there, as long as they must be put together.
    """
    rows = schema.revisions.c
    now = int(connection.execute(select(func.max(rows.seq))).scalar() or 0)
    if desk is None or now < desk.at:
        desk = _kept(connection, now)
    if desk is None:
        return _loaded(connection, now, tell)
    if now == desk.at:
        return desk
    changed = connection.execute(
        select(schema.incidents.c.seq).where(schema.incidents.c.id.in_(select(rows.incident).where(rows.seq > desk.at)))
    )
    seqs = np.fromiter(changed.scalars(), np.int64)
    if len(seqs) * 4 > len(desk.table):
        return _loaded(connection, now, tell)
    return _patched(desk, connection, seqs, now)


def _loaded(connection: Connection, now: int, tell: Telling) -> Desk:
    columns = [schema.desk.c[name] for name in KINDS]
    rows = table_of(connection, columns, KINDS, tell)
    actors = table_of(connection, _ACTORS, _ACTOR_KINDS, lambda _: None)
    return Desk(now, _by_id(rows), actors, table_of(connection, _SOURCES, _SOURCE_KINDS, lambda _: None))


def _kept(connection: Connection, now: int) -> Desk | None:
    """The desk as it was when its columns were last kept, if they are."""
    found = kept.read(connection, [(table, name, kind) for table, kinds in _KEPT.items() for name, kind in kinds.items()])
    if found is None or found[0] > now:
        return None
    at, tables = found
    return Desk(at, tables["table"], tables["actors"], tables["sources"])


def keep(desk: Desk, connection: Connection) -> list[tuple[str, bytes]] | None:
    """The columns to keep; None where what is kept will do, or too little is there for it to pay."""
    if len(desk.table) < kept.LEAST:
        return None
    at = kept.at(connection)
    behind = schema.revisions.c.seq
    if at is not None:
        late = connection.execute(select(func.count()).where(behind > at, behind <= desk.at)).scalar_one()
        if at >= desk.at or late < kept.BEHIND * len(desk.table):
            return None
    return kept.packed({"table": desk.table, "actors": desk.actors, "sources": desk.sources})


_ACTORS = tuple(schema.desk_actors.c[name] for name in ("seq", "role", "actor", "folded", "name"))
_ACTOR_KINDS: dict[str, type] = {"seq": int, "role": str, "actor": str, "folded": str, "name": str}
_SOURCES = (schema.desk_sources.c.seq, schema.desk_sources.c.source)
_SOURCE_KINDS: dict[str, type] = {"seq": int, "source": str}
_KEPT = {"table": KINDS, "actors": _ACTOR_KINDS, "sources": _SOURCE_KINDS}


def _by_id(table: Table) -> Table:
    return table.picked(np.argsort(table.words["id"].codes, kind="stable"))


def _patched(desk: Desk, connection: Connection, seqs: Numbers, now: int) -> Desk:
    """The desk without the rows of these incidents, and with them as they are now."""

    def again(old: Table, columns: Sequence[Any], kinds: dict[str, type]) -> Table:
        fresh = [
            tuple(row) for some in _some(seqs) for row in connection.execute(select(*columns).where(columns[0].in_(some)))
        ]
        kept = old.picked(~np.isin(old.numbers["seq"], seqs))
        return kept.joined(Table.of(fresh, kinds)) if fresh else kept

    rows = again(desk.table, [schema.desk.c[name] for name in KINDS], KINDS)
    actors = again(desk.actors, _ACTORS, _ACTOR_KINDS)
    return Desk(now, _by_id(rows), actors, again(desk.sources, _SOURCES, _SOURCE_KINDS))


def _some(seqs: Numbers) -> Iterator[list[int]]:
    return ([int(seq) for seq in seqs[start : start + AT_ONCE]] for start in range(0, len(seqs), AT_ONCE))


def _what(desk: Desk, query: Query) -> Iterator[Mask]:
    words, numbers = desk.table.words, desk.table.numbers
    if query.type is not None:
        yield words["type"].among(types_of(query.type))
    if query.status is not None:
        yield words["status"].among(parts(query.status))
    if query.grade is not None:
        yield np.logical_or.reduce([_graded(words, one) for one in parts(query.grade)])
    if query.killed_min is not None:
        yield (numbers["killed"] >= query.killed_min) & (numbers["killed"] != NONE)
    if query.killed_max is not None:
        yield (numbers["killed"] <= query.killed_max) & (numbers["killed"] != NONE)
    since, until = first_day(query.since, "since"), last_day(query.until, "until")
    if since is not None:
        yield numbers["last"] >= _ordinal(since)
    if until is not None:
        yield (numbers["first"] <= _ordinal(until)) & (numbers["first"] != NONE)
    if query.disputed is not None:
        yield (numbers["disputed"] > 0) == query.disputed
    if query.reviewed is not None:
        yield (numbers["reviewed"] > 0) == query.reviewed
    if query.actor is not None:
        named, needle = desk.actors.words, apart(query.actor)
        yield desk.having(
            desk.actors.numbers["seq"][named["actor"].among([query.actor]) | named["folded"].that(lambda one: needle in one)]
        )


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _graded(words: dict[str, Words], given: str) -> Mask:
    if given.casefold() in GRADES:
        return words["grade"].among([given.casefold()])
    return words["admiralty"].that(lambda code: given.upper() in code)


def _where(desk: Desk, query: Query) -> Iterator[Mask]:
    words, lat, lon = desk.table.words, desk.table.decimals["lat"], desk.table.decimals["lon"]
    if query.country is not None:
        yield words["country"].among([one.upper() for one in parts(query.country)])
    if query.admin1 is not None:
        yield words["province"].among([fold(query.admin1)])
    if query.place is not None:
        needle = fold(query.place)
        yield words["places"].that(lambda names: needle in names) | words["place_id"].among([query.place])
    if query.box is not None:
        yield np.logical_or.reduce([
            (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north) for west, south, east, north in split(*query.box)
        ])
    if query.radius is not None:
        yield far(lat, lon, *query.radius[:2]) <= query.radius[2]


def far(lat: NDArray[np.float64], lon: NDArray[np.float64], at_lat: float, at_lon: float) -> NDArray[np.float64]:
    """Kilometres from each point to this one, as `geometry.distance_km`."""
    up, across = np.radians(lat - at_lat) / 2, np.radians(lon - at_lon) / 2
    chord = np.sin(up) ** 2 + np.cos(np.radians(at_lat)) * np.cos(np.radians(lat)) * np.sin(across) ** 2
    km: NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(chord)))
    return km
