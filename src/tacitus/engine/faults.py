"""What is said of a report on which the reader failed, and how long one report may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import msgspec

from tacitus.errors import Failure
from tacitus.record import Report, Statement

SECONDS_A_REPORT = 120.0
"""A report of 400 words takes well under a second; of a very long one, the reader itself stops before this is over."""


class Partly(msgspec.Struct):
    """What came of a report that was read only so far: its statements up to there, and the failure that says where."""

    statements: list[Statement]
    failure: Failure


class TookTooLong(Exception):
    """A report was still being read when its time was up."""


def failure(report: Report, what: str) -> Failure:
    """The failure E302 of this one report; all others go on."""
    return Failure(
        code="E302",
        what=f"the reader failed on this report: {what}",
        where=report.source or report.title or report.id[:12],
        hint="read it again by itself; if it fails again, send us the text and this message",
    )


def describe(error: BaseException) -> str:
    """An exception in one short line: its kind and its words."""
    words = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TookTooLong in the body once `seconds` are over.

    Works by an alarm signal, so only in the main thread of a Unix process; elsewhere it sets no limit. An
    alarm that was set before is set again afterwards with the time that it had left.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TookTooLong(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    left, _ = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_REAL, left)
