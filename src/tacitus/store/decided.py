"""What people decided for the record: single decisions, withdrawn reports, and the rules by which values are drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

import msgspec
from sqlalchemy import Connection, select

from tacitus.record import Decision
from tacitus.store import audit, deciding, schema


class Decided:
    """The part of a `Store` that keeps decisions and rules."""

    path: str
    _reading: Callable[[], AbstractContextManager[Connection]]
    _writing: Callable[[], AbstractContextManager[Connection]]

    def rules(self) -> tuple[str, bool] | None:
        """The set of resolution rules in force, as JSON, and whether all incidents are drawn by it; None: the default."""
        rows = schema.rules.c
        with self._reading() as connection:
            row = connection.execute(select(rows.body, rows.done).order_by(rows.seq.desc()).limit(1)).first()
            return None if row is None else (row.body, row.done)

    def keep_rules(self, name: str, body: str, *, at: str, done: bool) -> None:
        """Puts a set of rules, as JSON, in force from now on; no incident changes by this alone."""
        with self._writing() as connection:
            connection.execute(schema.rules.insert().values(at=at, name=name, body=body, done=done))

    def decide(self, decision: Decision) -> Decision:
        """Adds a decision, with its entry in the log, and returns it with its id.

        No incident changes by this alone, see `ingest.decisions`.
        """
        with self._writing() as connection:
            key, body = deciding.add(connection, decision)
            audit.add(connection, decision.user, "decision", key, at=decision.at, more={
                "kind": decision.kind, "incident": decision.incident, "undoes": decision.undoes,
                "sha256": hashlib.sha256(body.encode()).hexdigest(),
            })
            return msgspec.structs.replace(decision, id=key)

    def decisions(self) -> list[tuple[Decision, str | None]]:
        """Every decision in the order in which they were made, with the id of the one that undoes it, if any."""
        with self._reading() as connection:
            return deciding.every(connection)

    def decision(self, decision_id: str) -> Decision:
        """The decision with this id, such as "d7". Raises TacitusError E507."""
        with self._reading() as connection:
            return deciding.one(connection, decision_id, self.path)

    def decisions_about(self, reports: Iterable[str]) -> list[Decision]:
        """Those not undone that rest on words of these reports, and all that hang together with them, oldest first."""
        with self._reading() as connection:
            return deciding.about(connection, reports)

    def withdrawn(self, reports: Iterable[str]) -> set[str]:
        """Those of the reports that people have withdrawn."""
        with self._reading() as connection:
            return deciding.withdrawn(connection, reports)

    def rest(self, report_id: str, *, wake: bool = False) -> None:
        """Takes what a report states out of the present, or, with `wake`, brings it back; no incident changes by this."""
        with self._writing() as connection:
            (deciding.wake if wake else deciding.rest)(connection, report_id)
