"""Who does what two mentions name: the same actor, or people of opposite sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def _sides(page: Page, item: Told) -> set[str]:
    """The sides ("rebel", "state") whose people do what a mention names."""
    if item.sides is None:
        kinds = {a.kind for h in item.mention.arguments.agents for a in page.actors if a.start <= h.idx < a.end}
        item.sides = {side for side, members in (("rebel", REBEL), ("state", STATE)) if kinds & members}
    return item.sides


def other_side(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the mention's doers and the happening's stand on different sides; a clash has both."""
    if "armed-clash" in (happening.type, item.mention.type):
        return False
    mine = _sides(page, item)
    theirs = set().union(*(_sides(page, t) for t in happening.told))
    return bool(mine and theirs and not mine & theirs)
