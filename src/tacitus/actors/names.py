"""The index of names: from the folded words of a name to the actors that it can mean, and which of them it does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

import msgspec

from tacitus.actors import book
from tacitus.actors.tokens import WORD, Words, key

SHORT = 4
"""Abbreviations with fewer letters must be in capitals; with more, "Isis" and "Farc" are common house style."""


class Name(msgspec.Struct, frozen=True):
    """One name of one actor. only: set where the name holds in some countries or years alone."""

    actor: str
    written: str
    only: book.Dated | None = None

    @property
    def shape(self) -> str:
        """What each word's case must be: A all capitals, M two capitals ("LeT"), C a capital first, - anything."""
        return shape(self.written)


@lru_cache(maxsize=20_000)
def shape(name: str) -> str:
    """What the case of each word of a name must be, see Name.shape."""
    shape, seen = "", False
    for word in WORD.findall(name):
        if word.isupper() and (len(word) > 1 or not seen):
            shape += "A" if len(word) < SHORT or any(map(str.isdigit, word)) else "C"
            seen = True
        elif sum(map(str.isupper, word)) > 1:
            shape, seen = shape + "M", True
        elif word[0].isupper() and not seen:
            shape, seen = shape + "C", True
        else:
            shape += "-"
    return shape


class Index(msgspec.Struct, frozen=True):
    """names: folded name to what it can mean. longest: folded first word to the most words of a name that it opens."""

    names: dict[str, tuple[Name, ...]]
    longest: dict[str, int]


@cache
def index() -> Index:
    """Every name of every listed actor."""
    gathered: dict[str, list[Name]] = {}
    for actor in book.listed().values():
        for name in _names(actor):
            slot = gathered.setdefault(key(name.written), [])
            if not any((other.actor, other.only, other.shape) == (name.actor, name.only, name.shape) for other in slot):
                slot.append(name)
    for unwanted in ("", *_countries()):
        gathered.pop(unwanted, None)
    return Index({folded: tuple(names) for folded, names in gathered.items()}, spans(gathered))


def _countries() -> Iterator[str]:
    """Bare countries are places more often than actors; states.py knows them."""
    for country in book.countries().values():
        yield from map(key, (country.name, *country.others))


def spans(keys: Iterable[str]) -> dict[str, int]:
    """The most words that any key has, by its first word."""
    longest: dict[str, int] = {}
    for folded in keys:
        parts = folded.split(" ")
        longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return longest


@cache
def openers() -> frozenset[str]:
    """Folded words at which a listed name can begin."""
    return frozenset(index().longest)


def _names(actor: book.Actor) -> Iterator[Name]:
    for written in (actor.name, *actor.aliases, *(dated.name for dated in actor.names)):
        for variant in _variants(written):
            if not _shared_away(actor, variant):
                yield Name(actor.id, variant)
    for only in actor.also:
        for variant in _variants(only.name):
            yield Name(actor.id, variant, only)


def _shared_away(actor: book.Actor, written: str) -> bool:
    """A former name that is now another's own: the dated entries say when it means whom."""
    return any(key(only.name) == key(written) for only in actor.also)


def _variants(written: str) -> Iterator[str]:
    """The name, and as it is also typed: "U.S." for "US", an apostrophe left out."""
    yield written
    if written.startswith(("US-", "US ")):
        yield "U.S." + written[2:]
    elif written.startswith("U.S."):
        yield "US" + written[4:]
    elif written.startswith("UN "):
        yield "U.N." + written[2:]
    if "'s " in written:
        yield written.replace("'s ", "s ")
    elif "s' " in written:
        yield written.replace("s' ", "'s ")


@cache
def ordinary() -> frozenset[str]:
    """Folded abbreviations and names that are plain words as well."""
    return frozenset(book.words()["ordinary"]["words"])


def fits(shape: str, words: Words, first: int) -> bool:
    """Whether the words from `first` on are written with the capitals that the name's shape asks for."""
    if words.shouted[first]:
        return len(shape) > 1 or words.folded[first] not in ordinary() or _bracketed(words, first)
    for at, need in enumerate(shape, start=first):
        word = words.written[at]
        if need == "A" and not word.isupper():
            return False
        if need == "M" and sum(map(str.isupper, word)) < 2:
            return False
        if need == "C" and not (word[0].isupper() or not word[0].islower()):
            return False
    return True


def _bracketed(words: Words, at: int) -> bool:
    """Whether brackets or quotation marks hold the word: then it is a name in any case."""
    around = words.text[max(0, words.starts[at] - 1) : words.ends[at] + 1]
    return around[0] in "([\"“" and around[-1] in ")]\"”"


def choose(
    names: Iterable[Name], day: date | None, countries: Collection[str]
) -> tuple[book.Actor | None, tuple[str, ...]]:
    """The one actor that a name means on that day in those countries, and the ids of all whom it can mean.

    Nobody is meant by a report from before its time. Names held to some countries or years win where these apply.
    Otherwise those alive on that day and active in those countries are preferred; None where several are left.
    """
    listed = book.listed()
    names = tuple(name for name in names if listed[name.actor].born(day))
    free = [listed[name.actor] for name in names if name.only is None]
    bound = [listed[name.actor] for name in names if name.only and _applies(name.only, day, countries, bool(free))]
    left = [actor for actor in bound if actor.alive(day) or not free] or free
    everybody = tuple(dict.fromkeys(actor.id for actor in left))
    for keep in (lambda actor: actor.alive(day), lambda actor: bool(set(actor.countries) & set(countries))):
        if len({actor.id for actor in left}) > 1:
            left = [actor for actor in left if keep(actor)] or left
    return (left[0] if len({actor.id for actor in left}) == 1 else None), everybody


def _applies(only: book.Dated, day: date | None, countries: Collection[str], contested: bool) -> bool:
    """Whether a bound name holds. Without a day, one bound to years holds only where nobody else has the name."""
    if only.countries and not set(only.countries) & set(countries):
        return False
    if day is None:
        return not contested or (only.since is None and only.until is None)
    return only.holds(day)
