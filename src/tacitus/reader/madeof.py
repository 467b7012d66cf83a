"""Tells a list that says what its first figure is made of from one that goes on: "three engineers, two Frenchmen and a German"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tacitus.reader.figures import kind_of
from tacitus.reader.lexicon import listed

GENERAL = listed("madeof", "general")
"""Nouns that say nothing of people but what holds of all that follow: "four civilians, three women and a child"."""
SEXES = listed("madeof", "sexes")
"""What anybody of any calling is, too: "two teachers, a man and a woman"."""


def explains(first: Any, rest: Sequence[Any]) -> bool:
    """Whether the nouns behind a first one whose number they come to may be the same people told again.

    "Two judges, a clerk and a guard" are four people, though one and one are two; "three people, two men and a woman" are three.
    """
    kind, others = kind_of(first), [kind_of(noun) for noun in rest]
    if kind in ("security", "fighter"):
        return kind in others and all(other in (kind, None) for other in others)
    if kind == "civilian" and ("security" in others or "fighter" in others):
        return False
    if first.lemma_.lower() in GENERAL:
        return True
    if kind == "child":
        return all(other == "child" for other in others)
    return all(noun.lemma_.lower() in SEXES or noun.ent_type_ == "NORP" or noun.pos_ == "PROPN" for noun in rest)
