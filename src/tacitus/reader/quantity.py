"""What a number of a report is: its place, its words, its bounds, and what it numbers."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "count",
    "ordinal",
    "age",
    "date",
    "money",
    "distance",
    "percent",
    "designation",
    "duration",
    "temperature",
    "measure",
]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A number as a report gives it, with its hedge. words == text[start:end], in code points.

    low, high: the bounds that the words state, both ends included, None where open; low <= high where both are
    known. kind: what it numbers; only "count" says how many people, things or deeds. approx: "about", "some",
    "nearly" stand with it.
    """

    start: int
    end: int
    words: str
    low: int | None
    high: int | None
    kind: Kind = "count"
    approx: bool = False
