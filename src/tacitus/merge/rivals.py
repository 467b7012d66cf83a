"""Rivals: how sure a pair is beside the other matches of its two statements, of which only one can be it.

A rival of a pair is another match of one of the two that is no match of the other: of several that cannot all be it, one can
be. A day with one shelling of a town and a day with ten are so told apart. It weighs by its odds beside the pair's own, so
that a weak match takes nothing from a strong one; reports of one happening match each other and are no rivals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log1p

import numpy as np

from tacitus.merge.blocking import Edge
from tacitus.merge.words import weights

MANY, WIDE = 4000, 4000
"""Edges from which they are weighed in columns, and statements up to which: a table of that many by as many has 16 MB."""


def crowded(scores: Mapping[Edge, float], coded: Sequence[bool]) -> list[Edge]:
    """The edges that stay above the bar when each shares its odds with its rivals, the surest first.

    scores: the log odds of every edge, in the order of the edges. coded: by position, whether a person put it down.
    """
    if not scores:
        return []
    tables = {name: (float(weights()[name]["crowd"]), float(weights()[name]["join"])) for name in ("read", "coded")}
    rivals = _many(scores) if len(scores) >= MANY and len({i for edge in scores for i in edge}) <= WIDE else _few(scores)
    ranked = []
    for ((i, j), own), against in zip(scores.items(), rivals, strict=True):
        share, bar = tables["coded" if coded[i] and coded[j] else "read"]
        score = own - share * log1p(against) if share and against else own
        if score > bar:
            ranked.append((-round(score, 6), (i, j)))
    return [edge for _, edge in sorted(ranked)]


def _few(scores: Mapping[Edge, float]) -> list[float]:
    """For each edge the odds of the rivals of that end which has more, in shares of its own, at most 1 each."""
    near = _near(scores)
    return [max(_against(i, j, own, near, scores), _against(j, i, own, near, scores)) for (i, j), own in scores.items()]


def _near(edges: Iterable[Edge]) -> dict[int, frozenset[int]]:
    """Each end of an edge with all that it has an edge to, and itself; equal sets are one object."""
    near: dict[int, set[int]] = {}
    for i, j in edges:
        near.setdefault(i, {i}).add(j)
        near.setdefault(j, {j}).add(i)
    alike: dict[frozenset[int], frozenset[int]] = {}
    return {i: alike.setdefault(kept, kept) for i, some in near.items() for kept in (frozenset(some),)}


def _against(one: int, other: int, own: float, near: Mapping[int, frozenset[int]], scores: Mapping[Edge, float]) -> float:
    """The odds of the matches of `one` that `other` does not match, in shares of the odds of the two."""
    if near[one] is near[other]:
        return 0.0
    against = sorted(near[one] - near[other])
    return sum(exp(min(0.0, scores[(one, i) if one < i else (i, one)] - own)) for i in against)


def _many(scores: Mapping[Edge, float]) -> list[float]:
    """The same in columns, for hundreds of reports of one happening."""
    ends, at = np.unique(np.array(list(scores), np.int64), return_inverse=True)
    one, other = at.reshape(-1, 2).T
    odds = np.zeros((len(ends), len(ends)))
    odds[one, other] = odds[other, one] = np.fromiter(scores.values(), float, len(scores))
    near = np.eye(len(ends), dtype=bool)
    near[one, other] = near[other, one] = True
    against = np.zeros_like(odds)
    for i in range(len(ends)):
        mine = np.flatnonzero(near[i])
        row, rival = np.nonzero(near[i] & ~near[mine])
        shares = np.exp(np.minimum(0.0, odds[i, rival] - odds[i, mine][row]))
        against[i, mine] = np.bincount(row, shares, len(mine))
    return [float(most) for most in np.maximum(against[one, other], against[other, one])]
