"""Runs the sentence model of PLOVER's categories: how likely a sentence tells of each, or of no event at all."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np

from tacitus.reader.learned.model import OFF
from tacitus.reader.learned.network import Network

FOLDER = Path(__file__).parent / "models" / "plover"
"""Where the model lies: model.onnx, tokenizer.json and card.json, as train/plover.py writes them."""
LONGEST = 128
"""Tokens that the model was trained on; what a sentence says after them is not looked at."""
NONE = "NONE"
"""The label of a sentence that tells of nothing that one party does to another."""


class Categories(Network):
    """One loaded model."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, longest=LONGEST)
        self.labels: list[str] = self.card["labels"]

    def likely(self, sentence: str) -> dict[str, float]:
        """The probability of each label for one sentence; they sum to 1."""
        row = np.array([self.tokenizer.encode(sentence).ids], np.int64)
        out = self.session.run(None, {"ids": row, "mask": np.ones_like(row)})[0][0]
        odds = np.exp(out - out.max())
        return dict(zip(self.labels, (odds / odds.sum()).tolist(), strict=True))


@cache
def _loaded(folder: Path) -> Categories | None:
    return Categories(folder) if (folder / "model.onnx").exists() else None


def categories() -> Categories | None:
    """The model, loaded once a process; None where its file is not there or it is switched off."""
    return None if os.environ.get(OFF) else _loaded(FOLDER)
