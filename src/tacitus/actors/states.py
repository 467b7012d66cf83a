"""State forces and nameless groups by rule: "Iraqi elite troops", "Syria's air force", "suspected Kurdish rebels"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from tacitus.actors import book
from tacitus.actors.names import spans
from tacitus.actors.tokens import Words, key

BETWEEN = 3
"""At most so many adjectives stand between a nation and its force ("Iraqi federal special police")."""


class Phrase(msgspec.Struct, frozen=True):
    """What a rule found: words first to last (both included), reach the last word that still belongs to it.

    country: ISO code of a nation. countries: of a people that acts in several. force: id of a state force.
    kind: of the group. bare: a country's name alone.
    """

    first: int
    last: int
    reach: int
    kind: str
    country: str | None = None
    countries: tuple[str, ...] = ()
    force: str | None = None
    bare: bool = False


class Grammar(msgspec.Struct, frozen=True):
    """Folded words to what they mean, and by their first word the most words to look at."""

    nations: dict[str, tuple[str, bool]]
    peoples: dict[str, tuple[str, ...]]
    forces: dict[str, str]
    generic: dict[str, str]
    adjectives: frozenset[str]
    between: frozenset[str]
    tails: frozenset[str]
    alone: dict[str, str]
    longest: dict[str, int]


@cache
def grammar() -> Grammar:
    """The rules' words, folded."""
    raw = book.words()
    nations: dict[str, tuple[str, bool]] = {}
    for country in book.countries().values():
        for name in (country.name, *country.others):
            nations.setdefault(key(name), (country.code, True))
        for name in country.demonyms:
            nations.setdefault(key(name), (country.code, False))
    peoples = {key(name): tuple(where) for name, where in raw["peoples"].items()}
    forces = {key(word): slug for slug, force in book.forces().items() for word in force.words}
    generic = {key(word): kind for kind, words in raw["generic"].items() for word in words}
    return Grammar(
        nations=nations, peoples=peoples, forces=forces, generic=generic,
        adjectives=frozenset(map(key, raw["adjectives"]["words"])),
        between=frozenset(map(key, raw["between"]["words"])),
        tails=frozenset(map(key, raw["tails"]["words"])),
        alone={word: force for word, force in forces.items() if word not in raw["only_after_nation"]["words"]},
        longest=spans([*nations, *peoples, *forces, *generic]),
    )


def longest(table: Mapping[str, object], words: Words, at: int) -> int:
    """How many words from `at` on are the longest key of the table; 0 where none is."""
    most = min(grammar().longest.get(words.folded[at], 0), len(words) - at)
    for count in range(most, 0, -1):
        if " ".join(words.folded[at : at + count]) in table and words.joined(at, at + count - 1):
            return count
    return 0


def nation(words: Words, at: int) -> tuple[str, bool, int] | None:
    """ISO code, whether it is the country's name, and how many words, where a nation stands at `at`."""
    count = longest(grammar().nations, words, at)
    if not count or not _capital(words, at):
        return None
    folded = " ".join(words.folded[at : at + count])
    if folded in ("us", "uk", "un") and not words.written[at].isupper():
        return None
    code, named = grammar().nations[folded]
    return code, named, count


def _capital(words: Words, at: int) -> bool:
    return words.written[at][0].isupper()


def state_phrase(words: Words, at: int) -> Phrase | None:
    """A nation with its force at word `at`, a nation with a nameless group, or the bare nation."""
    found = nation(words, at)
    if found is None:
        return _people_phrase(words, at)
    code, named, count = found
    last = at + count - 1
    head = _head(words, last + 1, possessive=named) if last + 1 < len(words) else None
    if head is None:
        return Phrase(at, last, last, "state", country=code, bare=True) if named else None
    end, force, kind = head
    return Phrase(at, end, _tail(words, end), kind, country=code, force=force)


def _people_phrase(words: Words, at: int) -> Phrase | None:
    """A people's adjective with a group: "Kurdish rebels". Its police or troops have no state to belong to."""
    count = longest(grammar().peoples, words, at)
    if not count or not _capital(words, at) or at + count >= len(words):
        return None
    head = _head(words, at + count, possessive=False)
    if head is None or not words.close(at + count - 1):
        return None
    where = grammar().peoples[" ".join(words.folded[at : at + count])]
    return Phrase(at, head[0], _tail(words, head[0]), head[2], countries=where)


def _head(words: Words, at: int, *, possessive: bool) -> tuple[int, str | None, str] | None:
    """Last word, force and kind of the force or group that follows a nation ending before `at`."""
    rules = grammar()
    if not words.close(at - 1):
        return None
    if possessive and words.folded[at] == "s" and at + 1 < len(words) and words.close(at):
        at += 1
    for skipped in range(BETWEEN + 1):
        place = at + skipped
        if place >= len(words):
            return None
        most, generic = longest(rules.forces, words, place), longest(rules.generic, words, place)
        if generic > most or (generic and skipped and not most):
            kind = rules.generic[" ".join(words.folded[place : place + generic])]
            return place + generic - 1, None, kind
        if most and not _goes_on(words, place + most):
            force = rules.forces[" ".join(words.folded[place : place + most])]
            return place + most - 1, force, book.forces()[force].kind
        skippable = words.folded[place] in rules.between or words.folded[place] in rules.adjectives
        if not skippable or place + 1 >= len(words) or not words.close(place):
            if most:
                force = rules.forces[" ".join(words.folded[place : place + most])]
                return place + most - 1, force, book.forces()[force].kind
            return None
    return None


def _goes_on(words: Words, after: int) -> bool:
    """Whether a force of its own follows: "government" in "government security forces" is an adjective."""
    if after >= len(words) or not words.close(after - 1) or words.folded[after - 1] not in grammar().between:
        return False
    return bool(longest(grammar().forces, words, after)) or words.folded[after] in grammar().between


def _tail(words: Words, last: int) -> int:
    """The last word of "army officers" after "army"."""
    if last + 1 < len(words) and words.folded[last + 1] in grammar().tails and words.close(last):
        return last + 1
    return last


def tail(words: Words, last: int) -> int:
    """The last word that still belongs to a name that ends at `last`: "fighters" after "Taliban"."""
    return _tail(words, last)


def group_phrase(words: Words, at: int) -> Phrase | None:
    """A group or force without a name at word `at`: "unidentified gunmen", "the police", "police in Kenya"."""
    rules = grammar()
    place = at
    while words.folded[place] in rules.adjectives and place - at < BETWEEN:
        if longest(rules.generic, words, place) or longest(rules.alone, words, place):
            break
        if place + 1 >= len(words) or not words.close(place):
            return None
        place += 1
    generic, force = longest(rules.generic, words, place), longest(rules.alone, words, place)
    if not max(generic, force):
        return None
    last = place + max(generic, force) - 1
    folded = " ".join(words.folded[place : last + 1])
    if generic >= force:
        return Phrase(at, last, last, rules.generic[folded])
    slug = rules.forces[folded]
    code, reach = _in_country(words, last)
    return Phrase(at, last, reach, book.forces()[slug].kind, country=code, force=slug)


def _in_country(words: Words, last: int) -> tuple[str | None, int]:
    """The country in "police in Kenya" and the last word of it."""
    at = last + 2
    if at < len(words) and words.folded[last + 1] in ("in", "of") and words.close(last) and words.close(last + 1):
        start = at + 1 if words.folded[at] == "the" and at + 1 < len(words) else at
        if (found := nation(words, start)) and found[1]:
            return found[0], start + found[2] - 1
    return None, last
