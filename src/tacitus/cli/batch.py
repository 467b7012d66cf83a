"""`tacitus statements` and `tacitus merge`: what reports state as files of columns, and the incidents of any number of them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tacitus.cli.filters import database, opened


@click.command("statements", short_help="Write what reports state as a file for `merge`.")
@database
@click.option("-o", "--output", required=True, metavar="FILE", help="The Parquet file to write.")
def statements_command(db: str, output: str) -> None:
    """Writes what every report of a database states to a Parquet file, a row a statement.

    `tacitus merge` makes incidents of any number of such files. People's decisions stay in the database.
    """
    from tacitus.cli.who import who
    from tacitus.ingest.gather import now
    from tacitus.merge.columns import write
    from tacitus.nearby import present
    from tacitus.store import audit

    with opened(db, None) as record, _finished(output) as unfinished:
        number = write(present(record), unfinished)
        audit.note(record, who(), "export", "statements", at=now(), statements=number, to=output)
    click.echo(f"{number:,} statements written to {output}", err=True)


@click.command("merge", short_help="Make incidents of files of statements, any number at once.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", required=True, metavar="FILE", help="The file to write.")
@click.option("--format", "format_", default="parquet", show_default=True, metavar="F", help="As of `tacitus export`.")
@click.option("--rules", metavar="NAME|FILE", help="Resolution rules, see `tacitus rules`.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Processes.")
def merge_command(files: tuple[str, ...], output: str, format_: str, rules: str | None, jobs: int) -> None:
    """Makes incidents of all statements in files that `tacitus statements` wrote, and writes them.

    They are those that reading the same reports into one database would give, one after another and in any order, as long as
    people have decided nothing there. A statement that stands in several files counts once.
    """
    from tacitus import formats
    from tacitus.errors import TacitusError
    from tacitus.ingest.gather import now
    from tacitus.merge.bulk import merge_files
    from tacitus.merge.rules import load

    if format_ not in formats.FORMATS:
        raise TacitusError("E102", f"there is no format {format_!r}", where="--format", hint=", ".join(formats.FORMATS))
    with _finished(output) as unfinished, unfinished.open("wb") as out, _told() as progress:
        found = merge_files(files, at=now(), rules=load(rules), jobs=jobs, folder=unfinished.parent, progress=progress)
        number = formats.write(found, format_, out)
    click.echo(f"{number:,} incidents written to {output}", err=True)


@contextmanager
def _finished(output: str) -> Iterator[Path]:
    """A path in a folder of its own beside the output's, which takes its name once everything is written."""
    target = Path(output)
    with _alone(target.with_name(f".{target.name}.writing"), output) as folder:
        unfinished = folder / target.name
        unfinished.touch()
        yield unfinished
        unfinished.replace(target)


@contextmanager
def _alone(folder: Path, output: str) -> Iterator[Path]:
    """The folder, empty and for this process alone: what a killed one left in it goes, one at work is not disturbed."""
    from tacitus.errors import TacitusError

    try:
        folder.mkdir(exist_ok=True)
        held = os.open(folder, os.O_RDONLY) if os.name == "posix" else -1
    except OSError as error:
        hint = "a folder that exists and that you may write to"
        raise TacitusError("E102", f"cannot be written ({error.strerror})", where=output, hint=hint) from error
    try:
        if held >= 0 and not _locked(held, folder):
            hint = "wait until it has ended, or give another name"
            raise TacitusError("E102", "another process is writing this file", where=output, hint=hint)
        for left in folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        if held >= 0:
            os.close(held)


def _locked(held: int, folder: Path) -> bool:
    """Whether this process has it now; the system lets go of it when the process ends, however it ends."""
    import fcntl

    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return folder.exists() and os.fstat(held).st_ino == folder.stat().st_ino  # else the one before has just cleared it away


@contextmanager
def _told() -> Iterator[Callable[[str, int, int], None] | None]:
    """How far merging has come, as a line on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    yield lambda what, done, of: click.echo(f"\r{what}: {done:,} of {of:,} statements", err=True, nl=False)
    click.echo(err=True)
