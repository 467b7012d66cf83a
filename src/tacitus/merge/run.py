"""From statements to incidents: groups them, finds which incidents they were, and writes what changed as revisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tacitus.merge.cluster import cluster
from tacitus.merge.history import Why, changed, revised, tombstone
from tacitus.merge.memory import Memory
from tacitus.merge.people import Held, bearing, bonds
from tacitus.merge.resolve import derive, founding_order
from tacitus.merge.rules import Rules
from tacitus.record import Decision, Incident, Report, Statement

Known = Sequence[tuple[Incident, Sequence[Statement]]]
ID_LENGTH = 12  # hex digits: a clash among a million incidents is less likely than one in 500


class Because(msgspec.Struct, frozen=True):
    """A person's decision that is being carried out, and the statements that it is about."""

    decision: Decision
    statements: frozenset[str]

    def why(self, *ids: str) -> Why | None:
        """What the revision of an incident with these statements says; None for one that it is not about."""
        one = self.decision
        if self.statements.isdisjoint(ids):
            return Why(f"after decision {one.id}", decision=one.id)
        return Why(_in_words(one), one.user, one.id)


def merge(
    statements: Iterable[Statement],
    known: Known = (),
    *,
    reports: Mapping[str, Report],
    at: str,
    memory: Memory | None = None,
    rules: Rules | None = None,
    held: Sequence[Held] = (),
    because: Because | None = None,
) -> list[Incident]:
    """The incidents that these statements found or change, sorted by id, with revision and history filled.

    known: incidents that the statements may belong to, each with all its statements; those that stay as they are
    are not returned. reports: by id, of new and known statements alike; one that is missing gives no date, copies
    or words around. at: the time of writing (ISO 8601, UTC), kept in the history. memory: of earlier calls in this
    process; it makes the next call quicker and changes nothing else. rules: by which values are drawn, see `rules`. held:
    people's decisions on any of these statements; they outrank everything. because: of whose decision this is done.

    All statements, old and new, are grouped afresh, so the incidents do not depend on the order of arrival. Ids do
    not change: an incident stays with the statement that founded it; where two known ones prove to be one, the
    older id stays and the other is returned with `redirect` set and without statements. A new id is made from the
    id of the earliest statement. A statement in `statements` replaces a known one of the same id, and all known
    ones of its report that another version of the reader wrote; an incident that loses its last statement so is
    returned without statements and without redirect. Never raises for what reports say.
    """
    fresh = {statement.id: statement for statement in statements}
    readers = {one.report: one.reader for one in fresh.values()}
    old = {
        one.id: one for _, members in known for one in members if readers.get(one.report, one.reader) == one.reader
    }
    everything = {**old, **fresh}
    groups = cluster(everything.values(), reports, memory, bonds(held))
    return settled(groups, known, reports=reports, at=at, rules=rules, held=held, because=because)


def settled(
    groups: list[list[Statement]],
    known: Known = (),
    *,
    reports: Mapping[str, Report],
    at: str,
    rules: Rules | None = None,
    held: Sequence[Held] = (),
    because: Because | None = None,
) -> list[Incident]:
    """The incidents that these groups of statements found or change; arguments and result as `merge`.

    known: every incident that any of the statements belonged to, with all its statements of before.
    """
    bound = bonds(held)
    ids, redirects = _identities(groups, known, reports)
    before = {incident.id: (incident, members) for incident, members in known}
    left = {one.id: incident for incident, members in known for one in members}
    found: list[Incident] = []
    for identity, group in zip(ids, groups, strict=True):
        now = derive(identity, group, reports, rules, bearing(held, bound.overruled, (one.id for one in group)))
        was, origin = before.get(identity), left.get(min(group, key=lambda one: founding_order(one, reports)).id)
        joined = sorted(other for other, target in redirects.items() if target == identity)
        if was is None or joined or changed(was[0], now):
            why = because.why(*now.statements, *(was[0].statements if was else ())) if because else None
            parted = origin.id if was is None and origin is not None else None
            found.append(revised(was[0] if was else None, now, at=at, joined=joined, left=parted, why=why))
    gone = [incident for incident, _ in known if incident.id not in ids and _living(incident)]
    for incident in gone:
        why = because.why(*incident.statements) if because else None
        found.append(tombstone(incident, redirects.get(incident.id), at=at, why=why))
    return sorted(found, key=lambda incident: incident.id)


def identify(statement: Statement, leaving: Incident | None = None) -> str:
    """The id of the incident that this statement founds.

    The reader's version is part of it, and so is the incident that the statement leaves, at its revision, where
    it was told apart from one: an id that once was merged or withdrawn is never used for something else.
    """
    parts = [statement.id, statement.reader, *((leaving.id, str(leaving.revision)) if leaving else ())]
    return "i" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:ID_LENGTH]


def _in_words(one: Decision) -> str:
    what = {
        "same": "decided to be one happening", "not-same": "decided not to be one happening", "unsure": "left open",
        "correct": f"{one.field} corrected to {one.value}", "confirm": f"{one.field or 'incident'} confirmed",
        "withdraw": f"report {(one.report or '')[:12]} withdrawn", "undo": f"decision {one.undoes} undone",
        "comment": f"comment on {one.field}" if one.field else "comment",
    }[one.kind]
    return f"{what} ({one.id})" + (f": {one.comment}" if one.comment else "")


def _living(incident: Incident) -> bool:
    return incident.redirect is None and bool(incident.statements)


def _identities(
    groups: list[list[Statement]], known: Known, reports: Mapping[str, Report]
) -> tuple[list[str], dict[str, str]]:
    """The id of each group, and which known ids now lead to which."""
    left = {one.id: incident for incident, members in known for one in members}
    home = {one.id: n for n, group in enumerate(groups) for one in group}
    settled: dict[int, list[Incident]] = {}
    for incident, members in known:
        place = _home(incident, members, home, groups)
        if _living(incident) and place is not None:
            settled.setdefault(place, []).append(incident)
    ids: list[str] = []
    redirects: dict[str, str] = {}
    for n, group in enumerate(groups):
        elders = sorted(settled.get(n, []), key=_age)
        founder = min(group, key=lambda one: founding_order(one, reports))
        ids.append(elders[0].id if elders else identify(founder, left.get(founder.id)))
        redirects |= {other.id: elders[0].id for other in elders[1:]}
    return ids, redirects


def _age(incident: Incident) -> tuple[str, str]:
    return (incident.history[0].at if incident.history else "", incident.id)


def _home(
    incident: Incident, members: Sequence[Statement], home: Mapping[str, int], groups: list[list[Statement]]
) -> int | None:
    """The group that a known incident lives on in: its founder's, else that of most of its statements.

    Where its report was read again, that of a statement of the same report that quotes the same words.
    """
    staying = [one for one in members if one.id in home]
    founders = [one for one in staying if identify(one) == incident.id]
    if founders:
        return home[founders[0].id]
    if staying:
        places = [home[one.id] for one in staying]
        return min(places, key=lambda place: (-places.count(place), place))
    quoted = {quote for one in members for quote in one.quotes}
    again = [n for n, group in enumerate(groups) if any(quoted & set(one.quotes) for one in group)]
    return again[0] if again else None


