"""The day of an incident as MUC-4 writes it: "03 JAN 90", a span of two days, or "- 03 JAN 90" for on or before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from muc_bench.scene import Scene
from muc_bench.texts import MONTHS
from tacitus.reader.page import Timed

LONGEST_SPAN = 62
"""Days: a vaguer time than two months says no more than "on or before the day of the report"."""


def fill(scene: Scene, spans: Sequence[tuple[int, int]]) -> str | None:
    """The date of what is told at these spans: the nearest time said in one of their sentences, else the day of the report."""
    chosen = _nearest(scene, spans)
    anchor = scene.wire.day
    if chosen is not None:
        said = _said(chosen, anchor)
        if said is not None:
            return said
    return f"- {day(anchor)}" if anchor else None


def day(when: date) -> str:
    """A day in the form of the keys."""
    return f"{when.day:02d} {MONTHS[when.month - 1]} {when.year % 100:02d}"


def _nearest(scene: Scene, spans: Sequence[tuple[int, int]]) -> Timed | None:
    told = scene.told
    here = {told.sentence(start): start for start, _ in reversed(spans)}
    near = [t for t in scene.page.times if told.sentence(t.start) in here]
    return min(near, key=lambda t: min(abs(t.start - start) for start, _ in spans), default=None)


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


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
