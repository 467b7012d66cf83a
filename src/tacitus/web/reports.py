"""The API's reports: the text with every value marked in it, what was set aside, and which incidents it tells of."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import get
from litestar.params import Parameter

from tacitus.errors import TacitusError
from tacitus.record import Report, SetAside, Statement
from tacitus.store import Store
from tacitus.store.query import first_day
from tacitus.views.card import Card
from tacitus.views.marks import Mark, SetAsideMark, marks, set_aside
from tacitus.web import show
from tacitus.web.incidents import LightReport, cards, light


class Aside(msgspec.Struct, kw_only=True):
    """What was considered in a statement and not taken, with or without words of its own."""

    statement: str
    aside: SetAside


class Marked(msgspec.Struct, kw_only=True):
    """A report with its text and what is stated in it. marks: in code points of the text. withdrawn: it counts no more."""

    report: Report
    marks: list[Mark]
    statements: list[Statement]
    set_aside: list[SetAsideMark]
    asides: list[Aside]
    incidents: list[Card]
    withdrawn: bool


class Reports(msgspec.Struct, kw_only=True):
    """One page of reports, without their text. next: the cursor of the next page, null on the last."""

    reports: list[LightReport]
    total: int
    next: str | None


@get("/reports", sync_to_thread=True, summary="Reports by their words, the last that came in first")
def found(
    record: Store, text: Annotated[str | None, Parameter(description="Words, or a \"phrase\".", max_length=1000)] = None,
    since: Annotated[str | None, Parameter(description="Published on or after this day, month or year.")] = None,
    limit: Annotated[int, Parameter(ge=1, le=200)] = 50,
    cursor: Annotated[int | None, Parameter(description="`next` of the page before.", ge=0, le=2**62)] = None,
) -> Reports:
    """All of them without a filter."""
    if text is not None and not any(letter.isalnum() for letter in text):
        raise TacitusError("E102", f"{text!r} cannot be used here", where="text", hint="at least one letter or digit")
    some, total, following = record.reports_found(text, first_day(since, "since"), before=cursor, limit=limit)
    face = show.face(record)
    return Reports(
        reports=[light(face.report(one)) for one in some], total=total, next=None if following is None else str(following)
    )


@get("/reports/{report:str}", sync_to_thread=True, summary="A report's text, with the words that each value rests on")
def report(record: Store, report: Annotated[str, Parameter(description="The id of a report.", max_length=200)]) -> Marked:
    """Text is given as text, and never as HTML."""
    found = record.report(report)
    if found is None:
        hint = "the whole id, as an incident has it"
        raise TacitusError("E503", f"there is no report {report[:80]!r}", where=record.path, hint=hint)
    face = show.face(record)
    told = [face.statement(one) for one in record.statements_of_report(report)]
    incidents = record.told_in(report)
    part_of = {statement: one.id for one in incidents for statement in one.statements}
    return Marked(
        report=face.report(found), marks=[mark for one in told for mark in marks(one, part_of.get(one.id))], statements=told,
        set_aside=[mark for one in told for mark in set_aside(one)],
        asides=[Aside(statement=one.id, aside=aside) for one in told for aside in one.set_aside],
        incidents=cards(record, incidents), withdrawn=report in record.withdrawn([report]),
    )


HANDLERS = [found, report]
