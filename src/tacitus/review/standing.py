"""The decisions of people that stand on some reports, with the statements of now that they mean."""

from __future__ import annotations

from collections.abc import Iterable

from tacitus.merge import Held, hold
from tacitus.store import Store


def standing(store: Store, reports: Iterable[str]) -> list[Held]:
    """All that rest on words of these reports, and all that hang together with them, oldest first."""
    decisions = store.decisions_about(reports)
    if not decisions:
        return []
    anchored = {one.report for each in decisions for one in (*each.anchors, *each.other_anchors)}
    return hold(decisions, (one for report in sorted(anchored) for one in store.statements_of_report(report)))
