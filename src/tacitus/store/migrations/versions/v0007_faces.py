"""By what statements are found and judged when new ones come in. Filled when the record is next written to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "faces",
        sa.Column("num", sa.Integer, primary_key=True),
        sa.Column("statement", sa.String, nullable=False, unique=True),
        sa.Column("report", sa.String, nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "meeting",
        sa.Column("key", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("num", sa.Integer, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table("faces_form", sa.Column("form", sa.String, primary_key=True))
