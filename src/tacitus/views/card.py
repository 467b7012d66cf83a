"""An incident in short: what a list, a map or a feed shows of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from tacitus import ontology
from tacitus.record import Count, Incident, Party, When, Where
from tacitus.views import words


class Span(msgspec.Struct, kw_only=True):
    """From which day to which, as precise as the words."""

    start: str | None
    end: str | None
    precision: str


class Spot(msgspec.Struct, kw_only=True):
    """Where, in degrees on WGS 84; km: how far from the point it may lie."""

    name: str | None
    lat: float | None
    lon: float | None
    precision: str
    km: float | None
    country: str | None
    admin1: str | None


class Toll(msgspec.Struct, kw_only=True):
    """How many: high None where the words leave it open."""

    low: int | None
    best: int | None
    high: int | None


class Card(msgspec.Struct, kw_only=True):
    """An incident in short. doubts: how many. disputed: whether those who tell of it contradict each other. changed: when
    (UTC) its last revision was made. found: lines in which the words
    that were searched for stand, in pieces of which every second one is such words."""

    id: str
    type: str
    family: str
    status: str
    when: Span
    where: Spot
    killed: Toll | None
    wounded: Toll | None
    attackers: list[str]
    targets: list[str]
    reports: int
    independent_sources: int
    grade: str | None
    doubts: int
    disputed: bool
    reviewed: bool
    revision: int
    changed: str
    headline: str
    found: list[list[str]] = []


def card(incident: Incident, found: Iterable[list[str]] = ()) -> Card:
    """The incident in short."""
    kind = ontology.load().types.get(incident.type)
    doers = list(kind.roles)[:1] if kind else []
    done_to = [role for role in ("target", "victim", "former_holder", "besieged", "detained") if incident.roles.get(role)]
    return Card(
        id=incident.id, type=incident.type, family=kind.family if kind else incident.type, status=incident.status,
        when=_span(incident.when), where=_spot(incident.where), killed=_toll(incident.counts.get("killed")),
        wounded=_toll(incident.counts.get("wounded")), attackers=_named(incident, doers), targets=_named(incident, done_to[:1]),
        reports=len(incident.reports), independent_sources=incident.independent_sources, grade=incident.grade,
        doubts=len(incident.doubts), disputed=incident.disputed, reviewed=bool(incident.decisions),
        revision=incident.revision, changed=incident.history[-1].at if incident.history else "", headline=headline(incident),
        found=list(found),
    )


def headline(incident: Incident) -> str:
    """What, where, when and how many dead, in a line."""
    said = words.headline(incident).replace("-", " ", incident.type.count("-"))
    dead = words.killed(incident)
    line = said[:1].upper() + said[1:]
    return f"{line}: {dead} killed" if dead and dead not in ("not said", "no figure") else line


def _named(incident: Incident, roles: Iterable[str]) -> list[str]:
    parties: list[Party] = [party for role in roles for party in incident.roles.get(role, [])]
    return list(dict.fromkeys(words.party(party) for party in parties))


def _span(when: When) -> Span:
    return Span(start=when.start, end=when.end, precision=when.precision)


def _spot(where: Where) -> Spot:
    return Spot(
        name=where.name or where.said, lat=where.lat, lon=where.lon, precision=where.precision, km=where.precision_km,
        country=where.country, admin1=where.admin1,
    )


def _toll(count: Count | None) -> Toll | None:
    if count is None or (count.low, count.best, count.high) == (None, None, None):
        return None
    return Toll(low=count.low, best=count.best, high=count.high)
