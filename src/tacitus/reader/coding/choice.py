"""Chooses the category of a sentence from what its verbs say and what the sentence model sees."""

from __future__ import annotations

import math
from typing import Any

from tacitus.reader.coding import frames
from tacitus.reader.coding.frames import Found
from tacitus.reader.learned.categories import NONE, categories

TRUST = 2.0
"""What a frame adds to the logarithm of its category's odds: about half of what a rule that is right in three of four
would be worth if it erred independently of the model."""
ALONE = 0.75
"""How often a frame is right where it answers (bench/plover.py, the half that was never read)."""


def choose(sentence: Any) -> tuple[Found, float] | None:
    """The event of a parsed sentence, and how sure; None where nothing is done. Without the model, the frames' own answer."""
    found = frames.event(sentence.root)
    model = categories()
    if model is None:
        return None if found is None else (found, min(1.0, found.fit) * ALONE)
    weights = {label: math.log(p + 1e-9) for label, p in model.likely(sentence.text.strip()).items()}
    if found is not None:
        weights[found.event] += TRUST * min(1.0, found.fit)
    best = max(weights, key=lambda label: weights[label])
    if best == NONE:
        return None
    total = sum(math.exp(w - weights[best]) for w in weights.values())
    if found is None or found.event != best:
        token = found.governor if found is not None else frames.main(sentence.root)
        found = Found(best, token, token, 1.0)
    return found, 1.0 / total
