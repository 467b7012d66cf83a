"""Which of several days or months that the same words may mean is the one that a report speaks of."""

from __future__ import annotations

from datetime import date, timedelta

from tacitus.times.mention import Tense
from tacitus.times.spans import Span

# A report may be dated a day behind its events where the sun rises first.
SLACK = timedelta(days=1)
# A bare day without any tense is one to come only if it is this many times nearer than the last one: news
# tells of what was, and gives the year where a day lies most of a year back.
_LIKELIER_PAST = 4
# With a sign of what is to come it may still be one just over: "would not mention the raid of 22 April".
_LATELY = timedelta(days=60)


def nearest(options: list[Span], base: date, tense: Tense | None, direction: str | None = None) -> Span | None:
    """Of the spans the one that the report means: the last begun by then, or the first not yet over."""
    past = [s for s in options if s[0] <= base or s[1] <= base + SLACK]  # a month that begins tomorrow is no past one
    to_come = [s for s in options if s[1] >= base]
    if direction in ("next", "the following"):
        return min((s for s in to_come if s[0] > base), default=None)
    if direction in ("last", "the previous"):
        return max((s for s in past if s[1] < base), default=None)
    back, ahead = max(past, default=None), min(to_come, default=None)
    if direction == "this":  # "this September", said in any month of that year
        return next((s for s in options if s[0].year == base.year), back or ahead)
    if direction or tense == "past" or ahead is None or back is None:
        return back or ahead
    before, until = base - back[1], ahead[0] - base
    if tense == "future":
        return ahead if until <= before or before > _LATELY else back
    return ahead if back[0] == back[1] and until * _LIKELIER_PAST <= before else back
