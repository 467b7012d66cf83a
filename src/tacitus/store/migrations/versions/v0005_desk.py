"""Narrow rows of the incidents that stand, with their actors and sources, for the views."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

DAY = "CAST(julianday(substr({0}, 1, 10)) - 1721424.5 AS INTEGER)"  # as Python's ordinals: 1 is 0001-01-01


def upgrade() -> None:
    op.create_table(
        "desk",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("family", sa.String, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("starts", sa.String),
        sa.Column("ends", sa.String),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("country", sa.String),
        sa.Column("admin1", sa.String),
        sa.Column("province", sa.String),
        sa.Column("place", sa.String),
        sa.Column("place_id", sa.String),
        sa.Column("places", sa.String, nullable=False),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("extent", sa.String, nullable=False),
        sa.Column("km", sa.Float),
        sa.Column("killed", sa.Integer),
        sa.Column("killed_low", sa.Integer),
        sa.Column("killed_high", sa.Integer),
        sa.Column("wounded", sa.Integer),
        sa.Column("wounded_low", sa.Integer),
        sa.Column("wounded_high", sa.Integer),
        sa.Column("grade", sa.String),
        sa.Column("admiralty", sa.String),
        sa.Column("disputed", sa.Boolean, nullable=False),
        sa.Column("reviewed", sa.Boolean, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("changed", sa.String, nullable=False),
    )
    op.execute("CREATE INDEX ix_desk_date ON desk (starts IS NULL, starts, id)")
    op.create_table(
        "desk_actors",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("actor", sa.String, primary_key=True),
        sa.Column("folded", sa.String, primary_key=True),
        sa.Column("role", sa.String, primary_key=True),
        sa.Column("name", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "desk_sources",
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    _fill()


def _fill() -> None:
    """From what stands; the folded province, which SQL cannot make, by the function that the store registers."""
    raw = op.get_bind().connection.driver_connection
    assert raw is not None
    raw.create_function("tacitus_fold", 1, folded, deterministic=True)
    raw.create_function("tacitus_apart", 2, apart, deterministic=True)
    body = "json_extract(body, '$.{0}')".format
    one = f"coalesce({body('counts.wounded.best')}, {body('counts.wounded.low')}, {body('counts.wounded.high')})"
    op.execute(
        "INSERT INTO desk SELECT seq, id, type, family, status, starts, ends, "
        f"{DAY.format('starts')}, {DAY.format('ends')}, country, {body('where.admin1')}, tacitus_fold({body('where.admin1')}), "
        f"coalesce({body('where.name')}, {body('where.said')}), place_id, places, lat, lon, "
        f"coalesce({body('where.precision')}, 'unknown'), {body('where.precision_km')}, killed, "
        f"{body('counts.killed.low')}, {body('counts.killed.high')}, {one}, "
        f"{body('counts.wounded.low')}, {body('counts.wounded.high')}, grade, admiralty, "
        "coalesce(grade = 'contested', 0) OR EXISTS (SELECT 1 FROM json_each(body, '$.doubts') AS d "
        "WHERE json_extract(d.value, '$.kind') IN ('figures', 'places', 'claims', 'denial')), "
        "coalesce(json_array_length(body, '$.decisions'), 0) > 0, coalesce(json_array_length(body, '$.reports'), 0), "
        f"coalesce({body('history[#-1].at')}, '') "
        "FROM incidents WHERE redirect IS NULL AND NOT withdrawn"
    )
    op.execute(
        "INSERT OR IGNORE INTO desk_sources SELECT i.seq, r.publisher FROM desk i JOIN incident_reports o ON o.incident = i.id "
        "JOIN reports r ON r.id = o.report WHERE r.publisher IS NOT NULL"
    )
    words = "tacitus_apart(json_extract(p.value, '$.name'), json_extract(p.value, '$.words'))"
    op.execute(
        f"INSERT OR IGNORE INTO desk_actors SELECT d.seq, coalesce(json_extract(p.value, '$.actor'), ''), {words}, r.key, "
        "json_extract(p.value, '$.name') FROM desk d JOIN incidents i ON i.seq = d.seq, json_each(i.body, '$.roles') AS r, "
        "json_each(r.value) AS p"
    )
    by = "json_extract(c.value, '$.by')"
    op.execute(
        f"INSERT OR IGNORE INTO desk_actors SELECT d.seq, coalesce(json_extract(c.value, '$.actor'), ''), "
        f"tacitus_apart({by}, NULL), 'claim', {by} "
        "FROM desk d JOIN incidents i ON i.seq = d.seq, json_each(i.body, '$.claims') AS c"
    )


def folded(name: str | None) -> str | None:
    """As store.words has it."""
    from tacitus.store.words import fold

    return fold(name) or None


def apart(name: str | None, words: str | None) -> str:
    """As store.words has it."""
    from tacitus.store import words as store_words

    return store_words.apart(name, words)
