"""The filters that `list` and `export` share, and the database that most verbs take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from tacitus.store import Query, Store

Command = TypeVar("Command", bound=Callable[..., Any])


class Numbers(click.ParamType[tuple[float, ...]]):
    """A fixed count of numbers with commas between them, such as 38,33,49,38."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.name = ",".join(names)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        """The numbers; fails with what was expected."""
        try:
            numbers = tuple(float(part) for part in str(value).split(","))
        except ValueError:
            numbers = ()
        if len(numbers) != len(self.names):
            self.fail(f"{value!r} is not {len(self.names)} numbers: {self.name}", param, ctx)
        return numbers


FILTERS = [
    click.option("--type", metavar="TYPE", help="These types (commas between) and those under them, or families."),
    click.option("--place", metavar="NAME", help="Part of the name of the place, district or province."),
    click.option("--country", metavar="ISO2", help="Two letters, such as SY."),
    click.option("--admin1", metavar="NAME", help="The whole name of a province."),
    click.option("--box", type=Numbers("W", "S", "E", "N"), metavar="W,S,E,N", help="Within these degrees."),
    click.option("--radius", type=Numbers("LAT", "LON", "KM"), metavar="LAT,LON,KM", help="Within so many kilometres."),
    click.option("--since", metavar="DATE", help="Happened on or after this day, month or year."),
    click.option("--until", metavar="DATE", help="Happened on or before this day, month or year."),
    click.option("--actor", metavar="NAME", help="Somebody in any role: an id of `tacitus actors`, or part of a name."),
    click.option("--killed-min", type=int, metavar="N", help="At least so many killed."),
    click.option("--killed-max", type=int, metavar="N", help="At most so many killed."),
    click.option("--status", metavar="STATUS", help="Such as reported, claimed, denied, foiled, planned."),
    click.option("--grade", metavar="GRADE", help="Such as fair, contested, or an Admiralty code: F2, B, 1."),
    click.option("--source", metavar="WORDS", help="Part of a publisher, address or path of one of its reports."),
    click.option("--text", metavar="WORDS", help="Words, or a \"phrase in quotes\", in one of its reports."),
    click.option("--disputed", type=bool, metavar="YES|NO", help="Whether reports contradict each other."),
    click.option("--reviewed", type=bool, metavar="YES|NO", help="Whether a person has decided anything about it."),
    click.option("--sort", default="date", metavar="NAME", help="date, killed or changed; with - before it, the other way round."),
    click.option("--cursor", metavar="NEXT", help="Go on after the last one of a page; the API names it."),
    click.option("--limit", type=int, metavar="N", help="At most so many."),
]


def filters(command: Command) -> Command:
    """Adds every filter to a command."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


def database(command: Command) -> Command:
    """Adds the argument DB, a file that `tacitus read --into` made."""
    return click.argument("db", metavar="DB")(command)


def as_of(command: Command) -> Command:
    """Adds the time whose record is looked at."""
    says = "The record as it stood at the end of this day, at this time (UTC), or after this number of `changes`."
    return click.option("--as-of", "past", metavar="TIME", help=says)(command)


@contextmanager
def opened(db: str, past: str | None = None, only: Iterable[str] | None = None) -> Iterator[Store]:
    """The record, or what it was at a time. Raises TacitusError E103 for what is no time."""
    from tacitus import store
    from tacitus.store import moment

    with store.open(db, create=False) as record:
        if past is None:
            yield record
            return
        with record.as_of(moment(past, "--as-of", whole_day=True), only=only) as then:
            yield then


def query(given: dict[str, Any]) -> Query:
    """The query that the given filters mean. Raises TacitusError E102 or E103 for one that cannot be used."""
    from tacitus.store import Query

    asked = Query(**given)
    asked.check()
    return asked
