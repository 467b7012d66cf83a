"""Fits the small linear models: examples with named features in, weights as the reader keeps them out. Needs scikit-learn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

REPORTS = 5
"""A feature must stand in so many reports; what stands in fewer is a name or chance."""
FOLDS = 5
STRENGTHS = (0.003, 0.02, 0.1, 0.4, 1.0)
"""Inverse strengths of regularisation that are tried, by cross-validation on the training reports."""
SCALES: dict[str, dict[str, float]] = {
    "even": {"C": 0.5},
    "own": {"h": 1.5, "H": 1.5, "k": 0.7, "l": 0.5, "r": 0.5, "L": 0.5, "R": 0.5, "s": 0.25, "p": 0.1},
    "near": {"s": 0.7, "p": 0.1},
    "few": {
        "m": 0.3,
        "h": 0.3,
        "l": 0.2,
        "r": 0.2,
        "L": 0.3,
        "R": 0.3,
        "w": 0.15,
        "C": 0.3,
        "s": 0.2,
        "p": 0.1,
        "b": 0.5,
    },
}
"""How large a feature is by the letter before its "=" (1 where not named); which suits a model is found with its strength."""

Settings = tuple[str, float]
"""The name of the scales, and the inverse strength of regularisation."""


@dataclass
class Example:
    """What a model sees, what it should say, and in which report."""

    features: set[str]
    answer: str
    report: int


def size(name: str, scales: str) -> float:
    """How large a feature is; only those named by one letter (and a digit) are scaled."""
    letter = name.split("=")[0].rstrip("0123456789")
    return SCALES[scales].get(letter, 1.0) if len(letter) == 1 else 1.0


def vector(features: set[str], scales: str) -> dict[str, float]:
    """The features with their sizes."""
    return {name: size(name, scales) for name in features}


def pruned(given: list[Example]) -> list[Example]:
    """The examples without features and answers that are too rare to learn from."""
    seen: dict[str, set[int]] = {}
    for e in given:
        for name in e.features:
            seen.setdefault(name, set()).add(e.report)
    often = {name for name, reports in seen.items() if len(reports) >= REPORTS}
    answers = Counter(e.answer for e in given)
    return [Example(e.features & often, e.answer, e.report) for e in given if answers[e.answer] >= REPORTS]


def fitted(given: list[Example], settings: Settings) -> tuple[DictVectorizer, LogisticRegression]:
    """A model of the examples."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([vector(e.features, settings[0]) for e in given])
    model = LogisticRegression(C=settings[1], max_iter=2000)
    model.fit(matrix, [e.answer for e in given])
    return vectors, model


def checked(given: list[Example]) -> tuple[Settings, float, float]:
    """The best settings, the bits that an answer costs with them on reports not seen, and what it costs by its frequency."""
    answers = np.array([e.answer for e in given])
    groups = [e.report for e in given]
    names = sorted(set(answers))
    truth = np.array([[a == n for n in names] for a in answers])
    cost = {}
    for scales in SCALES:
        matrix = DictVectorizer().fit_transform([vector(e.features, scales) for e in given])
        for strength in STRENGTHS:
            model = LogisticRegression(C=strength, max_iter=2000)
            odds = cross_val_predict(
                model, matrix, answers, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
            )
            cost[scales, strength] = float(-np.mean(np.log2(np.clip(odds[truth], 1e-6, 1))))
    best = min(cost, key=lambda s: cost[s])
    common = truth.mean(axis=0)
    return best, cost[best], float(-(common * np.log2(common)).sum())


def packed(vectors: DictVectorizer, model: LogisticRegression, scales: str) -> dict[str, Any]:
    """A model as JSON: weights in hundredths, features that hardly weigh left out."""
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        rows, bias = np.vstack([-rows[0] / 2, rows[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    names = [str(n) for n in vectors.get_feature_names_out()]
    sizes = np.array([size(n, scales) for n in names])
    whole = np.rint(rows * sizes * 100).astype(int)
    weights = {n: whole[:, i].tolist() for i, n in enumerate(names) if np.abs(whole[:, i]).max() >= 2}
    return {"classes": model.classes_.tolist(), "bias": [round(float(b), 3) for b in bias], "weights": weights}
