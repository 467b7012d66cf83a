"""Turns the rule reader's statements into incidents of the same form as the learned reader's, so that both can be scored."""

from __future__ import annotations

from collections.abc import Iterator

from tacitus import ontology
from tacitus.reader.learned.frames import Frame, Mention
from tacitus.record import Party, Statement

ROLES = {"attacker": "PerpInd", "target": "Target", "victim": "Victim", "weapon": "Weapon"}
"""Our roles by MUC-4's."""
PEOPLE = frozenset({"civilian", "political", "official", "journalist", "aid", "religious"})


def frames(statements: list[Statement]) -> list[Frame]:
    """The statements that MUC-4 counts: an incident of one of its types that was done, tried or threatened."""
    out = []
    for statement in statements:
        kind = ontology.load().types[statement.type].muc
        if kind is None or statement.status in ("denied", "hypothetical", "planned"):
            continue
        roles: dict[str, list[list[Mention]]] = {}
        for role, mention in _mentions(statement):
            if all(mention.words != known[0].words for known in roles.get(role, [])):
                roles.setdefault(role, []).append([mention])
        quotes = statement.quotes
        out.append(Frame(kind.lower(), roles, 1.0, min(q.start for q in quotes), max(q.end for q in quotes)))
    return out


def _mentions(statement: Statement) -> Iterator[tuple[str, Mention]]:
    for role, parties in statement.roles.items():
        if role not in ROLES:
            continue
        for party in parties:
            if party.quotes:
                quote = party.quotes[0]
                yield _role(ROLES[role], party), Mention(quote.start, quote.end, quote.words)


def _role(role: str, party: Party) -> str:
    """Attackers whom the list of actors knows are organisations, targets that are people victims."""
    if role == "PerpInd" and party.actor is not None:
        return "PerpOrg"
    return "Victim" if role == "Target" and party.kind in PEOPLE else role
