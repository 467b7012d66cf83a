"""The rules in force, and the grades of incidents as columns."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "rules",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER rules_no_{verb.lower()} BEFORE {verb} ON rules "
            "BEGIN SELECT RAISE(ABORT, 'rules is only ever added to'); END"
        )
    # an incident gets its grades with its next revision: those of before were of another scheme
    op.add_column("incidents", sa.Column("grade", sa.String))
    op.add_column("incidents", sa.Column("admiralty", sa.String))
