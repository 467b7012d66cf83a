"""What the log of a record says of a run of reading: what went in, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tacitus.ingest.gather import now
from tacitus.ingest.summary import Summary
from tacitus.sources import Given
from tacitus.store import Store, audit

NAMED = 3
"""Inputs that are named; of the others only the number is told."""
LONGEST = 300


class Logged:
    """Two entries a run that brings anything: when its first batch is written, in that transaction, and at its end."""

    def __init__(self, store: Store, paths: Iterable[object], user: str) -> None:
        self._store, self._user = store, user
        self._inputs = _described(paths) if isinstance(paths, Sequence) else "a stream of inputs"
        self._begun = False

    def begun(self) -> None:
        """Something is being written. Call it within the transaction."""
        if not self._begun:
            audit.note(self._store, self._user, "import begun", self._inputs, at=now())
            self._begun = True

    def ended(self, summary: Summary) -> None:
        """The run is over; a run that wrote nothing leaves no entry."""
        if self._begun:
            audit.note(
                self._store, self._user, "import ended", self._inputs, at=now(), read=summary.read, copies=summary.copies,
                failed=summary.failed, statements=summary.statements, new=summary.new, changed=summary.changed,
            )


def _described(paths: Sequence[object]) -> str:
    names = [one.name if isinstance(one, Given) else str(one) for one in paths[:NAMED]]
    more = f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
    return f"{', '.join(names)[:LONGEST]}{more}"
