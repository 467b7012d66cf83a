"""`tacitus show`: one incident, with what is known of it, the reports that tell it, and its history."""

from __future__ import annotations

import click

from tacitus.cli.filters import as_of, database, opened


@click.command("show", short_help="Show one incident.")
@database
@click.argument("incident")
@as_of
@click.option("--json", "as_json", is_flag=True, help="One JSON object: reports, statements, incidents, failures.")
def show_command(db: str, incident: str, past: str | None, as_json: bool) -> None:
    """Shows one incident: what is known of it, which reports tell it, and what changed.

    INCIDENT is its id; an id that was merged into an older one leads there.
    """
    from tacitus.cli.find import whole
    from tacitus.cli.output import put_json

    with opened(db, past, [incident]) as record:
        found = whole(record, incident)
    if as_json:
        put_json(found.to_dict())
    else:
        from tacitus.cli.card import put_card

        put_card(found)
