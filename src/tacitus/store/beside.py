"""What a record keeps beside what it read: its settings, and the incidents of other data sets to compare with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, select

from tacitus.errors import TacitusError
from tacitus.store import schema

if TYPE_CHECKING:
    from tacitus.store.store import Store

MANY = 1000
"""Rows written at once."""


class Dataset(msgspec.Struct, frozen=True):
    """A data set of others. source: the file that it came from, and the sha256 of that. at: when it was imported, UTC."""

    name: str
    at: str
    source: str
    sha256: str
    rows: int


class Row(msgspec.Struct, frozen=True):
    """One incident of a data set, as JSON, by its own id. starts: ISO day. country: ISO 3166 alpha-2."""

    id: str
    body: bytes
    starts: str | None = None
    country: str | None = None


def setting(record: Store, key: str) -> str | None:
    """What is set under a key, None where nothing ever was."""
    rows = schema.settings.c
    with record._reading() as connection:
        asked = select(rows.value).where(rows.key == key).order_by(rows.seq.desc()).limit(1)
        value: str | None = connection.execute(asked).scalar()
    return value


def keep_setting(record: Store, key: str, value: str, *, at: str) -> None:
    """Sets it from now on. at: ISO 8601, UTC."""
    with record.writing():
        record._here.writing.execute(schema.settings.insert().values(key=key, value=value, at=at))


def keep_dataset(record: Store, dataset: Dataset, rows: Iterable[Row]) -> int:
    """Puts a data set in place of the one of that name, all or nothing; returns how many incidents it has.

    Of rows with the same id the last one counts.
    """
    held = {row.id: row for row in rows}
    with record.writing():
        connection = record._here.writing
        connection.execute(delete(schema.known).where(schema.known.c.dataset == dataset.name))
        connection.execute(delete(schema.datasets).where(schema.datasets.c.name == dataset.name))
        connection.execute(schema.datasets.insert().values(
            name=dataset.name, at=dataset.at, source=dataset.source, sha256=dataset.sha256, rows=len(held)))
        values = [{"dataset": dataset.name, "id": row.id, "starts": row.starts, "country": row.country, "body": row.body}
                  for row in held.values()]
        for start in range(0, len(values), MANY):
            connection.execute(schema.known.insert(), values[start : start + MANY])
    return len(held)


def datasets(record: Store) -> list[Dataset]:
    """The data sets that were imported, by name."""
    with record._reading() as connection:
        found = connection.execute(select(schema.datasets).order_by(schema.datasets.c.name))
        return [Dataset(row.name, row.at, row.source, row.sha256, row.rows) for row in found]


def known(record: Store, name: str) -> Iterator[bytes]:
    """The incidents of a data set, as they were kept, by day and id. Raises TacitusError E510 for one that there is not."""
    names = [each.name for each in datasets(record)]
    if name not in names:
        hint = f"one of: {', '.join(names)}" if names else f"tacitus import {record.path} FILE"
        raise TacitusError("E510", f"there is no imported data set {name!r}", where=record.path, hint=hint)
    rows = schema.known.c

    def stream() -> Iterator[bytes]:
        with record._reading() as connection:
            asked = select(rows.body).where(rows.dataset == name).order_by(rows.starts, rows.id)
            yield from connection.execution_options(yield_per=MANY).execute(asked).scalars()

    return stream()
