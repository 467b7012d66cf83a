"""Chooses, of the days and places that a report names, those of one incident: by where they stand from what is told of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from tacitus.reader.learned import around, linear

Span = tuple[int, int]
APART = (0, 20, 50, 100, 200, 400, 800, 1600)
"""Code points apart, in steps."""


def near(told: around.Words, candidate: Span, spans: Sequence[Span], others: Sequence[Span]) -> Iterator[str]:
    """The features of a candidate for an incident that is told of at `spans`; `others`: all candidates of the report."""
    start, end = candidate
    nearest = min(spans, key=lambda s: abs(s[0] - start))
    sentences = told.sentence(start) - told.sentence(nearest[0])
    yield f"apart={max(-4, min(4, sentences))}"
    yield f"paragraphs={max(-3, min(3, told.paragraph(start) - told.paragraph(nearest[0])))}"
    yield f"steps={sum(abs(nearest[0] - start) >= a for a in APART)}"
    yield f"shared={min(3, sum(told.sentence(s) == told.sentence(start) for s, _ in spans))}"
    yield f"from first={max(-2, min(3, told.sentence(start) - told.sentence(spans[0][0])))}"
    yield f"sentence={min(5, told.sentence(start))}"
    distance = [min(abs(s - start) for s, _ in spans) for start, _ in others]
    mine = min(abs(s - start) for s, _ in spans)
    yield f"rank={min(4, sum(d < mine for d in distance))}"
    yield f"again={min(3, sum(told.text[a:b] == told.text[start:end] for a, b in others))}"
    for name in around.mention(told, start, end):
        if name[0] in "mlrLR":
            yield name


def chance(model: str, features: set[str]) -> float:
    """How likely a candidate is the one, by a model of train/choosing.py; 0 where that was not made."""
    known = linear.load().get(model)
    return known.scores(features)["yes"] if known is not None else 0.0


@cache
def _kept() -> dict[str, float]:
    raw = tomllib.loads(resources.files(__package__).joinpath("choosing.toml").read_text(encoding="utf-8"))
    return {str(name): float(value) for name, value in raw["least"].items()}


_USED: dict[str, float] = {}


def least(model: str) -> float:
    """The probability from which the likeliest candidate is taken."""
    return (_USED or _kept())[model]


def use_least(values: dict[str, float]) -> None:
    """Use these thresholds in place of those of choosing.toml, as training does to choose them; none: those of the file."""
    _USED.clear()
    _USED.update(values)
