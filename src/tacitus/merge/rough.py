"""The screen of the batch engine: of pairs in columns, those that kind, day and place leave any hope of being one happening.

It asks what `screen.hopeless` asks, but of each two kinds, each two places and each lie of two days only once: the functions
that answer are the very ones that `judge` uses, called on the first pair that is so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tacitus.merge.facts import Facts
from tacitus.merge.nearness import place, time
from tacitus.merge.score import kind
from tacitus.merge.screen import ceiling, most_own, points
from tacitus.merge.spread import NOT_SAID, Spread

Rows = NDArray[np.int64]
Points = NDArray[np.float64]
REMEMBERED = 2_000_000
"""Answers held at once of a part, some 200 MB."""
FAR = 1 << 17
"""Days, 359 years: a lie of days with more between them is not put into one number."""
BEYOND = 1e9
"""More than any points."""
Answer = Callable[[Facts, Facts], float]


class Rough:
    """What is known of the pairs of one batch."""

    def __init__(self, spread: Spread) -> None:
        self._spread = spread
        self._answers: tuple[tuple[Callable[[Rows, Rows], Rows], Answer, dict[int, float]], ...] = (
            (self._kinds, lambda a, b: ceiling(a, b) + points(a, b, kind(a, b)), {}),
            (self._days, lambda a, b: points(a, b, time(a, b)), {}),
            (partial(self._two, spread.columns.place), lambda a, b: points(a, b, place(a, b)), {}),
        )
        self._room = -most_own()

    def hope(self, one: Rows, other: Rows) -> tuple[NDArray[np.intp], Points]:
        """Which pairs of rows may pass the bar, as positions, and by how much at most before `screen.own` is added;
        BEYOND all for those of which that is not said here."""
        copied, coded = self._spread.columns.copied, self._spread.columns.coded
        left = np.arange(len(one))
        most = np.where(copied[one] | copied[other], BEYOND, 0.0)
        for sort, answer, known in self._answers:
            a, b = one[left], other[left]
            most[left] += self._asked(2 * sort(a, b) + (coded[a] & coded[b]), a, b, answer, known)  # each has points of its own
            left = left[most[left] > -np.inf]
        left = left[most[left] >= self._room]
        return left, most[left]

    def _asked(self, sorts: Rows, one: Rows, other: Rows, answer: Answer, known: dict[int, float]) -> Points:
        """The answer for each pair, worked out once for all of one sort; a negative sort is none, and is hoped for."""
        found, first, which = np.unique(sorts, return_index=True, return_inverse=True)
        if len(known) > REMEMBERED:
            known.clear()
        answers = np.empty(len(found))
        for n, (sort, at) in enumerate(zip(found.tolist(), first.tolist(), strict=True)):
            value = known.get(sort)
            if value is None:
                value = answer(self._spread.facts(int(one[at])), self._spread.facts(int(other[at]))) if sort >= 0 else BEYOND
                known[sort] = value
            answers[n] = value
        return answers[which]

    def _kinds(self, one: Rows, other: Rows) -> Rows:
        return self._two(self._spread.columns.kind, one, other)

    @staticmethod
    def _two(sorts: NDArray[np.int32], one: Rows, other: Rows) -> Rows:
        """The two sorts as one number, in either order the same."""
        x, y = sorts[one].astype(np.int64), sorts[other].astype(np.int64)
        return np.asarray((np.minimum(x, y) << 32) | np.maximum(x, y))

    def _days(self, one: Rows, other: Rows) -> Rows:
        """How the days of two lie to each other, as one number: all that `nearness.time` looks at."""
        c = self._spread.columns
        a, b = ((c.first[x].astype(np.int64), c.last[x].astype(np.int64)) for x in (one, other))
        said = (a[0] != NOT_SAID) & (b[0] != NOT_SAID)
        apart, long, other_long = np.where(said, (b[0] - a[0], a[1] - a[0], b[1] - b[0]), 0)
        flags = c.soft[one] + 2 * c.soft[other] + 4 * c.lasts[one] + 8 * c.lasts[other]
        near = (abs(apart) < FAR) & (long < FAR) & (other_long < FAR)
        lie = ((((apart + FAR) << 17 | long) << 17 | other_long) << 5) | flags
        late = 3 * self._late(one, other) + self._late(other, one)
        world = c.world[one].astype(np.int64) << 4
        return np.asarray(np.where(said, np.where(near, lie, -1), (1 << 61) + (world | late)))

    def _late(self, known: Rows, told: Rows) -> Rows:
        """0 where it is not known to lie after the day on which the other was told, else by how many days, 2 at most."""
        c = self._spread.columns
        start, printed = c.first[known].astype(np.int64), c.printed[told].astype(np.int64)
        return np.asarray(np.where((start == NOT_SAID) | (printed == NOT_SAID), 0, np.clip(start - printed, 0, 2)))
