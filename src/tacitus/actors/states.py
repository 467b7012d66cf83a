"""State forces and nameless groups by rule: "Iraqi elite troops", "Syria's air force", "suspected Kurdish rebels"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import msgspec

from tacitus.actors import book
from tacitus.actors.names import spans
from tacitus.actors.tokens import Words, key

T = TypeVar("T")
BETWEEN = 3
"""At most so many adjectives stand before a force or group ("Iraqi federal special police")."""
UPPER = frozenset({"us", "uk", "uae", "usa", "drc"})
"""Countries' abbreviations; in small letters "us" is a pronoun."""


class Nation(msgspec.Struct, frozen=True):
    """A nation in the text: ISO code, whether by the country's name (not an adjective), and how many words."""

    code: str
    named: bool
    count: int


class Phrase(msgspec.Struct, frozen=True):
    """What a rule found: words first to last (both included), reach the last word that still belongs to it.

    country: ISO code of a nation. countries: of a people that acts in several. force: id of a state force.
    kind: of the group. bare: a country's name alone. head: the first word after a nation.
    """

    first: int
    last: int
    reach: int
    kind: str
    country: str | None = None
    countries: tuple[str, ...] = ()
    force: str | None = None
    bare: bool = False
    head: int = 0


class Grammar(msgspec.Struct, frozen=True):
    """Folded words to what they mean. alone: forces that need no nation. longest: see names.spans."""

    nations: dict[str, tuple[str, bool]]
    peoples: dict[str, tuple[str, ...]]
    forces: dict[str, str]
    alone: dict[str, str]
    generic: dict[str, str]
    adjectives: frozenset[str]
    between: frozenset[str]
    sides: frozenset[str]
    things: frozenset[str]
    acts: dict[str, str]
    tails: frozenset[str]
    longest: dict[str, int]
    nation_openers: frozenset[str]


@cache
def grammar() -> Grammar:
    """The rules' words, folded."""
    raw = book.words()
    nations = _nation_words()
    peoples = {key(name): tuple(where) for name, where in raw["peoples"].items()}
    forces = {key(word): slug for slug, force in book.forces().items() for word in force.words}
    generic = {key(word): kind for kind, words in raw["generic"].items() for word in words}
    needing = frozenset(map(key, raw["only_after_nation"]["words"]))
    acts = {key(word): "government" for word in raw["acts"]["words"]}
    adjectives = frozenset(map(key, raw["adjectives"]["words"]))
    return Grammar(
        nations=nations, peoples=peoples, forces=forces, generic=generic,
        alone={word: slug for word, slug in forces.items() if word not in needing},
        adjectives=adjectives, between=frozenset(map(key, raw["between"]["words"])),
        sides=frozenset(raw["sides"]["words"]), things=frozenset(raw["things"]["words"]),
        acts=acts,
        tails=frozenset(map(key, raw["tails"]["words"])), longest=spans([*nations, *peoples, *forces, *generic, *acts]),
        nation_openers=frozenset(word.split(" ")[0] for word in nations),
    )


def _nation_words() -> dict[str, tuple[str, bool]]:
    """Folded names and adjectives of countries, to ISO code and whether it is a name; the first in the table wins."""
    nations: dict[str, tuple[str, bool]] = {}
    for country in book.countries().values():
        for word, named in [*((name, True) for name in (country.name, *country.others)),
                            *((name, False) for name in country.demonyms)]:
            nations.setdefault(key(word), (country.code, named))
    return nations


@cache
def openers() -> frozenset[str]:
    """Folded words at which a phrase by rule can begin."""
    rules = grammar()
    groups = {word.split(" ")[0] for table in (rules.alone, rules.generic, rules.peoples) for word in table}
    return rules.nation_openers | rules.adjectives | groups


def longest(table: Mapping[str, object], words: Words, at: int) -> int:
    """How many words from `at` on are the longest key of the table; 0 where none is."""
    for count in range(min(grammar().longest.get(words.folded[at], 0), len(words) - at), 0, -1):
        folded = words.folded[at] if count == 1 else " ".join(words.folded[at : at + count])
        if folded in table and words.joined(at, at + count - 1):
            return count
    return 0


def _at(table: Mapping[str, T], words: Words, at: int, count: int) -> T:
    return table[" ".join(words.folded[at : at + count])]


def nation(words: Words, at: int) -> Nation | None:
    """The nation that stands at word `at`, by its name or its adjective."""
    count = longest(grammar().nations, words, at)
    if not count or not words.written[at][0].isupper():
        return None
    if count == 1 and words.folded[at] in UPPER and not words.written[at].isupper():
        return None
    return Nation(*_at(grammar().nations, words, at, count), count)


def state_phrase(words: Words, at: int) -> Phrase | None:
    """A nation with its force at word `at`, a nation or people with a nameless group, or the bare nation."""
    found = nation(words, at)
    if found is None:
        return _people_phrase(words, at)
    last = at + found.count - 1
    head = _head(words, last + 1, possessive=found.named)
    if head is None and _acts(words, at, last, found):
        return Phrase(at, last, last, "state", country=found.code, force="government")
    if head is None:
        return Phrase(at, last, last, "state", country=found.code, bare=True) if found.named else None
    end, force, kind = head
    if at and words.folded[at - 1] in grammar().sides and words.close(at - 1):
        # "pro-Russian forces", "US-backed Syrian forces": not that nation's own
        return Phrase(at, end, tail(words, end), "militia" if force else kind, head=last + 1)
    return Phrase(at, end, tail(words, end), kind, country=found.code, force=force, head=last + 1)


def _acts(words: Words, first: int, last: int, found: Nation) -> bool:
    """Whether what follows the adjective is an act that only a state does: "Israeli air strikes"."""
    if (found.named and words.folded[first] not in UPPER) or last + 1 >= len(words) or not words.close(last):
        return False
    sided = first and words.folded[first - 1] in grammar().sides and words.close(first - 1)
    return not sided and bool(longest(grammar().acts, words, last + 1))


def _people_phrase(words: Words, at: int) -> Phrase | None:
    """A people's adjective with a group: "Kurdish rebels". Its police or troops have no state to belong to."""
    count = longest(grammar().peoples, words, at)
    head = _head(words, at + count, possessive=False) if count and words.written[at][0].isupper() else None
    if head is None:
        return None
    where = _at(grammar().peoples, words, at, count)
    return Phrase(at, head[0], tail(words, head[0]), head[2], countries=where)


def _head(words: Words, at: int, *, possessive: bool) -> tuple[int, str | None, str] | None:
    """Last word, force and kind of the force or group that follows a nation that ends before word `at`."""
    if at >= len(words) or not words.close(at - 1) or words.dashed(at - 1):
        return None
    if possessive and words.folded[at] == "s" and at + 1 < len(words) and words.close(at):
        at += 1
    best, own = None, True
    for place in range(at, min(at + BETWEEN + 1, len(words))):
        found = _force_or_group(words, place)
        if found and (own or found[1] is None) and (best is None or found[0] > best[0]):
            best = found
        skipped = words.folded[place]
        # "Syrian Islamist forces" are not the state's
        own = own and skipped in grammar().between
        if not (own or skipped in grammar().adjectives) or place + 1 >= len(words) or not words.close(place):
            break
    return best


def _force_or_group(words: Words, at: int) -> tuple[int, str | None, str] | None:
    """Last word, force and kind of the longest force or nameless group at word `at`; a force wins a tie."""
    rules = grammar()
    force, generic = longest(rules.forces, words, at), longest(rules.generic, words, at)
    if not max(force, generic):
        return None
    if generic > force:
        return at + generic - 1, None, _at(rules.generic, words, at, generic)
    slug = _at(rules.forces, words, at, force)
    return at + force - 1, slug, book.forces()[slug].kind


def tail(words: Words, last: int) -> int:
    """The last word that still belongs to a name that ends at `last`: "fighters" after "Taliban"."""
    if last + 1 < len(words) and words.folded[last + 1] in grammar().tails and words.close(last):
        return last + 1
    return last


def group_phrase(words: Words, at: int) -> Phrase | None:
    """A group or force without a name at word `at`: "unidentified gunmen", "the police", "police in Kenya"."""
    rules = grammar()
    for place in range(at, min(at + BETWEEN + 1, len(words))):
        generic, force = longest(rules.generic, words, place), longest(rules.alone, words, place)
        if max(generic, force) and not _describes(words, place, max(generic, force)):
            return _group(words, at, place, generic, force)
        if words.folded[place] not in rules.adjectives or place + 1 >= len(words) or not words.close(place):
            return None
    return None


def _describes(words: Words, place: int, count: int) -> bool:
    """Whether a word that can be a group is an adjective here: "Maoist" in "Maoist guerrillas"."""
    after = place + 1
    if count > 1 or words.folded[place] not in grammar().adjectives or after >= len(words) or not words.close(place):
        return False
    return bool(longest(grammar().generic, words, after) or longest(grammar().alone, words, after))


def _group(words: Words, first: int, place: int, generic: int, force: int) -> Phrase | None:
    """The phrase, unless it only says whose a thing is: "a police station"."""
    last = place + max(generic, force) - 1
    after = last + 1
    if after < len(words) and words.folded[after] in grammar().things and words.close(last):
        return None
    if generic >= force:
        return Phrase(first, last, last, _at(grammar().generic, words, place, generic))
    slug = _at(grammar().alone, words, place, force)
    code, reach = _in_country(words, last)
    return Phrase(first, last, reach, book.forces()[slug].kind, country=code, force=slug)


def _in_country(words: Words, last: int) -> tuple[str | None, int]:
    """The country in "police in Kenya" and the last word of it."""
    at = last + 2
    if at < len(words) and words.folded[last + 1] in ("in", "of") and words.close(last) and words.close(last + 1):
        start = at + 1 if words.folded[at] == "the" and at + 1 < len(words) else at
        if (found := nation(words, start)) and found.named:
            return found.code, start + found.count - 1
    return None, last
