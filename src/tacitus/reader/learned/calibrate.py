"""Turns a model's scores into chances: how often spans of such a score were right on reports that it had not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tacitus.reader.learned.signals import Signals, Span

EDGE = 1e-4


def logistic(x: NDArray[Any]) -> NDArray[np.float32]:
    """1 / (1 + exp(-x)), without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)), np.float32)


def chance(score: float, line: Sequence[float]) -> float:
    """The chance that goes with a score, by a line (slope, shift) through its log odds."""
    p = min(max(score, EDGE), 1 - EDGE)
    return float(1.0 / (1.0 + np.exp(-(line[0] * np.log(p / (1 - p)) + line[1]))))


def calibrated(seen: Signals, lines: Mapping[str, Any]) -> Signals:
    """The same signals with chances for scores; `lines` holds (slope, shift) by role, and "relevance"."""
    if not lines:
        return seen
    spans = tuple(
        Span(s.start, s.end, s.role, round(chance(s.score, lines[s.role]), 4), s.kinds) if s.role in lines else s
        for s in seen.spans
    )
    relevance = chance(seen.relevance, lines["relevance"]) if "relevance" in lines else seen.relevance
    return Signals(relevance, seen.kinds, spans)


def error(chances: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: the mean distance, over bins of equal width, between chance said and share right."""
    p, y = np.asarray(chances, float), np.asarray(right, float)
    if not len(p):
        return 0.0
    which = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum(abs(p[which == b].sum() - y[which == b].sum()) for b in range(bins)) / len(p))
