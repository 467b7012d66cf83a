"""The batch engine: merges files of statements at once, and gives the incidents that one report after another would give.

The same keys bring statements together, the same `judge` scores a pair, the same `grouped` makes groups and the same
`settled` draws incidents (docs/linking.md, "Two ways to merge"). What differs is only where the statements lie: in columns on
disk, so that memory grows with the number of pairs found and not with what the reports say.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from os import PathLike
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tacitus.merge.cluster import grouped
from tacitus.merge.memory import Memory
from tacitus.merge.pairing import Edges, edges
from tacitus.merge.rough import Rough
from tacitus.merge.rules import Rules
from tacitus.merge.run import settled
from tacitus.merge.spread import Spread, lay_out, parts
from tacitus.record import Incident

ROWS_A_TASK = 2000
"""Statements whose partners are looked for in one go: about a second."""
STATEMENTS_A_TASK = 2000
"""Statements that are grouped and drawn in one go, or all of one connected piece."""
Progress = Callable[[str, int, int], None]
"""Called with what is done now ("pairs" or "incidents"), how many statements are through, and of how many."""
_PACK, _UNPACK = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(list[Incident])
"""Incidents on their way from one process to another: a tenth of the time that pickling takes."""
_here: dict[str, tuple[Spread, Rough]] = {}


def merge_files(
    paths: Sequence[str | PathLike[str]],
    *,
    at: str,
    rules: Rules | None = None,
    jobs: int = 1,
    folder: str | PathLike[str] | None = None,
    progress: Progress | None = None,
) -> Iterator[Incident]:
    """The incidents of all statements in these files, each with one revision, a connected piece after another.

    paths: files that `columns.write` wrote; a statement that stands in several counts once. at: the time of writing (ISO
    8601, UTC). rules: as in `merge`. jobs: processes; more than 1 needs `if __name__ == "__main__":` around the call in a
    script. folder: where what does not fit into memory is laid out for a while, about as much as the files unpacked. People's
    decisions are not in such files, so none is heeded. Raises TacitusError E101 or E102 for a file that cannot be used.
    """
    tell = progress or (lambda _what, _done, _of: None)
    with tempfile.TemporaryDirectory(dir=folder, prefix="tacitus-") as made:
        number = lay_out(paths, Path(made))
        if not number:
            return
        with _processes(jobs, made) as each:
            found = []
            for n, some in enumerate(each(partial(_edges, made), parts(number, ROWS_A_TASK))):
                found.append(some)
                tell("pairs", min(number, (n + 1) * ROWS_A_TASK), number)
            done = 0
            for statements, packed in each(partial(_incidents, made, at, rules), _tasks(number, np.concatenate(found))):
                done += statements
                tell("incidents", done, number)
                yield from _UNPACK.decode(packed)


@contextmanager
def _processes(jobs: int, folder: str) -> Iterator[Callable[..., Iterator[Any]]]:
    """What maps a function over tasks, in this process or in several; results come in the order of the tasks."""
    try:
        if jobs <= 1:
            yield map
            return
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_seldom) as pool:
            yield partial(_ahead, pool, 4 * jobs)
    finally:
        _here.pop(folder, None)


def _seldom() -> None:
    """Looks seldom for circles of objects: there are none here, and the search goes through all that is held each time."""
    gc.set_threshold(100_000, 50, 50)


def _ahead(pool: Executor, most: int, work: Callable[..., Any], tasks: Iterator[Any]) -> Iterator[Any]:
    """As `map`, with at most so many tasks on their way, so that results do not pile up."""
    waiting: list[Any] = []
    for task in tasks:
        waiting.append(pool.submit(work, task))
        if len(waiting) >= most:
            yield waiting.pop(0).result()
    for one in waiting:
        yield one.result()


def _opened(folder: str) -> tuple[Spread, Rough]:
    """The statements in this folder and what is known of their pairs; a process opens them once."""
    if folder not in _here:
        _here.clear()
        spread = Spread(Path(folder))
        _here[folder] = spread, Rough(spread)
    return _here[folder]


def _edges(folder: str, task: tuple[int, int]) -> Edges:
    spread, rough = _opened(folder)
    found = edges(rough, spread, *task)
    spread.let_go()
    return found


Piece = tuple[list[int], Edges]


def _tasks(number: int, found: Edges) -> Iterator[list[Piece]]:
    """Connected pieces of statements, several small ones together: their rows and the pairs among them."""
    packed = np.unique((found[:, 0].astype(np.int64) << 32) | found[:, 1])
    found = np.stack([packed >> 32, packed & 0xFFFFFFFF], axis=1)
    root = _roots(number, found)
    rows = np.argsort(root, kind="stable")
    cuts = np.flatnonzero(np.diff(root[rows])) + 1
    found = found[np.argsort(root[found[:, 0]], kind="stable")]
    of_edges = root[found[:, 0]]
    task: list[Piece] = []
    size = 0
    starts, ends = [0, *cuts.tolist()], [*cuts.tolist(), len(rows)]
    roots = root[rows[starts]]
    lows, highs = (np.searchsorted(of_edges, roots, side).tolist() for side in ("left", "right"))
    for start, end, low, high in zip(starts, ends, lows, highs, strict=True):
        task.append((rows[start:end].tolist(), found[low:high]))
        size += end - start
        if size >= STATEMENTS_A_TASK:
            yield task
            task, size = [], 0
    if task:
        yield task


def _roots(number: int, found: Edges) -> np.ndarray[Any, np.dtype[np.int64]]:
    """For each row the least row that a chain of pairs connects it with."""
    root = np.arange(number)
    one, other = found[:, 0], found[:, 1]
    while True:
        low = np.minimum(root[one], root[other])
        before = root.copy()
        np.minimum.at(root, root[one], low)
        np.minimum.at(root, root[other], low)
        np.minimum.at(root, one, low)
        np.minimum.at(root, other, low)
        root = root[root]
        if np.array_equal(root, before):
            return root


def _incidents(folder: str, at: str, rules: Rules | None, task: list[Piece]) -> tuple[int, bytes]:
    spread, _ = _opened(folder)
    drawn = [incident for rows, found in task for incident in _of_piece(spread, rows, found, at, rules)]
    spread.let_go()
    return sum(len(rows) for rows, _ in task), _PACK.encode(drawn)


def _of_piece(spread: Spread, rows: list[int], found: Edges, at: str, rules: Rules | None) -> list[Incident]:
    """The incidents of one connected piece."""
    ordered = sorted(rows, key=lambda row: int(spread.columns.rank[row]))
    groups = [[0]]
    if len(ordered) > 1:
        position = {row: i for i, row in enumerate(ordered)}
        pairs = [(position[int(a)], position[int(b)]) for a, b in found]
        groups = grouped([spread.facts(row) for row in ordered], Memory(), None, pairs)
    told = [spread.told(row) for row in ordered]
    reports = {report.id: report for _, report in told}
    return settled([[told[i][0] for i in group] for group in groups], reports=reports, at=at, rules=rules)
