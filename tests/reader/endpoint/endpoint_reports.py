"""A report in our own words, what a careful model would note of it, and what must hold of every statement."""

from __future__ import annotations

from typing import Any

from tacitus.record import Published, Report, Statement

TEXT = (
    "ARDALE, March 3 (Wire) - Gunmen opened fire on a police patrol near Mosul on Tuesday, killing at least 12 "
    "officers, the interior ministry said. Islamic State claimed the attack. A school was damaged.\n\n"
    "Two days earlier a car bomb had gone off in Kirkuk."
)
"""A report in our own words."""


def report(text: str = TEXT, published: str | None = "2015-03-04") -> Report:
    """A report of the given text."""
    return Report(
        id=Report.identify(text), raw_sha256="0" * 64, text=text, source="report.txt",
        published=Published(date=published, how="given" if published else "none"),
    )


def shooting(**more: Any) -> dict[str, Any]:
    """What a careful model would note of the report's first happening."""
    return {
        "words": "opened fire", "type": "armed-assault", "status": "reported", "main": True, "when": "on Tuesday",
        "where": "near Mosul", "confidence": 0.9, "speaker": "the interior ministry", "purpose": "",
        "roles": [{"role": "attacker", "words": "Gunmen", "status": "stated"},
                  {"role": "target", "words": "a police patrol", "status": "stated"}],
        "counts": [{"what": "killed", "words": "12 officers"}],
        "claims": [{"words": "Islamic State", "said": "claimed the attack", "stance": "claims"}],
        "damage": [{"words": "A school", "effect": "damaged"}], **more,
    }


def quoted(text: str, statement: Statement) -> None:
    """Asserts that every quote in a statement holds the words of the report where it says."""
    import msgspec

    from tacitus.record import Quote

    def walk(value: object) -> int:
        if isinstance(value, Quote):
            assert text[value.start : value.end] == value.words
            return 1
        if isinstance(value, msgspec.Struct):
            return sum(walk(getattr(value, name)) for name in value.__struct_fields__)
        if isinstance(value, dict):
            return sum(map(walk, value.values()))
        return sum(map(walk, value)) if isinstance(value, list) else 0

    assert walk(statement) > 0
