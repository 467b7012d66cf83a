"""Makes incidents of what the learned reader sees: mentions gathered to people and things, those parted by what they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field

from tacitus.reader.learned.signals import Signals


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


LEAST = {"relevance": 0.5, "kind": 0.5, "span": 0.5}
"""Probabilities from which a report, a type and a mention are taken."""


def frames(text: str, signals: Signals) -> list[Frame]:
    """The incidents that a report tells of, by type; empty where it is not likely to tell of any."""
    if signals.relevance < LEAST["relevance"] or not signals.kinds:
        return []
    top = max(signals.kinds, key=lambda k: signals.kinds[k])
    kinds = [k for k, p in signals.kinds.items() if p >= LEAST["kind"] or k == top]
    roles: dict[str, list[list[Mention]]] = {}
    for span in sorted(signals.spans, key=lambda s: -s.score):
        if span.score >= LEAST["span"]:
            mention = Mention(span.start, span.end, text[span.start : span.end], span.score)
            known = next((e for e in roles.get(span.role, []) if e[0].words == mention.words), None)
            if known is None:
                roles.setdefault(span.role, []).append([mention])
            else:
                known.append(mention)
    return [Frame(k, roles, signals.kinds[k], 0, len(text)) for k in kinds]
