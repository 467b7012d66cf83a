"""`tacitus actors` and `types`: what the actor list and the ontology know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tacitus.ontology.loader import EventType

@click.command("actors", short_help="Look up an actor by name.")
@click.argument("name")
@click.option("--date", metavar="DATE", help="The day of the report: groups change their names and parents.")
@click.option("--country", metavar="ISO2", help="Where the report is about: names such as ELN are used in several.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, or null.")
def actors_command(name: str, date: str | None, country: str | None, as_json: bool) -> None:
    """Looks up an actor by any of its names: which one it means, and what is known of it."""
    from tacitus import actors
    from tacitus.cli.output import put_json

    found = actors.resolve(name, date=_day(date), country=country.upper() if country else None)
    if as_json:
        put_json(found)
        return
    if found is None:
        click.echo(f"no one actor is called {name}" + ("" if country else "; with --country it may be clear"), err=True)
        return
    from tacitus.record import plain

    for field, value in plain(found).items():
        if value is not None and (shown := _shown(value)):
            click.echo(f"{field.replace('_', ' '):<12}  {shown}")


@click.command("types", short_help="List the types of happening, or tell about one.")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="A JSON object of every type, by id.")
def types_command(name: str | None, as_json: bool) -> None:
    """Lists the types of happening, or tells about one: its roles, counts, and codes in other schemes."""
    from tacitus import ontology
    from tacitus.cli.output import put_json, put_table
    from tacitus.store.query import types_of

    types = ontology.load().types
    wanted = types_of(name) if name else list(types)
    if as_json:
        put_json({each: types[each] for each in wanted})
    elif name in types:
        for line in _definition(types[name]):
            click.echo(line)
    else:
        rows = [(each, types[each].family, types[each].says) for each in wanted]
        put_table(("TYPE", "FAMILY", "MEANS"), rows, {"TYPE": 18, "FAMILY": 16}, ())


def _definition(kind: EventType) -> Iterator[str]:
    from tacitus.record import plain

    yield f"{kind.id}: {kind.says}"
    yield f"  a kind of {kind.parent}" if kind.parent else "  a type of its own"
    counted = "counted" if kind.counts_as_violence else "not counted"
    yield f"  family {kind.family}; {counted} as violence"
    for role, says in kind.roles.items():
        yield f"  role {role}: {says}"
    if kind.counts:
        yield f"  counts: {', '.join(kind.counts)}"
    for scheme in ("acled", "ucdp", "plover", "cameo", "gtd", "muc"):
        if value := getattr(kind, scheme):
            yield f"  in {scheme.upper()}: {_shown(plain(value))}"


def _shown(value: object) -> str:
    """Lists and tables on one line."""
    if isinstance(value, dict):
        return "; ".join(f"{key} {_shown(each)}" for key, each in value.items() if each is not None)
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    return str(value)


def _day(given: str | None) -> date | None:
    """A day, from an ISO day, month or year. Raises TacitusError E103."""
    from tacitus.store.query import first_day

    first = first_day(given, "--date")
    return None if first is None else date.fromisoformat(first)
