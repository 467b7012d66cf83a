"""Names that only people wrote, in decisions and what came of them: they stand in no report, but are private all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tacitus.record import Decision, Incident, Revision
from tacitus.withhold import names

OF_PEOPLE = frozenset({"roles", "claims", "speaker", "doubts"})
"""Fields whose values hold names of people; those of others hold kinds, places, days and numbers."""


def written(value: Any) -> set[str]:
    """How the private names are spelt that people wrote into an incident's history, a revision or a decision."""
    return {each for words in _words(value) for each in names.spellings(words, names.private(words))}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Incident):
        for each in (*value.history, *value.decisions):
            yield from _words(each)
    elif isinstance(value, Revision):
        if value.decision is not None or value.author != "tacitus":
            yield value.cause
        yield from (words for one in value.changes if _of_people(one.field) for words in (one.was, one.now) if words)
    elif isinstance(value, Decision):
        yield value.comment or ""
        if _of_people(value.field or ""):
            yield from (words for words in (value.value, value.was) if words)


def _of_people(field: str) -> bool:
    return field.partition(".")[0] in OF_PEOPLE
