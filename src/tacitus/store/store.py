"""The record as it is kept: opening it, its transactions, its incidents and how they came to be what they are."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from types import TracebackType
from typing import Self

import msgspec
from sqlalchemy import Connection, func, select

from tacitus.errors import TacitusError
from tacitus.record import Incident, Statement, decode
from tacitus.store import schema, writing
from tacitus.store.asking import Asking
from tacitus.store.batch import Batch, Changed
from tacitus.store.database import WAIT_SECONDS, connect, plainly
from tacitus.store.decided import Decided
from tacitus.store.faces import Faces
from tacitus.store.obtained import Obtained
from tacitus.store.past import changed, cursor_at, looking_back
from tacitus.store.portions import MANY, portions
from tacitus.store.query import Query
from tacitus.store.selecting import order, selection
from tacitus.store.shown import withheld
from tacitus.store.stated import Stated, members_of
from tacitus.store.views import Views

_ROWS = schema.incidents.c


def open(path: str | PathLike[str], *, create: bool = True, wait: float = WAIT_SECONDS) -> Store:  # noqa: A001
    """The record in the file at `path`, made or brought to the present version if need be.

    Raises TacitusError: E101 no such file or folder, E501 no Tacitus database, E502 made by a newer Tacitus, E504
    another process held it for more than `wait` seconds, E505 not writable, E506 damaged.
    """
    place = fspath(path).removeprefix("sqlite:///")
    if "://" in place:
        raise TacitusError("E102", "only files of SQLite can be opened", where=place, hint="a path such as war.db")
    return Store(place, create=create, wait=wait)


class Store(Obtained, Stated, Decided, Asking, Views):
    """One record, safe to use from several threads and processes at once; a context manager.

    Every method may raise TacitusError E504, E505 or E506 for what the file below does.
    """

    def __init__(self, path: str, *, create: bool = True, wait: float = WAIT_SECONDS) -> None:
        """See `open`."""
        self.path = path
        self._engine = connect(path, create=create, wait=wait)
        self._here = threading.local()
        self._loading = threading.RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """One unchanging view of the record: that of the transaction in which this thread writes, or a new one."""
        current: Connection | None = getattr(self._here, "writing", None)
        with plainly(self.path):
            if current is not None:
                yield current
                return
            with self._engine.connect() as connection:
                yield connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction of this thread: what it reads stays true until it is written, or nothing is written.

        Other writers wait meanwhile, so look up, decide and `save` in it, but read no reports. Raises E504.
        """
        if getattr(self._here, "writing", None) is not None:
            yield
            return
        writer = self._engine.connect().execution_options(tacitus_write=True)
        with plainly(self.path), writer as connection, connection.begin():
            self._here.writing = connection
            try:
                yield
                writing.mark(connection)
            finally:
                self._here.writing = None

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self.writing():
            yield self._here.writing

    def save(self, batch: Batch) -> None:
        """Adds a batch in one transaction (or the one around it): all of it or, on any error, nothing."""
        with self.writing():
            writing.save(self._here.writing, batch)

    # What happened

    def incident(self, incident_id: str) -> Incident:
        """The incident with this id, or the one that it was merged into. Raises TacitusError E503."""
        with self._reading() as connection:
            asked, seen = incident_id, set[str]()
            while asked not in seen:
                seen.add(asked)
                row = connection.execute(select(_ROWS.body, _ROWS.redirect).where(_ROWS.id == asked)).first()
                if row is None:
                    break
                if row.redirect is None:
                    return decode(row.body, Incident)
                asked = row.redirect
        raise TacitusError(
            "E503", f"there is no incident {incident_id!r}", where=self.path, hint=f"tacitus list {self.path}"
        )

    def exactly(self, ids: Iterable[str]) -> list[Incident]:
        """The incidents with these very ids, merged and withdrawn ones too; ids that there are not are left out."""
        with self._reading() as connection:
            return [
                decode(body, Incident) for some in portions(ids)
                for body in connection.execute(select(_ROWS.body).where(_ROWS.id.in_(some))).scalars()
            ]

    def last_statements(self, incident_id: str) -> tuple[str, set[str]]:
        """Where an id leads, and the ids of the statements that it holds, or that it held before it was merged away.

        Raises TacitusError E503.
        """
        leads = self.incident(incident_id)
        if leads.id == incident_id:
            return leads.id, set(leads.statements)
        rows = schema.revisions.c
        asked = select(rows.body).where(rows.incident == incident_id, rows.body.is_not(None)).order_by(rows.n.desc())
        with self._reading() as connection:
            for body in connection.execute(asked).scalars():
                held = decode(zlib.decompress(body), Incident).statements
                if held:
                    return leads.id, set(held)
        return leads.id, set()

    def incidents(self, query: Query | None = None, *, masked: bool = False) -> Iterator[Incident]:
        """The incidents that a query selects, in its order (by default by first day, unknown last, and id), as the record
        is at the start. masked: only what is shown may be found by words, also where the record withholds no names
        (`withhold.catch_up` with `whatever` comes before).

        Raises TacitusError E102 or E103, at once, for a filter that cannot be used.
        """
        query = query or Query()
        desk = schema.desk
        with self._reading() as connection:
            conditions = selection(query, masked or withheld(connection))
        asked = select(_ROWS.body).join(desk, desk.c.seq == _ROWS.seq).where(*conditions).order_by(*order(query))
        if query.limit is not None:
            asked = asked.limit(query.limit)

        def stream() -> Iterator[Incident]:
            with self._reading() as connection:
                for row in connection.execution_options(yield_per=MANY).execute(asked):
                    yield decode(row.body, Incident)

        return stream()

    def count(self, query: Query | None = None) -> int:
        """How many incidents `incidents` gives for the same query."""
        query = query or Query()
        with self._reading() as connection:
            asked = select(func.count()).select_from(schema.desk).where(*selection(query, withheld(connection)))
            found = int(connection.execute(asked).scalar_one())
        return found if query.limit is None else min(found, query.limit)

    def faces(self) -> Faces:
        """By what statements are found and judged when new ones come in."""
        return Faces(self._reading, self.writing)

    def with_statements(self, ids: Iterable[str]) -> list[tuple[Incident, list[Statement]]]:
        """The living incidents with these ids, each with the statements that it is drawn from, sorted by id."""
        with self._reading() as connection:
            asked = select(_ROWS.body).where(_ROWS.redirect.is_(None))
            bodies = [
                body for some in portions(ids) for body in connection.execute(asked.where(_ROWS.id.in_(some))).scalars()
            ]
            found = sorted((decode(body, Incident) for body in bodies), key=lambda incident: incident.id)
            members = members_of(connection, [incident.id for incident in found])
            return [(incident, members.get(incident.id, [])) for incident in found]

    # How it came to be so

    def changes(self, since: int | str | None = None, *, limit: int | None = None) -> Iterator[Changed]:
        """The revisions after a cursor, or from the first one that bears an ISO 8601 time (UTC) or a later one on.

        They come in the order in which they were written, whoever wrote them and whatever the clock said. Cursors only
        grow, and none is given out before all lower ones can be read: keep that of the last one to ask for what comes
        after it, and nothing is missed or told twice. limit: at most so many.
        """
        rows = schema.revisions.c
        asked = select(schema.revisions).order_by(rows.seq)
        if isinstance(since, int):
            asked = asked.where(rows.seq > since)
        elif since is not None:
            asked = asked.where(rows.seq >= select(func.min(rows.seq)).where(rows.at >= since).scalar_subquery())
        if limit is not None:
            asked = asked.limit(limit)

        def stream() -> Iterator[Changed]:
            with self._reading() as connection:
                for row in connection.execution_options(yield_per=MANY).execute(asked):
                    yield changed(row)

        return stream()

    def cursor(self) -> int:
        """That of the last revision, 0 where there is none."""
        with self._reading() as connection:
            return int(connection.execute(select(func.max(schema.revisions.c.seq))).scalar() or 0)

    def as_of(self, moment: int | str, *, only: Iterable[str] | None = None) -> Store:
        """The record as it stood after a cursor, or at an ISO 8601 time (UTC): a store to read from, to be closed.

        It shows the incidents, redirects, statements, reports, copies and decisions of then. only: the ids of incidents
        that will be asked for, which is quicker where they are few; None for all.
        """
        with self._reading() as connection:
            cursor = moment if isinstance(moment, int) else cursor_at(connection, moment)
        return looking_back(self, cursor, only)

    def history(self, incident_id: str) -> list[Changed]:
        """Every revision of the incident with this very id, first first. Raises TacitusError E503."""
        rows = schema.revisions.c
        asked = select(schema.revisions).where(rows.incident == incident_id).order_by(rows.n)
        with self._reading() as connection:
            found = [changed(row) for row in connection.execute(asked)]
        if not found:
            self.incident(incident_id)
        return found

    def revision(self, incident_id: str, n: int) -> Incident:
        """The whole incident as it was after its n-th revision. Raises TacitusError E503."""
        rows = schema.revisions.c
        asked = select(schema.revisions).where(rows.incident == incident_id, rows.n <= n).order_by(rows.n)
        with self._reading() as connection:
            found = [changed(row) for row in connection.execute(asked)]
        if not found or found[-1].revision.n != n or found[-1].incident is None:
            raise TacitusError(
                "E503", f"incident {incident_id!r} has no revision {n}", where=self.path,
                hint=f"tacitus show {self.path} {incident_id}",
            )
        return msgspec.structs.replace(found[-1].incident, history=[one.revision for one in found])
