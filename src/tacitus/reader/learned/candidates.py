"""Weighs what the learned reader sees once more, wording by wording, with what the whole report says of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tacitus.reader.learned import around, classes, linear
from tacitus.reader.learned.signals import KINDS, Signals, Span

_ARTICLES = re.compile(r"^(?:(?:the|a|an)\s+|\W+)+|\W+$", re.IGNORECASE)
STEP = 0.5
"""Width of a step of log-odds; probabilities are told to the small models in such steps."""
FURTHEST = 10
"""Steps from even odds beyond which probabilities are not told apart."""


@dataclass(slots=True)
class Candidate:
    """One wording in one role: where it stands, and how likely somebody or something of that name has the role."""

    role: str
    words: str
    spans: list[Span]
    score: float = 0.0

    @property
    def best(self) -> Span:
        """Where the role is surest."""
        return max(self.spans, key=lambda s: s.score)

    def places(self) -> list[tuple[int, int]]:
        """Start and end of every mention."""
        return [(s.start, s.end) for s in self.spans]


def plain(words: str) -> str:
    """A wording without article, quotation marks and capitals, by which mentions are told to be the same."""
    return " ".join(_ARTICLES.sub("", words).lower().split())


def gather(text: str, signals: Signals) -> list[Candidate]:
    """The wordings of each role, in the order of the text, with the scores of the signals."""
    found: dict[tuple[str, str], Candidate] = {}
    for span in signals.spans:
        words = plain(text[span.start : span.end])
        if words:
            found.setdefault((span.role, words), Candidate(span.role, words, [])).spans.append(span)
    for candidate in found.values():
        candidate.score = candidate.best.score
    return list(found.values())


def weighed(told: around.Words, signals: Signals) -> list[Candidate]:
    """The wordings with their scores weighed again; as they are where the models were not made."""
    found = gather(told.text, signals)
    models = linear.load()
    for candidate, features in zip(found, (set(of(told, signals, c, found)) for c in found), strict=True):
        model = models.get(f"role {candidate.role}")
        if model is not None:
            candidate.score = model.scores(features)["yes"]
    return found


def step(probability: float) -> int:
    """The step of log-odds that a probability lies in."""
    odds = math.log(max(probability, 1e-6) / max(1 - probability, 1e-6))
    return max(-FURTHEST, min(FURTHEST, math.floor(odds / STEP)))


def steps(name: str, probability: float) -> Iterator[str]:
    """A probability as features: one for each step that it reaches, so that more is never weighed as less by chance."""
    top = step(probability)
    yield from (f"{name}>={n}" for n in range(-FURTHEST, top + 1))


def of(told: around.Words, signals: Signals, candidate: Candidate, others: list[Candidate]) -> Iterator[str]:
    """The features of a wording in a role."""
    best = candidate.best
    yield from steps("score", best.score)
    yield from steps("relevance", signals.relevance)
    yield from steps("kind", max(signals.kinds.values(), default=0.0))
    yield f"times={min(4, len(candidate.spans))}"
    yield from (f"again>={n}" for n in range(2, min(6, len(candidate.spans)) + 1))
    yield f"sentence={min(8, told.sentence(candidate.spans[0].start))}"
    same = sorted((o.best.score for o in others if o.role == candidate.role), reverse=True)
    yield f"rank={min(5, same.index(best.score))}"
    rival = max(
        (s.score for o in others if o.role != candidate.role for s in o.spans if _overlap(s, best)), default=0.0
    )
    yield f"rival={'more' if rival > best.score else 'less' if rival else 'none'}"
    mine = set(candidate.words.split())
    wider = [o for o in others if o.role == candidate.role and mine < set(o.words.split())]
    yield f"wider={'surer' if any(o.best.score > best.score for o in wider) else 'less' if wider else 'none'}"
    tokens = told.between(best.start, best.end)
    yield f"length={min(6, len(tokens))}"
    for name in around.mention(told, best.start, best.end):
        if name[0] in "mhMHLR" or name[:2] in ("l1", "r1", "l2", "r2"):
            yield name


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def kinds(told: around.Words, signals: Signals) -> Iterator[str]:
    """The features of a whole report: how likely what is, the surest mention of each role, and its words."""
    yield from steps("relevance", signals.relevance)
    for name, probability in signals.kinds.items():
        yield from steps(name, probability)
    top = max(signals.kinds, key=lambda k: signals.kinds[k], default="")
    yield f"top={top}"
    best: dict[str, float] = {}
    for span in signals.spans:
        best[span.role] = max(best.get(span.role, 0.0), span.score)
        for name, probability in zip(KINDS, span.kinds, strict=False):
            best[f"span {name}"] = max(best.get(f"span {name}", 0.0), span.score * probability)
    for name, probability in best.items():
        yield from steps(name, probability)
    seen = set(vocabulary(told))
    for name, model in linear.load().items():
        if name.startswith(WORDS):
            yield from steps(name, model.scores(seen)["yes"])


WORDS = "words: "
"""How the names of models begin that look at nothing but which words a report has."""


def vocabulary(told: around.Words) -> Iterator[str]:
    """The words of a whole report, and the classes that they name, as features."""
    tokens = set(told.tokens)
    yield from (f"w={t}" for t in tokens)
    yield from (f"C={c}" for t in tokens for c in classes.of(t))
