"""The features of many pairs, each part of them worked out once for all statements that the part cannot tell apart.

Hundreds of reports of one bombing share a handful of days, places, tolls and parties. So of 400 of them, which make 80,000
pairs, each two lies of day and place are held against each other once, and each two tolls; only words are read for each pair.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from tacitus.merge.evidence import actors, deathless, person, targets, telling, text, tolls, weapon
from tacitus.merge.facts import Facts
from tacitus.merge.nearness import Found, place, time, town
from tacitus.merge.score import Seen, kind, never

Sorts = tuple[int, int, int, int]
"""Of one statement: numbers for its setting, who acted, whom it befell and what with, and how many; equal for equal ones."""
Part = Callable[[Facts, Facts], Found]
SETTING, WHO, WHOM, TOLLS = range(4)
"""The parts; tolls go on from there, for which of the two was told first."""


class Likeness:
    """What has been found out of some statements; it rests on the statements alone."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._found: dict[tuple[int, int, int], Found] = {}

    def sorts(self, x: Facts) -> Sorts:
        """The numbers of a statement, to be kept by who asks."""
        where = x.statement.where
        setting = (
            x.start, x.end, x.soft, x.printed if x.start is None else None, x.world, x.statement.type, where.country,
            where.place_id, where.lat, where.lon, where.precision, x.size, x.place_names, x.admin_names,
        )
        held = x.statement.type == "territory-held"
        who = (tuple((one.actor, one.name, one.status) for one in x.agents), x.sides, held)
        whom = (x.targets, x.victims, x.weapons, person(x))
        many = (tuple(sorted((what, *bounds) for what, bounds in x.tolls.items())), deathless(x))
        return (self._number(setting), self._number(who), self._number(whom), self._number(many))

    def seen(self, a: Facts, b: Facts, first: Sorts, second: Sorts) -> Seen:
        """As `score.seen`; first, second: the sorts of the two."""
        return self._features(a, b, first, second), a.coded and b.coded, a.passing != b.passing

    def _features(self, a: Facts, b: Facts, first: Sorts, second: Sorts) -> Found:
        reason = never(a, b)
        if reason:
            return reason
        setting = self._part(SETTING, _setting, a, b, first[0], second[0])
        if isinstance(setting, str):
            return setting
        sort = kind(a, b)
        if isinstance(sort, str):
            return sort
        who = self._part(WHO, actors, a, b, first[1], second[1])
        if isinstance(who, str):
            return who
        whom, many = self._part(WHOM, _whom, a, b, first[2], second[2]), self._tolls(a, b, first[3], second[3])
        return (*setting, *town(a, b), *sort, *who, *whom, *many, *text(a, b), *telling(a, b))

    def _tolls(self, a: Facts, b: Facts, one: int, other: int) -> Found:
        """Of tolls it counts which was told first, and whether that is known."""
        days = a.published[:10], b.published[:10]
        ahead = (days[0], a.statement.id) <= (days[1], b.statement.id)
        ordered = min(days) != "" and days[0] != days[1]
        return self._part(TOLLS + 2 * ordered + ahead, tolls, a, b, one, other)

    def _part(self, n: int, part: Part, a: Facts, b: Facts, one: int, other: int) -> Found:
        known = self._found.get((n, one, other))
        if known is None:
            known = self._found[n, one, other] = part(a, b)
        return known

    def _number(self, what: Hashable) -> int:
        return self._numbers.setdefault(what, len(self._numbers))


def _setting(a: Facts, b: Facts) -> Found:
    """Day and place."""
    days = time(a, b)
    places = days if isinstance(days, str) else place(a, b)
    return places if isinstance(days, str) or isinstance(places, str) else (*days, *places)


def _whom(a: Facts, b: Facts) -> Found:
    """Whom it befell and with what."""
    one, other = targets(a, b), weapon(a, b)
    return (*one, *other)
