"""The shapes of a coded sentence: parties with their codes, and the event between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a sentence, at code points [start, end) of the text, which are `words`.

    code: ISO 3166 alpha-3 of a country, or IGO, NGO, ISM, IMG, MNC for what is of none. sector: PLOVER's, None where
    the words do not say.
    """

    start: int
    end: int
    words: str
    code: str
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """An event of one sentence at code points [start, end) of the text.

    event: one of the eighteen categories of PLOVER's first version; `newer` is what version 0.8 calls it. source: who
    does it; both sides where it is mutual. target: to whom. words: those that tell it. score: how sure, 0 to 1.
    """

    start: int
    end: int
    words: str
    event: str
    newer: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    score: float
