"""Says how likely the place that leads among those of its name is right: learned from marked reports, not a share."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log10
from pathlib import Path

from tacitus.places.score import home_nearness
from tacitus.places.shapes import Context, Mention, Named

FILE = Path(__file__).parent / "surety.json"
"""Weights by sign, made by train/placenames.py."""
WIDEST = 8.0  # a lead in score beyond which more tells no more


def signs(
    ranked: Sequence[tuple[float, Named]],
    lead: float,
    mention: Mention,
    context: Context,
    *,
    settled: bool,
    vouched: bool,
) -> dict[str, float]:
    """What speaks for and against the first of the ranked; lead: its score over the best rival's that lies elsewhere."""
    best, entry = ranked[0][1], ranked[0][1].entry
    people = log10(entry.population + 1)
    home = home_nearness(entry, context.home) if context.home else 0.0
    wide = entry.kind in {"country", "continent", "sea", "region"}
    return {
        "one": 1.0,
        "lead": min(WIDEST, lead),
        "narrow lead": float(lead < 1.0),
        "settled": float(settled),
        "vouched": float(vouched),
        "settled lead": settled * min(WIDEST, lead),
        "people": people,
        f"kind {entry.kind}": 1.0,
        f"rank {best.rank}": 1.0,
        "alone": float(len(ranked) == 1),
        "alone and small": float(len(ranked) == 1) * max(0.0, 5.0 - people) * (not wide),
        "home": min(1.0, home),
        "home known": float(context.home is not None),
        "abroad": float(bool(context.named) and entry.country not in context.named and not wide),
        "near": float(any(abs(entry.lat - lat) < 1 and abs(entry.lon - lon) < 1 for lat, lon, _ in context.points)),
        "held": float(bool(context.holders)),
        "upper": float(mention.upper),
        "cue": float(mention.cue is not None),
    }


@cache
def weights() -> Mapping[str, float] | None:
    """The weights, None where the file is not there."""
    return json.loads(FILE.read_text("utf-8")) if FILE.is_file() else None


def chance(found: Mapping[str, float], by: Mapping[str, float]) -> float:
    """The probability that the place is right (within 161 km), by its signs."""
    total = sum(by.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
