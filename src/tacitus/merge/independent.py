"""Which of an incident's reports are independent of each other, and how reliable their sources are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from tacitus.record import Report


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


_RELIABILITY = "ABCFDE"
"""From the most to the least reliable; a source that nobody has judged (F) stands between those that mostly are and
those that mostly are not."""


def reliability(report: Report | None) -> int:
    """The rank of a report's source, 0 the most reliable; a report that is not at hand is as one not judged."""
    return _RELIABILITY.index(report.reliability if report else "F")


UNRELIABLE = _RELIABILITY.index("D")
"""Sources of this rank or a higher one are not usually reliable."""
