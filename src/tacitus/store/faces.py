"""By what statements are found and judged when new ones come in: keys and packed facts, which merge draws and alone reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from tacitus.store import schema
from tacitus.store.batch import Face
from tacitus.store.copying import groups_of

Found = tuple[str, str, bytes, str]
"""Of a statement: its id, its report, its facts as bytes, its incident."""

# json_each takes any number of values in one prepared statement
_MET = text(
    "SELECT f.statement, f.report, f.facts, i.incident"
    " FROM (SELECT DISTINCT num FROM meeting WHERE key IN (SELECT value FROM json_each(:keys))) m"
    " CROSS JOIN faces f ON f.num = m.num CROSS JOIN incident_statements i ON i.statement = f.statement"
)
_MEMBERS = text(
    "SELECT f.statement, f.report, f.facts, i.incident FROM json_each(:ids) w"
    " CROSS JOIN incident_statements i ON i.incident = w.value CROSS JOIN faces f ON f.statement = i.statement"
)
_OF_REPORTS = text(
    "SELECT DISTINCT r.incident FROM json_each(:ids) w CROSS JOIN incident_reports r ON r.report = w.value"
    " CROSS JOIN incidents i ON i.id = r.incident WHERE i.redirect IS NULL AND NOT i.withdrawn ORDER BY r.incident"
)
_DECIDED = text("SELECT EXISTS (SELECT 1 FROM decision_reports)")


class Faces:
    """What a store keeps of statements for merging. Only statements of living incidents are found."""

    def __init__(
        self, reading: Callable[[], AbstractContextManager[Connection]], writing: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._reading, self._writing = reading, writing

    def met(self, keys: Iterable[int]) -> list[Found]:
        """The statements that are filed under any of these keys."""
        asked = json.dumps([signed(key) for key in keys])
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(_MET, {"keys": asked})]

    def members(self, incidents: Sequence[str]) -> list[Found]:
        """The statements of these incidents."""
        with self._reading() as connection:
            return [tuple(row) for row in connection.execute(_MEMBERS, {"ids": json.dumps(incidents)})]

    def of_reports(self, reports: Iterable[str]) -> list[str]:
        """Ids of the living incidents that any of these reports tells of, sorted."""
        with self._reading() as connection:
            asked = {"ids": json.dumps(sorted(set(reports)))}
            return list(connection.execute(_OF_REPORTS, asked).scalars())

    def copies(self, reports: Iterable[str]) -> dict[str, frozenset[str]]:
        """The wire copies of each of these reports that has any, itself left out."""
        with self._reading() as connection:
            return {key: frozenset(group - {key}) for key, group in groups_of(connection, reports).items()}

    def any_decided(self) -> bool:
        """Whether people have decided anything in this record."""
        with self._reading() as connection:
            return bool(connection.execute(_DECIDED).scalar())

    def form(self) -> str | None:
        """By which version of merging the faces were made; None where some are missing."""
        with self._reading() as connection:
            return connection.execute(select(schema.faces_form.c.form)).scalar()

    def redraw(self, form: str, faces: Iterator[list[Face]]) -> None:
        """Puts new faces, given in portions, in place of all that there are, in one transaction."""
        with self._writing(), self._reading() as connection:
            for table in (schema.faces_form, schema.meeting, schema.faces):
                connection.execute(delete(table))
            for some in faces:
                keep_faces(connection, some)
            connection.execute(schema.faces_form.insert().values(form=form))


def keep_faces(connection: Connection, faces: Sequence[Face]) -> None:
    """Adds faces, or puts them in place of those of the same statements."""
    added = insert(schema.faces)
    put = added.on_conflict_do_update(
        index_elements=["statement"], set_={"report": added.excluded.report, "facts": added.excluded.facts}
    ).returning(schema.faces.c.num)
    rows: list[dict[str, int]] = []
    for face in faces:
        values = {"statement": face.statement, "report": face.report, "facts": face.facts}
        num = connection.execute(put, values).scalar_one()
        rows += [{"key": signed(key), "num": num} for key in face.keys]
    if rows:
        connection.execute(insert(schema.meeting).on_conflict_do_nothing(), rows)


def signed(number: int) -> int:
    """A number of up to 64 bits as SQLite's signed whole number; bijective."""
    return (number + 2**63) % 2**64 - 2**63
