"""Reads the dead by the rule that a format has for words such as "dozens", which differ from scheme to scheme."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from tacitus.formats.around import table
from tacitus.record import Count, Figure, Incident

_DIGIT = re.compile(r"\d")


class Toll(msgspec.Struct, frozen=True):
    """The dead as a scheme would write them. low, best, high: whole numbers. reread: words that it reads its own way.

    guessed: people died, no number is told, and the scheme's own number for that stands here.
    """

    low: int
    best: int
    high: int
    reread: tuple[str, ...] = ()
    guessed: bool = False


@cache
def _pattern(scheme: str) -> re.Pattern[str]:
    longest = sorted(table(scheme)["words"], key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


def reading(figure: Figure, scheme: str) -> int | None:
    """What the scheme reads the figure's words as; None where they are a plain number or words that it has no rule for."""
    if _DIGIT.search(figure.words) or not table(scheme)["words"]:
        return None
    found = _pattern(scheme).search(figure.words)
    return None if found is None else int(table(scheme)["words"][found.group().lower()])


def reread(count: Count, scheme: str) -> tuple[dict[int, int], tuple[str, ...]]:
    """What values become by the scheme's rule, where nothing but such words gave them, and those words."""
    plain = {value for figure in count.said if reading(figure, scheme) is None for value in (figure.low, figure.high)}
    becomes: dict[int, int] = {}
    words: list[str] = []
    for figure in count.said:
        value = reading(figure, scheme)
        if value is not None and figure.low is not None and figure.low not in plain and figure.low != value:
            becomes[figure.low] = value
            words.append(figure.words)
    return becomes, tuple(dict.fromkeys(words))


def toll(count: Count | None, scheme: str) -> Toll:
    """The dead by the scheme's rule. scheme: a file of this room's data with [words] and [unknown].

    A bound that is open is filled from what is known: no low means 0 where a high is told, no best means the low, no high
    means the best. Nobody said to have died is 0.
    """
    if count is None:
        return Toll(0, 0, 0)
    becomes, words = reread(count, scheme)
    low, best, high = (None if value is None else becomes.get(value, value) for value in (count.low, count.best, count.high))
    if low is None and best is None and high is None:
        if not count.said:
            return Toll(0, 0, 0)
        number = int(table(scheme)["unknown"]["killed"])
        return Toll(number, number, number, guessed=True)
    least = low if low is not None else best if best is not None else 0
    likely = best if best is not None else least
    return Toll(min(least, likely), likely, max(high if high is not None else likely, likely), words)


def killed(incident: Incident, scheme: str) -> Toll:
    """The incident's dead by the scheme's rule."""
    return toll(incident.counts.get("killed"), scheme)
