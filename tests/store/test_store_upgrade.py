"""A record of an earlier version is brought up to date when it is opened, and keeps all that it holds."""

from __future__ import annotations

import json
import lzma
import sqlite3
from pathlib import Path

import pytest
import small_reader
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from tacitus import ingest, review, rules, store
from tacitus.ingest import decisions as people
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


@pytest.fixture(params=["0001", "0002"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A record that the Tacitus of that version itself wrote: four reports, two incidents; that of 0002 by ACLED's rules."""
    path = tmp_path / "older.db"
    path.write_bytes(lzma.decompress((Path(__file__).parent / f"made_at_{request.param}.db.xz").read_bytes()))
    return path


def test_an_older_record_keeps_its_reports_incidents_and_history_and_goes_on(older: Path, tmp_path: Path) -> None:
    by_acled = sqlite3.connect(older).execute("SELECT version_num FROM alembic_version").fetchone() == ("0002",)
    with store.open(older) as record:
        mosul = next(one for one in record.incidents() if one.where.name == "Mosul")
        assert (record.count(), len(record.reports()), len(mosul.reports)) == (2, 4, 2)
        assert mosul.counts["killed"].best == (12 if by_acled else 44)
        assert rules.in_force(record).name == ("acled" if by_acled else "tacitus")
        assert [one.n for one in mosul.history] == [one.revision.n for one in record.history(mosul.id)]
        assert record.revision(mosul.id, 1).counts["killed"].best == 12
        with record.as_of("2026-01-01T12:00:00Z") as then:
            assert {one.counts["killed"].best for one in then.incidents()} == {3, 12}
        asked = review.queue(record, seconds=None)
        assert ("toll", mosul.id) in {(one.kind, one.incidents[0].id) for one in asked.items}
        decided = people.correct(record, mosul.id, "counts.killed", "40", user="ada", seen={mosul.id: mosul.revision})
        fresh = tmp_path / "fresh.jsonl"
        text = "A week on. A bomb killed 51 people in Mosul on 2016-07-26. Wreaths lay at the gate of the market."
        fresh.write_text(json.dumps({"text": text, "published": "2016-08-02"}) + "\n")
        ingest.read_into(
            record, [fresh], jobs=1, read=small_reader.read, relevant=small_reader.relevant, version=small_reader.VERSION
        )
        now = record.incident(mosul.id)
        assert (len(now.reports), now.counts["killed"].best) == (3, 40)
        people.undo(record, decided.decision.id, user="ada")
        assert record.incident(mosul.id).counts["killed"].best == (12 if by_acled else 51)
    with sqlite3.connect(older) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
