"""Watches feeds, pages and folders, and reads what is new in them into a record, politely and without end."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from threading import Event

import msgspec

from tacitus.errors import Failure
from tacitus.ingest.into import read_into
from tacitus.ingest.summary import Summary
from tacitus.sources import Given, Held, Options, ask, is_address
from tacitus.store import Store

POLITE = 60.0
"""Seconds between two requests to one address at least; a feed of news changes every few minutes."""
SLOWEST = 6 * 3600.0
"""Seconds that an address that fails is left alone at most; the pause begins at the usual one, and doubles."""
SETTLED = 2.0
"""Seconds that a file must have stayed as it is before it is read, for it may still be being written."""

Input = str | Path | Given
Read = Callable[[Store, list[Input], Options], Summary]


class Look(msgspec.Struct):
    """What came of one look at everything that was due. inputs: what was new; summary: of reading it, None for nothing."""

    inputs: int
    summary: Summary | None
    failures: list[Failure]


class _Address:
    """One feed or page: asked only for what is newer than what it gave last, and left alone for longer when it fails."""

    def __init__(self, url: str, every: float) -> None:
        self._url, self._every = url, every
        self._held = Held()
        self._due, self._pause = 0.0, every

    def fresh(self, now: float, options: Options) -> tuple[list[Input], list[Failure]]:
        """What it gives now, where it is due."""
        if now < self._due:
            return [], []
        found = ask(self._url, options, self._held)
        self._held = found.held
        self._pause = self._every if found.failure is None else min(SLOWEST, self._pause * 2)
        self._due = now + max(self._pause, found.wait or 0.0)
        return ([found.given] if found.given is not None else []), ([found.failure] if found.failure is not None else [])


class _Folder:
    """A folder or file: what is in it is read once, and again when it has changed."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._seen: dict[str, tuple[int, int]] = {}

    def fresh(self, now: float, options: Options) -> tuple[list[Input], list[Failure]]:  # noqa: ARG002
        """The files that are new or have changed, and have settled."""
        found: list[Input] = []
        settled = time.time() - SETTLED
        for file in self._files():
            try:
                about = file.stat()
            except OSError:  # gone since it was listed
                continue
            stamp = (about.st_mtime_ns, about.st_size)
            if self._seen.get(str(file)) != stamp and about.st_mtime <= settled:
                self._seen[str(file)] = stamp
                found.append(str(file))
        return found, []

    def _files(self) -> Iterator[Path]:
        if self._path.is_file():
            yield self._path
        for folder, inner, names in os.walk(self._path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if not name.startswith("."))


class Watch:
    """Looks again and again at addresses and folders. every: seconds between two looks at an address.

    What was read is known by the record itself, so that a watch that was stopped goes on where it was, and nothing counts twice.
    """

    def __init__(
        self, store: Store, paths: Iterable[str], options: Options | None = None, *, every: float = 300.0, read: Read | None = None
    ) -> None:
        self._store, self._options = store, options or Options()
        self._read = read or _reading
        self._places = [_Address(path, every) if is_address(path) else _Folder(path) for path in paths]

    def look(self) -> Look:
        """One look at everything that is due. Raises TacitusError for the record itself, as `read_into`."""
        inputs: list[Input] = []
        failures: list[Failure] = []
        for place in self._places:
            some, failed = place.fresh(time.monotonic(), self._options)
            inputs += some
            failures += failed
        summary = self._read(self._store, inputs, self._options) if inputs else None
        return Look(len(inputs), summary, [*failures, *(summary.failures if summary else [])])

    def run(self, stop: Event, told: Callable[[Look], None], pause: float = 2.0) -> None:
        """Looks until `stop` is set. told: called after each look that brought or failed anything."""
        while not stop.is_set():
            found = self.look()
            if found.inputs or found.failures:
                told(found)
            stop.wait(pause)


def _reading(store: Store, inputs: list[Input], options: Options) -> Summary:
    return read_into(store, inputs, options)
