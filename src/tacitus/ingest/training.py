"""What people decided as rows to learn from: judgements on pairs with what the machine weighs, and values with what it read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice, product
from typing import Any

from tacitus.merge import bonds, compare, hold
from tacitus.merge.people import Held
from tacitus.record import Decision, Statement, plain
from tacitus.store import Store

PAIRS = ("same", "not-same", "unsure")
VALUES = ("correct", "confirm", "unsure")
MOST = 100
"""Pairs of one decision: two incidents of many reports must not outweigh all else that was decided."""


def training(store: Store) -> Iterator[dict[str, Any]]:
    """Rows of every decision that stands and whose statements are still told, each with decision, verdict, user, at, comment.

    about "pair": a row for each pair of statements that was judged, also of those of an incident confirmed as a whole.
    verdict: "same", "not-same" or "unsure"; a and b: the statements; score and features: the machine's judgement, by name and
    points (score None, and ruled_out in words, where it thinks the two cannot be one).
    about "value": a row for each field that was corrected, confirmed or left open (verdict "correct", "confirm", "unsure"): was
    (what the reports gave, in words), value and holds (the person's, as said and as data), quotes, and the statements.
    """
    undone = {one.id for one, by in store.decisions() if by is not None}
    standing = [one for one, _ in store.decisions() if one.id not in undone and (one.kind in PAIRS or one.kind in VALUES)]
    reports = {each.report for one in standing for each in (*one.anchors, *one.other_anchors)}
    held = hold(standing, (each for report in sorted(reports) for each in store.statements_of_report(report)))
    overruled = bonds(held).overruled
    for one in held:
        if one.decision.id not in overruled:
            yield from _values(store, one) if one.decision.field is not None else _pairs(store, one)


def _pairs(store: Store, one: Held) -> Iterator[dict[str, Any]]:
    """Two sides make pairs across; a whole that was confirmed makes pairs of all that it holds."""
    whole = one.decision.kind == "confirm"
    meant: Iterable[tuple[str, str]] = combinations(one.first, 2) if whole else product(one.first, one.second)
    told = store.statements([*one.first, *one.second])
    texts = store.reports(each.report for each in told.values())
    verdict = "same" if whole else one.decision.kind
    for a, b in islice(((a, b) for a, b in meant if a != b), MOST):
        found = compare(told[a], told[b], texts)
        yield {
            **_by(one.decision, "pair", verdict), "score": None if found.ruled_out else found.score,
            "ruled_out": found.ruled_out, "features": found.features, "a": plain(told[a]), "b": plain(told[b]),
        }  # fmt: skip


def _values(store: Store, one: Held) -> Iterator[dict[str, Any]]:
    made, told = one.decision, store.statements(one.first)
    statements: list[Statement] = [told[each] for each in one.first]
    if statements:
        yield {
            **_by(made, "value", made.kind), "field": made.field, "was": made.was, "value": made.value, "holds": made.holds,
            "quotes": plain(made.quotes), "statements": plain(statements),
        }  # fmt: skip


def _by(made: Decision, about: str, verdict: str) -> dict[str, Any]:
    return {
        "decision": made.id, "about": about, "verdict": verdict, "user": made.user, "at": made.at, "comment": made.comment,
    }  # fmt: skip
