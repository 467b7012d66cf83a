"""People's judgements on pairs as rows to learn from: both statements, the verdict, and what the machine weighs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any

from tacitus.merge import bonds, compare, hold
from tacitus.record import plain
from tacitus.store import Store

PAIRS = ("same", "not-same", "unsure")
MOST = 100
"""Pairs of one decision: two incidents of many reports must not outweigh all else that was decided."""


def training(store: Store) -> Iterator[dict[str, Any]]:
    """A row for each pair of statements that a decision on a pair is about, as long as it stands and both are still told.

    decision, verdict ("same", "not-same", "unsure"), user, at, comment; a and b: the statements; score and features: the
    machine's judgement, by name and points (score None, and ruled_out in words, where it thinks the two cannot be one).
    """
    undone = {one.id for one, by in store.decisions() if by is not None}
    standing = [one for one, _ in store.decisions() if one.id not in undone and one.kind in PAIRS]
    reports = {each.report for one in standing for each in (*one.anchors, *one.other_anchors)}
    held = hold(standing, (each for report in sorted(reports) for each in store.statements_of_report(report)))
    overruled = bonds(held).overruled
    for one in held:
        if one.decision.id in overruled:
            continue
        told = store.statements([*one.first, *one.second])
        texts = store.reports(each.report for each in told.values())
        crossing = ((a, b) for a, b in product(one.first, one.second) if a != b)
        for a, b in islice(crossing, MOST):
            found = compare(told[a], told[b], texts)
            yield {
                "decision": one.decision.id, "verdict": one.decision.kind, "user": one.decision.user,
                "at": one.decision.at, "comment": one.decision.comment,
                "score": None if found.ruled_out else found.score, "ruled_out": found.ruled_out,
                "features": found.features, "a": plain(told[a]), "b": plain(told[b]),
            }
