"""Puts the narrow rows together as columns, some thousand at a time, straight from the database's own cursor."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, select

from tacitus.store.columns import NONE, Table, Words

AT_ONCE = 1000
"""Rows that are held as Python's objects at any time: some 2 MB, as a processor keeps near."""
Telling = Callable[[int], None]
"""Is told how many rows more are there."""


def table_of(connection: Connection, columns: Sequence[ColumnElement[Any]], kinds: Mapping[str, type], tell: Telling) -> Table:
    """All rows of these columns, whose kinds are str, int or float, by name."""
    made = [_Spelt() if kind is str else _Numbers(whole=kind is int) for kind in kinds.values()]
    asked = str(select(*columns).compile(dialect=connection.dialect))
    cursor = connection.connection.cursor()  # the driver's: a row of SQLAlchemy's costs more than reading it
    try:
        with _nothing_thrown_away():
            cursor.execute(asked)
            while rows := cursor.fetchmany(AT_ONCE):
                for column, values in zip(made, zip(*rows, strict=True), strict=True):
                    column.add(values)
                tell(len(rows))
    finally:
        cursor.close()
    table = Table({}, {}, {})
    for (name, kind), column in zip(kinds.items(), made, strict=True):
        if isinstance(column, _Spelt):
            table.words[name] = column.words()
        elif kind is int:
            table.numbers[name] = column.array()
        else:
            table.decimals[name] = column.array()
    return table


@contextmanager
def _nothing_thrown_away() -> Iterator[None]:
    """Rows are in no circles; looking for some among millions of them takes longer than reading them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


EXACT = 2**53
"""Whole numbers below it are the same as decimals."""


class _Numbers:
    """A column of numbers as it comes in. whole: its gaps are NONE; else they are nan."""

    def __init__(self, whole: bool) -> None:
        self._whole = whole
        self._parts: list[NDArray[Any]] = []

    def add(self, values: Sequence[Any]) -> None:
        self._parts.append(_whole(values) if self._whole else np.array(values, np.float64))

    def array(self) -> NDArray[Any]:
        return np.concatenate(self._parts) if self._parts else np.empty(0, np.int64 if self._whole else np.float64)


def _whole(values: Sequence[int | None]) -> NDArray[np.int64]:
    """By way of decimals, which numpy makes of numbers and None at once, as long as they are exact."""
    decimals = np.array(values, np.float64)
    gaps = np.isnan(decimals)
    if gaps.all() or np.nanmax(np.abs(decimals)) < EXACT:
        decimals[gaps] = NONE
        return decimals.astype(np.int64)
    return np.fromiter((NONE if one is None else one for one in values), np.int64, len(values))


class _Spelt:
    """A column of words as it comes in: each word gets the next number, and in the end that of its place among all, sorted."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: NONE}
        self._parts: list[NDArray[np.int32]] = []

    def add(self, values: Sequence[str | None]) -> None:
        numbers = self._numbers
        for word in set(values):
            if word not in numbers:
                numbers[word] = len(numbers) - 1
        self._parts.append(np.fromiter(map(numbers.__getitem__, values), np.int32, len(values)))

    def words(self) -> Words:
        labels = sorted(word for word in self._numbers if word is not None)
        ranks = np.full(len(labels) + 1, NONE, np.int32)  # the last is that of NONE
        ranks[np.fromiter((self._numbers[word] for word in labels), np.int32, len(labels))] = np.arange(len(labels))
        codes = np.concatenate(self._parts) if self._parts else np.empty(0, np.int32)
        return Words(labels, ranks[codes])
