"""Opening a record: made when new, upgraded when old, refused in plain words otherwise, never harmed."""

import os
import sqlite3
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from made import batch, kept, report

from tacitus import store
from tacitus.errors import TacitusError
from tacitus.store import database, schema


def code(path, **more):
    with pytest.raises(TacitusError) as raised:
        store.open(path, **more)
    return raised.value.failure.code


def test_a_new_file_is_made_and_opened_again(tmp_path):
    with store.open(tmp_path / "a b?#%.db") as record:
        record.save(batch(kept(report("Text."))))
    with store.open(tmp_path / "a b?#%.db", create=False) as record:
        assert len(record.reports()) == 1


def test_the_file_has_a_write_ahead_log_and_holds_its_references(tmp_path):
    with store.open(tmp_path / "war.db") as record, record._reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_empty_file_becomes_a_record(tmp_path):
    (tmp_path / "war.db").touch()
    with store.open(tmp_path / "war.db") as record:
        assert record.count() == 0


@pytest.mark.parametrize("content", [b"Dear reader", b"SQLite format 3\0" + b"\xff" * 5000, os.urandom(5000)])
def test_another_file_is_refused_and_left_as_it_is(tmp_path, content):
    (tmp_path / "letter.db").write_bytes(content)
    assert code(tmp_path / "letter.db") in ("E501", "E506")
    assert (tmp_path / "letter.db").read_bytes() == content


def test_another_program_s_database_is_refused_and_left_as_it_is(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE stamps (id INTEGER)")
    other.close()
    before = (tmp_path / "other.db").read_bytes()
    assert code(tmp_path / "other.db") == "E501"
    assert (tmp_path / "other.db").read_bytes() == before


def test_folders_missing_files_and_other_databases_are_refused(tmp_path):
    assert code(tmp_path) == "E501"
    assert code(tmp_path / "none.db", create=False) == "E101"
    assert code(tmp_path / "none" / "war.db") == "E101"
    assert code("postgresql://host/war") == "E102"
    assert not (tmp_path / "none.db").exists()


def test_a_newer_database_is_refused(tmp_path):
    store.open(tmp_path / "war.db").close()
    with sqlite3.connect(tmp_path / "war.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert code(tmp_path / "war.db") == "E502"


def test_a_database_held_by_another_writer_for_too_long_is_said_so(tmp_path):
    store.open(tmp_path / "war.db").close()
    holder = sqlite3.connect(tmp_path / "war.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with store.open(tmp_path / "war.db", wait=0.05) as record:
        assert record.count() == 0  # readers never wait
        with pytest.raises(TacitusError, match="E504"):
            record.save(batch(kept(report("Text."))))
        holder.execute("ROLLBACK")
        record.save(batch(kept(report("Text."))))
    holder.close()


def test_a_database_that_may_only_be_read_is_read_and_not_written(tmp_path, monkeypatch):
    with store.open(tmp_path / "war.db") as record:
        record.save(batch(kept(report("Text."))))
    really = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and really(path, mode))
    with store.open(tmp_path / "war.db", create=False) as record:
        assert len(record.reports()) == 1
        with pytest.raises(TacitusError, match="E505"):
            record.save(batch(kept(report("More."))))


def test_many_may_make_the_same_file_at_once(tmp_path):
    faults = []

    def make(n):
        try:
            with store.open(tmp_path / "war.db") as record:
                record.save(batch(kept(report(f"Text {n}."))))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=make, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with store.open(tmp_path / "war.db") as record:
        assert len(record.reports()) == 6


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_migrations_make_the_tables_that_the_queries_name(tmp_path):
    searched = ("report_words", "incident_words", "incident_boxes", "shown_words")  # SQLite's own tables, which have no schema here

    def plain_table(_thing, name, kind, reflected, _other):
        return not (kind == "table" and reflected and name.startswith((*searched, "sqlite_", "alembic")))

    with store.open(tmp_path / "war.db") as record, record._reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": plain_table, "compare_type": False})
        differences = [one for one in compare_metadata(context, schema.metadata) if "index" not in one[0]]
    assert differences == []


def test_the_version_is_that_of_the_last_migration():
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tacitus.store:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == database.VERSION
    versions = [script.revision for script in scripts.walk_revisions()]
    assert versions == sorted(versions, reverse=True)


@pytest.mark.parametrize("words", ["x", "a note of 40 bytes, not to be lost at all"])
def test_a_short_file_of_somebody_else_is_left_as_it_is(tmp_path, words):
    (tmp_path / "note.db").write_text(words)
    assert code(tmp_path / "note.db") == "E501"
    assert (tmp_path / "note.db").read_text() == words
