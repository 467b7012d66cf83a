"""What the assistant's tools answer: plain values of the record with their quotes and links, masked where that is set."""

from __future__ import annotations

import re
from typing import Any

from tacitus import formats, ontology, withhold
from tacitus.errors import TacitusError
from tacitus.formats.around import Around
from tacitus.formats.wording import kind, number, sentence
from tacitus.record import Incident, Quote, Report, plain
from tacitus.store import Query, Store

MOST = 100  # incidents or changes in one answer; an assistant's memory is short
QUOTE = 300  # characters of one quote, or of a sentence around it, at most
_ENDS = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
NOTE = (
    "Values are what reports say, not what is known. Cite the reports and their words; say low and high, not one number; "
    "say who claims and who is blamed as such. What is null is not told."
)


class Answers:
    """The record as an assistant may see it. base: address of the page, for links."""

    def __init__(self, record: Store, base: str | None = None) -> None:
        self._record, self._around = record, Around(base=base)

    def search(self, limit: int = 20, after: int = 0, **filters: Any) -> dict[str, Any]:
        """The incidents that a query selects, from the `after`-th on, each in short; and how many there are in all."""
        most = max(1, min(limit, MOST))
        asked = {name: value for name, value in filters.items() if value is not None}
        query = Query(**asked, limit=after + most)
        query.check()
        veil = withhold.veil(self._record)
        found = list(self._record.incidents(query))[max(0, after):]
        total = self._record.count(Query(**asked))
        return {
            "total": total, "next": after + most if after + most < total else None, "note": NOTE,
            "incidents": [{**self._card(veil.incident(one) if veil else one), **self._told(one, veil)} for one in found],
        }

    def incident(self, incident_id: str) -> dict[str, Any]:
        """One incident with every value, the quotes of each, its reports, and how it changed. Raises TacitusError E503."""
        veil = withhold.veil(self._record)
        found = self._record.incident(incident_id)
        shown = veil.incident(found) if veil else found
        reports = self._record.reports(found.reports).values()
        return {
            **self._card(shown), **self._told(found, veil),
            "when": plain(shown.when), "where": plain(shown.where), "roles": plain(shown.roles),
            "counts": plain(shown.counts), "claims": plain(shown.claims), "doubts": plain(shown.doubts),
            "corrections": plain(shown.corrections), "quotes": [_quote(quote) for quote in shown.quotes],
            "reports": [_light(veil.report(one) if veil else one) for one in reports],
            "history": plain(shown.history), "note": NOTE,
        }

    def report(self, report_id: str) -> dict[str, Any]:
        """One report: where it is from, and the words in it that values rest on, field by field. Raises E503."""
        found = self._record.report(report_id)
        if found is None:
            raise TacitusError("E503", f"there is no report {report_id!r}", where=self._record.path, hint="search_incidents")
        veil = withhold.veil(self._record)
        seen = veil.report(found) if veil else found
        quotes = []
        for one in self._record.statements_of_report(report_id):
            shown = veil.statement(one) if veil else one
            quotes += [
                {"type": shown.type, "field": field, **_quote(quote), "sentence": sentence_at(seen.text, quote.start, quote.end)}
                for field, quote in formats.quotes(shown)
            ]
        return {**_light(seen), "quotes": quotes}

    def changes(self, since: int | str | None = None, limit: int = 20) -> dict[str, Any]:
        """What became known or known otherwise after a cursor or an ISO time, oldest first, and the cursor to go on from."""
        veil = withhold.veil(self._record)
        told, cursor = [], since if isinstance(since, int) else None
        for one in self._record.changes(since, limit=max(1, min(limit, MOST))):
            shown, revision = one.incident, one.revision
            if veil:
                reports, roles = (shown.reports, shown.roles) if shown else (revision.reports, {})
                revision = veil.other(revision, reports, roles)
                shown = veil.incident(shown) if shown else None
            told.append({
                "cursor": one.cursor, "incident": one.id, "what": one.what, "redirect": one.redirect,
                "revision": plain(revision), "says": sentence(shown) if shown else None,
            })
            cursor = one.cursor
        return {"changes": told, "cursor": cursor if cursor is not None else self._record.cursor()}

    def types(self) -> list[dict[str, Any]]:
        """Every type of event: id, what it is, the more general one, whether it counts as violence."""
        return [
            {"id": one.id, "says": one.says, "parent": one.parent, "counts_as_violence": one.counts_as_violence}
            for one in ontology.load().types.values()
        ]

    def _told(self, one: Incident, veil: withhold.Veil | None) -> dict[str, Any]:
        """The sentence that tells of it, in the words of the first report that is at hand, and which that is."""
        for quote in one.quotes:
            report = self._record.report(quote.report)
            if report is not None:
                text = (veil.report(report) if veil else report).text
                return {"sentence": sentence_at(text, quote.start, quote.end), "told_by": report.id}
        return {"sentence": None, "told_by": None}

    def _card(self, one: Incident) -> dict[str, Any]:
        killed = one.counts.get("killed")
        return {
            "id": one.id, "link": self._around.permalink(one), "says": sentence(one), "type": one.type, "kind": kind(one),
            "status": one.status, "start": one.when.start, "end": one.when.end, "place": one.where.name,
            "country": one.where.country, "killed": number(killed) or None, "grade": one.grade,
            "reports": len(one.reports), "independent_sources": one.independent_sources,
            "words": [_quote(quote)["words"] for quote in one.quotes[:3]], "disputed": bool(one.doubts),
        }


def _quote(quote: Quote) -> dict[str, Any]:
    words = quote.words if len(quote.words) <= QUOTE else quote.words[: QUOTE - 1] + "…"
    return {"report": quote.report, "start": quote.start, "end": quote.end, "words": words}


def _light(report: Report) -> dict[str, Any]:
    return {"id": report.id, "title": report.title, "publisher": report.publisher, "published": report.published.date,
            "url": report.url, "source": report.source, "reliability": report.reliability}


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around text[start:end] on one line, cut to QUOTE characters about it where it is longer."""
    first = max(0, start - QUOTE)
    before = max((one.end() for one in _ENDS.finditer(text, first, start + 1) if one.end() <= start), default=first)
    after = _ENDS.search(text, max(end - 1, start), min(len(text), end + QUOTE))
    last = after.end() if after else min(len(text), end + QUOTE)
    if last - before > QUOTE:
        before = max(before, start - QUOTE // 2)
        last = min(last, max(end, before + QUOTE))
    return " ".join(text[before:last].split())
