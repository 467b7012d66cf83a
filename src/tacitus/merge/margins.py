"""How close grouping was: which incidents nearly were one, and which statement only just belongs where it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec

from tacitus.merge.blocking import candidates
from tacitus.merge.cluster import LOUD, Pairs
from tacitus.merge.memory import Memory
from tacitus.merge.people import Held
from tacitus.merge.score import Features
from tacitus.merge.words import weights
from tacitus.record import Report, Statement

WIDE = 4.0
"""Log odds below the bar beyond which two statements are no question: one chance in fifty of what the bar asks."""
SAMPLE = 40  # pairs across two incidents that are weighed, evenly taken; a mean needs no more
MEMBERS = 30  # statements of an incident beyond which it is not asked whether each belongs: as many reports settle it


class Margin(msgspec.Struct, frozen=True):
    """How far two groups of statements were from the other answer.

    first, second: the incidents' ids, the same where the question is whether `statements` belong there. statements: the two,
    one of each side, that speak most for one happening. margin: mean log odds above the bar that a join asks for, so that 0
    is a toss-up. features: of those two statements.
    """

    first: str
    second: str
    statements: list[str]
    margin: float
    features: Features


def margins(
    incidents: Mapping[str, Sequence[Statement]],
    touched: Collection[str],
    reports: Mapping[str, Report],
    held: Sequence[Held] = (),
    memory: Memory | None = None,
) -> list[Margin]:
    """The margins of the touched incidents, against each other and the others, and within themselves.

    incidents: statements by the incident that holds them. reports: as for `merge`. held: people's decisions; what they settled
    has no margin until there is other evidence. Two incidents of which one report tells both have none either.
    """
    ids = sorted(incidents)
    here = [(identity, one) for identity in ids for one in sorted(incidents[identity], key=lambda each: each.id)]
    memory = memory or Memory()
    pairs = Pairs([memory.facts(one, reports) for _, one in here], memory)
    homes = [identity for identity, _ in here]
    places: dict[str, list[int]] = defaultdict(list)
    for i, home in enumerate(homes):
        places[home].append(i)
    settled = _Settled(held)
    wanted = frozenset(touched)
    return [*_between(pairs, homes, places, wanted, settled), *_within(pairs, places, wanted, settled)]


def _bar(pairs: Pairs, i: int, j: int) -> float:
    coded = pairs.items[i].coded and pairs.items[j].coded
    return float(weights()["coded" if coded else "read"]["join"])


def _between(
    pairs: Pairs, homes: Sequence[str], places: Mapping[str, list[int]], touched: frozenset[str], settled: _Settled
) -> list[Margin]:
    best: dict[tuple[str, str], tuple[float, int, int]] = {}
    for i, j in candidates(pairs.items):
        one, other = homes[i], homes[j]
        if one == other or touched.isdisjoint((one, other)):
            continue
        score = pairs.judge(i, j).score
        if score > _bar(pairs, i, j) - WIDE:
            key, found = ((one, other), (score, i, j)) if one < other else ((other, one), (score, j, i))
            best[key] = max(best.get(key, found), found)
    found_: list[Margin] = []
    for (one, other), (_, i, j) in sorted(best.items()):
        a, b = places[one], places[other]
        told = [{pairs.items[each].statement.report for each in side} for side in (a, b)]
        if told[0].isdisjoint(told[1]) and not settled.apart(pairs, a, b):
            margin = _mean(pairs, a, b) - _bar(pairs, i, j)
            likest = [pairs.items[each].statement.id for each in (i, j)]
            found_.append(Margin(one, other, likest, round(margin, 6), pairs.judge(i, j).features))
    return found_


def _within(
    pairs: Pairs, places: Mapping[str, list[int]], touched: frozenset[str], settled: _Settled
) -> list[Margin]:
    """Of each touched incident, the statement that fits the others least."""
    found: list[Margin] = []
    for identity in sorted(touched & set(places)):
        members = places[identity]
        if not 1 < len(members) <= MEMBERS:
            continue
        loose: list[tuple[float, int, int]] = []
        for i in members:
            others = [j for j in members if j != i]
            if not settled.together(pairs, i, others):
                nearest = -max((pairs.judge(i, j).score, -j) for j in others)[1]
                loose.append((_mean(pairs, [i], others) - _bar(pairs, i, nearest), i, nearest))
        if loose:
            margin, i, nearest = min(loose)
            two = [pairs.items[each].statement.id for each in (i, nearest)]
            found.append(Margin(identity, identity, two, round(margin, 6), pairs.judge(i, nearest).features))
    return found


def _mean(pairs: Pairs, a: Sequence[int], b: Sequence[int]) -> float:
    """The mean log odds of the pairs across, none of which outvotes the rest."""
    size = len(a) * len(b)
    across = range(size) if size <= SAMPLE else [n * size // SAMPLE for n in range(SAMPLE)]
    scores = [pairs.judge(a[n // len(b)], b[n % len(b)]).score for n in across]
    return sum(max(-LOUD, min(LOUD, score)) for score in scores) / len(scores)


class _Settled:
    """What people decided on pairs, the newest first."""

    def __init__(self, held: Sequence[Held]) -> None:
        self._pairs = [one for one in reversed(held) if one.decision.kind in ("not-same", "unsure") and one.second]
        self._tied = [
            frozenset((*one.first, *one.second)) for one in held
            if one.decision.kind == "same" or (one.decision.kind == "confirm" and one.decision.field is None)
        ]

    def apart(self, pairs: Pairs, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether people judged these two, and nothing has come that they did not know of.

        What was called not the same comes back only if a new statement by itself says otherwise.
        """
        left, right = ({pairs.items[i].statement.id: i for i in side} for side in (a, b))
        for one in self._pairs:
            first, second = set(one.first), set(one.second)
            if not ((first & left.keys() and second & right.keys()) or (second & left.keys() and first & right.keys())):
                continue
            known = first | second
            fresh = [(i, b) for key, i in left.items() if key not in known]
            fresh += [(i, a) for key, i in right.items() if key not in known]
            if one.decision.kind == "unsure":
                return not fresh
            return not any(pairs.judge(i, j).same for i, others in fresh for j in others)
        return False

    def together(self, pairs: Pairs, i: int, others: Sequence[int]) -> bool:
        """Whether people tied this statement to one of the others, or could not say and nothing else has come."""
        mine, rest = pairs.items[i].statement.id, {pairs.items[j].statement.id for j in others}
        if any(mine in tied and not tied.isdisjoint(rest) for tied in self._tied):
            return True
        for one in self._pairs:
            sides = set(one.first), set(one.second)
            if one.decision.kind == "unsure" and any(mine in x and y & rest for x, y in (sides, sides[::-1])):
                return rest <= sides[0] | sides[1]
        return False
