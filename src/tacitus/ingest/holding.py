"""The decisions of people that stand, with the statements of now that they mean, as merge wants them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tacitus.merge import Held, bonds, hold
from tacitus.record import Decision
from tacitus.store import Store


def standing(store: Store, reports: Iterable[str]) -> list[Held]:
    """All that rest on words of these reports, and all that hang together with them."""
    decisions = store.decisions_about(reports)
    if not decisions:
        return []
    anchored = {one.report for each in decisions for one in (*each.anchors, *each.other_anchors)}
    return hold(decisions, (one for report in sorted(anchored) for one in store.statements_of_report(report)))


def states(store: Store) -> Iterator[tuple[Decision, str | None, str]]:
    """Every decision, oldest first, with the one that undoes it, and whether it holds, as `tacitus decisions` says it."""
    every = store.decisions()
    standing_ones = [one for one, by in every if by is None and one.kind != "undo"]
    reports = {each.report for one in standing_ones for each in (*one.anchors, *one.other_anchors)}
    held = hold(standing_ones, (each for report in sorted(reports) for each in store.statements_of_report(report)))
    overruled = bonds(held).overruled
    found = {one.decision.id: one for one in held}
    for decision, undone_by in every:
        mine = found.get(decision.id)
        if undone_by is not None:
            state = f"undone by {undone_by}"
        elif decision.id in overruled:
            state = f"overruled by {overruled[decision.id]}"
        elif mine is not None and _rests(mine):
            state = "rests"
        else:
            state = "holds"
        yield decision, undone_by, state


def _rests(held: Held) -> bool:
    one = held.decision
    return one.kind != "withdraw" and (not held.first or (bool(one.other_anchors) and not held.second))
