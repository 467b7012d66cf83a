"""Holds two statements against each other: named features, learned points for each, and what rules a match out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp
from typing import Literal

import msgspec

from tacitus import ontology
from tacitus.merge.evidence import actors, targets, telling, text, tolls, weapon
from tacitus.merge.facts import Facts, facts
from tacitus.merge.nearness import Found, place, time, town
from tacitus.merge.words import limits, weights
from tacitus.record import Report, Statement

Features = dict[str, float]
Voice = Literal["for", "against", "silent"]
APART = frozenset({"day_apart", "days_apart", "week_apart", "next_day"})
"""Features of days that do not meet. The lower bar is there because a mention's day is loose, which another day is not."""
NEVER = float("-inf")


class Judgement(msgspec.Struct, frozen=True):
    """Whether two statements tell one happening, and why.

    score: the log odds of that, the sum of a bias and the features' points (weights.toml). features: name to points.
    ruled_out: what makes one happening impossible, None where nothing does. voice: "against" where what they say
    of who, whom, what with and how many contradicts; "for" where they are the same by more than type, day and place; else
    "silent".
    """

    same: bool
    score: float
    features: Features
    ruled_out: str | None = None
    voice: Voice = "silent"

    @property
    def probability(self) -> float:
        """How likely it is that the two are one happening, 0 to 1, as calibrated (train/merge.py)."""
        return 1.0 / (1.0 + exp(-self.score)) if self.score > -700 else 0.0


def compare(a: Statement, b: Statement, reports: Mapping[str, Report]) -> Judgement:
    """Whether two statements tell of one happening, with every point for and against. Symmetrical."""
    return judge(facts(a, reports), facts(b, reports))


def judge(a: Facts, b: Facts) -> Judgement:
    """The same for statements whose facts are already worked out."""
    return weigh(*seen(a, b))


Seen = tuple[Found, bool, bool]
"""All that a judgement rests on: `features`, whether both are coded, whether one of the two is mentioned in passing."""


def seen(a: Facts, b: Facts) -> Seen:
    """What there is to weigh; of the pairs of one happening many have the same."""
    return features(a, b), a.coded and b.coded, a.passing != b.passing


def weigh(found: Found, coded: bool, recalls: bool) -> Judgement:
    """The judgement on what `seen` gives."""
    if isinstance(found, str):
        return Judgement(same=False, score=NEVER, features={}, ruled_out=found, voice="against")
    how = "coded" if coded else "read"
    learned = weights()[how]
    named = {name: float(learned["points"][name]) for name in found}
    score = round(float(learned["bias"]) + sum(named.values()), 6)
    same = bool(score > learned["join"] or (recalls and _recalled(score, named)))
    return Judgement(same=same, score=score, features=named, voice=_voice(same, named, how))


def _recalled(score: float, named: Features) -> bool:
    """Whether a mention in passing recalls what the other report is about."""
    rules = limits()["passing"]
    if score <= float(rules["join"]) or not APART.isdisjoint(named):
        return False
    if not named.keys().isdisjoint(rules["nowhere"]):
        return _told(named) >= float(rules["evidence_elsewhere"])
    often = tuple(rules["of_many"])  # a war has many of one force in one town
    return _told({name: points for name, points in named.items() if not name.startswith(often)}) >= float(rules["evidence"])


def _told(named: Features) -> float:
    """The points of what they say of who, whom, what with, how many and in which words."""
    return sum(points for name, points in named.items() if name.startswith(tuple(limits()["voice"]["speaks"])))


def _voice(same: bool, named: Features, how: str) -> Voice:
    """What a pair says on joining the groups that its two statements are in."""
    rules, told = limits()["voice"], _told(named)
    if told <= rules["contradicts"][how]:
        return "against"
    return "for" if same and told >= rules["supports"] else "silent"


def features(a: Facts, b: Facts) -> Found:
    """The names of all features of a pair, or what rules it out."""
    reason = never(a, b)
    if reason:
        return reason
    names: list[str] = []
    for part in (time, place, town, kind, actors, targets, weapon, tolls, text, telling):
        found = part(a, b)
        if isinstance(found, str):
            return found
        names += found
    return tuple(names)


def never(a: Facts, b: Facts) -> str | None:
    """What rules out one happening before anything is weighed."""
    if a.statement.report == b.statement.report:
        return "told apart by one report"
    if a.world != b.world:
        return f"one {a.world}, the other {b.world}"
    return None


def kind(a: Facts, b: Facts) -> Found:
    """The types: the same, one family, or families that the press confuses."""
    return _kinds(*sorted((a.statement.type, b.statement.type)))


@cache
def _kinds(one: str, other: str) -> Found:
    """The feature of two types in the order of the alphabet, or why they cannot be one."""
    known, rules = ontology.load(), limits()["types"]
    if one == other:
        return _same(one)
    if one not in known.types or other not in known.types:
        return "a type that the ontology lacks"
    if known.is_a(one, other) or known.is_a(other, one):
        return ("same_type", *_often(one))
    if [one, other] in [sorted(pair) for pair in rules["pairs"]]:
        return ("type_family",)
    kin = known.kinship(one, other)
    if rules["unsaid"] in (known.types[one].family, known.types[other].family) and kin != "far":
        return ("type_unsaid",)
    if kin == "far":
        return f"{one} is no {other}"
    if kin == "near":
        return ("type_near",)
    violent = known.types[one].group == known.types[other].group == "violence"
    return ("type_family", *_often(one)) if violent else ("type_apart",)


def _same(type_id: str) -> Found:
    """Of two statements of one type; where it only says that there was violence, that is little."""
    found = ontology.load().types.get(type_id)
    if found is not None and found.family == limits()["types"]["unsaid"]:
        return ("type_unsaid_by_both",)
    return ("same_type", *_often(type_id))


def _often(type_id: str) -> tuple[str, ...]:
    """Where a war has many of a kind in one town and day, the kind tells little."""
    found = ontology.load().types.get(type_id)
    return ("often",) if found is not None and found.family in limits()["types"]["often"] else ()
