"""`tacitus decisions`: what people decided, and the same as data to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tacitus.cli.filters import database

if TYPE_CHECKING:
    from tacitus.record import Decision


class Listing(click.Group):
    """`decisions DB` is short for `decisions list DB`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, with `list` put in where no verb is named."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("decisions", cls=Listing, short_help="List what people decided, or export it to learn from.")
def decisions_command() -> None:
    """Looks at what people decided; `decisions DB` lists it. See docs/history.md."""


@decisions_command.command("list")
@database
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: decision, undone_by, state.")
def list_command(db: str, as_json: bool) -> None:
    """Lists every decision, oldest first, also those undone.

    Each holds, is undone, is overruled by a newer one that contradicts it, or rests: no reading tells its words any more.
    """
    from tacitus import store
    from tacitus.cli import words
    from tacitus.cli.output import put_json
    from tacitus.ingest.holding import states

    with store.open(db, create=False) as record:
        for decision, undone_by, state in states(record):
            if as_json:
                put_json({"decision": decision, "undone_by": undone_by, "state": state})
            else:
                why = f": {words.clean(decision.comment)}" if decision.comment else ""
                click.echo(f"{decision.id}  {decision.at}  {words.clean(decision.user)}  {told(decision)}{why}  ({state})")


@decisions_command.command("export")
@database
def export_command(db: str) -> None:
    """Writes the decisions that hold as data to learn from, one JSON object a line.

    Of each pair that was judged: the verdict, both statements, the machine's features. Of each value that was corrected, confirmed
    or left open: what the reports gave, what the person says, the statements.
    """
    from tacitus import store
    from tacitus.cli.output import put_json
    from tacitus.ingest.training import training

    with store.open(db, create=False) as record:
        number = 0
        for row in training(record):
            put_json(row)
            number += 1
    click.echo(f"{number:,} rows", err=True)


def told(decision: Decision) -> str:
    """A decision in a few words."""
    from tacitus.cli import words

    about = " ".join(part for part in (decision.incident, decision.other) if part)
    said = {
        "correct": f"correct {about} {decision.field}: {decision.was or 'nothing'} -> {decision.value}",
        "confirm": f"confirm {about} {decision.field or ''}".rstrip() + (f": {decision.value}" if decision.value else ""),
        "withdraw": f"withdraw report {(decision.report or '')[:12]}",
        "undo": f"undo {decision.undoes}",
        "comment": f"comment on {about}{f' {decision.field}' if decision.field else ''}",
        "unsure": f"unsure {about}{f' {decision.field}' if decision.field else ''}",
    }
    return words.clean(said.get(decision.kind, f"{decision.kind} {about}"))
