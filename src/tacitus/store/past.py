"""The record as it was: a store whose tables end where they ended after some revision, for all that reads."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from threading import RLock, local
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, text

from tacitus.errors import TacitusError
from tacitus.record import Incident, Revision, decode
from tacitus.store import schema, writing
from tacitus.store.batch import Changed, What
from tacitus.store.database import plainly

if TYPE_CHECKING:
    from tacitus.store.store import Store

_DERIVED = (
    "desk", "desk_actors", "desk_sources", "desk_kept", "incidents", "incident_statements", "incident_reports",
    "incident_actors", "incident_words", "incident_boxes",
)
_STATEMENTS = """CREATE TEMP VIEW statements AS SELECT seq, id, report, reader, CASE
    WHEN id IN (SELECT statement FROM temp.incident_statements)
    AND seq = (SELECT max(o.seq) FROM main.statements o WHERE o.id = s.id AND o.seq <= {statements})
    THEN NULL ELSE coalesce(superseded_by, 'later') END AS superseded_by, body
    FROM main.statements s WHERE seq <= {statements}"""


def cursor_at(connection: Connection, moment: str) -> int:
    """The last revision that bears a time up to `moment` (UTC, ISO 8601), 0 for none; those before it were known too."""
    asked = text("SELECT seq FROM revisions NOT INDEXED WHERE at <= :at ORDER BY seq DESC LIMIT 1")
    return int(connection.execute(asked, {"at": moment}).scalar() or 0)


def looking_back(present: Store, cursor: int, only: Iterable[str] | None) -> Store:
    """A store that shows what `present` showed right after the revision with that cursor, and cannot be written.

    only: ids of the incidents that will be asked for, so that the others need not be drawn; None for all. The view has a
    connection of its own, in which tables and views of the same names stand before those of the file. Close it. What a
    version before "writes" wrote is shown with the reports and statements of the day on which the file was upgraded.
    """
    from tacitus.store.store import Store

    class Past(Store):
        """See `looking_back`."""

        def __init__(self) -> None:
            self.path, self._engine, self._here = present.path, present._engine, local()
            self._loading, self._desk = RLock(), None
            with plainly(self.path):
                self._view = _opened(present, cursor, only)

        def close(self) -> None:
            """Lets go of the view; the store that it was taken from stays open."""
            self._view.close()

        @contextmanager
        def _reading(self) -> Iterator[Connection]:
            with plainly(self.path):
                yield self._view

        @contextmanager
        def writing(self) -> Iterator[None]:
            """Raises TacitusError E505: what is past does not change."""
            raise TacitusError("E505", "the past cannot be written", where=self.path, hint="open the record without a time")
            yield

    return Past()


def _opened(present: Store, cursor: int, only: Iterable[str] | None) -> Connection:
    view = present._engine.connect()
    raw = view.connection.driver_connection
    view.detach()  # closed for good in the end: what stands before the file's tables must not meet another reader
    assert raw is not None
    raw.execute("PRAGMA foreign_keys = OFF")  # the tables below refer to views
    try:
        _shade(view, cursor)
        for incident in _states(view, only):
            row = writing.incident_row(incident)
            seq = view.execute(
                insert(schema.incidents).values(id=incident.id, **row).returning(schema.incidents.c.seq)
            ).scalar_one()
            writing.members(view, incident)
            writing.found_by(view, incident, seq, row)
    except BaseException:
        view.close()
        raise
    return view


def _shade(view: Connection, cursor: int) -> None:
    """Puts empty tables before the derived ones, and views that end in time before all others."""
    made = text("SELECT sql FROM main.sqlite_master WHERE name = :name")
    for name in _DERIVED:
        sql = str(view.execute(made, {"name": name}).scalar_one())
        sql = sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1)
        view.exec_driver_sql(sql.replace(f"VIRTUAL TABLE {name}", f"VIRTUAL TABLE temp.{name}", 1))
    rows = schema.writes.c
    asked = select(schema.writes).where(rows.revisions >= cursor).order_by(rows.revisions, rows.seq).limit(1)
    row = view.execute(asked).first()
    ends = row._asdict() if row is not None else view.execute(text(f"SELECT {writing.ENDS}")).one()._asdict()
    ends["revisions"] = cursor
    for name in writing.MARKED:
        if name != "statements":
            view.exec_driver_sql(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE rowid <= {int(ends[name])}")
    view.exec_driver_sql(_STATEMENTS.format(statements=int(ends["statements"])))
    view.exec_driver_sql(
        f"CREATE TEMP VIEW decision_reports AS SELECT * FROM main.decision_reports WHERE decision <= {int(ends['decisions'])}"
    )


def _states(view: Connection, only: Iterable[str] | None) -> Iterator[Incident]:
    """Each incident as it then was, with its history up to then; those that `only` ids lead to, or all."""
    rows = schema.revisions.c
    asked = select(rows.incident, rows.revision, rows.body).order_by(rows.incident, rows.n)
    if only is None:
        for _, some in groupby(list(view.execute(asked)), key=lambda row: row.incident):
            yield from _state(list(some))
        return
    wanted, seen = list(only), set[str]()
    while wanted:
        identity = wanted.pop()
        if identity not in seen:
            seen.add(identity)
            for incident in _state(list(view.execute(asked.where(rows.incident == identity)))):
                wanted += [incident.redirect] if incident.redirect else []
                yield incident


def _state(rows: list[Any]) -> Iterator[Incident]:
    bodies = [row.body for row in rows if row.body is not None]
    if bodies:
        history = [decode(row.revision, Revision) for row in rows]
        yield msgspec.structs.replace(decode(zlib.decompress(bodies[-1]), Incident), history=history)


def changed(row: Row[Any]) -> Changed:
    """The revision in a row of the table of revisions."""
    state = None if row.body is None else decode(zlib.decompress(row.body), Incident)
    revision = decode(row.revision, Revision)
    what: What = "changed"
    if state is not None and state.redirect is not None:
        what = "merged"
    elif state is not None and not state.statements:
        what = "withdrawn"
    elif revision.n == 1:
        what = "new"
    return Changed(
        cursor=row.seq, id=row.incident, what=what, redirect=state.redirect if state else None, revision=revision,
        incident=state,
    )
