"""Two people never overwrite each other silently: a decision may say on which revision it was made up."""

from __future__ import annotations

from collections.abc import Mapping

from tacitus.errors import TacitusError
from tacitus.record import Incident, Revision
from tacitus.store import Store

SHOWN = 3
"""Revisions that the message tells of, the last ones; `Stale.revisions` has all."""


class Stale(TacitusError):
    """E508: the incident has changed since the revision that the decision was made up on.

    incident: as it now is, that which it was merged into where it was. revisions: those since, oldest first.
    """

    def __init__(self, where: str, asked: str, seen: int, incident: Incident, revisions: list[Revision]) -> None:
        self.incident, self.revisions = incident, revisions
        told = "; ".join(_told(one) for one in revisions[-SHOWN:])
        became = "" if incident.id == asked else f", and is now part of {incident.id}"
        super().__init__(
            "E508", f"{asked} has changed since revision {seen}{became}: {told}", where=where,
            hint=f"look at `tacitus history {where} {asked}`, then decide on {incident.id}@{incident.revision}",
        )


def still(store: Store, seen: Mapping[str, int]) -> None:
    """Whether the incidents are as they were seen. seen: incident id to the revision that was looked at.

    To be called in the transaction of the decision. Raises `Stale` (E508), TacitusError E503 for an id that there is not, and
    E102 for a revision that there has never been.
    """
    for identity, revision in seen.items():
        found = store.exactly([identity])
        now = found[0] if found else store.incident(identity)
        if revision > now.revision or revision < 1:
            raise TacitusError(
                "E102", f"{identity} has no revision {revision}; it is at {now.revision}", where=f"{identity}@{revision}",
                hint=f"tacitus history {store.path} {identity}",
            )
        if revision != now.revision:
            since = [one.revision for one in store.history(identity) if one.revision.n > revision]
            raise Stale(store.path, identity, revision, store.incident(identity), since)


def seen_in(given: str) -> tuple[str, int | None]:
    """The id and the revision in "i1@3"; None where no revision is named. Raises TacitusError E102."""
    identity, at, revision = given.partition("@")
    if not at:
        return given, None
    if not revision.isdecimal() or len(revision) > 9:
        raise TacitusError("E102", f"{revision!r} is no revision", where=given, hint=f"{identity}, or {identity}@3")
    return identity, int(revision)


def _told(one: Revision) -> str:
    moved = ", ".join(f"{each.field}: {each.was or 'nothing'} -> {each.now or 'nothing'}" for each in one.changes)
    by = "" if one.author == "tacitus" else f" by {one.author}"
    return f"revision {one.n}{by}, {one.cause}" + (f" ({moved})" if moved else "")
