"""Attempts on ground that is not yet taken: "the battle for the town", "is fighting to retake the city"."""

from __future__ import annotations

import re
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.ground import Control, armed_like, force_like, make, place_like, span
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

TAKE_VERBS = listed("territory", "take_verbs")
EXPEL = listed("territory", "expel_verbs")
EFFORTS = listed("territory", "efforts")
PRESSING = listed("territory", "pressing")
"""Verbs that with "from the south" tell of an offensive, where an armed force is their subject."""


def effort(page: Page, noun: Any, index: int) -> Control | None:
    """ "the effort to take the city", "the battle for the town": an offensive on a place that is not yet taken."""
    goal = None
    for child in [*noun.children, *_next_infinitive(noun), *_purpose(noun)]:
        if (
            (child.dep_ in ("acl", "relcl", "advcl", "xcomp") or child.i == noun.i + 2)
            and child.tag_ == "VB"
            and child.lemma_ in TAKE_VERBS | EXPEL
        ):
            args = syntax.verb_arguments(child)
            held = [h for p in args.patients if p.lemma_ == "control" for h in syntax.noun_preps(p).get("of", [])]
            goal = next(
                (
                    p
                    for p in [*args.patients, *held, *args.preps.get("from", []), *args.preps.get("out", [])]
                    if place_like(page, p)
                ),
                None,
            )
    if goal is None and noun.lemma_ in ("battle", "fight"):
        goal = next((h for h in syntax.noun_preps(noun).get("for", []) if place_like(page, h)), None)
    if goal is None and noun.lemma_ in THRUSTS:
        preps = syntax.noun_preps(noun)
        towards = [h for prep in ("towards", "toward", "into", "on", "for") for h in preps.get(prep, [])]
        goal = next((h for h in towards if place_like(page, h)), None)
    if goal is None:
        return None
    doers = [
        c
        for c in noun.children
        if c.dep_ in ("poss", "compound", "amod", "nmod") and page.actors_in(c.left_edge.idx, c.idx + len(c))
    ]
    verb = noun.head if noun.head.pos_ in ("VERB", "AUX") else noun.head.head
    while verb.pos_ in ("NOUN", "ADP") and verb.head != verb:
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX"):
        doers += [a for a in syntax.verb_arguments(verb).agents if force_like(page, a) and a != noun]
    return make("offensive", noun, index, span(goal), {"attacker": doers})


def _next_infinitive(noun: Any) -> list[Any]:
    """The "to retake" that stands right behind "operation", though the parser hung it on a word further off."""
    if noun.i + 2 >= len(noun.doc) or noun.nbor(1).lower_ != "to" or noun.nbor(2).head == noun:
        return []
    return [noun.nbor(2)]


THRUSTS = frozenset({"push", "drive", "thrust", "advance", "march", "offensive", "counteroffensive", "assault"})


def _purpose(noun: Any) -> list[Any]:
    """ "began an operation on Monday to retake": the infinitive of purpose that hangs on the noun's verb."""
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.head.pos_ != "VERB":
        return []
    return [c for c in noun.head.children if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB" and c.i > noun.i]


def aims(verb: Any) -> bool:
    """Whether a verb of taking is only what an operation, told as an offensive, is for."""
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp"):
        return False
    return any(c.lemma_ in EFFORTS and verb in _purpose(c) for c in verb.head.children)


SIDE = re.compile(r"(?:north|south)?[\s-]?(?:east|west)?(?:ern)?(?: side)?$", re.IGNORECASE)


def from_side(page: Page, verb: Any, index: int) -> Control | None:
    """ "the army has led the push from the south", "commandos are moving in from the west": a force's part in an offensive."""
    args = syntax.verb_arguments(verb)
    led = [p for p in args.patients if p.lemma_.lower() in EFFORTS or p.lower_ == "it"]
    if verb.lemma_ == "lead" and not led:
        return None
    sides = args.preps.get("from", []) + [h for p in led for h in syntax.noun_preps(p).get("from", [])]
    if not any(SIDE.fullmatch(h.text) and h.pos_ in ("NOUN", "PROPN", "ADV") for h in sides):
        return None
    by = args.preps.get("by", []) if syntax.passive(verb) else []
    doers = [a for a in [*args.agents, *by] if force_like(page, a) and a.lower_ not in ("it", "that", "which")]
    if not doers:
        return None
    word = next((p for p in led if p.pos_ == "NOUN"), verb)
    return make("offensive", word, index, None, {"attacker": doers})


STRIVING = listed("territory", "striving")


def strives(page: Page, verb: Any, index: int) -> Control | None:
    """ "is fighting to retake the city", "were battling for control of the port": an offensive, or a clash of two sides."""
    args = syntax.verb_arguments(verb)
    doers = [a for a in args.agents if armed_like(page, a) and a.lemma_.lower() not in words("crowds")]
    if not doers or args.patients and not any(p.lemma_ == "way" for p in args.patients):
        return None
    goal = _aimed_at(page, verb)
    if goal is None and verb.lemma_ in ("advance", "move", "press", "push"):
        onto = [h for prep in ("on", "onto", "toward", "towards", "into", "against") for h in args.preps.get(prep, [])]
        goal = next((h for h in onto if h.pos_ == "PROPN" and place_like(page, h)), None)
    if goal is not None:
        return make("offensive", verb, index, span(goal), {"attacker": doers})
    prizes = [*args.preps.get("for", []), *args.preps.get("over", [])]
    of = [h for p in prizes if p.lemma_ == "control" for h in syntax.noun_preps(p).get("of", [])]
    goal = next((h for h in [*of, *prizes] if place_like(page, h)), None)
    if goal is None or verb.lemma_ not in ("fight", "battle", "clash", "vie", "struggle"):
        return None
    return make("armed-clash", verb, index, span(goal), {"attacker": doers})


def _aimed_at(page: Page, verb: Any) -> Any | None:
    """The place that the infinitive behind a verb of striving is about."""
    for child in verb.children:
        if child.dep_ not in ("xcomp", "advcl") or child.tag_ != "VB" or child.lemma_ not in TAKE_VERBS | EXPEL:
            continue
        inner = syntax.verb_arguments(child)
        held = [h for p in inner.patients if p.lemma_ == "control" for h in syntax.noun_preps(p).get("of", [])]
        away = [h for prep in ("from", "of") for h in inner.preps.get(prep, [])] if child.lemma_ in EXPEL else []
        goal = next((p for p in [*inner.patients, *held, *away] if place_like(page, p)), None)
        if goal is not None:
            return goal
    return None
