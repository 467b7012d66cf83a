"""The API's incidents: the list, one with all that it rests on, its history."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.params import Parameter
from litestar.response import Redirect

from tacitus.record import Change, Incident, Report, Statement
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
    if text is None:
        return [card(show.incident(one)) for one in incidents]
    reports = record.reports(report for one in incidents for report in one.reports[:5])
    found = []
    for one in incidents:
        told = (show.report(reports[key]) for key in one.reports if key in reports)
        lines = next((some for report in told if (some := snippets(text, report.text))), [])
        found.append(card(show.incident(one), lines))
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
    reports = {key: show.report(report) for key, report in record.reports(one.reports).items()}
    shown, told = show.incident(one), [show.statement(each) for each in statements]
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
    return History(revisions=[
        Step(
            n=one.revision.n, cursor=one.cursor, at=one.revision.at, by=one.revision.author, cause=one.revision.cause,
            says=f"{one.revision.cause}" + (f", by {one.revision.author}" if one.revision.author != "tacitus" else ""),
            what=one.what, decision=one.revision.decision, reports=one.revision.reports, statements=one.revision.statements,
            left=one.revision.left, changes=one.revision.changes,
        )
        for one in record.history(incident)
    ])


HANDLERS = [incidents, incident, history]
