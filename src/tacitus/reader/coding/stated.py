"""Fills the sides of a coded sentence from what the reader states of the same words: who attacked, who was hit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tacitus import actors as who
from tacitus import ontology
from tacitus.reader.coding.parties import alpha3, table
from tacitus.reader.coding.shapes import Coded, Party
from tacitus.record import Statement

DOERS = ("attacker", "taker", "holder", "force", "actor")
DONE_TO = ("target", "victim", "detained", "besieged", "former_holder", "opponent")


def fill(coded: Iterable[Coded], statements: Sequence[Statement]) -> list[Coded]:
    """The same events; a side that the sentence left empty gets the parties of a statement of that category."""
    return [_filled(event, [s for s in statements if _same(s, event)]) for event in coded]


def _same(statement: Statement, event: Coded) -> bool:
    """Whether a statement rests on the event's sentence and its type is of the event's category."""
    kind = ontology.load().types.get(statement.type)
    if kind is None or kind.plover is None or kind.plover.event != event.newer:
        return False
    return any(event.start <= quote.start < event.end for quote in statement.quotes)


def _filled(event: Coded, statements: list[Statement]) -> Coded:
    source, target = event.source, event.target
    for statement in statements:
        source = source or _parties(statement, DOERS, target)
        target = target or _parties(statement, DONE_TO, source)
    return replace(event, source=source, target=target)


def _parties(statement: Statement, roles: Sequence[str], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """The parties of these roles that have a country and are not the other side's."""
    taken = {(p.start, p.end) for p in others}
    out: list[Party] = []
    for filler in (f for role in roles for f in statement.roles.get(role, [])):
        actor = who.get(filler.actor) if filler.actor else None
        code = alpha3().get(actor.countries[0]) if actor is not None and actor.countries else None
        if code is None or not filler.quotes:
            continue
        quote = filler.quotes[0]
        if (quote.start, quote.end) not in taken and all(code != p.code for p in out):
            sector = table("codes")["kinds"].get(filler.kind or "")
            out.append(Party(quote.start, quote.end, quote.words, code, sector))
    return tuple(out)
