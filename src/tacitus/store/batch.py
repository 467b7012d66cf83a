"""What one transaction brings into the record."""

from __future__ import annotations

from typing import Literal

import msgspec

from tacitus.errors import Failure
from tacitus.record import Incident, Report, Revision, Statement

Outcome = Literal["read", "irrelevant", "unsupported", "failed"]
"""What became of a report: read for statements; not about violence; in a language not read; the reader failed."""


class Kept(msgspec.Struct, kw_only=True):
    """One report that was dealt with, its raw bytes, and what this version of the reader made of it.

    signature, bands: of its text, to find wire copies by; None and empty for reports that are not compared.
    """

    report: Report
    raw: bytes
    outcome: Outcome
    reader: str
    statements: list[Statement] = []
    signature: bytes | None = None
    bands: list[int] = []


class Face(msgspec.Struct, frozen=True):
    """By what a statement is found and judged: its facts as bytes, and the keys (of 64 bits) that it is filed under."""

    statement: str
    report: str
    facts: bytes
    keys: list[int]


class Batch(msgspec.Struct, kw_only=True):
    """Everything that one transaction adds. at: now, ISO 8601 in UTC. faces: of the statements in `kept`.

    again: reports that are known already, met at another place, with the bytes found there. copies: pairs of
    report ids with the same wire text, the later first. incidents: new and changed ones, as merge returns them.
    """

    at: str
    kept: list[Kept] = []
    again: list[tuple[Report, bytes]] = []
    copies: list[tuple[str, str]] = []
    incidents: list[Incident] = []
    faces: list[Face] = []
    failures: list[Failure] = []


What = Literal["new", "changed", "merged", "withdrawn"]
"""What a revision does to an incident, for those who follow: merged leaves a redirect, withdrawn a tombstone."""


class Changed(msgspec.Struct, kw_only=True):
    """One revision as `changes` gives it: its cursor, and the incident as it then was (None if only noted).

    what: "merged" names in `redirect` the incident that it is now part of; "withdrawn" is told by no statement any more;
    both may be "changed" again later. Keep the last state of each id, drop the merged and withdrawn, and you have the record.
    """

    cursor: int
    id: str
    what: What = "changed"
    redirect: str | None = None
    revision: Revision
    incident: Incident | None
