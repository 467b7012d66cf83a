"""Revisions: what a new statement changed in an incident, in words for people, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tacitus.merge.disputes import shown
from tacitus.record import Change, Hedge, Incident, Party, Revision, When, Where

_KEPT = ("id", "revision", "history", "decisions", "links", "redirect")
"""Fields that are no outcome of the statements."""


def changed(was: Incident, now: Incident) -> bool:
    """Whether a newly derived incident differs from the known one in anything that statements decide."""
    return was.redirect is not None or any(
        getattr(was, field) != getattr(now, field) for field in Incident.__struct_fields__ if field not in _KEPT
    )


def revised(
    was: Incident | None, now: Incident, *, at: str, joined: Sequence[str] = (), cause: str | None = None
) -> Incident:
    """The incident as it is now, with its history one revision longer; decisions and links stay.

    cause: why, where it is not the reports that brought the change.
    """
    if was is None:
        changes = [Change(field=name, now=value) for name, value in _facts(now).items()]
        first = Revision(n=1, at=at, cause=_founded(joined), reports=now.reports, changes=changes)
        return msgspec.structs.replace(now, revision=1, history=[first])
    added = [report for report in now.reports if report not in was.reports]
    next_one = Revision(
        n=was.revision + 1, at=at, cause=cause or _cause(was, now, added, joined), reports=added,
        changes=list(_changes(was, now)),
    )
    return msgspec.structs.replace(
        now, revision=next_one.n, history=[*was.history, next_one], decisions=was.decisions, links=was.links
    )


def tombstone(was: Incident, redirect: str | None, *, at: str) -> Incident:
    """What stays of an incident without statements: its last values, and where it went, if anywhere."""
    cause = f"the same happening as {redirect}" if redirect else "no statement tells of it any more"
    last = Revision(n=was.revision + 1, at=at, cause=cause, reports=[])
    return msgspec.structs.replace(
        was, redirect=redirect, statements=[], reports=[],
        independent_sources=0, grade=None, revision=last.n, history=[*was.history, last],
    )


def _founded(joined: Sequence[str]) -> str:
    return f"joins {', '.join(joined)}" if joined else "first told"


def _cause(was: Incident, now: Incident, added: Sequence[str], joined: Sequence[str]) -> str:
    if joined:
        return f"joined with {', '.join(joined)}"
    if not was.statements:
        return "told again"
    if was.redirect is not None:
        return f"apart again from {was.redirect}"
    if added:
        return "1 more report" if len(added) == 1 else f"{len(added)} more reports"
    if set(was.statements) - set(now.statements):
        return "statements read again or moved"
    return "reports told anew"


def _changes(was: Incident, now: Incident) -> Iterator[Change]:
    before, after = _facts(was), _facts(now)
    for field in dict.fromkeys([*before, *after]):
        if before.get(field) != after.get(field):
            yield Change(field=field, was=before.get(field), now=after.get(field))


def _facts(incident: Incident) -> dict[str, str]:
    """The incident's values as short words, by field; what is empty is left out."""
    facts = {
        "type": incident.type, "status": incident.status, "when": _day(incident.when), "where": _place(incident.where),
        **{f"roles.{role}": _names(parties) for role, parties in incident.roles.items()},
        **{f"counts.{what}": shown(count) for what, count in incident.counts.items()},
        "claims": "; ".join(f"{claim.by} {claim.stance} {claim.against or 'it'}" for claim in incident.claims),
        "damage": "; ".join(f"{item.what} {item.effect}" for item in incident.damage),
        "corrections": "; ".join(f"{item.was} to {item.now}" for item in incident.corrections),
        "speaker": incident.speaker or "",
        "certainty": incident.certainty.words if isinstance(incident.certainty, Hedge) else incident.certainty,
        "doubts": "; ".join(doubt.why for doubt in incident.doubts),
        "purpose": incident.purpose.words if incident.purpose else "",
        "independent_sources": str(incident.independent_sources),
        "grade": " ".join(grade for grade in (incident.grade, incident.admiralty) if grade),
        "rules": incident.rules.get("set", ""),
    }
    return {field: value for field, value in facts.items() if value}


def _day(when: When) -> str:
    if not when.start:
        return ""
    return when.start if when.start == when.end or not when.end else f"{when.start} to {when.end}"


def _place(where: Where) -> str:
    return ", ".join(part for part in (where.name or where.said, where.country) if part)


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(
        party.name if party.status == "stated" else f"{party.name} ({party.status})" for party in parties
    )
