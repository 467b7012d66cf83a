"""What the record and this installation are: types, actors, formats, how much there is."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, get

from tacitus import __version__, access, ontology, withhold
from tacitus.errors import TacitusError
from tacitus.store import Query, Store
from tacitus.web.guard import user_of
from tacitus.web.needs import OFFERED, needed
from tacitus.web.tiles import ADDRESS


class Who(msgspec.Struct, kw_only=True):
    """Who asks."""

    name: str
    role: str


class FormatOffer(msgspec.Struct, kw_only=True):
    """One format of export."""

    id: str
    says: str
    ending: str


class Meta(msgspec.Struct, kw_only=True):
    """The record in figures. cursor: of its last change. first, last: the earliest and latest day of an incident.

    may: what the one who asks may do besides looking: decide, keep searches, add reports, have addresses alerted.
    tiles: the address of a base map of the user's own.
    csrf: what changing requests of a signed-in browser must bear as X-CSRF-Token; logout: where its session ends.
    """

    version: str
    rules: str
    reports: int
    incidents: int
    cursor: int
    first: str | None
    last: str | None
    user: Who
    may: list[str]
    withheld: bool
    tiles: str | None
    csrf: str | None
    logout: str | None
    formats: list[FormatOffer]


class Opening(msgspec.Struct, kw_only=True):
    """How many incidents are in memory, and of how many; both null once all are, or before any is."""

    done: int | None
    of: int | None


class Kind(msgspec.Struct, kw_only=True):
    """One type of happening."""

    id: str
    label: str
    says: str
    group: str
    family: str
    parent: str | None
    roles: dict[str, str]
    counts: list[str]
    violence: bool


class Types(msgspec.Struct, kw_only=True):
    """The types of the ontology, and what each family is."""

    types: list[Kind]
    families: dict[str, str]


class ActorEntry(msgspec.Struct, kw_only=True):
    """One entry of the list of actors."""

    id: str
    name: str
    kind: str | None
    incidents: int


@get("/meta", sync_to_thread=True, summary="The record in figures, and who asks")
def meta(request: Request[Any, Any, Any], record: Store) -> Meta:
    """Cheap enough to be asked every few seconds."""
    from tacitus import formats
    from tacitus.ingest.rules import in_force

    desk, _, _ = record.summed(Query())
    first, last = desk.span()
    user = user_of(request)
    return Meta(
        version=__version__, rules=in_force(record).name, reports=record.report_count(), incidents=len(desk.table),
        cursor=record.cursor(), first=first, last=last, user=Who(name=user.name, role=user.role),
        may=[name for name, route in OFFERED.items() if access.may(user.role, needed(*route))], withheld=withhold.on(record),
        tiles=ADDRESS if request.app.state.tiles else None,
        csrf=None if request.auth is None else request.auth.csrf, logout=None if request.auth is None else "/api/v1/logout",
        formats=[FormatOffer(id=name, says=each.says, ending=each.ending) for name, each in formats.FORMATS.items()],
    )


@get("/opening", sync_to_thread=False, summary="How far a large record is opened")
def opening(request: Request[Any, Any, Any]) -> Opening:
    """Answered at once, also while all else waits for a record that is being opened."""
    done, of = request.app.state.store.opening() or (None, None)
    return Opening(done=done, of=of)


@get("/types", sync_to_thread=False, summary="The types of happenings")
def types() -> Types:
    """As `tacitus types` lists them."""
    known = ontology.load()
    return Types(
        types=[
            Kind(
                id=key, label=key.replace("-", " "), says=one.says, group=one.group, family=one.family, parent=one.parent,
                roles=one.roles, counts=list(one.counts), violence=one.counts_as_violence,
            )
            for key, one in known.types.items()
        ],
        families={key: one.says for key, one in known.families.items()},
    )


@get("/actors/{actor:path}", sync_to_thread=True, summary="One entry of the list of actors")
def actor(record: Store, actor: str) -> ActorEntry:
    """With how many incidents of the record name it."""
    from tacitus.actors.book import get as entry

    actor = actor.lstrip("/")
    found = entry(actor)
    if found is None:
        raise TacitusError("E603", f"there is no actor {actor[:80]!r}", where="/api/v1/actors", hint="tacitus actors NAME")
    return ActorEntry(id=found.id, name=found.name, kind=found.kind, incidents=record.count(Query(actor=actor)))


HANDLERS = [meta, opening, types, actor]
