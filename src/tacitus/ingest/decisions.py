"""People decide: a decision is kept, carried out at once by ordinary revisions, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tacitus.errors import TacitusError
from tacitus.ingest.gather import now
from tacitus.ingest.holding import standing
from tacitus.ingest.rules import in_force
from tacitus.ingest.values import value_of
from tacitus.merge import Because, anchor, bonds, merge
from tacitus.merge.corrected import held_value
from tacitus.merge.history import facts
from tacitus.merge.resolve import founding_order
from tacitus.merge.run import identify
from tacitus.record import Anchor, Decision, Incident, Quote, Statement
from tacitus.store import Batch, Store

PAIRS = ("same", "not-same", "unsure")


class Decided(msgspec.Struct, kw_only=True):
    """What came of a decision: itself with its id, the incidents that it changed, and those that it contradicts.

    overruled: ids of older decisions that no longer hold, because this one says otherwise.
    """

    decision: Decision
    changed: list[Incident] = []
    overruled: list[str] = []


def decide_pair(
    store: Store, kind: str, first: str, second: str, *, user: str, comment: str | None = None
) -> Decided:
    """Decides that two happenings are the same, not the same, or that one cannot say (unsure).

    kind: "same", "not-same" or "unsure". first, second: ids of incidents, for all statements that they hold, or of single
    statements. An incident that was merged into another stands for what it held before. "unsure" moves nothing.
    Raises TacitusError E503 for an id that the record does not have, E102 for two that are one and the same.
    """
    if kind not in PAIRS:
        raise TacitusError("E102", f"{kind!r} is no judgement on a pair", where="kind", hint=", ".join(PAIRS))
    with store.writing():
        one, other = _meant(store, first), _meant(store, second)
        if kind == "not-same":  # what was merged into the other is not what the other is by itself
            one = [each for each in one if each not in other] or one
            other = [each for each in other if each not in one]
        if not one or not other or {each.id for each in one} == {each.id for each in other} and kind != "same":
            raise TacitusError(
                "E102", "these are not two happenings with statements of their own", where=f"{first} {second}",
                hint=f"tacitus show {store.path} {first}",
            )
        decision = Decision(
            kind=kind, user=user, at=now(), comment=comment, incident=first, other=second,  # type: ignore[arg-type]
            anchors=[anchor(each) for each in one], other_anchors=[anchor(each) for each in other],
        )
        return _carry_out(store, decision)


def correct(
    store: Store, incident_id: str, field: str, value: str, *, user: str, comment: str | None = None,
    quotes: Sequence[Quote] = (),
) -> Decided:
    """Gives a field of an incident a person's value; the reports' values stay beside it.

    field: such as "counts.killed", "roles.attacker", "when"; value: see `values.value_of`. quotes: words that it rests on.
    Raises TacitusError E503, and E102 for a field or value that cannot be.
    """
    with store.writing():
        incident = store.incident(incident_id)
        return _field(store, incident, field, value, value_of(field, value), user, comment, list(quotes), "correct")


def confirm(
    store: Store, incident_id: str, field: str | None = None, *, user: str, comment: str | None = None
) -> Decided:
    """Vouches for a field as it is now, which then stays, or for the whole: that its statements tell one happening."""
    with store.writing():
        incident = store.incident(incident_id)
        if field is None:
            decision = Decision(
                kind="confirm", user=user, at=now(), comment=comment, incident=incident.id,
                anchors=_anchors(store, incident),
            )
            return _carry_out(store, decision)
        value = facts(incident).get(field)
        if value is None:
            raise TacitusError(
                "E102", f"{incident.id} has no {field!r} to confirm", where=field, hint="type, status, when, where, "
                "counts.killed, roles.attacker or another that `tacitus show` has",
            )
        return _field(store, incident, field, value, held_value(incident, field), user, comment, [], "confirm")


def withdraw(store: Store, report_id: str, *, user: str, why: str | None = None) -> Decided:
    """Takes back a report: what it states no longer counts, also when it is read again; the archive keeps it.

    Raises TacitusError E503 where the record has no such report.
    """
    with store.writing():
        if store.report(report_id) is None:
            raise TacitusError(
                "E503", f"there is no report {report_id!r}", where=store.path, hint="the whole id, as `show --json` has it"
            )
        if report_id in store.withdrawn([report_id]):
            raise TacitusError(
                "E507", "this report is withdrawn already", where=report_id, hint=f"tacitus decisions {store.path}"
            )
        anchors = [anchor(one) for one in store.statements_of_report(report_id)]
        decision = Decision(kind="withdraw", user=user, at=now(), comment=why, report=report_id, anchors=anchors)
        return _carry_out(store, decision)


def undo(store: Store, decision_id: str, *, user: str, comment: str | None = None) -> Decided:
    """Takes a decision back by one more; both stay in the record. What it held together or apart is judged afresh.

    Raises TacitusError E507 for one that the record does not have, that is undone already, or that is itself an undoing.
    """
    with store.writing():
        undone = store.decision(decision_id)
        by = {one.id: other for one, other in store.decisions()}.get(undone.id)
        if by is not None or undone.kind == "undo":
            what = f"{undone.id} is undone already, by {by}" if by else f"{undone.id} is itself an undoing"
            raise TacitusError("E507", what, where=store.path, hint="make the decision again")
        decision = Decision(
            kind="undo", user=user, at=now(), comment=comment, undoes=undone.id, incident=undone.incident,
            other=undone.other, field=undone.field, report=undone.report, anchors=undone.anchors,
            other_anchors=undone.other_anchors,
        )
        return _carry_out(store, decision)


def _field(
    store: Store, incident: Incident, field: str, value: str, holds: object, user: str, comment: str | None,
    quotes: list[Quote], kind: str,
) -> Decided:
    earlier = [one.was for one in incident.decisions if one.field == field]
    was = earlier[-1] if earlier else facts(incident).get(field)
    decision = Decision(
        kind=kind, user=user, at=now(), comment=comment, field=field, value=value, holds=holds,  # type: ignore[arg-type]
        was=was, incident=incident.id, anchors=_anchors(store, incident), quotes=quotes,
    )
    return _carry_out(store, decision)


def _anchors(store: Store, incident: Incident) -> list[Anchor]:
    return [anchor(one) for one in _founded(store, store.statements_of(incident.id), incident.id)]


def _founded(store: Store, statements: Iterable[Statement], identity: str) -> list[Statement]:
    """The founding statement first, then in the order of publication."""
    some = list(statements)
    reports = store.reports(one.report for one in some)
    return sorted(some, key=lambda one: (identify(one) != identity, founding_order(one, reports)))


def _meant(store: Store, identity: str) -> list[Statement]:
    """The statements that an id means; of an incident that was merged into another, those that it held before."""
    single = store.statements([identity])
    if single:
        return list(single.values())
    leads, held = store.last_statements(identity)
    there = store.statements_of(leads) if leads == identity else list(store.statements(held).values())
    return _founded(store, there, identity)


def _carry_out(store: Store, decision: Decision) -> Decided:
    """Keeps the decision and draws anew what it touches, in the transaction around it."""
    anchored = {one.report for one in (*decision.anchors, *decision.other_anchors)}
    before = bonds(standing(store, anchored)).overruled
    decision = store.decide(decision)
    if decision.report is not None:
        store.rest(decision.report, wake=decision.kind == "undo")
    if decision.kind == "unsure":
        changed: list[Incident] = []
    else:
        changed = _drawn_anew(store, decision, anchored)
    after = bonds(standing(store, anchored)).overruled
    return Decided(decision=decision, changed=changed, overruled=sorted(set(after) - set(before)))


def _drawn_anew(store: Store, decision: Decision, anchored: set[str]) -> list[Incident]:
    held = standing(store, anchored)
    partners = {one.report for each in held for one in (*each.decision.anchors, *each.decision.other_anchors)}
    partners |= anchored
    statements = [one for report in sorted(anchored) for one in store.statements_of_report(report)]
    known = store.nearby(statements, store.reports(sorted(partners)))
    loose = {one.id for one in statements} - {one.id for _, members in known for one in members}
    # a report that is told again founds the incident again that was withdrawn with it
    known += [(one, []) for one in store.exactly(identify(each) for each in statements if each.id in loose)]
    everyone = sorted(partners | {one.report for _, members in known for one in members})
    ids = frozenset(one.statement for one in (*decision.anchors, *decision.other_anchors))
    ids |= {one for each in held if each.decision.id == decision.id for one in (*each.first, *each.second)}
    changed = merge(
        [one for one in statements if one.id in loose], known, reports=store.reports(everyone), at=decision.at,
        rules=in_force(store), held=standing(store, everyone), because=Because(decision, ids),
    )
    store.save(Batch(at=decision.at, incidents=changed))
    return changed
