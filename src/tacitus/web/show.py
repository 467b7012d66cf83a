"""The one place through which whatever is shown of the record leaves the house: names are withheld here, if they are."""

from __future__ import annotations

from typing import TypeVar

from tacitus import withhold
from tacitus.record import Decision, Incident, Report, Revision, Statement
from tacitus.store import Store

T = TypeVar("T", Revision, Decision)


class Face:
    """What a record shows of itself; everything as it is while nothing is withheld."""

    def __init__(self, record: Store) -> None:
        self.veil = withhold.veil(record)
        self.reports = withhold.Shown(record, self.veil)

    def incident(self, value: Incident) -> Incident:
        """The incident as it may be shown."""
        return value if self.veil is None else self.veil.incident(value)

    def statement(self, value: Statement) -> Statement:
        """The statement as it may be shown."""
        return value if self.veil is None else self.veil.statement(value)

    def report(self, value: Report) -> Report:
        """The report as it may be shown."""
        return value if self.veil is None else self.veil.report(value)

    def other(self, value: T, of: Incident | None = None) -> T:
        """A revision or decision as it may be shown. of: the incident that it is about."""
        if self.veil is None:
            return value
        return self.veil.other(value, of.reports if of else (), of.roles if of else None)


def face(record: Store) -> Face:
    """What the record shows now."""
    return Face(record)
