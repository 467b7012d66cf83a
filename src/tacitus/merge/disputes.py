"""What reports do not agree on: tolls, days and places, each with the reason and the words of both sides."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

import msgspec

from tacitus.merge.distance import apart_km
from tacitus.merge.facts import span
from tacitus.merge.independent import moment, publisher
from tacitus.merge.voices import Bounds, Voice
from tacitus.merge.words import place_key, same_name, same_place_name
from tacitus.record import Count, Doubt, Figure, Quote, Report, Statement, Where

APART_KM = 10.0
"""Two exact places of one happening that lie farther apart are a dispute; nearer ones are a town and its edge."""
AROUND = 160
"""Code points on each side of a figure within which its report says that wounded people died: its sentence."""
_SAID = ("stated", "relative")


class Told(msgspec.Struct, frozen=True):
    """Everything said of one count."""

    what: str
    voices: list[Voice]
    statements: Sequence[Statement]
    reports: Mapping[str, Report]


def of_figures(told: Told) -> Doubt | None:
    """A doubt where figures differ: of two texts that cannot both hold, of two speakers of one text, or of parts."""
    last = {voice.text: voice for voice in told.voices if not voice.retracted}
    last |= {f"{voice.text} {voice.point}": voice for voice in told.voices if voice.retracted}
    stated = sorted((one for one in last.values() if one.bounds != (None, None)), key=lambda one: one.order)
    pairs = _differing(stated)
    if not pairs:
        return _within(told, stated)
    reasons = [reason for reason in _REASONS if any(_REASONS[reason](a, b, told) for a, b in pairs)]
    if "wounded who died" not in reasons and _any_died(stated, told):
        reasons.append("wounded who died")  # it may tell why an open figure of before has become this one
    if not any(_clash(a, b) or a.retracted or b.retracted for a, b in pairs) and "part" not in reasons:
        return None
    by_words: dict[str, list[str]] = {}
    for one in stated:
        report = told.reports.get(one.statement.report)
        who = (report and (report.publisher or publisher(report))) or "a report"
        by_words.setdefault(shown(one.count), []).append(f"{who} {moment(report)[:10]}".strip())
    why = "; ".join(f"{number} ({', '.join(dict.fromkeys(who))})" for number, who in by_words.items())
    quotes = [quote for one in stated for figure in one.deciding[:1] or one.count.said[:1] for quote in figure.quotes[:1]]
    return _doubt(told.what, why, reasons, quotes)


def _doubt(what: str, why: str, reasons: list[str], quotes: Sequence[Quote]) -> Doubt:
    because = f" ({', '.join(_table()['says'][reason] for reason in reasons)})" if reasons else ""
    return Doubt(
        kind="figures", field=f"counts.{what}", why=f"reports differ: {why}{because}", reasons=reasons,
        quotes=list(dict.fromkeys(quotes)),
    )


def _differing(stated: Sequence[Voice]) -> list[tuple[Voice, Voice]]:
    """Pairs of unlike figures, the earlier first; of many voices with the same figure, the first."""
    unlike: dict[tuple[object, ...], Voice] = {}
    for one in stated:
        unlike.setdefault((one.bounds, one.partial, one.own, one.retracted), one)
    pairs = combinations(unlike.values(), 2)
    return [(a, b) for a, b in pairs if _clash(a, b) or _part(a, b) or a.retracted != b.retracted]


def _clash(a: Voice, b: Voice) -> bool:
    """Whether two counts cannot both hold; a part fits beside any larger whole."""
    part, whole = sorted((a, b), key=lambda one: not one.partial)
    if part.partial and not whole.partial and (part.count.low or 0) <= (whole.count.low or 0):
        return False
    return _cannot(a.bounds, b.bounds)


def _cannot(a: Bounds, b: Bounds) -> bool:
    low = max(a[0] or 0, b[0] or 0)
    high = min((value for value in (a[1], b[1]) if value is not None), default=None)
    return high is not None and low > high


def _later(a: Voice, b: Voice, told: Told) -> bool:  # noqa: ARG001
    days = [one.order[0][:10] for one in (a, b)]
    return days[0] != "" and days[0] < days[1] and a.point < b.point and _clash(a, b)


def _corrected(a: Voice, b: Voice, told: Told) -> bool:  # noqa: ARG001
    return a.retracted or b.retracted


def _own(a: Voice, b: Voice, told: Told) -> bool:  # noqa: ARG001
    return a.own != b.own


def _part(a: Voice, b: Voice, told: Told | None = None) -> bool:  # noqa: ARG001
    """One counts, say, civilians only, and the other everybody: no contradiction, but unlike figures."""
    part, whole = sorted((a, b), key=lambda one: not one.partial)
    return part.partial and not whole.partial and _cannot(a.bounds, b.bounds)


def _attackers(a: Voice, b: Voice, told: Told) -> bool:  # noqa: ARG001
    within = [any(figure.includes_attackers for figure in one.deciding) for one in (a, b)]
    return within[0] != within[1] and (a.point < b.point) == within[1]


def _died(a: Voice, b: Voice, told: Told) -> bool:
    """The later dead are more, and that report says that wounded died, or has so many fewer wounded."""
    if told.what != "killed" or a.order[0] >= b.order[0] or a.point >= b.point:
        return False
    before, after = _wounded(a), _wounded(b)
    fewer = before is not None and after is not None and before - after >= b.point - a.point
    return fewer or _says_died(b, told)


def _any_died(stated: Sequence[Voice], told: Told) -> bool:
    """Whether that holds of any two; of hundreds that say the same figures on one day only one is looked at."""
    alike = {(one.order[0], one.point, _wounded(one), _says_died(one, told)): one for one in stated}
    return any(_died(a, b, told) for a, b in permutations(alike.values(), 2))


def _wounded(one: Voice) -> int | None:
    return one.statement.counts.get("wounded", Count()).low


def _says_died(one: Voice, told: Told) -> bool:
    """Whether the words around its figures say that wounded people died."""
    report = told.reports.get(one.statement.report)
    if report is None:
        return False
    quotes = (quote for figure in one.deciding for quote in figure.quotes)
    around = (report.text[max(0, quote.start - AROUND) : quote.end + AROUND].casefold() for quote in quotes)
    return any(words in text for text in around for words in _table()["died_of_wounds"])


def _speakers(a: Voice, b: Voice, told: Told) -> bool:  # noqa: ARG001
    one, other = ({figure.speaker for figure in voice.deciding if figure.speaker} for voice in (a, b))
    return bool(one and other) and not any(same_name(x, y) for x in one for y in other)


_REASONS: dict[str, Any] = {
    "corrected": _corrected, "later": _later, "own": _own, "part": _part, "attackers": _attackers,
    "wounded who died": _died, "speakers": _speakers,
}


def _within(told: Told, stated: Sequence[Voice]) -> Doubt | None:
    """A doubt where one report gives whole figures of two speakers that cannot both hold."""
    for voice in stated:
        whole: list[Figure] = [
            one for one in voice.count.said if one.speaker and not one.of and not one.cumulative
            and (one.low, one.high) != (None, None)
        ]
        for a, b in combinations(whole, 2):
            if not same_name(a.speaker or "", b.speaker or "") and _cannot((a.low, a.high), (b.low, b.high)):
                said = [f"{shown(Count(low=one.low, high=one.high))} ({one.speaker})" for one in (a, b)]
                return _doubt(told.what, "; ".join(said), ["speakers"], [*a.quotes[:1], *b.quotes[:1]])
    return None


def of_days(told: Sequence[Statement]) -> list[Doubt]:
    """A doubt where reports say days that cannot both be right."""
    said = {one.when.start: one.when for one in told if one.when.basis in _SAID and span(one.when)[0] is not None}
    days = sorted(said.values(), key=lambda when: (span(when), when.start or ""))
    if not days or max(span(when)[0] or 0 for when in days) <= min(span(when)[1] or 0 for when in days):
        return []
    why = "; ".join(when.start if when.start == when.end else f"{when.start} to {when.end}" for when in days if when.start)
    quotes = [quote for when in days for quote in when.quotes[:1]]
    return [Doubt(kind="dates", field="when", why=f"reports differ: {why}", quotes=quotes)]


def of_places(told: Sequence[Statement]) -> list[Doubt]:
    """A doubt where reports name two exact places that are too far apart to be one, or two countries."""
    found: dict[tuple[str | None, str], Where] = {}
    for one in told:
        where = one.where
        if where.name and where.lat is not None and where.precision in ("exact", "near"):
            found.setdefault((where.place_id, where.name), where)
    places = sorted(found.values(), key=lambda where: (where.name or "", where.place_id or ""))
    pairs = list(_two_places(places))
    if not pairs:
        return []
    named = dict.fromkeys(f"{one.name}, {one.country or 'country unknown'}" for pair in pairs for one in pair)
    quotes = list(dict.fromkeys(quote for pair in pairs for one in pair for quote in one.quotes[:1]))
    return [Doubt(kind="places", field="where", why=f"reports differ: {'; '.join(named)}", quotes=quotes)]


def _two_places(places: Sequence[Where]) -> Iterator[tuple[Where, Where]]:
    for a, b in combinations(places, 2):
        alike = same_place_name([place_key(a.name or "")], [place_key(b.name or "")])
        if apart_km(a, b) > APART_KM and not alike:
            yield a, b


def shown(count: Count) -> str:
    """A count for people: "57", "50+", "20-30", "up to 30", "?"."""
    if count.low is None:
        return f"up to {count.high}" if count.high is not None else "?"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


@cache
def _table() -> dict[str, Any]:
    with (Path(__file__).parent / "disputes.toml").open("rb") as file:
        return tomllib.load(file)
