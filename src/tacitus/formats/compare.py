"""Compares incidents with those that another data set knows: found, missed, only ours, and in what they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from math import asin, cos, exp, radians, sin, sqrt

import msgspec

from tacitus.formats import alike, days
from tacitus.formats.around import country_of, number_of
from tacitus.formats.figures import killed
from tacitus.formats.known import Known
from tacitus.formats.wording import parties
from tacitus.merge.facts import Facts
from tacitus.record import Figure, Incident, Party

NEAR_DAYS = 2  # a report's "Monday night" and a coder's Tuesday; a day more for time zones
REACH_KM = {"exact": 25, "near": 50, "district": 75, "province": 200, "country": 1500, "unknown": 1500}
"""How far apart two points of one happening may lie, by the vaguer of their precisions: UCDP's where_prec 2 is 25 km."""
EARTH_KM = 6371.0
COARSE = ("country", "unknown")
LEAST = 0.5
"""Least score of a pair; set by what the parts mean (below), not fitted: same day within 10 km, without a figure, has 0.8."""


FINER = 8.0
"""What the whole way from no likeness to full likeness adds to merging's log odds, which know days and places only by steps. Chosen
on 200 headlines of 2017 among 0, 2, 4, 8 and 16 (bench/known.py); 2018 was not looked at."""
AS_LIKELY = 0.5
"""Another that is at least so many times as likely is a rival."""
KEPT = 8192
"""Of theirs that are held in the form in which they are compared: some days of the densest war."""


class Difference(msgspec.Struct, frozen=True):
    """A field in which the two differ. by: days, kilometres or people apart, None where that has no meaning."""

    field: str
    ours: str | None
    theirs: str | None
    by: float | None = None


class Pair(msgspec.Struct, frozen=True):
    """An incident of ours and the one of theirs that it is taken for.

    score: 0 to 1, how likely it is that one among all of theirs that it may be. rivals: how many others of theirs are at least
    half as likely: with any, the pair is one of several that it may be.
    """

    incident: str
    known: str
    score: float
    differences: list[Difference]
    rivals: int = 0


class Comparison(msgspec.Struct, kw_only=True):
    """What became of every incident: found pairs, theirs that we have not, ours that they have not.

    undated: how many of ours have no known day and are held against none.
    """

    dataset: str
    found: list[Pair]
    missed: list[Known]
    only_ours: list[str]
    undated: int

    def counts(self) -> dict[str, int]:
        """How many of each, and how many pairs differ in each field."""
        fields: dict[str, int] = defaultdict(int)
        for pair in self.found:
            for each in pair.differences:
                fields[f"differ in {each.field}"] += 1
        unsure = sum(pair.rivals > 0 for pair in self.found)
        return {"found": len(self.found), "of these unsure": unsure, "missed": len(self.missed), "only ours": len(self.only_ours),
                "undated": self.undated, **dict(sorted(fields.items()))}


def compare(incidents: Iterable[Incident], known: Iterable[Known], dataset: str) -> Comparison:
    """Pairs each incident with at most one of theirs, the surest pairs first; those that bear its id at once.

    Two may be one when their days lie within two days of each other, their points within a reach that grows with
    their vagueness, and nothing by which merging tells happenings apart speaks against it. How likely each is goes by merging's
    own points for days, places, kinds, sides and the dead, and by how near they are. The dead are held against theirs by the rule
    for words that each of theirs follows. What is compared is held in memory, a kilobyte or two an incident.
    """
    ours, theirs = {one.id: _light(one) for one in incidents}, list(known)
    taken, held = _named(ours, theirs)
    scored, undated = [], 0
    nearby = _Nearby(theirs)
    for incident in ours.values():
        if incident.id in taken:
            continue
        if days.span(incident.when) is None:
            undated += 1
            continue
        found = nearby.of(incident)
        scored += [(score, incident.id, n, sum(other >= AS_LIKELY * score for other, _ in found) - 1) for score, n in found]
    for score, key, n, rivals in sorted(scored, key=lambda one: (-one[0], one[1], theirs[one[2]].id)):
        if key not in taken and n not in held:
            held.add(n)
            taken[key] = Pair(key, theirs[n].id, round(score, 3), differences(ours[key], theirs[n]), max(0, rivals))
    return Comparison(
        dataset=dataset, found=[taken[key] for key in ours if key in taken],
        missed=[each for n, each in enumerate(theirs) if n not in held],
        only_ours=[key for key, one in ours.items() if key not in taken and days.span(one.when)], undated=undated,
    )


LONG_NUMBER = 10**10
"""Numbers that stand for ids of ours are beyond what other data sets count up to."""


def _named(ours: dict[str, Incident], theirs: list[Known]) -> tuple[dict[str, Pair], set[int]]:
    """Pairs of which theirs bears the very id of ours: what was exported from this record."""
    called = {}
    for incident in ours.values():
        number, country = number_of(incident.id), country_of(incident)
        called[incident.id] = incident.id
        if number > LONG_NUMBER:
            called |= {str(number): incident.id, f"{country.iso3 if country else ''}{number}": incident.id}
    taken: dict[str, Pair] = {}
    held = set()
    for n, each in enumerate(theirs):
        key = called.get(each.id)
        if key is not None and key not in taken:
            held.add(n)
            taken[key] = Pair(key, each.id, 1.0, differences(ours[key], each))
    return taken, held


class _Nearby:
    """Those of theirs that an incident may be, by day."""

    def __init__(self, theirs: list[Known]) -> None:
        self._theirs = theirs
        self._by_day: dict[date, list[int]] = defaultdict(list)
        for n, each in enumerate(theirs):
            for day in _days(each):
                self._by_day[day].append(n)
        self._facts = lru_cache(maxsize=KEPT)(lambda n: alike.theirs(theirs[n]))

    def of(self, incident: Incident) -> list[tuple[float, int]]:
        """How likely each is among them, in sum 1, and its number."""
        span = days.span(incident.when)
        near = {n for day in _around(*span) for n in self._by_day.get(day, ())} if span else set()
        odds: dict[int, float] = {}
        mine: dict[str, Facts] = {}
        for n in near:
            known = self._theirs[n]
            like = likeness(incident, known)
            if like >= LEAST:
                if known.by not in mine:
                    mine[known.by] = alike.ours(incident, known.by)
                points = alike.odds(mine[known.by], self._facts(n))
                if points is not None:
                    odds[n] = points + FINER * like
        most = max(odds.values(), default=0.0)
        parts = {n: exp(each - most) for n, each in odds.items()}
        return [(part / sum(parts.values()), n) for n, part in parts.items()]


def _light(incident: Incident) -> Incident:
    """What of an incident is compared, without its quotes, sources and history."""
    names = {role: [Party(name=party.name, words="", actor=party.actor, kind=party.kind, status=party.status) for party in parties]
             for role, parties in incident.roles.items()}
    dead = incident.counts.get("killed")
    figures = [Figure(low=one.low, high=one.high, words=one.words) for one in dead.said] if dead else []
    counts = {"killed": msgspec.structs.replace(dead, said=figures)} if dead else {}
    where = msgspec.structs.replace(incident.where, quotes=[], runners_up=[], also=[], geometry=None)
    when = msgspec.structs.replace(incident.when, quotes=[])
    return Incident(id=incident.id, type=incident.type, status=incident.status, when=when, where=where, roles=names, counts=counts)


MOST_DAYS = 62  # of a span that is looked up day by day: a longer one is found by its ends and its middle


def _days(known: Known) -> list[date]:
    if known.start is None:
        return []
    first, last = date.fromisoformat(known.start), date.fromisoformat(known.end or known.start)
    return _every(first, max(first, last))


def _every(first: date, last: date) -> list[date]:
    length = (last - first).days + 1
    if length > MOST_DAYS:
        return [first, days.middle(first, last), last]
    return [first + timedelta(days=n) for n in range(length)]


def _around(first: date, last: date) -> list[date]:
    apart = timedelta(days=NEAR_DAYS)
    low = first - apart if first - date.min > apart else first
    return _every(low, last + apart if date.max - last > apart else last)


def likeness(incident: Incident, known: Known) -> float:
    """0 to 1: the mean of how near in days (weight 3), place (3), dead (2) and names (2) they are; 0 if they cannot be one.

    What either side does not tell counts a half.
    """
    place = _place(incident, known)
    if place is None:
        return 0.0
    return (3 * _when(incident, known) + 3 * place + 2 * _dead(incident, known) + 2 * _names(incident, known)) / 10


def _when(incident: Incident, known: Known) -> float:
    span = days.span(incident.when)
    if span is None or known.start is None:
        return 0.5
    apart = _apart(span, (date.fromisoformat(known.start), date.fromisoformat(known.end or known.start)))
    return max(0.0, 1 - apart / (NEAR_DAYS + 1))


def _apart(a: tuple[date, date], b: tuple[date, date]) -> int:
    """Days between two spans, 0 where they overlap."""
    return max(0, (b[0] - a[1]).days, (a[0] - b[1]).days)


def _place(incident: Incident, known: Known) -> float | None:
    """1 at the same point to 0 at the end of the reach; None beyond it, or in another country."""
    where = incident.where
    if where.country and known.country and where.country != known.country:
        return None
    km = _km(incident, known)
    if km is None:
        return 0.5 if where.country and where.country == known.country else 0.25
    reach = max(REACH_KM[where.precision], REACH_KM.get(known.precision, REACH_KM["unknown"]))
    if km > reach:
        return None
    coarse = where.precision in COARSE or known.precision in COARSE
    return 0.5 if coarse else 1 - km / reach


def _km(incident: Incident, known: Known) -> float | None:
    where = incident.where
    if where.lat is None or where.lon is None or known.lat is None or known.lon is None:
        return None
    a, b = radians(where.lat), radians(known.lat)
    chord = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(known.lon - where.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def _bounds(known: Known) -> tuple[int, int] | None:
    told = [value for value in (known.low, known.best, known.high) if value is not None]
    return (min(told), max(told)) if told else None


def _dead(incident: Incident, known: Known) -> float:
    theirs = _bounds(known)
    if theirs is None or "killed" not in incident.counts:
        return 0.5
    ours = killed(incident, known.by)
    apart = max(0, theirs[0] - ours.high, ours.low - theirs[1])
    return max(0.0, 1 - apart / max(1, theirs[1], ours.high))


def _names(incident: Incident, known: Known) -> float:
    """1 where a party of each has a word of its name in common with one of the other's, else a half: names differ freely."""
    ours = {word for each in incident.roles.values() for party in each for word in _words(party.name)}
    theirs = {word for name in known.actors for word in _words(name)}
    if not ours or not theirs:
        return 0.5
    return 1.0 if ours & theirs else 0.4


DULL = frozenset({"government", "forces", "force", "group", "civilians", "people", "army", "state", "front"})


@lru_cache(maxsize=KEPT)
def _words(name: str) -> frozenset[str]:
    apart = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return frozenset(word for word in apart if len(word) > 2) - DULL


def differences(incident: Incident, known: Known) -> list[Difference]:
    """In which fields the two do not agree: days that do not meet, place (more than 25 km), best figure of the dead, actors.

    None dead, and nothing told of any, agree.
    """
    found = []
    span = days.span(incident.when)
    if span and known.start:
        theirs = (date.fromisoformat(known.start), date.fromisoformat(known.end or known.start))
        if _apart(span, theirs):
            found.append(Difference("when", _said(*span), _said(*theirs), _apart(span, theirs)))
    km = _km(incident, known)
    if km is not None and km > REACH_KM["exact"]:
        found.append(Difference("where", incident.where.name, known.place, round(km, 1)))
    bounds = _bounds(known)
    if bounds is not None:
        ours = killed(incident, known.by)
        best = known.best if known.best is not None else bounds[0]
        if "killed" not in incident.counts:
            found += [Difference("killed", None, str(best))] if best else []
        elif ours.best != best:
            found.append(Difference("killed", str(ours.best), str(best), ours.best - best))
    if known.actors and _names(incident, known) < 0.5:
        found.append(Difference("actors", parties(incident, "attacker", "target") or None, " - ".join(known.actors)))
    return found


def _said(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
