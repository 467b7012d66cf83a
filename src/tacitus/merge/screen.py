"""A quick look at a pair before it is judged: whether anything it could have in common would lift it over the bar.

Most pairs that meet by day and place are far from being one happening. Day, place and type are weighed as `score` does;
of the rest only what is missing on one side is looked at, and the best is assumed where both say something. So a pair
that the screen turns away is one that `judge` would not have held to be the same, and none else.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from tacitus.merge.evidence import OTHERS, deathless
from tacitus.merge.facts import Facts
from tacitus.merge.nearness import place, time
from tacitus.merge.score import kind
from tacitus.merge.words import limits, weights

SLACK = 1e-5
"""Judgements are rounded to six digits."""


def hopeless(a: Facts, b: Facts) -> bool:
    """Whether `judge` cannot hold the two to be the same; False says nothing."""
    if b.statement.report in a.copies or a.statement.report in b.copies:
        return False
    if a.start == b.start is not None and a.statement.where.place_id == b.statement.where.place_id is not None:
        return False  # one place and day: often enough not hopeless to be judged at once
    how = "coded" if a.coded and b.coded else "read"
    learned = weights()[how]
    points: dict[str, float] = learned["points"]
    total = float(learned["bias"])
    for part in (kind, time, place):
        found = part(a, b)
        if isinstance(found, str):
            return True
        total += sum(points[name] for name in found)
    most = total + _most(a, b, points, _ceilings(how, learned["bias"], sum(points.values())))
    bar = float(learned["join"])
    if a.passing != b.passing:
        bar = min(bar, float(limits()["passing"]["join"]))
    return most <= bar - SLACK


def _most(a: Facts, b: Facts, points: dict[str, float], ceiling: dict[str, float]) -> float:
    """The most that everything else could add."""
    total = ceiling["unknown"] + ceiling["weapon"] + ceiling["told"] + ceiling["passing"]
    total += ceiling["actors"] if a.agents and b.agents else points["actor_unsaid"]
    both = (a.targets or a.victims) and (b.targets or b.victims)
    total += ceiling["targets"] if both else points["target_unsaid"]
    killed = ("killed" in a.tolls) + ("killed" in b.tolls)
    if killed or not (deathless(a) and deathless(b)):
        total += ceiling["killed"] if killed == 2 else points["killed_unsaid" if killed else "killed_unsaid_by_both"]
    if any(what in a.tolls and what in b.tolls for what in OTHERS):
        total += ceiling["others"]
    if a.words and b.words:
        total += ceiling["words"]
    if not a.names.isdisjoint(b.names):
        total += ceiling["names"]
    if a.statement.claims and b.statement.claims:
        total += ceiling["claims"]
    return total + (ceiling["outlet"] if a.publisher and a.publisher == b.publisher else 0.0)


@cache
def _table() -> dict[str, Any]:
    with (Path(__file__).parent / "screen.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _ceilings(how: str, _bias: float, _sum: float) -> dict[str, float]:
    """The most points of each part, at least none; drawn anew for other weights. unknown: of features that no part names."""
    points: dict[str, float] = weights()[how]["points"]
    parts: dict[str, list[str]] = _table()["parts"]
    found = {
        part: max([0.0, *(value for name, value in points.items() if name.startswith(tuple(begin)))])
        for part, begin in parts.items()
    }
    known = (*_table()["looked_at"], *(each for begin in parts.values() for each in begin))
    found["unknown"] = sum(max(0.0, value) for name, value in points.items() if not name.startswith(known))
    return found
