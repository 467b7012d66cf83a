"""Mends the parse where two clauses meet at "and": "in control of the town and government troops withdrew".

The parser likes to join the nouns on either side of the "and" and leaves the second verb without a subject, so that the
first clause's doer does both deeds, and the town withdraws with the troops. A finite verb that lacks a subject and has a
noun right before it, which is joined by "and" to the end of the clause before, gets that noun back.
"""

from __future__ import annotations

from typing import Any

from tacitus.reader.headlines import rehang
from tacitus.reader.lexicon import listed, words

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
NOUNS = frozenset({"NOUN", "PROPN"})
OF_NOUNS = frozenset({"acl", "relcl", "amod", "compound"})
"""A participle that hangs on a noun so says something of it: "houses and shops burned by the mob"."""
OWN_DOING = listed("clauses", "own_doing")
OPENING = frozenset({"after", "as", "before", "since", "until", "when", "while"})
"""Words that open a clause, behind which the parser at times takes the subject for a noun of theirs: "after rebels overran"."""
BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})


def mend(doc: Any) -> None:
    """Give verbs behind an "and" the subject that the parser joined to the words before it. Changes the doc in place."""
    changed: dict[int, tuple[int, str]] = {}
    for verb in doc:
        if (hit := _hit_before_speaker(verb)) is not None:
            verb.tag_ = "VBD" if verb.tag_ == "VBN" and any(c.dep_ == "nsubj" for c in verb.children) else verb.tag_
            changed[hit.i] = (verb.i, "dobj")
            changed.update({c.i: (hit.head.i, "nsubj") for c in hit.children if _set_off(c)})
        elif verb.tag_ == "VBN" and verb.dep_ == "acl" and _deed_of(verb):
            verb.tag_ = "VBD"
            changed.update({verb.head.i: (verb.i, "nsubj"), verb.i: (verb.head.head.i, "ccomp")})
        elif verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.lemma_ in OWN_DOING and _beside(verb):
            changed[verb.i] = (verb.i - 1, "acl")
            changed.update({prep.i: (verb.head.i, "prep") for prep in _days(verb)})
        elif verb.pos_ in ("VERB", "AUX") and verb.dep_ not in OF_NOUNS and _finite(verb):
            noun = doc[max(0, _first(verb) - 1)]
            if noun.pos_ in NOUNS and noun.i < verb.i and all(s == noun for s in verb.children if s.dep_ in SUBJECTS):
                changed.update(_parted(verb, noun))
    if changed:
        rehang(doc, changed)


def _hit_before_speaker(verb: Any) -> Any:
    """ "killing at least 14 people, the monitor said": the noun right behind a verb without an object, which the parser made a
    second one who says it; None where all is well."""
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBG", "VBD", "VBN") or any(c.dep_ in OBJECTS for c in verb.children):
        return None
    behind = [t for t in verb.ancestors if t.i > verb.i and t.pos_ == "VERB" and t.lemma_ in words("reporting")]
    for said in behind:
        speakers = [c for c in said.children if c.dep_ == "nsubj"]
        first = next((s for s in speakers if verb.i < s.i and s.left_edge.i <= verb.i + LEAST), None)
        if first is not None and (first != speakers[-1] or any(map(_set_off, first.children))):
            return first
    return None


def _set_off(word: Any) -> bool:
    """Whether a noun stands behind a comma, as one more name for what is before it, or as whoever says it."""
    return bool(word.dep_ == "appos" and word.left_edge.i > word.sent.start and word.left_edge.nbor(-1).text == ",")


LEAST = 3
"""Words to the noun behind a verb, with the hedge that the parser hangs on the verb: "killed at least"."""
OBJECTS = frozenset({"dobj", "obj", "oprd", "nsubjpass", "auxpass", "agent"})


def _deed_of(verb: Any) -> bool:
    """ "Troops arrested 22 men, the club said": whether a participle with an object is the deed of the noun before it, and the
    verb of saying behind it has somebody else who says it."""
    noun, above = verb.head, verb.head.head
    if noun.i != _first(verb) - 1 or noun.dep_ not in SUBJECTS or not any(c.dep_ == "dobj" for c in verb.children):
        return False
    return any(c.dep_ == "nsubj" and c.i > verb.right_edge.i for c in above.children)


def _beside(verb: Any) -> bool:
    """ "fired on demonstrators trying to get in": whether right before a participle stands a noun that something was done to."""
    noun = verb.doc[verb.i - 1] if verb.i > verb.sent.start else None
    return noun is not None and noun.pos_ in NOUNS and noun.dep_ in ("dobj", "pobj") and noun.i > verb.head.i


def _days(verb: Any) -> list[Any]:
    """The days told at the end of such words, which are those of the whole: "fired on people trying to flee on Tuesday"."""
    last = verb.right_edge
    chain = [w for w in (last, *last.ancestors) if verb.i < w.i and w.dep_ == "prep"]
    return [p for p in chain if any(c.dep_ == "pobj" and c.ent_type_ == "DATE" for c in p.children)]


def _finite(verb: Any) -> bool:
    """Whether a verb or one of its helpers stands in a tense, and no "by" makes a participle of it."""
    tagged = verb.tag_ in FINITE or any(c.tag_ in FINITE for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return tagged and not any(c.dep_ == "agent" for c in verb.children if verb.tag_ in ("VBD", "VBN"))


def _first(verb: Any) -> int:
    """Where a verb begins, with its helpers and what stands among them."""
    first = verb.i
    while first > verb.sent.start and verb.doc[first - 1].head == verb and verb.doc[first - 1].dep_ in BEFORE_VERB:
        first -= 1
    return int(first)


def _parted(verb: Any, noun: Any) -> dict[int, tuple[int, str]]:
    """The new heads that part the second clause from the first; empty where the words are no two clauses."""
    subject = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    if noun.dep_ == "pobj" and noun.head.head == verb and noun.head.lower_ in OPENING:
        return {noun.i: (verb.i, subject)}
    joined = _joined(noun)
    if joined is not None and _told_before(verb, joined):
        return {noun.i: (verb.i, subject), joined.i: (verb.i, "cc")}
    pile = _piled(noun)
    if pile is None or not _told_before(verb, pile[1]):
        return {}
    last, joint, first, preposition = pile
    own = {c.i: (last.i, c.dep_) for c in noun.children if c.i < last.i and c.dep_ in ("det", "amod", "poss")}
    return own | {
        last.i: (preposition.i, "pobj"), joint.i: (verb.i, "cc"), first.i: (noun.i, "compound"), noun.i: (verb.i, subject)
    }  # fmt: skip


def _joined(noun: Any) -> Any:
    """The "and" right before a noun that hangs by it on what stands before; None where there is none."""
    before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i > noun.sent.start else None
    if before is None or noun.dep_ != "conj" or noun.head.i > noun.i:
        return None
    return before if before.dep_ == "cc" and before.lower_ in ("and", "but") else None


def _piled(noun: Any) -> tuple[Any, Any, Any, Any] | None:
    """For "of the town and government troops" as one pile of nouns: town, and, government, of; None for anything else."""
    for last in noun.children:
        joint, first = _next(last)
        while first is not None and _next(first)[1] is not None:  # "of Bora and Tika and army units"
            joint, first = _next(first)
        if last.i > noun.i or last.pos_ not in NOUNS or joint is None or first is None or first.left_edge.i != joint.i + 1:
            continue
        before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i > noun.sent.start else None
        others = [] if before is None else [c for c in before.children if c.dep_ == "pobj" and c != noun]
        return (last, joint, first, before) if before is not None and before.dep_ == "prep" and not others else None
    return None


def _next(noun: Any) -> tuple[Any, Any]:
    """The "and" and the noun that hang on a noun as the next of a list; None for what there is not."""
    joint = next((c for c in noun.children if c.dep_ == "cc" and c.lower_ == "and"), None)
    return joint, next((c for c in noun.children if c.dep_ == "conj" and c.pos_ in NOUNS), None)


def _told_before(verb: Any, joint: Any) -> bool:
    """Whether a clause with a verb and a subject of its own ends before the "and"."""
    before = verb.doc[verb.sent.start : joint.i]
    return any(w.dep_ in SUBJECTS and w.head != verb and w.head.i < joint.i and w.head.pos_ in ("VERB", "AUX") for w in before)
