"""Which common nouns name what: the classes of classes.toml, by word."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

KINDS = ("things", "people", "arms")
"""The tables of classes.toml."""


@cache
def _table() -> dict[str, tuple[str, ...]]:
    raw = tomllib.loads(resources.files(__package__).joinpath("classes.toml").read_text(encoding="utf-8"))
    out: dict[str, tuple[str, ...]] = {}
    for kind in KINDS:
        for name, words in raw[kind].items():
            for word in words:
                out[word] = (*out.get(word, ()), f"{kind}.{name}")
    return out


def of(word: str) -> tuple[str, ...]:
    """The classes of a word in small letters, in the singular or with an s; empty where it is in none."""
    table = _table()
    found = table.get(word)
    if found is None and word.endswith("s"):
        found = table.get(word[:-1]) or (table.get(word[:-2]) if word.endswith("es") else None)
        if found is None and word.endswith("ies"):
            found = table.get(word[:-3] + "y")
    return found or ()
