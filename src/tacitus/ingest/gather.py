"""Reads without a record: everything stays in memory and is merged once, at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from tacitus.errors import Failure
from tacitus.ingest.flow import Dealt, Path, Read, flow
from tacitus.ingest.summary import Summary
from tacitus.ingest.wires import Wires
from tacitus.merge import merge
from tacitus.merge.rules import Rules, load
from tacitus.reader import ReaderChoice, Using, using
from tacitus.record import Incident, Report, Statement
from tacitus.sources import Options


class Gathered(msgspec.Struct, kw_only=True):
    """All that was read: reports (also irrelevant and unsupported ones), statements, incidents, failures, counts."""

    reports: list[Report] = []
    statements: list[Statement] = []
    incidents: list[Incident] = []
    failures: list[Failure] = []
    summary: Summary = msgspec.field(default_factory=Summary)


def read_all(
    paths: Iterable[Path],
    options: Options | None = None,
    *,
    progress: Callable[[Summary], None] | None = None,
    jobs: int | None = None,
    reader: ReaderChoice | str | None = None,
    read: Read | None = None,
    relevant: Callable[[Report], bool] | None = None,
    version: str | None = None,
    rules: Rules | str | None = None,
) -> Gathered:
    """Reads every report of every path and merges what they state; nothing is kept. Arguments as `read_into`."""
    sink = _Memory(progress, load(rules))
    chosen = reader_from(reader, read, relevant, version)
    flow(paths, options, sink, chosen, jobs)
    found = sink.gathered()
    found.summary.notes = chosen.notes()
    return found


def reader_from(
    choice: ReaderChoice | str | None,
    read: Read | None,
    relevant: Callable[[Report], bool] | None,
    version: str | None,
) -> Using:
    """The reader that the arguments mean; a function that is given reads everything unless a gate is given with it."""
    if read is None:
        chosen = using(choice)
        given = {"relevant": relevant, "version": version}
        return msgspec.structs.replace(chosen, **{name: value for name, value in given.items() if value is not None})
    name = f"{read.__module__}.{read.__qualname__}"
    return Using(read=read, relevant=relevant or (lambda _report: True), version=version or name)


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Memory:
    def __init__(self, progress: Callable[[Summary], None] | None, rules: Rules) -> None:
        self._rules = rules
        self._all = Gathered()
        self._seen: dict[str, set[tuple[str | None, str | None]]] = {}
        self._places: dict[str, int] = {}
        self._wires = Wires()
        self._progress = progress

    def is_known(self, report: Report) -> bool:
        return report.id in self._seen

    def again(self, report: Report, raw: bytes) -> None:  # noqa: ARG002
        summary, met = self._all.summary, self._seen.setdefault(report.id, set())
        place = (report.publisher, report.url)
        if place in met:
            summary.known += 1
        else:
            summary.copies += 1
            met.add(place)
        self._tell()

    def broken(self, failure: Failure) -> None:
        self._all.failures.append(failure)
        self._all.summary.failed += 1
        self._tell()

    def dealt(self, dealt: Dealt) -> None:
        report, summary = dealt.report, self._all.summary
        self._seen.setdefault(report.id, set()).add((report.publisher, report.url))
        self._places[report.id] = dealt.place
        self._all.reports.append(report)
        if dealt.failure is not None:
            self.broken(dealt.failure)
        if dealt.outcome == "failed":
            return
        if dealt.outcome != "read":
            setattr(summary, dealt.outcome, getattr(summary, dealt.outcome) + 1)
        elif self._wires.add(report):
            summary.copies += 1
        else:
            summary.read += 1
        self._all.statements += dealt.statements
        summary.statements += len(dealt.statements)
        self._tell()

    def gathered(self) -> Gathered:
        """Everything, with wire copies named and statements merged."""
        found = self._all
        found.reports.sort(key=lambda report: self._places[report.id])
        for report in found.reports:
            report.copies = self._wires.copies_of(report.id)
        reports = {report.id: report for report in found.reports}
        found.incidents = merge(found.statements, reports=reports, at=now(), rules=self._rules)
        found.summary.new = len(found.incidents)
        found.summary.failures = found.failures
        self._tell()
        return found

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self._all.summary)
