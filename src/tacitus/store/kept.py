"""The narrow rows as columns in the record itself, so that whoever opens a large one next need not put them together again.

They hold for one revision. What came after it is read from the rows and put in their place, as for a desk in memory; kept
columns of another form, or of which a part is missing, are not used.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select

from tacitus.store import schema
from tacitus.store.columns import Table, Words
from tacitus.store.database import VERSION

FORM = f"1 {VERSION}"
"""What columns are kept like, and by which version of the database; a migration may write rows anew, so others are not used."""
LEAST = 20_000
"""Incidents from which on keeping pays: fewer are put together in half a second."""
BEHIND = 0.02
"""Kept columns are written anew once so great a part of the rows has changed: half a second of patching at a million."""


class _Column(msgspec.Struct, frozen=True, array_like=True):
    """labels: of a column of words. kind: of the array, as numpy names it; body: its bytes."""

    labels: list[str] | None
    kind: str
    body: bytes


def read(connection: Connection, parts: list[tuple[str, str, type]]) -> tuple[int, dict[str, Table]] | None:
    """The revision that the kept columns hold for, and the tables; None where there are none that can be used.

    parts: table, column and kind of all that there must be.
    """
    rows = schema.desk_kept.c
    if connection.execute(select(rows.at).limit(1)).first() is None:
        return None
    found = {row.part: row for row in connection.execute(select(schema.desk_kept))}
    told = {(row.at, row.form) for row in found.values()}
    if len(told) != 1 or next(iter(told))[1] != FORM or found.keys() != {f"{table}.{name}" for table, name, _ in parts}:
        return None
    tables = {table: Table({}, {}, {}) for table, _, _ in parts}
    for table, name, kind in parts:
        column = msgspec.msgpack.decode(found[f"{table}.{name}"].body, type=_Column)
        values = np.frombuffer(column.body, np.dtype(column.kind))
        if kind is str:
            tables[table].words[name] = Words(column.labels or [], values.astype(np.int32))
        elif kind is int:
            tables[table].numbers[name] = values.astype(np.int64)
        else:
            tables[table].decimals[name] = values.astype(np.float64)
    return next(iter(told))[0], tables


def at(connection: Connection) -> int | None:
    """The revision that the kept columns hold for; None where there are none of this form."""
    rows = schema.desk_kept.c
    return connection.execute(select(rows.at).where(rows.form == FORM).limit(1)).scalar()


def packed(tables: dict[str, Table]) -> list[tuple[str, bytes]]:
    """Name and bytes of each column."""
    return [(f"{table}.{name}", body) for table, columns in tables.items() for name, body in _packed(columns)]


def _packed(table: Table) -> Iterator[tuple[str, bytes]]:
    encode = msgspec.msgpack.encode
    for name, words in table.words.items():
        yield name, encode(_column(words.codes, words.labels))
    for name, numbers in table.numbers.items():
        yield name, encode(_column(numbers))
    for name, decimals in table.decimals.items():
        yield name, encode(_Column(None, decimals.dtype.str, decimals.tobytes()))


def _column(values: NDArray[np.int32] | NDArray[np.int64], labels: list[str] | None = None) -> _Column:
    """Whole numbers in as few bytes as they need."""
    ends = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    kind = np.result_type(*(np.min_scalar_type(end) for end in ends), np.int8)
    small = values.astype(kind if kind.kind == "i" else np.int64)
    return _Column(labels, small.dtype.str, small.tobytes())


def write(connection: Connection, revision: int, columns: list[tuple[str, bytes]]) -> None:
    """Puts these columns in place of those that were kept."""
    connection.execute(delete(schema.desk_kept))
    for part, body in columns:
        connection.execute(insert(schema.desk_kept).values(part=part, at=revision, form=FORM, body=body))
