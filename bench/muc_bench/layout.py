"""Writes templates in the layout of MUC-4's answer keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from muc_bench.keys import NAMES, QUOTED, SCORED, Fill, Template

NOT_APPLICABLE = {"ARSON": range(6, 8), "KIDNAPPING": [6, 7, *range(12, 18)]}
"""Slots that a type of incident never fills (the documentation's template skeletons)."""
_COLUMN = 36


def text(document: str, templates: Sequence[Template]) -> str:
    """The templates of one report; where there is none, the one that says so."""
    blocks = [_block(document, str(n), t) for n, t in enumerate(templates, 1)] or [_block(document, "*", None)]
    return "\n".join(blocks)


def _block(document: str, number: str, template: Template | None) -> str:
    lines = [_line(0, document), _line(1, number)]
    for slot in SCORED:
        lines.extend(_slot(slot, template))
    return "\n".join(lines) + "\n"


def _slot(slot: int, template: Template | None) -> Iterator[str]:
    """The lines of a slot, a fill a line."""
    if template is None or slot in NOT_APPLICABLE.get(template.value(4) or "", ()):
        yield _line(slot, "*")
        return
    fills = [_fill(slot, f) for f in template.slots.get(slot, [])] or ["-"]
    yield _line(slot, fills[0])
    yield from (" " * _COLUMN + f for f in fills[1:])


def _line(slot: int, fill: str) -> str:
    return f"{f'{slot}.':<4}{NAMES[slot]}".ljust(_COLUMN) + fill


def _fill(slot: int, fill: Fill) -> str:
    options = [_quoted(o) for o in fill.options] if slot in QUOTED else list(fill.options)
    refs = " / ".join(_quoted(r) for r in fill.refs)
    return " / ".join(options) + (f": {refs}" if refs else "")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '\\"') + '"'
