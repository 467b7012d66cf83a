"""The tables of the record, as the queries name them; the migrations make them.

Append-only by triggers: archive, reports, sightings, revisions, decisions, decision_reports, writes, rules, settings, audit.
Of others, and kept apart: datasets, known. Changed as people come and go: users, tokens.
Derived from them, and so free to change:
incidents (the state after the last revision), incident_statements, incident_actors, the desk's tables, the search tables,
questions.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

archive = Table(
    "archive", metadata,
    Column("raw_sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The bytes as they were obtained, packed with zlib; size is of the unpacked bytes."""

reports = Table(
    "reports", metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("raw_sha256", String, ForeignKey("archive.raw_sha256"), nullable=False),
    Column("published", String, index=True),
    Column("language", String),
    Column("publisher", String),
    Column("url", String),
    Column("body", String, nullable=False),
)

sightings = Table(
    "sightings", metadata,
    Column("seq", Integer, primary_key=True),
    Column("report", String, ForeignKey("reports.id"), nullable=False),
    Column("key", String, nullable=False),
    Column("source", String),
    Column("publisher", String),
    Column("url", String),
    Column("source_id", String),
    Column("raw_sha256", String, ForeignKey("archive.raw_sha256"), nullable=False),
    Column("at", String, nullable=False),
    Column("folded", String, nullable=False),
    UniqueConstraint("report", "key"),
)
"""Where a text was met: the same words on a second site are the same report, met twice."""

readings = Table(
    "readings", metadata,
    Column("report", String, ForeignKey("reports.id"), primary_key=True),
    Column("reader", String, primary_key=True),
    Column("outcome", String, nullable=False),
    Column("at", String, nullable=False),
)

statements = Table(
    "statements", metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("report", String, ForeignKey("reports.id"), nullable=False, index=True),
    Column("reader", String, nullable=False),
    Column("superseded_by", String),
    Column("body", String, nullable=False),
    UniqueConstraint("id", "reader"),
)
"""superseded_by: the reader version whose reading of that report replaced this statement, or "withdrawn"."""

incidents = Table(
    "incidents", metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("type", String, nullable=False),
    Column("family", String, nullable=False),
    Column("status", String, nullable=False),
    Column("starts", String),
    Column("ends", String),
    Column("long", Boolean, nullable=False),
    Column("country", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("place_id", String),
    Column("places", String, nullable=False),
    Column("killed", Integer),
    Column("revision", Integer, nullable=False),
    Column("redirect", String, ForeignKey("incidents.id")),
    Column("withdrawn", Boolean, nullable=False),
    Column("body", String, nullable=False),
    Column("grade", String),
    Column("admiralty", String),
    Column("asked", Integer),
)
"""withdrawn: no statement tells of it any more, after a newer reading; its revisions stay. asked: the revision that the
questions on it were asked of, see `asking`."""

desk = Table(
    "desk", metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("family", String, nullable=False),
    Column("status", String, nullable=False),
    Column("starts", String),
    Column("ends", String),
    Column("first", Integer),
    Column("last", Integer),
    Column("country", String),
    Column("admin1", String),
    Column("province", String),
    Column("place", String),
    Column("place_id", String),
    Column("places", String, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("extent", String, nullable=False),
    Column("km", Float),
    Column("killed", Integer),
    Column("killed_low", Integer),
    Column("killed_high", Integer),
    Column("wounded", Integer),
    Column("wounded_low", Integer),
    Column("wounded_high", Integer),
    Column("grade", String),
    Column("admiralty", String),
    Column("disputed", Boolean, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("changed", String, nullable=False),
)
"""A narrow row for each incident that stands (no redirects, none withdrawn), from which views select. first, last: days as
ordinals. province: admin1 folded. extent: the place's precision. changed: when the last revision was made."""

desk_kept = Table(
    "desk_kept", metadata,
    Column("part", String, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("form", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""The narrow rows of a large record as columns, see `kept`. at: the revision that they hold for. May be emptied at any time."""

desk_actors = Table(
    "desk_actors", metadata,
    Column("seq", Integer, primary_key=True),
    Column("actor", String, primary_key=True),
    Column("folded", String, primary_key=True),
    Column("role", String, primary_key=True),
    Column("name", String, primary_key=True),
    sqlite_with_rowid=False,
)

desk_sources = Table(
    "desk_sources", metadata,
    Column("seq", Integer, primary_key=True),
    Column("source", String, primary_key=True),
    sqlite_with_rowid=False,
)

incident_statements = Table(
    "incident_statements", metadata,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("statement", String, primary_key=True, index=True),
)

incident_reports = Table(
    "incident_reports", metadata,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("report", String, ForeignKey("reports.id"), primary_key=True, index=True),
)

incident_actors = Table(
    "incident_actors", metadata,
    Column("incident", String, ForeignKey("incidents.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("folded", String, primary_key=True),
    Column("actor", String, primary_key=True, index=True),
)

faces = Table(
    "faces", metadata,
    Column("num", Integer, primary_key=True),
    Column("statement", String, nullable=False, unique=True),
    Column("report", String, nullable=False),
    Column("facts", LargeBinary, nullable=False),
)
"""What pairing needs of each statement, as bytes that merge made (`merge.packed`)."""

meeting = Table(
    "meeting", metadata,
    Column("key", Integer, primary_key=True, autoincrement=False),
    Column("num", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Under which keys each face is found (`merge.keys`); keys that an earlier reading had may stay, and do no harm."""

faces_form = Table("faces_form", metadata, Column("form", String, primary_key=True))
"""By which version of merging the faces were made; no row while any may be missing."""

revisions = Table(
    "revisions", metadata,
    Column("seq", Integer, primary_key=True),
    Column("incident", String, ForeignKey("incidents.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("at", String, nullable=False, index=True),
    Column("revision", String, nullable=False),
    Column("body", LargeBinary),
    UniqueConstraint("incident", "n"),
    sqlite_autoincrement=True,
)
"""body: the whole incident after that revision, packed with zlib, without its history (which the rows before give)."""

decisions = Table(
    "decisions", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("user", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("undoes", Integer, ForeignKey("decisions.seq"), unique=True),
    Column("body", String, nullable=False),
    sqlite_autoincrement=True,
)
"""What people decided, in the order in which they did; one that `undoes` another takes it back."""

decision_reports = Table(
    "decision_reports", metadata,
    Column("report", String, ForeignKey("reports.id"), primary_key=True),
    Column("decision", Integer, ForeignKey("decisions.seq"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""The reports whose words each decision is anchored to."""

writes = Table(
    "writes", metadata,
    Column("seq", Integer, primary_key=True),
    Column("revisions", Integer, nullable=False, index=True),
    Column("reports", Integer, nullable=False),
    Column("sightings", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("copies", Integer, nullable=False),
    Column("decisions", Integer, nullable=False),
    Column("rules", Integer, nullable=False),
)
"""After each transaction, the last row of each table: what was in the record together with its last revision."""

rules = Table(
    "rules", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("name", String, nullable=False),
    Column("body", String, nullable=False),
    Column("done", Boolean, nullable=False),
)
"""Each set of resolution rules from when it was in force; the last one is. Empty: the default. done: whether every
incident of before was drawn anew by then; a set has a row when it comes in force, and another when that is done."""

signatures = Table(
    "signatures", metadata,
    Column("report", String, ForeignKey("reports.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

bands = Table(
    "bands", metadata,
    Column("band", Integer, primary_key=True, autoincrement=False),
    Column("report", String, ForeignKey("reports.id"), primary_key=True),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies", metadata,
    Column("report", String, ForeignKey("reports.id"), primary_key=True),
    Column("other", String, ForeignKey("reports.id"), primary_key=True, index=True),
)
"""Each pair of one wire text once, the later report first; what hangs together by pairs is one text."""

failures = Table(
    "failures", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("code", String, nullable=False),
    Column("what", String, nullable=False),
    Column("source", String, nullable=False),
    Column("hint", String, nullable=False),
    UniqueConstraint("code", "source", "what"),
)

questions = Table(
    "questions", metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("incident", String, ForeignKey("incidents.id"), nullable=False, index=True),
    Column("other", String, ForeignKey("incidents.id"), index=True),
    Column("score", Float, nullable=False),
    Column("evidence", String, nullable=False),
    Column("body", String, nullable=False),
)
"""What is unsure about an incident, or about two, as the review queue asks it; made anew whenever they change."""

skips = Table(
    "skips", metadata,
    Column("user", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("evidence", String, nullable=False),
    Column("at", String, nullable=False),
    sqlite_with_rowid=False,
)
"""Questions that a reviewer put off; they come again for that reviewer once there is other evidence."""

settings = Table(
    "settings", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("key", String, nullable=False, index=True),
    Column("value", String, nullable=False),
)
"""What was set for the whole record, and when; of each key the last row holds."""

shown_names = Table(
    "shown_names", metadata,
    Column("folded", String, primary_key=True),
    Column("shown", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
"""Names of unlisted parties, and whether they may be searched while names are withheld. Derived, like `shown_words`."""

datasets = Table(
    "datasets", metadata,
    Column("name", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("source", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("rows", Integer, nullable=False),
)
"""Data sets of others that were imported, to be compared with; never part of the record. source: the file; sha256: of it."""

known = Table(
    "known", metadata,
    Column("dataset", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("starts", String),
    Column("country", String),
    Column("body", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""Their incidents, by the ids that they have there."""

users = Table(
    "users", metadata,
    Column("name", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("password", String),
    Column("at", String, nullable=False),
)
"""Who may come in from other machines. password: its argon2 hash, null for who comes by tokens alone."""

tokens = Table(
    "tokens", metadata,
    Column("id", String, primary_key=True),
    Column("user", String, ForeignKey("users.name"), nullable=False, index=True),
    Column("sha256", String, nullable=False, unique=True),
    Column("says", String, nullable=False),
    Column("at", String, nullable=False),
    Column("until", String),
)
"""What programs come in by, as its hash. says: what for. until: the last moment that it holds, null for ever."""

audit = Table(
    "audit", metadata,
    Column("seq", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("user", String, nullable=False),
    Column("what", String, nullable=False),
    Column("target", String, nullable=False),
    Column("more", String, nullable=False),
    Column("before", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,
)
"""What was done, by whom, to what; more: JSON. hash: of the entry and of before, which is the hash of the one before."""
