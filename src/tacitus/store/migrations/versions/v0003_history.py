"""People's decisions with what they are anchored to, and how far each table had come after each write."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # the table of before was never written to: no version had a way to decide
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER decisions_no_{verb}")
    op.drop_table("decisions")
    op.create_table(
        "decisions",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.seq"), unique=True),
        sa.Column("body", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "decision_reports",
        sa.Column("report", sa.String, sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("decision", sa.Integer, sa.ForeignKey("decisions.seq"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_decision_reports_decision", "decision_reports", ["decision"])
    op.create_table(
        "writes",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("revisions", sa.Integer, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("sightings", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("copies", sa.Integer, nullable=False),
        sa.Column("decisions", sa.Integer, nullable=False),
        sa.Column("rules", sa.Integer, nullable=False),
    )
    op.create_index("ix_writes_revisions", "writes", ["revisions"])
    for table in ("decisions", "decision_reports", "writes"):
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
            )
    # what an older version wrote has no marks of its own; a view of its past sees the reports of today
    op.execute(
        "INSERT INTO writes (revisions, reports, sightings, statements, copies, decisions, rules) SELECT "
        + ", ".join(f"coalesce((SELECT max(rowid) FROM {name}), 0)" for name in MARKED)
    )


MARKED = ("revisions", "reports", "sightings", "statements", "copies", "decisions", "rules")
