"""The first shape of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x54414349  # "TACI": how a file says that it is a Tacitus database
APPEND_ONLY = ("archive", "reports", "sightings", "revisions", "decisions")


def upgrade() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _tables()
    op.create_index("ix_incidents_family_long_starts", "incidents", ["family", "long", "starts", "ends"])
    op.create_index("ix_incidents_family_country", "incidents", ["family", "country"])
    op.execute("CREATE INDEX ix_incidents_order ON incidents (starts IS NULL, starts, id)")
    # contentless: the words are in reports.body, and a report never changes
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("CREATE VIRTUAL TABLE incident_words USING fts5(words, tokenize='unicode61 remove_diacritics 2')")
    op.execute("CREATE VIRTUAL TABLE incident_boxes USING rtree(id, west, east, south, north)")
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )


def _tables() -> None:
    op.create_table(
        "archive",
        sa.Column("raw_sha256", sa.String, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("raw_sha256", sa.String, sa.ForeignKey("archive.raw_sha256"), nullable=False),
        sa.Column("published", sa.String),
        sa.Column("language", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("url", sa.String),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_index("ix_reports_published", "reports", ["published"])
    op.create_table(
        "sightings",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("key", sa.String, nullable=False),
        sa.Column("source", sa.String),
        sa.Column("publisher", sa.String),
        sa.Column("url", sa.String),
        sa.Column("source_id", sa.String),
        sa.Column("raw_sha256", sa.String, sa.ForeignKey("archive.raw_sha256"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("folded", sa.String, nullable=False),
        sa.UniqueConstraint("report", "key"),
    )
    op.create_table(
        "readings",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("reader", sa.String, primary_key=True),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "statements",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("reader", sa.String, nullable=False),
        sa.Column("superseded_by", sa.String),
        sa.Column("body", sa.String, nullable=False),
        sa.UniqueConstraint("id", "reader"),
    )
    op.create_index("ix_statements_report", "statements", ["report"])
    op.create_table(
        "incidents",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False, unique=True),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("starts", sa.String),
        sa.Column("ends", sa.String),
        sa.Column("long", sa.Boolean, nullable=False),
        sa.Column("country", sa.String),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("place_id", sa.String),
        sa.Column("places", sa.String, nullable=False),
        sa.Column("killed", sa.Integer),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("redirect", sa.String, sa.ForeignKey("incidents.id")),
        sa.Column("withdrawn", sa.Boolean, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    op.create_table(
        "incident_statements",
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("statement", sa.String, primary_key=True),
    )
    op.create_index("ix_incident_statements_statement", "incident_statements", ["statement"])
    op.create_table(
        "incident_reports",
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
    )
    op.create_index("ix_incident_reports_report", "incident_reports", ["report"])
    op.create_table(
        "incident_actors",
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
        sa.Column("folded", sa.String, primary_key=True),
        sa.Column("actor", sa.String, primary_key=True),
    )
    op.create_index("ix_incident_actors_actor", "incident_actors", ["actor"])
    op.create_table(
        "revisions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), nullable=False),
        sa.Column("n", sa.Integer, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("revision", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.UniqueConstraint("incident", "n"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_revisions_at", "revisions", ["at"])
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decisions_incident", "decisions", ["incident"])
    op.create_table(
        "signatures",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("other", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
    )
    op.create_index("ix_copies_other", "copies", ["other"])
    op.create_table(
        "failures",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("code", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("hint", sa.String, nullable=False),
        sa.UniqueConstraint("code", "source", "what"),
    )
