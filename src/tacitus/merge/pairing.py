"""Finds the pairs of a batch that are held to be one happening: keys are joined in columns, what is left is judged one by one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tacitus.merge.blocking import may_meet
from tacitus.merge.keys import KM_A_DEGREE, sought
from tacitus.merge.nearness import DISTRICT
from tacitus.merge.score import judge
from tacitus.merge.screen import hopeless
from tacitus.merge.spread import NOT_SAID, Columns, Spread
from tacitus.merge.words import limits

Rows = NDArray[np.int64]
Edges = NDArray[np.int32]
"""Two columns of rows, the one of the lower statement id first."""


def edges(spread: Spread, start: int, stop: int) -> Edges:
    """The pairs of which one statement stands from `start` to `stop` in the order of `Columns.order`, and the other after
    it: of any two that may be one each seeks what the other is filed under, so each pair comes once."""
    found: list[tuple[int, int]] = []
    place = _places(spread.columns)
    for row in map(int, spread.columns.order[start:stop]):
        x = spread.facts(row)
        others = _met(spread.columns, sought(x))
        others = others[place[others] > place[row]]
        for other in map(int, _may_meet(spread.columns, row, others)):
            y = spread.facts(other)
            a, b = (x, y) if spread.columns.rank[row] < spread.columns.rank[other] else (y, x)
            if may_meet(a, b) and not hopeless(a, b) and judge(a, b).same:
                found.append((row, other) if a is x else (other, row))
    return np.array(found, np.int32).reshape(-1, 2)


def _places(columns: Columns) -> Rows:
    """The place of each row in the order."""
    found = np.empty(len(columns.order), np.int64)
    found[columns.order] = np.arange(len(columns.order))
    return found


def _met(columns: Columns, keys: NDArray[np.uint64]) -> Rows:
    """The rows that are filed under any of the keys, each once."""
    low, high = np.searchsorted(columns.keys, keys, "left"), np.searchsorted(columns.keys, keys, "right")
    some = [columns.rows[a:b] for a, b in zip(low, high, strict=True) if a < b]
    return np.unique(np.concatenate(some)).astype(np.int64) if some else np.empty(0, np.int64)


def _may_meet(columns: Columns, row: int, others: Rows) -> Rows:
    """Those that the columns do not rule out; `blocking.may_meet` decides on them."""
    keep = (others != row) & (columns.world[others] == columns.world[row])
    if columns.country[row] >= 0:
        keep &= (columns.country[others] == columns.country[row]) | (columns.country[others] < 0)
    others = others[keep]
    return others[_in_time(columns, row, others) & _in_reach(columns, row, others)]


def _in_time(columns: Columns, row: int, others: Rows) -> NDArray[np.bool_]:
    if columns.first[row] == NOT_SAID:
        return np.ones(len(others), np.bool_)
    time = limits()["time"]
    first, last = columns.first[others].astype(np.int64), columns.last[others].astype(np.int64)
    gap = np.maximum(columns.first[row] - last, first - columns.last[row])
    soft, said = int(time["soft_gap"][-1][0]), int(time["said_gap"][-1][0])
    allowed = np.where(columns.soft[others] | columns.soft[row], soft, said)
    if columns.lasts[row]:
        allowed = np.where(columns.lasts[others], int(time["lasting_days"]), allowed)
    return np.asarray((gap <= np.maximum(allowed, 0)) | (first == NOT_SAID))


def _in_reach(columns: Columns, row: int, others: Rows) -> NDArray[np.bool_]:
    """By degrees of latitude alone, and roughly by those of longitude; what has no point of its own is always in reach."""
    if columns.size[row] > DISTRICT or np.isnan(columns.lat[row]):
        return np.ones(len(others), np.bool_)
    place = limits()["place"]
    reach = max(place["district_reach_km"], place["distances_km"][-1][0]) / KM_A_DEGREE
    up = np.abs(columns.lat[others] - columns.lat[row])
    across = np.abs((columns.lon[others] - columns.lon[row] + 180) % 360 - 180)
    room = reach / np.cos(np.radians(min(89.0, abs(float(columns.lat[row])) + reach)))
    wide = (columns.size[others] > DISTRICT) | np.isnan(columns.lat[others])
    return np.asarray(wide | ((up <= reach) & (across <= room)))
