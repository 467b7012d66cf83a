"""From reports to statements: chooses between one process and several, and keeps the order of arrival."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from tacitus.engine.faults import SECONDS_A_REPORT, Partly, TookTooLong, describe, failure, time_limit
from tacitus.errors import CutShort, Failure, ReportError, TacitusError
from tacitus.record import Report, Statement

Read = Callable[[Report], list[Statement]]
Outcome = tuple[Report, list[Statement] | Failure | Partly]

WORTH_A_POOL = 24
"""Below this many reports one process is done before a second one has loaded its model (about 3 seconds)."""

MOST_JOBS = 8
"""Each process holds its own model and gazetteer (about 400 MB); more are started only when asked for."""


def map_reports(
    reports: Iterable[Report],
    jobs: int | None = 1,
    *,
    read: Read | None = None,
    seconds: float | None = None,
) -> Iterator[Outcome]:
    """Every report with its statements, or with the failure of that one report, in the order they came.

    jobs: how many processes; 1 reads in this one, None takes one process for a few reports and otherwise one
    a core. read: the reader, by default `tacitus.reader.read`; with several processes it must be a function
    that can be imported by name. seconds: how long one report may take, by default SECONDS_A_REPORT. Only a few reports
    a process are held at any time. A reader that raises, dies or takes too long gives E302 for that report alone, and
    one that raises ReportError the failure in it; one that raises CutShort gives what it has read as well. Raises
    TacitusError where no report at all could be read, such as a
    missing gazetteer (E401) or processes that do not start (E303).
    """
    stream = iter(reports)
    limit = SECONDS_A_REPORT if seconds is None else seconds
    if jobs is None:
        head = list(islice(stream, WORTH_A_POOL))
        jobs = min(cores(), MOST_JOBS) if len(head) == WORTH_A_POOL else 1
        stream = chain(head, stream)
    if jobs <= 1:
        return _in_this_process(stream, read, limit)
    from tacitus.engine.pool import in_processes

    return in_processes(stream, jobs, read, limit)


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_this_process(reports: Iterator[Report], read: Read | None, seconds: float) -> Iterator[Outcome]:
    for report in reports:
        if read is None:
            from tacitus.reader import read as read_here

            read = read_here
        yield report, read_one(report, read, seconds)


def read_one(report: Report, read: Read, seconds: float) -> list[Statement] | Failure | Partly:
    """The statements of one report, or E302, or both where it was read only so far. A TacitusError is passed on."""
    try:
        with time_limit(seconds):
            return read(report)
    except TacitusError:
        raise
    except CutShort as cut:
        return Partly(cut.read, cut.failure)
    except ReportError as error:
        return error.failure
    except (TookTooLong, RecursionError, MemoryError) as error:
        return failure(report, describe(error))
    except Exception as error:  # whatever the reader meets in one text must not lose the others
        return failure(report, describe(error))
