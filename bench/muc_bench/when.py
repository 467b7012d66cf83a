"""The day of an incident as MUC-4 writes it: "03 JAN 90", a span of two days, or "- 03 JAN 90" for on or before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from muc_bench.scene import Scene
from muc_bench.texts import MONTHS
from tacitus.reader.learned import choosing
from tacitus.reader.page import Timed

LONGEST_SPAN = 62
"""Days: a vaguer time than two months says no more than "on or before the day of the report"."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MODEL = "when"
Span = tuple[int, int]


def fill(scene: Scene, spans: Sequence[Span]) -> str | None:
    """The date of what is told at these spans; "on or before the day of the report" where no time named is likely enough."""
    ranked = [(choosing.chance(MODEL, features), said) for said, features in candidates(scene, spans)]
    best = max(ranked, default=None, key=lambda r: r[0])
    if best is not None and best[0] >= choosing.least(MODEL):
        return best[1]
    return f"- {day(scene.wire.day)}" if scene.wire.day else (best[1] if best else None)


def candidates(scene: Scene, spans: Sequence[Span]) -> Iterator[tuple[str, set[str]]]:
    """The times that the report names, as MUC-4 would write them, with their features."""
    told = scene.told
    every = [(t.start, t.end) for t in scene.page.times]
    for timed in scene.page.times:
        said = _said(timed, scene.wire.day)
        if said is not None:
            features = set(choosing.near(told, (timed.start, timed.end), spans, every))
            yield said, features | {f"precision={timed.when.precision}", f"form={said.count('-')}"}


def day(when: date) -> str:
    """A day in the form of the keys."""
    return f"{when.day:02d} {MONTHS[when.month - 1]} {when.year % 100:02d}"


def _said(timed: Timed, anchor: date | None) -> str | None:
    when = timed.when
    if when.start is None or when.end is None:
        return None
    start, end = date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])
    if (end - start).days > LONGEST_SPAN or (anchor is not None and start > anchor):
        return None
    if any(name in timed.words.lower() for name in WEEKDAYS) and anchor is not None:
        return f"- {day(anchor)}"  # the documentation, 7.3: a day of the week is not worked out
    return day(start) if start == end else f"{day(start)} - {day(end)}"
