"""Runs the sentence model: which kind of happening a sentence or snippet is about, and how likely, or that there is none."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from tacitus.reader.learned.model import OFF
from tacitus.reader.learned.network import Network

FOLDER = Path(__file__).parent / "models" / "sentences"
"""Where the model lies: model.onnx, tokenizer.json and card.json, as train/sentences.py writes them."""
LONGEST = 128
"""Tokens that the model looks at; what a text says after them is not seen."""


class Sentences(Network):
    """One loaded model."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, longest=LONGEST)
        self.labels: list[str] = self.card["labels"]
        self.types: list[str] = self.card["types"]

    def likely(self, text: str, hint: str | None = None) -> tuple[dict[str, float], dict[str, float]]:
        """The chances of each label of CASE-2021 and of each of our types; each sum to 1.

        hint: the label that the rules give (see bench/crosswalks/case2021.toml), None where they were not asked. It
        bears on the labels alone.
        """
        ids = np.array([self.tokenizer.encode(text).ids], np.int64)
        beside = np.zeros((1, len(self.labels)), np.float32)
        if hint in self.labels:
            beside[0, self.labels.index(hint)] = self.card["hint"]
        labels, types = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids), "hint": beside})
        return (
            dict(zip(self.labels, labels[0].tolist(), strict=True)),
            dict(zip(self.types, types[0].tolist(), strict=True)),
        )


@cache
def _loaded(folder: Path) -> Sentences | None:
    return Sentences(folder) if (folder / "model.onnx").exists() else None


def sentences() -> Sentences | None:
    """The model, loaded once a process; None where its file is not there or it is switched off."""
    return None if os.environ.get(OFF) else _loaded(FOLDER)


def classify(texts: Sequence[str], hints: Sequence[str | None] | None = None) -> list[dict[str, float]] | None:
    """The chances of each CASE-2021 label for each text, or None where there is no model; hints: as in `likely`."""
    loaded = sentences()
    if loaded is None:
        return None
    return [loaded.likely(text, hint)[0] for text, hint in zip(texts, hints or [None] * len(texts), strict=True)]


def types(texts: Sequence[str]) -> list[dict[str, float]] | None:
    """The chances of each of our types for each text, or None where there is no model."""
    loaded = sentences()
    return None if loaded is None else [loaded.likely(text)[1] for text in texts]


def choose(chances: Mapping[str, float], counted: Collection[str], bar: float) -> str:
    """The likeliest label, of those that are counted as incidents only where these together reach the bar."""
    incident = sum(chance for label, chance in chances.items() if label in counted)
    open_to = [label for label in chances if (label in counted) == (incident >= bar)]
    return max(open_to, key=lambda label: chances[label])
