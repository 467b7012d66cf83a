"""The numbers of an incident: every figure kept, and one low, best and high by the rules that are in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from statistics import fmean, median

import msgspec

from tacitus.merge.disputes import Told, of_figures
from tacitus.merge.independent import UNRELIABLE
from tacitus.merge.rules import OfTolls, Rules, Tolls, default
from tacitus.merge.splits import parted
from tacitus.merge.voices import Voice, read_as, voices
from tacitus.record import Count, Doubt, Figure, Report, Statement

RULE = "latest independent report"
EXACT = "exact figure that the latest independent report leaves room for"
COUNTED = "latest counted figure, for the latest report has only a vague word"
WHOLE = "latest figure for all victims, for the latest report counts only some"
OWN = "the attackers' own figure, for nobody else gives one"
"""How the latest figure was found, and a count names which. Reports are taken in the order of time: wire copies once,
dated as the first of them; those without a date first; of one day, the higher figure counts as the later. Figures of
those who attacked, and such as were corrected, stand aside as long as anybody gives another. The latest decides (RULE),
but where it counts only some kind of victims, and fewer than an earlier report counts in all, the latest of those does
(WHOLE). Where what decides is open ("at least 50") or a range, the latest exact figure within it is preferred (EXACT),
and where it is a vague word ("scores"), the latest number that such a word may stand for (COUNTED). Where only the
attackers count, their bounds are kept under their name (OWN) and nothing is taken for the best. A lone report's count
stands as its reader resolved it."""
LOOSE = 0.5  # "dozens" is said of twenty, "scores" of thirty: a vague word may stand for half of what it means


def counts(
    statements: Sequence[Statement], reports: Mapping[str, Report], rules: Rules | None = None
) -> tuple[dict[str, Count], list[Doubt]]:
    """The counts of one happening by the rules, those split by side and kind of victim among them, and the doubts.

    A doubt stands for each count on which independent reports do not agree; it says why, where that can be told.
    """
    rules = rules or default()
    resolved, doubts = {}, []
    for what in sorted({what for statement in statements for what in statement.counts}):
        told = voices(what, statements, reports)
        resolved[what] = _resolve(told, rules)
        for part, some in parted(what, told).items():
            resolved[part] = _resolve(some, rules)
        doubt = of_figures(Told(what, told, statements, reports))
        if doubt:
            doubts.append(doubt)
    return resolved, doubts


def _resolve(told: list[Voice], rules: Rules) -> Count:
    """Low, best and high by the rules from counts in the order of time."""
    given = [one for one in told if one.bounds != (None, None)]
    if not given:  # it is only said that there were some
        return Count(unit=told[-1].count.unit, rule=told[-1].count.rule, said=_said(told))
    others = [one for one in given if not one.own]
    standing = [one for one in others if not one.retracted] or others or given
    latest, rule = _latest(standing)
    said = _said(told)
    if not others:
        low, high = latest.bounds
        return Count(low=low, high=high, unit=latest.count.unit, rule=OWN, said=said)
    if rules.name == default().name and len({one.text for one in told}) == 1:
        return msgspec.structs.replace(latest.count, said=said)
    some = _sources(standing, rules.tolls)
    chosen = _chosen(some, rules.tolls, latest)
    if rules.name != default().name:
        rule = _named(rules, len({one.source for one in some}))
    return msgspec.structs.replace(chosen, unit=latest.count.unit, rule=rule, said=said)


def _named(rules: Rules, number: int) -> str:
    """The rule's name, as the record keeps it beside the value."""
    tolls, noun = rules.tolls, "source" if number == 1 else "sources"
    ways = dict.fromkeys((tolls.low, tolls.best, tolls.high))
    how = next(iter(ways)) if len(ways) == 1 else f"low {tolls.low}, best {tolls.best}, high {tolls.high}"
    return f"{rules.name}: {how} of {number} independent {noun}"


def _latest(voices: Sequence[Voice]) -> tuple[Voice, str]:
    """The count that stands, of some in the order of time, and how it was found."""
    chosen, rule = voices[-1], RULE
    whole = [one for one in voices if not one.partial and (one.count.low or 0) > (chosen.count.high or chosen.point)]
    if whole and chosen.partial:
        chosen, rule = whole[-1], WHOLE
    alike = [one for one in voices if chosen.partial or not one.partial]
    if chosen.count.low == chosen.count.high:
        return chosen, rule
    if within := [one for one in alike if one.exact and chosen.holds(one)]:
        return within[-1], EXACT
    if chosen.vague:
        least = LOOSE * (chosen.count.low or 0)
        counted = [one for one in alike if not one.vague and (one.count.low or 0) >= least]
        if counted:
            return counted[-1], COUNTED
    return chosen, rule


def _sources(standing: Sequence[Voice], tolls: Tolls) -> list[Voice]:
    """One voice for each source, as it last spoke; parts, and words where others count, stand aside."""
    by_source = sorted(standing, key=lambda one: one.source)
    last = [_latest(sorted(some, key=_order))[0] for _, some in groupby(by_source, key=lambda one: one.source)]
    last = sorted((read_as(one, tolls.words) for one in last), key=_order)
    if tolls.unreliable == "aside":
        last = [one for one in last if one.rank < UNRELIABLE] or last
    whole = max((one.point for one in last if not one.partial), default=-1)
    last = [one for one in last if not one.partial or one.point > whole]
    counted = max((one.point for one in last if not one.vague), default=-1)
    return [one for one in last if not one.vague or counted < LOOSE * one.point]


def _order(voice: Voice) -> tuple[str, bool, int, int, str]:
    return voice.order


def _chosen(some: list[Voice], tolls: Tolls, latest: Voice) -> Count:
    """Low, best and high, each by its choice, brought into order: low <= best <= high."""
    unlike = list({(one.bounds, one.day): one for one in [*some, latest]}.values())
    stand = [one for one in some if not _passed(one, unlike, latest)] if tolls.settled else some
    if tolls.settled and latest.statement.id not in {one.statement.id for one in stand}:
        stand.append(latest)  # the exact figure that one source gave before it spoke of "at least" so many
    best = _value(tolls.best, "best", stand, latest)
    low = _value(tolls.low, "low", stand, latest)
    high = _value(tolls.high, "high", stand, latest)
    ends = _open(tolls, stand, latest)
    if not tolls.open:
        known = [number for number in (low, best, high) if number is not None]
        if not known:
            return Count()
        low, high = (low if low is not None else min(known)), (high if high is not None else max(known))
    if ends:
        high, best = None, (None if tolls.best in ("lowest", "highest", "mean", "median") else best)
    numbers = [number for number in (low, best) if number is not None]
    if high is not None and numbers:
        high = max(high, *numbers)
    if low is not None and best is not None:
        low = min(low, best)
    if best is None and low == high and tolls.best != "none":
        best = low
    return Count(low=low, best=best, high=high)


def _passed(one: Voice, unlike: Sequence[Voice], latest: Voice) -> bool:
    """Whether time or a finer figure has settled it: an earlier and lower toll, bounds that a finer figure fills."""
    if one.statement.id == latest.statement.id:
        return False
    if one.order[0] < latest.order[0] and max(one.point, one.count.high or 0) < (latest.count.low or latest.point):
        return True
    return any(
        one.bounds != other.bounds and _around(one, other) and not _unhedged(one, other) for other in unlike
    )


def _unhedged(wide: Voice, fine: Voice) -> bool:
    """Whether the finer only drops the other's hedge, "61" of "at least 61", on the same day or before: nothing closed."""
    return wide.count.high is None and fine.exact and fine.point == wide.point and fine.day <= wide.day


def _around(wide: Voice, fine: Voice) -> bool:
    """Whether all that the fine bounds allow lies within the wide ones: "at least 12" around "at least 57"."""
    (low, high), (least, most) = wide.bounds, fine.bounds
    return (low is None or least is not None and least >= low) and (high is None or most is not None and most <= high)


def _open(tolls: Tolls, stand: Sequence[Voice], latest: Voice) -> bool:
    """Whether nobody bounds the number above: an "at least" that no other figure answers."""
    if not tolls.open or tolls.high == "none":
        return False
    if tolls.high in ("latest", "majority", "most precise", "most reliable"):
        return _of_one(tolls.high, stand, latest).count.high is None
    exact = max((one.point for one in stand if one.exact), default=0)
    ranges = max((one.count.high for one in stand if not one.exact and one.count.high is not None), default=-1)
    return any(one.count.high is None and one.point >= exact and one.point > ranges for one in stand)


def _value(choice: OfTolls, bound: str, stand: Sequence[Voice], latest: Voice) -> int | None:
    """What the choice gives for "low", "best" or "high"."""
    if choice == "none":
        return None
    if choice in ("latest", "majority", "most precise", "most reliable"):
        found: int | None = getattr(_of_one(choice, stand, latest).count, bound)
        return found
    stated = [getattr(one.count, bound) for one in stand]
    numbers = [number for number in stated if number is not None]
    if bound != "low":
        numbers = [one.point if number is None else number for one, number in zip(stand, stated, strict=True)]
    if not numbers:
        return None
    if choice in ("lowest", "highest"):
        return int(min(numbers) if choice == "lowest" else max(numbers))
    middle = fmean(numbers) if choice == "mean" else median(numbers)
    return int(middle + 0.5)


def _of_one(choice: OfTolls, stand: Sequence[Voice], latest: Voice) -> Voice:
    """The one voice whose figure the choice takes."""
    if choice == "latest":
        return latest
    if choice == "majority":
        often = Counter(one.bounds for one in stand)
        return max(stand, key=lambda one: (often[one.bounds], one.order))
    if choice == "most reliable":
        best = min(one.rank for one in stand)
        return _latest([one for one in stand if one.rank == best])[0]
    finest = min((not one.exact, one.count.high is None, _width(one)) for one in stand)
    alike = [one for one in stand if (not one.exact, one.count.high is None, _width(one)) == finest]
    return max(alike, key=_order)


def _width(voice: Voice) -> int:
    return (voice.count.high or 0) - (voice.count.low or 0)


def _said(told: Sequence[Voice]) -> list[Figure]:
    """Every figure with its quotes; a figure of wire copies stands once, with the quotes of each."""
    kept: dict[tuple[object, ...], Figure] = {}
    for one in told:
        for figure in one.count.said:
            key = (
                one.text, figure.low, figure.high, figure.words.casefold(), figure.speaker,
                figure.of, figure.includes_attackers, figure.cumulative,
            )
            if key in kept:
                more = [quote for quote in figure.quotes if quote not in kept[key].quotes]
                kept[key] = msgspec.structs.replace(kept[key], quotes=[*kept[key].quotes, *more])
            else:
                kept[key] = figure
    return list(kept.values())
