"""`tacitus changes`: what became known, or known otherwise, since a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tacitus.cli.filters import database

if TYPE_CHECKING:
    from tacitus.store import Changed


@click.command("changes", short_help="List what changed since a time.")
@database
@click.option("--since", metavar="TIME", help="A day or time (UTC, ISO 8601), or the number of the last change seen.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: cursor, id, revision, incident.")
def changes_command(db: str, since: str | None, as_json: bool) -> None:
    """Lists every revision of every incident since a time, oldest first: what changed, when and why.

    Each begins with its number; give the last one to --since to see only what came after it.
    """
    from tacitus import store
    from tacitus.cli.output import put_json

    start = moment(since)
    with store.open(db, create=False) as record:
        for change in record.changes(start):
            if as_json:
                put_json(change)
            else:
                click.echo("\n".join(lines(change)))


def moment(since: str | None) -> int | str | None:
    """A cursor, or a time in UTC as the record writes it. Raises TacitusError E103 for anything else."""
    from datetime import UTC, datetime

    from tacitus.errors import TacitusError

    if since is None:
        return None
    if since.isdecimal():
        return int(since)
    try:
        given = datetime.fromisoformat(since)
    except ValueError:
        hint = "2026-11-22, 2026-11-22T14:00 or the number of a change"
        raise TacitusError("E103", f"{since!r} is no time", where="--since", hint=hint) from None
    utc = given.replace(tzinfo=UTC) if given.tzinfo is None else given.astimezone(UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%S")


def lines(change: Changed) -> list[str]:
    """One revision for people: number, time, incident, cause, and a line a field."""
    from tacitus.cli import words

    revision = change.revision
    what = words.headline(change.incident) if change.incident else ""
    told = [f"{change.cursor}  {revision.at}  {change.id} revision {revision.n}  {what}".rstrip()]
    by = "" if revision.author == "tacitus" else f", by {revision.author}"
    told.append(f"    {words.clean(revision.cause)}{by}")
    for field in revision.changes:
        was, now = words.clean(field.was or "nothing"), words.clean(field.now or "nothing")
        told.append(f"    {field.field}: {was} -> {now}")
    return told
