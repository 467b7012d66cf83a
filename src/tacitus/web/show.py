"""The one place through which whatever is shown of the record leaves the house."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tacitus.record import Incident, Report, Statement
from tacitus.store import Store


def incident(value: Incident) -> Incident:
    """The incident as it may be shown."""
    return value


def statement(value: Statement) -> Statement:
    """The statement as it may be shown."""
    return value


def report(value: Report) -> Report:
    """The report as it may be shown."""
    return value


class Shown(Mapping[str, Report]):
    """The reports of a record by id, fetched when asked for, so that an export of any size holds none of them."""

    def __init__(self, record: Store) -> None:
        self._record = record

    def __getitem__(self, key: str) -> Report:
        found = self._record.report(key)
        if found is None:
            raise KeyError(key)
        return report(found)

    def __bool__(self) -> bool:
        return True  # not by counting: that would fetch them all

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.reports())

    def __len__(self) -> int:
        return self._record.report_count()
