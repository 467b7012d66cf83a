"""`tacitus mcp`: lets an assistant ask the record, read only, over standard input and output."""

from __future__ import annotations

import click

from tacitus.cli.filters import database


@click.command("mcp", short_help="Let an assistant ask the record (MCP over stdio).")
@database
@click.option("--page", metavar="ADDRESS", help="Address of the page, for links: http://127.0.0.1:8000.")
def mcp_command(db: str, page: str | None) -> None:
    """Serves the record, read only, to an assistant that speaks the Model Context Protocol, over stdin and stdout. That one
    began is written into the log (`tacitus audit`), for what it is told leaves the house; nothing else is written.

    Tools: search_incidents, get_incident, get_report, changes, types. Answers carry the words that each value rests on and
    links to the incident; what `tacitus withhold` withholds is masked.
    """
    from tacitus import assistant, store, withhold
    from tacitus.cli.who import who
    from tacitus.ingest.gather import now
    from tacitus.store import audit

    with store.open(db, create=False) as record:
        audit.note(record, who(), "assistant began", "mcp", at=now(), withheld=withhold.on(record))
        assistant.server(record, base=page).run("stdio")
