"""Writes incidents as the events that Forensic Architecture's TimeMap shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from tacitus.formats import days
from tacitus.formats.around import Around, rows_of
from tacitus.formats.wording import kind, sentence
from tacitus.record import Incident, encode


def timemap(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """One JSON array of events."""
    between = b"[\n"
    for event in rows_of(incidents, around, row):
        out.write(between + encode(event))
        between = b",\n"
    out.write(b"\n]\n" if between != b"[\n" else b"[]\n")


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One event. Latitude and longitude are text, both or neither; an unknown day leaves `date` empty."""
    where, found = incident.where, days.span(incident.when)
    known = where.lat is not None and where.lon is not None
    return {
        "id": incident.id, "title": kind(incident), "description": f"{sentence(incident)} {around.permalink(incident)}",
        "date": found[0].isoformat() if found else "", "time": "", "time_precision": incident.when.precision,
        "location": where.name or where.said or "", "latitude": str(where.lat) if known else "",
        "longitude": str(where.lon) if known else "", "location_precision": where.precision,
        "type": incident.type, "category": incident.type, "category_full": kind(incident),
        "associations": [party.name for role in ("attacker", "taker") for party in incident.roles.get(role, [])],
        "sources": [report.url or report.source or report.id for report in around.told(incident)],
        "comments": "; ".join(doubt.why for doubt in incident.doubts), "colour": "",
    }
