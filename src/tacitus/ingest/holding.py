"""Every decision that people made, and whether it holds now."""

from __future__ import annotations

from collections.abc import Iterator

from tacitus.merge import Held, bonds, hold
from tacitus.record import Decision
from tacitus.store import Store


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
