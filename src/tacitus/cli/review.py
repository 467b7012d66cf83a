"""`tacitus review`: what a person should look at, in the order of what matters and is unsure, and how to decide it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tacitus.cli.decide import name_of
from tacitus.cli.filters import database, filters, query

if TYPE_CHECKING:
    from tacitus.record import Incident
    from tacitus.review import Item, Option, Proposal, Queue
    from tacitus.store import Store

PAGE = 20
"""Questions on a page where no limit is given."""
FEATURES, MEMBERS = 6, 6
"""Points for and against that are shown of a pair, the heaviest, and reports of an incident, the first."""


@click.command("review", short_help="See what a person should look at, the weightiest first.")
@database
@filters
@click.option("--next", "only_next", is_flag=True, help="Only the first question, whole, with the commands that decide it.")
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND",
    help="Only such questions: pair, part, toll, claims, date, place, unplaced, doubt, field, decided.",
)
@click.option("--after", metavar="PLACE", help="The page behind this place, which the page before names at its end.")
@click.option("--skip", "skip_key", metavar="QUESTION", help="Put this question off for you; it decides nothing.")
@click.option("--skipped", is_flag=True, help="Only what you put off.")
@click.option("--user", envvar="TACITUS_USER", metavar="NAME", help="Who reviews; by default TACITUS_USER, or your login name.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: items, left, next, behind; see docs/review.md.")
def review_command(
    db: str, only_next: bool, kinds: tuple[str, ...], after: str | None, skip_key: str | None, skipped: bool,
    user: str | None, as_json: bool, **given: Any,
) -> None:
    """Lists what is unsure and matters: pairs of incidents that may be one, tolls and days that reports do not agree on, who did
    it where that is disputed, deaths without a place. The order is (1 + deaths that hang on it) x how unsure it is.

    Looking decides nothing; `tacitus decide` does. What is decided leaves the queue until the reports say something new.
    """
    from tacitus import store

    asked, who = query(given), name_of(user)
    with store.open(db, create=False) as record:
        if skip_key is not None:
            from tacitus.review import skip

            skip(record, skip_key, user=who)
        found = _page(record, asked, who, 1 if only_next else asked.limit or PAGE, after, skipped, kinds)
        if as_json:
            from tacitus.cli.output import put_json

            put_json(found)
        elif only_next:
            _put_one(record, db, found)
        else:
            _put_page(found)


def _page(
    record: Store, asked: Any, who: str, limit: int, after: str | None, skipped: bool, kinds: tuple[str, ...]
) -> Queue:
    import msgspec

    from tacitus.errors import TacitusError
    from tacitus.review import queue
    from tacitus.store.asking import KINDS

    wrong = sorted(set(kinds) - set(KINDS))
    if wrong:
        raise TacitusError("E102", f"{wrong[0]!r} is no kind of question", where="--kind", hint=", ".join(KINDS))
    if record.unasked_count() > 1000:
        click.echo("looking through what changed since the last review; this can be broken off ...", err=True)
    chosen = msgspec.structs.replace(asked, limit=None)
    return queue(record, chosen, user=who, after=after, limit=limit, skipped=skipped, kinds=kinds, seconds=None)


def _put_page(found: Queue) -> None:
    from tacitus.cli import words
    from tacitus.cli.output import put_table

    rows = [
        (one.key, one.kind, f"{one.score:,.1f}", " / ".join(words.headline(each) for each in one.incidents), words.clean(one.why))
        for one in found.items
    ]
    if rows:
        fixed = {"QUESTION": len(rows[0][0]), "KIND": 8, "SCORE": 7}
        put_table(("QUESTION", "KIND", "SCORE", "WHAT", "WHY"), rows, fixed, ("SCORE",))
    _put_left(found)


def _put_left(found: Queue) -> None:
    left = f"{found.left:,} question{'' if found.left == 1 else 's'}" if found.left else "nothing is asked"
    behind = f"; {found.behind:,} incidents are still to be asked about" if found.behind else ""
    more = f"; next: --after {found.next}" if found.next else ""
    click.echo(left + behind + more, err=True)


def _put_one(record: Store, db: str, found: Queue) -> None:
    for one in found.items:
        click.echo("\n".join(_told(record, db, one)))
    _put_left(found)


def _told(record: Store, db: str, one: Item) -> Iterator[str]:
    """One question for people: what it is about, the reports' values, and the commands."""
    from tacitus.cli import words

    yield f"{one.key}  {one.kind}{f' of {one.field}' if one.field else ''}, score {one.score:,.1f}: {words.clean(one.why)}"
    for incident in one.incidents:
        yield ""
        yield from _incident(record, incident, one.statements[0] if one.kind == "part" else None)
    if one.features:
        weighty = sorted(one.features.items(), key=lambda each: (-abs(each[1]), each[0]))[:FEATURES]
        yield ""
        yield "  weighed: " + ", ".join(f"{name} {points:+.1f}" for name, points in weighty)
    for value in one.values:
        yield f"  {words.clean(value.label)}: {words.clean(value.says)}"
        for quote in value.quotes[:2]:
            yield f"      {_around(record, quote.report, quote.start, quote.end)}"
    yield ""
    for option in one.options:
        yield f"  {option.key}  {words.clean(option.says)}"
        yield f"     {_command(db, one, option)}"


def _incident(record: Store, incident: Incident, asked: str | None) -> Iterator[str]:
    """An incident and who tells it. asked: the statement of which it is asked whether it belongs, which comes first."""
    from tacitus.cli import words

    yield f"  {incident.id}@{incident.revision}  {words.headline(incident)}"
    yield f"    killed {words.killed(incident) or 'not said'}, by {words.doer(incident)}; {incident.grade or 'no grade'}"
    members = sorted(record.statements_of(incident.id), key=lambda each: each.id != asked)
    for statement in members[:MEMBERS]:
        report = record.report(statement.report)
        quote = next(iter(statement.quotes), None)
        if report is not None:
            mark = "?" if statement.id == asked else "-"
            yield f"    {mark} {words.source(report)}  ({statement.id})"
            if quote is not None:
                yield f"      {_around(record, quote.report, quote.start, quote.end)}"
    if len(members) > MEMBERS:
        yield f"    and {len(members) - MEMBERS} more; `tacitus show` has them"


def _around(record: Store, report_id: str, start: int, end: int) -> str:
    from tacitus.cli.grounds import in_context
    from tacitus.record import Quote

    report = record.report(report_id)
    return in_context(Quote(report_id, start, end, report.text[start:end]), report.text).plain if report else ""


def _command(db: str, one: Item, option: Option) -> str:
    """The command that does what the option says."""
    asked = option.decision
    if asked is None:
        return f"tacitus review {shlex.quote(db)} --skip {one.key} --next"
    args = ["tacitus", "decide", asked.kind, db, *_arguments(asked)]
    return " ".join(shlex.quote(part) for part in args)


def _arguments(asked: Proposal) -> Iterator[str]:
    def at(identity: str) -> str:
        return f"{identity}@{asked.seen[identity]}" if identity in asked.seen else identity

    if asked.undoes is not None:
        yield asked.undoes
    if asked.incident is not None:
        yield at(asked.incident)
    if asked.other is not None:
        yield at(asked.other)
    yield from asked.statements
    if asked.field is not None:
        yield from (["--field", asked.field] if asked.kind == "unsure" else [asked.field])
    if asked.kind == "correct":
        yield asked.value if asked.value is not None else "VALUE"
    for identity, revision in asked.seen.items():
        if identity not in (asked.incident, asked.other):
            yield from ("--seen", f"{identity}@{revision}")
    for quote in asked.quotes:
        yield from ("--quote", f"{quote.report[:12]}:{quote.start}:{quote.end}")
