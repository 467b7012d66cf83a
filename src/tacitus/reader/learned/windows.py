"""Cuts a text's tokens into overlapping windows that an encoder can take, and puts what it says of them together again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LONGEST = 510
"""Tokens in a window, without the two marks at its ends: the encoders were trained with 512 positions."""

OVERLAP = 160
"""Tokens that two neighbouring windows share, so that each token has words on both sides in one of them."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: ids, code points [start, end) of each, and which of them begin a word."""

    ids: list[int]
    spans: list[tuple[int, int]]
    first: list[bool]


def tokens(tokenizer: Any, text: str) -> Tokens:
    """The tokens of a text by a `tokenizers.Tokenizer`, without marks at the ends."""
    coded = tokenizer.encode(text, add_special_tokens=False)
    words = coded.word_ids
    first = [i == 0 or words[i] != words[i - 1] for i in range(len(words))]
    return Tokens(list(coded.ids), [tuple(o) for o in coded.offsets], first)


def cut(count: int, longest: int = LONGEST, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Windows [start, end) over `count` tokens: none longer than `longest`, each sharing `overlap` with the next."""
    if count <= longest:
        return [(0, count)]
    starts = list(range(0, count - longest, longest - overlap))
    return [(s, s + longest) for s in starts] + [(count - longest, count)]


def join(windows: list[tuple[int, int]], values: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """One row a token from one array a window: of two windows, the one in which the token lies further from an edge."""
    count = windows[-1][1]
    out = np.zeros((count, *values[0].shape[1:]), np.float32)
    best = np.full(count, -1.0)
    for (start, end), value in zip(windows, values, strict=True):
        place = np.arange(start, end)
        depth = np.minimum(place - start + (count if start == 0 else 0), end - 1 - place + (count if end == count else 0))
        better = depth > best[start:end]
        out[start:end][better] = value[: end - start][better]
        best[start:end][better] = depth[better]
    return out
