"""Mends slips of the parser that tie dead to the wrong happening: "shot" taken for a noun, a deed hung on an older one.

"Two men on a motorbike shot dead a teacher": the parser takes the shot for a thing that stands on the motorbike, and "dead"
for the verb. "Killed a man who had led an attack that left nine dead, in a raid on Monday": the raid follows a comma, so it
is that of the main clause, and no attack that left nine dead. "Abducted 14 passengers, two survivors and an official said":
who speaks was not abducted.
"""

from __future__ import annotations

from typing import Any

from tacitus.reader.headlines import WITH_DEAD, rehang
from tacitus.reader.lexicon import triggers, words

Changed = dict[int, tuple[int, str]]
RELATIVE = frozenset({"relcl", "acl"})
WITHIN = frozenset({"in", "during"})


def mend(doc: Any) -> None:
    """Give such words their true heads. Changes the doc in place."""
    changed: Changed = {}
    for token in doc:
        if token.lower_ == "dead" and token.i and token.nbor(-1).lower_ in WITH_DEAD:
            _shot_dead(token.nbor(-1), token, changed)
        elif token.dep_ == "nsubj" and token.head.lemma_ in words("reporting"):
            _one_of_two_speakers(token, changed)
        elif token.lower_ in WITHIN and token.dep_ == "prep" and token.i and token.nbor(-1).text == ",":
            _behind_a_comma(token, changed)
    if changed:
        rehang(doc, changed)


def _shot_dead(shot: Any, dead: Any, changed: Changed) -> None:
    """The participle becomes the verb that "dead" was taken for, or that the words before it lack."""
    if shot.pos_ in ("VERB", "AUX") and shot.dep_ not in ("pobj", "compound"):
        return
    before = [t for t in shot.sent if t.i < shot.i and t.head.i >= shot.i and t.dep_ in ("nsubj", "nsubjpass")]
    subject = before[0] if before else _bare_subject(shot)
    if subject is None:
        return
    helped = any(c.lemma_ == "be" and c.i < shot.i for c in dead.children)
    shot.pos_, shot.tag_, shot.lemma_ = "VERB", "VBN" if helped else "VBD", WITH_DEAD[shot.lower_]
    above = subject if subject.dep_ not in ("nsubj", "nsubjpass") else dead
    changed[shot.i] = (shot.i, "ROOT") if above.head == above else (above.head.i, above.dep_)
    changed[subject.i] = (shot.i, "nsubjpass" if helped else "nsubj")
    changed[dead.i] = (shot.i, "oprd")
    for child in [*dead.children, *(c for c in subject.children if c.i > dead.i)]:
        if child.i != shot.i and child.i not in changed:
            hit = child.dep_ in ("appos", "npadvmod") and child.ent_type_ not in ("DATE", "TIME") and not helped
            changed[child.i] = (shot.i, "dobj" if hit else child.dep_)
    for child in shot.children:  # the article and nouns of the thing that it was taken for a part of: "a motorbike shot"
        if child.dep_ in ("compound", "amod"):
            changed[child.i] = (shot.head.i, "pobj")
        elif child.dep_ == "det":
            changed[child.i] = (shot.i - 1, "det")


def _bare_subject(shot: Any) -> Any:
    """The noun before a prepositional phrase that the participle was drawn into: "gunmen in a car shot"."""
    if shot.dep_ != "pobj" or shot.head.dep_ != "prep":
        return None
    noun = shot.head.head
    return noun if noun.pos_ in ("NOUN", "PROPN", "NUM", "PRON") and noun.i < shot.i else None


def _one_of_two_speakers(speaker: Any, changed: Changed) -> None:
    """ "Abducted 14 passengers, two survivors and an official said": those before the "and" speak, too, and were not abducted."""
    joint = speaker.doc[speaker.left_edge.i - 1] if speaker.left_edge.i > speaker.sent.start + 1 else None
    if joint is None or joint.dep_ != "cc" or joint.lower_ != "and" or joint.head != speaker.head:
        return
    other = joint.nbor(-1)
    while other.dep_ not in ("conj", "appos") and other.head.i < joint.i and other.head != other:
        other = other.head
    before = speaker.doc[other.left_edge.i - 1] if other.left_edge.i > speaker.sent.start else None
    if other.dep_ in ("conj", "appos") and other.pos_ in ("NOUN", "PROPN") and before is not None and before.text == ",":
        changed |= {other.i: (speaker.head.i, "nsubj"), joint.i: (other.i, "cc"), speaker.i: (other.i, "conj")}


def _behind_a_comma(prep: Any, changed: Changed) -> None:
    """A deed named after a comma belongs to the main clause and not to the relative one before the comma."""
    deed = next((c for c in prep.children if c.dep_ == "pobj"), None)
    inner = prep.head
    if deed is None or deed.lemma_.lower() not in triggers().nouns or inner.pos_ != "VERB" or inner.i > prep.i:
        return
    if inner.dep_ not in RELATIVE:
        return
    outer = inner
    while outer.head != outer and not (outer.pos_ in ("VERB", "AUX") and outer.dep_ not in RELATIVE):
        outer = outer.head
    if outer.pos_ in ("VERB", "AUX") and outer.i < inner.i:
        changed[prep.i] = (outer.i, "prep")
