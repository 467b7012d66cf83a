"""The review queue: what is unsure about each incident, up to which revision that was asked, and what a reviewer put off."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("key", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("incident", sa.String, sa.ForeignKey("incidents.id"), nullable=False),
        sa.Column("other", sa.String, sa.ForeignKey("incidents.id")),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )
    # as the queue is read: by score, downwards
    op.execute("CREATE INDEX ix_questions_score ON questions (score DESC, key, kind, evidence, incident, other)")
    op.create_index("ix_questions_incident", "questions", ["incident"])
    op.create_index("ix_questions_other", "questions", ["other"])
    op.create_table(
        "skips",
        sa.Column("user", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("evidence", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )
    op.add_column("incidents", sa.Column("asked", sa.Integer))
    # only those that changed since they were last asked about; in an order that keeps neighbours together
    op.execute(
        "CREATE INDEX ix_incidents_unasked ON incidents (country, starts, id) "
        "WHERE asked IS NOT revision AND redirect IS NULL AND withdrawn = 0"
    )
