"""Lays a question out for a reviewer: the incidents, the values to choose from, and what each key decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from tacitus.merge.disputes import shown
from tacitus.merge.history import facts
from tacitus.record import Count, Incident, Quote, Report, Statement, When, Where
from tacitus.review.asked import weights
from tacitus.review.proposal import Proposal, Span
from tacitus.store import Question
from tacitus.store.asking import Kind

CORRECTABLE = ("type", "status", "when", "where", "counts", "roles")
DIGITS = "123456789"


class Value(msgspec.Struct, kw_only=True):
    """One of the values that a field might have. value: as `decide correct` takes it. label: for people. says: who gives it."""

    value: str
    label: str
    says: str = ""
    quotes: list[Quote] = []
    reports: list[str] = []


class Option(msgspec.Struct, kw_only=True):
    """What one key does. decision: None puts the question off. asks: what the reviewer still has to give ("value")."""

    key: str
    says: str
    decision: Proposal | None = None
    asks: str | None = None


class Item(msgspec.Struct, kw_only=True):
    """A question as it is shown; the fields of `Question`, the incidents themselves, and what can be decided."""

    key: str
    kind: Kind
    incidents: list[Incident]
    statements: list[str] = []
    field: str | None = None
    why: str
    score: float
    deaths: int = 0
    unsure: float = 1.0
    values: list[Value] = []
    features: dict[str, float] = {}
    options: list[Option] = []


def item(
    question: Question, incidents: Sequence[Incident], statements: Sequence[Statement], reports: Mapping[str, Report]
) -> Item:
    """The question laid out. incidents: its one or two; statements, reports: theirs."""
    values = list(_values(question, incidents[0], statements, reports)) if question.field else []
    seen = {one.id: one.revision for one in incidents}
    return Item(
        key=question.key, kind=question.kind, incidents=list(incidents), statements=question.statements,
        field=question.field, why=_why(question, statements, reports), score=question.score, deaths=question.deaths,
        unsure=question.unsure, values=values, features=question.features,
        options=[*_options(question, incidents[0], values, seen), Option(key="k", says="skip for now")],
    )


def _why(question: Question, statements: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Of a part, which report is meant."""
    meant = next((one.report for one in statements if question.kind == "part" and one.id == question.statements[0]), None)
    named = _named(reports.get(meant or ""))
    return f"{named} may tell of another happening" if named else question.why


def _options(question: Question, incident: Incident, values: Sequence[Value], seen: dict[str, int]) -> Iterator[Option]:
    if question.kind == "pair":
        two = {"incident": question.incident, "other": question.other, "seen": seen}
        yield Option(key="s", says="the same happening", decision=Proposal(kind="same", **two))  # type: ignore[arg-type]
        yield Option(key="n", says="not the same", decision=Proposal(kind="not-same", **two))  # type: ignore[arg-type]
        yield Option(key="u", says="cannot be said", decision=Proposal(kind="unsure", **two))  # type: ignore[arg-type]
    elif question.kind == "part":
        mine, nearest = question.statements
        two = {"incident": mine, "other": nearest, "seen": seen}
        yield Option(key="s", says="it belongs here", decision=Proposal(kind="same", **two))  # type: ignore[arg-type]
        parted = Proposal(kind="split", incident=incident.id, statements=[mine], seen=seen)
        yield Option(key="n", says="another happening: split it off", decision=parted)
        yield Option(key="u", says="cannot be said", decision=Proposal(kind="unsure", **two))  # type: ignore[arg-type]
    else:
        yield from _of_field(question, incident, values, seen)


def _of_field(question: Question, incident: Incident, values: Sequence[Value], seen: dict[str, int]) -> Iterator[Option]:
    field = question.field or ""
    holds = facts(incident).get(field)
    decided = [one for one in incident.decisions if one.field == field and one.kind in ("correct", "confirm")]
    if holds is not None:
        kept = Proposal(kind="confirm", incident=incident.id, field=field, seen=seen)
        yield Option(key="c", says=f"{holds} is right" if not decided else f"keep {holds}", decision=kept)
    if decided:
        undone = Proposal(kind="undo", undoes=decided[-1].id, seen=seen)
        yield Option(key="r", says="let the reports decide again", decision=undone)
    if field.partition(".")[0] in CORRECTABLE:
        known = not decided and [value.label for value in values] == [holds]  # then "c" says all that there is to choose
        for digit, value in zip(DIGITS, () if known else values, strict=False):
            yield Option(key=digit, says=_offer(value), decision=_corrected(incident.id, field, value, seen))
        free = Proposal(kind="correct", incident=incident.id, field=field, seen=seen)
        yield Option(key="w", says="write another value", decision=free, asks="value")
    unsure = Proposal(kind="unsure", incident=incident.id, field=field, seen=seen)
    yield Option(key="u", says="cannot be said", decision=unsure)


def _offer(value: Value) -> str:
    return f"{value.label}: {value.says}" if value.says else value.label


def _corrected(incident: str, field: str, value: Value, seen: dict[str, int]) -> Proposal:
    spans = [Span(report=one.report, start=one.start, end=one.end) for one in value.quotes[:1]]
    return Proposal(kind="correct", incident=incident, field=field, value=value.value, quotes=spans, seen=seen)


def _values(
    question: Question, incident: Incident, statements: Sequence[Statement], reports: Mapping[str, Report]
) -> Iterator[Value]:
    """The different values that the reports give for the field, the most told first."""
    whole, _, part = (question.field or "").partition(".")
    told = sorted(statements, key=lambda one: incident.statements.index(one.id) if one.id in incident.statements else 0)
    given: dict[str, Callable[[], Iterable[Value]]] = {
        "counts": lambda: _figures(incident.counts.get(part, Count()), reports),
        "where": lambda: _places(told),
        "when": lambda: (one for each in told if (one := _day(each.when)) is not None),
        "roles": lambda: (
            Value(value=party.name, label=party.name, quotes=party.quotes) for party in incident.roles.get(part, [])
        ),
        "type": lambda: (Value(value=each.type, label=each.type, quotes=each.quotes) for each in told),
        "status": lambda: (Value(value=each.status, label=each.status, quotes=each.quotes) for each in told),
    }
    together: dict[str, Value] = {}
    for one in given.get(whole, lambda: ())():
        known = together.setdefault(one.value, msgspec.structs.replace(one, quotes=[]))
        known.quotes = list(dict.fromkeys([*known.quotes, *one.quotes]))
        known.says = known.says or one.says
    for one in together.values():
        one.reports = list(dict.fromkeys(quote.report for quote in one.quotes))
    ranked = sorted(together.values(), key=lambda one: -len(one.reports))  # of as many, in the order of telling
    for one in ranked[: weights()["alternatives"]]:
        one.says = "; ".join(filter(None, [one.says, *(_named(reports.get(each)) for each in one.reports[:3])]))
        yield one


def _named(report: Report | None) -> str:
    if report is None:
        return ""
    name = report.publisher or report.url or report.source or report.id[:12]
    return " ".join(filter(None, [name, (report.published.date or "")[:10]]))


def _figures(count: Count, reports: Mapping[str, Report]) -> Iterator[Value]:  # noqa: ARG001
    for figure in count.said:
        if not figure.cumulative and (figure.low, figure.high) != (None, None):
            words = shown(Count(low=figure.low, high=figure.high))
            yield Value(value=words, label=words, says=figure.speaker or "", quotes=figure.quotes)


def _places(told: Iterable[Statement]) -> Iterator[Value]:
    """The place of each statement, then those of the same names that the map also has."""
    told = list(told)
    for each in told:
        if (found := _place(each.where)) is not None:
            yield found
    for each in told:
        for other in each.where.runners_up:
            label = ", ".join(filter(None, [other.name, other.admin1, other.country]))
            yield Value(value=other.place_id, label=label, says="of the same name", quotes=each.where.quotes)


def _place(where: Where) -> Value | None:
    if where.lat is None or where.lon is None:
        return None
    label = ", ".join(filter(None, [where.name, where.admin1, where.country]))
    value = where.place_id or f"{where.lat},{where.lon} {where.name or ''}".strip()
    return Value(value=value, label=label, quotes=where.quotes)


def _day(when: When) -> Value | None:
    if when.start is None or when.basis not in ("stated", "relative"):
        return None
    days = [when.start[:10], (when.end or when.start)[:10]]
    words = "/".join(dict.fromkeys(days))
    return Value(value=words, label=words.replace("/", " to "), quotes=when.quotes)
