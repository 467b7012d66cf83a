"""Runs the learned reader's model of events on a text: what a word names, who is what in it, which words name one event."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tacitus.reader.learned import windows
from tacitus.reader.learned.calibrate import chance, logistic
from tacitus.reader.learned.labels import FURTHEST, PARTS, STATUSES, TYPES
from tacitus.reader.learned.model import OFF
from tacitus.reader.learned.network import Network

FOLDER = Path(__file__).parent / "models" / "events"
"""Where the model lies: model.onnx, pairs.npz, tokenizer.json and card.json, as `make train` writes them."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The last step of comparing two words: a vector for how far apart they are, and the weights of the answer."""

    apart: Array
    weight: Array
    bias: Array

    def compare(self, asks: Array, gives: Array, distance: NDArray[np.int64]) -> Array:
        """asks [width] of one word, gives [n, width] of others, `distance` [n] in tokens -> probabilities [n, answers]."""
        x = asks[None] + gives + self.apart[np.clip(distance, -FURTHEST, FURTHEST) + FURTHEST]
        bent = 0.5 * x * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))  # GELU, as in training
        return logistic(bent @ self.weight.T + self.bias)


@dataclass(slots=True)
class _View:
    """What the model says of one window: its first token, and one array an output."""

    start: int
    end: int
    said: dict[str, Array]


class Sight:
    """What the model sees in one text. Places are code points [start, end)."""

    def __init__(self, tokens: windows.Tokens, views: list[_View], parts: Pairs, same: Pairs, card: dict[str, Any]) -> None:
        self._tokens, self._views, self._parts, self._same = tokens, views, parts, same
        self._lines: dict[str, list[float]] = card.get("calibration", {})
        self.name = str(card["name"])
        self._starts = np.array([start for start, _ in tokens.spans], np.int64)

    def types(self, start: int, end: int) -> dict[str, float]:
        """How likely the words name an event of each type; "" stands for none."""
        at = self._at(start, end)
        if not at:
            return {}
        view, i = self._view(at[0])
        odds = np.exp(view.said["types"][i] - view.said["types"][i].max())
        return dict(zip(("", *TYPES), (float(p) for p in odds / odds.sum()), strict=True))

    def statuses(self, start: int, end: int) -> dict[str, float]:
        """How likely each status is for the event that the words name."""
        at = self._at(start, end)
        if not at:
            return {}
        view, i = self._view(at[0])
        odds = np.exp(view.said["status"][i] - view.said["status"][i].max())
        return dict(zip(STATUSES, (float(p) for p in odds / odds.sum()), strict=True))

    def main(self, start: int, end: int) -> float:
        """How likely the event that the words name is news and no background; 0.5 where nothing is known."""
        at = self._at(start, end)
        if not at:
            return 0.5
        view, i = self._view(at[0])
        return float(logistic(view.said["main"][i])[0])

    def parts(self, event: tuple[int, int], phrase: tuple[int, int]) -> dict[str, float]:
        """How likely a phrase is each of `PARTS` in the event that some words name; empty where they lie too far apart."""
        named, words = self._at(*event), self._at(*phrase)
        if not named or not words:
            return {}
        view, i = self._view(named[0])
        near = np.array([t - view.start for t in words if view.start <= t < view.end])
        if not len(near):
            return {}
        odds = self._parts.compare(view.said["part_asks"][i], view.said["part_gives"][near], near - i).mean(axis=0)
        return {part: self._chance(part, float(p)) for part, p in zip(PARTS, odds, strict=True)}

    def same(self, a: tuple[int, int], b: tuple[int, int]) -> float | None:
        """How likely two words name one event, or None where they lie too far apart to say."""
        first, second = self._at(*a), self._at(*b)
        if not first or not second:
            return None
        view, i = self._view(first[0])
        if not view.start <= second[0] < view.end:
            return None
        j = second[0] - view.start
        asks, gives = view.said["same_asks"], view.said["same_gives"]
        there = self._same.compare(asks[i], gives[j : j + 1], np.array([j - i]))[0, 0]
        back = self._same.compare(asks[j], gives[i : i + 1], np.array([i - j]))[0, 0]
        return self._chance("same", float((there + back) / 2))

    def words(self) -> list[tuple[int, int]]:
        """Every word of the text."""
        firsts = [i for i, first in enumerate(self._tokens.first) if first]
        ends = [*firsts[1:], len(self._tokens.ids)] if firsts else []
        return [(self._tokens.spans[i][0], self._tokens.spans[e - 1][1]) for i, e in zip(firsts, ends, strict=True)]

    def _chance(self, name: str, p: float) -> float:
        return chance(p, self._lines[name]) if name in self._lines else p

    def _at(self, start: int, end: int) -> list[int]:
        """The tokens that begin a word inside the span."""
        spans, first = self._tokens.spans, self._tokens.first
        low = int(np.searchsorted(self._starts, start))
        out = []
        for i in range(low, len(spans)):
            if spans[i][0] >= end:
                break
            if first[i]:
                out.append(i)
        return out or ([low - 1] if low and spans[low - 1][1] > start else [])

    def _view(self, token: int) -> tuple[_View, int]:
        """The window in which a token lies furthest from an edge, and its place there."""
        best = max(
            (v for v in self._views if v.start <= token < v.end),
            key=lambda v: min(token - v.start if v.start else 10**6, v.end - token if v.end < self._count else 10**6),
        )
        return best, token - best.start

    @property
    def _count(self) -> int:
        return len(self._tokens.ids)


class EventModel(Network):
    """One loaded model."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.begin, self.end = self.ends()
        with np.load(folder / "pairs.npz") as kept:
            self.part, self.same = (
                Pairs(kept[f"{n}_apart"], kept[f"{n}_weight"], kept[f"{n}_bias"]) for n in ("parts", "same")
            )
        self.names = [o.name for o in self.session.get_outputs()]

    def look(self, text: str) -> Sight:
        """What the model sees in a text."""
        tokens = windows.tokens(self.tokenizer, text)
        views = []
        for start, end in windows.cut(len(tokens.ids)) if tokens.ids else []:
            row = np.array([[self.begin, *tokens.ids[start:end], self.end]], np.int64)
            said = self.session.run(None, {"ids": row, "mask": np.ones_like(row)})
            views.append(_View(start, end, {n: s[0, 1:-1] for n, s in zip(self.names, said, strict=True)}))
        return Sight(tokens, views, self.part, self.same, self.card)


@cache
def _loaded(folder: Path) -> EventModel:
    return EventModel(folder)


def there() -> bool:
    """Whether the model is there and switched on, without loading it."""
    return not os.environ.get(OFF) and (FOLDER / "model.onnx").exists()


def model() -> EventModel | None:
    """The model, loaded once a process; None where its files are not there or it is switched off."""
    return _loaded(FOLDER) if there() else None


def look(text: str) -> Sight | None:
    """What the model of events sees in a text, or None where there is no model."""
    loaded = model()
    return loaded.look(text) if loaded is not None else None
