"""Writes docs/types.md from the ontology, so that people read the same types as the reader does."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tacitus.errors import TacitusError
from tacitus.ontology.loader import EventType, Group, Ontology, load

HEADS: dict[Group, str] = {"violence": "Violence", "territory": "Territory and forces", "other": "Other"}
OPENING = """# Event types

Written by `python -m tacitus.ontology.docs > docs/types.md` from `src/tacitus/ontology/*.toml`.
Change those, not this page.

Equivalents are the nearest code of each scheme; an export may choose a finer one from the record's other fields."""


def page(ontology: Ontology) -> str:
    """The whole page as Markdown, ending in one new line."""
    return "\n".join([OPENING, *_types(ontology), *_families(ontology), *_counts(ontology)]) + "\n"


def _types(ontology: Ontology) -> Iterator[str]:
    for group, head in HEADS.items():
        yield f"\n## {head}"
        for kind in ontology.types.values():
            if kind.group == group:
                yield from _type(kind)


def _type(kind: EventType) -> Iterator[str]:
    yield f"\n### {kind.id}\n{kind.says}\n"
    yield f"- Is a: {kind.parent or 'type of its own'}. Family: {kind.family}. " + (
        "Counted as violence." if kind.counts_as_violence else "Not counted as violence."
    )
    yield "- Roles: " + "; ".join(f"`{role}` {says}" for role, says in kind.roles.items()) + "."
    if kind.counts:
        yield "- Counts: " + ", ".join(f"`{count}`" for count in kind.counts) + "."
    if codes := list(_equivalents(kind)):
        yield "- Equivalents: " + "; ".join(codes) + "."


def _equivalents(kind: EventType) -> Iterator[str]:
    if kind.acled:
        yield f"ACLED {kind.acled[0]}, {kind.acled[1]}"
    if kind.ucdp:
        yield "UCDP type of violence " + " or ".join(map(str, kind.ucdp)) + " by the sides, given a death"
    if kind.plover:
        yield f"PLOVER {kind.plover.event}" + (f", {kind.plover.mode}" if kind.plover.mode else "")
    if kind.cameo:
        yield f"CAMEO {kind.cameo}"
    if kind.gtd:
        yield f"GTD attack type {kind.gtd.attacktype}" + (", suicide" if kind.gtd.suicide else "")
    if kind.muc:
        yield f"MUC {kind.muc}"


def _families(ontology: Ontology) -> Iterator[str]:
    yield "\n## Families\n"
    yield "Reports of one happening may name it by any type of a family; the press confuses those that are near.\n"
    yield "| family | is | near |\n|---|---|---|"
    for family in ontology.families.values():
        yield f"| {family.id} | {family.says} | {', '.join(sorted(family.near)) or '–'} |"


def _counts(ontology: Ontology) -> Iterator[str]:
    yield "\n## What is counted\n\n| count | is | unit |\n|---|---|---|"
    for count in ontology.counts.values():
        yield f"| {count.id} | {count.says} | {count.unit} |"


def main() -> int:
    """Writes the page to stdout; 2 where the tables do not fit together, which is then said."""
    try:
        sys.stdout.write(page(load()))
    except TacitusError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
