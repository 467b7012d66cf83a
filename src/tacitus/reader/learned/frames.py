"""Makes incidents of what the learned reader sees: mentions gathered to people and things, those parted by what they belong to."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from tacitus.reader.learned import around, candidates, entities, linear, parting
from tacitus.reader.learned.candidates import Candidate
from tacitus.reader.learned.signals import KINDS, Signals


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name somebody or something: code points [start, end), and how sure the role is (0 to 1)."""

    start: int
    end: int
    words: str
    score: float = 1.0


@dataclass(slots=True)
class Frame:
    """One incident: its type (of `signals.KINDS`), and by role the people and things in it, each as its mentions.

    The surest mention of each comes first. `start` and `end` bound the words of the text that tell of it.
    """

    type: str
    roles: dict[str, list[list[Mention]]] = field(default_factory=dict)
    score: float = 1.0
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Entity:
    """Somebody or something with a role: the wordings that name it, the surest first, and how likely it is in each kind."""

    role: str
    named: list[Candidate]
    kinds: dict[str, float]

    @property
    def places(self) -> list[tuple[int, int]]:
        """Start and end of every mention, in the order of the text."""
        return sorted(place for candidate in self.named for place in candidate.places())


@dataclass(frozen=True, slots=True)
class Least:
    """Probabilities from which something is taken: a report, a kind, an entity in a kind or beside others, and by role."""

    relevance: float
    kind: float
    member: float
    together: float
    shared: float
    roles: dict[str, float]


@cache
def least() -> Least:
    """The thresholds of frames.toml, chosen on training reports by train/frames.py."""
    raw: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("frames.toml").read_text(encoding="utf-8")
    )
    return Least(**raw["least"], roles=raw["roles"])


def frames(text: str, signals: Signals, limits: Least | None = None) -> list[Frame]:
    """The incidents that a report tells of; empty where it is not likely to tell of any.

    limits: probabilities from which something is taken, if not those of frames.toml. Never raises for odd text.
    """
    told = around.words(text)
    return parted(told, weigh(told, signals), limits or least())


@dataclass(slots=True)
class Weighed:
    """A report with everything weighed and nothing decided."""

    relevance: float
    kinds: dict[str, float]
    candidates: list[Candidate]


def weigh(told: around.Words, signals: Signals) -> Weighed:
    """How likely the report tells of an incident, of each kind of it, and each wording in each role."""
    models = linear.load()
    seen = set(candidates.kinds(told, signals))

    def say(name: str, otherwise: float) -> float:
        model = models.get(name)
        return model.scores(seen)["yes"] if model is not None else otherwise

    kinds = {k: say(f"kind {k}", p) for k, p in signals.kinds.items()}
    return Weighed(say("relevant", signals.relevance), kinds, candidates.weighed(told, signals))


def parted(told: around.Words, seen: Weighed, limits: Least) -> list[Frame]:
    """Decide: whether there is an incident, of which kinds, who and what is in it, and how many of a kind there are."""
    if seen.relevance < limits.relevance or not seen.kinds:
        return []
    top = max(seen.kinds, key=lambda k: seen.kinds[k])
    kinds = [k for k in seen.kinds if seen.kinds[k] >= limits.kind or k == top]
    kept = [c for c in seen.candidates if c.score >= limits.roles.get(c.role, 0.5)]
    found = [Entity(named[0].role, named, _kinds(named)) for named in entities.grouped(told.text, kept)]
    out: list[Frame] = []
    for kind in kinds:
        members = [e for e in found if len(kinds) == 1 or _belongs(e, kind, kinds, limits)]
        out.extend(_frame(told, kind, group, seen.kinds[kind]) for group in _groups(told, members, limits))
    return out


def _kinds(named: Sequence[Candidate]) -> dict[str, float]:
    """How likely an entity's incident is of each kind: the mean over its mentions, by how sure they are."""
    spans = [s for c in named for s in c.spans if s.kinds]
    whole = sum(s.score for s in spans)
    return {k: sum(s.score * s.kinds[i] for s in spans) / whole for i, k in enumerate(KINDS)} if whole else {}


def _belongs(entity: Entity, kind: str, kinds: Sequence[str], limits: Least) -> bool:
    """Whether an entity is in an incident of this kind, where the report tells of several kinds."""
    if not entity.kinds:
        return True
    top = max(kinds, key=lambda k: entity.kinds[k])
    return kind == top or entity.kinds[kind] >= limits.member


def _groups(told: around.Words, members: Sequence[Entity], limits: Least) -> list[list[Entity]]:
    """The members by incident: those that it was done to are parted, the others go to all that they are likely to share."""
    model = linear.load().get("together")
    anchors = [e for e in members if e.role in parting.ANCHORS]
    if model is None or len(anchors) < 2:
        return [list(members)]

    def likely(a: Entity, b: Entity) -> float:
        features = set(parting.pair(told, a.places, b.places, (a.role, b.role)))
        return model.scores(features | {f"anchors={min(6, len(anchors))}"})["yes"]

    pairs = {(i, j): likely(anchors[i], anchors[j]) for i in range(len(anchors)) for j in range(i + 1, len(anchors))}
    groups = [[anchors[i] for i in g] for g in parting.clusters(pairs, len(anchors), limits.together)]
    if len(groups) == 1:
        return [list(members)]
    whole = [list(g) for g in groups]
    for other in (e for e in members if e.role not in parting.ANCHORS):
        means = [sum(likely(a, other) for a in g) / len(g) for g in groups]
        for group, mean in zip(whole, means, strict=True):
            if mean >= limits.shared or mean == max(means):
                group.append(other)
    return whole


def _frame(told: around.Words, kind: str, group: Sequence[Entity], score: float) -> Frame:
    roles: dict[str, list[list[Mention]]] = {}
    for entity in group:
        roles.setdefault(entity.role, []).append(_mentions(told.text, entity))
    places = [place for e in group for place in e.places] or [(0, len(told.text))]
    return Frame(kind, roles, score, min(places)[0], max(end for _, end in places))


def _mentions(text: str, entity: Entity) -> list[Mention]:
    """Every mention of an entity: its surest wording first, each wording where it is surest first."""
    return [
        Mention(span.start, span.end, text[span.start : span.end], candidate.score)
        for candidate in entity.named
        for span in sorted(candidate.spans, key=lambda s: -s.score)
    ]
