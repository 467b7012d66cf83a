"""Settings of a record, and incidents of other data sets that are known beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "settings",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("key", sa.String, nullable=False, index=True),
        sa.Column("value", sa.String, nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER settings_no_{verb.lower()} BEFORE {verb} ON settings "
            "BEGIN SELECT RAISE(ABORT, 'settings is only ever added to'); END"
        )
    op.create_table(
        "known",
        sa.Column("dataset", sa.String, primary_key=True),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("starts", sa.String),
        sa.Column("country", sa.String),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "datasets",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
    )
