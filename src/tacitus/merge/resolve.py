"""Draws an incident's fields from all statements about it, each field by its own stated rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tacitus import ontology
from tacitus.merge import parties, tolls
from tacitus.merge.facts import span
from tacitus.merge.independent import grade, sources
from tacitus.record import Doubt, Hedge, Incident, Purpose, Report, Statement, When, Where

_STATUSES = ("reported", "alleged", "claimed", "denied", "foiled", "planned", "threatened", "hypothetical")
"""From the surest to the least sure: one report in its own voice outweighs those that only say what others say."""
_SAID = ("stated", "relative")
_BASES = ("stated", "relative", "publication", "none")
_PRECISIONS = ("exact", "near", "district", "province", "country", "unknown")


def derive(identity: str, statements: Sequence[Statement], reports: Mapping[str, Report]) -> Incident:
    """The incident that these statements tell of, without history. Depends on nothing else, nor on their order.

    Quotes, parties and claims stand in the order in which the reports were published.
    """
    told = sorted(statements, key=lambda one: founding_order(one, reports))
    independent = sources((statement.report for statement in told), reports)
    numbers, disputes = tolls.counts(told, reports)
    doubts = [doubt for statement in told for doubt in statement.doubts]
    return Incident(
        id=identity,
        type=_type(told, independent),
        status=min((statement.status for statement in told), key=_STATUSES.index),
        when=_when(told),
        where=_where(told),
        roles=parties.roles(told),
        counts=numbers,
        claims=parties.claims(told),
        damage=parties.damage(told),
        corrections=parties.distinct(item for statement in told for item in statement.corrections),
        speaker=_speaker(told),
        certainty=_certainty(told),
        doubts=parties.distinct([*doubts, *disputes, *_days(told), *(parties.clashes(told) if len(told) > 1 else [])]),
        purpose=_purpose(told),
        quotes=list(dict.fromkeys(quote for statement in told for quote in statement.quotes)),
        statements=[statement.id for statement in told],
        reports=list(dict.fromkeys(statement.report for statement in told)),
        independent_sources=len(set(independent.values())),
        grade=grade(told, len(set(independent.values()))),
    )


def founding_order(statement: Statement, reports: Mapping[str, Report]) -> tuple[bool, str, str]:
    """Sorts statements: the earliest published first, those without a date last, then by id."""
    at = tolls.moment(reports.get(statement.report))
    return (not at, at, statement.id)


def _type(told: Sequence[Statement], independent: Mapping[str, str]) -> str:
    """The type of most sources, main statements before passing mentions; of its narrower types the one told most.

    That one report says "suicide bombing" and the others "bombing" is more knowledge, not a contradiction.
    """
    main = [statement for statement in told if statement.role_in_report == "main"] or list(told)
    votes = Counter(kind for kind, _ in {(one.type, independent[one.report]) for one in main})
    known = ontology.load()
    types = [kind for kind in votes if kind in known.types]
    if not types:
        return told[0].type
    support = {kind: sum(votes[other] for other in types if known.is_a(other, kind)) for kind in types}
    best = min(types, key=lambda kind: (-support[kind], kind))
    narrower = [kind for kind in types if known.is_a(kind, best)]
    return min(narrower, key=lambda kind: (-len(known.lineage(kind)), -votes[kind], kind))


def _when(told: Sequence[Statement]) -> When:
    """The narrowest span that any report gives; of equals a stated one, then the one that most give, then the earliest.

    Where all only have the day of publication, the earliest report's: it cannot have happened after it was told.
    """
    often = Counter((one.when.start, one.when.end) for one in told)

    def key(at: int) -> tuple[int, int, int, str, int, int]:
        when = told[at].when
        first, last = span(when)
        if first is None or last is None:
            return (2, 0, 0, "", 0, at)
        votes = often[when.start, when.end]
        if when.basis == "publication":
            return (1, 0, 0, when.end or "", -votes, at)
        return (0, last - first, _BASES.index(when.basis), "", -votes, at)

    return told[min(range(len(told)), key=key)].when


def _days(told: Sequence[Statement]) -> list[Doubt]:
    """A doubt where reports say days that cannot both be right."""
    said = {one.when.start: one.when for one in told if one.when.basis in _SAID and span(one.when)[0] is not None}
    days = sorted(said.values(), key=lambda when: (span(when), when.start or ""))
    if not days or max(span(when)[0] or 0 for when in days) <= min(span(when)[1] or 0 for when in days):
        return []
    why = "; ".join(when.start if when.start == when.end else f"{when.start} to {when.end}" for when in days if when.start)
    quotes = [quote for when in days for quote in when.quotes[:1]]
    return [Doubt(kind="dates", field="when", why=f"reports differ: {why}", quotes=quotes)]


def _where(told: Sequence[Statement]) -> Where:
    """The most precise place that has a point; of several, the one that most reports give, then the earliest."""
    often = Counter(_place(one.where) for one in told)

    def key(at: int) -> tuple[bool, bool, int, int, int]:
        where = told[at].where
        return (where.lat is None, where.name is None, _PRECISIONS.index(where.precision), -often[_place(where)], at)

    return told[min(range(len(told)), key=key)].where


def _place(where: Where) -> tuple[str | None, str | None, float | None]:
    return (where.place_id, where.name, where.lat)


def _speaker(told: Sequence[Statement]) -> str | None:
    """Nobody where any report says it itself; else the one most reports name."""
    said = Counter(statement.speaker for statement in told)
    if None in said:
        return None
    return min(said, key=lambda who: (-said[who], who or ""))


def _certainty(told: Sequence[Statement]) -> Hedge | str:
    """Stated where any report states it; else the earliest hedge."""
    if any(statement.certainty == "stated" for statement in told):
        return "stated"
    return told[0].certainty


def _purpose(told: Sequence[Statement]) -> Purpose | None:
    """The earliest that a report gives whose matter the incident is, else the earliest at all."""
    given = [statement for statement in told if statement.purpose is not None]
    main = [statement for statement in given if statement.role_in_report == "main"]
    return next((statement.purpose for statement in main or given), None)
