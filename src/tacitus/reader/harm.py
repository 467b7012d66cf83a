"""Finds what was done to people, in verbs, adjectives and nouns, and the figure that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tacitus.reader import agreeing, ledgers, shallow, syntax, todeath, tolls
from tacitus.reader.eitherway import either
from tacitus.reader.figures import Tally, from_quantity, number_on, tally_of
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

HARM_VERBS = mapped("figures", "harm_verbs")


HARM_ADJECTIVES = mapped("figures", "harm_adjectives")


HARM_NOUNS = mapped("figures", "harm_nouns")


def tallies(page: Page, index: int, mentions: Sequence[Mention] = ()) -> list[Tally]:
    """Every figure of harm in one sentence; mentions: of that sentence, for verbs that take people only at times."""
    out: list[Tally] = []
    for mention in mentions:
        if mention.share and mention.token.like_num and mention.entry.harm:
            share = tally_of(page, mention.token, mention.entry.harm, mention.token)
            out.extend([share] if share else [])
        elif (
            mention.entry.harm in ("kidnapped", "arrested", "displaced")
            and not mention.entry.noun
            and HARM_VERBS.get(mention.token.lemma_.lower(), "missing") == "missing"
            and not either(mention.token)
        ):
            taken = _of_verb(page, mention.token, mention.entry.harm)
            if all(_someone(page, t.head) for t in taken):  # "seized rifles and 1,000 bullets" takes nobody
                out.extend(_governed(taken, mention.token))
    span = page.sentences[index]
    for token, lemma in zip(span, page.lemmas[span.start : span.end], strict=True):
        if lemma not in OF_HARM and token.lower_ not in AS_WRITTEN:
            continue
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG"):
            what = HARM_VERBS.get(lemma)
            told = what == "missing" and any(m.token.i == token.i and m.entry.harm for m in mentions)
            if what and not told and not either(token):
                out.extend(_governed(_of_verb(page, token, what), token))
            elif lemma in LIFE_VERBS:
                out.extend(_of_life(page, token))
            elif lemma in SENDING:
                out.extend(_troops(page, token))
        if token.lower_ in HARM_ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
            out.extend(_governed(_of_adjective(page, token, HARM_ADJECTIVES[token.lower_]), token))
        elif token.pos_ == "NOUN" and lemma in HARM_NOUNS:
            out.extend(_governed(_of_noun(page, token, HARM_NOUNS[lemma]), token))
        if token.pos_ == "NOUN" and lemma in tolls.COUNTED:
            out.extend(tolls.of_toll(page, token))
        if token.lower_ in tolls.OF_WHOM:
            out.extend(tolls.put_at(page, token))
        if token.lower_ in tolls.HARMLESS:
            out.extend(tolls.none_hurt(token))
    flat = [*shallow.tallies(page, index), *ledgers.tallies(page, index)]
    found = agreeing.topped_up(page, agreeing.without_doubles(agreeing.once(agreeing.with_shallow(out, flat))))
    found.extend(todeath.tallies(page, index, found))
    tolls.spoken(found)
    for tally in found:
        tally.feared = tally.feared or tally.what == "killed" and feared(page, tally)
    return found


FEARED_BEHIND = re.compile(r"[^.;,]{0,24}?\bfeared\b(?! of)", re.IGNORECASE)
FEARED_BEFORE = re.compile(r"\bfear(?:s|ed|ing)?(?:\s+that)?(?:\s+\w+){0,2}\s*$", re.IGNORECASE)


def feared(page: Page, tally: Tally) -> bool:
    """Whether the dead are only feared: "50 people are feared dead", "officials fear that 50 died"."""
    before = page.text[max(tally.head.sent.start_char, tally.start - 24) : tally.start]
    behind = page.text[tally.end : min(tally.head.sent.end_char, tally.end + 40)]
    return FEARED_BEHIND.match(behind) is not None or FEARED_BEFORE.search(before) is not None


def _of_life(page: Page, verb: Any) -> list[Tally]:
    """ "claimed 21 lives", "cost the lives of 14", "12 people lost their lives", "the army lost 12 men"."""
    life = next((c for c in verb.children if c.lemma_.lower() == "life"), None)
    args = syntax.verb_arguments(verb)
    if verb.lemma_ == "lose" and any(c.dep_ == "dobj" and c.lemma_.lower() in LIMBS for c in verb.children):
        return _governed(
            agreeing.joined([t for a in args.agents if (t := tally_of(page, a, "wounded", verb)) is not None]), verb
        )
    if life is not None:
        found = _of_noun(page, life, "killed")
        if not found and verb.lemma_ == "lose":
            found = [t for a in args.agents if (t := tally_of(page, a, "killed", verb)) is not None]
        return _governed(agreeing.joined(found), verb)
    units = words("force") | words("combatant")
    if verb.lemma_ != "lose" or not any(_armed(page, a) or a.lemma_.lower() in units for a in args.agents):
        return []
    lost = [p for p in args.patients if p.lemma_.lower() in words("security") | LOST]
    counted = [p for p in lost if number_on(page, p) or any(c.lower_ in ("a", "an") for c in p.children)]
    found = [t for p in counted if (t := tally_of(page, p, "killed", verb))]
    return _governed(agreeing.joined(found), verb)


def _governed(found: list[Tally], governor: Any) -> list[Tally]:
    for tally in found:
        tally.governor = governor
    return found


MANY = listed("figures", "many")
SENDING = listed("figures", "sending")
LIFE_VERBS = frozenset({"claim", "lose", "cost", "take"})
"""Verbs of which "life" may be the object."""
LIMBS = listed("figures", "limbs")
WOUNDS = listed("figures", "wounds")
IF_SOMEBODY = listed("figures", "if_somebody")
OF_HARM = frozenset({*HARM_VERBS, *LIFE_VERBS, *SENDING, *HARM_NOUNS, *tolls.COUNTED})
"""Lemmas that can say what was done to people, and as they are written below: all other words are passed over."""
AS_WRITTEN = frozenset({*HARM_ADJECTIVES, *tolls.OF_WHOM, *tolls.HARMLESS})


def _troops(page: Page, verb: Any) -> list[Tally]:
    """ "sent 560 troops", "700 soldiers crossed": strengths, never casualties."""
    args = syntax.verb_arguments(verb)
    out = []
    for head in [*args.patients, *args.agents]:
        number = number_on(page, head)
        if number is not None and head.lemma_.lower() in words("force"):
            out.append(from_quantity(page, number, head, "troops", verb))
    return out


MODAL = frozenset({"could", "would", "might", "may", "should", "can"})
"""Beside a harm they leave open whether it came to pass, or say that it did not."""
UNDERGONE = frozenset({"die", "perish", "succumb", "flee", "go", "disappear", "vanish"})
"""Verbs whose subject is the one who suffers: "43 students went missing"."""
LOST = listed("figures", "lost")
"""Of whom a side that loses them loses the lives, beside its security men."""
UNDER = frozenset({"under", "beneath", "underneath", "alive"})


def _of_verb(page: Page, verb: Any, what: str) -> list[Tally]:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    perhaps = what == "killed" and bool(auxiliaries & {"may", "might"}) and "have" in auxiliaries
    if verb.dep_ == "amod" or auxiliaries & MODAL and not perhaps:
        return []
    if verb.lemma_ == "bury" and not any(c.lower_ in UNDER for c in verb.children):
        return []  # "were buried on Friday": a funeral
    args = syntax.verb_arguments(verb)
    if verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in verb.children):
        if any(c.dep_ == "neg" for c in verb.head.children):
            return []
    if verb.lemma_ == "succumb" and not _of_wounds(verb):
        return []  # "succumbed to pressure"
    sufferers = args.agents if verb.lemma_ in UNDERGONE else args.patients
    if not sufferers and verb.lemma_ not in UNDERGONE and verb.tag_ in ("VBN", "VBD") and args.agents:
        # "five killed in blast", "50 wounded": headlines leave the auxiliary out
        sufferers = [a for a in args.agents if verb.tag_ == "VBN" or not _armed(page, a)]
    if not sufferers and (other := _shared(verb)) is not None:
        sufferers = syntax.verb_arguments(other).patients
    negated = any(c.dep_ == "neg" for c in verb.children)
    if what == "wounded" and any(c.lower_ in ("fatally", "mortally") for c in verb.children):
        what = "killed"
    out = []
    for head in (s for s in sufferers if s.dep_ != "oprd"):
        if verb.lemma_ in IF_SOMEBODY and not _someone(page, head):
            continue
        tally = tally_of(page, head, what, verb)
        if tally is not None and not negated:
            tally.feared = perhaps
            out.append(tally)
    return agreeing.joined(out)


def _of_wounds(verb: Any) -> bool:
    """Whether it is injuries that somebody succumbed to; a bare "succumbed" is of them, too."""
    to = [p for c in verb.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]
    return not to or any(p.lemma_.lower() in WOUNDS for p in to)


def _shared(verb: Any) -> Any:
    """The verb whose object is this one's too: "killing and wounding scores"."""
    doc = verb.doc
    if verb.tag_ == "VBN" or verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "and":
        return None
    other = doc[verb.i + 2]
    return other if other.lemma_.lower() in HARM_VERBS and other.dep_ == "conj" and other.tag_ == verb.tag_ else None


def _someone(page: Page, head: Any) -> bool:
    of = next((p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)
    if of is not None and head.lemma_.lower() in MANY:
        return _someone(page, of)  # "a pair of reporters"
    return (
        head.lemma_.lower() in words("victim")
        or page.is_person(head.idx, head.idx + len(head))
        or bool(page.actors_in(head.left_edge.idx, head.idx + len(head)))
        or head.pos_ in ("NUM", "PRON")
    )


def _armed(page: Page, token: Any) -> bool:
    return token.lemma_.lower() in words("armed") or bool(page.actors_in(token.left_edge.idx, token.idx + len(token)))


STATED = listed("figures", "stating")
"""Verbs of which a harm may be the complement: "left 12 dead", "were reported missing"."""


def _of_adjective(page: Page, token: Any, what: str) -> list[Tally]:
    """ "left 12 dead", "12 dead", "six people missing", "12 of the wounded"."""
    if either(token):
        return []
    if token.pos_ == "VERB" and any(c.dep_ == "dobj" and c.i > token.i for c in token.children):
        return []  # "four bombers killed 52 passengers": a deed, whatever stands before it
    number = number_on(page, token)
    if number is not None:
        return [from_quantity(page, number, token, what, token)]
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own and token.dep_ in ("ccomp", "xcomp", "advcl", "conj", "ROOT"):
        return [] if token.pos_ == "VERB" else _each(page, own[0], what, token)
    head = token.head
    if token.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "attr", "conj") and head.pos_ in ("VERB", "AUX"):
        for child in head.children:
            fits = child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.i < token.i and head.lemma_ in STATED
            done_to = (c for word in (head, token) for c in word.children if c.dep_ == "dobj" and c.i > head.i)
            doer = child.dep_ == "nsubj" and any(done_to)
            if fits and not doer and not (child.dep_ == "nsubj" and head.lemma_ == "leave"):
                return _each(page, child, what, token)
    if token.dep_ == "acl" and head.pos_ in ("NOUN", "PRON"):
        return _each(page, head, what, token)
    if token.dep_ == "amod" and head.pos_ == "NOUN" and head.lemma_.lower() in words("victim"):
        number = number_on(page, head)
        if number is not None:
            return [from_quantity(page, number, head, what, head)]
    return []


def _each(page: Page, head: Any, what: str, governor: Any) -> list[Tally]:
    """The figures of a noun and of those joined to it before the word of harm: "12 dead and 30 wounded" are two harms."""
    heads = [one for one in syntax.conjuncts(head) if one is head or one.i < governor.i]
    found = [t for one in heads if (t := tally_of(page, one, what, governor)) is not None]
    bounded = [t for t in found if t.low is not None or t.high is not None]
    return agreeing.joined(found) if len(bounded) == len(heads) else found[:1]


OF_SOMEBODY = frozenset(
    {"death", "killing", "murder", "slaying", "beheading", "execution", "assassination", "body", "corpse"}
)


def _of_noun(page: Page, noun: Any, what: str) -> list[Tally]:
    number = number_on(page, noun)
    if number is not None:
        return [from_quantity(page, number, noun, what, noun)]
    if noun.lemma_ == "life":
        for head in syntax.noun_preps(noun).get("of", ()):
            tally = tally_of(page, head, what, noun)
            if tally:
                return [tally]
        return []
    if noun.lemma_ in OF_SOMEBODY:
        return [t for h in syntax.noun_preps(noun).get("of", ()) if (t := tally_of(page, h, what, noun)) is not None]
    return []
