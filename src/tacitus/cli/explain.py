"""`tacitus explain`: on which words each value of an incident rests, what gave it, and what was set aside."""

from __future__ import annotations

import click

from tacitus.cli.filters import as_of, database, opened


@click.command("explain", short_help="Show the words behind each value of an incident.")
@database
@click.argument("incident")
@as_of
@click.option("--all", "everything", is_flag=True, help="Every quote, not only the first few of each value.")
def explain_command(db: str, incident: str, past: str | None, everything: bool) -> None:
    """Prints each value of an incident with the words that it rests on, marked in their sentence; the rule or
    model that gave it; the other readings that were weighed; and what was set aside, and why.

    INCIDENT is its id; an id that was merged into an older one leads there.
    """
    from tacitus.cli.find import whole

    with opened(db, past, [incident]) as record:
        found = whole(record, incident)
    from tacitus.cli.grounds import put_grounds

    put_grounds(found, everything)
