"""What the learned reader sees in a text: how likely it tells of political violence, of which kinds, and who plays which role."""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Described", "Weapon")
"""The roles of MUC-4: people and organisations that did it, things and people that it was done to, and with what.

"Victim" is a person by name; "Described" are people by what they are ("two peasants").
"""

KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
"""The incident types of MUC-4."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that may play a role: code points [start, end) of the text, the role, how likely (0 to 1), and in what.

    `kinds` holds, in the order of `KINDS`, how likely the incident that they belong to is of each kind.
    """

    start: int
    end: int
    role: str
    score: float
    kinds: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Signals:
    """The learned reader's view of one text.

    `relevance` and the values of `kinds` (by the names of `KINDS`) are probabilities. `spans` holds every candidate
    above a low floor, in the order of the text; the caller sets its own thresholds by role.
    """

    relevance: float
    kinds: dict[str, float] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
