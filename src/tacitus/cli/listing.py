"""`tacitus list`: the incidents that the filters select, one a row."""

from __future__ import annotations

from typing import Any

import click

from tacitus.cli.filters import as_of, database, filters, opened, query


@click.command("list", short_help="List incidents, with filters.")
@database
@filters
@as_of
@click.option("--json", "as_json", is_flag=True, help="One JSON object: reports, statements, incidents, failures.")
def list_command(db: str, past: str | None, as_json: bool, **given: Any) -> None:
    """Lists incidents, earliest first; those of an unknown day come last.

    KILLED is "50+" for at least 50; BY says who did it, with (claimed), (blamed) or (suspected) where that is all
    that is known; REP is the number of reports. With --json, reports come without their text.
    """
    from tacitus.cli.find import around
    from tacitus.cli.output import put_incidents, put_json

    asked = query(given)
    with opened(db, past) as record:
        if as_json:
            found = around(record, record.incidents(asked)).to_dict()
            for report in found["reports"]:
                del report["text"]
            put_json(found)
            return
        number = put_incidents(record.incidents(asked))
    noun = "incident" if number == 1 else "incidents"
    click.echo(f"{number:,} {noun}" if number else "no incident fits; fewer filters find more", err=True)
