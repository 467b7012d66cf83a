"""What is new and what has changed: a cursor to follow without a gap, and feeds of any search."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, get
from litestar.params import Parameter
from litestar.response import Redirect

from tacitus.record import Incident, Revision
from tacitus.store import Query, Store, moment
from tacitus.views import words
from tacitus.views.card import headline
from tacitus.web import show
from tacitus.web.guard import NOBODY, user_of

ENTRIES = 50
"""Incidents in a feed where the address does not say how many: more than a reader that looks twice a day misses."""
_ATOM = "http://www.w3.org/2005/Atom"


class Change(msgspec.Struct, kw_only=True):
    """One revision. what: new, changed, merged (into `redirect`) or withdrawn. incident: as it then was."""

    cursor: int
    id: str
    what: str
    redirect: str | None
    revision: Revision
    incident: Incident | None


class Changes(msgspec.Struct, kw_only=True):
    """Changes in the order written. cursor: `since` of the next call, which misses and doubles nothing. more: are there any now."""

    changes: list[Change]
    cursor: int
    more: bool


@get("/changes", sync_to_thread=True, opt={"also": ("since", "limit")}, summary="Every revision since a cursor or a time")
def changes(
    record: Store, since: Annotated[str | None, Parameter(description="A cursor, or a day or time in UTC.", max_length=40)] = None,
    limit: Annotated[int, Parameter(ge=1, le=1000)] = 100,
) -> Changes:
    """Keep the last state of each id, drop the merged and the withdrawn, and you have the record."""
    start = None if since is None or since == "" else moment(since, "since")
    face = show.face(record)
    found = list(record.changes(start, limit=limit + 1))
    shown = found[:limit]
    last = shown[-1].cursor if shown else start if isinstance(start, int) else record.cursor()
    return Changes(
        changes=[
            Change(
                cursor=one.cursor, id=one.id, what=one.what, redirect=one.redirect, revision=face.other(one.revision, one.incident),
                incident=None if one.incident is None else face.incident(one.incident),
            )
            for one in shown
        ],
        cursor=last, more=len(found) > limit,
    )


def _entries(record: Store, asked: Query) -> list[Incident]:
    wanted = msgspec.structs.replace(asked, sort="-changed", cursor=None, limit=ENTRIES if asked.limit is None else asked.limit)
    face = show.face(record)
    return [face.incident(one) for one in record.found(wanted)[0]]


def _base(request: Request[Any, Any, Any]) -> str:
    return str(request.base_url).rstrip("/")


def summary(incident: Incident) -> str:
    """An incident in a few lines: what changed last, who did it, how well it is borne out."""
    last = incident.history[-1] if incident.history else None
    told = [
        f"{headline(incident)}.",
        f"By: {words.doer(incident)}.",
        f"{len(incident.reports)} report(s), {incident.independent_sources} independent source(s)"
        + (f", grade {incident.grade}." if incident.grade else "."),
    ]
    if last is not None:
        fields = "; ".join(f"{one.field}: {one.was or 'nothing'} -> {one.now or 'nothing'}" for one in last.changes)
        told.append(f"Revision {last.n}: {last.cause}." + (f" {fields}." if fields else ""))
    return words.clean(" ".join(told))


@get("/feeds/json", sync_to_thread=True, summary="New and changed incidents of a search, as JSON Feed 1.1",
     media_type="application/feed+json")
def json_feed(request: Request[Any, Any, Any], record: Store, asked: Query) -> Response[dict[str, Any]]:
    """The last changed first."""
    base = _base(request)
    items = [
        {
            "id": f"{base}/i/{one.id}#{one.revision}", "url": f"{base}/i/{one.id}", "title": words.clean(headline(one)),
            "content_text": summary(one), "date_published": _at(one, 0), "date_modified": _at(one, -1), "tags": [one.type],
        }
        for one in _entries(record, asked)
    ]
    body = {
        "version": "https://jsonfeed.org/version/1.1", "title": _title(asked), "home_page_url": f"{base}/{_search(asked)}",
        "feed_url": f"{base}/feeds/json{_search(asked)}", "items": items,
    }
    return Response(body, media_type="application/feed+json")


@get(
    "/feeds/atom", sync_to_thread=True, summary="New and changed incidents of a search, as Atom",
    media_type="application/atom+xml",
)
def atom_feed(request: Request[Any, Any, Any], record: Store, asked: Query) -> Response[bytes]:
    """The last changed first."""
    base = _base(request)
    incidents = _entries(record, asked)
    Tree.register_namespace("", _ATOM)
    feed = Tree.Element(f"{{{_ATOM}}}feed")
    _put(feed, "title", _title(asked))
    _put(feed, "id", f"{base}/feeds/atom{_search(asked)}")
    _put(feed, "updated", max((_at(one, -1) for one in incidents), default="1970-01-01T00:00:00Z"))
    _put(_put(feed, "author"), "name", "Tacitus")
    _put(feed, "link", rel="self", href=f"{base}/feeds/atom{_search(asked)}", type="application/atom+xml")
    _put(feed, "link", rel="alternate", href=f"{base}/{_search(asked)}")
    for one in incidents:
        entry = _put(feed, "entry")
        _put(entry, "id", f"{base}/i/{one.id}")
        _put(entry, "title", words.clean(headline(one)))
        _put(entry, "updated", _at(one, -1))
        _put(entry, "published", _at(one, 0))
        _put(entry, "link", rel="alternate", href=f"{base}/i/{one.id}")
        _put(entry, "category", term=one.type)
        _put(entry, "summary", summary(one), type="text")
    body = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Response(body, media_type="application/atom+xml")


def _put(parent: Tree.Element, tag: str, said: str | None = None, **given: str) -> Tree.Element:
    found = Tree.SubElement(parent, f"{{{_ATOM}}}{tag}", given)
    found.text = said
    return found


def _at(incident: Incident, which: int) -> str:
    return incident.history[which].at if incident.history else "1970-01-01T00:00:00Z"


def _search(asked: Query) -> str:
    from urllib.parse import urlencode

    given = urlencode(asked.to_params())
    return f"?{given}" if given else ""


def _title(asked: Query) -> str:
    given = ", ".join(f"{name} {value}" for name, value in asked.to_params().items())
    return words.clean(f"Tacitus: {given}" if given else "Tacitus: all incidents")


@get("/i/{one:str}", include_in_schema=False, sync_to_thread=True)
def permalink(request: Request[Any, Any, Any], record: Store, one: str) -> Redirect:
    """To the page of an incident, or of the one that it was merged into; the id stays good for ever.

    A browser that comes from another site shows no session: then nothing is looked up, for the page will.
    """
    if user_of(request) == NOBODY:
        return Redirect(f"/incident/{quote(one, safe='')}", status_code=307)
    return Redirect(f"/incident/{record.incident(one).id}", status_code=308)


API = [changes]
HANDLERS = [json_feed, atom_feed, permalink]
