"""Tells who stands on which side of an incident, for formats that know two sides and types of actor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tacitus.formats.around import table
from tacitus.record import Incident, Party


class Side(msgspec.Struct, frozen=True):
    """A party as a side. group: "state", "external", "rebel", "militia", "unidentified", "civilians", "protesters" ...

    kind: as in the record, or of the actor list. country: ISO 3166 alpha-2 of the actor's own, None where not listed.
    """

    name: str
    group: str
    kind: str | None
    country: str | None = None
    status: str = "stated"

    @property
    def armed(self) -> bool:
        """Whether it is an organised actor with arms."""
        return self.group in table("parties")["armed"]["groups"]


class Sides(msgspec.Struct, frozen=True):
    """Those who act, and those against whom; a side without a known party is empty."""

    doers: tuple[Side, ...]
    others: tuple[Side, ...]


def sides(incident: Incident) -> Sides:
    """The parties of an incident by side. Things, places and those who are said not to have done it are no sides.

    Where nobody is named as the doer, forces whose part is not told fill first the one side and then the other. Where
    only things are said to be hit, those stand on the other side whose they are by their words: "a police post", "a market".
    """
    roles, crowds = table("parties")["roles"], table("parties")["crowds"].get(incident.type, {})
    doers = list(_parties(incident, roles["doers"], crowds.get("doers"), acting=True))
    others = list(_parties(incident, roles["others"], crowds.get("others"), acting=False))
    either = list(_parties(incident, roles["either"], None, acting=True))
    if not doers and either:
        doers.append(either.pop(0))
    named = sorted(doers, key=lambda side: side.group == "unidentified")  # a named group before "six gunmen"
    hit = others + either or list(_owners(incident, roles["others"]))
    return Sides(tuple(dict.fromkeys(named)), tuple(dict.fromkeys(hit)))


def _parties(incident: Incident, roles: list[str], crowd: str | None, *, acting: bool) -> Iterator[Side]:
    for role in roles:
        for party in incident.roles.get(role, []):
            if party.status != "denied" and (side := _side(party, incident, crowd, acting=acting)):
                yield side


def _owners(incident: Incident, roles: list[str]) -> Iterator[Side]:
    """Whose the things are that were hit, as far as their words tell."""
    from tacitus import actors

    for role in roles:
        for party in incident.roles.get(role, []):
            if party.kind not in THINGS or party.status == "denied":
                continue
            listed = [found for each in actors.find(party.name) if (found := actors.get(each.actor or ""))]
            if listed:
                owner = Party(name=listed[-1].name, words=party.words, actor=listed[-1].id, kind=listed[-1].kind)
                yield from filter(None, [_side(owner, incident, None, acting=False)])
            elif holds(party.name, "state"):
                yield Side(party.name, "state", "security")
            elif holds(party.name, "civil"):
                yield Side(party.name, "civilians", "civilians")


THINGS = ("place", None)
"""Kinds of a party that is a building, a vehicle, a street, or that nothing is known of."""


def holds(name: str, whose: str) -> bool:
    """Whether a name has a word of those whose things are of that kind. whose: a list under [things] of parties.toml."""
    return not _words(whose).isdisjoint(re.findall(r"[^\W\d_]+", name.lower()))


@cache
def _words(whose: str) -> frozenset[str]:
    return frozenset(table("parties")["things"][whose])


def _is_group(party: Party) -> bool:
    """Whether a name that is on no list is an organised group's own: "Rahat Valley Brigades", and not "30 men".

    Of one that claims the deed every word with a capital tells: nobody but a group does so by such a name.
    """
    words = [word for word in party.name.split() if word[:1].isalpha()]
    capitals = [word for word in words if word[0].isupper()]
    if party.name.isupper() or not capitals:
        return False
    known = table("parties")["group_names"]["words"]
    if len(capitals) > 1 and any(word.lower() in known for word in capitals):
        return True
    return party.status == "claimed" and len(capitals) == len(words)


def _side(party: Party, incident: Incident, crowd: str | None, *, acting: bool) -> Side | None:
    from tacitus import actors

    entry = actors.get(party.actor) if party.actor else None
    kind = party.kind or (entry.kind if entry else None)
    country = entry.countries[0] if entry and entry.countries else None
    unnamed = "unidentified" if acting else "civilians"
    group = unnamed if kind is None else table("parties")["groups"].get(kind, "")
    if kind in (None, "unknown") and _is_group(party):
        group = "militia"
    elif kind is None and not acting and holds(party.name, "state"):
        kind, group = "security", "state"  # "seventy security men", whom the reader gave no kind
    elif acting and kind == "person":
        group = "unidentified"
    if crowd and group in ("unidentified", "civilians"):
        group = crowd
    if group == "state" and country and incident.where.country and country != incident.where.country:
        group = "external"
    return Side(party.name, group, kind, country, party.status) if group else None
