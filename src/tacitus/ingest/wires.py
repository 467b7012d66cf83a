"""Tells which reports are one wire text, so that a hundred papers that print it count once."""

from __future__ import annotations

from collections.abc import Mapping

from tacitus.record import Report
from tacitus.sources import copies


def alike(signature: bytes, others: Mapping[str, bytes]) -> list[str]:
    """The ids, sorted, of those whose signature shows the same text."""
    return sorted(key for key, other in others.items() if copies.similarity(signature, other) >= copies.SAME)


class Wires:
    """The texts of a run that is kept in memory only."""

    def __init__(self) -> None:
        self._signatures: dict[str, bytes] = {}
        self._bands: dict[int, list[str]] = {}
        self._groups: dict[str, set[str]] = {}

    def add(self, report: Report) -> bool:
        """Takes a report in; whether it is a copy of one that was added before."""
        signature = copies.signature(report.text)
        bands = copies.bands(signature)
        near = {key for band in bands for key in self._bands.get(band, ())}
        same = alike(signature, {key: self._signatures[key] for key in near})
        self._signatures[report.id] = signature
        for band in bands:
            self._bands.setdefault(band, []).append(report.id)
        group = {report.id}.union(*(self._groups[key] for key in same))
        self._groups.update(dict.fromkeys(group, group))
        return bool(same)

    def copies_of(self, report_id: str) -> list[str]:
        """The other reports of the same text, sorted; complete once all reports were added."""
        return sorted(self._groups.get(report_id, set()) - {report_id})
