"""Gives a statement its date: what is said of it, else the bound that its telling sets; never silently the day of the report."""

from __future__ import annotations

from datetime import date, timedelta

from tacitus import times
from tacitus.reader.grouping import Happening, round_up
from tacitus.reader.page import Page
from tacitus.reader.timing import Timed, as_day
from tacitus.record import Doubt, Quote, SetAside, Statement, Trace, When

FRESH_DAYS = 1
"""A report that gives no day tells of the day of publication or the day before: so do 94 % of the sources that tell a one-day
event of UCDP's 2017 within a week of it, and so did labellers conclude."""
OLD_DAYS = 9
"""What lies further back than this is background, unless the report opens with it."""
TO_COME = frozenset({"planned", "threatened", "hypothetical"})
"""Statuses of what has not happened: the day of publication is no bound to it."""


def date_statement(page: Page, statement: Statement, happening: Happening, *, leads: bool) -> None:
    """Fill `when` with quotes and trace. leads: the happening is told as the report's news, so that it is fresh."""
    _date(page, statement, happening, leads=leads)
    said = page.report.published.doubt
    if said is not None and statement.when.basis in ("relative", "publication"):
        why = f"it is counted from the day of the report, which is in doubt: {said}"
        statement.doubts.append(Doubt(kind="dates", field="when", why=why, quotes=_printed(page)))


def _printed(page: Page) -> list[Quote]:
    """The words of the dateline's date, where there are any."""
    mention = page.dateline.mention if page.dateline is not None else None
    return [page.quote(mention.start, mention.end)] if mention is not None else []


def _date(page: Page, statement: Statement, happening: Happening, *, leads: bool) -> None:
    timed = best_time(happening)
    if timed is not None:
        _said(page, statement, happening, timed)
    elif page.anchor is None or statement.status in TO_COME:
        return
    elif leads and not _over(happening):
        coded = times.unsaid(page.anchor)
        when, rule = coded if coded is not None else (fresh(page, happening), None)
        if when is not None:
            statement.when = when
            rule = rule or ("when.told" if when.quotes else "when.publication")
            statement.traces.append(Trace(field="when", rule=rule))
    else:
        statement.when = When(end=page.anchor.isoformat(), basis="publication")
        statement.traces.append(Trace(field="when", rule="when.bound"))


def _said(page: Page, statement: Statement, happening: Happening, timed: Timed) -> None:
    when = timed.when
    statement.when = When(
        start=when.start,
        end=when.end,
        precision=when.precision,
        said=timed.words,
        basis=when.basis,
        quotes=[page.quote(timed.start, timed.end)],
    )
    statement.traces.append(Trace(field="when", rule=timed.rule or "when.nearest"))
    if timed.wrong is not None:
        statement.doubts.append(Doubt(kind="dates", field="when", why=timed.wrong, quotes=list(statement.when.quotes)))
    for other in happening.times():
        if other.when.start != when.start:
            statement.set_aside.append(
                SetAside(
                    field="when",
                    value=other.words,
                    why="another time is nearer to the words that name it, or more exact",
                    quotes=[page.quote(other.start, other.end)],
                )
            )


FREEING = frozenset({"free", "release", "rescue"})


def _over(happening: Happening) -> bool:
    """Whether it is told only of people set free ("12 kidnapped workers were freed"): nobody says how long ago they were taken."""
    for told in happening.told:
        token = told.mention.token
        if token.dep_ not in ("acl", "amod", "relcl") or token.head.head.lemma_.lower() not in FREEING:
            return False
    return True


def fresh(page: Page, happening: Happening) -> When | None:
    """The days in which news without a day of its own lies: up to publication, or up to the day on which it was told.

    "Police said on Monday" in a report of Wednesday: Sunday or Monday. None where the report has no day.
    """
    if page.anchor is None:
        return None
    told = telling(happening)
    last = as_day(told.when.end) if told is not None else None
    if told is None or last is None or not is_near(page, told.when):
        told, last = None, page.anchor
    back = 0 if last == page.anchor and round_up(page) else FRESH_DAYS
    start = last - timedelta(days=back) if last.toordinal() > back else last
    when = When(start=start.isoformat(), end=last.isoformat(), precision="day", basis="publication")
    if told is not None:
        when.said, when.quotes = told.words, [page.quote(told.start, told.end)]
    return when


def telling(happening: Happening) -> Timed | None:
    """The earliest day on which it is said to have been told; None where none is given."""
    return min(
        (t.told_by for t in happening.told if t.told_by is not None),
        key=lambda t: (t.when.end or "", t.start),
        default=None,
    )


def best_time(happening: Happening) -> Timed | None:
    """The most exact time said of a happening; of equals the first."""
    order = {"day": 0, "week": 1, "month": 2, "year": 3, "unknown": 4}
    return min(happening.times(), key=lambda t: (order[t.when.precision], _long(t.when), t.start), default=None)


NIGHT = 2
"""Days of a night or weekend, the longest span that is still a day."""


def _long(when: When) -> bool:
    """Whether a span is longer than a night: "since Friday" gives way to a day."""
    first, last = as_day(when.start), as_day(when.end)
    return first is not None and last is not None and (last - first).days >= NIGHT


def is_near(page: Page, when: When) -> bool:
    """Whether a time lies close enough before the report to be its news."""
    return not is_old(page, when)


def is_old(page: Page, when: When) -> bool:
    """Whether a time lies so far before the report that it cannot be its news."""
    if when.end is None or page.anchor is None:
        return False
    return (page.anchor - as_date(when.end)).days > OLD_DAYS


def as_date(value: str) -> date:
    """The day of an ISO date or date-time."""
    return date.fromisoformat(value[:10])
