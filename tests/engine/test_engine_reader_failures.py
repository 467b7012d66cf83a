"""A reader may say itself why it could not read a report; that failure is the one which is listed."""

from __future__ import annotations

from tacitus import engine
from tacitus.errors import Failure, ReportError
from tacitus.record import Report, Statement

WHY = Failure(code="E304", what="no answer", where="here", hint="again")


def read(report: Report) -> list[Statement]:
    """Fails on one report and reads the other."""
    if report.text == "bad":
        raise ReportError(WHY)
    return [Statement(id="s", report=report.id, type="bombing")]


def test_a_readers_own_failure_costs_that_report_alone() -> None:
    reports = [Report(id=text, raw_sha256="0", text=text) for text in ("bad", "good")]
    outcomes = [outcome for _, outcome in engine.map_reports(reports, read=read)]
    assert outcomes[0] == WHY
    assert isinstance(outcomes[1], list)
    assert len(outcomes[1]) == 1
