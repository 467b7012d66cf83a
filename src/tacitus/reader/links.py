"""Dates happenings by one another: "a day after the raid", "two weeks before the killing", "the first anniversary of"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from tacitus import times as calendar
from tacitus.reader import fitting, syntax, wording
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.page import Page
from tacitus.reader.timing import Link, Timed, as_day
from tacitus.record import When

NEAR = 8
"""Steps in the parse from the words of a link to the happening on its other side."""
BESIDE = 4
"""The same for a time that dates what is said there to have been done."""
RULE = "when.counted"


def in_sentence(page: Page, told: list[Told]) -> None:
    """Give a mention on one side of a link the day that follows from the time on the other side, told in its sentence."""
    for link in page.links:
        here, there = _sides(page, link, told)
        if link.anniversary:
            _of_anniversary(page, link, there)
        elif there is not None:
            _from_each_other(page, link, (here, _outside(page, link, here)), (there, _known([there])))


def across(
    page: Page, told: list[Told], happenings: list[Happening], fresh: Callable[[Happening], When | None]
) -> None:
    """The same once mentions are grouped: a happening may be dated elsewhere in the report, or as its news by `fresh`.

    "The raid", where nothing else is known of it, is the one that the report is about.
    """
    for link in page.links:
        here, there = _sides(page, link, told)
        if link.anniversary or here is None or there is None:
            continue
        one, other = _holding(happenings, here), _holding(happenings, there)
        if one is None or one is other:
            continue
        base = _known(other.told if other is not None else [there])
        if base is None and wording.definite(there) and (meant := _meant(happenings, one, there)) is not None:
            base = _known(meant.told)
            _fold(happenings, other, meant)
        _from_each_other(page, link, (here, _known(one.told) or fresh(one)), (there, base))


def _meant(happenings: list[Happening], one: Happening, there: Told) -> Happening | None:
    """What "the raid" is that something is counted from: the last of its kind told before, or what the report is about."""
    before = [h for h in happenings if h is not one and h.first.mention.token.i < there.mention.token.i and _known(h.told)]
    akin = next((h for h in reversed(before) if fitting.kind(h, there) is not None), None)
    first = happenings[0] if there.mention.entry.generic and happenings[0] is not one else None
    return first or akin


def _fold(happenings: list[Happening], other: Happening | None, meant: Happening) -> None:
    """Let what was told only to count from it be told of the happening that it is."""
    if other is not None and other is not meant and len(other.told) == 1 and not other.tallies and other in happenings:
        happenings.remove(other)
        meant.told.append(other.first)


def _from_each_other(
    page: Page, link: Link, here: tuple[Told | None, When | None], there: tuple[Told, When | None]
) -> None:
    """here: the happening told, with its days so far; there: the one that it is counted from."""
    if there[1] is not None and (here[1] is None or here[1].basis == "publication"):
        if here[0] is not None and here[0].timed is None:
            here[0].timed = _counted(page, link, there[1], forward=True)
    elif here[1] is not None and there[1] is None and there[0].timed is None:
        there[0].timed = _counted(page, link, here[1], forward=False)


def _outside(page: Page, link: Link, here: Told | None) -> When | None:
    """The day told before a link: that of the happening there, or of what else is said to have been done."""
    if here is not None:
        return _known([here])
    sentence = page.sentences[page.sentence(link.start)]
    found = []
    for timed in page.times:
        if sentence.start_char <= timed.start < sentence.end_char and timed.when.precision == "day":
            head = syntax.head_of(page.doc, timed.start, timed.end)
            steps = syntax.path(head, link.outer)
            if head.i not in link.region and steps <= BESIDE:
                found.append((steps, timed.when))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _sides(page: Page, link: Link, told: list[Told]) -> tuple[Told | None, Told | None]:
    """The mention that a link dates, and the one that it counts from."""
    sentence = page.sentence(link.start)
    near = [t for t in told if t.mention.sentence == sentence]
    inside = [t for t in near if t.mention.token.i in link.region]
    outside = [t for t in near if t.mention.token.i not in link.region]
    return _nearest(outside, link.outer), _nearest(inside, link.named)


def _nearest(told: list[Told], token: Any) -> Told | None:
    best = min(told, key=lambda t: syntax.path(t.mention.token, token), default=None)
    return best if best is not None and syntax.path(best.mention.token, token) <= NEAR else None


def _holding(happenings: list[Happening], told: Told) -> Happening | None:
    return next((h for h in happenings if any(t is told for t in h.told)), None)


def _known(told: list[Told]) -> When | None:
    """The days of the first that has some of its own, exact to a few days."""
    return next((t.timed.when for t in told if t.timed is not None and t.timed.when.precision in ("day", "week")), None)


def _counted(page: Page, link: Link, base: When, *, forward: bool) -> Timed | None:
    """The time that lies as far from `base` as the link says."""
    first, last = as_day(base.start), as_day(base.end)
    if first is None or last is None:
        return None
    sign = 1 if forward else -1
    low, high = (_shifted(page, link.mention, day, sign) for day in (first, last))
    if low is None or high is None or low.start is None or high.end is None:
        return None
    if forward and page.anchor is not None and low.start > page.anchor.isoformat():
        return None  # what is told as done lies before the report: it was counted from the wrong day
    when = When(start=low.start, end=high.end, precision=low.precision, said=link.words, basis="relative")
    return Timed(link.start, link.end, link.words, when, counted=True, rule=RULE)


def _shifted(page: Page, mention: calendar.TimeMention, day: date, sign: int) -> When | None:
    n, far = mention.n or 0, mention.n_high or mention.n or 0
    told = msgspec.structs.replace(mention, n=sign * n, n_high=sign * far, direction=None, tense="past")
    return calendar.resolve(told, page.anchor, event=day)


def _of_anniversary(page: Page, link: Link, there: Told | None) -> None:
    """What is remembered lies whole years before the day of remembrance; in that month where no day is told."""
    if there is None or there.timed is not None or page.anchor is None:
        return
    sentence = page.sentences[page.sentence(link.start)]
    days = [
        t for t in page.times
        if sentence.start_char <= t.start < sentence.end_char and t.when.precision == "day" and t.when.start == t.when.end
    ]  # fmt: skip
    nearest = min(days, key=lambda t: abs(t.start - link.start), default=None)
    day = as_day(nearest.when.start) if nearest is not None else None
    back = _shifted(page, link.mention, day or page.anchor, -1)
    if back is None or back.start is None:
        return
    if day is None:
        back = calendar.resolve(calendar.TimeMention(
            start=0, end=0, words=link.words, kind="date", year=int(back.start[:4]), month=int(back.start[5:7]),
        ), None)  # fmt: skip
    if back is not None:
        when = When(start=back.start, end=back.end, precision=back.precision, said=link.words, basis="relative")
        there.timed = Timed(link.start, link.end, link.words, when, counted=True, rule=RULE)
