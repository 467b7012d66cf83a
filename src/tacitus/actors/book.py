"""The list of actors as data: read once from this room's files, checked, and asked by every other module here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec

from tacitus.errors import TacitusError

HERE = Path(__file__).parent
Kind = Literal[
    "state", "military", "police", "intelligence", "rebel", "jihadist", "militia", "separatist", "cartel", "coalition",
    "peacekeeper", "party", "channel", "monitor", "press", "organisation", "civilians", "unknown",
]
FOREBODING = timedelta(days=365)
"""The press may name a group this long before the day from which it is listed; founding days are told differently."""
KINDS: frozenset[str] = frozenset(get_args(Kind))


class Dated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that holds in a span of days (both ends included), or in some countries (ISO 3166 alpha-2), only."""

    name: str
    since: date | None = None
    until: date | None = None
    countries: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the name holds on that day."""
        return _within(day, self.since, self.until)


class Tie(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A bond to another actor, by id: part of it, or become it, over a span of days (both ends included)."""

    actor: str
    since: date | None = None
    until: date | None = None


class Actor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who acts in news of conflict.

    id: readable and stable ("islamic-state", "syria/army"). countries: where it acts, ISO 3166 alpha-2, the first
    its own. aliases: other names that mean it anywhere. names: what it called itself, when. also: names that mean
    it in some countries or years only. within: what it was part of. became: what it was turned into. of: whose
    mouth a channel is. since and until: its life, both ends included, None where open.
    """

    id: str
    name: str
    kind: Kind
    countries: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    names: tuple[Dated, ...] = ()
    also: tuple[Dated, ...] = ()
    within: tuple[Tie, ...] = ()
    became: Tie | None = None
    of: str | None = None
    since: date | None = None
    until: date | None = None

    def name_on(self, day: date | None) -> str:
        """What it was called on that day; its own name where no day is given."""
        if day is not None:
            for dated in self.names:
                if _within(day, dated.since, dated.until):
                    return dated.name
        return self.name

    def born(self, day: date | None) -> bool:
        """Whether a report of that day can name it at all; without a day, always."""
        return day is None or self.since is None or self.since - FOREBODING <= day

    def alive(self, day: date | None) -> bool:
        """Whether it is known to have been active on that day; without a day, always."""
        return day is None or _within(day, self.since, self.until)


class Country(msgspec.Struct, frozen=True):
    """A country: ISO 3166 alpha-2 code, id, name, other names, and demonyms, the adjective first."""

    code: str
    id: str
    name: str
    others: tuple[str, ...]
    demonyms: tuple[str, ...]

    @property
    def adjective(self) -> str:
        """ "Syrian"; the country's name where it has no adjective."""
        return self.demonyms[0] if self.demonyms else self.name


class Force(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A force that every state has. words: how it is named after a nation. one_of: the force that it belongs to."""

    kind: Kind
    name: str
    words: tuple[str, ...]
    one_of: str | None = None


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


@cache
def words() -> dict[str, Any]:
    """The parsed words.toml; do not change what you get."""
    return _toml("words.toml")


@cache
def forces() -> dict[str, Force]:
    """The forces that every state has, by the last part of their id."""
    return {name: _convert("words.toml", name, raw, Force) for name, raw in words()["forces"].items()}


@cache
def countries() -> dict[str, Country]:
    """Every country by ISO 3166 alpha-2 code."""
    found = {}
    for line in (HERE / "countries.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, slug, name, others, demonyms = line.split("\t")
            found[code] = Country(code, slug, name, _split(others), _split(demonyms))
    return found


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def listed() -> Mapping[str, Actor]:
    """Every actor that the files of lists/ name, by id. Raises TacitusError E403 naming file and table."""
    actors: dict[str, Actor] = {}
    for path in sorted((HERE / "lists").glob("*.toml")):
        file = f"lists/{path.name}"
        for slug, raw in _toml(file).items():
            if slug in actors:
                raise _fault(f"{file} [{slug}]", "this id stands in two places")
            actors[slug] = _convert(file, slug, {"id": slug, **raw}, Actor)
    for actor in actors.values():
        for target in _targets(actor):
            if target not in actors and _made(target) is None:
                raise _fault(f"[{actor.id}]", f"it names {target!r}, which is no actor")
    return actors


def _targets(actor: Actor) -> Iterator[str]:
    yield from (tie.actor for tie in actor.within)
    if actor.became:
        yield actor.became.actor
    if actor.of:
        yield actor.of


def get(actor_id: str) -> Actor | None:
    """The actor with that id, listed or made by rule ("iraq/police"), or None."""
    return listed().get(actor_id) or _made(actor_id)


@cache
def _by_slug() -> dict[str, Country]:
    return {country.id: country for country in countries().values()}


@cache
def _made(actor_id: str) -> Actor | None:
    """A state or one of its forces, made by rule from the tables of countries and forces."""
    slug, _, force_id = actor_id.partition("/")
    country, force = _by_slug().get(slug), forces().get(force_id)
    if country is None or (force_id and force is None):
        return None
    if force is None:
        return Actor(id=slug, name=country.name, kind="state", countries=(country.code,))
    return Actor(id=actor_id, name=f"{country.adjective} {force.name}", kind=force.kind, countries=(country.code,))


def state_force(code: str, force_id: str | None) -> Actor | None:
    """The force of the country with that ISO code, or the state itself for None and "government"."""
    country = countries().get(code)
    if country is None:
        return None
    return get(country.id if force_id in (None, "government") else f"{country.id}/{force_id}")


def parents(actor: Actor | str, day: date | None = None) -> tuple[Actor, ...]:
    """What an actor was part of on that day, nearest first, and what those were part of.

    Without a day, bonds that have not ended count. Forces of a state belong to the state. An unknown id has no
    parents.
    """
    found: dict[str, Actor] = {}
    waiting = [actor.id if isinstance(actor, Actor) else actor]
    while waiting:
        for parent in _direct(waiting.pop(0), day):
            if parent.id not in found:
                found[parent.id] = parent
                waiting.append(parent.id)
    found.pop(actor.id if isinstance(actor, Actor) else actor, None)
    return tuple(found.values())


def _direct(actor_id: str, day: date | None) -> Iterator[Actor]:
    actor = get(actor_id)
    if actor is None:
        return
    ids = [tie.actor for tie in actor.within if (_within(day, tie.since, tie.until) if day else tie.until is None)]
    slug, _, force_id = actor_id.partition("/")
    if force_id in forces():
        above = forces()[force_id].one_of
        ids.append(f"{slug}/{above}" if above else slug)
    for parent_id in ids:
        if parent := get(parent_id):
            yield parent


def _toml(file: str) -> dict[str, Any]:
    try:
        with (HERE / file).open("rb") as opened:
            return tomllib.load(opened)
    except tomllib.TOMLDecodeError as error:
        raise _fault(file, f"it is no TOML: {error}") from error


def _convert(file: str, slug: str, raw: Any, kind: type[Any]) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise _fault(f"{file} [{slug}]", str(error)) from error


def _fault(where: str, what: str) -> TacitusError:
    return TacitusError("E403", what, where=f"actors/{where}", hint="mend that table, or install Tacitus again")
