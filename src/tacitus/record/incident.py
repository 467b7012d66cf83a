"""An incident: one real-world happening, drawn from every statement about it, kept by revision."""

from __future__ import annotations

from typing import Literal

import msgspec

from tacitus.record.statement import (
    Claim,
    Correction,
    Count,
    Damage,
    Doubt,
    Hedge,
    Party,
    Purpose,
    Quote,
    Status,
    When,
    Where,
)


class Change(msgspec.Struct, kw_only=True):
    """One field that a revision changed, as short words for people: "killed 44+" to "killed 57"."""

    field: str
    was: str | None = None
    now: str | None = None


class Revision(msgspec.Struct, kw_only=True):
    """What changed, because of which reports and statements, by which rule or person, and when (UTC)."""

    n: int
    at: str
    cause: str
    author: str = "tacitus"
    reports: list[str] = []
    changes: list[Change] = []


class Decision(msgspec.Struct, kw_only=True):
    """A person's decision; it outranks the machine, and is only ever added to."""

    kind: str
    user: str
    at: str
    comment: str | None = None
    field: str | None = None
    value: str | None = None
    other: str | None = None


class Link(msgspec.Struct, kw_only=True):
    """How this incident hangs together with another."""

    kind: Literal["part_of", "follows", "retaliates", "same_campaign"]
    incident: str


class Incident(msgspec.Struct, kw_only=True):
    """One happening. `id` is stable for ever; `redirect` names the older id it was merged into.

    grade: Airwars' scheme, None for what did not come to pass. admiralty: reliability of the best source (A to F) and
    credibility of the telling (1 to 6). rules: which rule chose each field; of counts, each count names its own.
    """

    id: str
    type: str
    status: Status = "reported"
    when: When = msgspec.field(default_factory=When)
    where: Where = msgspec.field(default_factory=Where)
    roles: dict[str, list[Party]] = {}
    counts: dict[str, Count] = {}
    claims: list[Claim] = []
    damage: list[Damage] = []
    corrections: list[Correction] = []
    speaker: str | None = None
    certainty: Hedge | str = "stated"
    doubts: list[Doubt] = []
    purpose: Purpose | None = None
    quotes: list[Quote] = []
    statements: list[str] = []
    reports: list[str] = []
    independent_sources: int = 0
    grade: str | None = None
    admiralty: str | None = None
    rules: dict[str, str] = {}
    revision: int = 1
    history: list[Revision] = []
    decisions: list[Decision] = []
    links: list[Link] = []
    redirect: str | None = None
