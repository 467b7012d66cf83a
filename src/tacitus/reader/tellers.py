"""Tells those who speak of a happening from those it was done to: "killing 14 people, two security sources told"."""

from __future__ import annotations

from typing import Any

from tacitus.reader.lexicon import listed, mapped

SAYING = listed("sourcing", "saying") - listed("tellers", "not_alone") | listed("tellers", "more")
DONE = mapped("shallow", "done")
LONGEST_NAME = 10
"""Words from the noun of those who speak to their verb: "a doctor at the clinic of Beledweyne said"."""
LONGEST_ASIDE = 14
"""Words of "who asked not to be named" between the two."""


def tells(head: Any) -> bool:
    """Whether a noun is whoever says what the sentence tells, by the parse or by the words right behind it."""
    if head.dep_ == "nsubj" and head.head.i > head.i and _says(head.head):
        return True
    if head.dep_ == "nsubj" and head.head.lemma_.lower() in SAYING and _turned(head.head, head):
        return True
    if head.dep_ == "conj" and head.head.i < head.i and head.head.dep_ == "nsubj" and tells(head.head):
        return True
    return _before_comma(head) and _speaks_behind(head)


def _says(verb: Any) -> bool:
    """Whether a verb is one of saying, told of what somebody did: not "were reported dead", not "six reported missing"."""
    if verb.lemma_.lower() not in SAYING or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return False
    return not (verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in DONE)


def _speaks(verb: Any) -> bool:
    """Whether a verb behind "who" ends that clause: "a man who asked not to be named said", however it is parsed."""
    saying = verb.lemma_.lower() in SAYING and verb.tag_ in ("VBD", "VBZ", "VBP", "VBN")
    return saying and verb.nbor(-1).lower_ != "who" and not any(c.dep_ == "auxpass" for c in verb.children)


def _turned(verb: Any, head: Any) -> bool:
    """ "..., said two residents": the verb stands right before those who speak."""
    return verb.i < head.i and head.left_edge.i - verb.i <= 2 and verb.tag_ in ("VBD", "VBZ", "VBP")


def _before_comma(head: Any) -> bool:
    """Whether the phrase of a noun begins behind a comma, so that a clause of saying can begin with it."""
    first = head.left_edge.i
    return first > head.sent.start and head.doc[first - 1].text in (",", "”", '"', "–", "—", ";")


def _speaks_behind(head: Any) -> bool:
    """Whether a verb of saying is the first verb behind a noun and what describes it."""
    doc, end = head.doc, head.sent.end
    at, last = head.i + 1, min(end, head.i + 1 + LONGEST_NAME)
    while at < last:
        token = doc[at]
        if token.lower_ == "who":
            verb = next((t for t in doc[at + 1 : min(end, at + LONGEST_ASIDE)] if _speaks(t)), None)
            return verb is not None and not any(t.lower_ in DONE for t in doc[at : verb.i])
        if token.pos_ in ("VERB", "AUX"):
            return _says(token)
        if token.lower_ in DONE or token.text in (",", ";", ".", ":"):
            return False
        at += 1
    return False
