"""Learns the set values of an incident (kinds of victims and targets, effects, confidence ...) from MUC-4's training keys.

`python train/slots.py DATA_FOLDER [--check]` writes src/tacitus/reader/learned/slots.json.gz; --check measures instead, by
cross-validation over reports, beside the answer that always gives the commonest class. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import muc_gold
import numpy as np
from muc_bench.keys import Fill, Template
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from tacitus.reader.learned import slots

TARGET = Path(__file__).resolve().parents[1] / "src" / "tacitus" / "reader" / "learned" / "slots.json.gz"
REPORTS = 5
"""A feature must stand in so many reports; what stands in fewer is a name or chance."""
FOLDS = 5
STRENGTHS = (0.02, 0.1, 0.4, 1.0)
"""Inverse strengths of regularisation that are tried, by cross-validation on the training reports."""


SCALES: dict[str, dict[str, float]] = {
    "even": {},
    "own": {"m": 1.0, "h": 1.5, "k": 0.7, "l": 0.5, "r": 0.5, "s": 0.25, "p": 0.1},
    "near": {"m": 1.0, "h": 1.0, "k": 1.0, "l": 1.0, "r": 1.0, "s": 0.7, "p": 0.1},
}
"""How large a feature is by the first letter of its name (1 where not named); which suits a model is found with its strength."""
Settings = tuple[str, float]
"""The name of the scales, and the inverse strength of regularisation."""


def vector(features: set[str], scales: str) -> dict[str, float]:
    """The features with their sizes."""
    return {name: SCALES[scales].get(name[0], 1.0) for name in features}


@dataclass
class Example:
    """What a model sees, what it should say, and in which report."""

    features: set[str]
    answer: str
    report: int


def entities(template: Template, slot: int) -> list[Fill]:
    """The people and things of a slot; the described people who have no name."""
    return [f for f in template.slots.get(slot, []) if slot != 19 or not f.refs]


def answer(template: Template, slot: int, entity: Fill) -> str:
    """The value that a slot gives an entity, "-" where it gives none."""
    for fill in template.slots.get(slot, []):
        if set(fill.refs) & set(entity.options):
            return fill.options[0]
    return "-"


ENTITY = {
    "victim kind": ((18, 19), 20),
    "victim effect": ((18, 19), 23),
    "target kind": ((12,), 13),
    "target effect": ((12,), 16),
    "weapon kind": ((6,), 7),
    "confidence": ((10,), 11),
}
"""By model: the slots of the entities, and the slot of the answer."""


def examples(folder: Path) -> dict[str, list[Example]]:
    """The examples of every model."""
    out: dict[str, list[Example]] = {name: [] for name in (*ENTITY, "stage", "category")}
    for number, report in enumerate(muc_gold.load(folder)):
        for template in report.templates:
            for name, example in of_template(report, template, number):
                out[name].append(example)
    return out


def of_template(report: muc_gold.Labelled, template: Template, number: int) -> Iterator[tuple[str, Example]]:
    """The examples of one incident."""
    kind = (template.value(4) or "ATTACK").lower()
    for name, (sources, slot) in ENTITY.items():
        for entity in (e for source in sources for e in entities(template, source)):
            spans = report.spans(entity.options)
            said = answer(template, slot, entity)
            if spans and (said != "-" or "effect" in name):
                yield name, Example(slots.of_entity(report.told, spans, kind), said, number)
    by_role = {
        role: [s for e in entities(template, slot) for s in report.spans(e.options)]
        for role, slot in (("PerpInd", 9), ("PerpOrg", 10), ("Target", 12), ("Victim", 18), ("Described", 19), ("Weapon", 6))
    }
    if any(by_role.values()):
        features = slots.of_frame(report.told, by_role, kind)
        yield "stage", Example(features, template.value(5) or "ACCOMPLISHED", number)
        yield "category", Example(features, template.value(8) or "-", number)


def fitted(given: list[Example], settings: Settings) -> tuple[DictVectorizer, LogisticRegression]:
    """A model of the examples."""
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([vector(e.features, settings[0]) for e in given])
    model = LogisticRegression(C=settings[1], max_iter=2000)
    model.fit(matrix, [e.answer for e in given])
    return vectors, model


def pruned(given: list[Example]) -> list[Example]:
    """The examples without features and answers that are too rare to learn from."""
    seen: dict[str, set[int]] = {}
    for e in given:
        for name in e.features:
            seen.setdefault(name, set()).add(e.report)
    often = {name for name, reports in seen.items() if len(reports) >= REPORTS}
    answers = Counter(e.answer for e in given)
    return [Example(e.features & often, e.answer, e.report) for e in given if answers[e.answer] >= REPORTS]


def checked(given: list[Example]) -> tuple[Settings, float, float]:
    """The best settings, how often they are right on reports not seen, and how often the commonest answer is."""
    answers = np.array([e.answer for e in given])
    groups = [e.report for e in given]
    right = {}
    for scales in SCALES:
        matrix = DictVectorizer().fit_transform([vector(e.features, scales) for e in given])
        for strength in STRENGTHS:
            model = LogisticRegression(C=strength, max_iter=2000)
            said = cross_val_predict(model, matrix, answers, groups=groups, cv=GroupKFold(FOLDS))
            right[scales, strength] = float(np.mean(said == answers))
    best = max(right, key=lambda s: right[s])
    return best, 100 * right[best], 100 * Counter(answers).most_common(1)[0][1] / len(answers)


def packed(vectors: DictVectorizer, model: LogisticRegression, scales: str) -> dict[str, object]:
    """A model as JSON: weights in hundredths, features that hardly weigh left out."""
    rows, bias = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        rows, bias = np.vstack([-rows[0] / 2, rows[0] / 2]), np.array([-bias[0] / 2, bias[0] / 2])
    names = vectors.get_feature_names_out()
    sizes = np.array([SCALES[scales].get(str(n)[0], 1.0) for n in names])
    whole = np.rint(rows * sizes * 100).astype(int)
    weights = {str(n): whole[:, i].tolist() for i, n in enumerate(names) if np.abs(whole[:, i]).max() >= 2}
    return {"classes": model.classes_.tolist(), "bias": [round(float(b), 3) for b in bias], "weights": weights}


def main() -> None:
    """Learn every model, or measure them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path, help="the data folder, which holds muc4/")
    options.add_argument("--check", action="store_true", help="measure by cross-validation, write nothing")
    given = options.parse_args()
    folder = given.data / "muc4"
    if not (folder / "dev").is_dir():
        sys.exit(f"there is no {folder / 'dev'}: give the folder that holds muc4/")
    out = {}
    for name, found in examples(folder).items():
        known = pruned(found)
        settings, right, common = checked(known)
        print(f"{name}: {len(known)} examples, right {right:.1f}, commonest {common:.1f}, {settings}", flush=True)
        out[name] = packed(*fitted(known, settings), settings[0])
    if not given.check:
        TARGET.write_bytes(gzip.compress(json.dumps(out, separators=(",", ":")).encode(), mtime=0))


if __name__ == "__main__":
    main()
