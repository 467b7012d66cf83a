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
from tacitus.merge.nearness import Found, place, time, town
from tacitus.merge.score import NEVER, kind
from tacitus.merge.words import limits, weights

SLACK = 1e-5
"""Judgements are rounded to six digits."""


def hopeless(a: Facts, b: Facts) -> bool:
    """Whether `judge` cannot hold the two to be the same; False says nothing."""
    if b.statement.report in a.copies or a.statement.report in b.copies:
        return False
    if a.start == b.start is not None and a.statement.where.place_id == b.statement.where.place_id is not None:
        return False  # one place and day: often enough not hopeless to be judged at once
    most = ceiling(a, b)
    for part in (kind, time, place):
        most += points(a, b, part(a, b))
    return most + own(a, b) < 0


def points(a: Facts, b: Facts, found: Found) -> float:
    """What a part of the judgement adds to the log odds; minus infinity where it rules the pair out."""
    if isinstance(found, str):
        return NEVER
    learned: dict[str, float] = weights()[_how(a, b)]["points"]
    return float(sum(learned[name] for name in found))


def ceiling(a: Facts, b: Facts) -> float:
    """The most by which the pair could pass the bar, but for what kind, day and place and `own` add. Rests on what
    `sorts.kind_sort` rests on."""
    learned = weights()[_how(a, b)]
    known: dict[str, float] = learned["points"]
    most = _ceilings(_how(a, b), learned["bias"], sum(known.values()))
    total = float(learned["bias"]) + SLACK - _bar(a, b) + most["unknown"] + most["told"] + most["passing"]
    total += most["actors"] if a.agents and b.agents else known["actor_unsaid"]
    both = (a.targets or a.victims) and (b.targets or b.victims)
    total += most["targets"] if both else known["target_unsaid"]
    if a.weapons and b.weapons:
        total += most["weapon"]
    killed = ("killed" in a.tolls) + ("killed" in b.tolls)
    if killed or not (deathless(a) and deathless(b)):
        total += most["killed"] if killed == 2 else known["killed_unsaid" if killed else "killed_unsaid_by_both"]
    if any(what in a.tolls and what in b.tolls for what in OTHERS):
        total += most["others"]
    if a.words and b.words:
        total += most["words"]
    return total + (most["claims"] if a.statement.claims and b.statement.claims else 0.0)


def own(a: Facts, b: Facts) -> float:
    """The most that names in common, one outlet and a town named in the other's words could add."""
    learned = weights()[_how(a, b)]
    most = _ceilings(_how(a, b), learned["bias"], sum(learned["points"].values()))
    outlet = most["outlet"] if a.publisher and a.publisher == b.publisher else 0.0
    named = most["town"] if town(a, b) else 0.0
    return outlet + named + (0.0 if a.names.isdisjoint(b.names) else most["names"])


def most_own() -> float:
    """The most that `own` gives for any pair."""
    return max(
        sum(_ceilings(how, learned["bias"], sum(learned["points"].values()))[part] for part in ("outlet", "names", "town"))
        for how, learned in weights().items()
    )


def _how(a: Facts, b: Facts) -> str:
    return "coded" if a.coded and b.coded else "read"


def _bar(a: Facts, b: Facts) -> float:
    """The log odds that the pair must pass."""
    bar = float(weights()[_how(a, b)]["join"])
    return min(bar, float(limits()["passing"]["join"])) if a.passing != b.passing else bar


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
