"""The API's incidents: the list, one with all that it rests on, its history."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import Parameter
from litestar.response import Redirect

from tacitus.record import Change, Incident, Report, Revision, Statement
from tacitus.store import Query, Store
from tacitus.views.card import Card, card
from tacitus.views.found import snippets
from tacitus.views.telling import Cite, Figured, cite, tolls
from tacitus.web import show

Id = Annotated[str, Parameter(description="The id of an incident.", max_length=200)]


class Listing(msgspec.Struct, kw_only=True):
    """One page of incidents. total: on all pages. next: the cursor of the next page, null on the last."""

    total: int
    incidents: list[Card]
    next: str | None


class LightReport(msgspec.Struct, kw_only=True):
    """A report without its text."""

    id: str
    title: str | None
    url: str | None
    publisher: str | None
    author: str | None
    published: str | None
    retrieved: str | None
    language: str | None
    source: str | None
    copies: list[str]
    reliability: str


class Whole(msgspec.Struct, kw_only=True):
    """An incident with all that it rests on. toll: every figure as each report gave it, earliest first."""

    incident: Incident
    card: Card
    statements: list[Statement]
    reports: list[LightReport]
    toll: list[Figured]
    cite: Cite


class Step(msgspec.Struct, kw_only=True):
    """One revision. cursor: its place among all changes of the record. what: new, changed, merged or withdrawn."""

    n: int
    cursor: int
    at: str
    by: str
    cause: str
    says: str
    what: str
    decision: str | None
    reports: list[str]
    statements: list[str]
    left: list[str]
    changes: list[Change]


class History(msgspec.Struct, kw_only=True):
    """Every revision of an incident, first first."""

    revisions: list[Step]


def light(report: Report) -> LightReport:
    """The report without its text."""
    return LightReport(
        id=report.id, title=report.title, url=report.url, publisher=report.publisher, author=report.author,
        published=report.published.date, retrieved=report.retrieved, language=report.language, source=report.source,
        copies=report.copies, reliability=report.reliability,
    )


def cards(record: Store, incidents: list[Incident], text: str | None = None) -> list[Card]:
    """The incidents in short; text: what was searched for, whose words are then shown."""
    face = show.face(record)
    if text is None:
        return [card(face.incident(one)) for one in incidents]
    reports = record.reports(report for one in incidents for report in one.reports[:5])
    found = []
    for one in incidents:
        told = (face.report(reports[key]) for key in one.reports if key in reports)
        lines = next((some for report in told if (some := snippets(text, report.text))), [])
        found.append(card(face.incident(one), lines))
    return found


@get("/incidents", sync_to_thread=True, summary="The incidents that the filters select, a page at a time")
def incidents(record: Store, asked: Query) -> Listing:
    """Earliest first, those of an unknown day last, unless `sort` says otherwise."""
    found, total, following = record.found(asked)
    return Listing(total=total, incidents=cards(record, found, asked.text), next=following)


@get("/incidents/{incident:str}", sync_to_thread=True, summary="One incident with all that it rests on")
def incident(request: Request[Any, Any, Any], record: Store, incident: Id) -> Response[Whole]:
    """An id that was merged into an older one is redirected there."""
    one = record.incident(incident)
    if one.id != incident:
        query = f"?{request.url.query}" if request.url.query else ""
        return Redirect(f"/api/v1/incidents/{one.id}{query}", status_code=308)
    statements = record.statements_of(one.id)
    face = show.face(record)
    reports = {key: face.report(report) for key, report in record.reports(one.reports).items()}
    shown, told = face.incident(one), [face.statement(each) for each in statements]
    link = f"{str(request.base_url).rstrip('/')}/incident/{one.id}"
    ordered = sorted(reports.values(), key=lambda each: (each.published.date or "9", each.id))
    body = Whole(
        incident=shown, card=card(shown), statements=told, reports=[light(each) for each in ordered],
        toll=tolls(told, reports), cite=cite(shown, link),
    )
    return Response(body, headers={"ETag": f'"{one.revision}"', "Cache-Control": "no-cache"})


@get("/incidents/{incident:str}/history", sync_to_thread=True, summary="Every revision of an incident, with what it changed")
def history(record: Store, incident: Id) -> History:
    """Of this very id, also if it was merged into another."""
    face = show.face(record)
    return History(revisions=[
        _step(one.cursor, one.what, face.other(one.revision, one.incident)) for one in record.history(incident)
    ])


def _step(cursor: int, what: str, one: Revision) -> Step:
    by = f", by {one.author}" if one.author != "tacitus" else ""
    return Step(
        n=one.n, cursor=cursor, at=one.at, by=one.author, cause=one.cause, says=f"{one.cause}{by}", what=what,
        decision=one.decision, reports=one.reports, statements=one.statements, left=one.left, changes=one.changes,
    )


HANDLERS = [incidents, incident, history]
