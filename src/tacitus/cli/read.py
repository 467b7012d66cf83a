"""`tacitus read`: reads reports from anywhere, shows what they state or keeps it in a database."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from tacitus.cli.reader import choice, put_estimate, reader_options

if TYPE_CHECKING:
    from tacitus.errors import Failure
    from tacitus.ingest import Summary
    from tacitus.reader import ReaderChoice
    from tacitus.sources import Options

COLUMNS = {
    "text": "the text",
    "title": "the title",
    "published": "the publication date",
    "url": "the address",
    "publisher": "the publisher",
    "author": "the author",
    "language": "the language",
    "id": "the id that the source itself gives",
}
"""Parts of a report that a table's columns can hold."""


class Reading(click.Command):
    """Adds the input formats to the help, from their own table."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of formats."""
        from tacitus.sources import FORMATS

        with formatter.section("Formats, told by content and name"):
            formatter.write_dl([(each.id, f"{each.says} ({' '.join(each.suffixes)})") for each in FORMATS.values()])


def columns(command: Any) -> Any:
    """An option for the column of each part of a report."""
    for part, says in reversed(COLUMNS.items()):
        command = click.option(f"--{part}-column", metavar="NAME", help=f"CSV, JSON: the field with {says}.")(command)
    return command


@click.command("read", cls=Reading, short_help="Read reports, and keep what they tell if asked to.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--into", metavar="DB", help="Keep reports, statements and incidents in this database; made if need be.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: reports, statements, incidents, failures.")
@click.option("--published", metavar="DATE", help="Publication date of the reports; outranks what they say themselves.")
@click.option("--url", metavar="URL", help="Address of the reports, where they do not say.")
@click.option("--publisher", metavar="NAME", help="Publisher of the reports, where they do not say.")
@click.option("--title", metavar="WORDS", help="Title of the reports, where they do not say.")
@click.option("--language", metavar="CODE", help="Language of the reports (ISO 639-1), where telling it fails.")
@click.option("--format", "format_", metavar="F", help="Format of the input, if name and content mislead.")
@columns
@click.option("--max-characters", type=int, metavar="N", help="Longest text of a report that is read.")
@click.option("--max-bytes", type=int, metavar="N", help="Largest single document that is read.")
@click.option("--max-unpacked", type=int, metavar="N", help="Bytes that one archive may unpack to.")
@click.option("--timeout", type=float, metavar="SECONDS", help="Longest time for fetching an address.")
@click.option("--allow-loopback", is_flag=True, help="Fetch addresses of this machine itself too; else only public ones.")
@click.option("--rules", metavar="NAME|FILE", help="Resolution rules, see `tacitus rules`; a database keeps them.")
@reader_options
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes that read; default: as many as help.")
def read_command(paths: tuple[str, ...], into: str | None, as_json: bool, jobs: int | None, **given: Any) -> int:
    """Reads reports and prints the incidents that they tell of.

    PATH is a file, a folder, an archive, the address of a page or feed, or - for standard input. Without --into
    nothing is kept. What cannot be read is listed and stops nothing; reading the same input again adds nothing.
    With --into and --json, the incidents are those that this run made or changed.
    """
    reader = choice(given)
    dry_run, rules = given.pop("dry_run"), given.pop("rules")
    if rules is not None:
        from tacitus.merge.rules import load

        load(rules)  # what cannot be used is said before anything is read
    chosen = options(given)
    if dry_run:
        return put_estimate(paths, chosen, reader, into)
    if into is None:
        return _show(paths, chosen, reader, jobs, as_json, rules)
    return _keep(paths, chosen, reader, jobs, as_json, into, rules)


def options(given: dict[str, Any]) -> Options:
    """The options for obtaining reports. Raises TacitusError E102 or E103 for one that cannot be used."""
    from tacitus.api import day
    from tacitus.errors import TacitusError
    from tacitus.sources import FORMATS, Options

    named = {"id": "source_id"}
    columns = {named.get(part, part): given.pop(f"{part}_column") for part in COLUMNS if given[f"{part}_column"]}
    for part in COLUMNS:
        given.pop(f"{part}_column", None)
    format_ = given.pop("format_")
    if format_ is not None and format_ not in FORMATS:
        raise TacitusError("E102", f"there is no format {format_!r}", where="--format", hint=", ".join(FORMATS))
    for name in ("max_characters", "max_bytes", "max_unpacked", "timeout"):
        if given[name] is not None and given[name] <= 0:
            raise TacitusError("E102", f"{given[name]} is no limit", where=name, hint="a number above 0")
    published = day(given.pop("published"), "--published")
    rest = {name: value for name, value in given.items() if value is not None}
    return Options(published=published, format=format_, columns=columns, **rest)


def _show(
    paths: tuple[str, ...], chosen: Options, reader: ReaderChoice, jobs: int | None, as_json: bool, rules: str | None
) -> int:
    """Reads without keeping anything; the incidents go to stdout."""
    from tacitus import ingest
    from tacitus.api import Reading
    from tacitus.cli.output import put_incidents, put_json
    from tacitus.cli.progress import shown

    with shown() as progress:
        found = ingest.read_all(paths, chosen, progress=progress, jobs=jobs, reader=reader, rules=rules)
    if as_json:
        parts = Reading(
            reports=found.reports, statements=found.statements, incidents=found.incidents, failures=found.failures
        )
        put_json(parts)
    else:
        put_incidents(found.incidents)
    put_failures(found.failures)
    put_counts(found.summary)
    return status(found.summary)


def _keep(
    paths: tuple[str, ...], chosen: Options, reader: ReaderChoice, jobs: int | None, as_json: bool, into: str,
    rules: str | None,
) -> int:
    """Reads into a database; with --json, what this run made or changed goes to stdout."""
    from tacitus import ingest, store
    from tacitus.cli.find import around
    from tacitus.cli.output import put_json
    from tacitus.cli.progress import shown
    from tacitus.cli.who import who
    from tacitus.ingest.gather import now

    with store.open(into) as record:
        began = now()
        with shown() as progress:
            summary = ingest.read_into(
                record, paths, chosen, progress=progress, jobs=jobs, reader=reader, rules=rules, user=who()
            )
        if as_json:
            changed = dict.fromkeys(change.id for change in record.changes(began))
            found = around(record, (record.incident(each) for each in changed))
            found.failures = summary.failures
            put_json(found)
    put_failures(summary.failures)
    put_counts(summary)
    return status(summary)


def status(summary: Summary) -> int:
    """0 without failures; 2 where nothing at all could be read; else 1."""
    if not summary.failures:
        return 0
    got = summary.read + summary.copies + summary.irrelevant + summary.unsupported + summary.known
    return 1 if got else 2


def put_counts(summary: Summary) -> None:
    """What became of the reports, and what the reader has to say of the run, on stderr."""
    from tacitus.cli.progress import counts
    from tacitus.cli.words import clean

    click.echo(counts(summary), err=True)
    for note in summary.notes:
        click.echo(clean(note), err=True)


def put_failures(failures: list[Failure]) -> None:
    """Every failure, on stderr, a line of what and where and a line of what to try."""
    from tacitus.cli.words import clean

    for failure in failures:
        said = f"{failure.code} {clean(failure.where)}: {clean(failure.what)}.\n     Try: {clean(failure.hint)}\n"
        sys.stderr.write(said)
