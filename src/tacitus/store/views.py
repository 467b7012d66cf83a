"""What the record is asked for by views: a page of what a query selects, sums over all of it, what a report tells of."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import RLock

from sqlalchemy import ColumnElement, Connection, column, func, literal_column, select, table

from tacitus.record import Incident, Report, decode
from tacitus.store import kept, schema
from tacitus.store.columns import Mask
from tacitus.store.desk import Desk, Found, keep, refreshed, searched
from tacitus.store.query import Query
from tacitus.store.shown import withheld
from tacitus.store.words import match

_ROWS = schema.incidents.c


class Views:
    """The part of a store that views ask; see `Store`."""

    _reading: Callable[[], AbstractContextManager[Connection]]
    writing: Callable[[], AbstractContextManager[None]]
    _loading: RLock
    _desk: Desk | None = None
    _read_in: tuple[int, int] | None = None

    def desk(self) -> Desk:
        """The narrow rows of all incidents, in memory and up to date, to select, sort and sum by.

        The first call loads them (`opening` tells how far it is), later ones only what has changed since.
        """
        with self._reading() as connection:
            return self._fresh(connection)

    def _fresh(self, connection: Connection) -> Desk:
        with self._loading:
            of = 0

            def tell(more: int) -> None:
                nonlocal of
                of = of or int(connection.execute(select(func.count()).select_from(schema.desk)).scalar_one())
                self._read_in = ((self._read_in or (0, of))[0] + more, of)

            try:
                self._desk = refreshed(self._desk, connection, tell)
            finally:
                self._read_in = None
            return self._desk

    def opening(self) -> tuple[int, int] | None:
        """How many incidents are in memory, and of how many, while the narrow rows are put together; None at any other time."""
        return self._read_in

    def keep_desk(self) -> bool:
        """Keeps the narrow rows of a large record in the file as columns, from which the next who opens it has them at once.

        Nothing is written where what is kept will do, or where the record is small. Returns whether it was.
        """
        with self._reading() as connection:
            columns = keep(desk := self._fresh(connection), connection)
        if columns is None:
            return False
        with self.writing(), self._reading() as connection:
            kept.write(connection, desk.at, columns)
        return True

    def found(self, query: Query) -> tuple[list[Incident], int, str | None]:
        """One page of what a query selects, as many as its limit (50 without one): the incidents, how many there are in all,
        and the cursor of the next page.

        As `incidents` and `count`, by way of the desk: quick in a record of any size.
        """
        with self._reading() as connection:
            desk = self._fresh(connection)
            rows, total, following = desk.page(query, searched(connection, query))
            seqs = [int(seq) for seq in desk.table.numbers["seq"][rows]]
            asked = select(_ROWS.seq, _ROWS.body).where(_ROWS.seq.in_(seqs))
            bodies = {row.seq: row.body for row in connection.execute(asked)}
        return [decode(bodies[seq], Incident) for seq in seqs], total, following

    def summed(self, query: Query) -> tuple[Desk, Mask, Found]:
        """The desk, which of its rows a query selects (cursor and limit aside), and what the search tables found for it."""
        with self._reading() as connection:
            desk = self._fresh(connection)
            found = searched(connection, query)
        return desk, desk.select(query, found), found

    def told_in(self, report_id: str) -> list[Incident]:
        """The incidents that are drawn from a report, by id."""
        of = schema.incident_reports.c
        asked = (
            select(_ROWS.body).join(schema.desk, schema.desk.c.seq == _ROWS.seq)
            .join(schema.incident_reports, of.incident == _ROWS.id).where(of.report == report_id).order_by(_ROWS.id)
        )
        with self._reading() as connection:
            return [decode(body, Incident) for body in connection.execute(asked).scalars()]

    def reports_found(
        self, text: str | None = None, since: str | None = None, *, before: int | None = None, limit: int = 50
    ) -> tuple[list[Report], int, int | None]:
        """Reports with all these words or "phrases", published on that day or later, the last that came in first.

        The reports, how many there are in all, and what to give as `before` for the next page (None on the last).
        """
        rows = schema.reports.c
        wanted: list[ColumnElement[bool]] = []
        if text is not None:
            with self._reading() as connection:
                name = "shown_words" if withheld(connection) else "report_words"
            words = table(name, column("rowid"))
            wanted.append(rows.seq.in_(select(words.c.rowid).where(literal_column(name).op("MATCH")(match(text)))))
        if since is not None:
            wanted.append(rows.published >= since)
        asked = select(rows.seq, rows.body).where(*wanted).order_by(rows.seq.desc()).limit(limit + 1)
        with self._reading() as connection:
            total = int(connection.execute(select(func.count()).select_from(schema.reports).where(*wanted)).scalar_one())
            found = list(connection.execute(asked if before is None else asked.where(rows.seq < before)))
        shown = found[:limit]
        return [decode(row.body, Report) for row in shown], total, shown[-1].seq if len(found) > limit and shown else None

    def report_count(self) -> int:
        """How many reports are kept."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.reports)).scalar_one())

    def tag(self) -> int:
        """A number that grows with every transaction that adds anything; views made at the same one are the same."""
        with self._reading() as connection:
            return int(connection.execute(select(func.max(schema.writes.c.seq))).scalar() or 0)
