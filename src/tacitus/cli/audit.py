"""`tacitus audit`: who did what to a record, and whether that log is still whole."""

from __future__ import annotations

from typing import Any

import click

from tacitus.cli.filters import database, opened


class Audit(click.Group):
    """Takes a database where a command could stand: `tacitus audit war.db` lists."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named, or `list` with everything that stands there."""
        if args and args[0] not in self.commands:
            return "list", self.commands["list"], args
        return super().resolve_command(ctx, args)


@click.group("audit", cls=Audit, short_help="List who did what, or see whether that log is whole.")
def audit_command() -> None:
    """Who signed in, decided, read, exported, or changed users and settings: `tacitus audit DB` lists it.

    Each entry holds the hash of the one before, so that a change is seen later; see `tacitus audit verify`.
    """


@audit_command.command("list")
@database
@click.option("--after", type=click.IntRange(0), default=0, metavar="N", help="Only entries with higher numbers.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many, the last ones.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: seq, at, user, what, target, more, before, hash.")
def list_command(db: str, after: int, limit: int | None, as_json: bool) -> None:
    """Lists the entries, the oldest first. The word `list` may be left away."""
    import json

    from tacitus.cli import words
    from tacitus.cli.output import put_json
    from tacitus.record import plain
    from tacitus.store import audit

    with opened(db) as record:
        for one in audit.entries(record, after=after, limit=limit):
            more: dict[str, Any] = json.loads(one.more)
            if as_json:
                put_json({**plain(one), "more": more})
                continue
            told = ", ".join(f"{name} {value}" for name, value in more.items() if value not in (None, "") and name != "sha256")
            line = f"{one.seq}  {one.at}  {one.user}  {one.what}  {one.target}" + (f"  ({told})" if told else "")
            click.echo(words.clean(line.rstrip()))


@audit_command.command("verify")
@database
@click.option("--kept", multiple=True, metavar="HASH", help="A hash that was kept elsewhere, which must be in the log; several.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: entries, last, hash, troubles.")
def verify_command(db: str, kept: tuple[str, ...], as_json: bool) -> int:
    """Looks whether any entry was altered, removed, inserted or put elsewhere, and says which. Exit status 1 if so.

    Prints the number and hash of the last entry. Keep them elsewhere and give the hash as --kept next time: whoever can write
    to the file could write the whole log anew, and only such a hash shows that. Decisions are held against the log too.
    """
    from tacitus.cli.output import put_json
    from tacitus.store import audit

    with opened(db) as record:
        found = audit.verify(record, kept)
    if as_json:
        put_json(found)
    else:
        for one in found.troubles:
            click.echo(f"entry {one.seq}: {one.kind}: {one.says}" if one.seq else f"{one.kind}: {one.says}", err=True)
        click.echo(f"{found.last} {found.hash}")
        says = "whole" if not found.troubles else f"{len(found.troubles)} troubles"
        click.echo(f"{found.entries:,} entries, {says}; keep the line above elsewhere", err=True)
    return 1 if found.troubles else 0
