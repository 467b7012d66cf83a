"""Who may come in from other machines, and the log of what was done, each entry bound to the one before."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("password", sa.String),
        sa.Column("at", sa.String, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("user", sa.String, sa.ForeignKey("users.name"), nullable=False, index=True),
        sa.Column("sha256", sa.String, nullable=False, unique=True),
        sa.Column("says", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("until", sa.String),
    )
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("user", sa.String, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("target", sa.String, nullable=False),
        sa.Column("more", sa.String, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
        sqlite_autoincrement=True,
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'audit is only ever added to'); END"
        )
