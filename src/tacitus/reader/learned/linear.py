"""Small linear models over words, which say the kinds and effects of what was found: one packed table, run without a library."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

TABLES = ("slots.json.gz", "frames.json.gz", "choosing.json.gz")
"""The weights, made by train/slots.py, train/frames.py and train/choosing.py."""


@dataclass(frozen=True, slots=True)
class Linear:
    """One model: its classes, a weight a class for each feature that it knows, and the weights without any feature."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class; features that the model does not know say nothing."""
        sums = list(self.bias)
        for name in features:
            for at, weight in enumerate(self.weights.get(name, ())):
                sums[at] += weight
        top = max(sums)
        powers = [math.exp(s - top) for s in sums]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """The likeliest class and its probability."""
        return max(self.scores(features).items(), key=lambda item: item[1])


_USED: dict[str, Linear] = {}


def load() -> dict[str, Linear]:
    """Every model by its name; a table that was not made gives none."""
    return _USED or _kept()


def use(models: dict[str, Linear]) -> None:
    """Use these models in place of those of the package, as training does to measure what it makes; none: the package's."""
    _USED.clear()
    _USED.update(models)


@cache
def _kept() -> dict[str, Linear]:
    out: dict[str, Linear] = {}
    for name in TABLES:
        packed = resources.files(__package__).joinpath(name)
        if packed.is_file():
            found: dict[str, Any] = json.loads(gzip.decompress(packed.read_bytes()))
            out.update({model: unpacked(weights) for model, weights in found.items()})
    return out


def unpacked(model: dict[str, Any]) -> Linear:
    """A model from its JSON: `classes`, `bias`, and `weights` in hundredths, a list a feature."""
    weights = {name: tuple(w / 100 for w in row) for name, row in model["weights"].items()}
    return Linear(tuple(model["classes"]), tuple(model["bias"]), weights)
