"""Finds the pairs of a batch that are held to be one happening: keys are joined in columns, what is left is judged one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tacitus.merge.blocking import may_meet
from tacitus.merge.keys import KM_A_DEGREE, sought
from tacitus.merge.nearness import DISTRICT
from tacitus.merge.rough import Rough
from tacitus.merge.score import judge
from tacitus.merge.screen import own
from tacitus.merge.spread import NOT_SAID, Columns, Spread
from tacitus.merge.words import limits

AT_ONCE = 100
"""Statements whose partners are looked for in one go: enough for columns to pay, few enough for a town of thousands."""
Rows = NDArray[np.int64]
Edges = NDArray[np.int32]
"""Two columns of rows, the one of the lower statement id first."""


def edges(rough: Rough, spread: Spread, start: int, stop: int) -> Edges:
    """The pairs of which one statement stands from `start` to `stop` in the order of `Columns.order`, and the other after
    it: of any two that may be one each seeks what the other is filed under, so each pair comes once."""
    found: list[tuple[int, int]] = []
    columns = spread.columns
    for at in range(start, stop, AT_ONCE):
        one, other = _met(spread, columns.order[at : min(at + AT_ONCE, stop)])
        ahead = columns.rank[one] < columns.rank[other]
        one, other = np.where(ahead, one, other), np.where(ahead, other, one)
        keep = _may_meet(columns, one, other)
        one, other = one[keep], other[keep]
        left, most = rough.hope(one, other)
        for i, j, hope in zip(one[left].tolist(), other[left].tolist(), most.tolist(), strict=True):
            a, b = spread.facts(i), spread.facts(j)
            if hope + own(a, b) >= 0 and may_meet(a, b) and judge(a, b).same:
                found.append((i, j))
    return np.array(found, np.int32).reshape(-1, 2)


def _met(spread: Spread, rows: Rows) -> tuple[Rows, Rows]:
    """Each row with each that is filed under one of the keys that it seeks and stands after it, each pair once."""
    columns = spread.columns
    sought_by = [sought(spread.facts(row)) for row in rows.tolist()]
    keys, seekers = np.concatenate(sought_by), np.repeat(rows, [len(some) for some in sought_by])
    low, high = np.searchsorted(columns.keys, keys, "left"), np.searchsorted(columns.keys, keys, "right")
    number = high - low
    at = np.arange(number.sum()) + np.repeat(low - (np.cumsum(number) - number), number)
    one, other = np.repeat(seekers, number), columns.rows[at].astype(np.int64)
    after = spread.turn[other] > spread.turn[one]
    pairs = np.unique((one[after] << 32) | other[after])
    return pairs >> 32, pairs & 0xFFFFFFFF


def _may_meet(columns: Columns, one: Rows, other: Rows) -> NDArray[np.bool_]:
    """Those pairs that the columns do not rule out; `blocking.may_meet` decides on them."""
    lands = columns.country[one], columns.country[other]
    keep = (columns.world[one] == columns.world[other]) & ((lands[0] == lands[1]) | (lands[0] < 0) | (lands[1] < 0))
    return np.asarray(keep & _in_time(columns, one, other) & _in_reach(columns, one, other))


def _in_time(columns: Columns, one: Rows, other: Rows) -> NDArray[np.bool_]:
    time = limits()["time"]
    (a, a_end), (b, b_end) = ((columns.first[x].astype(np.int64), columns.last[x].astype(np.int64)) for x in (one, other))
    soft, said = int(time["soft_gap"][-1][0]), int(time["said_gap"][-1][0])
    allowed = np.where(columns.soft[one] | columns.soft[other], soft, said)
    allowed = np.where(columns.lasts[one] & columns.lasts[other], int(time["lasting_days"]), allowed)
    return np.asarray((np.maximum(a - b_end, b - a_end) <= allowed) | (a == NOT_SAID) | (b == NOT_SAID))


def _in_reach(columns: Columns, one: Rows, other: Rows) -> NDArray[np.bool_]:
    """By degrees of latitude alone, and roughly by those of longitude; what has no point of its own is always in reach."""
    place = limits()["place"]
    reach = max(place["district_reach_km"], place["distances_km"][-1][0]) / KM_A_DEGREE
    up = np.abs(columns.lat[one] - columns.lat[other])
    across = np.abs((columns.lon[one] - columns.lon[other] + 180) % 360 - 180)
    room = reach / np.cos(np.radians(np.minimum(89.0, np.abs(columns.lat[one]) + reach)))
    wide = (np.maximum(columns.size[one], columns.size[other]) > DISTRICT) | np.isnan(up)
    return np.asarray(wide | ((up <= reach) & (across <= room)))
