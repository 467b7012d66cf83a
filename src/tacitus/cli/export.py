"""`tacitus export`: the incidents that the filters select, in a format for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from tacitus.cli.filters import as_of, database, filters, opened, query

if TYPE_CHECKING:
    from tacitus.record import Report
    from tacitus.store import Store


class Addresses(Mapping[str, "Report"]):
    """The reports of a record by id, fetched when asked for, so that an export of any size holds none of them."""

    def __init__(self, record: Store) -> None:
        self._record = record

    def __getitem__(self, key: str) -> Report:
        found = self._record.report(key)
        if found is None:
            raise KeyError(key)
        return found

    def __bool__(self) -> bool:
        return True  # not by counting: that would fetch them all

    def __iter__(self) -> Iterator[str]:
        return iter(self._record.reports())

    def __len__(self) -> int:
        return len(self._record.reports())


class Exporting(click.Command):
    """Adds the formats to the help, from their own table."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of formats."""
        from tacitus import formats

        with formatter.section("Formats"):
            formatter.write_dl([(name, each.says) for name, each in formats.FORMATS.items()])


@click.command("export", cls=Exporting, short_help="Write incidents for other programs.")
@database
@click.option("--format", "format_", required=True, metavar="F", help="One of the formats below.")
@click.option("-o", "--output", metavar="FILE", help="Write to this file instead of stdout.")
@filters
@as_of
def export_command(db: str, past: str | None, format_: str, output: str | None, **given: Any) -> None:
    """Writes the incidents that the filters select, row for row those of `tacitus list` with the same filters."""
    from tacitus import formats
    from tacitus.errors import TacitusError

    if format_ not in formats.FORMATS:
        raise TacitusError("E102", f"there is no format {format_!r}", where="--format", hint=", ".join(formats.FORMATS))
    asked = query(given)
    with opened(db, past) as record, _out(output) as out:
        number = formats.write(record.incidents(asked), format_, out, reports=Addresses(record))
    click.echo(f"{number:,} incidents written" + (f" to {output}" if output else ""), err=True)


@contextmanager
def _out(output: str | None) -> Iterator[IO[bytes]]:
    """Stdout, or a file that takes its name only once everything is written."""
    import os
    import sys
    import tempfile

    from tacitus.errors import TacitusError

    if output is None or output == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(output)
    try:
        number, unfinished = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        hint = "a folder that exists and that you may write to"
        raise TacitusError("E102", f"cannot be written ({error.strerror})", where=output, hint=hint) from error
    try:
        with os.fdopen(number, "wb") as out:
            yield out
        Path(unfinished).chmod(0o666 & ~_umask())
        Path(unfinished).replace(target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The bits that new files of this process must not have; it can only be read by setting it."""
    import os

    mask = os.umask(0o022)
    os.umask(mask)
    return mask
