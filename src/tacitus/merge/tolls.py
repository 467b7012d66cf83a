"""The numbers of an incident: every figure kept, one low, best and high by a named rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import combinations

import msgspec

from tacitus.merge.facts import AGENTS
from tacitus.merge.independent import publisher, wires
from tacitus.merge.words import same_name, vague_number
from tacitus.record import Count, Doubt, Figure, Report, Statement

RULE = "latest independent report"
EXACT = "exact figure that the latest independent report leaves room for"
COUNTED = "latest counted figure, for the latest report has only a vague word"
WHOLE = "latest figure for all victims, for the latest report counts only some"
OWN = "the attackers' own figure, for nobody else gives one"
"""The rules, and a count names the one that decided. Reports are taken in the order of time: wire copies once, dated
as the first of them; those without a date first; of one day, the higher figure counts as the later. Figures of those
who attacked stand aside as long as anybody else gives one. The latest decides (RULE), but where it counts only some
kind of victims, and fewer than an earlier report counts in all, the latest of those does (WHOLE). Where what decides
is open ("at least 50") or a range, the latest exact figure within it is preferred (EXACT), and where it is a vague
word ("scores"), the latest number that such a word may stand for (COUNTED). A lone statement's count stands as its
reader resolved it."""
LOOSE = 0.5  # "dozens" is said of twenty, "scores" of thirty: a vague word may stand for half of what it means


class _Told(msgspec.Struct, frozen=True, eq=False):
    """One statement's count, with its place in time and the text that it comes from."""

    order: tuple[str, int, int, str]
    statement: Statement
    count: Count
    own: bool


def moment(report: Report | None) -> str:
    """When a report was published, as UTC text that sorts; "" where it is not known."""
    date = report.published.date if report else None
    if not date or len(date) <= 10:
        return date or ""
    try:
        when = datetime.fromisoformat(date)
    except ValueError:
        return date[:10]
    return when.astimezone(UTC).isoformat() if when.tzinfo else when.isoformat()


def counts(statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[dict[str, Count], list[Doubt]]:
    """The counts of one happening by the rules, and a doubt for each on which independent reports do not agree."""
    copies = wires((statement.report for statement in statements), reports)
    resolved, doubts = {}, []
    for what in sorted({what for statement in statements for what in statement.counts}):
        told = _told(what, statements, reports, copies)
        resolved[what] = _resolve(told, copies)
        doubt = _dispute(what, told, reports, copies)
        if doubt:
            doubts.append(doubt)
    return resolved, doubts


def _told(
    what: str, statements: Sequence[Statement], reports: Mapping[str, Report], copies: Mapping[str, str]
) -> list[_Told]:
    """Every statement's count, earliest first."""
    first: dict[str, str] = {}
    for statement in statements:
        head, at = copies[statement.report], moment(reports.get(statement.report))
        if head not in first or at and (at < first[head] or not first[head]):
            first[head] = at
    culprits = _culprits(statements)
    told = []
    for statement in statements:
        if what in statement.counts:
            count = statement.counts[what]
            order = (first[copies[statement.report]], count.low or 0, count.high or 0, statement.id)
            own = bool(count.said) and all(_by(figure.speaker, culprits) for figure in count.said)
            told.append(_Told(order, statement, count, own))
    return sorted(told, key=lambda one: one.order)


def _culprits(statements: Sequence[Statement]) -> frozenset[str]:
    names = {party.name for one in statements for role in AGENTS for party in one.roles.get(role, [])}
    names |= {claim.by for one in statements for claim in one.claims if claim.stance == "claims"}
    return frozenset(names)


def _by(speaker: str | None, culprits: frozenset[str]) -> bool:
    return speaker is not None and any(same_name(speaker, name) for name in culprits)


def _resolve(told: list[_Told], copies: Mapping[str, str]) -> Count:
    """Low, best and high by the rules from counts in the order of time."""
    given = [one for one in told if (one.count.low, one.count.high) != (None, None)] or told
    others = [one for one in given if not one.own]
    chosen, rule = _decided([one.count for one in others or given])
    if rule == RULE and not others:
        rule = OWN
    lone = len({copies[one.statement.report] for one in told}) == 1
    return Count(
        low=chosen.low, high=chosen.high, best=chosen.best, unit=chosen.unit,
        rule=chosen.rule if lone else rule, said=_said(told, copies),
    )


def _decided(counts: list[Count]) -> tuple[Count, str]:
    """The count that stands, of some in the order of time, and the rule by which."""
    chosen, rule = counts[-1], RULE
    whole = [count for count in counts if not _partial(count) and (count.low or 0) > (chosen.high or chosen.low or 0)]
    if whole and _partial(chosen):
        chosen, rule = whole[-1], WHOLE
    alike = counts if _partial(chosen) else [count for count in counts if not _partial(count)]
    exact = [count for count in alike if count.low is not None and count.low == count.high]
    if chosen.low == chosen.high:
        return chosen, rule
    if within := [count for count in exact if _holds(chosen, count)]:
        return within[-1], EXACT
    if _vague(chosen):
        least = LOOSE * (chosen.low or 0)
        counted = [count for count in alike if not _vague(count) and (count.low or 0) >= least]
        if counted:
            return counted[-1], COUNTED
    return chosen, rule


def _deciding(count: Count) -> list[Figure]:
    """The figures that the count was resolved from."""
    return [one for one in count.said if (one.low, one.high) == (count.low, count.high)]


def _partial(count: Count) -> bool:
    """Whether it counts one kind of victim only, as far as its words say."""
    return bool(figures := _deciding(count)) and all(one.of for one in figures)


def _vague(count: Count) -> bool:
    """Whether it rests on words such as "dozens" alone."""
    return bool(figures := _deciding(count)) and all(vague_number(one.words) for one in figures)


def _holds(wide: Count, exact: Count) -> bool:
    number = exact.low or 0
    return (wide.low is None or number >= wide.low) and (wide.high is None or number <= wide.high)


def _said(told: list[_Told], copies: Mapping[str, str]) -> list[Figure]:
    """Every figure with its quotes; a figure of wire copies stands once, with the quotes of each."""
    kept: dict[tuple[object, ...], Figure] = {}
    for one in told:
        for figure in one.count.said:
            key = (
                copies[one.statement.report], figure.low, figure.high, figure.words.casefold(), figure.speaker,
                figure.of, figure.includes_attackers, figure.cumulative,
            )
            if key in kept:
                more = [quote for quote in figure.quotes if quote not in kept[key].quotes]
                kept[key] = msgspec.structs.replace(kept[key], quotes=[*kept[key].quotes, *more])
            else:
                kept[key] = figure
    return list(kept.values())


def _dispute(
    what: str, told: list[_Told], reports: Mapping[str, Report], copies: Mapping[str, str]
) -> Doubt | None:
    """A doubt where two independent reports give figures that cannot both hold."""
    last = {copies[one.statement.report]: one for one in told}
    figures = [one for one in last.values() if one.count.low is not None or one.count.high is not None]
    unlike = {(one.count.low, one.count.high, _partial(one.count)): one.count for one in figures}
    if not any(_clash(a, b) for a, b in combinations(unlike.values(), 2)):
        return None
    by_words: dict[str, list[str]] = {}
    for one in figures:
        report = reports.get(one.statement.report)
        who = (report and (report.publisher or publisher(report))) or "a report"
        by_words.setdefault(shown(one.count), []).append(f"{who} {moment(report)[:10]}".strip())
    why = "; ".join(f"{number} ({', '.join(dict.fromkeys(who))})" for number, who in by_words.items())
    quotes = [quote for one in figures for figure in one.count.said[:1] for quote in figure.quotes[:1]]
    return Doubt(kind="figures", field=f"counts.{what}", why=f"reports differ: {why}", quotes=quotes)


def _clash(a: Count, b: Count) -> bool:
    """Whether two counts cannot both hold; a part fits beside any larger whole."""
    part, whole = sorted((a, b), key=lambda count: not _partial(count))
    if _partial(part) and not _partial(whole) and (part.low or 0) <= (whole.low or 0):
        return False
    low = max(a.low or 0, b.low or 0)
    high = min((value for value in (a.high, b.high) if value is not None), default=None)
    return high is not None and low > high


def shown(count: Count) -> str:
    """A count for people: "57", "50+", "20-30", "up to 30", "?"."""
    if count.low is None:
        return f"up to {count.high}" if count.high is not None else "?"
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"
