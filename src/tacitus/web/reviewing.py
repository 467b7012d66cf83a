"""The API's review: the queue of what is unsure, and people's decisions, never made on what somebody else has changed."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, delete, get, post
from litestar.params import Parameter

from tacitus import review
from tacitus.errors import TacitusError
from tacitus.ingest import decisions as deciding
from tacitus.record import Decision, Incident
from tacitus.review import Proposal
from tacitus.review.items import Option, Value
from tacitus.store import Query, Store
from tacitus.views.card import Card
from tacitus.web import show
from tacitus.web.guard import user_of
from tacitus.web.incidents import cards

PAGE, MOST = 20, 200


class Asked(msgspec.Struct, kw_only=True):
    """One question, with what each key decides; see docs/review.md."""

    key: str
    kind: str
    incidents: list[Incident]
    statements: list[str]
    field: str | None
    why: str
    score: float
    deaths: int
    unsure: float
    values: list[Value]
    features: dict[str, float]
    options: list[Option]


class Waiting(msgspec.Struct, kw_only=True):
    """A page of the queue. left: in all. next: as `after` for the page behind. behind: incidents not yet asked about."""

    items: list[Asked]
    left: int
    next: str | None
    behind: int


class Made(msgspec.Struct, kw_only=True):
    """A decision that was made, the incidents that it changed, and older decisions that it contradicts."""

    decision: Decision
    incidents: list[Card]
    overruled: list[str]


class Decisions(msgspec.Struct, kw_only=True):
    """Decisions, the newest first; undone: for each of those that are undone, by which."""

    decisions: list[Decision]
    undone: dict[str, str]


class Skipped(msgspec.Struct, kw_only=True):
    """A question that is put off."""

    key: str


@get(
    "/review", sync_to_thread=True, opt={"also": ("after", "kind", "skipped")},
    summary="What a person should look at, weightiest first",
)
def queue(
    request: Request[Any, Any, Any], record: Store, asked: Query,
    after: Annotated[str | None, Parameter(description="`next` of the page before.", max_length=200)] = None,
    kind: Annotated[list[str] | None, Parameter(description="Only such questions.")] = None,
    skipped: Annotated[bool, Parameter(description="Only what you put off.")] = False,
) -> Waiting:
    """Looking decides nothing."""
    limit = min(PAGE if asked.limit is None else asked.limit, MOST)
    found = review.queue(
        record, msgspec.structs.replace(asked, limit=None, cursor=None), user=user_of(request).name, after=after or None,
        limit=limit, kinds=kind or (), skipped=skipped,
    )
    face = show.face(record)
    return Waiting(items=[_shown(face, one) for one in found.items], left=found.left, next=found.next, behind=found.behind)


def _shown(face: show.Face, one: review.Item) -> Asked:
    """The question as it may be shown; what would be decided by a name that is withheld cannot be chosen."""
    asked = Asked(
        key=one.key, kind=one.kind, incidents=[], statements=one.statements, field=one.field, why=one.why, score=one.score,
        deaths=one.deaths, unsure=one.unsure, values=one.values, features=one.features, options=one.options,
    )
    told = face.about(asked, one.incidents)
    kept = [after for before, after in zip(asked.options, told.options, strict=True) if before.decision == after.decision]
    return msgspec.structs.replace(told, incidents=[face.incident(each) for each in one.incidents], options=kept)


@post("/review/skip", sync_to_thread=True, status_code=201, summary="Put a question off until its evidence changes")
def skip(request: Request[Any, Any, Any], record: Store, data: Skipped) -> Skipped:
    """For you alone; it decides nothing."""
    review.skip(record, data.key, user=user_of(request).name)
    return data


@delete("/review/skip/{key:str}", sync_to_thread=True, summary="Have a question asked again")
def unskip(request: Request[Any, Any, Any], record: Store, key: str) -> None:
    """Takes back that you put it off."""
    review.unskip(record, key, user=user_of(request).name)


@post("/decisions", sync_to_thread=True, status_code=201, summary="Make a decision, which outranks the machine")
def decide(
    request: Request[Any, Any, Any], record: Store, data: Proposal,
    if_match: Annotated[
        str | None, Parameter(header="If-Match", description="The ETag of the incident that it was made up on.")
    ] = None,
) -> Made:
    """With `seen` (or If-Match) a decision on an incident that has changed meanwhile is refused, with what has changed."""
    if if_match is not None and data.incident is not None:
        data = msgspec.structs.replace(data, seen={**data.seen, data.incident: _revision(if_match)})
    return _made(record, deciding.decide(record, data, user=user_of(request).name))


def _revision(tag: str) -> int:
    digits = tag.strip().removeprefix("W/").strip('"')
    if not digits.isdecimal() or len(digits) > 9:
        raise TacitusError("E102", f"{tag[:40]!r} is no revision", where="If-Match", hint="the ETag of GET /incidents/{id}")
    return int(digits)


@post("/decisions/{decision:str}/withdraw", sync_to_thread=True, status_code=201, summary="Take a decision back")
def withdraw(request: Request[Any, Any, Any], record: Store, decision: str) -> Made:
    """By one more decision; both stay in the record."""
    return _made(record, deciding.undo(record, decision, user=user_of(request).name))


def _made(record: Store, found: deciding.Decided) -> Made:
    decision = show.face(record).decision(found.decision)
    return Made(decision=decision, incidents=cards(record, found.changed), overruled=found.overruled)


@get("/decisions", sync_to_thread=True, opt={"also": ("incident", "limit")}, summary="Who decided what, the newest first")
def made(
    record: Store, incident: str | None = None, limit: Annotated[int, Parameter(ge=1, le=1000)] = 50,
) -> Decisions:
    """All, or those on one incident."""
    every = record.decisions()
    if incident is not None:
        own = {one.id for one in record.incident(incident).decisions}
        every = [(one, by) for one, by in every if incident in (one.incident, one.other) or one.id in own]
    newest = every[::-1][:limit]
    face = show.face(record)
    shown = [face.decision(one) for one, _ in newest]
    return Decisions(decisions=shown, undone={one.id: by for one, by in newest if by is not None})


HANDLERS = [queue, skip, unskip, decide, withdraw, made]
