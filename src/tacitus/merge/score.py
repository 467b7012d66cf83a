"""Holds two statements against each other: named features, points for each, and what rules a match out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from tacitus import ontology
from tacitus.merge.evidence import actors, targets, text, tolls, weapon
from tacitus.merge.facts import Facts, facts
from tacitus.merge.nearness import place, time
from tacitus.merge.words import weights
from tacitus.record import Report, Statement

Features = dict[str, float]


class Judgement(msgspec.Struct, frozen=True):
    """Whether two statements tell one happening, and why.

    score: sum of bias and features, in the points of weights.toml. features: name to points.
    ruled_out: what makes one happening impossible, None where nothing does.
    """

    same: bool
    score: float
    features: Features
    ruled_out: str | None = None


def compare(a: Statement, b: Statement, reports: Mapping[str, Report]) -> Judgement:
    """Whether two statements tell of one happening, with every point for and against. Symmetrical."""
    return judge(facts(a, reports), facts(b, reports))


def judge(a: Facts, b: Facts) -> Judgement:
    """The same for statements whose facts are already worked out."""
    reason = _never(a, b)
    if reason:
        return Judgement(same=False, score=float("-inf"), features={}, ruled_out=reason)
    features: Features = {}
    for feature in (time, place, _type, actors, targets, weapon, tolls, text):
        found = feature(a, b)
        if isinstance(found, str):
            return Judgement(same=False, score=float("-inf"), features=features, ruled_out=found)
        features.update(found)
    score = round(weights()["bias"] + sum(features.values()), 6)
    return Judgement(same=score > weights()["threshold"], score=score, features=features)


def _never(a: Facts, b: Facts) -> str | None:
    """What rules out one happening before anything is weighed."""
    if a.statement.report == b.statement.report:
        return "told apart by one report"
    if a.world != b.world:
        return f"one {a.world}, the other {b.world}"
    return None


def _type(a: Facts, b: Facts) -> Features | str:
    """Points for the types: the same, one family, or families that the press confuses."""
    found = _types(*sorted((a.statement.type, b.statement.type)))
    return found if isinstance(found, str) else dict([found])


@cache
def _types(one: str, other: str) -> tuple[str, float] | str:
    """The feature and its points for two types in the order of the alphabet, or why they cannot be one."""
    points, known = weights()["type"], ontology.load()
    if one == other:
        return "same_type", points["same"]
    if one not in known.types or other not in known.types:
        return "a type that the ontology lacks"
    if known.is_a(one, other) or known.is_a(other, one):
        return "same_type", points["same"]
    if [one, other] in [sorted(pair) for pair in weights()["types"]["pairs"]]:
        return "type_family", points["family"]
    kin = known.kinship(one, other)
    if kin == "far":
        return f"{one} is no {other}"
    if kin == "near":
        return "type_near", points["near"]
    violent = known.types[one].group == known.types[other].group == "violence"
    return ("type_family", points["family"]) if violent else ("type_apart", points["apart"])
