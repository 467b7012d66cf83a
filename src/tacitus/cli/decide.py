"""`tacitus decide`, `tacitus withdraw`: a person's word on pairs, values, incidents and reports, carried out at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    command = click.option(
        "--seen", multiple=True, metavar="INCIDENT@REVISION", help="Refuse if this incident has changed since that revision."
    )(command)
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


def made(db: str, user: str | None, as_json: bool, seen: Iterable[str] = (), quotes: Iterable[str] = (), **given: Any) -> None:
    """Makes the decision. given: the fields of a `Proposal`; ids in it may name the revision that was looked at, "i1@3"."""
    from tacitus import store
    from tacitus.ingest.decisions import decide
    from tacitus.ingest.quoting import quoted
    from tacitus.ingest.seen import seen_in
    from tacitus.review import Proposal, Span

    looked: dict[str, int] = {}

    def plain(identity: str) -> str:
        found, revision = seen_in(identity)
        if revision is not None:
            looked[found] = revision
        return found

    for name in ("incident", "other"):
        if given.get(name) is not None:
            given[name] = plain(given[name])
    for each in seen:
        plain(each)
    with store.open(db, create=False) as record:
        words = quoted(record, record.incident(given["incident"]), quotes) if quotes else []
        spans = [Span(report=one.report, start=one.start, end=one.end) for one in words]
        put_decided(decide(record, Proposal(**given, quotes=spans, seen=looked), user=name_of(user)), as_json)


@click.group("decide", short_help="Decide what the machine cannot: same or not, the right value.")
def decide_command() -> None:
    """Keeps a person's decision, which outranks the machine: on two incidents or statements, or on a value.

    What it changes are ordinary revisions in your name. Nothing is lost, and `decide undo` takes a decision back. Where an
    incident is given as ID@REVISION, the decision is refused if the incident has changed since that revision. See
    docs/history.md.
    """


def _pair(kind: str, says: str) -> None:
    @decide_command.command(kind, help=says)
    @database
    @click.argument("first", metavar="A")
    @click.argument("second", metavar="B")
    @whose
    def command(
        db: str, first: str, second: str, user: str | None, comment: str | None, seen: tuple[str, ...], as_json: bool,
        kind: Any = kind,
    ) -> None:
        made(db, user, as_json, seen, kind=kind, incident=first, other=second, comment=comment)


_pair("same", "A and B are one happening. Each is an incident, with all that it holds now, or a statement.")
_pair(
    "not-same",
    "A and B are two happenings. Each is an incident or a statement; an incident that was merged into the other stands for "
    "what it held before.",
)


@decide_command.command("unsure")
@database
@click.argument("first", metavar="A")
@click.argument("second", metavar="[B]", required=False)
@click.option("--field", metavar="FIELD", help="The field of incident A that cannot be settled, in the place of B.")
@whose
def unsure_command(
    db: str, first: str, second: str | None, field: str | None, user: str | None, comment: str | None,
    seen: tuple[str, ...], as_json: bool,
) -> None:
    """It cannot be said whether A and B are one happening, or what FIELD of A should be. Nothing moves, and `review` asks
    no more until something else is told."""
    made(db, user, as_json, seen, kind="unsure", incident=first, other=second, field=field, comment=comment)


@decide_command.command("split")
@database
@click.argument("incident")
@click.argument("parts", metavar="STATEMENT...", nargs=-1, required=True)
@whose
def split_command(
    db: str, incident: str, parts: tuple[str, ...], user: str | None, comment: str | None, seen: tuple[str, ...],
    as_json: bool,
) -> None:
    """Parts statements from the rest of INCIDENT: they tell of something else. STATEMENT is the id of one, or of a report
    for all that it states of this incident; `show --json` has both."""
    made(db, user, as_json, seen, kind="split", incident=incident, statements=list(parts), comment=comment)


@decide_command.command("correct")
@database
@click.argument("incident")
@click.argument("field")
@click.argument("value")
@click.option(
    "--quote", "quotes", multiple=True, metavar="WORDS",
    help="Words of one of its reports that the value rests on, or where they stand: REPORT:START:END.",
)
@whose
def correct_command(
    db: str, incident: str, field: str, value: str, quotes: tuple[str, ...], user: str | None, comment: str | None,
    seen: tuple[str, ...], as_json: bool,
) -> None:
    """Gives FIELD of an incident the right VALUE; what the reports say stays beside it.

    type: an id of `tacitus types`. status: as in the record. when: 2016-07-27, 2016-07 or 2016-07-24/2016-07-27. where: an
    id of `tacitus places`, a name that only one place has, or LAT,LON NAME. counts.killed: 12, 12+, "up to 12", 10-12.
    roles.attacker: names with ; between, or nobody. "unknown" empties when, where and counts.
    """
    made(db, user, as_json, seen, quotes, kind="correct", incident=incident, field=field, value=value, comment=comment)


@decide_command.command("confirm")
@database
@click.argument("incident")
@click.argument("field", required=False)
@whose
def confirm_command(
    db: str, incident: str, field: str | None, user: str | None, comment: str | None, seen: tuple[str, ...], as_json: bool
) -> None:
    """Vouches for FIELD as it is now, which then stays; without FIELD, that all its reports tell one happening."""
    made(db, user, as_json, seen, kind="confirm", incident=incident, field=field, comment=comment)


@decide_command.command("comment")
@database
@click.argument("incident")
@click.argument("words")
@click.option("--field", metavar="FIELD", help="The field that it is about.")
@click.option("--user", envvar="TACITUS_USER", metavar="NAME", help="Who says so; by default TACITUS_USER, or your login name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: decision, changed, overruled.")
def comment_command(db: str, incident: str, words: str, field: str | None, user: str | None, as_json: bool) -> None:
    """Adds WORDS to INCIDENT, for whoever looks at it next; it decides nothing."""
    made(db, user, as_json, kind="comment", incident=incident, comment=words, field=field)


@decide_command.command("undo")
@database
@click.argument("decision")
@whose
def undo_command(
    db: str, decision: str, user: str | None, comment: str | None, seen: tuple[str, ...], as_json: bool
) -> None:
    """Takes back DECISION, such as d7; both stay in the record, and what it touched is judged afresh."""
    made(db, user, as_json, seen, kind="undo", undoes=decision, comment=comment)


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
    made(db, user, as_json, kind="withdraw", report=report, comment=why)
