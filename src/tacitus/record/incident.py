"""An incident: one real-world happening, drawn from every statement about it, kept by revision."""

from __future__ import annotations

from typing import Any, Literal

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

Kind = Literal["same", "not-same", "unsure", "correct", "confirm", "comment", "withdraw", "undo"]
"""What a person can decide; a comment decides nothing and is kept with the decisions."""


DISPUTES = frozenset({"figures", "places", "claims", "denial"})
"""Kinds of doubt that say that those who tell of a happening contradict each other."""


class Change(msgspec.Struct, kw_only=True):
    """One field that a revision changed, as short words for people: "killed 44+" to "killed 57"."""

    field: str
    was: str | None = None
    now: str | None = None


class Revision(msgspec.Struct, kw_only=True):
    """What changed, because of which reports and statements, by which rule or person, and when (UTC).

    n: counts from 1 in each incident. reports, statements: those that came in by it; left: statements that went.
    author: "tacitus", or the person whose decision (its id) brought it.
    """

    n: int
    at: str
    cause: str
    author: str = "tacitus"
    decision: str | None = None
    reports: list[str] = []
    statements: list[str] = []
    left: list[str] = []
    changes: list[Change] = []


class Anchor(msgspec.Struct, kw_only=True, frozen=True):
    """A statement as a decision means it, so that it is found again when a newer reader gives it another id.

    start, end: of the words that name the happening, in code points of the report. low, high: of all its words.
    """

    statement: str
    report: str
    start: int
    end: int
    low: int
    high: int


class Decision(msgspec.Struct, kw_only=True):
    """A person's decision; it outranks the machine, and is only ever added to.

    id: "d7", in the order in which they were made. incident, other: what it was made about, by the ids of then.
    anchors, other_anchors: the statements that these held then, the founding one first; left out in an incident's own list.
    value: as the person gave it; holds: the same in the record's shape; was: what the reports gave then, in words.
    report: the one that is withdrawn. undoes: the decision that this one takes back.
    """

    kind: Kind
    user: str
    at: str
    id: str = ""
    comment: str | None = None
    field: str | None = None
    value: str | None = None
    holds: Any = None
    was: str | None = None
    incident: str | None = None
    other: str | None = None
    report: str | None = None
    undoes: str | None = None
    anchors: list[Anchor] = []
    other_anchors: list[Anchor] = []
    quotes: list[Quote] = []


class Link(msgspec.Struct, kw_only=True):
    """How this incident hangs together with another."""

    kind: Literal["part_of", "follows", "retaliates", "same_campaign"]
    incident: str


class Incident(msgspec.Struct, kw_only=True):
    """One happening. `id` is stable for ever; `redirect` names the older id it was merged into.

    grade: Airwars' scheme, None for what did not come to pass. admiralty: reliability of the best source (A to F) and
    credibility of the telling (1 to 6). rules: which rule chose each field; of counts, each count names its own.
    background: told only in passing, by reports on something else.
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
    background: bool = False
    revision: int = 1
    history: list[Revision] = []
    decisions: list[Decision] = []
    links: list[Link] = []
    redirect: str | None = None

    @property
    def disputed(self) -> bool:
        """Whether those who tell of it contradict each other."""
        return self.grade == "contested" or any(doubt.kind in DISPUTES for doubt in self.doubts)

    def _repr_html_(self) -> str:
        """What a notebook shows of it."""
        from tacitus.record import picture

        return picture.incident(self)
