"""What the reports of the record state, by their last readings and by earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from sqlalchemy import Connection, or_, select

from tacitus.record import Report, Statement, decode
from tacitus.store import deciding, schema
from tacitus.store.portions import MANY, portions


class Stated:
    """The part of a `Store` that keeps statements."""

    _reading: Callable[[], AbstractContextManager[Connection]]

    def statements(self, ids: Iterable[str]) -> dict[str, Statement]:
        """The statements with these ids: the latest reading of each, superseded or not."""
        rows = schema.statements.c
        found: dict[str, Statement] = {}
        with self._reading() as connection:
            for some in portions(ids):
                asked = select(rows.body).where(rows.id.in_(some)).order_by(rows.superseded_by.is_(None), rows.seq)
                for body in connection.execute(asked).scalars():
                    statement = decode(body, Statement)
                    found[statement.id] = statement
        return found

    def statements_of_report(self, report_id: str, *, superseded: bool = False) -> list[Statement]:
        """What the report states by its last reading; with `superseded`, by every reading, oldest first."""
        rows = schema.statements.c
        asked = select(rows.body).where(rows.report == report_id).order_by(rows.seq)
        if not superseded:
            asked = asked.where(rows.superseded_by.is_(None))
        with self._reading() as connection:
            return [decode(body, Statement) for body in connection.execute(asked).scalars()]

    def told(self, *, resting: bool = False) -> Iterator[list[tuple[Statement, Report]]]:
        """Every statement of a last reading with its report, its copies left out, in portions.

        resting: those of withdrawn reports, too.
        """
        rows, of = schema.statements.c, schema.reports.c
        asked = (
            select(rows.seq, rows.body, of.body.label("report")).join(schema.reports, of.id == rows.report)
            .where(or_(rows.superseded_by.is_(None), *([rows.superseded_by == deciding.WITHDRAWN] if resting else [])))
            .order_by(rows.seq).limit(MANY)
        )
        last = 0
        with self._reading() as connection:
            while some := connection.execute(asked.where(rows.seq > last)).all():
                last = some[-1].seq
                yield [(decode(row.body, Statement), decode(row.report, Report)) for row in some]

    def statements_of(self, incident_id: str) -> list[Statement]:
        """The statements that the incident is drawn from, in the order of their ids."""
        with self._reading() as connection:
            return members_of(connection, [incident_id]).get(incident_id, [])


def members_of(connection: Connection, incidents: Iterable[str]) -> dict[str, list[Statement]]:
    """The statements of the last reading that each incident is drawn from, by id."""
    rows, of = schema.statements.c, schema.incident_statements.c
    asked = (
        select(of.incident, rows.body)
        .join(schema.incident_statements, of.statement == rows.id)
        .where(rows.superseded_by.is_(None))
        .order_by(rows.id)
    )
    found: dict[str, list[Statement]] = {}
    for some in portions(incidents):
        for row in connection.execute(asked.where(of.incident.in_(some))):
            found.setdefault(row.incident, []).append(decode(row.body, Statement))
    return found
