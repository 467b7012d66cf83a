"""Sums over the rows that a query selects: bars of a timeline, facets, the figures of a dashboard."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from tacitus.store.columns import NONE, Mask, Numbers, Words
from tacitus.store.desk import Desk, Found, Pairs, Tolls
from tacitus.store.query import Query

Step = Literal["day", "week", "month", "year"]
LARGE = 10**12
"""Above any toll there was; a figure beyond it is a slip, and must not run over in a sum."""
MOST = 50
"""Values of a facet that are told, the most frequent first."""
BARS: dict[Step, int] = {"day": 100, "week": 735, "month": 12000}
"""A timeline over at most so many days is told by this step: some hundred bars, which a screen can show."""
WIDE_BARS: dict[Step, int] = {"week": 1120, "month": 4900}
"""The same for a drawing whose bars are labelled and have whiskers: at most 160 of them; a longer span is told by years."""
MOST_BARS = 4000
"""Bars that are told at most; a longer span is told by the next longer step."""
DOERS = ("attacker", "taker", "holder", "force", "besieger", "claim")
"""Roles of those who act; of the other roles only those on the list of actors are actors, and not a car or a market."""


class Sum(msgspec.Struct, kw_only=True):
    """How many people in all: at least, best, at most. An incident without a figure counts 0 in each, and in `unsaid`;
    one whose words leave the figure open upwards counts with the highest that was said, and in `open`."""

    low: int
    best: int
    high: int
    open: int = 0
    unsaid: int = 0


class Bar(msgspec.Struct, kw_only=True):
    """The incidents of a stretch of days, both ends included."""

    start: str
    end: str
    n: int
    killed: Sum


class Timeline(msgspec.Struct, kw_only=True):
    """bars: in order, those without an incident left out; an incident is in the bar of its first day. wider: incidents whose
    span is longer than a step, by their span, in no bar. undated: those without a day."""

    step: Step
    bars: list[Bar]
    wider: list[Bar]
    undated: int


class Value(msgspec.Struct, kw_only=True):
    """One value of a facet, or one row of a dashboard's table."""

    id: str
    label: str
    n: int
    killed: Sum | None = None


def total(desk: Desk, mask: Mask, what: str = "killed") -> Sum:
    """The sum over the rows."""
    all_ = tolls(desk, what)
    low, best, high, is_open, unsaid = (
        int(column[mask].sum()) for column in (all_.low, all_.best, all_.high, all_.open, all_.unsaid)
    )
    return Sum(low=low, best=best, high=high, open=is_open, unsaid=unsaid)


def tolls(desk: Desk, what: str) -> Tolls:
    """Low, best and high of each row."""
    if what not in desk.tolls:
        numbers = desk.table.numbers
        given = np.clip(numbers[what], NONE, LARGE)
        low, high = (np.clip(numbers[f"{what}_{end}"], NONE, LARGE) for end in ("low", "high"))
        unsaid = given == NONE
        is_open = ~unsaid & (high == NONE)
        best = np.where(unsaid, 0, given)
        low = np.where(low == NONE, np.where(high == NONE, best, 0), low)
        desk.tolls[what] = Tolls(np.minimum(low, best), best, np.maximum(np.maximum(low, best), high), is_open, unsaid)
    return desk.tolls[what]


def timeline(desk: Desk, mask: Mask, step: Step | None = None, fitting: dict[Step, int] = BARS) -> Timeline:
    """The rows by days, weeks from Monday, months or years; by the step that suits their span where none is given.

    fitting: the longest span in days that each step suits, the shortest step first.
    """
    numbers = desk.table.numbers
    dated = mask & (numbers["first"] != NONE)
    rows = np.flatnonzero(dated)
    undated = int(mask.sum()) - len(rows)
    first, last = numbers["first"][rows], numbers["last"][rows]
    chosen = _step(first, step, fitting)
    narrow = last - first < {"day": 1, "week": 7, "month": 31, "year": 366}[chosen]
    bars = _bars(desk, rows[narrow], _bins(first[narrow], chosen), chosen)
    wide = rows[~narrow]
    return Timeline(step=chosen, bars=bars, wider=_wider(desk, wide), undated=undated)


def _step(first: Numbers, wanted: Step | None, bars: dict[Step, int]) -> Step:
    if not len(first):
        return wanted or "month"
    days = int(first.max() - first.min()) + 1
    steps: list[Step] = ["day", "week", "month", "year"]
    fitting: list[Step] = [step for step, most in bars.items() if days <= most]
    chosen: Step = wanted or (fitting[0] if fitting else "year")
    lengths = {"day": 1, "week": 7, "month": 31, "year": 366}
    while chosen != "year" and days / lengths[chosen] > MOST_BARS:
        chosen = steps[steps.index(chosen) + 1]
    return chosen


_EPOCH = date(1970, 1, 1).toordinal()


def _bins(days: Numbers, step: Step) -> Numbers:
    """The number of the day, week, month or year in which each day lies."""
    if step == "day":
        return days
    if step == "week":
        return (days - 1) // 7  # the first day of the year 1 was a Monday
    stamps: NDArray[np.datetime64] = (days - _EPOCH).astype("datetime64[D]")
    return stamps.astype("datetime64[M]" if step == "month" else "datetime64[Y]").astype(np.int64)


def _ends(number: int, step: Step) -> tuple[str, str]:
    """The first and last day of a bin, within the calendar."""
    if step == "day":
        first = last = date.fromordinal(number)
    elif step == "week":
        first = date.fromordinal(number * 7 + 1)
        last = date.fromordinal(min(number * 7 + 7, date.max.toordinal()))
    elif step == "year":
        first, last = date(1970 + number, 1, 1), date(1970 + number, 12, 31)
    else:
        year, month = divmod(number + 1970 * 12, 12)
        first = date(year, month + 1, 1)
        last = date(year, month + 1, monthrange(year, month + 1)[1])
    return first.isoformat(), last.isoformat()


def _bars(desk: Desk, rows: Numbers, bins: Numbers, step: Step) -> list[Bar]:
    if not len(rows):
        return []
    first = int(bins.min())
    sums = sums_by(desk, "killed", rows, bins - first, int(bins.max()) - first + 1)
    found = []
    for n in np.flatnonzero(sums.n):
        start, end = _ends(first + int(n), step)
        found.append(Bar(start=start, end=end, n=int(sums.n[n]), killed=sums.at(int(n))))
    return found


def _wider(desk: Desk, rows: Numbers) -> list[Bar]:
    if not len(rows):
        return []
    numbers = desk.table.numbers
    spans = numbers["first"][rows] * 10_000_000 + numbers["last"][rows]
    values, where = np.unique(spans, return_inverse=True)
    sums = sums_by(desk, "killed", rows, where, len(values))
    most = sorted(np.argsort(-sums.n, kind="stable")[:MOST_BARS])
    days = [divmod(int(values[n]), 10_000_000) for n in most]
    return [
        Bar(start=date.fromordinal(a).isoformat(), end=date.fromordinal(b).isoformat(), n=int(sums.n[n]), killed=sums.at(int(n)))
        for n, (a, b) in zip(most, days, strict=True)
    ]


class Sums(msgspec.Struct, frozen=True):
    """Counts and sums of many groups at once."""

    n: Numbers
    low: Numbers
    best: Numbers
    high: Numbers
    open: Numbers
    unsaid: Numbers

    def at(self, group: int) -> Sum:
        """The sum of one group."""
        return Sum(
            low=int(self.low[group]), best=int(self.best[group]), high=int(self.high[group]), open=int(self.open[group]),
            unsaid=int(self.unsaid[group]),
        )


def sums_by(desk: Desk, what: str, rows: Numbers, group: NDArray[Any], groups: int) -> Sums:
    """For each group the number of its rows and the sum of their figures."""
    given = tolls(desk, what)

    def add(values: NDArray[Any]) -> Numbers:
        return np.bincount(group, weights=values[rows], minlength=groups).astype(np.int64)

    return Sums(
        np.bincount(group, minlength=groups), add(given.low), add(given.best), add(given.high), add(given.open),
        add(given.unsaid),
    )


def facets(desk: Desk, query: Query, found: Found) -> dict[str, list[Value]]:
    """The values of each facet with how many incidents have them, under all filters but the facet's own."""
    whole = desk.select(query, found)

    def under(name: str) -> Mask:
        return whole if getattr(query, name) is None else desk.select(query, found, but=name)

    shown = {name: counted(desk.table.words[name], under(name)) for name in ("type", "country", "admin1", "grade", "status")}
    for name, pairs in (("actor", acting(desk)), ("source", sources(desk))):
        counts = np.bincount(pairs.codes[under(name)[pairs.rows]], minlength=len(pairs.ids))
        shown[name] = _most(pairs.ids, pairs.labels, counts)
    return shown


def counted(column: Words, mask: Mask) -> list[Value]:
    """How many of the rows have each word, the most frequent first."""
    codes = column.codes[mask]
    return _most(column.labels, column.labels, np.bincount(codes[codes != NONE], minlength=len(column.labels)))


def _most(ids: list[str], labels: list[str], counts: Numbers) -> list[Value]:
    order = np.argsort(-counts, kind="stable")[:MOST]
    return [Value(id=ids[n], label=labels[n], n=int(counts[n])) for n in order if counts[n]]


def top(desk: Desk, mask: Mask, column: Words) -> list[Value]:
    """The most frequent words of the rows, with the dead of each."""
    rows = np.flatnonzero(mask & (column.codes != NONE))
    return _ranked(desk, rows, column.codes[rows].astype(np.int64), column.labels, column.labels)


def top_named(desk: Desk, mask: Mask, pairs: Pairs) -> list[Value]:
    """The most frequent names of the rows, with the dead of each; a row counts under each of its names."""
    kept = mask[pairs.rows]
    return _ranked(desk, pairs.rows[kept], pairs.codes[kept], pairs.ids, pairs.labels)


def _ranked(desk: Desk, rows: Numbers, codes: Numbers, ids: list[str], labels: list[str]) -> list[Value]:
    sums = sums_by(desk, "killed", rows, codes, len(ids))
    order = np.argsort(-sums.n, kind="stable")[:MOST]
    return [
        Value(id=ids[n], label=labels[n], n=int(sums.n[n]), killed=sums.at(int(n))) for n in order if sums.n[n]
    ]


def sources(desk: Desk) -> Pairs:
    """The publishers of each row."""
    if "source" not in desk.named:
        column = desk.sources.words["source"]
        rows = desk.rows_of(desk.sources.numbers["seq"])
        desk.named["source"] = Pairs(column.labels, column.labels, rows, column.codes.astype(np.int64))
    return desk.named["source"]


def acting(desk: Desk) -> Pairs:
    """Who acts in each row: those on the list of actors in any role, and others in the roles of those who act, however their
    name is spelt."""
    if "actor" not in desk.named:
        words = desk.actors.words
        listed = ~words["actor"].among([""])
        kept = listed | words["role"].among(DOERS)
        names = words["name"]
        spelt, alike = np.unique(np.array([one.casefold() for one in names.labels], dtype=object), return_inverse=True)
        whole = len(spelt)
        codes = np.where(listed, whole + words["actor"].codes, alike[names.codes]).astype(np.int64)[kept]
        rows = desk.rows_of(desk.actors.numbers["seq"][kept])
        both = np.unique(rows * (whole + len(words["actor"].labels) + 1) + codes)
        rows, codes = np.divmod(both, whole + len(words["actor"].labels) + 1)
        others, known = _usual(alike[names.codes], whole, names), _usual(words["actor"].codes, len(words["actor"].labels), names)
        labels = [*others, *(name or words["actor"].labels[n] for n, name in enumerate(known))]
        desk.named["actor"] = Pairs([*others, *words["actor"].labels], labels, rows, codes)
    return desk.named["actor"]


def _usual(codes: NDArray[Any], many: int, names: Words) -> list[str]:
    """For each of so many groups the name that is given most often in its rows; "" for one without any."""
    both, counts = np.unique(codes.astype(np.int64) * (len(names.labels) + 1) + names.codes, return_counts=True)
    best = [(0, "")] * many
    for pair, n in zip(both.tolist(), counts.tolist(), strict=True):
        group, name = divmod(pair, len(names.labels) + 1)
        if n > best[group][0]:
            best[group] = (n, names.labels[name])
    return [name for _, name in best]
