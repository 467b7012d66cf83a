"""The columns of many rows as arrays: words as numbers into a sorted list, so that a million rows are compared at once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
NONE = -1
"""The number of a word that is not there; figures have NONE too, and are never below zero otherwise."""


class Words(msgspec.Struct, frozen=True, eq=False):
    """One column of words. labels: each once, sorted; codes: for each row the place in labels, NONE where there is none."""

    labels: list[str]
    codes: NDArray[np.int32]

    @staticmethod
    def of(values: Sequence[str | None]) -> Words:
        """The column of these values."""
        labels = sorted({value for value in values if value is not None})
        place: dict[str | None, int] = {label: n for n, label in enumerate(labels)}
        place[None] = NONE
        return Words(labels, np.fromiter((place[value] for value in values), np.int32, len(values)))

    def picked(self, rows: Any) -> Words:
        """The column of these rows alone."""
        return Words(self.labels, self.codes[rows])

    def joined(self, other: Words) -> Words:
        """This column, then the other one; quick where the other is small, however many words this one has."""
        fresh = [label for label in other.labels if not self._has(label)]
        labels, codes = self.labels, self.codes
        if fresh:
            places = [bisect_left(labels, label) for label in fresh]
            codes = (codes + np.searchsorted(places, codes, side="right")).astype(np.int32)
            codes[self.codes == NONE] = NONE
            labels = _merged(labels, fresh, places)
        moved = np.fromiter((*(bisect_left(labels, label) for label in other.labels), NONE), np.int32, len(other.labels) + 1)
        return Words(labels, np.concatenate([codes, moved[other.codes]]))

    def _has(self, label: str) -> bool:
        return self.code(label) >= 0

    def code(self, label: str) -> int:
        """The number of a word, or one that no row has."""
        at = bisect_left(self.labels, label)
        return at if at < len(self.labels) and self.labels[at] == label else -2

    def among(self, wanted: Iterable[str]) -> Mask:
        """The rows whose word is one of these."""
        codes = [self.code(label) for label in wanted]
        return np.isin(self.codes, codes) if len(codes) != 1 else self.codes == codes[0]

    def that(self, fits: Any) -> Mask:
        """The rows whose word fits; asked once a word, not once a row."""
        chosen = np.fromiter((*(bool(fits(label)) for label in self.labels), False), np.bool_, len(self.labels) + 1)
        found: Mask = chosen[self.codes]
        return found


def _merged(labels: list[str], fresh: list[str], places: list[int]) -> list[str]:
    """The labels with the fresh ones put in at their places."""
    found: list[str] = []
    before = 0
    for label, at in zip(fresh, places, strict=True):
        found += labels[before:at]
        found.append(label)
        before = at
    return found + labels[before:]


class Table(msgspec.Struct, frozen=True, eq=False):
    """Rows as columns: words, numbers (NONE where there is none), decimals (nan where there is none)."""

    words: dict[str, Words]
    numbers: dict[str, Numbers]
    decimals: dict[str, NDArray[np.float64]]

    @staticmethod
    def of(rows: Sequence[Sequence[Any]], kinds: Mapping[str, type]) -> Table:
        """The table of these rows, whose columns have these kinds: str, int or float."""
        columns = list(zip(*rows, strict=True)) if rows else [() for _ in kinds]
        made = Table({}, {}, {})
        for (name, kind), values in zip(kinds.items(), columns, strict=True):
            if kind is str:
                made.words[name] = Words.of(values)
            elif kind is int:
                made.numbers[name] = np.fromiter((NONE if v is None else v for v in values), np.int64, len(values))
            else:
                made.decimals[name] = np.fromiter((np.nan if v is None else v for v in values), np.float64, len(values))
        return made

    def picked(self, rows: Any) -> Table:
        """These rows alone: numbers of rows, or a mask."""
        return Table(
            {name: column.picked(rows) for name, column in self.words.items()},
            {name: column[rows] for name, column in self.numbers.items()},
            {name: column[rows] for name, column in self.decimals.items()},
        )

    def joined(self, other: Table) -> Table:
        """These rows, then the other ones."""
        return Table(
            {name: column.joined(other.words[name]) for name, column in self.words.items()},
            {name: np.concatenate([column, other.numbers[name]]) for name, column in self.numbers.items()},
            {name: np.concatenate([column, other.decimals[name]]) for name, column in self.decimals.items()},
        )

    def __len__(self) -> int:
        return len(next(iter(self.numbers.values())))
