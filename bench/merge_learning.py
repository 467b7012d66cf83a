"""Learns the points of merging's features from pairs of statements: a logistic model that starts from reasoned points.

Every feature is there or not, so the model is a table of points; the penalty draws each point to where reasoning put it, not
to nought, and what the pairs never show stays there. Used by train/merge.py, and by bench/merge.py to measure in folds.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import merge_ucdp
import numpy as np
from numpy.typing import NDArray

from tacitus.merge.blocking import candidates
from tacitus.merge.facts import facts
from tacitus.merge.score import features
from tacitus.merge.words import weights
from tacitus.record import Report, Statement

PRIOR = Path(__file__).resolve().parents[1] / "train" / "data" / "merge-prior.toml"
STRENGTH = {"read": 10.0, "coded": 1.0}
"""Of the penalty: the reasoned points are held to be right within 0.3 (1) log odds, as one standard deviation; firmer for what is
read, for what the headlines of one war show need not hold elsewhere (chosen on the halves of 2017 and
in MAVERICK's folds)."""
FREE = 0.3
"""Of the penalty on the bias, which says how often pairs match at all and is no matter of reasoning."""
FIRM = 10.0
"""Times the penalty for what the data cannot teach (the prior's table names it)."""
STEPS = 50
FOLDS = 5
BANDS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 1.0)
Label = Callable[[Statement, Statement], float]
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Pairs:
    """Pairs that nothing rules out: which features each has (0 or 1, the last column the bias), how likely each is one
    happening by gold (0 to 1), and the ids of the two statements."""

    shown: Array
    same: Array
    ids: list[tuple[str, str]]


def names() -> list[str]:
    """The features, in the order of the prior's table."""
    return list(_prior()["points"])


def _prior() -> dict[str, Any]:
    return tomllib.loads(PRIOR.read_text(encoding="utf-8"))


def start() -> Array:
    """The reasoned points and bias."""
    prior = _prior()
    return np.array([*prior["points"].values(), prior["bias"]], dtype=float)


def _strength(table: str) -> Array:
    """How hard each point, and last the bias, is held to where it starts."""
    firm = set(_prior()["firm"] if table == "read" else ())
    return np.array([*(STRENGTH[table] * (FIRM if name in firm else 1.0) for name in names()), FREE])


def pairs(statements: Sequence[Statement], reports: Mapping[str, Report], label: Label) -> Pairs:
    """The pairs that merging would compare, labelled."""
    ordered = sorted(statements, key=lambda one: one.id)
    items = [facts(one, reports) for one in ordered]
    place = {name: n for n, name in enumerate(names())}
    kept = [(i, j, found) for i, j in candidates(items) if not isinstance(found := features(items[i], items[j]), str)]
    shown = np.zeros((len(kept), len(place) + 1))
    shown[:, -1] = 1.0
    for row, (_, _, found) in enumerate(kept):
        shown[row, [place[name] for name in found]] = 1.0
    same = np.array([label(ordered[i], ordered[j]) for i, j, _ in kept])
    return Pairs(shown, same, [(ordered[i].id, ordered[j].id) for i, j, _ in kept])


def by_listing(listings: Sequence[merge_ucdp.Listing]) -> Label:
    """How likely two statements are of one event where a headline is listed for several: as by a blind draw."""
    events: dict[str, set[str]] = {}
    for one in listings:
        events.setdefault(one.report, set()).add(one.event)

    def label(a: Statement, b: Statement) -> float:
        one, other = events[a.report], events[b.report]
        return len(one & other) / (len(one) * len(other))

    return label


def learn(table: str, shown: Array, same: Array) -> Array:
    """Points and bias of a table ("read" or "coded") that make the labels likeliest, by Newton's steps."""
    prior = start()
    strength = _strength(table)
    points, cost = prior.copy(), _cost(shown, same, prior, prior, strength)
    for _ in range(STEPS):
        chance = probability(shown, points)
        slope = shown.T @ (chance - same) + strength * (points - prior)
        bend = (shown * (chance * (1 - chance))[:, None]).T @ shown + np.diag(strength)
        move = np.linalg.solve(bend, slope)
        while (new := _cost(shown, same, points - move, prior, strength)) > cost + 1e-9:
            move /= 2
        points, cost = points - move, new
        if np.abs(move).max() < 1e-6:
            break
    return points


def _cost(shown: Array, same: Array, points: Array, prior: Array, strength: Array) -> float:
    """What learning makes small: the surprise at the labels, and how far the points lie from the reasoned ones."""
    logits = shown @ points
    return float(np.sum(np.logaddexp(0.0, logits) - same * logits) + 0.5 * np.sum(strength * (points - prior) ** 2))


def probability(shown: Array, points: Array) -> Array:
    """How likely each pair is one happening."""
    return np.asarray(1.0 / (1.0 + np.exp(-shown @ points)))


def reliability(chance: Array, same: Array, weight: Array | None = None) -> list[dict[str, Any]]:
    """How often pairs are one happening, beside how often they were said to be. weight: how much each pair counts."""
    counts = np.ones(len(same)) if weight is None else weight
    rows = []
    for low, high in zip(BANDS, BANDS[1:], strict=False):
        within = (chance >= low) & (chance < high)
        if within.any():
            said, were = (float(np.average(values[within], weights=counts[within])) for values in (chance, same))
            rows.append({"from": low, "to": high, "pairs": int(within.sum()), "said": round(said, 3), "were": round(were, 3)})
    return rows


def fold(event: str) -> int:
    """The fold of an event, by its name."""
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % FOLDS


def folds(found: Pairs, gold: Mapping[str, str]) -> Iterator[tuple[int, Array, Array]]:
    """Each fold, the points learned from the pairs of which neither statement's event lies in it, and how much each pair
    counts in measuring it: one that lies in two folds counts half in each."""
    home = np.array([[fold(gold[a]), fold(gold[b])] for a, b in found.ids])
    for held in range(FOLDS):
        inside = (home == held).mean(axis=1)
        known = inside == 0
        yield held, learn("coded", found.shown[known], found.same[known]), inside


@contextmanager
def using(table: str, points: Array) -> Iterator[None]:
    """Merging with other points for a while. table: "read" or "coded"."""
    shipped = weights()[table]
    kept = dict(shipped["points"]), shipped["bias"]
    shipped["points"].update(zip(names(), map(float, points[:-1]), strict=True))
    shipped["bias"] = float(points[-1])
    try:
        yield
    finally:
        shipped["points"].update(kept[0])
        shipped["bias"] = kept[1]
