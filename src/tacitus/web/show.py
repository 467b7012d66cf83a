"""The one place through which whatever is shown of the record leaves the house."""

from __future__ import annotations

from tacitus.record import Incident, Report, Statement


def incident(value: Incident) -> Incident:
    """The incident as it may be shown."""
    return value


def statement(value: Statement) -> Statement:
    """The statement as it may be shown."""
    return value


def report(value: Report) -> Report:
    """The report as it may be shown."""
    return value
