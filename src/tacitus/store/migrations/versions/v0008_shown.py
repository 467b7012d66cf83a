"""What may be searched while names are withheld. Filled when that is switched on, and while it is."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE shown_words USING fts5(title, text, told UNINDEXED, "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.create_table(
        "shown_names",
        sa.Column("folded", sa.String, primary_key=True),
        sa.Column("shown", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
