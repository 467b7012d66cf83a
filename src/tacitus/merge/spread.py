"""The statements of a batch laid out on disk and in columns, so that several processes can look at any of them."""

from __future__ import annotations

import mmap
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from tacitus.merge import columns
from tacitus.merge.facts import Facts
from tacitus.merge.packed import unpack
from tacitus.record import Report, Statement, decode

if TYPE_CHECKING:
    import pyarrow as pa

NOT_SAID = np.iinfo(np.int32).min
"""A day that is not known, in a column of days."""
HELD = 20_000
"""Facts held at once by a process, some 60 MB; rows are gone through in an order in which near ones are near."""
Whole = NDArray[np.int64]
_NARROW = ("size", "lat", "lon", "first", "last", "soft", "lasts", "printed", "copied", "coded", "country", "world")
_SORTS = ("place", "kind")
_LARGE = ("keys", "rows")
_FILES = (*_NARROW, *_SORTS, "order", "rank", *_LARGE)


class Columns(msgspec.Struct, frozen=True, eq=False):
    """The narrow columns, a number for each row: country and world as codes (country -1 where unknown), NaN and NOT_SAID
    where not said. order: the rows by country and day. rank: of each row by its statement's id. keys, rows: every key and
    the row that is filed under it, by key.
    """

    size: NDArray[np.int8]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    soft: NDArray[np.bool_]
    lasts: NDArray[np.bool_]
    printed: NDArray[np.int32]
    copied: NDArray[np.bool_]
    coded: NDArray[np.bool_]
    country: NDArray[np.int16]
    world: NDArray[np.int8]
    place: NDArray[np.int32]
    kind: NDArray[np.int32]
    order: Whole
    rank: Whole
    keys: NDArray[np.uint64]
    rows: NDArray[np.int32]


def lay_out(paths: Sequence[str | PathLike[str]], folder: Path) -> int:
    """Writes rows and columns into the folder, each statement once; returns how many statements there are."""
    import pyarrow as pa

    gathered = _Gathered()
    form = columns.schema()
    with pa.OSFile(str(folder / "rows.arrow"), "wb") as out, pa.ipc.new_file(out, form) as writer:
        for batch in columns.read(paths):
            kept = gathered.add(batch)
            if kept.num_rows:
                writer.write_batch(kept)
    for name, values in gathered.columns().items():
        np.save(folder / f"{name}.npy", values)
    return gathered.number


class _Gathered:
    """The narrow columns as they come in."""

    def __init__(self) -> None:
        self.number = 0
        self._ids: dict[str, int] = {}
        self._codes: dict[str, dict[str | None, int]] = {"country": {None: -1}, "world": {}}
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in (*_NARROW, *_SORTS, *_LARGE)}

    def add(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Takes in the rows whose statement is new, and gives them back."""
        import pyarrow as pa

        fresh = [i for i, key in enumerate(batch["statement"].to_pylist()) if self._is_new(key)]
        if len(fresh) < batch.num_rows:
            batch = batch.take(pa.array(fresh, pa.int64()))
        for name in ("size", "soft", "lasts", "coded"):
            self._parts[name].append(batch[name].to_numpy(zero_copy_only=False))
        for name in ("lat", "lon"):
            self._parts[name].append(batch[name].cast(pa.float64()).to_numpy(zero_copy_only=False))
        for name in ("first", "last", "printed"):
            self._parts[name].append(batch[name].fill_null(NOT_SAID).to_numpy(zero_copy_only=False))
        for name in _SORTS:
            self._parts[name].append(batch[name].to_numpy())
        self._parts["copied"].append(np.diff(batch["copies"].offsets.to_numpy()) > 0)
        for name, codes in self._codes.items():
            found = [codes.setdefault(value, len(codes) - (None in codes)) for value in batch[name].to_pylist()]
            self._parts[name].append(np.array(found, np.int16))
        lengths = np.diff(batch["filed"].offsets.to_numpy())
        self._parts["keys"].append(batch["filed"].flatten().to_numpy())
        first = self.number - batch.num_rows
        self._parts["rows"].append(np.repeat(np.arange(first, self.number, dtype=np.int32), lengths))
        return batch

    def _is_new(self, key: str) -> bool:
        if key in self._ids:
            return False
        self._ids[key] = self.number
        self.number += 1
        return True

    def columns(self) -> dict[str, NDArray[Any]]:
        """The columns of all rows, keys in their order."""
        names = (*_NARROW, *_SORTS, *_LARGE)
        found = {name: np.concatenate(self._parts[name]) if self._parts[name] else np.empty(0) for name in names}
        for name in _SORTS:
            found[name] = np.unique(found[name], return_inverse=True)[1].astype(np.int32)
        by_key = np.argsort(found["keys"], kind="stable")
        found["keys"], found["rows"] = found["keys"][by_key].astype(np.uint64), found["rows"][by_key].astype(np.int32)
        found["order"] = np.lexsort((found["first"], found["country"]))
        found["rank"] = np.empty(self.number, np.int64)
        found["rank"][[self._ids[key] for key in sorted(self._ids)]] = np.arange(self.number)
        return found


class Spread:
    """The statements that `lay_out` wrote, by row."""

    def __init__(self, folder: Path) -> None:
        import pyarrow as pa

        self.columns = Columns(**{name: _loaded(folder / f"{name}.npy", shared=name in _LARGE) for name in _FILES})
        with (folder / "rows.arrow").open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        reader = pa.ipc.open_file(pa.py_buffer(self._mapped))
        self._batches = [reader.get_batch(n) for n in range(reader.num_record_batches)]
        self._starts: list[int] = list(accumulate((batch.num_rows for batch in self._batches), initial=0))
        self._facts: dict[int, Facts] = {}
        self.turn: Whole = np.empty(len(self), np.int64)
        """The place of each row in `Columns.order`."""
        self.turn[self.columns.order] = np.arange(len(self))

    def __len__(self) -> int:
        return self._starts[-1]

    def facts(self, row: int) -> Facts:
        """The facts of a row; the same object as long as it is held."""
        known = self._facts.get(row)
        if known is None:
            if len(self._facts) >= HELD:
                for old in list(self._facts)[: HELD // 2]:
                    del self._facts[old]
            batch, at = self._place(row)
            copies = frozenset(batch["copies"][at].as_py() or ())
            known = self._facts[row] = unpack(batch["facts"][at].as_py(), copies)
        return known

    def told(self, row: int) -> tuple[Statement, Report]:
        """The whole statement of a row, and its report."""
        batch, at = self._place(row)
        return decode(batch["told"][at].as_py(), Statement), decode(batch["source"][at].as_py(), Report)

    def let_go(self) -> None:
        """Gives the pages of the file that were looked at back to the system; what is asked for again is read again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)

    def _place(self, row: int) -> tuple[Any, int]:
        n = bisect_right(self._starts, row) - 1
        return self._batches[n], row - self._starts[n]


def _loaded(path: Path, *, shared: bool) -> NDArray[Any]:
    """A column; where it is large, all processes look at one copy."""
    found: NDArray[Any] = np.load(path, mmap_mode="r" if shared else None).view(np.ndarray)
    return found


def parts(number: int, size: int) -> Iterator[tuple[int, int]]:
    """The stretches of `size` into which so many fall."""
    return ((start, min(start + size, number)) for start in range(0, number, size))
