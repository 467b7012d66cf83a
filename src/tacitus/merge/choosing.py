"""Chooses day, place, type and attackers of an incident from what its statements say, by the rules in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from tacitus import ontology
from tacitus.merge.facts import AGENTS, span
from tacitus.merge.independent import reliability
from tacitus.merge.parties import same_party
from tacitus.merge.rules import OfAttackers, OfSpans, OfTypes
from tacitus.merge.voices import by, culprits
from tacitus.record import Party, Report, Statement, When, Where

_SAID = ("stated", "relative")
_BASES = ("stated", "relative", "publication", "none")
_PRECISIONS = ("exact", "near", "district", "province", "country", "unknown")
Value = tuple[object, ...]


class Told(msgspec.Struct, frozen=True):
    """The statements about one incident, earliest published first, and the source that each comes from."""

    statements: list[Statement]
    sources: Mapping[str, str]
    reports: Mapping[str, Report]

    def rank(self, at: int) -> int:
        """How reliable the source of the statement at this place is, 0 the most."""
        return reliability(self.reports.get(self.statements[at].report))

    def votes(self, value: Callable[[Statement], Value]) -> Counter[Value]:
        """How many independent sources give each value."""
        return Counter(kind for kind, _ in {(value(one), self.sources[one.report]) for one in self.statements})

    def often(self, value: Callable[[Statement], Value]) -> Counter[Value]:
        """How many statements give each value."""
        return Counter(map(value, self.statements))

    def by_others(self, says: Callable[[Statement], bool]) -> Told:
        """Without what those who did it say themselves, as long as anybody else says something on the matter."""
        doers = culprits(self.statements)
        others = [one for one in self.statements if one.status != "claimed" and not by(one.speaker, doers)]
        if not any(map(says, others)):
            return self
        return Told(others, self.sources, self.reports)


def _first_by(choice: OfSpans, told: Told, at: int, votes: Counter[Value], value: Value, width: int) -> int:
    """What the choice looks at before anything else; the smallest number wins."""
    if choice == "majority":
        return -votes[value]
    if choice == "latest":
        return -at
    if choice == "most reliable":
        return told.rank(at)
    return -width if choice == "least precise" else 0


def when(told: Told, choice: OfSpans) -> When:
    """The span that the choice takes: of equals the narrowest, a stated one, the one that most give, the earliest told.

    Where all only have the day of publication, the earliest report's: it cannot have happened after it was told.
    """
    told = told.by_others(lambda one: one.when.basis in _SAID and span(one.when)[0] is not None)
    often, votes = told.often(_days), told.votes(_days)

    def key(at: int) -> tuple[object, ...]:
        found = told.statements[at].when
        first, last = span(found)
        if first is None or last is None:
            return (2, 0, 0, 0, "", 0, at)
        days = _days(told.statements[at])
        if found.basis == "publication":
            return (1, 0, 0, 0, found.end or "", -often[days], at)
        chosen = _first_by(choice, told, at, votes, days, last - first)
        return (0, chosen, last - first, _BASES.index(found.basis), "", -often[days], at)

    return told.statements[min(range(len(told.statements)), key=key)].when


def _days(one: Statement) -> Value:
    return (one.when.start, one.when.end)


def where(told: Told, choice: OfSpans) -> Where:
    """The place with a point that the choice takes: of equals the most precise, the one that most give, the earliest."""
    told = told.by_others(lambda one: one.where.lat is not None)
    often, votes = told.often(_place), told.votes(_place)

    def key(at: int) -> tuple[object, ...]:
        found, place = told.statements[at].where, _place(told.statements[at])
        coarse = _PRECISIONS.index(found.precision)
        chosen = _first_by(choice, told, at, votes, place, coarse)
        return (found.lat is None, found.name is None, chosen, coarse, -often[place], at)

    return told.statements[min(range(len(told.statements)), key=key)].where


def _place(one: Statement) -> Value:
    return (one.where.place_id, one.where.name, one.where.lat)


def type_of(told: Told, choice: OfTypes) -> str:
    """The type that the choice takes, of those of main statements where there are any."""
    told = told.by_others(lambda _one: True)
    main = [at for at, one in enumerate(told.statements) if one.role_in_report == "main"]
    among = main or list(range(len(told.statements)))
    known = ontology.load()
    types = [told.statements[at].type for at in among]
    if not any(kind in known.types for kind in types):
        return types[0]
    among = [at for at in among if told.statements[at].type in known.types]
    if choice == "latest":
        return told.statements[among[-1]].type
    if choice == "most reliable":
        return told.statements[min(among, key=lambda at: (told.rank(at), -at))].type
    some = Told([told.statements[at] for at in among], told.sources, told.reports)
    votes = some.votes(lambda one: (one.type,))
    if choice == "majority":
        return str(min(votes, key=lambda kind: (-votes[kind], -len(known.lineage(str(kind[0]))), kind))[0])
    return _narrowest({str(kind[0]): number for kind, number in votes.items()})


def _narrowest(votes: Mapping[str, int]) -> str:
    """The type of most sources; of its narrower types the one told most.

    That one report says "suicide bombing" and the others "bombing" is more knowledge, not a contradiction.
    """
    known = ontology.load()
    support = {kind: sum(votes[other] for other in votes if known.is_a(other, kind)) for kind in votes}
    best = min(votes, key=lambda kind: (-support[kind], kind))
    narrower = [kind for kind in votes if known.is_a(kind, best)]
    return min(narrower, key=lambda kind: (-len(known.lineage(kind)), -votes[kind], kind))


def attackers(told: Told, choice: OfAttackers, roles: dict[str, list[Party]]) -> dict[str, list[Party]]:
    """The roles with those who did it as the choice takes them; denials stay, and so does a claim where nothing else is."""
    if choice == "all":
        return roles
    return {
        role: _taken(told, choice, role, parties) if role in AGENTS else parties for role, parties in roles.items()
    }


def _taken(told: Told, choice: OfAttackers, role: str, parties: list[Party]) -> list[Party]:
    named = [party for party in parties if party.status not in ("denied", "claimed")]
    if not named:
        return parties
    backing = [
        {at for at, one in enumerate(told.statements) if any(same_party(party, each) for each in one.roles.get(role, []))}
        for party in named
    ]
    if choice == "majority":
        weight = [len({told.sources[told.statements[at].report] for at in places}) for places in backing]
    elif choice == "latest":
        weight = [max(places, default=-1) for places in backing]
    else:
        weight = [-min((told.rank(at) for at in places), default=9) for places in backing]
    kept = [party for party, each in zip(named, weight, strict=True) if each == max(weight)]
    return [party for party in parties if party in kept or party.status == "denied"]
