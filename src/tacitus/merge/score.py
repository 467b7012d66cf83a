"""Holds two statements against each other: named features, points for each, and what rules a match out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from tacitus import ontology
from tacitus.merge.evidence import actors, targets, text, tolls, weapon
from tacitus.merge.facts import Facts, facts
from tacitus.merge.nearness import place, time
from tacitus.merge.words import weights
from tacitus.record import Report, Statement

Features = dict[str, float]
NEVER = float("-inf")
UNSURE = frozenset({"day_unknown", "place_unknown", "type_near", "within"})  # points off for what is not known


class Judgement(msgspec.Struct, frozen=True):
    """Whether two statements tell one happening, and why.

    score: sum of bias and features, in the points of weights.toml. features: name to points.
    ruled_out: what makes one happening impossible, None where nothing does. voice: "against" where they are not
    the same because something contradicts, and not only because too little speaks for it; "for" where they are
    the same by more than type, day and place; else "silent".
    """

    same: bool
    score: float
    features: Features
    ruled_out: str | None = None
    voice: Literal["for", "against", "silent"] = "silent"


def compare(a: Statement, b: Statement, reports: Mapping[str, Report]) -> Judgement:
    """Whether two statements tell of one happening, with every point for and against. Symmetrical."""
    return judge(facts(a, reports), facts(b, reports))


def judge(a: Facts, b: Facts) -> Judgement:
    """The same for statements whose facts are already worked out."""
    reason = _never(a, b)
    if reason:
        return Judgement(same=False, score=NEVER, features={}, ruled_out=reason, voice="against")
    features: Features = {}
    for feature in (time, place, _type):
        found = feature(a, b)
        if isinstance(found, str):
            return Judgement(same=False, score=NEVER, features=features, ruled_out=found, voice="against")
        features.update(found)
    evidence: Features = {}
    for feature in (actors, targets, weapon, tolls, text):
        found = feature(a, b)
        if isinstance(found, str):
            return Judgement(same=False, score=NEVER, features=features, ruled_out=found, voice="against")
        evidence.update(found)
    features.update(evidence)
    score = round(weights()["bias"] + sum(features.values()), 6)
    same = score > weights()["threshold"]
    return Judgement(same=same, score=score, features=features, voice=_voice(same, features, evidence))


def _voice(same: bool, features: Features, evidence: Features) -> Literal["for", "against", "silent"]:
    """What a pair says on joining the groups that its two statements are in."""
    told_alike = sum(points for points in evidence.values() if points > 0) >= weights()["cluster"]["outweighs_a_day"]
    passed = UNSURE | {"next_day"} if told_alike else UNSURE
    contrary = sum(points for name, points in features.items() if points < 0 and name not in passed)
    if not same and contrary <= weights()["cluster"]["contradicts"]:
        return "against"
    return "for" if same and any(points > 0 for points in evidence.values()) else "silent"


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
