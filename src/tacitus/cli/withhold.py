"""`tacitus withhold`: whether names of private persons are masked in everything that is shown or handed on."""

from __future__ import annotations

import click

from tacitus.cli.filters import database, opened


@click.command("withhold", short_help="Mask the names of private persons, or no longer.")
@database
@click.argument("to", metavar="[on|off]", required=False, type=click.Choice(["on", "off"]))
def withhold_command(db: str, to: str | None) -> None:
    """Says whether names of private victims and witnesses are withheld from exports, feeds, pages, API and assistants, or
    sets it.

    The record itself keeps every name, and `list`, `show` and `explain` show it to whoever has the file; but no search, here
    or there, finds anything by a withheld name. Public are the names of those whom a report names with an office, and of
    listed actors. See docs/exchange.md.
    """
    from tacitus import withhold
    from tacitus.cli.progress import steps
    from tacitus.cli.who import who
    from tacitus.ingest.gather import now

    with opened(db) as record:
        if to is not None:
            withhold.switch(record, to == "on", at=now(), user=who())
            with steps("masking reports") as told:
                withhold.catch_up(record, told=told)
        held = withhold.on(record)
    click.echo("names of private persons are withheld" if held else "nothing is withheld")
