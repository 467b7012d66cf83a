"""Leads reports from their sources past what is known, the language and the relevance gate, through the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike, fspath
from typing import Protocol

import msgspec

from tacitus import engine, sources
from tacitus.errors import Failure
from tacitus.reader import Using
from tacitus.record import Report, Statement, encode
from tacitus.store import Outcome

Read = Callable[[Report], list[Statement]]
Path = str | PathLike[str] | sources.Given


class Dealt(msgspec.Struct):
    """One report that was dealt with. place: its number in the order of the sources, known ones and failures counted.

    failure: set where the outcome is "failed", and for a report that was read only so far.
    """

    place: int
    report: Report
    raw: bytes
    outcome: Outcome
    statements: list[Statement] = []
    failure: Failure | None = None


class Sink(Protocol):
    """Takes what the flow brings. The calls come in one thread, some of them while the reader waits for reports."""

    def is_known(self, report: Report) -> bool:
        """Whether this report need not be dealt with again."""
        ...

    def again(self, report: Report, raw: bytes) -> None:
        """A report that is known, or that is on its way already, was met again, perhaps elsewhere."""
        ...

    def broken(self, failure: Failure) -> None:
        """An input that gave no report."""
        ...

    def dealt(self, dealt: Dealt) -> None:
        """A report that was dealt with. Those that went through the reader come in the order of their sources."""
        ...


def flow(
    paths: Iterable[Path], options: sources.Options | None, sink: Sink, using: Using, jobs: int | None
) -> None:
    """Deals with every report of every path and hands each to the sink. Raises nothing for what they hold.

    Holds no more reports than the engine keeps on their way, however long the sources are.
    """
    on_the_way: dict[str, tuple[int, bytes]] = {}

    def wanted() -> Iterator[Report]:
        for place, item in enumerate(_obtained(paths, options)):
            report = _sorted_out(place, item, sink, using, on_the_way)
            if report is not None:
                yield report

    jobs = 1 if using.here else jobs
    for report, result in engine.map_reports(wanted(), jobs, read=using.read, seconds=using.seconds):
        place, raw = on_the_way.pop(report.id)
        sink.dealt(_outcome(place, report, raw, result))


def _obtained(paths: Iterable[Path], options: sources.Options | None) -> Iterator[sources.Obtained | Failure]:
    for path in paths:
        yield from sources.reports(path if isinstance(path, sources.Given) else fspath(path), options)


def _sorted_out(
    place: int, item: sources.Obtained | Failure, sink: Sink, using: Using, on_the_way: dict[str, tuple[int, bytes]]
) -> Report | None:
    """The report if it is to be read; otherwise the sink has it already."""
    if isinstance(item, Failure):
        sink.broken(item)
        return None
    report, raw = item.report, item.raw
    if (fault := _unkeepable(report)) is not None:
        sink.broken(fault)
    elif report.id in on_the_way or sink.is_known(report):
        sink.again(report, raw)
    elif not report.readable:
        sink.dealt(Dealt(place, report, raw, "unsupported"))
    elif not using.relevant(report):
        sink.dealt(Dealt(place, report, raw, "irrelevant"))
    else:
        on_the_way[report.id] = (place, raw)
        return report
    return None


def _unkeepable(report: Report) -> Failure | None:
    """Half characters (lone surrogates) have no place in UTF-8, so such a text could be neither kept nor shown."""
    try:
        encode(report)
    except UnicodeEncodeError as error:
        return Failure(
            code="E208", what=f"its text holds half a character ({error.reason})",
            where=ascii(report.source or report.id), hint="save it again as UTF-8",
        )
    return None


def _outcome(place: int, report: Report, raw: bytes, result: list[Statement] | Failure | engine.Partly) -> Dealt:
    if isinstance(result, Failure):
        return Dealt(place, report, raw, "failed", [], result)
    left = result.failure if isinstance(result, engine.Partly) else None
    result = result.statements if isinstance(result, engine.Partly) else result
    try:
        encode(result)
    except (ValueError, OverflowError, TypeError) as error:  # no statement: the reader's fault, this report's loss
        fault = Failure(
            code="E302", what=f"the reader gave what cannot be kept: {error}", where=report.source or report.id,
            hint="send us the text and this message",
        )
        return Dealt(place, report, raw, "failed", [], fault)
    return Dealt(place, report, raw, "read", result, left)
