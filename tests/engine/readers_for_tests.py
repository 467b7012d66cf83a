"""Readers that fail in every way a reader can, for the tests of the engine; importable by other processes."""

from __future__ import annotations

import os
import time

from tacitus.errors import CutShort, Failure, TacitusError
from tacitus.record import Report, Statement


def echo(report: Report) -> list[Statement]:
    """One statement named after the text; some texts are fatal."""
    text = report.text
    if text.startswith("raise"):
        raise ValueError("this text")
    if text.startswith("deep"):
        return echo_for_ever(report)
    if text.startswith("die"):
        os._exit(9)
    if text.startswith("hang"):
        time.sleep(600)
    if text.startswith("stuck"):
        _stuck()
    if text.startswith("slow"):
        time.sleep(0.3)
    if text.startswith("half"):
        left = Failure(code="E308", what="read up to character 4", where=text, hint="cut it")
        raise CutShort(left, [Statement(id=f"s-{text}", report=report.id, type="bombing")])
    return [Statement(id=f"s-{text}", report=report.id, type="bombing")]


def echo_for_ever(report: Report) -> list[Statement]:
    """Recursion without an end."""
    return echo_for_ever(report)


def without_gazetteer(report: Report) -> list[Statement]:
    """Data that is missing for every report."""
    raise TacitusError("E401", "the gazetteer is missing", where=report.id, hint="build it")


def _stuck() -> None:
    """Deaf to its alarm, as compiled code is."""
    import signal

    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    time.sleep(600)
