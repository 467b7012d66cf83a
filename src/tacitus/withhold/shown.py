"""The reports of a record as they may be shown, fetched when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tacitus.record import Report
from tacitus.withhold.veil import Veil

if TYPE_CHECKING:
    from tacitus.store import Store

KEPT = 256
"""Reports that are held at once: those of an incident are asked for several times in a row."""


class Shown(Mapping[str, Report]):
    """The reports of a record by id, so that an export of any size holds few of them."""

    def __init__(self, record: Store, veil: Veil | None = None) -> None:
        """veil: what they are seen through, None where no names are withheld."""
        self._record, self._veil = record, veil
        self._fetch = lru_cache(maxsize=KEPT)(self._seen)

    def _seen(self, key: str) -> Report | None:
        found = self._record.report(key)
        return self._veil.report(found) if found is not None and self._veil is not None else found

    def __getitem__(self, key: str) -> Report:
        found = self._fetch(key)
        if found is None:
            raise KeyError(key)
        return found

    def __bool__(self) -> bool:
        return True  # not by counting: that would fetch them all

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.reports())

    def __len__(self) -> int:
        return len(self._record.reports())
