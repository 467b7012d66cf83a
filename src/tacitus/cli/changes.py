"""`tacitus changes`: what became known, or known otherwise, since a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tacitus.cli.filters import database, opened

if TYPE_CHECKING:
    from tacitus.store import Changed


@click.command("changes", short_help="List what changed since a time.")
@database
@click.option("--since", metavar="TIME", help="A day or time (UTC, ISO 8601), or the number of the last change seen.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="At most so many; the next number is told.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: cursor, id, what, redirect, revision, incident.")
def changes_command(db: str, since: str | None, limit: int | None, as_json: bool) -> None:
    """Lists every revision of every incident since a time, in the order written: what changed, when and why.

    Each begins with its number; give the last one to --since to see only what came after it: nothing is then missed or
    told twice, whoever writes meanwhile and whatever the clocks say. What was merged says into which, what was withdrawn
    that it was.
    """
    from tacitus.cli.output import put_json
    from tacitus.store import moment

    start = None if since is None else moment(since, "--since")
    last = start if isinstance(start, int) else None
    with opened(db) as record:
        for change in record.changes(start, limit=limit):
            last = change.cursor
            if as_json:
                put_json(change)
            else:
                click.echo("\n".join(lines(change)))
    if last is not None:
        click.echo(f"next: --since {last}", err=True)


def lines(change: Changed) -> list[str]:
    """One revision for people: number, time, incident, cause, and a line a field."""
    from tacitus.cli import words

    revision = change.revision
    what = words.headline(change.incident) if change.incident else ""
    if change.what in ("merged", "withdrawn"):
        what = f"{change.what} {change.redirect or ''}".rstrip()
    told = [f"{change.cursor}  {revision.at}  {change.id} revision {revision.n}  {what}".rstrip()]
    by = "" if revision.author == "tacitus" else f", by {revision.author}"
    told.append(f"    {words.clean(revision.cause)}{by}")
    for field in revision.changes:
        was, now = words.clean(field.was or "nothing"), words.clean(field.now or "nothing")
        told.append(f"    {field.field}: {was} -> {now}")
    return told
