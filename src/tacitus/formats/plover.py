"""Writes incidents as PLOVER 0.8 records: JSON lines, with sectors, modes, and the place as it was resolved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from tacitus import __version__, ontology
from tacitus.formats import days
from tacitus.formats.around import Around, LeftOut, countries, country_of, rows_of, table
from tacitus.formats.sides import Side, sides
from tacitus.record import Count, Incident, encode


def plover(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """One record a line. A type without an equivalent, or an unknown day, has none."""
    for record in rows_of(incidents, around, row):
        out.write(encode(record) + b"\n")


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One record; `date` and `enddate` bound the span, however long. What did not come to pass has an auxiliary mode."""
    known = ontology.load().types.get(incident.type)
    if known is None or known.plover is None:
        raise LeftOut("its type is none of PLOVER's")
    first, last = days.known(incident)
    event, mode = known.plover.event, known.plover.mode
    data, found = table("plover"), sides(incident)
    auxiliary = data["auxiliary"].get(incident.status)
    written = {
        "id": incident.id, "has_event": True, "date": first.isoformat(),
        "enddate": last.isoformat() if last != first else None,
        "actor": [_entity(one) for one in found.doers] or [{"sector": "UNK", "entity_text": ""}],
        "recipient": [_entity(one) for one in found.others], "event": event,
        "mode": [each for each in (mode, auxiliary) if each], "quad_code": data["quad"][event],
        "event_scale": data["scale"].get(f"{event}:{mode}", data["scale"].get(event)), "context": [],
        "event_loc": _place(incident), "event_text": [quote.words for quote in incident.quotes], **_size(incident),
        "link": around.permalink(incident), "cite_info": [_cite(report) for report in around.told(incident)],
        "coder": f"Tacitus {__version__}", "coded_date": incident.history[-1].at[:10] if incident.history else None,
        "comment": "; ".join(doubt.why for doubt in incident.doubts) or None,
    }
    return {name: value for name, value in written.items() if value is not None}


def _entity(side: Side) -> dict[str, Any]:
    country = countries().get(side.country or "")
    crowd = "CVL" if side.group in ("protesters", "rioters") else "UNK"
    return {"code": country.iso3 if country else "", "sector": table("plover")["sector"].get(side.kind or "", crowd),
            "entity_text": side.name}


def _place(incident: Incident) -> dict[str, Any]:
    where, country = incident.where, country_of(incident)
    number = (where.place_id or "").removeprefix("geonames:")
    found = {
        "extracted_place": where.said, "resolved_place": where.name, "geonameid": number if number.isdecimal() else None,
        "lat": where.lat, "lon": where.lon, "district": where.admin2, "province": where.admin1,
        "country": country.name if country else None, "country_code": country.iso3 if country else None,
        "resolution": table("plover")["resolution"].get(where.precision),
    }
    return {name: value for name, value in found.items() if value is not None}


def _size(incident: Incident) -> dict[str, Any]:
    """How many dead, injured and arrested: the bounds as they stand in the record."""
    names = {"dead": "killed", "injured": "wounded", "arrested": "arrested"}
    return {"size": {name: _bounds(incident.counts[what]) for name, what in names.items() if what in incident.counts}}


def _bounds(count: Count) -> dict[str, int | None]:
    return {"low": count.low, "best": count.best, "high": count.high}


def _cite(report: Any) -> dict[str, Any]:
    found = {"citation": report.source_id, "url": report.url, "title": report.title, "language": report.language,
             "publication": report.publisher, "coder": "Tacitus", "codebook": "PLOVER 0.8", "version": __version__}
    return {name: value for name, value in found.items() if value is not None}
