"""`tacitus history`: how one incident came to be what it is, revision by revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tacitus.cli.filters import as_of, database, opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tacitus.record import Report
    from tacitus.store import Changed


@click.command("history", short_help="Show how one incident came to be what it is.")
@database
@click.argument("incident")
@as_of
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: cursor, id, what, redirect, revision, incident.")
def history_command(db: str, incident: str, past: str | None, as_json: bool) -> None:
    """Shows every revision of one incident: when, by whom, because of which reports, rules or decision, and what it
    changed from what to what.

    INCIDENT is its id; of one that was merged into another, it is the history up to that.
    """
    from tacitus.cli.output import put_json

    with opened(db, past, [incident]) as record:
        found = record.history(incident)
        reports = record.reports({each for one in found for each in one.revision.reports})
    for one in found:
        if as_json:
            put_json(one)
        else:
            click.echo("\n".join(told(one, reports)))


def told(one: Changed, reports: Mapping[str, Report]) -> Iterator[str]:
    """One revision for people."""
    from tacitus.cli import words

    revision = one.revision
    by = "" if revision.author == "tacitus" else f", by {words.clean(revision.author)}"
    yield f"revision {revision.n}, {revision.at}{by} ({one.cursor})"
    yield f"    {words.clean(revision.cause)}"
    for report in revision.reports:
        yield f"    + {words.source(reports[report]) if report in reports else report}"
    if revision.left:
        yield f"    - {len(revision.left)} statement{'s' if len(revision.left) > 1 else ''}"
    for change in revision.changes:
        now = words.clean(change.now or "nothing")
        yield f"    {change.field}: {now if change.was is None else f'{words.clean(change.was)} -> {now}'}"
