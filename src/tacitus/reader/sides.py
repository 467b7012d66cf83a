"""Who does what two mentions name: the same actor, or people of opposite sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told


def same_actor(page: Page, happening: Happening, item: Told) -> bool:
    """Whether one listed actor does both."""
    mine = _doers(page, item)
    return bool(mine) and any(mine & _doers(page, t) for t in happening.told)


def _doers(page: Page, item: Told) -> set[str]:
    """The listed actors who do what a mention names (looked up once a mention)."""
    if item.doers is None:
        heads = item.mention.arguments.agents
        item.doers = {a.actor for h in heads for a in page.actors_in(h.left_edge.idx, h.idx + len(h)) if a.actor}
    return item.doers


REBEL = frozenset({"rebel", "jihadist", "militia", "separatist", "cartel"})
STATE = frozenset({"state", "military", "police", "intelligence", "coalition", "peacekeeper"})


SUFFERING = listed("roles", "suffering")
"""Verbs whose subject does nothing: "12 soldiers died"."""
PRONOUNS = frozenset({"it", "they", "he", "she"})


def _sides(page: Page, item: Told) -> set[str]:
    """The sides ("rebel", "state") whose people do what a mention names."""
    if item.sides is None:
        dying = item.mention.token.lemma_ in SUFFERING
        heads = [] if dying else [_meant(h) for h in item.mention.arguments.agents]
        kinds = {a.kind for h in heads for a in page.actors if a.start <= h.idx < a.end}
        item.sides = {side for side, members in (("rebel", REBEL), ("state", STATE)) if kinds & members}
        item.sides |= {"rebel" for h in heads if h.lemma_.lower() in words("armed_sides")}
    return item.sides


def _meant(head: Any) -> Any:
    """Who a pronoun behind a verb of saying is: "the army said it had killed"; any other word is itself."""
    if head.lower_ not in PRONOUNS:
        return head
    told = head.head
    while told.dep_ in ("ccomp", "conj") and told.head.lemma_.lower() not in words("reporting") and told.head != told:
        told = told.head
    speaking = [c for c in told.head.children if c.dep_ == "nsubj" and c.i < head.i] if told.dep_ == "ccomp" else []
    return speaking[0] if speaking else head


def other_side(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the mention's doers and the happening's stand on different sides; a clash has both."""
    if "armed-clash" in (happening.type, item.mention.type):
        return False
    mine = _sides(page, item)
    theirs = set().union(*(_sides(page, t) for t in happening.told))
    return bool(mine and theirs and not mine & theirs)


def other_army(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the forces of another state do it: "Russian missiles hit" and then "Ukrainian artillery struck"."""
    mine = _armies(page, item)
    theirs = set().union(*(_armies(page, t) for t in happening.told))
    return bool(mine and theirs and not mine & theirs)


def _armies(page: Page, item: Told) -> set[str]:
    """Codes of the states whose own people or arms do what a mention names."""
    found = [a for h in item.mention.arguments.agents for a in page.actors_in(h.left_edge.idx, h.idx + len(h))]
    return {a.country for a in found if a.country and a.kind in STATE}
