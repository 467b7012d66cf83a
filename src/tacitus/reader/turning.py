"""Tells where a report turns to something else: "In a separate incident", "Separately,", "Elsewhere in the province"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tacitus.reader import wording
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told

TURNS = listed("turning", "turns")
"""Adverbs that open a sentence on something else."""
SHIFTS = listed("turning", "shifts")
"""Words at the head of a sentence that move to another hour: "earlier on Tuesday", "later in the day"."""
OCCURRENCES = listed("turning", "occurrences")
"""Nouns for anything that happens."""
SEPARATE = listed("turning", "separate")
"""What sets one beside those told before."""
EARLIER = tuple(re.compile(p, re.IGNORECASE) for p in listed("turning", "earlier"))
"""How a sentence opens on what came before the news: "Hours earlier", "The previous day"."""
WITHIN = frozenset({"in", "during"})
OPENING = 2
"""Words ("And", "Meanwhile") that may stand before the turn of a whole sentence."""


def away(happening: Happening, item: Told) -> bool:
    """Whether such words stand between a mention and all that is told of the happening, but for what the title says of it."""
    if wording.definite(item) and not wording.new(item):
        return False  # "separately, the army said of the bombing"
    if item.turn is not None:
        turns = [t.turn for t in happening.told if not t.in_title]
        return bool(turns) and item.turn not in turns
    here = item.mention.token
    return any(t.turn is not None and here.i < t.turn and t.mention.sentence == item.mention.sentence for t in happening.told)


def looks_earlier(page: Page, item: Told) -> bool:
    """Whether a mention's sentence opens on something older than what was told, unless it points back: "earlier, the attack"."""
    opening = page.sentences[item.mention.sentence].text.lstrip("\"'“” \n")
    return not wording.definite(item) and any(p.match(opening) for p in EARLIER)


def turned(page: Page, item: Told) -> int | None:
    """The token at which the report turned to what a mention tells; None where its sentence does not turn before it."""
    at = item.mention.token
    for number, token in enumerate(page.sentences[item.mention.sentence]):
        if number <= OPENING and token.lower_ in TURNS and token.dep_ == "advmod":
            return int(token.i)
        if number <= OPENING and token.lower_ in SHIFTS and _brings_in(item):
            return int(token.i)
        if token.lower_ in WITHIN and token.dep_ == "prep" and any(_another(c) for c in token.children):
            if number <= OPENING or _in_clause(token, at):
                return int(token.i)
    return None


def _brings_in(item: Told) -> bool:
    """ "Earlier on Tuesday, a bomb exploded": what such words bring in is new where it has no "the"."""
    if item.mention.entry.noun:
        return wording.indefinite(item)
    return any(map(_nobody_known, item.mention.arguments.agents))


def _nobody_known(noun: Any) -> bool:
    """Whether a noun brings somebody or something in: "a bomb", "gunmen"; the police may answer to what was told before."""
    own = {c.lower_ for c in noun.children if c.dep_ in ("det", "poss")}
    return bool(own & {"a", "an"}) or not own and noun.tag_ == "NNS" and noun.lemma_.lower() in words("armed_sides")


def _another(noun: Any) -> bool:
    """Whether a noun is that of one further happening: "a separate incident", "another attack"; not "27 different attacks"."""
    low = noun.lemma_.lower()
    if noun.dep_ != "pobj" or noun.tag_ not in ("NN", "NNP") or low not in OCCURRENCES and low not in triggers().nouns:
        return False
    beside = {c.lower_ for c in noun.children if c.dep_ in ("det", "amod")}
    return bool(beside & SEPARATE) and not beside & {"the", "this", "that", "these", "those"}


def _in_clause(prep: Any, at: Any) -> bool:
    """Whether a word stands in the phrase's own clause: "killed five and, in a separate attack, burned a church" are two."""
    if any(t.dep_ == "cc" or t.lower_ in ("while", "as") for t in prep.doc[min(at.i, prep.i) : prep.i]):
        return False
    return at == prep.head or at.i in {t.i for t in prep.subtree} or at.i > prep.i and at in prep.head.subtree
