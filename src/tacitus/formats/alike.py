"""Holds an incident against one that another data set knows, by the points by which merging holds statements against each other."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

from msgspec import structs

from tacitus import ontology
from tacitus.formats.figures import killed
from tacitus.formats.known import Known
from tacitus.merge.facts import Facts, facts
from tacitus.merge.score import judge
from tacitus.record import Count, Incident, Party, Statement, When, Where

UNSAID = "other-violence"
"""What is known of the kind where a data set tells of violence by its sides and not by its kinds."""
PRECISIONS = ("exact", "near", "district", "province", "country")
FORCES = ("state", "military", "police", "intelligence")
SIDES = ("attacker", "taker", "holder", "force", "target", "victim", "former_holder", "besieged", "detained")
NOBODY = ("civilians", "unknown", "unidentified")
"""Words of a side that names nobody who acts."""


def ours(incident: Incident, scheme: str) -> Facts:
    """What of an incident is compared, the dead by the scheme's rule for words."""
    counts = {}
    if "killed" in incident.counts:
        toll, told = killed(incident, scheme), incident.counts["killed"]
        high = None if told.high is None else toll.high
        counts = {"killed": Count(low=toll.low, high=high, best=toll.best)}
    parties = [party for role in SIDES for party in incident.roles.get(role, [])]
    roles = {**incident.roles, "attacker": [one for party in parties for one in _who(party, incident)]}
    return facts(Statement(
        id=incident.id, report="", type=incident.type, status=incident.status, when=incident.when, where=incident.where,
        roles=roles, counts=counts,
    ), {})


def theirs(known: Known) -> Facts:
    """What of another data set's incident is compared. Both of its sides may be the one that acted."""
    when = When()
    if known.start is not None:
        last = known.end or known.start
        when = When(start=known.start, end=last, precision="day" if last == known.start else "week", basis="stated")
    precise: Any = known.precision if known.precision in PRECISIONS else "unknown"
    where = Where(
        name=known.place, said=known.place, lat=known.lat, lon=known.lon, precision=precise, country=known.country,
        admin1=known.admin1,
    )
    told = [value for value in (known.low, known.best, known.high) if value is not None]
    counts = {"killed": Count(low=min(told), high=max(told), best=known.best)} if told else {}
    named = [one for name in known.actors for one in _side(name, known)]
    return facts(Statement(
        id=known.id, report="known", type=_type(known.type), when=when, where=where, roles={"attacker": named}, counts=counts,
    ), {})


def odds(ours: Facts, theirs: Facts) -> float | None:
    """The log odds that the two are one happening, None where something rules it out."""
    found = judge(ours, theirs)
    return None if found.ruled_out is not None else found.score


def _who(party: Party, incident: Incident) -> list[Party]:
    """Everybody on the list whom a party's name names, or else the party: a data set has groups and not their seven fighters."""
    if party.status == "denied" or party.kind == "place":
        return []
    home = incident.where.country
    if party.actor is None and party.kind in FORCES and home:
        return [structs.replace(party, actor=f"state:{home}")]
    named = _listed(party.name, None, home) if party.actor is None else [party]
    return [_of_state(one) for one in named] or [party]


def _side(name: str, known: Known) -> list[Party]:
    if any(word in name.casefold() for word in NOBODY):
        return []
    day = date.fromisoformat(known.start) if known.start else None
    return [_of_state(one) for one in _listed(name, day, known.country)] or [Party(name=name, words=name)]


@lru_cache(maxsize=4096)
def _listed(name: str, day: date | None, country: str | None) -> tuple[Party, ...]:
    from tacitus import actors

    found = actors.find(name, day, country=country, countries=True)
    return tuple(Party(name=each.name, words=name, actor=each.actor, kind=each.kind) for each in found if each.actor)


def _of_state(party: Party) -> Party:
    """A state's force as that state: one data set has the army, another the government."""
    from tacitus import actors

    entry = actors.get(party.actor) if party.actor else None
    if entry is None or entry.kind not in FORCES or not entry.countries:
        return party
    return structs.replace(party, actor=f"state:{entry.countries[0]}")


def _type(said: str | None) -> str:
    """The type that the ontology has for a data set's kind; that it was violence where it has none."""
    known = ontology.load().types
    return said if said in known else _kinds().get((said or "").casefold(), UNSAID)


@cache
def _kinds() -> dict[str, str]:
    """ACLED's kinds, each as the first type that has it."""
    found: dict[str, str] = {}
    for key, kind in ontology.load().types.items():
        if kind.acled is not None:
            found.setdefault(kind.acled[1].casefold(), key)
    return found
