"""Which of an incident's reports are independent of each other, when they came out, and how reliable their sources are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
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
    above = {report: report for report in ordered}
    first: dict[str, str] = {}
    for report in ordered:
        known = reports.get(report)
        links = list(known.copies) if known else []
        who = publisher(known) if publishers else None
        if who:
            links.append(first.setdefault(who, report))
        for other in links:
            if other in above:
                a, b = sorted((_head(above, report), _head(above, other)))
                above[b] = a
    return {report: _head(above, report) for report in ordered}


def _head(above: dict[str, str], report: str) -> str:
    """The first report of a group, by a way that each asking makes shorter."""
    while above[report] != report:
        above[report] = above[above[report]]
        report = above[report]
    return report


def moment(report: Report | None) -> str:
    """When a report was published, as UTC text that sorts; "" where it is not known."""
    date = report.published.date if report else None
    if not date or len(date) <= 10:
        return date or ""
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return date[:10]
    return when.astimezone(UTC).isoformat() if when.tzinfo else when.isoformat()


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
