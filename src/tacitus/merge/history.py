"""Revisions: what a new statement changed in an incident, in words for people, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tacitus.merge.disputes import shown
from tacitus.record import Change, Claim, Hedge, Incident, Party, Revision, When, Where

_KEPT = ("id", "revision", "history", "links", "redirect")
"""Fields that are no outcome of the statements."""


def changed(was: Incident, now: Incident) -> bool:
    """Whether a newly derived incident differs from the known one in anything that statements decide."""
    return was.redirect is not None or any(
        getattr(was, field) != getattr(now, field) for field in Incident.__struct_fields__ if field not in _KEPT
    )


class Why(msgspec.Struct, frozen=True):
    """Why an incident changes, where it is not the reports that bring it: in words, by whom, by which decision."""

    cause: str
    author: str = "tacitus"
    decision: str | None = None


def revised(
    was: Incident | None, now: Incident, *, at: str, joined: Sequence[str] = (), left: str | None = None,
    why: Why | None = None,
) -> Incident:
    """The incident as it is now, with its history one revision longer; links stay.

    joined: ids that were merged into it. left: the incident that a new one was part of. why: said before what else there
    is to say.
    """
    added = [one for one in now.reports if was is None or one not in was.reports]
    known = set(was.statements) if was else set()
    told = [_founded(joined, left) if was is None else _cause(was, now, added, joined)]
    if why is not None:
        told = [why.cause, *(words for words in told if words not in (TOLD_ANEW, MOVED))]
    changes = list(_changes(was, now)) if was else [Change(field=name, now=value) for name, value in facts(now).items()]
    next_one = Revision(
        n=was.revision + 1 if was else 1, at=at, cause="; ".join(told), author=why.author if why else "tacitus",
        decision=why.decision if why else None, reports=added,
        statements=[one for one in now.statements if one not in known],
        left=[one for one in (was.statements if was else ()) if one not in set(now.statements)], changes=changes,
    )
    history, links = ([*was.history, next_one], was.links) if was else ([next_one], now.links)
    return msgspec.structs.replace(now, revision=next_one.n, history=history, links=links)


def tombstone(was: Incident, redirect: str | None, *, at: str, why: Why | None = None) -> Incident:
    """What stays of an incident without statements: its last values, and where it went, if anywhere."""
    cause = f"the same happening as {redirect}" if redirect else "no statement tells of it any more"
    last = Revision(
        n=was.revision + 1, at=at, cause=f"{why.cause}; {cause}" if why else cause, left=was.statements,
        author=why.author if why else "tacitus", decision=why.decision if why else None,
    )
    return msgspec.structs.replace(
        was, redirect=redirect, statements=[], reports=[],
        independent_sources=0, grade=None, revision=last.n, history=[*was.history, last],
    )


TOLD_ANEW = "reports told anew"
MOVED = "statements read again or moved"


def _founded(joined: Sequence[str], left: str | None) -> str:
    if joined:
        return f"joins {', '.join(joined)}"
    return f"parted from {left}" if left else "first told"


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
        return MOVED
    return TOLD_ANEW


def _changes(was: Incident, now: Incident) -> Iterator[Change]:
    before, after = facts(was), facts(now)
    for field in dict.fromkeys([*before, *after]):
        if before.get(field) != after.get(field):
            yield Change(field=field, was=before.get(field), now=after.get(field))


def facts(incident: Incident) -> dict[str, str]:
    """The incident's values as short words, by field; what is empty is left out."""
    found = {
        "type": incident.type, "status": incident.status, "when": _day(incident.when), "where": _place(incident.where),
        **{f"roles.{role}": _names(parties) for role, parties in incident.roles.items()},
        **{f"counts.{what}": shown(count) for what, count in incident.counts.items()},
        "claims": "; ".join(claimed(claim) for claim in incident.claims),
        "damage": "; ".join(f"{item.what} {item.effect}" for item in incident.damage),
        "corrections": "; ".join(f"{item.was} to {item.now}" for item in incident.corrections),
        "speaker": incident.speaker or "",
        "certainty": incident.certainty.words if isinstance(incident.certainty, Hedge) else incident.certainty,
        "doubts": "; ".join(doubt.why for doubt in incident.doubts),
        "purpose": incident.purpose.words if incident.purpose else "",
        "independent_sources": str(incident.independent_sources),
        "grade": " ".join(grade for grade in (incident.grade, incident.admiralty) if grade),
        "rules": incident.rules.get("set", ""),
        "background": "told only in passing" if incident.background else "",
    }
    return {field: value for field, value in found.items() if value}


def claimed(claim: Claim) -> str:
    """Who claims, denies or blames, in words that fit one and many: "claimed by the Front", "the army blamed by residents"."""
    who = claim.by or "somebody"
    if claim.stance == "blames":
        return f"{claim.against or 'somebody'} blamed by {who}"
    said = f"{'claimed' if claim.stance == 'claims' else 'denied'} by {who}"
    return f"{said}, against {claim.against}" if claim.against else said


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
