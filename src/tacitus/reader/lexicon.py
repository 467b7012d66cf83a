"""The words of the ontology in the form in which the reader looks them up."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tacitus import ontology


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to name a happening: `words` are lemmas, the head last for nouns and first for verbs."""

    type: str
    words: tuple[str, ...]
    noun: bool
    weight: float
    generic: bool = False
    means: bool = False
    blast: bool = False
    thing: bool = False
    agentive: bool = False
    only_harm: bool = False
    harm: str | None = None
    aircraft_type: str | None = None
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    need: str | None = None
    not_before: frozenset[str] = frozenset()


@dataclass(slots=True)
class Lexicon:
    """Entries by the lemma of their head, longest first."""

    nouns: dict[str, list[Entry]] = field(default_factory=dict)
    verbs: dict[str, list[Entry]] = field(default_factory=dict)


def _entry(table: dict[str, Any], phrase: str, noun: bool) -> Entry:
    return Entry(
        type=table["type"],
        words=tuple(phrase.replace("-", " ").split()),
        noun=noun,
        weight=float(table.get("weight", 1)),
        generic=bool(table.get("generic", False)),
        means=bool(table.get("means", False)) and noun,
        blast=bool(table.get("blast", False)) and not noun,
        thing=bool(table.get("thing", False)) and noun,
        agentive=bool(table.get("agentive", False)),
        only_harm=bool(table.get("only_harm", False)),
        harm=table.get("harm"),
        aircraft_type=table.get("aircraft_type"),
        subject=() if noun else tuple(table.get("subject", ())),
        object=() if noun else tuple(table.get("object", ())),
        need=table.get("need"),
        not_before=frozenset(table.get("not_before", ())),
    )


@cache
def triggers() -> Lexicon:
    """All trigger words of `ontology/triggers.toml`."""
    lexicon = Lexicon()
    for table in ontology.table("triggers")["trigger"]:
        for phrase in table.get("noun", ()):
            entry = _entry(table, phrase, noun=True)
            lexicon.nouns.setdefault(entry.words[-1], []).append(entry)
        for phrase in table.get("verb", ()):
            entry = _entry(table, phrase, noun=False)
            lexicon.verbs.setdefault(entry.words[0], []).append(entry)
    for entries in (*lexicon.nouns.values(), *lexicon.verbs.values()):
        entries.sort(key=lambda e: (-len(e.words), -e.weight))
    return lexicon


@cache
def words(name: str) -> frozenset[str]:
    """The lemmas of a word class of `ontology/words.toml`."""
    return frozenset(ontology.table("words")[name])


@cache
def listed(stage: str, name: str) -> frozenset[str]:
    """A word list of a stage, from `ontology/reading.toml`."""
    return frozenset(ontology.table("reading")[stage][name])


@cache
def mapped(stage: str, name: str) -> dict[str, str]:
    """A word table of a stage, from `ontology/reading.toml`."""
    return dict(ontology.table("reading")[stage][name])
