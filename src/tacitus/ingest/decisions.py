"""People decide: a decision is kept, carried out at once by ordinary revisions, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from tacitus import withhold
from tacitus.errors import TacitusError
from tacitus.ingest.gather import now
from tacitus.ingest.leading import led_on
from tacitus.ingest.linking import link
from tacitus.ingest.quoting import spanned
from tacitus.ingest.rules import in_force
from tacitus.ingest.seen import still
from tacitus.ingest.values import value_of
from tacitus.merge import Because, anchor, bonds
from tacitus.merge.corrected import held_value
from tacitus.merge.history import facts
from tacitus.merge.resolve import derive, founding_order
from tacitus.merge.run import identify
from tacitus.nearby import ready
from tacitus.record import Anchor, Decision, Incident, Quote, Statement
from tacitus.review import Proposal, proposal, renew, standing
from tacitus.store import Batch, Store

PAIRS = ("same", "not-same", "unsure")
Seen = Mapping[str, int]
"""Incident id to the revision of it that the decision was made up on; any that has changed since is refused (`seen.Stale`)."""


class Decided(msgspec.Struct, kw_only=True):
    """What came of a decision: itself with its id, the incidents that it changed, and those that it contradicts.

    overruled: ids of older decisions that no longer hold, because this one says otherwise.
    """

    decision: Decision
    changed: list[Incident] = []
    overruled: list[str] = []


def decide(store: Store, given: Proposal | Mapping[str, Any], *, user: str) -> Decided:
    """Makes a decision of any kind, as an option of the queue or a request holds it; see `tacitus.review.Proposal`.

    Raises TacitusError E102 for what is no decision, E508 for what was made up on an older revision, and what the functions
    below raise.
    """
    asked = proposal(given)
    one, other, why = asked.incident or "", asked.other, asked.comment
    with store.writing():
        still(store, asked.seen)
        if asked.kind == "split":
            return split(store, one, asked.statements, user=user, comment=why)
        if asked.kind == "correct":
            quotes = spanned(store, ((each.report, each.start, each.end) for each in asked.quotes))
            return correct(store, one, asked.field or "", asked.value or "", user=user, comment=why, quotes=quotes)
        if asked.kind == "confirm":
            return confirm(store, one, asked.field, user=user, comment=why)
        if asked.kind == "comment":
            return remark(store, one, why or "", asked.field, user=user)
        if asked.kind == "withdraw":
            return withdraw(store, asked.report or "", user=user, why=why)
        if asked.kind == "undo":
            return undo(store, asked.undoes or "", user=user, comment=why)
        if other is None:
            return leave_open(store, one, asked.field or "", user=user, comment=why)
        return decide_pair(store, asked.kind, one, other, user=user, comment=why)


def decide_pair(
    store: Store, kind: str, first: str, second: str, *, user: str, comment: str | None = None, seen: Seen | None = None
) -> Decided:
    """Decides that two happenings are the same, not the same, or that one cannot say (unsure).

    kind: "same", "not-same" or "unsure". first, second: ids of incidents, for all statements that they hold, or of single
    statements. An incident that was merged into another stands for what it held before. "unsure" moves nothing.
    Raises TacitusError E503 for an id that the record does not have, E102 for two that are one and the same.
    """
    if kind not in PAIRS:
        raise TacitusError("E102", f"{kind!r} is no judgement on a pair", where="kind", hint=", ".join(PAIRS))
    with store.writing():
        still(store, seen or {})
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


def split(
    store: Store, incident_id: str, statements: Sequence[str], *, user: str, comment: str | None = None,
    seen: Seen | None = None,
) -> Decided:
    """Parts some statements from the rest of an incident: they tell of something else, alone or together.

    statements: their ids, or ids of reports for all that these state of it. Where they go is for the machine to say, or for
    another decision. Raises TacitusError E503, E102 where none or all of its statements are named, and E508.
    """
    with store.writing():
        still(store, seen or {})
        incident = store.incident(incident_id)
        members = _founded(store, store.statements_of(incident.id), incident.id)
        parted = [one for one in members if one.id in statements or one.report in statements]
        rest = [one for one in members if one not in parted]
        strangers = set(statements) - {each for one in parted for each in (one.id, one.report)}
        if strangers or not parted or not rest:
            what = f"{', '.join(sorted(strangers))} tell nothing of it" if strangers else "some must go, and some must stay"
            hint = f"ids of statements or reports, as `tacitus show {store.path} {incident.id} --json` has them"
            raise TacitusError("E102", what, where=incident.id, hint=hint)
        decision = Decision(
            kind="not-same", user=user, at=now(), comment=comment, incident=incident.id, other=parted[0].id,
            anchors=[anchor(one) for one in rest], other_anchors=[anchor(one) for one in parted],
        )
        return _carry_out(store, decision)


def correct(
    store: Store, incident_id: str, field: str, value: str, *, user: str, comment: str | None = None,
    quotes: Sequence[Quote] = (), seen: Seen | None = None,
) -> Decided:
    """Gives a field of an incident a person's value; the reports' values stay beside it.

    field: such as "counts.killed", "roles.attacker", "when"; value: see `values.value_of`. quotes: words that it rests on.
    Raises TacitusError E503, E102 for a field or value that cannot be, and E508.
    """
    with store.writing():
        still(store, seen or {})
        return _field(store, incident_id, field, value, value_of(field, value), user, comment, list(quotes), "correct")


def confirm(
    store: Store, incident_id: str, field: str | None = None, *, user: str, comment: str | None = None,
    seen: Seen | None = None,
) -> Decided:
    """Vouches for a field as it is now, which then stays, or for the whole: that its statements tell one happening."""
    with store.writing():
        still(store, seen or {})
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
        return _field(store, incident_id, field, value, held_value(incident, field), user, comment, [], "confirm")


def leave_open(
    store: Store, incident_id: str, field: str, *, user: str, comment: str | None = None, seen: Seen | None = None
) -> Decided:
    """Says that a field cannot be settled by what there is; nothing moves, and the queue asks no more until more is told."""
    with store.writing():
        still(store, seen or {})
        incident = store.incident(incident_id)
        decision = Decision(
            kind="unsure", user=user, at=now(), comment=comment, incident=incident.id, field=field,
            was=facts(incident).get(field), anchors=_anchors(store, incident),
        )
        return _carry_out(store, decision)


def remark(
    store: Store, incident_id: str, words: str, field: str | None = None, *, user: str, seen: Seen | None = None
) -> Decided:
    """Adds a comment to an incident, or to one of its fields; it decides nothing. Raises TacitusError E503, E102 and E508."""
    if not words.strip():
        raise TacitusError("E102", "a comment without words", where="comment", hint="what you want to say")
    with store.writing():
        still(store, seen or {})
        incident = store.incident(incident_id)
        decision = Decision(
            kind="comment", user=user, at=now(), comment=words.strip(), incident=incident_id, field=field,
            anchors=_anchors(store, incident, incident_id),
        )
        return _carry_out(store, decision)


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
    store: Store, named: str, field: str, value: str, holds: object, user: str, comment: str | None,
    quotes: list[Quote], kind: str,
) -> Decided:
    """named: the id that the person gave. One that was merged away stands for what it held before: its values are put over the
    whole as long as that is one, and go with it should the two be parted again."""
    incident = store.incident(named)
    was = facts(_drawn(store, incident)).get(field)  # what the reports now give, whatever was decided before
    decision = Decision(
        kind=kind, user=user, at=now(), comment=comment, field=field, value=value, holds=holds,  # type: ignore[arg-type]
        was=was, incident=named, anchors=_anchors(store, incident, named), quotes=quotes,
    )
    return _carry_out(store, decision)


def _drawn(store: Store, incident: Incident) -> Incident:
    """The incident as its reports alone give it."""
    if not incident.decisions:
        return incident
    told = store.statements_of(incident.id)
    return derive(incident.id, told, store.reports(one.report for one in told), in_force(store))


def _anchors(store: Store, incident: Incident, named: str | None = None) -> list[Anchor]:
    """Of all its statements, those first that the id named (None for the incident's own) held before it was merged away."""
    own = store.last_statements(named)[1] if named not in (None, incident.id) else set()
    told = _founded(store, store.statements_of(incident.id), named or incident.id)
    return [anchor(one) for one in sorted(told, key=lambda one: bool(own) and one.id not in own)]


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
    ready(store)
    anchored = {one.report for one in (*decision.anchors, *decision.other_anchors)}
    before = bonds(standing(store, anchored)).overruled
    decision = store.decide(decision)
    if decision.report is not None:
        store.rest(decision.report, wake=decision.kind == "undo")
    if decision.kind == "unsure":
        changed: list[Incident] = []
    else:
        changed = _drawn_anew(store, decision, anchored)
    renew(store, _concerned(store, decision, changed))
    after = bonds(standing(store, anchored)).overruled
    return Decided(decision=decision, changed=changed, overruled=sorted(set(after) - set(before)))


def _concerned(store: Store, decision: Decision, changed: Iterable[Incident]) -> set[str]:
    """Incidents on which the queue may now ask something else."""
    named = [each for each in (decision.incident, decision.other) if each is not None]
    return {one.id for one in changed} | {one.id for one in store.exactly(named)}


def _drawn_anew(store: Store, decision: Decision, anchored: set[str]) -> list[Incident]:
    held = standing(store, anchored)
    partners = {one.report for each in held for one in (*each.decision.anchors, *each.decision.other_anchors)}
    statements = [one for report in sorted(anchored) for one in store.statements_of_report(report)]
    known = store.with_statements(store.faces().of_reports(partners | anchored))
    homeless = {one.id for one in statements} - {one.id for _, members in known for one in members}
    loose = [one for one in statements if one.id in homeless]
    # a report that is told again founds the incident again that was withdrawn with it
    withdrawn = [(one, list[Statement]()) for one in store.exactly(identify(each) for each in loose)]
    ids = frozenset(one.statement for one in (*decision.anchors, *decision.other_anchors))
    ids |= {one for each in held if each.decision.id == decision.id for one in (*each.first, *each.second)}
    silent = [decision.report] if decision.kind == "withdraw" and decision.report else []
    because = Because(decision, ids)
    changed = link(store, loose, at=decision.at, before=[*known, *withdrawn], silent=silent, because=because)
    named = {one for one in (decision.incident, decision.other) if one is not None} - {one.id for one in changed}
    changed += led_on(store, named, changed, at=decision.at, because=because)
    store.save(Batch(at=decision.at, incidents=changed))
    withhold.catch_up(store, anchored, [incident.id for incident in changed])
    return changed
