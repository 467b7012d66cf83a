"""What counts as ground that can be taken or held, and as a force that takes or holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.lexicon import Entry, listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

ENTRY = {
    kind: Entry(type=kind, words=(kind,), noun=False, weight=3.0)
    for kind in ("territory-taken", "territory-lost", "territory-held", "offensive", "armed-clash", "withdrawal")
}


@dataclass(slots=True)
class Control:
    """A mention of control, with the words that name the place and the parties, as code points."""

    mention: Mention
    place: tuple[int, int] | None
    parties: dict[str, list[Any]]


def make(kind: str, token: Any, index: int, place: tuple[int, int] | None, parties: dict[str, list[Any]]) -> Control:
    """A control of this type told by a word; `place` in code points, `parties` the heads in each role."""
    mention = Mention(ENTRY[kind], token, token.idx, token.idx + len(token), index)
    if any(c.dep_ == "dobj" and c.lemma_ == "control" for c in token.children):
        control = next(c for c in token.children if c.dep_ == "dobj")
        mention.end = max(mention.end, control.idx + len(control))
    mention.arguments = (
        syntax.verb_arguments(token) if token.pos_ == "VERB" else syntax.Arguments(preps=syntax.noun_preps(token))
    )
    return Control(mention, place, parties)


def span(head: Any) -> tuple[int, int]:
    """Code points of the phrase that names a place."""
    start, end = syntax.phrase(head)
    return start, end


DIVISIONS = listed("territory", "divisions")
PORTIONS = listed("territory", "portions")


WIDE = listed("territory", "wide")
"""Ground too wide to change hands whole; a share of it may ("a third of the country")."""
NAMED = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON", ""})


def place_like(page: Page, head: Any, *, named: bool = False) -> bool:
    """Whether a noun phrase is ground. named: the words around allow for nothing else ("control of X"), so that any name
    that is no party's will do, even one that the gazetteer does not know."""
    lemma, lower = head.lemma_.lower(), head.lower_
    if lemma in PORTIONS or lower in PORTIONS:
        # "large parts of Lower Juba", "much of the city", "most of it": a share of a place is ground as well
        of = syntax.noun_preps(head).get("of", [])
        whole = lemma in words("territory") and not of  # "key areas in the province": an area by itself
        return whole or any(place_like(page, h) or h.lemma_.lower() in WIDE for h in of)
    if lemma in words("territory") or lower in words("territory"):
        return True
    if any(c.dep_ == "compound" and f"{c.lemma_.lower()} {lemma}" in words("territory") for c in head.children):
        return True  # "two oil fields"
    inside = page.places_in(head.left_edge.idx, head.idx + len(head))
    if lemma in DIVISIONS and inside:
        return True
    if any(not p.mention.demonym for p in inside) and (head.pos_ == "PROPN" or lemma in words("building") | CENTRES):
        return True
    return named and head.pos_ == "PROPN" and head.ent_type_ in NAMED and not _of_a_party(page, head)


CENTRES = listed("territory", "centres")


def _of_a_party(page: Page, head: Any) -> bool:
    return any(a.start <= head.idx < a.end for a in page.actors)


def force_like(page: Page, head: Any) -> bool:
    """Whether a noun phrase may be a force, a party or a pronoun for one."""
    if head.lower_ in ("they", "it", "we", "them", "which", "who", "that"):
        return True
    lemma = head.lemma_.lower()
    if lemma in CROWDS:
        return False
    if lemma in words("force") | words("armed") or head.lower_ in words("armed"):
        return True
    return bool(page.actors_in(head.left_edge.idx, head.idx + len(head))) or lemma in SIDES


SIDES = listed("territory", "sides")
CROWDS = listed("territory", "crowds")
PEOPLE = listed("territory", "people")


def armed_like(page: Page, head: Any) -> bool:
    """Whether a noun phrase is surely an armed side: no pronoun, no "men" or "group" that may be anybody."""
    lemma = head.lemma_.lower()
    if lemma in PEOPLE:
        return False
    if lemma in words("armed_sides") | words("combatant") | words("force") | SIDES:
        return True
    own = [a for a in page.actors_in(head.left_edge.idx, head.idx + len(head)) if a.start <= head.idx < a.end]
    return any(a.kind not in ("press", "monitor", "channel") for a in own)
