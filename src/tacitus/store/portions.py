"""Ids in portions that one query can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MANY = 500
"""Ids asked for at once; far below SQLite's limit on variables, well above what a view shows."""


def portions(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, in portions."""
    unique = list(dict.fromkeys(ids))
    return (unique[start : start + MANY] for start in range(0, len(unique), MANY))
