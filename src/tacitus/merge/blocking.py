"""Which pairs of statements are worth comparing: those that meet under a key and that neither day nor place keeps apart.

Whether two statements are such a pair rests on the two alone, never on what else there is: so it is the same pair for one
report that comes in and for a million that are merged at once (docs/linking.md, "Two ways to merge").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from tacitus.merge.facts import Facts
from tacitus.merge.keys import filed, lasts, sought
from tacitus.merge.nearness import DISTRICT, kilometres
from tacitus.merge.words import limits

Edge = tuple[int, int]


def candidates(items: Sequence[Facts]) -> list[Edge]:
    """Pairs of positions worth comparing, sorted; the same whatever the order of the items' arrival."""
    by_key: dict[int, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in filed(item).tolist():
            by_key[key].append(i)
    found: set[Edge] = set()
    for i, item in enumerate(items):
        met: set[int] = set().union(*(by_key[key] for key in sought(item).tolist() if key in by_key))
        found |= {(i, j) if i < j else (j, i) for j in met if j != i}
    return sorted((i, j) for i, j in found if may_meet(items[i], items[j]))


def may_meet(a: Facts, b: Facts) -> bool:
    """Whether two statements can be one at all by report, country, days and distance; quick, for most pairs fall here."""
    if a.statement.report == b.statement.report or a.world != b.world:
        return False
    one, other = a.statement.where, b.statement.where
    if one.country and other.country and one.country != other.country:
        return False
    return _in_time(a, b) and _in_reach(a, b)


def _in_time(a: Facts, b: Facts) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    gap, time = max(a.start - b.end, b.start - a.end), limits()["time"]
    if gap <= 0:
        return True
    if lasts(a) and lasts(b):
        return bool(gap <= time["lasting_days"])
    return bool(gap <= time["soft_gap" if a.soft or b.soft else "said_gap"][-1][0])


def _in_reach(a: Facts, b: Facts) -> bool:
    if max(a.size, b.size) > DISTRICT or not (a.resolved and b.resolved):
        return True
    place = limits()["place"]
    reach = max(place["district_reach_km"], place["distances_km"][-1][0])
    one, other = a.statement.where, b.statement.where
    if abs((one.lat or 0) - (other.lat or 0)) * 111.3 > reach + 1:  # kilometres a degree of latitude has at most
        return False
    return kilometres(a, b) <= float(reach)
