"""From what an encoder says of each token to spans with roles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tacitus.reader.learned.signals import KINDS, ROLES, Signals, Span
from tacitus.reader.learned.windows import Tokens

LEVELS = (0.05, 0.15, 0.3, 0.5)
"""A word belongs to a candidate if its role is at least so likely. Candidates of all levels are given: where the bounds of
a phrase are unsure, a low level gives the longer wording and a high one the shorter, and the caller chooses."""


def signals(
    tokens: Tokens,
    roles: NDArray[np.float32],
    kinds: NDArray[np.float32],
    report: NDArray[np.float32],
    levels: Sequence[float] = LEVELS,
) -> Signals:
    """Put probabilities into `Signals`.

    roles: [tokens, ROLES, 3], probabilities of outside, beginning, inside. kinds: [tokens, KINDS]. report: [1 + KINDS],
    relevance first.
    """
    words = _words(tokens)
    found = {
        (s.start, s.end, s.role): s
        for r, role in enumerate(ROLES)
        for level in levels
        for s in _of_role(tokens, words, role, roles[:, r], kinds, level)
    }
    spans = sorted(found.values(), key=lambda s: (s.start, s.end, s.role))
    return Signals(
        relevance=float(report[0]),
        kinds={kind: float(p) for kind, p in zip(KINDS, report[1:], strict=True)},
        spans=tuple(spans),
    )


def _words(tokens: Tokens) -> list[tuple[int, int]]:
    """Each word as its tokens [start, end)."""
    starts = [i for i, first in enumerate(tokens.first) if first]
    return list(zip(starts, [*starts[1:], len(tokens.ids)], strict=True))


def _of_role(
    tokens: Tokens,
    words: list[tuple[int, int]],
    role: str,
    odds: NDArray[np.float32],
    kinds: NDArray[np.float32],
    floor: float,
) -> list[Span]:
    """Runs of words in which the role is likelier than `floor`, cut where a new span is likelier than going on."""
    out: list[Span] = []
    run: list[int] = []
    for w, (at, _) in enumerate(words):
        inside = 1.0 - odds[at, 0]
        if inside < floor:
            out += _span(tokens, words, run, role, odds, kinds)
            run = []
        elif run and odds[at, 1] > odds[at, 2] and odds[at, 1] >= 0.5:
            out += _span(tokens, words, run, role, odds, kinds)
            run = [w]
        else:
            run.append(w)
    return out + _span(tokens, words, run, role, odds, kinds)


def _span(
    tokens: Tokens,
    words: list[tuple[int, int]],
    run: list[int],
    role: str,
    odds: NDArray[np.float32],
    kinds: NDArray[np.float32],
) -> list[Span]:
    if not run:
        return []
    at = [words[w][0] for w in run]
    score = float(np.mean([1.0 - odds[i, 0] for i in at]))
    of = tuple(round(float(k), 4) for k in kinds[at].mean(axis=0))
    return [Span(tokens.spans[at[0]][0], tokens.spans[words[run[-1]][1] - 1][1], role, round(score, 4), of)]
