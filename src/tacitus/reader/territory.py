"""Who took, lost, left or holds a place."""

from __future__ import annotations

from typing import Any

from tacitus.reader import driving, holding, striving, syntax
from tacitus.reader.ground import Control, force_like, make, place_like, span
from tacitus.reader.lexicon import listed
from tacitus.reader.page import Page

__all__ = ["Control", "controls"]

TAKE_VERBS = listed("territory", "take_verbs")
NEEDS_CONTROL = listed("territory", "needs_control")
"""With these verbs "control of X" is what is taken; "took X" alone counts only if X is a place."""
LOSE_VERBS = listed("territory", "lose_verbs")
HOLD_VERBS = listed("territory", "hold_verbs")
HELD_WORDS = listed("territory", "held_words")
ONLY_CONTROL = listed("territory", "only_control")
"""Verbs that take or lose no place by themselves: "gained control of the town", but not "gained the town"."""


def controls(page: Page) -> list[Control]:
    """Every place said to be taken, lost, held or fought for, in the order of the text."""
    out: list[Control] = []
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            found = None
            if token.pos_ == "NOUN":
                found = _of_noun(page, token, index)
            elif token.pos_ == "VERB":
                found = _of_verb(page, token, index) or _again(token, index, out)
            if found is None and token.lower_ in HELD_WORDS and token.dep_ == "amod":
                found = holding.adjective(page, token, index)
            if found is not None:
                out.append(found)
    return out


def _of_noun(page: Page, noun: Any, index: int) -> Control | None:
    if noun.lemma_ in striving.EFFORTS:
        return striving.effort(page, noun, index)
    if noun.lemma_ in holding.NOUNS:
        return holding.noun(page, noun, index)
    return None


def _of_verb(page: Page, verb: Any, index: int) -> Control | None:
    lemma = verb.lemma_
    if lemma in striving.PRESSING and (side := striving.from_side(page, verb, index)):
        return side
    if lemma in striving.STRIVING and (struggle := striving.strives(page, verb, index)):
        return struggle
    if lemma in driving.VERBS and (driven := driving.verb(page, verb, index)):
        return driven
    if lemma == "fall":
        return _falls(page, verb, index)
    if lemma in TAKE_VERBS | LOSE_VERBS | HOLD_VERBS | NEEDS_CONTROL:
        return _verb(page, verb, index)
    return None


AGAIN = listed("territory", "again")


def _again(verb: Any, index: int, before: list[Control]) -> Control | None:
    """ "... but the army recaptured it": the place that the control before it in the sentence was about."""
    if verb.lemma_ not in AGAIN or not before or before[-1].mention.sentence != index or before[-1].place is None:
        return None
    args = syntax.verb_arguments(verb)
    if not any(p.lower_ == "it" for p in args.patients) or not args.agents and not syntax.passive(verb):
        return None
    losers = before[-1].parties.get("taker", [])
    return make("territory-taken", verb, index, before[-1].place, {"taker": args.agents, "former_holder": losers})


STAYS = listed("territory", "falls_otherwise")
"""Behind "fell" these tell of something else than a place's loss: "fell silent", "fell into disrepair", "fell by a third"."""


def _falls(page: Page, verb: Any, index: int) -> Control | None:
    """ "the city fell to the rebels", "the town has fallen": with nobody named to whom, it is lost."""
    args = syntax.verb_arguments(verb)
    places_ = [a for a in args.agents if place_like(page, a)]
    if not places_:
        return None
    takers = args.preps.get("to", []) + args.preps.get("under", [])
    into = [g for h in args.preps.get("into", []) + takers for g in syntax.noun_preps(h).get("of", [])]
    takers = [t for t in [*takers, *into] if force_like(page, t)]
    if takers:
        return make("territory-taken", verb, index, span(places_[0]), {"taker": takers})
    if any(c.dep_ in ("acomp", "dobj", "attr", "oprd", "npadvmod") and c.ent_type_ not in ("DATE", "TIME")
           or c.lower_ in STAYS for c in verb.children):  # fmt: skip
        return None
    named = any(not p.mention.demonym for p in page.places_in(*span(places_[0])))
    return make("territory-lost", verb, index, span(places_[0]), {}) if named else None


def _verb(page: Page, verb: Any, index: int) -> Control | None:
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and verb.head.lemma_ in striving.EFFORTS:
        return None
    if verb.dep_ in ("xcomp", "advcl") and verb.tag_ == "VB" and verb.head.lemma_ in striving.STRIVING:
        return None  # told by the verb of striving above it
    if verb.lemma_ == "take" and any(c.lower_ == "up" and c.dep_ in ("prt", "advmod") for c in verb.children):
        return None  # "took up positions" where nobody else was
    if striving.aims(verb):
        return None
    args = syntax.verb_arguments(verb)
    control = next((p for p in args.patients if p.lemma_ == "control"), None)
    if control is not None and verb.lemma_ in NEEDS_CONTROL | HOLD_VERBS:
        return _control(page, verb, control, args, index)
    if verb.lemma_ in ONLY_CONTROL:
        return None
    goals = [p for p in args.patients if place_like(page, p)]
    if not goals:
        return None
    acting = any(force_like(page, a) for a in args.agents)
    if verb.lemma_ in HOLD_VERBS:
        return make("territory-held", verb, index, span(goals[0]), {"holder": args.agents}) if acting else None
    if verb.lemma_ in LOSE_VERBS:
        taker = [t for t in args.preps.get("to", []) if force_like(page, t)]
        if not acting and not (
            syntax.passive(verb) and not args.agents and verb.lemma_ in ("lose", "surrender", "cede")
        ):
            return None
        return make("territory-lost", verb, index, span(goals[0]), {"former_holder": args.agents, "taker": taker})
    if verb.lemma_ == "take" and not acting or args.agents and not acting:
        return None
    loser = [t for t in args.preps.get("from", []) if force_like(page, t)]
    return make("territory-taken", verb, index, span(goals[0]), {"taker": args.agents, "former_holder": loser})


def _control(page: Page, verb: Any, control: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "took control of", "lost control of", "has tightened its control over": of a place."""
    preps = syntax.noun_preps(control)
    held = [*preps.get("of", []), *args.preps.get("of", []), *preps.get("over", []), *args.preps.get("over", [])]
    goal = next((h for h in held if place_like(page, h, named=True)), None)
    if goal is None:
        return None
    if verb.lemma_ in LOSE_VERBS:
        to = [t for p in (args.preps, preps) for t in p.get("to", []) if force_like(page, t)]
        return make("territory-lost", verb, index, span(goal), {"former_holder": args.agents, "taker": to})
    if verb.lemma_ in HOLD_VERBS:
        return make("territory-held", verb, index, span(goal), {"holder": args.agents})
    loser = [t for p in (args.preps, preps) for t in p.get("from", []) if force_like(page, t)]
    return make("territory-taken", verb, index, span(goal), {"taker": args.agents, "former_holder": loser})
