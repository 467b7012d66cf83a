"""The same incident under several sets of rules, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tacitus.merge.facts import AGENTS
from tacitus.merge.resolve import derive
from tacitus.merge.rules import Rules
from tacitus.record import Count, Incident, Report, Statement

COUNTED = ("killed", "wounded")
"""The counts that are compared."""
Bounds = tuple[int | None, int | None, int | None]


class Values(msgspec.Struct, frozen=True):
    """What one set of rules makes of an incident. killed, wounded: low, best, high; None where nobody counts."""

    killed: Bounds | None
    wounded: Bounds | None
    when: str | None
    where: str | None
    type: str
    attackers: list[str]


class Compared(msgspec.Struct):
    """One incident under every set, by name. moves: the fields that are not alike under all of them."""

    id: str
    sources: int
    values: dict[str, Values]
    moves: list[str]


class Total(msgspec.Struct, kw_only=True):
    """Over all incidents under one set: the sums of the killed, and in how many incidents the values are others.

    low, best, high: sums; an open or missing bound adds nothing to its sum, and `open` counts the incidents that have
    no high, `without_best` those that are counted but have no best. moved: incidents whose field differs from what the
    first set of the comparison gives, by field.
    """

    incidents: int = 0
    low: int = 0
    best: int = 0
    high: int = 0
    open: int = 0
    without_best: int = 0
    moved: dict[str, int] = {}


class Comparison(msgspec.Struct):
    """Every set that was compared (name to what it does), its totals, and the incidents, in their order.

    incidents holds those whose values move, or all where that was asked; `several` counts incidents with more than one
    independent source, for no rule moves the others much.
    """

    rules: dict[str, str]
    totals: dict[str, Total]
    several: int
    incidents: list[Compared]


def values(incident: Incident) -> Values:
    """The values of an incident that a rule may move."""
    counts = {what: incident.counts.get(what) for what in COUNTED}
    bounds = {what: _bounds(one) if one else None for what, one in counts.items()}
    when, where = incident.when, incident.where
    days = [day for day in dict.fromkeys((when.start, when.end)) if day]
    return Values(
        killed=bounds["killed"],
        wounded=bounds["wounded"],
        when=" to ".join(days) or None,
        where=where.name or where.said,
        type=incident.type,
        attackers=[party.name for role in AGENTS for party in incident.roles.get(role, []) if party.status != "denied"],
    )


def _bounds(count: Count) -> Bounds:
    """Low, best, high; rules that give no best move nothing where low and high are one number."""
    best = count.low if count.best is None and count.low == count.high else count.best
    return (count.low, best, count.high)


def beside(
    identity: str, statements: Sequence[Statement], reports: Mapping[str, Report], sets: Sequence[Rules]
) -> Compared:
    """One incident under each of the sets."""
    derived = {rules.name: derive(identity, statements, reports, rules) for rules in sets}
    found = {name: values(incident) for name, incident in derived.items()}
    fields = Values.__struct_fields__
    moves = [field for field in fields if len({repr(getattr(one, field)) for one in found.values()}) > 1]
    sources = max((incident.independent_sources for incident in derived.values()), default=0)
    return Compared(identity, sources, found, moves)


def compare(incidents: Iterable[Compared], sets: Sequence[Rules], *, everything: bool = False) -> Comparison:
    """The totals over incidents that were put side by side; keeps those that move, or everything."""
    totals = {rules.name: Total(moved=dict.fromkeys(Values.__struct_fields__, 0)) for rules in sets}
    out = Comparison({rules.name: rules.says for rules in sets}, totals, 0, [])
    for one in incidents:
        out.several += one.sources > 1
        if one.moves or everything:
            out.incidents.append(one)
        first = next(iter(one.values.values()))
        for name, found in one.values.items():
            _add(totals[name], found)
            for field in Values.__struct_fields__:
                totals[name].moved[field] += getattr(found, field) != getattr(first, field)
    return out


def _add(total: Total, found: Values) -> None:
    total.incidents += 1
    if found.killed is not None:
        low, best, high = found.killed
        total.low, total.best, total.high = total.low + (low or 0), total.best + (best or 0), total.high + (high or 0)
        total.open += high is None
        total.without_best += best is None
