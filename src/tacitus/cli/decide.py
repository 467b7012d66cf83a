"""`tacitus decide`, `tacitus withdraw`: a person's word on pairs, values, incidents and reports, carried out at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tacitus.cli.filters import database

if TYPE_CHECKING:
    from tacitus.ingest.decisions import Decided

Command = TypeVar("Command", bound=Callable[..., Any])


def whose(command: Command) -> Command:
    """Adds who decides, and why."""
    command = click.option("--json", "as_json", is_flag=True, help="One JSON object: decision, changed, overruled.")(command)
    command = click.option("--comment", metavar="WORDS", help="Why; kept with the decision.")(command)
    return click.option(
        "--user", envvar="TACITUS_USER", metavar="NAME", help="Who decides; by default TACITUS_USER, or your login name."
    )(command)


def name_of(user: str | None) -> str:
    """The name that a decision is kept under. Raises TacitusError E102 where nobody can be told."""
    from getpass import getuser

    from tacitus.errors import TacitusError

    try:
        found = (user if user is not None else getuser()).strip()
    except (OSError, KeyError):
        found = ""
    if not found:
        raise TacitusError("E102", "nobody is named who decides", where="--user", hint="--user NAME, or set TACITUS_USER")
    return found


def put_decided(found: Decided, as_json: bool) -> None:
    """What came of it."""
    from tacitus.cli import words
    from tacitus.cli.output import put_json

    if as_json:
        put_json(found)
        return
    click.echo(f"{found.decision.id} by {words.clean(found.decision.user)}, {found.decision.at}")
    for incident in found.changed:
        if incident.redirect:
            state = f"now {incident.redirect}"
        elif not incident.statements:
            state = "withdrawn"
        else:
            state = f"revision {incident.revision}, {words.headline(incident)}"
        click.echo(f"  {incident.id}  {state}")
    if not found.changed:
        click.echo("  no incident changes")
    for each in found.overruled:
        click.echo(f"{each} contradicts this and holds no longer; undo {found.decision.id} to have it back", err=True)


@click.group("decide", short_help="Decide what the machine cannot: same or not, the right value.")
def decide_command() -> None:
    """Keeps a person's decision, which outranks the machine: on two incidents or statements, or on a value.

    What it changes are ordinary revisions in your name. Nothing is lost, and `decide undo` takes a decision back. See
    docs/history.md.
    """


def _pair(kind: str, says: str) -> None:
    @decide_command.command(kind, help=says)
    @database
    @click.argument("first", metavar="A")
    @click.argument("second", metavar="B")
    @whose
    def command(
        db: str, first: str, second: str, user: str | None, comment: str | None, as_json: bool, kind: str = kind
    ) -> None:
        from tacitus import store
        from tacitus.ingest.decisions import decide_pair

        with store.open(db, create=False) as record:
            put_decided(decide_pair(record, kind, first, second, user=name_of(user), comment=comment), as_json)


_pair("same", "A and B are one happening. Each is an incident, with all that it holds now, or a statement.")
_pair(
    "not-same",
    "A and B are two happenings. Each is an incident or a statement; an incident that was merged into the other stands for "
    "what it held before.",
)
_pair("unsure", "Whether A and B are one happening cannot be said; nothing moves, and `review` asks no more.")


@decide_command.command("correct")
@database
@click.argument("incident")
@click.argument("field")
@click.argument("value")
@whose
def correct_command(
    db: str, incident: str, field: str, value: str, user: str | None, comment: str | None, as_json: bool
) -> None:
    """Gives FIELD of an incident the right VALUE; what the reports say stays beside it.

    type: an id of `tacitus types`. status: as in the record. when: 2016-07-27, 2016-07 or 2016-07-24/2016-07-27. where: an
    id of `tacitus places`, a name that only one place has, or LAT,LON NAME. counts.killed: 12, 12+, "up to 12", 10-12.
    roles.attacker: names with ; between, or nobody. "unknown" empties when, where and counts.
    """
    from tacitus import store
    from tacitus.ingest.decisions import correct

    with store.open(db, create=False) as record:
        put_decided(correct(record, incident, field, value, user=name_of(user), comment=comment), as_json)


@decide_command.command("confirm")
@database
@click.argument("incident")
@click.argument("field", required=False)
@whose
def confirm_command(
    db: str, incident: str, field: str | None, user: str | None, comment: str | None, as_json: bool
) -> None:
    """Vouches for FIELD as it is now, which then stays; without FIELD, that all its reports tell one happening."""
    from tacitus import store
    from tacitus.ingest.decisions import confirm

    with store.open(db, create=False) as record:
        put_decided(confirm(record, incident, field, user=name_of(user), comment=comment), as_json)


@decide_command.command("undo")
@database
@click.argument("decision")
@whose
def undo_command(db: str, decision: str, user: str | None, comment: str | None, as_json: bool) -> None:
    """Takes back DECISION, such as d7; both stay in the record, and what it touched is judged afresh."""
    from tacitus import store
    from tacitus.ingest.decisions import undo

    with store.open(db, create=False) as record:
        put_decided(undo(record, decision, user=name_of(user), comment=comment), as_json)


@click.command("withdraw", short_help="Take back a report; its statements no longer count.")
@database
@click.argument("report")
@click.option("--why", metavar="WORDS", required=True, help="Why; kept with the decision.")
@click.option("--user", envvar="TACITUS_USER", metavar="NAME", help="Who; by default TACITUS_USER, or your login name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: decision, changed, overruled.")
def withdraw_command(db: str, report: str, why: str, user: str | None, as_json: bool) -> None:
    """Takes back a report: what it states no longer counts, also when it is read again. The archive and the history
    keep it, and `decide undo` brings it back.

    REPORT is the id that `show --json` gives.
    """
    from tacitus import store
    from tacitus.ingest.decisions import withdraw

    with store.open(db, create=False) as record:
        put_decided(withdraw(record, report, user=name_of(user), why=why), as_json)
