"""The tables of people's decisions: adds one, finds those on a report and all that hang together with them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select, update

from tacitus.errors import TacitusError
from tacitus.record import Decision, decode, encode
from tacitus.store import schema

_ROWS = schema.decisions.c
_OF = schema.decision_reports.c
WITHDRAWN = "withdrawn"
"""What `statements.superseded_by` says of those whose report was withdrawn."""
SOME = 500


def add(connection: Connection, decision: Decision) -> tuple[str, str]:
    """Adds the decision and returns its id, "d" and its number, and how it is kept, as JSON."""
    undoes = None if decision.undoes is None else int(decision.undoes[1:])
    body = encode(decision).decode()
    row = insert(schema.decisions).values(at=decision.at, user=decision.user, kind=decision.kind, undoes=undoes, body=body)
    seq = connection.execute(row.returning(_ROWS.seq)).scalar_one()
    reports = {one.report for one in (*decision.anchors, *decision.other_anchors)}
    if decision.report is not None:
        reports.add(decision.report)
    for report in sorted(reports):
        connection.execute(insert(schema.decision_reports).values(report=report, decision=seq))
    return f"d{seq}", body


def every(connection: Connection) -> list[tuple[Decision, str | None]]:
    """All decisions as they were made, with the id of the one that undoes each, if any."""
    undone = {row.undoes: row.seq for row in connection.execute(select(_ROWS.undoes, _ROWS.seq))}
    rows = connection.execute(select(_ROWS.seq, _ROWS.body).order_by(_ROWS.seq))
    return [(_whole(row.seq, row.body), f"d{undone[row.seq]}" if row.seq in undone else None) for row in rows]


def one(connection: Connection, identity: str, where: str) -> Decision:
    """The decision with this id, such as "d7". Raises TacitusError E507."""
    digits = identity.removeprefix("d")
    body = None
    if digits.isdecimal() and len(digits) < 19:
        body = connection.execute(select(_ROWS.body).where(_ROWS.seq == int(digits))).scalar()
    if body is None:
        raise TacitusError("E507", f"there is no decision {identity!r}", where=where, hint=f"tacitus decisions {where}")
    return _whole(int(digits), body)


def about(connection: Connection, reports: Iterable[str]) -> list[Decision]:
    """The decisions that stand on these reports, and on the reports that those are about, and so on, oldest first."""
    found: dict[int, Decision] = {}
    seen: set[str] = set()
    asked = set(reports)
    undone = select(_ROWS.undoes).where(_ROWS.undoes.is_not(None))
    while asked:
        seen |= asked
        ids = sorted(asked)
        rows = [
            row for start in range(0, len(ids), SOME)
            for row in connection.execute(
                select(_ROWS.seq, _ROWS.body).where(
                    _ROWS.seq.in_(select(_OF.decision).where(_OF.report.in_(ids[start : start + SOME]))),
                    _ROWS.seq.not_in(undone), _ROWS.kind != "undo",
                )
            )
        ]
        fresh = {row.seq: _whole(row.seq, row.body) for row in rows if row.seq not in found}
        found |= fresh
        asked = {each for decision in fresh.values() for each in _reports(decision)} - seen
    return [found[seq] for seq in sorted(found)]


def _reports(decision: Decision) -> set[str]:
    return {each.report for each in (*decision.anchors, *decision.other_anchors)}


def withdrawn(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Those of the reports that a decision that stands has withdrawn."""
    undone = select(_ROWS.undoes).where(_ROWS.undoes.is_not(None))
    ids, found = sorted(set(reports)), set[str]()
    for start in range(0, len(ids), SOME):
        asked = (
            select(_OF.report).join(schema.decisions, _ROWS.seq == _OF.decision)
            .where(_OF.report.in_(ids[start : start + SOME]), _ROWS.kind == "withdraw", _ROWS.seq.not_in(undone))
        )
        found.update(connection.execute(asked).scalars())
    return found


def rest(connection: Connection, report: str) -> None:
    """Takes what the report states out of the record's present; its rows stay."""
    rows = schema.statements
    connection.execute(
        update(rows).where(rows.c.report == report, rows.c.superseded_by.is_(None)).values(superseded_by=WITHDRAWN)
    )


def wake(connection: Connection, report: str) -> None:
    """Brings back what the last reading of the report states."""
    rows = schema.statements
    connection.execute(
        update(rows).where(rows.c.report == report, rows.c.superseded_by == WITHDRAWN).values(superseded_by=None)
    )


def _whole(seq: int, body: str) -> Decision:
    decision = decode(body, Decision)
    decision.id = f"d{seq}"
    return decision
