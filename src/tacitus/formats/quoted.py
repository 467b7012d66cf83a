"""Writes incidents with the words of every value as W3C Web Annotations, and with where they come from as PROV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from tacitus import __version__
from tacitus.formats.around import Around, rows_of
from tacitus.record import Incident, Quote, Statement, encode

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {
    "prov": "http://www.w3.org/ns/prov#", "tacitus": "urn:tacitus:", "annotations": "tacitus:annotations",
    "incident": "tacitus:incident", "provenance": "tacitus:provenance", "field": "tacitus:field",
}]
AROUND = 32  # code points of the text before and after a quote, by which it is found again in another copy


def quoted(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """JSON-LD, one incident a line: the incident whole, its annotations, and its provenance."""
    for each in rows_of(incidents, around, row):
        out.write(encode(each) + b"\n")


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One incident with all that it rests on."""
    return {
        "@context": CONTEXT, "id": around.permalink(incident), "type": "prov:Entity", "incident": incident,
        "annotations": [
            _annotation(incident, around, n, field, quote) for n, (field, quote) in enumerate(quotes(incident), 1)
        ],
        "provenance": list(_provenance(incident, around)),
    }


def quotes(incident: Incident | Statement) -> Iterator[tuple[str, Quote]]:
    """Every quote with the field whose value rests on it, such as "roles.attacker" or "counts.killed"."""
    yield from (("type", quote) for quote in incident.quotes)
    yield from (("when", quote) for quote in incident.when.quotes)
    yield from (("where", quote) for quote in incident.where.quotes)
    for role, parties in incident.roles.items():
        yield from ((f"roles.{role}", quote) for party in parties for quote in party.quotes)
    for what, count in incident.counts.items():
        yield from ((f"counts.{what}", quote) for figure in count.said for quote in figure.quotes)
    for field in ("claims", "damage", "corrections", "doubts"):
        yield from ((field, quote) for item in getattr(incident, field) for quote in item.quotes)
    if incident.purpose is not None:
        yield from (("purpose", quote) for quote in incident.purpose.quotes)
    for decision in incident.decisions if isinstance(incident, Incident) else ():
        yield from ((decision.field or "decisions", quote) for quote in decision.quotes)


def _annotation(incident: Incident, around: Around, n: int, field: str, quote: Quote) -> dict[str, Any]:
    report = around.reports.get(quote.report) if quote.report in around.reports else None
    exact: dict[str, Any] = {"type": "TextQuoteSelector", "exact": quote.words}
    if report is not None:
        exact["prefix"] = report.text[max(0, quote.start - AROUND) : quote.start]
        exact["suffix"] = report.text[quote.end : quote.end + AROUND]
    position = {"type": "TextPositionSelector", "start": quote.start, "end": quote.end}
    return {
        "id": f"{around.permalink(incident)}#annotation-{n}", "type": "Annotation", "motivation": "identifying",
        "field": field, "body": {"type": "TextualBody", "value": field, "purpose": "tagging"},
        "target": {"source": _report(quote.report), "selector": [position, exact]},
    }


def _report(report_id: str) -> str:
    return f"urn:sha256:{report_id}"


def _provenance(incident: Incident, around: Around) -> Iterator[dict[str, Any]]:
    """The incident and its revisions, the reports that it is drawn from, and who drew it."""
    here = around.permalink(incident)
    agent = f"urn:tacitus:version:{__version__}"
    yield {"id": agent, "type": ["prov:SoftwareAgent"], "prov:label": f"Tacitus {__version__}"}
    yield {"id": here, "type": ["prov:Entity"], "prov:wasAttributedTo": agent,
           "prov:hadPrimarySource": [_report(report) for report in incident.reports]}
    for report in around.told(incident):
        yield {"id": _report(report.id), "type": ["prov:Entity", "schema:NewsArticle"], "prov:label": report.title,
               "prov:atLocation": report.url or report.source, "prov:generatedAtTime": report.published.date}
    for revision in incident.history:
        version, before = f"{here}#revision-{revision.n}", f"{here}#revision-{revision.n - 1}"
        person = None if revision.author == "tacitus" else f"urn:tacitus:user:{revision.author}"
        yield {
            "id": version, "type": ["prov:Entity"], "prov:specializationOf": here, "prov:generatedAtTime": revision.at,
            "prov:wasAttributedTo": person or agent, "prov:label": revision.cause,
            **({"prov:wasRevisionOf": before} if revision.n > 1 else {}),
            **({"prov:wasDerivedFrom": [_report(one) for one in revision.reports]} if revision.reports else {}),
        }
