"""The narrow rows of the living incidents, from which views select, sort and sum without opening a single incident."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert

from tacitus.record import Count, Incident
from tacitus.store import schema
from tacitus.store.words import apart, fold

LARGEST = 2**63 - 1
"""The largest whole number that SQLite holds."""

_ADD = insert(schema.desk)
_ACTORS = "DELETE FROM desk_actors WHERE seq = :seq"
_SOURCES = "DELETE FROM desk_sources WHERE seq = :seq"
_ADD_SOURCES = """INSERT OR IGNORE INTO desk_sources (seq, source)
    SELECT :seq, reports.publisher FROM incident_reports JOIN reports ON reports.id = incident_reports.report
    WHERE incident_reports.incident = :id AND reports.publisher IS NOT NULL"""


def lay_out(connection: Connection, incident: Incident, seq: int, row: dict[str, object]) -> None:
    """Writes the narrow row of an incident; row: its columns in the table of incidents. After its members."""
    take_away(connection, seq)
    connection.execute(_ADD, {"seq": seq, **narrow_row(incident, row)})
    connection.execute(text(_ADD_SOURCES), {"seq": seq, "id": incident.id})
    named: list[dict[str, object]] = [
        {"seq": seq, "actor": actor, "folded": folded, "role": role, "name": name}
        for actor, folded, role, name in sorted(actors_of(incident))
    ]
    if named:
        connection.execute(insert(schema.desk_actors).on_conflict_do_nothing(), named)


def take_away(connection: Connection, seq: int) -> None:
    """Removes the narrow row of an incident that was merged into another, or that nothing tells of any more."""
    connection.execute(text("DELETE FROM desk WHERE seq = :seq"), {"seq": seq})
    connection.execute(text(_ACTORS), {"seq": seq})
    connection.execute(text(_SOURCES), {"seq": seq})


_SHARED = (
    "type", "family", "status", "starts", "ends", "country", "lat", "lon", "place_id", "places", "killed", "grade", "admiralty",
)


def narrow_row(incident: Incident, row: dict[str, object]) -> dict[str, object]:
    """The columns of an incident's narrow row but its seq. row: its columns in the table of incidents."""
    where = incident.where
    return {
        "id": incident.id, **{name: row[name] for name in _SHARED},
        "first": _day(row["starts"]), "last": _day(row["ends"]), "place": where.name or where.said, "admin1": where.admin1,
        "province": fold(where.admin1) or None, "extent": where.precision, "km": where.precision_km,
        **_bounds("killed", incident.counts.get("killed")), **_bounds("wounded", incident.counts.get("wounded")),
        "disputed": incident.disputed, "reviewed": bool(incident.decisions), "reports": len(incident.reports),
        "changed": incident.history[-1].at if incident.history else "",
    }


def _bounds(what: str, count: Count | None) -> dict[str, object]:
    """Low and high; high None where the words leave it open."""
    values = (count.low, count.high) if count is not None else (None, None)
    low, high = (None if value is None else min(value, LARGEST) for value in values)
    found: dict[str, object] = {f"{what}_low": low, f"{what}_high": high}
    return found | ({"wounded": _figure(count)} if what == "wounded" else {})


def _figure(count: Count | None) -> int | None:
    known = () if count is None else (count.best, count.low, count.high)
    figure = next((one for one in known if one is not None), None)
    return None if figure is None else min(figure, LARGEST)


def _day(iso: object) -> int | None:
    """The day as a number, 1 for the first of the year 1."""
    return date.fromisoformat(iso[:10]).toordinal() if isinstance(iso, str) else None


def actors_of(incident: Incident) -> set[tuple[str, str, str, str]]:
    """Who is named in it: id of the list or "", words to find the name by, role, and the name itself."""
    parties = {
        (party.actor or "", apart(party.name, party.words), role, party.name)
        for role, each in incident.roles.items() for party in each
    }
    return parties | {(claim.actor or "", apart(claim.by), "claim", claim.by) for claim in incident.claims}
