"""The words around place names that `find` goes by, read once from words.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The lists of words.toml, folded for look-up. kinds: word (or two) to the kind of place that it tells;
    abbreviations: those of states and provinces, without dots, to their names."""

    kinds: dict[str, str]
    joined: frozenset[str]
    appositive: frozenset[str]
    place: frozenset[str]
    taking: frozenset[str]
    compass: frozenset[str]
    near: frozenset[str]
    titles: frozenset[str]
    first: frozenset[str]
    heads: frozenset[str]
    of: frozenset[str]
    never: frozenset[str]
    start: frozenset[str]
    capitals_only: frozenset[str]
    peoples: frozenset[str]
    of_people: frozenset[str]
    of_country: frozenset[str]
    of_kind: frozenset[str]
    speaking: frozenset[str]
    helping: tuple[str, ...]
    abroad: frozenset[str]
    abbreviations: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists of this room."""
    read = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    return Words(
        kinds={word: kind for kind, listed in read["kinds"].items() for word in listed},
        joined=frozenset(read["joined"]["after"]),
        appositive=frozenset(read["before"]["appositive"]),
        place=frozenset(read["before"]["place"]),
        taking=frozenset(read["before"]["taking"]),
        compass=frozenset(read["before"]["compass"]),
        near=frozenset(read["before"]["near"]),
        titles=frozenset(read["person"]["titles"]),
        first=frozenset(read["person"]["first"]),
        heads=frozenset(read["organisation"]["heads"]),
        of=frozenset(read["organisation"]["of"]),
        never=frozenset(read["never"]["words"]),
        start=frozenset(read["never"]["start"]),
        capitals_only=frozenset(read["never"]["capitals_only"]),
        peoples=frozenset(read["peoples"]["words"]),
        of_people=frozenset(read["peoples"]["after"]),
        of_country=frozenset(read["adjective"]["before"]),
        of_kind=frozenset(read["before"]["of"]),
        speaking=frozenset(read["speaking"]["verbs"]),
        helping=tuple(read["speaking"]["helping"]),
        abroad=frozenset(read["abroad"]["cities"]),
        abbreviations={short: name for name, listed in read["abbreviations"].items() for short in listed},
    )
