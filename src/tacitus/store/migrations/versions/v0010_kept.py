"""The narrow rows as columns, kept so that a large record opens quickly; made when somebody looks, and may be deleted at any time."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "desk_kept",
        sa.Column("part", sa.String, primary_key=True),
        sa.Column("at", sa.Integer, nullable=False),
        sa.Column("form", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
