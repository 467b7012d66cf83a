"""Who took, lost, left or holds a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.lexicon import Entry, listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

TAKE_VERBS = listed("territory", "take_verbs")
NEEDS_CONTROL = listed("territory", "needs_control")
"""With these verbs "control of X" is what is taken; "took X" alone counts only if X is a place."""
LOSE_VERBS = listed("territory", "lose_verbs")
HELD_WORDS = listed("territory", "held_words")
ENTRY = {
    kind: Entry(type=kind, words=(kind,), noun=False, weight=3.0)
    for kind in ("territory-taken", "territory-lost", "territory-held", "offensive")
}


@dataclass(slots=True)
class Control:
    """A mention of control, with the words that name the place and the parties, as code points."""

    mention: Mention
    place: tuple[int, int] | None
    parties: dict[str, list[Any]]


def controls(page: Page) -> list[Control]:
    """Every place said to be taken, lost, held or fought for, in the order of the text."""
    out: list[Control] = []
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            found = None
            if token.pos_ == "NOUN" and token.lemma_ in EFFORTS:
                found = _effort(page, token, index)
            elif token.pos_ == "VERB" and token.lemma_ in PRESSING and (side := _from_side(page, token, index)):
                found = side
            elif token.pos_ == "VERB" and token.lemma_ in TAKE_VERBS | LOSE_VERBS | {
                "fall",
                "hold",
                "control",
                "rule",
                "have",
                "tighten",
            }:
                found = _verb(page, token, index)
            elif token.pos_ == "NOUN" and token.lemma_ in (
                "hand",
                "control",
                "capture",
                "seizure",
                "recapture",
                "fall",
                "liberation",
            ):
                found = _noun(page, token, index)
            elif token.lower_ in HELD_WORDS and token.dep_ == "amod":
                found = _held_adjective(page, token, index)
            if found is not None:
                out.append(found)
    return out


def _make(kind: str, token: Any, index: int, place: tuple[int, int] | None, parties: dict[str, list[Any]]) -> Control:
    mention = Mention(ENTRY[kind], token, token.idx, token.idx + len(token), index)
    if any(c.dep_ == "dobj" and c.lemma_ == "control" for c in token.children):
        control = next(c for c in token.children if c.dep_ == "dobj")
        mention.end = max(mention.end, control.idx + len(control))
    mention.arguments = (
        syntax.verb_arguments(token) if token.pos_ == "VERB" else syntax.Arguments(preps=syntax.noun_preps(token))
    )
    return Control(mention, place, parties)


EFFORTS = listed("territory", "efforts")
PRESSING = listed("territory", "pressing")
"""Verbs that with "from the south" tell of an offensive, where an armed force is their subject."""


def _effort(page: Page, noun: Any, index: int) -> Control | None:
    """ "the effort to take the city", "the battle for the town": an offensive on a place that is not yet taken."""
    goal = None
    for child in [*noun.children, *_next_infinitive(noun)]:
        if (
            (child.dep_ in ("acl", "relcl") or child.i == noun.i + 2)
            and child.tag_ == "VB"
            and child.lemma_ in TAKE_VERBS | {"drive", "oust", "expel", "push"}
        ):
            args = syntax.verb_arguments(child)
            held = [h for p in args.patients if p.lemma_ == "control" for h in syntax.noun_preps(p).get("of", [])]
            goal = next(
                (
                    p
                    for p in [*args.patients, *held, *args.preps.get("from", []), *args.preps.get("out", [])]
                    if _place_like(page, p)
                ),
                None,
            )
    if goal is None and noun.lemma_ in ("battle", "fight"):
        goal = next((h for h in syntax.noun_preps(noun).get("for", []) if _place_like(page, h)), None)
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
        doers += [a for a in syntax.verb_arguments(verb).agents if _force_like(page, a) and a != noun]
    return _make("offensive", noun, index, _span(goal), {"attacker": doers})


def _next_infinitive(noun: Any) -> list[Any]:
    """The "to retake" that stands right behind "operation", though the parser hung it on a word further off."""
    if noun.i + 2 >= len(noun.doc) or noun.nbor(1).lower_ != "to" or noun.nbor(2).head == noun:
        return []
    return [noun.nbor(2)]


SIDE = re.compile(r"(?:north|south)?[\s-]?(?:east|west)?(?:ern)?(?: side)?$", re.IGNORECASE)


def _from_side(page: Page, verb: Any, index: int) -> Control | None:
    """ "the army has led the push from the south", "commandos are moving in from the west": a force's part in an offensive."""
    args = syntax.verb_arguments(verb)
    led = [p for p in args.patients if p.lemma_.lower() in EFFORTS or p.lower_ == "it"]
    if verb.lemma_ == "lead" and not led:
        return None
    sides = args.preps.get("from", []) + [h for p in led for h in syntax.noun_preps(p).get("from", [])]
    if not any(SIDE.fullmatch(h.text) and h.pos_ in ("NOUN", "PROPN", "ADV") for h in sides):
        return None
    by = args.preps.get("by", []) if syntax.passive(verb) else []
    doers = [a for a in [*args.agents, *by] if _force_like(page, a) and a.lower_ not in ("it", "that", "which")]
    if not doers:
        return None
    word = next((p for p in led if p.pos_ == "NOUN"), verb)
    return _make("offensive", word, index, None, {"attacker": doers})


def _verb(page: Page, verb: Any, index: int) -> Control | None:
    args = syntax.verb_arguments(verb)
    control = next((p for p in args.patients if p.lemma_ == "control"), None)
    if verb.lemma_ == "fall":
        takers = args.preps.get("to", []) + args.preps.get("under", [])
        places_ = [a for a in args.agents if _place_like(page, a)]
        into = [g for h in args.preps.get("into", []) + takers for g in syntax.noun_preps(h).get("of", [])]
        takers = [t for t in [*takers, *into] if _force_like(page, t)]
        if places_ and takers:
            return _make("territory-taken", verb, index, _span(places_[0]), {"taker": takers})
        return None
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VB" and verb.head.lemma_ in EFFORTS:
        return None
    if control is not None and verb.lemma_ in NEEDS_CONTROL:
        held = syntax.noun_preps(control).get("of", []) or args.preps.get("of", [])
        goal = next((h for h in held if _place_like(page, h)), None)
        over = syntax.noun_preps(control).get("over", [])
        goal = goal or next((h for h in over if _place_like(page, h)), None)
        if goal is None:
            return None
        kind = (
            "territory-lost"
            if verb.lemma_ in LOSE_VERBS
            else "territory-held"
            if verb.lemma_ in ("have", "tighten", "consolidate")
            else "territory-taken"
        )
        role = {"territory-lost": "former_holder", "territory-held": "holder"}.get(kind, "taker")
        return _make(kind, verb, index, _span(goal), {role: args.agents})
    goals = [p for p in args.patients if _place_like(page, p)]
    if not goals:
        return None
    if verb.lemma_ in ("hold", "control", "rule"):
        if any(_force_like(page, a) for a in args.agents):
            return _make("territory-held", verb, index, _span(goals[0]), {"holder": args.agents})
        return None
    if verb.lemma_ in LOSE_VERBS:
        if not any(_force_like(page, a) for a in args.agents):
            return None
        taker = [t for t in args.preps.get("to", []) if _force_like(page, t)]
        return _make("territory-lost", verb, index, _span(goals[0]), {"former_holder": args.agents, "taker": taker})
    if verb.lemma_ in ("have", "tighten", "gain", "recover", "clear", "storm", "secure"):
        return None
    if verb.lemma_ == "take" and not any(_force_like(page, a) for a in args.agents):
        return None
    if args.agents and not any(_force_like(page, a) for a in args.agents):
        return None
    loser = [t for t in args.preps.get("from", []) if _force_like(page, t)]
    return _make("territory-taken", verb, index, _span(goals[0]), {"taker": args.agents, "former_holder": loser})


def _noun(page: Page, noun: Any, index: int) -> Control | None:
    preps = syntax.noun_preps(noun)
    if (
        noun.lemma_ == "hand"
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "into")
        or (noun.lemma_ == "control" and noun.dep_ == "pobj" and noun.head.lower_ == "under")
    ):
        holders = [h for h in preps.get("of", []) if _force_like(page, h)]
        holders += [c for c in noun.children if c.dep_ in ("poss", "compound", "amod") and _force_like(page, c)]
        verb = noun.head.head
        args = syntax.verb_arguments(verb) if verb.pos_ in ("VERB", "AUX") else syntax.Arguments()
        subjects = (
            [*args.agents, *args.patients]
            if args.agents or args.patients
            else [c for c in verb.children if c.dep_ == "nsubj"]
        )
        goal = next((s for s in subjects if _place_like(page, s)), None)
        if holders and goal is not None:
            # "now in the hands of" tells a state; "fell into the hands of", "came under the control of" tells a change
            change = verb.lemma_ in ("fall", "come", "bring", "return", "pass")
            return _make(
                "territory-taken" if change else "territory-held",
                noun,
                index,
                _span(goal),
                {"taker" if change else "holder": holders},
            )
        return None
    if noun.lemma_ in ("capture", "seizure", "recapture", "fall", "liberation"):
        goal = next((h for h in preps.get("of", []) if _place_like(page, h)), None)
        if goal is None:
            return None
        takers = [t for t in preps.get("by", []) + preps.get("to", []) if _force_like(page, t)]
        return _make("territory-taken", noun, index, _span(goal), {"taker": takers})
    return None


def _held_adjective(page: Page, token: Any, index: int) -> Control | None:
    """ "rebel-held Aleppo", "the Taliban-controlled district of X": the place must have a name."""
    noun = token.head
    holders = [c for c in token.children if c.dep_ in ("npadvmod", "compound", "amod", "nmod", "advmod")]
    if (
        not holders
        or noun.lemma_.lower() not in words("territory")
        and not page.places_in(noun.idx, noun.idx + len(noun))
    ):
        return None
    start, end = syntax.phrase(noun)
    inside = [
        p
        for p in page.places_in(start, min(end + 40, noun.sent.end_char))
        if not p.mention.demonym
        and p.place is not None
        and p.place.precision != "country"
        and p.mention.start >= token.idx
    ]
    if not inside:
        return None
    return _make("territory-held", token, index, (inside[0].mention.start, inside[0].mention.end), {"holder": holders})


def _span(head: Any) -> tuple[int, int]:
    start, end = syntax.phrase(head)
    return start, end


DIVISIONS = listed("territory", "divisions")
PORTIONS = listed("territory", "portions")


def _place_like(page: Page, head: Any) -> bool:
    if head.lemma_.lower() in PORTIONS or head.lower_ in PORTIONS:
        # "large parts of Lower Juba", "much of the city", "most of it": a share of a place is ground as well
        return any(_place_like(page, h) for h in syntax.noun_preps(head).get("of", []))
    if head.lemma_.lower() in words("territory") or head.lower_ in words("territory"):
        return True
    if head.lemma_.lower() in DIVISIONS and page.places_in(head.left_edge.idx, head.idx + len(head)):
        return True
    return (
        any(not p.mention.demonym for p in page.places_in(head.left_edge.idx, head.idx + len(head)))
        and head.pos_ == "PROPN"
    )


def _force_like(page: Page, head: Any) -> bool:
    if head.lower_ in ("they", "it", "we", "them", "which", "who", "that"):
        return True
    if head.lemma_.lower() in words("force") | words("armed") or head.lower_ in words("armed"):
        return True
    return bool(page.actors_in(head.left_edge.idx, head.idx + len(head))) or head.lemma_.lower() in (
        "kurd",
        "side",
        "ally",
    )
