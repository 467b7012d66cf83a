"""Finds the words of a report that a person points at, and holds them to be exactly what the text says there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tacitus.errors import TacitusError
from tacitus.record import Incident, Quote, Report
from tacitus.store import Store

_SPAN = re.compile(r"(?:(?P<report>[0-9a-f]{4,64}):)?(?P<start>\d{1,9}):(?P<end>\d{1,9})")


def quoted(store: Store, incident: Incident, given: Iterable[str]) -> list[Quote]:
    """The quotes that are meant. given: "REPORT:START:END", "START:END" where one report tells it, or the words themselves.

    REPORT: the beginning of an id. START, END: code points of the text, the end excluded. Words must stand at one place of the
    incident's reports. Raises TacitusError E102 for what is not there, or at several places.
    """
    reports = store.reports(incident.reports)
    return [_found(each, reports) for each in given]


def spanned(store: Store, spans: Iterable[tuple[str, int, int]]) -> list[Quote]:
    """The quotes of spans of reports (id, start, end), whichever incident they are of. Raises TacitusError E102 or E503."""
    found = []
    for identity, start, end in spans:
        report = store.report(identity)
        if report is None:
            raise TacitusError("E503", f"there is no report {identity!r}", where=store.path, hint="the whole id")
        found.append(_cut(report, start, end))
    return found


def _found(given: str, reports: Mapping[str, Report]) -> Quote:
    span = _SPAN.fullmatch(given)
    if span is None:
        return _words(given, reports)
    meant = [one for key, one in reports.items() if key.startswith(span["report"] or "")]
    if len(meant) != 1:
        what = f"{len(meant) or 'no'} reports of it are meant by {given!r}"
        raise TacitusError("E102", what, where="quote", hint=f"REPORT:{span['start']}:{span['end']}, of {', '.join(reports)}")
    return _cut(meant[0], int(span["start"]), int(span["end"]))


def _cut(report: Report, start: int, end: int) -> Quote:
    words = report.text[start:end]
    if not 0 <= start < end <= len(report.text) or not words.strip():
        what = f"{start}:{end} are no words of a text of {len(report.text)} characters"
        raise TacitusError("E102", what, where=f"quote of {report.id[:12]}", hint="start and end of words in the report")
    return Quote(report.id, start, end, words)


def _words(words: str, reports: Mapping[str, Report]) -> Quote:
    places = [(one, at.start()) for one in reports.values() for at in re.finditer(re.escape(words), one.text)] if words else []
    if len(places) != 1:
        what = f"the words {words!r} stand at {len(places) or 'no'} places of its reports"
        spots = ", ".join(f"{one.id[:12]}:{at}:{at + len(words)}" for one, at in places[:4])
        raise TacitusError("E102", what, where="quote", hint=spots or "words exactly as the report has them, or START:END")
    report, at = places[0]
    return Quote(report.id, at, at + len(words), words)
