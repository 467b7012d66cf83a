"""The file below the record: opens it, brings it to the present version, and says plainly what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from tacitus.errors import TacitusError
from tacitus.store.geometry import distance_km
from tacitus.store.words import says

APPLICATION_ID = 0x54414349
"""How a SQLite file says that it is a Tacitus database ("TACI"); the first migration writes it."""

VERSION = "0010"
"""The last migration that this code knows; a test holds it to the migrations."""

WAIT_SECONDS = 30.0
"""How long a writer waits for another one; a batch is written in well under a second."""


_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM", "SQLITE_AUTH")


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Turns what the database raises into a TacitusError E501, E504, E505 or E506; other errors pass."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            _raise(error.orig, where, error)
        raise
    except sqlite3.Error as error:
        _raise(error, where, error)
        raise


def _raise(cause: sqlite3.Error, where: str, error: Exception) -> None:
    name = str(getattr(cause, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        raise held(where) from error
    if name.startswith("SQLITE_NOTADB"):
        raise foreign(where) from error
    if name.startswith("SQLITE_CORRUPT"):
        raise TacitusError(
            "E506", f"the database is damaged: {cause}", where=where,
            hint="a copy from before, or `sqlite3 FILE .recover` into a new file; the inputs can also be read again",
        ) from error
    if name.startswith(_UNWRITABLE):
        raise TacitusError(
            "E505", f"the database cannot be written or opened: {cause}", where=where,
            hint="look at free space and permissions of the file and its folder, then run the same command; "
            "all that was reported as read is kept",
        ) from error


def foreign(where: str) -> TacitusError:
    """E501: the file is something else, and was left as it is."""
    return TacitusError(
        "E501", "this file is no Tacitus database", where=where, hint="another file name; this one was left as it is"
    )


def held(where: str) -> TacitusError:
    """E504: another process has been writing for longer than we wait."""
    return TacitusError(
        "E504", "another process has held the database for too long", where=where,
        hint="wait until the other reading is done, then run the same command; nothing was lost",
    )


def connect(path: str, *, create: bool, wait: float) -> Engine:
    """An engine on the present version of the database at `path`, made or upgraded if need be.

    Raises TacitusError: E101 no such file (with create=False), E501 no Tacitus database, E502 made by a newer
    Tacitus, E504 held by another process for more than `wait` seconds, E505 not writable, E506 damaged.
    """
    _look(path, create)
    engine = _engine(path, wait)
    try:
        with plainly(path):
            _prepare(engine, path, wait)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _look(path: str, create: bool) -> None:
    """Whether the path can be a database at all, before anything is touched."""
    file = Path(path)
    if file.is_dir() or (file.exists() and not file.is_file()):
        raise foreign(path)
    if not file.exists():
        if not create:
            raise TacitusError("E101", "there is no such database", where=path, hint="tacitus read PATH --into " + path)
        if not file.absolute().parent.is_dir():
            raise TacitusError("E101", "its folder does not exist", where=path, hint=f"mkdir -p {file.parent}")
    elif 0 < file.stat().st_size < SMALLEST:
        raise foreign(path)


SMALLEST = 100
"""Bytes of SQLite's header: it takes a shorter file for an empty database and would write over somebody's notes."""


def _engine(path: str, wait: float) -> Engine:
    target, uri = path, False
    if _only_readable(path):
        # without a log beside it nobody is writing, and a read-only folder allows no log: immutable
        still = "" if Path(path + "-wal").exists() else "&immutable=1"
        target, uri = f"{Path(path).absolute().as_uri()}?mode=ro{still}", True

    def connection() -> sqlite3.Connection:
        return sqlite3.connect(target, timeout=wait, isolation_level=None, check_same_thread=False, uri=uri)

    engine = create_engine("sqlite://", creator=connection, poolclass=QueuePool)
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _only_readable(path: str) -> bool:
    file = Path(path)
    return file.exists() and not (os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK))


def _settings(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")  # what was reported as read also survives a power cut
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB: the indexes of a large record, as far as they are in use
    connection.create_function("distance_km", 4, distance_km, deterministic=True)
    connection.create_function("says", 2, says, deterministic=True)


def _begin(connection: Connection) -> None:
    """Writers lock at once, so that what they decide on cannot change before they write."""
    write = connection.get_execution_options().get("tacitus_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _prepare(engine: Engine, path: str, wait: float) -> None:
    with engine.connect() as connection:
        version = _version(connection, path)
    if version == VERSION:
        return
    _write_ahead(engine, path, wait)
    with engine.connect().execution_options(tacitus_write=True) as connection:
        if _version(connection, path) != VERSION:  # another process may have done it meanwhile
            _upgrade(connection)
            connection.commit()


def _version(connection: Connection, path: str) -> str | None:
    """The version of the database, None for an empty one. Raises E501 and E502."""
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if ours != APPLICATION_ID:
        tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
        if ours or tables:
            raise foreign(path)
        return None
    version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
    if version > VERSION:
        raise TacitusError(
            "E502", f"this database is of version {version}, made by a newer Tacitus", where=path,
            hint="install that Tacitus; this one knows versions up to " + VERSION,
        )
    return version


def _write_ahead(engine: Engine, path: str, wait: float) -> None:
    """Sets the write-ahead log, which SQLite refuses at once, without waiting, while anybody else is in the file."""
    until = time.monotonic() + wait
    while True:
        try:
            raw = engine.raw_connection()
            try:
                raw.cursor().execute("PRAGMA journal_mode = WAL")
            finally:
                raw.close()
            return
        except sqlite3.OperationalError as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise
            if time.monotonic() > until:
                raise held(path) from error
            time.sleep(0.02)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "tacitus.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
