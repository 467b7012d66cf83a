"""Has the reader read a text and gives back what it found, for the tests of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tacitus import reader
from tacitus.merge import merge
from tacitus.record import Incident, Published, Report, Statement, plain

AT = "2026-01-01T00:00:00Z"


def report(text: str, published: str | None = "2016-07-27", **fields: Any) -> Report:
    """A report of this text, published on this day (None: not known)."""
    given = Published(published, "given") if published else Published()
    return Report(id=Report.identify(text), raw_sha256="", text=text, published=given, **fields)


def told(text: str, published: str | None = "2016-07-27", **fields: Any) -> list[Statement]:
    """The statements that the reader makes of a text."""
    return reader.read(report(text, published, **fields))


def made(text: str, published: str | None = "2016-07-27", **fields: Any) -> list[Incident]:
    """The incidents that a record holding only this text has."""
    one = report(text, published, **fields)
    return merge(reader.read(one), (), reports={one.id: one}, at=AT)


def of(statements: list[Statement], *types: str, place: str | None = None) -> list[Statement]:
    """Those of these types whose place has a name in which the pattern is found."""
    return [
        s
        for s in statements
        if s.type in types and (place is None or re.search(place, f"{s.where.name} {s.where.said}", re.IGNORECASE))
    ]


def names(statement: Any, role: str) -> list[str]:
    """The names in a role, of a statement or an incident."""
    return [p.name for p in statement.roles.get(role, [])]


def bounds(statement: Statement, what: str) -> tuple[int | None, int | None, int | None] | None:
    """(low, best, high) of a count, None where there is none."""
    count = statement.counts.get(what)
    return None if count is None else (count.low, count.best, count.high)


def quotes(value: Any) -> Iterator[dict[str, Any]]:
    """Every quote in a value of the record."""
    value = value if isinstance(value, dict | list) else plain(value)
    if isinstance(value, dict):
        if {"start", "end", "words"} <= set(value):
            yield value
        for inner in value.values():
            yield from quotes(inner) if isinstance(inner, dict | list) else ()
    elif isinstance(value, list):
        for inner in value:
            yield from quotes(inner) if isinstance(inner, dict | list) else ()
