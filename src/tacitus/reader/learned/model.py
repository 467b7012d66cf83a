"""Runs the learned reader's model of roles on a text: ONNX Runtime and a tokenizer, nothing fetched, one thread a process."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tacitus.reader.learned import calibrate, decode, windows
from tacitus.reader.learned.network import Network
from tacitus.reader.learned.signals import ROLES, Signals

FOLDER = Path(__file__).parent / "models" / "roles"
"""Where the model lies: model.onnx, tokenizer.json and card.json, as `make train` writes them."""

OFF = "TACITUS_NO_MODEL"
"""With this variable set, the learned reader behaves as if its model were not there."""


class Model(Network):
    """One loaded model."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.begin, self.end = self.ends()

    def look(self, text: str) -> Signals:
        """What the model sees in a text. Time grows with its length: about 0.1 to 0.4 s a core for 400 words."""
        tokens = windows.tokens(self.tokenizer, text)
        if not tokens.ids:
            return Signals(0.0)
        cuts = windows.cut(len(tokens.ids))
        tags, kinds, reports = [], [], []
        for start, end in cuts:
            t, k, r = self._run([self.begin, *tokens.ids[start:end], self.end])
            tags.append(t)
            kinds.append(k)
            reports.append(r)
        seen = decode.signals(tokens, windows.join(cuts, tags), windows.join(cuts, kinds), np.max(reports, axis=0))
        return calibrate.calibrated(seen, self.card.get("calibration", {}))

    def _run(self, ids: list[int]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """Probabilities of one window: roles [tokens, ROLES, 3], kinds [tokens, KINDS], report [1 + KINDS]."""
        row = np.array([ids], np.int64)
        tags, kinds, report = self.session.run(None, {"ids": row, "mask": np.ones_like(row)})
        odds = np.exp(tags[0, 1:-1].reshape(-1, len(ROLES), 3))
        return odds / odds.sum(-1, keepdims=True), calibrate.logistic(kinds[0, 1:-1]), calibrate.logistic(report[0])


@cache
def _loaded(folder: Path) -> Model | None:
    return Model(folder) if (folder / "model.onnx").exists() else None


def model() -> Model | None:
    """The model, loaded once a process; None where its file is not there or it is switched off."""
    return None if os.environ.get(OFF) else _loaded(FOLDER)


def look(text: str) -> Signals | None:
    """What the learned reader sees in a text, or None where there is no model."""
    loaded = model()
    return loaded.look(text) if loaded is not None else None
