"""Writes one batch into the tables, within the transaction of its caller."""

from __future__ import annotations

import zlib
from datetime import date

import msgspec
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.sql.dml import ReturningInsert

from tacitus import ontology
from tacitus.record import Incident, Report, encode
from tacitus.store import asking, narrow, schema
from tacitus.store.batch import Batch, Kept
from tacitus.store.deciding import WITHDRAWN
from tacitus.store.faces import keep_faces, signed
from tacitus.store.shown import forget
from tacitus.store.words import apart, fold, searched

_ADD_BAND = insert(schema.bands).on_conflict_do_nothing()
_ADD_COPY = insert(schema.copies).on_conflict_do_nothing()
_ADD_FAILURE = insert(schema.failures).on_conflict_do_nothing()
_ADD_STATEMENT = insert(schema.statements).on_conflict_do_nothing()
_ADD_REPORT = insert(schema.reports).on_conflict_do_nothing().returning(schema.reports.c.seq)
_ADD_SIGHTING = insert(schema.sightings)
_ADD_REVISION = insert(schema.revisions)


def _put_incident() -> ReturningInsert[int]:
    added = insert(schema.incidents)
    others = {column.name: added.excluded[column.name] for column in schema.incidents.c if column.name not in ("seq", "id")}
    return added.on_conflict_do_update(index_elements=["id"], set_=others).returning(schema.incidents.c.seq)


def _put_reading() -> Insert:
    added = insert(schema.readings)
    return added.on_conflict_do_update(
        index_elements=["report", "reader"],
        set_={"outcome": added.excluded.outcome, "at": added.excluded.at},
        where=(schema.readings.c.outcome == "failed") & (added.excluded.outcome != "failed"),
    )


_PUT_INCIDENT, _PUT_READING = _put_incident(), _put_reading()
_SUPERSEDE = text(
    "UPDATE statements SET superseded_by = :reader WHERE report = :report AND reader != :reader"
    " AND (superseded_by IS NULL OR superseded_by = :withdrawn)"
)
_NO_MEMBERS = [
    text(f"DELETE FROM {table} WHERE incident = :id") for table in ("incident_statements", "incident_reports", "incident_actors")
]

LONG_DAYS = 31
"""Incidents that may lie anywhere in a longer span than a month are marked, so that an index on the first day finds all
others."""


def save(connection: Connection, batch: Batch) -> None:
    """Adds everything in the batch. Raises ValueError for an incident that brings no new revision."""
    for kept in batch.kept:
        _report(connection, kept.report, kept.raw)
        _sighting(connection, kept.report, kept.raw, batch.at)
        _reading(connection, kept, batch.at)
        _signature(connection, kept)
    for report, raw in batch.again:
        _sighting(connection, report, raw, batch.at)
    _add(connection, _ADD_COPY, [{"report": one, "other": other} for one, other in batch.copies])
    keep_faces(connection, batch.faces)
    for incident in sorted(batch.incidents, key=lambda one: (one.redirect is not None, one.id)):
        _incident(connection, incident)
    failures: list[dict[str, object]] = [
        {"at": batch.at, "code": one.code, "what": one.what, "source": one.where, "hint": one.hint}
        for one in batch.failures
    ]
    _add(connection, _ADD_FAILURE, failures)


MARKED = ("revisions", "reports", "sightings", "statements", "copies", "decisions", "rules")
"""The tables that a view of the past cuts off where they then ended."""
ENDS = ", ".join(f"coalesce((SELECT max(rowid) FROM {name}), 0) AS {name}" for name in MARKED)


def mark(connection: Connection) -> None:
    """Notes how far each table has come, at the end of a transaction that added anything."""
    now = connection.execute(text(f"SELECT {ENDS}")).one()._asdict()
    last = connection.execute(select(schema.writes).order_by(schema.writes.c.seq.desc()).limit(1)).first()
    if last is None or any(now[name] != getattr(last, name) for name in MARKED):
        connection.execute(insert(schema.writes).values(now))


def _add(connection: Connection, statement: Insert, rows: list[dict[str, object]]) -> None:
    """Many rows by one prepared statement: building one a row takes ten times as long as writing it."""
    if rows:
        connection.execute(statement, rows)


def sighting_key(report: Report) -> str:
    """What tells one meeting with a text from another: publisher and address; the path may change freely."""
    return f"{report.publisher or ''}\n{report.url or ''}"


def _archive(connection: Connection, sha256: str, raw: bytes) -> None:
    there = connection.execute(text("SELECT 1 FROM archive WHERE raw_sha256 = :id"), {"id": sha256}).first()
    if there is None:
        connection.execute(insert(schema.archive).values(raw_sha256=sha256, size=len(raw), body=zlib.compress(raw, 6)))


def _report(connection: Connection, report: Report, raw: bytes) -> None:
    _archive(connection, report.raw_sha256, raw)
    body = encode(msgspec.structs.replace(report, copies=[])).decode()  # copies come later, and have a table
    row = {
        "id": report.id, "raw_sha256": report.raw_sha256, "published": report.published.date, "language": report.language,
        "publisher": report.publisher, "url": report.url, "body": body,
    }
    added = connection.execute(_ADD_REPORT, row).scalar()
    if added is not None:
        connection.execute(
            text("INSERT INTO report_words (rowid, title, text) VALUES (:seq, :title, :text)"),
            {"seq": added, "title": report.title or "", "text": report.text},
        )


def _sighting(connection: Connection, report: Report, raw: bytes, at: str) -> None:
    key = sighting_key(report)
    there = connection.execute(
        text("SELECT 1 FROM sightings WHERE report = :report AND key = :key"), {"report": report.id, "key": key}
    ).first()
    if there is not None:
        return
    _archive(connection, report.raw_sha256, raw)
    row = {
        "report": report.id, "key": key, "source": report.source, "publisher": report.publisher, "url": report.url,
        "source_id": report.source_id, "raw_sha256": report.raw_sha256, "at": at,
        "folded": fold(report.publisher, report.url, report.source),
    }
    connection.execute(_ADD_SIGHTING, row)
    forget(connection, report.id)


def _reading(connection: Connection, kept: Kept, at: str) -> None:
    here = {"report": kept.report.id, "reader": kept.reader}
    connection.execute(_PUT_READING, {**here, "outcome": kept.outcome, "at": at})
    if kept.outcome == "failed":
        return
    connection.execute(_SUPERSEDE, {**here, "withdrawn": WITHDRAWN})
    rows: list[dict[str, object]] = [
        {"id": one.id, "report": kept.report.id, "reader": kept.reader, "body": encode(one).decode()}
        for one in kept.statements
    ]
    _add(connection, _ADD_STATEMENT, rows)
    forget(connection, kept.report.id)


def _signature(connection: Connection, kept: Kept) -> None:
    if kept.signature is None:
        return
    row = insert(schema.signatures).values(report=kept.report.id, body=kept.signature)
    connection.execute(row.on_conflict_do_nothing())
    _add(connection, _ADD_BAND, [{"band": signed(band), "report": kept.report.id} for band in kept.bands])


def _incident(connection: Connection, incident: Incident) -> None:
    found = connection.execute(
        text("SELECT max(n) FROM revisions WHERE incident = :id"), {"id": incident.id}
    ).scalar()
    fresh = [revision for revision in incident.history if revision.n > (found or 0)]
    if not fresh or fresh[-1].n != incident.revision:
        raise ValueError(f"incident {incident.id} brings no new revision")
    row = incident_row(incident)
    seq = connection.execute(_PUT_INCIDENT, {"id": incident.id, **row}).scalar_one()
    members(connection, incident)
    found_by(connection, incident, seq, row)
    if incident.redirect or is_withdrawn(incident):
        asking.forget(connection, incident.id)
    state = encode(msgspec.structs.replace(incident, history=[]))
    for revision in fresh:
        one = {
            "incident": incident.id, "n": revision.n, "at": revision.at, "revision": encode(revision).decode(),
            "body": zlib.compress(state, 6) if revision is fresh[-1] else None,
        }
        connection.execute(_ADD_REVISION, one)


def is_withdrawn(incident: Incident) -> bool:
    """Whether no statement tells of it any more; one that was merged into another is not withdrawn."""
    return not incident.statements and incident.redirect is None


def incident_row(incident: Incident) -> dict[str, object]:
    """The columns by which an incident is filtered and ordered, and its whole JSON."""
    known = ontology.load().types.get(incident.type)
    when, where = incident.when, incident.where
    starts, ends = when.start or when.end, when.end or when.start
    if when.start is None and when.basis == "publication":
        starts, ends = None, None  # only known to lie before its report: no day to filter by
    killed = incident.counts.get("killed")
    figures = (killed.best, killed.low, killed.high) if killed else ()
    figure = next((one for one in figures if one is not None), None)
    return {
        "type": incident.type, "family": known.family if known else incident.type, "status": incident.status,
        "starts": starts, "ends": ends, "long": _days(starts, ends) > LONG_DAYS,
        "country": where.country, "lat": where.lat, "lon": where.lon, "place_id": where.place_id,
        "places": fold(where.name, where.said, where.admin2, where.admin1),
        "killed": None if figure is None else min(figure, narrow.LARGEST), "revision": incident.revision,
        "redirect": incident.redirect, "withdrawn": is_withdrawn(incident), "body": encode(incident).decode(),
        "grade": incident.grade, "admiralty": incident.admiralty,
    }


def _days(starts: str | None, ends: str | None) -> int:
    if starts is None or ends is None:
        return 0
    return (date.fromisoformat(ends[:10]) - date.fromisoformat(starts[:10])).days


def members(connection: Connection, incident: Incident) -> None:
    """The rows that say of which statements, reports and actors an incident is."""
    here = {"id": incident.id}
    for emptied in _NO_MEMBERS:
        connection.execute(emptied, here)
    def rows(name: str, values: list[str]) -> list[dict[str, object]]:
        return [{"incident": incident.id, name: value} for value in dict.fromkeys(values)]

    _add(connection, insert(schema.incident_statements), rows("statement", incident.statements))
    _add(connection, insert(schema.incident_reports), rows("report", incident.reports))
    parties = {
        (role, apart(party.name, party.words), party.actor or "")
        for role, each in incident.roles.items() for party in each
    }
    parties |= {("claim", apart(claim.by), claim.actor or "") for claim in incident.claims}
    actors: list[dict[str, object]] = [
        {"incident": incident.id, "role": role, "folded": folded, "actor": actor}
        for role, folded, actor in sorted(parties)
    ]
    _add(connection, insert(schema.incident_actors), actors)


def found_by(connection: Connection, incident: Incident, seq: int, row: dict[str, object]) -> None:
    """The search words, the point on the map and the narrow row; none for what was merged into another. row: its columns."""
    connection.execute(text("DELETE FROM incident_words WHERE rowid = :seq"), {"seq": seq})
    connection.execute(text("DELETE FROM incident_boxes WHERE id = :seq"), {"seq": seq})
    if incident.redirect or is_withdrawn(incident):
        narrow.take_away(connection, seq)
        return
    narrow.lay_out(connection, incident, seq, row)
    connection.execute(
        text("INSERT INTO incident_words (rowid, words) VALUES (:seq, :words)"),
        {"seq": seq, "words": searched(incident)},
    )
    if incident.where.lat is not None and incident.where.lon is not None:
        connection.execute(
            text("INSERT INTO incident_boxes (id, west, south, east, north) VALUES (:seq, :lon, :lat, :lon, :lat)"),
            {"seq": seq, "lat": incident.where.lat, "lon": incident.where.lon},
        )
