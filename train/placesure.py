"""Learns how likely a resolved place is right, for `placenames.py`: from LGL and GeoVirus, each tested on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import toponyms
from toponyms import Article, Gold

from tacitus.places import Hints, Homes, locate, surety
from tacitus.places.locate import ranking, weighed
from tacitus.places.resolve import likely

CONVENTION = frozenset({"country", "province", "continent", "sea", "region"})
"""Wide kinds, whose middle each set puts elsewhere: where no id tells, a far middle is no error to learn from."""
STRENGTH, STEPS, RATE = 1.0, 1500, 0.05
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
Sure = tuple[dict[str, float], bool]


def examples(reports: Sequence[Article]) -> list[Sure]:
    """The signs of each marked name that is found or given, and whether its likeliest place is right."""
    homes = Homes()
    for x in reports:
        if x.domain:
            homes.add(x.domain, x.key, locate(x.text))
    out: list[Sure] = []
    for x in reports:
        known = homes.hints(x.domain, x.key, x.domain)
        marked = {(g.start, g.end): g for g in x.gold if g.lat is not None}
        for hints in [known, Hints()] if known.home else [known]:
            out += _of_report(x, hints, marked)
    return out


def _of_report(article: Article, hints: Hints, marked: dict[tuple[int, int], Gold]) -> Iterator[Sure]:
    mentions, groups, context = weighed(article.text, (), hints, marked)
    for group in groups:
        golds = [marked.get((mentions[n].start, mentions[n].end)) for n in group.at]
        if not group.found or not any(golds):
            continue
        ranked, mine = ranking(group, groups, context)
        found = likely(ranked, group.mention, mine)
        entry = ranked[0][1].entry
        for gold in golds:
            if gold is None or gold.lat is None or gold.lon is None:
                continue
            near = toponyms.km(gold.lat, gold.lon, entry.lat, entry.lon) <= toponyms.NEAR_KM
            same = gold.id is not None and entry.ref == f"geonames:{gold.id}"
            if near or same or gold.id is not None or entry.kind not in CONVENTION:
                yield found, near or same


def fit(made: Sequence[Sure]) -> dict[str, float]:
    """Logistic weights with L2 regularisation."""
    index = {name: n for n, name in enumerate(sorted({name for found, _ in made for name in found}))}
    rows = np.zeros((len(made), len(index)))
    for n, (found, _) in enumerate(made):
        for name, value in found.items():
            rows[n, index[name]] = value
    answers = np.array([right for _, right in made], float)
    scale = np.maximum(1e-6, rows.std(axis=0) + (rows.std(axis=0) == 0))
    scaled, w = rows / scale, np.zeros(len(index))
    m, v = w.copy(), w.copy()
    for step in range(1, STEPS + 1):
        error = 1 / (1 + np.exp(-(scaled @ w))) - answers
        slope = (scaled.T @ error + STRENGTH * w) / len(answers)
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        w -= RATE * (1 - step / (STEPS + 1)) * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-9)
    return {name: round(float(w[n] / scale[n]), 4) for name, n in index.items()}


def held(weights: dict[str, float], made: Sequence[Sure]) -> dict[str, Any]:
    """How a model's chances hold on examples that it did not see: log loss, mean error of the bins, and the bins."""
    chances = np.array([surety.chance(found, weights) for found, _ in made])
    right = np.array([r for _, r in made], float)
    clipped = np.clip(chances, 1e-4, 1 - 1e-4)
    loss = -np.mean(right * np.log2(clipped) + (1 - right) * np.log2(1 - clipped))
    bins, off = [], 0.0
    for low, high in zip(BINS, BINS[1:], strict=False):
        here = (chances >= low) & (chances < high)
        if here.any():
            said, was = float(chances[here].mean()), float(right[here].mean())
            off += here.mean() * abs(said - was)
            bins.append({"n": int(here.sum()), "said": round(said, 3), "right": round(was, 3)})
    return {"examples": len(made), "bits": round(float(loss), 4), "mean error": round(float(off), 4), "bins": bins}


def learn(sets: dict[str, Sequence[Article]]) -> tuple[dict[str, float], dict[str, Any]]:
    """Weights from all sets, and for each set how weights from the others hold there."""
    made = {name: examples(x) for name, x in sets.items()}
    figures = {
        name: held(fit([e for other, x in made.items() if other != name for e in x]), made[name]) for name in made
    }
    return fit([e for x in made.values() for e in x]), figures
