"""Which of an incident's reports are independent of each other, and how sure that makes the incident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from tacitus.record import Report, Statement


def sources(ids: Iterable[str], reports: Mapping[str, Report]) -> dict[str, str]:
    """Report id to the id that stands for its source. Wire copies and reports of one publisher are one source."""
    return _groups(ids, reports, publishers=True)


def wires(ids: Iterable[str], reports: Mapping[str, Report]) -> dict[str, str]:
    """Report id to the id that stands for its text: wire copies are one."""
    return _groups(ids, reports, publishers=False)


def _groups(ids: Iterable[str], reports: Mapping[str, Report], *, publishers: bool) -> dict[str, str]:
    ordered = sorted(set(ids))
    head = {report: report for report in ordered}
    first: dict[str, str] = {}
    for report in ordered:
        known = reports.get(report)
        links = list(known.copies) if known else []
        who = publisher(known) if publishers else None
        if who:
            links.append(first.setdefault(who, report))
        for other in links:
            if other in head:
                a, b = sorted((head[report], head[other]))
                head = {key: a if value == b else value for key, value in head.items()}
    return head


def publisher(report: Report | None) -> str | None:
    """The publisher's name, or the host of the address; None where neither is known."""
    if report is None:
        return None
    return (report.publisher or _host(report.url or "")).casefold().strip().removeprefix("www.") or None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # what a page gave as its address is none
        return ""


def grade(statements: Iterable[Statement], independent: int) -> str:
    """How well an incident is borne out, in the manner of the Admiralty code.

    A: three or more independent sources. B: two. C: one, in its own voice. D: only alleged, or claimed by
    those who did it. E: somebody denies that it happened and no second source tells it. F: cannot be
    judged, for it has not happened (planned, threatened, foiled, hypothetical).
    """
    statuses = {statement.status for statement in statements}
    if not statuses & {"reported", "alleged", "claimed", "denied"}:
        return "F"
    if "denied" in statuses and independent < 2 or statuses == {"denied"}:
        return "E"
    if "reported" not in statuses:
        return "D"
    return "A" if independent >= 3 else "B" if independent == 2 else "C"
