"""Searches that are kept under a name, and alerts: an address that is told when anything in a search is new or changed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qs

import msgspec
from litestar import Request, delete, get, post
from litestar.params import Parameter

from tacitus.errors import TacitusError
from tacitus.ingest.gather import now
from tacitus.record import decode, encode
from tacitus.sources import Options, is_address, refusal
from tacitus.store import Query, Store, audit
from tacitus.store.beside import keep_setting, setting
from tacitus.web.guard import user_of

MOST = 500
"""Searches, and alerts, that a record keeps."""


class Search(msgspec.Struct, kw_only=True):
    """A search under a name. query: as in an address, without "?"."""

    id: str
    name: str
    query: str
    by: str
    at: str


class Searches(msgspec.Struct, kw_only=True):
    """All that are kept, oldest first."""

    searches: list[Search]


class NewSearch(msgspec.Struct, kw_only=True):
    """A search to keep."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    query: Annotated[str, msgspec.Meta(max_length=4000)]


class Alert(msgspec.Struct, kw_only=True):
    """An address that is told of a search's new and changed incidents. since: the change up to which it has been told."""

    id: str
    query: str
    url: str
    by: str
    at: str
    since: int


class Alerts(msgspec.Struct, kw_only=True):
    """All that are kept, oldest first."""

    alerts: list[Alert]


class NewAlert(msgspec.Struct, kw_only=True):
    """An alert to keep."""

    query: Annotated[str, msgspec.Meta(max_length=4000)]
    url: Annotated[str, msgspec.Meta(max_length=2000)]


Item = TypeVar("Item", Search, Alert)


def kept(record: Store, name: str, kind: type[Item]) -> list[Item]:
    """The searches or alerts of a record."""
    value = setting(record, name)
    return [] if value is None else decode(value, list[kind])  # type: ignore[valid-type]


def changed(record: Store, name: str, kind: type[Item], change: Callable[[list[Item]], list[Item]]) -> None:
    """Keeps what `change` makes of them; nobody else writes in between."""
    with record.writing():
        before = kept(record, name, kind)
        after = change(list(before))
        if len(after) > max(MOST, len(before)):
            raise TacitusError("E102", f"more than {MOST} {name} are not kept", where=name, hint="remove one that is not needed")
        if after != before:
            keep_setting(record, name, encode(after).decode(), at=now())


def meant(given: str) -> Query:
    """The query in the words of an address; its place on a page is left out. Raises TacitusError E102 or E103."""
    found: Mapping[str, list[str]] = parse_qs(given.removeprefix("?"))
    return Query.from_params({name: value for name, value in found.items() if name in Query.__struct_fields__ and name != "cursor"})


def _without(record: Store, name: str, kind: type[Item], item_id: str) -> None:
    if not any(one.id == item_id for one in kept(record, name, kind)):
        raise TacitusError("E603", f"none of the {name} is {item_id[:40]!r}", where=name, hint=f"GET /api/v1/{name}")
    changed(record, name, kind, lambda items: [one for one in items if one.id != item_id])


Id = Annotated[str, Parameter(max_length=100)]


@get("/searches", sync_to_thread=True, summary="The searches that are kept")
def searches(record: Store) -> Searches:
    """Everybody's."""
    return Searches(searches=kept(record, "searches", Search))


@post("/searches", sync_to_thread=True, status_code=201, summary="Keep a search under a name")
def keep_search(request: Request[Any, Any, Any], record: Store, data: NewSearch) -> Search:
    """A query that cannot be used is refused."""
    meant(data.query)
    new = Search(id=secrets.token_hex(4), name=data.name, query=data.query, by=user_of(request).name, at=now())
    with record.writing():
        changed(record, "searches", Search, lambda items: [*items, new])
        audit.note(record, new.by, "search kept", new.id, at=new.at, name=new.name, query=new.query)
    return new


@delete("/searches/{item:str}", sync_to_thread=True, summary="Forget a search")
def forget_search(request: Request[Any, Any, Any], record: Store, item: Id) -> None:
    """By its id."""
    with record.writing():
        _without(record, "searches", Search, item)
        audit.note(record, user_of(request).name, "search forgotten", item, at=now())


@get("/alerts", sync_to_thread=True, summary="The addresses that are told of changes")
def alerts(record: Store) -> Alerts:
    """Everybody's."""
    return Alerts(alerts=kept(record, "alerts", Alert))


@post("/alerts", sync_to_thread=True, status_code=201, summary="Have an address told of a search's new and changed incidents")
def keep_alert(request: Request[Any, Any, Any], record: Store, data: NewAlert) -> Alert:
    """From now on, while the server runs; see docs/api.md for what is sent."""
    meant(data.query)
    if not (is_address(data.url) and data.url.lower().startswith(("http://", "https://"))):
        raise TacitusError("E211", "it is no http or https address", where=data.url[:200], hint="https://...")
    why = refusal(data.url, Options(allow_loopback=request.app.state.fetch_loopback))
    if why is not None:
        raise TacitusError(why.code, why.what, where=data.url[:200], hint="an address that can be reached from anywhere")
    new = Alert(
        id=secrets.token_hex(4), query=data.query, url=data.url, by=user_of(request).name, at=now(), since=record.cursor()
    )
    with record.writing():
        changed(record, "alerts", Alert, lambda items: [*items, new])
        audit.note(record, new.by, "alert kept", new.id, at=new.at, url=new.url, query=new.query)
    return new


@delete("/alerts/{item:str}", sync_to_thread=True, summary="Tell an address no more")
def forget_alert(request: Request[Any, Any, Any], record: Store, item: Id) -> None:
    """By its id."""
    with record.writing():
        _without(record, "alerts", Alert, item)
        audit.note(record, user_of(request).name, "alert forgotten", item, at=now())


HANDLERS = [searches, keep_search, forget_search, alerts, keep_alert, forget_alert]
