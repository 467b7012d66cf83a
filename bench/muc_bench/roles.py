"""Scores the type and five roles of each incident as GTT does: whole entities, incidents paired for the report's best F1."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""The roles, by the names that the published predictions use."""
SLOTS = ("incident_type", *ROLES)
"""What counts: the type is one more slot."""
MOST = 12
"""With more gold incidents than this in a report (one in MUC-4) the pairing is found greedily."""

Entities = Sequence[frozenset[str]]
"""The entities of a role, each as its mentions."""


@dataclass(slots=True)
class Tally:
    """What was predicted and how much of that is right; what was to be found and how much was."""

    predicted: int = 0
    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.predicted += other.predicted
        self.right += other.right
        self.gold += other.gold
        self.found += other.found

    def prf(self) -> tuple[float, float, float]:
        """Precision, recall and F1, in hundredths."""
        p = 100 * self.right / self.predicted if self.predicted else 0.0
        r = 100 * self.found / self.gold if self.gold else 0.0
        return p, r, (2 * p * r / (p + r) if p + r else 0.0)


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident: its type, and the entities of each role."""

    kind: str
    roles: Mapping[str, Entities]

    def size(self, slot: str) -> int:
        """How many fills a slot has."""
        return 1 if slot == "incident_type" else len(self.roles[slot])


def normal(words: str) -> str:
    """A mention without articles, punctuation and capitals."""
    words = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", words).split())


def incident(template: Mapping[str, Any]) -> Incident:
    """An incident from its JSON; a mention is a string, or a list that begins with one."""
    roles = {}
    for role in ROLES:
        entities = [frozenset(normal(m if isinstance(m, str) else m[0]) for m in e) for e in template.get(role, [])]
        roles[role] = [e for e in entities if e]
    return Incident(template["incident_type"].lower(), roles)


def score(predicted: Mapping[str, Sequence[Any]], gold: Mapping[str, Sequence[Any]]) -> dict[str, Tally]:
    """The tally of each slot over the gold's reports. Both: the templates, as JSON has them, by the report's name."""
    total = {slot: Tally() for slot in SLOTS}
    for document, templates in gold.items():
        for slot, tally in report([incident(t) for t in predicted.get(document, [])], [incident(t) for t in templates]):
            total[slot].add(tally)
    return total


def micro(total: Mapping[str, Tally]) -> Tally:
    """All slots together."""
    whole = Tally()
    for tally in total.values():
        whole.add(tally)
    return whole


def report(predicted: Sequence[Incident], gold: Sequence[Incident]) -> Iterator[tuple[str, Tally]]:
    """The tally of each slot for one report, in its best pairing."""
    pairs = _pair(predicted, gold)
    for slot in SLOTS:
        tally = Tally(sum(p.size(slot) for p in predicted), 0, sum(g.size(slot) for g in gold), 0)
        for i, j in pairs:
            right, found = _hits(predicted[i], gold[j], slot)
            tally.right += right
            tally.found += found
        yield slot, tally


def _hits(predicted: Incident, gold: Incident, slot: str) -> tuple[int, int]:
    """How many predicted fills are right, and how many gold ones are found."""
    if slot == "incident_type":
        return 1, 1
    mine, theirs = predicted.roles[slot], gold.roles[slot]
    return sum(any(p <= g for g in theirs) for p in mine), sum(any(p <= g for p in mine) for g in theirs)


def _pair(predicted: Sequence[Incident], gold: Sequence[Incident]) -> list[tuple[int, int]]:
    """The one-to-one pairing, of incidents whose types agree, that gives the report its best F1."""
    mine = sum(p.size(s) for p in predicted for s in SLOTS) or 1
    theirs = sum(g.size(s) for g in gold for s in SLOTS) or 1
    gains = {
        (i, j): (sum(h[0] for h in hits), sum(h[1] for h in hits))
        for i, p in enumerate(predicted)
        for j, g in enumerate(gold)
        if p.kind in g.kind
        for hits in [[_hits(p, g, s) for s in SLOTS]]
    }
    if len(gold) > MOST:
        return _greedy(gains)
    ways: dict[int, dict[tuple[int, int], list[tuple[int, int]]]] = {0: {(0, 0): []}}
    for i in range(len(predicted)):
        ways = _extended(ways, {j: gain for (k, j), gain in gains.items() if k == i}, i)
    whole = {hits: pairs for kept in ways.values() for hits, pairs in kept.items()}
    return max(whole.items(), key=lambda item: _f1(item[0], mine, theirs))[1]


def _extended(
    ways: dict[int, dict[tuple[int, int], list[tuple[int, int]]]], gains: dict[int, tuple[int, int]], i: int
) -> dict[int, dict[tuple[int, int], list[tuple[int, int]]]]:
    """The ways to pair one more prediction, or to leave it; by the gold incidents that are taken, those that none beats."""
    out = {taken: dict(kept) for taken, kept in ways.items()}
    for taken, kept in ways.items():
        for j, (right, found) in gains.items():
            if taken >> j & 1:
                continue
            for hits, pairs in kept.items():
                both = (hits[0] + right, hits[1] + found)
                out.setdefault(taken | 1 << j, {})[both] = [*pairs, (i, j)]
    return {taken: _best(kept) for taken, kept in out.items()}


def _best(kept: dict[tuple[int, int], list[tuple[int, int]]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    return {h: v for h, v in kept.items() if not any(o != h and o[0] >= h[0] and o[1] >= h[1] for o in kept)}


def _f1(hits: tuple[int, int], mine: int, theirs: int) -> float:
    p, r = hits[0] / mine, hits[1] / theirs
    return 2 * p * r / (p + r) if p + r else 0.0


def _greedy(gains: dict[tuple[int, int], tuple[int, int]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for i, j in sorted(gains, key=lambda pair: -sum(gains[pair])):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs
