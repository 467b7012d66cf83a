"""`tacitus export`: the incidents that the filters select, in a format for other programs, with a manifest beside the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from tacitus.cli.filters import as_of, database, filters, opened, query

if TYPE_CHECKING:
    from tacitus.formats import Tally


BY_WORDS = frozenset({"text", "source", "actor"})
"""Filters that look into words in which a withheld name may stand."""


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
@click.option("-o", "--output", metavar="FILE", help="Write to this file, and FILE.manifest.json beside it.")
@click.option("--page", metavar="ADDRESS", help="Address of the page, for permalinks: http://127.0.0.1:8000.")
@click.option("--withhold", "hide", is_flag=True, help="Mask the names of private persons, whatever `tacitus withhold` says.")
@filters
@as_of
def export_command(
    db: str, past: str | None, format_: str, output: str | None, page: str | None, hide: bool, **given: Any
) -> None:
    """Writes the incidents that the filters select, those of `tacitus list` with the same filters and in its order.

    Formats of other projects have no row for what they would not hold, such as an incident without a day; how many that
    are, and why, is said at the end and in the manifest. See docs/exchange.md.
    """
    from urllib.parse import urlencode

    from tacitus import formats, store, withhold
    from tacitus.cli.who import who
    from tacitus.errors import TacitusError
    from tacitus.ingest.gather import now
    from tacitus.store import audit

    if format_ not in formats.FORMATS:
        raise TacitusError("E102", f"there is no format {format_!r}", where="--format", hint=", ".join(formats.FORMATS))
    asked = query(given)
    usual = query({})
    filters_given = {name: value for name, value in given.items() if value != getattr(usual, name)}
    if hide and BY_WORDS & filters_given.keys():
        _masked(db)
    tally = formats.Tally()
    with opened(db, past) as record:
        cursor, veil = record.cursor(), withhold.veil(record, whatever=hide)
        incidents = record.incidents(asked, masked=hide)
        with _out(output) as out:
            formats.write(map(veil.incident, incidents) if veil else incidents, format_, out, reports=withhold.Shown(record, veil),
                          base=page, asked=filters_given, tally=tally)
    with store.open(db, create=False) as record:
        audit.note(record, who(), "export", format_, at=now(), incidents=tally.incidents, to=output or "-",
                   query=urlencode(filters_given), withheld=veil is not None)
    if output and output != "-":
        formats.beside(Path(output), format_, tally, now(), database=Path(db).name, cursor=cursor, as_of=past,
                       query=filters_given, base=page, withheld=veil is not None)
    _say(tally, output)


def _masked(db: str) -> None:
    """Makes the words ready that may be searched while names are withheld, or what is found would tell whom a name stands for."""
    from tacitus import store, withhold
    from tacitus.cli.progress import steps

    with store.open(db, create=False) as record, steps("masking reports") as told:
        withhold.catch_up(record, told=told, whatever=True)


def _say(tally: Tally, output: str | None) -> None:
    """How much was written, and what was not."""
    held = tally.incidents - sum(tally.left_out.values())
    click.echo(f"{held:,} incidents written" + (f" to {output}" if output else ""), err=True)
    for why, number in sorted(tally.left_out.items(), key=lambda one: -one[1]):
        click.echo(f"{number:,} left out: {why}", err=True)


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
