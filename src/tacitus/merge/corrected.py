"""Puts the values that people decided over those that the reports give, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from tacitus.merge.history import facts
from tacitus.record import Count, Decision, Doubt, Incident, Party, When, Where, plain

FIELDS = ("type", "status", "when", "where", "counts.WHAT", "roles.ROLE")
"""The fields that a person can correct."""


def corrected(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    """The incident with its people's decisions, oldest first, listed and obeyed; the last word on each field holds.

    Every figure, party and quote of the reports stays beside. `rules` (of a count, its `rule`) names the decision. Where
    the reports no longer give what they gave when it was made, a doubt of the kind "decided" says so.
    """
    if not decisions:
        return incident
    last = {one.field: one for one in decisions if one.field is not None and one.kind in ("correct", "confirm")}
    drawn = facts(incident)
    found = msgspec.structs.replace(incident, decisions=list(decisions), rules=dict(incident.rules))
    for field, decision in last.items():
        _put(found, field, decision)
        now = drawn.get(field)
        if now != decision.was and now != facts(found).get(field):
            said = decision.value or decision.was or "nothing"
            then, today = decision.was or "nothing", now or "nothing"
            why = f"{decision.user} decided {said} when the reports gave {then}; now they give {today}"
            found.doubts = [*found.doubts, Doubt(kind="decided", field=field, why=why, quotes=decision.quotes)]
    return found


def held_value(incident: Incident, field: str) -> Any:
    """The value of a field as `Decision.holds` keeps it; None where the incident has none."""
    whole, _, part = field.partition(".")
    value = getattr(incident, whole)
    if whole == "counts":
        count = value.get(part)
        return None if count is None else {"low": count.low, "high": count.high, "best": count.best}
    return plain(value.get(part, []) if whole == "roles" else value)


def _put(found: Incident, field: str, decision: Decision) -> None:
    whole, _, part = field.partition(".")
    by = f"decision {decision.id} by {decision.user}"
    if whole == "counts":
        old = found.counts.get(part, Count())
        bounds = decision.holds or {"low": None, "high": None, "best": None}
        found.counts = {**found.counts, part: msgspec.structs.replace(old, **bounds, rule=by)}
        return
    shown = {"quotes": decision.quotes} if decision.quotes else {}  # words that the person pointed at
    if whole == "roles":
        parties = [msgspec.structs.replace(one, **shown) for one in msgspec.convert(decision.holds or [], list[Party])]
        found.roles = {**found.roles, part: parties}
    elif whole == "when":
        found.when = msgspec.structs.replace(msgspec.convert(decision.holds, When), **shown)
    elif whole == "where":
        found.where = msgspec.structs.replace(msgspec.convert(decision.holds, Where), **shown)
    else:
        setattr(found, whole, decision.holds)
    found.rules[field] = by
