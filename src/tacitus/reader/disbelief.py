"""Tells what somebody does not believe: "refused to believe that X had done it" names X and blames nobody."""

from __future__ import annotations

from typing import Any

from tacitus.reader.lexicon import listed

DOUBTING = listed("disbelief", "doubting")
BELIEVING = listed("disbelief", "believing")
UNABLE = listed("disbelief", "unable")
DOUBTFUL = listed("disbelief", "doubtful")
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "advcl", "acl", "csubj", "acomp", "conj", "prep"})
"""How what is believed hangs on the words of belief."""
REACH = 8
"""Words up from what is believed; farther up stands another sentence's worth of clauses."""


def held(token: Any) -> bool:
    """Whether the clause that a word stands in is what somebody doubts, disputes or does not believe."""
    below, word = token, token.head
    for _ in range(REACH):
        if below.dep_ == "ROOT" or word.i == below.i:
            return False
        if _clause(below) and _doubts(word, below):
            return True
        below, word = word, word.head
    return False


def _clause(word: Any) -> bool:
    return word.dep_ in CLAUSES and (word.pos_ in ("VERB", "AUX", "ADJ") or word.dep_ == "prep")


def _doubts(word: Any, below: Any) -> bool:
    """Whether a word says of the clause below it that it is not believed."""
    lemma = word.lemma_.lower()
    if (below.dep_ in ("advcl", "acl", "conj") or below.i < word.i) and not _that(below):
        return False  # "they did it; officials doubt that they exist": a sentence of its own
    if word.pos_ in ("VERB", "AUX") and lemma in DOUBTING:
        return not _negated(word)
    if lemma in DOUBTFUL and word.pos_ in ("ADJ", "VERB", "NOUN"):
        return not _negated(word) and not _negated(word.head)
    return lemma in BELIEVING and (_negated(word) or _beyond(word))


def _that(clause: Any) -> bool:
    """Whether a clause is told as one: "that they did it", "whether they did it"."""
    return any(c.dep_ == "mark" and c.i < clause.i for c in clause.children)


def _negated(word: Any) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly", "scarcely") for c in word.children)


def _beyond(word: Any) -> bool:
    """ "refuse to believe", "hard to believe", "cannot believe"."""
    above = word.head
    if word.dep_ in ("xcomp", "ccomp", "advcl", "acl", "acomp") and above.i != word.i:
        return above.lemma_.lower() in UNABLE and not _negated(above)
    return False
