"""A decision as somebody proposes it, before it is made: what a button of the queue holds and what the API takes."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tacitus.errors import TacitusError

Act = Literal["same", "not-same", "unsure", "split", "correct", "confirm", "comment", "withdraw", "undo"]


class Span(msgspec.Struct, kw_only=True, frozen=True):
    """Words of a report that a value rests on, in code points, end excluded."""

    report: str
    start: int
    end: int


class Proposal(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What is to be decided. incident, other: ids of incidents or statements. statements: those that are split off.

    value: as `tacitus decide correct` takes it. report: that is withdrawn. undoes: the decision that is taken back. seen: the
    revision of each incident on which this was made up; if one has changed since, the decision is refused (E508).
    """

    kind: Act
    incident: str | None = None
    other: str | None = None
    statements: list[str] = []
    field: str | None = None
    value: str | None = None
    quotes: list[Span] = []
    report: str | None = None
    undoes: str | None = None
    comment: str | None = None
    seen: dict[str, int] = {}


NEEDED = {
    "same": ("incident", "other"), "not-same": ("incident", "other"), "unsure": ("incident",),
    "split": ("incident", "statements"), "correct": ("incident", "field", "value"), "confirm": ("incident",),
    "comment": ("incident", "comment"), "withdraw": ("report",), "undo": ("undoes",),
}
"""What each kind cannot do without."""


def proposal(given: Any) -> Proposal:
    """The proposal in plain JSON. Raises TacitusError E102 for what is none, or lacks what its kind needs."""
    try:
        found = given if isinstance(given, Proposal) else msgspec.convert(given, Proposal)
    except msgspec.ValidationError as error:
        hint = f"kind: {', '.join(NEEDED)}; see docs/review.md"
        raise TacitusError("E102", f"this is no decision: {error}", where="decision", hint=hint) from None
    missing = [name for name in NEEDED[found.kind] if not getattr(found, name)]
    if found.kind == "unsure" and not found.other and not found.field:
        missing.append("other or field")
    if missing:
        what = f"to decide {found.kind!r}, {' and '.join(missing)} must be given"
        raise TacitusError("E102", what, where="decision", hint="see docs/review.md")
    return found
