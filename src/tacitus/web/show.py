"""The one place through which whatever is shown of the record leaves the house: names are withheld here, if they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from tacitus import withhold
from tacitus.errors import Failure
from tacitus.record import Decision, Incident, Report, Revision, Statement
from tacitus.store import Store

T = TypeVar("T", Revision, Decision)
Other = TypeVar("Other")


class Face:
    """What a record shows of itself; everything as it is while nothing is withheld."""

    def __init__(self, record: Store) -> None:
        self._record = record
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

    def decision(self, value: Decision) -> Decision:
        """A decision as it may be shown, by the names of all that it was ever about."""
        if self.veil is None:
            return value
        about = self._record.exactly(one for one in (value.incident, value.other) if one is not None)
        reports = {one.report for one in (*value.anchors, *value.other_anchors)} | {each for one in about for each in one.reports}
        roles = {f"{one.id} {role}": parties for one in about for role, parties in one.roles.items()}
        return self.veil.other(value, sorted(reports), roles)

    def about(self, value: Other, incidents: Iterable[Incident]) -> Other:
        """Anything else that is said of incidents, as it may be shown."""
        if self.veil is None:
            return value
        several = list(incidents)
        roles = {f"{one.id} {role}": parties for one in several for role, parties in one.roles.items()}
        return self.veil.other(value, [each for one in several for each in one.reports], roles)

    def failure(self, value: Failure, of: Incident) -> Failure:
        """What went wrong with an incident, as it may be told."""
        if self.veil is None:
            return value
        told = self.about(value, [of])
        return msgspec.structs.replace(told, what=self.veil.text(told.what))


def face(record: Store) -> Face:
    """What the record shows now."""
    return Face(record)
