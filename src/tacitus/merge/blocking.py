"""Which pairs of statements are worth comparing: near each other in days and on the map, or alike where one is not known.

Every statement is filed under keys and looks for others under keys; a pair meets if one seeks what the other is filed under.
A key joins a place with a stretch of days, so that the work grows with the number of statements and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tacitus.merge.facts import Facts
from tacitus.merge.nearness import COUNTRY, DISTRICT, PROVINCE
from tacitus.merge.words import limits

Key = tuple[object, ...]
Edge = tuple[int, int]
CELLS_PER_DEGREE = 1  # a cell and its eight neighbours reach past every distance that limits.toml allows
STRETCH = 8  # days a key: a stretch and its neighbours reach past every gap that limits.toml allows
LONG = 62  # days: a span beyond is filed like an unknown day, for it would lie under too many keys
NEIGHBOURS = 100  # others that a statement is compared with: the likeliest, where a whole day of one city is more


def candidates(items: Sequence[Facts]) -> list[Edge]:
    """Pairs of positions worth comparing, sorted; the same whatever the order of the items' arrival."""
    by_key: dict[Key, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in filed(item):
            by_key[key].append(i)
    found: set[Edge] = set()
    for i, item in enumerate(items):
        met: set[int] = set().union(*(by_key.get(key, ()) for key in sought(item)))
        near = {j for j in met if j != i and may_meet(item, items[j])}
        if len(near) > NEIGHBOURS:
            ranked = sorted((-_likeness(item, items[j]), j) for j in near)
            near = {j for _, j in ranked[:NEIGHBOURS]}
        found |= {(min(i, j), max(i, j)) for j in near}
    return sorted(found)


def filed(x: Facts) -> set[Key]:
    """Under which keys others find this statement."""
    keys: set[Key] = {(space, when) for space in _spaces(x) for when in (*_stretches(x, 0), None)}
    keys |= {("copy", x.statement.report)}
    keys |= {("mark", mark, when) for mark in _marks(x) for when in (*_stretches(x, 0), None)}
    keys |= {("marked place", place, mark) for place in x.place_names for mark in _marks(x)}
    if x.statement.where.country:
        keys |= {("country", x.statement.where.country, day) for day in _days(x, 0)}
    return keys


def sought(x: Facts) -> set[Key]:
    """Under which keys this statement looks for others."""
    keys: set[Key] = {("copy", report) for report in x.copies}
    if _dated(x):
        keys |= {(space, when) for space in _spaces(x, around=True) for when in _stretches(x, limits()["time"]["reach"])}
        keys |= {("marked place", place, mark) for place in x.place_names for mark in _marks(x)}
    else:
        keys |= {(space, None) for space in _spaces(x, around=True) if x.size <= DISTRICT or space[0] == "place"}
        keys |= {("mark", mark, None) for mark in _marks(x)}
    if x.size >= PROVINCE:
        keys |= {("mark", mark, when) for mark in _marks(x) for when in _stretches(x, limits()["time"]["reach"])}
        if x.statement.where.country:
            keys |= {("country", x.statement.where.country, day) for day in _days(x, 1)}
    return keys


def may_meet(a: Facts, b: Facts) -> bool:
    """Whether the days let two statements be one at all; quick, for most pairs fall here."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    gap = max(a.start - b.end, b.start - a.end)
    if gap <= 0 or a.statement.type in limits()["types"]["lasting"]:
        return True
    return bool(gap <= limits()["time"]["soft_gap" if a.soft or b.soft else "said_gap"][-1][0])


def _spaces(x: Facts, *, around: bool = False) -> Iterator[Key]:
    """The place's names, the areas that it lies in, and its cell, or its cell and those beside it."""
    where = x.statement.where
    yield from (("place", name) for name in (x.place_names if around else (*x.place_names, *x.admin_names)))
    if where.lat is not None and where.lon is not None and x.size < COUNTRY:
        lat, lon = int(where.lat // CELLS_PER_DEGREE), int(where.lon // CELLS_PER_DEGREE)
        steps = (-1, 0, 1) if around else (0,)
        yield from (("cell", lat + up, lon + right) for up in steps for right in steps)


def _marks(x: Facts) -> Iterator[Key]:
    """What is rare enough to find a happening of unknown day or place by: names in the words, and numbers."""
    yield from (("name", name) for name in x.names)
    yield from (("number", what, *toll) for what, toll in x.tolls.items())


def _dated(x: Facts) -> bool:
    return x.start is not None and x.end is not None and x.end - x.start <= LONG


def _stretches(x: Facts, reach: int) -> range:
    """The stretches of days in which it lies, or may lie within so many days; none where the day is not known."""
    if x.start is None or x.end is None or not _dated(x):
        return range(0)
    return range((x.start - reach) // STRETCH, (x.end + reach) // STRETCH + 1)


def _days(x: Facts, reach: int) -> range:
    """The days themselves, of a short span."""
    if x.start is None or x.end is None or x.end - x.start > STRETCH:
        return range(0)
    return range(x.start - reach, x.end + reach + 1)


def _likeness(a: Facts, b: Facts) -> int:
    """How much two statements share at first sight."""
    equal = sum(b.tolls.get(what) == toll for what, toll in a.tolls.items())
    same = sum(x.actor == y.actor for x in a.agents for y in b.agents if x.actor)
    near = bool(set(a.place_names) & set(b.place_names)) + (a.start == b.start)
    return len(a.targets & b.targets) + len(a.victims & b.victims) + len(a.names & b.names) + equal + same + 2 * near
