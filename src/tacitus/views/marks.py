"""Every value of a statement with the words that it rests on, field by field, for a text in which they are marked."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tacitus.record import Count, Hedge, Quote, Statement
from tacitus.views import words


class Mark(msgspec.Struct, kw_only=True):
    """Words of a report, start to end in code points, that carry a field's value."""

    start: int
    end: int
    field: str
    value: str
    statement: str
    incident: str | None


class SetAsideMark(msgspec.Struct, kw_only=True):
    """Words that were considered for a field and not taken, and why."""

    words: str
    field: str
    value: str
    why: str
    statement: str
    start: int
    end: int


def marks(statement: Statement, incident: str | None) -> list[Mark]:
    """All marks of a statement in the order of the text. incident: the id of the one that it is part of."""
    found = {
        (quote.start, quote.end, field, value)
        for field, value, quotes in _values(statement) for quote in quotes if quote.report == statement.report
    }
    return [
        Mark(start=start, end=end, field=field, value=value, statement=statement.id, incident=incident)
        for start, end, field, value in sorted(found)
    ]


def set_aside(statement: Statement) -> list[SetAsideMark]:
    """What was considered and not taken, where it has words."""
    return [
        SetAsideMark(words=quote.words, field=one.field, value=one.value, why=one.why, statement=statement.id,
                     start=quote.start, end=quote.end)
        for one in statement.set_aside for quote in one.quotes if quote.report == statement.report
    ]


def _values(one: Statement) -> Iterator[tuple[str, str, list[Quote]]]:
    yield "type", one.type, one.quotes
    yield "when", words.when(one.when), one.when.quotes
    yield "where", words.where(one.where), one.where.quotes
    for site in one.where.also:
        yield "where", site.name, site.quotes
    for role, parties in one.roles.items():
        for party in parties:
            yield f"roles.{role}", words.party(party), party.quotes
    for what, count in one.counts.items():
        yield from _figures(what, count)
    for claim in one.claims:
        yield "claims", f"{claim.by} {claim.stance}", claim.quotes
    for damage in one.damage:
        yield "damage", f"{damage.what} {damage.effect}", damage.quotes
    for correction in one.corrections:
        yield "corrections", f"{correction.was}: {correction.now}", correction.quotes
    for doubt in one.doubts:
        yield "doubts", doubt.why, doubt.quotes
    if isinstance(one.certainty, Hedge):
        yield "certainty", one.certainty.words, one.certainty.quotes
    if one.purpose is not None:
        yield "purpose", one.purpose.words, one.purpose.quotes


def _figures(what: str, count: Count) -> Iterator[tuple[str, str, list[Quote]]]:
    for figure in count.said:
        yield f"counts.{what}", words.figure(figure), figure.quotes
