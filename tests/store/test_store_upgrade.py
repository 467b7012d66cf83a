"""A record of an earlier version is brought up to date when it is opened, and keeps all that it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from tacitus import rules, store
from tacitus.store import database


def first(path: Path) -> None:
    """Makes a record of the first version with one incident, as that version wrote it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", "tacitus.store:migrations")
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO incidents (id, type, family, status, long, places, revision, withdrawn, body) VALUES "
            "('i1', 'bombing', 'explosion', 'reported', 0, '', 1, 0, '{\"id\":\"i1\",\"type\":\"bombing\",\"grade\":\"B\"}')"
        )
        connection.commit()
    engine.dispose()


def test_a_record_of_the_first_version_opens_with_its_incidents_and_the_default_rules(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    first(path)
    with store.open(path) as record:
        (incident,) = record.incidents()
        assert (incident.id, incident.grade, incident.admiralty, incident.rules) == ("i1", "B", None, {})
        assert rules.in_force(record) == rules.default()
        assert record.count(store.Query(grade="fair")) == 0
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == (database.VERSION,)
    with store.open(path) as record:
        assert rules.use(record, "acled") == 0  # without statements there is nothing to draw from
        assert rules.in_force(record).name == "acled"
