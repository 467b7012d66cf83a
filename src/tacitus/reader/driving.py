"""Verbs by which a place changes hands though it is not their object: drove them out, raised its flag, handed it over, left."""

from __future__ import annotations

from typing import Any

from tacitus.reader import syntax
from tacitus.reader.ground import Control, armed_like, force_like, make, place_like, span
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

EXPEL = listed("territory", "expel_verbs")
CLEAR = listed("territory", "clear_verbs")
RAISE = listed("territory", "raise_verbs")
GIVE = listed("territory", "give_verbs")
BACK = listed("territory", "back_verbs")
LEAVE = listed("territory", "leave_verbs")
VERBS = EXPEL | CLEAR | RAISE | GIVE | BACK | LEAVE


def verb(page: Page, head: Any, index: int) -> Control | None:
    """A place that changes hands by what a verb says is done to those who held it, or with it."""
    args = syntax.verb_arguments(head)
    for lemmas, look in ((EXPEL, _expelled), (CLEAR, _cleared), (RAISE, _flag), (GIVE, _given), (BACK, _won_back),
                         (LEAVE, _left)):  # fmt: skip
        if head.lemma_ in lemmas:
            found = look(page, head, args, index)
            if found is not None:
                return found
    return None


def _away(verb: Any, args: syntax.Arguments) -> list[Any]:
    """What stands behind "from", "out of" and "back from", also where the parser hung it on the adverb or the object."""
    out = [*args.preps.get("from", []), *args.preps.get("out", [])]
    aside = [c for c in verb.children if c.lower_ in ("out", "back", "away")]
    if aside:
        out += args.preps.get("of", [])
    for word in [*aside, *args.patients]:
        preps = syntax.noun_preps(word)
        out += preps.get("from", []) + (preps.get("of", []) if word in aside else preps.get("out", []))
    return out


def _expelled(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "drove the militants out of the town", "were pushed back from the port by soldiers"."""
    losers = [p for p in args.patients if armed_like(page, p) or p.lower_ == "them"]
    goal = next((h for h in _away(verb, args) if place_like(page, h, named=True)), None)
    if goal is None and any(c.lower_ == "out" for c in verb.children):
        return None
    if goal is None or not losers or goal in losers:
        return None
    takers = [a for a in args.agents if force_like(page, a)]
    if args.agents and not takers:
        return None
    if takers:
        return make("territory-taken", verb, index, span(goal), {"taker": takers, "former_holder": losers})
    return make("territory-lost", verb, index, span(goal), {"former_holder": losers})


def _cleared(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "cleared the town of militants", "the city was freed from the rebels": ground, and those who held it."""
    goal = next((p for p in args.patients if place_like(page, p, named=True)), None)
    behind = [h for prep in ("of", "from") for h in args.preps.get(prep, [])]
    if goal is not None:
        behind += [h for prep in ("of", "from") for h in syntax.noun_preps(goal).get(prep, [])]
    losers = [h for h in _through_shares(behind) if armed_like(page, h)]
    if goal is None or not losers or args.agents and not any(force_like(page, a) for a in args.agents):
        return None
    return make("territory-taken", verb, index, span(goal), {"taker": args.agents, "former_holder": losers})


def _through_shares(heads: list[Any]) -> list[Any]:
    """The nouns, and those that "the last of", "all" and the like count out of them."""
    return [*heads, *(t for h in heads for t in syntax.noun_preps(h).get("of", []))]


def _flag(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "raised their flag over the town hall": by an armed side, over ground."""
    if not any(p.lemma_.lower() in ("flag", "banner", "standard", "colour") for p in args.patients):
        return None
    takers = [a for a in args.agents if armed_like(page, a) or a.lower_ in ("they", "it", "who", "which")]
    over = [h for prep in ("over", "above", "on", "atop", "at", "in") for h in args.preps.get(prep, [])]
    over += [
        h for p in args.patients for prep in ("over", "above", "on", "at") for h in syntax.noun_preps(p).get(prep, [])
    ]
    goal = next((h for h in over if place_like(page, h) or h.lemma_.lower() in words("building")), None)
    if not takers or goal is None:
        return None
    return make("territory-taken", verb, index, span(goal), {"taker": takers})


def _given(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "handed the town over to the government", "turned over the base to the army": ground goes from one side to another."""
    if not any(c.lower_ in ("over", "up", "back") and c.dep_ in ("prt", "advmod", "prep") for c in verb.children):
        return None
    goal = next((p for p in args.patients if place_like(page, p)), None)
    behind = [*args.preps.get("to", []), *(t for p in args.patients for t in syntax.noun_preps(p).get("to", []))]
    goal = goal or next((h for h in args.preps.get("over", []) if place_like(page, h)), None)
    losers = [a for a in args.agents if armed_like(page, a)]
    takers = [t for t in behind if force_like(page, t)]
    if goal is None or not (losers or takers) or args.agents and not losers:
        return None
    return make("territory-lost", verb, index, span(goal), {"former_holder": losers, "taker": takers})


def _won_back(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "won back the city", "took the village back", "took over the district"."""
    if not any(c.lower_ in ("back", "over") and c.dep_ in ("prt", "advmod", "prep") for c in verb.children):
        return None
    goals = [*args.patients, *(args.preps.get("over", []) if verb.lemma_ == "take" else [])]
    goal = next((p for p in goals if place_like(page, p)), None)
    takers = [a for a in args.agents if force_like(page, a)]
    if goal is None or args.agents and not takers or not args.agents and not syntax.passive(verb):
        return None
    losers = [t for t in args.preps.get("from", []) if force_like(page, t)]
    return make("territory-taken", verb, index, span(goal), {"taker": takers, "former_holder": losers})


TROOPS = listed("territory", "troops")


def _left(page: Page, verb: Any, args: syntax.Arguments, index: int) -> Control | None:
    """ "the last soldiers left the town", "rolled out of the country": regular forces leave a place that has a name."""
    who = [a for a in args.agents if a.lemma_.lower() in TROOPS]
    out = any(c.lower_ == "out" for c in verb.children)
    goals = args.patients if verb.lemma_ in ("leave", "quit", "vacate", "exit", "evacuate") else []
    goals = [*goals, *(_away(verb, args) if out or verb.lemma_ in ("depart", "withdraw") else [])]
    goal = next((g for g in goals if any(not p.mention.demonym for p in page.places_in(*span(g)))), None)
    if not who or goal is None or not place_like(page, goal) or args.preps.get("for"):
        return None
    return make("withdrawal", verb, index, span(goal), {"force": who})
