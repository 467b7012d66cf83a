"""Says whom one name means, on a day and in a country, for names that come alone: a column, a claim, a search."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from tacitus.actors import book, names, states
from tacitus.actors.tokens import Words, cut, key

ARTICLE = re.compile(r"^(?:the|a|an|some|several|local)\s+", re.IGNORECASE)
LIKE = 92.0
"""Likeness (0 to 100) from which a misspelt name is taken: one letter in twelve. Below it "Jaish al-Islam" meets
"Jaish al-Adl"."""
LETTERS = 9
"""Shorter names are never guessed at: one letter makes "Hamas" into "Hasm"."""


def resolve(name: str, date: date | None = None, country: str | None = None) -> book.Actor | None:
    """The actor that a name means, or None where it is unknown or could be several.

    Tries the list, then forces of states ("Iraqi army"; "the police" with a country), then countries, then spellings
    so close that only one actor can be meant. date: names that meant somebody else before. country: ISO code, for
    names that several share. Never raises for any name.
    """
    bare = ARTICLE.sub("", name.strip())
    where = (country,) if country else ()
    for form in dict.fromkeys((name.strip(), bare, _without_tail(bare))):
        if found := names.index().names.get(key(form)):
            actor, candidates = names.choose(found, date, where)
            if candidates:
                return actor
    return _by_rule(cut(bare), country) or _misspelt(key(bare), date, where)


def _without_tail(name: str) -> str:
    """ "Taliban" of "Taliban fighters"."""
    head, _, last = name.rpartition(" ")
    return head if head and key(last) in states.grammar().tails else name


def _by_rule(words: Words, country: str | None) -> book.Actor | None:
    """A state, or a state's force, if the whole name is one."""
    if not len(words):
        return None
    rules = states.grammar()
    whole = " ".join(words.folded)
    if country and whole in rules.forces:
        return book.state_force(country, rules.forces[whole])
    phrase = states.state_phrase(words, 0) or states.group_phrase(words, 0)
    if phrase is None or phrase.reach + 1 < len(words) or not (phrase.force or phrase.bare):
        return None
    code = phrase.country or country
    return book.state_force(code, phrase.force) if code else None


def _misspelt(folded: str, day: date | None, where: tuple[str, ...]) -> book.Actor | None:
    """The one actor that has a name almost like this one."""
    if len(folded) < LETTERS:
        return None
    from rapidfuzz import fuzz, process

    close = process.extract(folded, _guessable(), scorer=fuzz.ratio, score_cutoff=LIKE, limit=5)
    digits = re.sub(r"\D", "", folded)
    found = [entry for like, _, _ in close if re.sub(r"\D", "", like) == digits for entry in names.index().names[like]]
    return names.choose(found, day, where)[0] if found else None


@cache
def _guessable() -> tuple[str, ...]:
    """Folded names that are long enough to be guessed at."""
    return tuple(folded for folded in names.index().names if len(folded) >= LETTERS)
