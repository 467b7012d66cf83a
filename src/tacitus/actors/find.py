"""Finds everybody who acts in a report: by name, by abbreviation, by rule, and by names that the report explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from tacitus.actors import book, inner, names, states
from tacitus.actors.tokens import Words, cut

How = Literal["name", "abbreviation", "inner", "rule", "generic", "country"]
SHARE = 0.5
"""A country counts as one that the report is about if it is named at least half as often as the first."""


class ActorMention(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named at text[start:end], which is `words` (code points, end excluded).

    reach: end of the longer phrase, "Taliban fighters" after "Taliban". actor: id, None where the list has no such
    actor or the report does not settle which. candidates: ids of all whom the name can mean. name: what it is called
    on that day. kind: see book.Kind. country: ISO code of the nation in the words or of the state whose force it is.
    how: "name" and "abbreviation" of the list, "inner" explained by the report, "rule" a state's force, "generic" a
    group without a name, "country" a bare country's name.
    """

    start: int
    end: int
    words: str
    reach: int
    actor: str | None
    name: str
    kind: str
    how: How
    country: str | None = None
    candidates: tuple[str, ...] = ()


def find(
    text: str, date: date | None = None, *, country: str | None = None, countries: bool = False
) -> list[ActorMention]:
    """Everybody who is named in a report, in order, without overlap; the longest name wins.

    date: of the report, for names that meant somebody else once. country: ISO code of the report's country where
    it is known; else the countries that the text names most settle names that several share. countries: also give
    bare countries ("Russia said"), which mostly are places. Never raises for any text.
    """
    words = cut(text)
    search = _Search(words, date, _settings(words, country), inner.explained(text), countries)
    found: list[ActorMention] = []
    at = 0
    while at < len(words):
        mention, at = search.at(at)
        if mention is not None:
            found.append(mention)
    return found


def _settings(words: Words, country: str | None) -> tuple[str, ...]:
    """The countries that settle shared names: the one given, or those that the text names most."""
    if country:
        return (country,)
    tally: Counter[str] = Counter()
    at = 0
    nations, longest = states.grammar().nations, states.grammar().longest
    while at < len(words):
        found = states.nation(words, at) if words.folded[at] in longest and nations else None
        if found:
            tally[found[0]] += 1
        at += found[2] if found else 1
    most = max(tally.values(), default=0)
    return tuple(code for code, count in tally.items() if count >= most * SHARE)


class _Search(msgspec.Struct, frozen=True):
    """What is the same for every word of one report."""

    words: Words
    day: date | None
    settings: tuple[str, ...]
    explained: Mapping[str, inner.Inner]
    bare: bool

    def at(self, at: int) -> tuple[ActorMention | None, int]:
        """The mention that begins at word `at`, if one does, and the word to look at next."""
        listed = self._listed(at)
        phrase = self._phrase(at)
        if phrase and (listed is None or phrase.last > listed[0]):
            if phrase.bare and not self.bare:
                return None, phrase.last + 1
            return self._of_phrase(phrase), max(phrase.reach, phrase.last) + 1
        if listed is None:
            return None, at + 1
        last, mention = listed
        return mention, last + 1

    def _listed(self, at: int) -> tuple[int, ActorMention] | None:
        """The longest name from the report's own and the list that begins here, and its last word."""
        words = self.words
        own = max((key.count(" ") + 1 for key in self.explained if key.split(" ")[0] == words.folded[at]), default=0)
        most = min(max(own, names.index().longest.get(words.folded[at], 0)), len(words) - at)
        for count in range(most, 0, -1):
            last = at + count - 1
            folded = " ".join(words.folded[at : last + 1])
            if not words.joined(at, last):
                continue
            mention = self._explained(folded, at, last) or self._named(folded, at, last)
            if mention is not None:
                return last, mention
        return None

    def _explained(self, folded: str, at: int, last: int) -> ActorMention | None:
        found = self.explained.get(folded)
        if found is None or not names.fits(names.Name("", found.written).shape, self.words, at):
            return None
        actor = book.get(found.actor) if found.actor else None
        name = actor.name_on(self.day) if actor else found.name
        how: How = "inner"
        if actor and any(entry.actor == actor.id for entry in names.index().names.get(folded, ())):
            how = _how(found.written)
        return self._mention(
            at, last, states.tail(self.words, last), actor=found.actor, name=name, kind=found.kind, how=how,
            candidates=(found.actor,) if found.actor else (),
        )

    def _named(self, folded: str, at: int, last: int) -> ActorMention | None:
        entries = [entry for entry in names.index().names.get(folded, ()) if names.fits(entry.shape, self.words, at)]
        if not entries:
            return None
        actor, candidates = names.choose(entries, self.day, self.settings)
        if not candidates:
            return None
        kinds = {book.listed()[candidate].kind for candidate in candidates}
        return self._mention(
            at, last, states.tail(self.words, last), actor=actor.id if actor else None,
            name=actor.name_on(self.day) if actor else entries[0].written,
            kind=actor.kind if actor else (kinds.pop() if len(kinds) == 1 else "unknown"),
            how=_how(entries[0].written), candidates=candidates,
            country=actor.countries[0] if actor and "/" in actor.id else None,
        )

    def _phrase(self, at: int) -> states.Phrase | None:
        """The longest phrase by rule that begins here."""
        folded, rules = self.words.folded[at], states.grammar()
        if folded not in rules.longest and folded not in rules.adjectives:
            return None
        return states.state_phrase(self.words, at) or states.group_phrase(self.words, at)

    def _of_phrase(self, phrase: states.Phrase) -> ActorMention:
        of_state = phrase.country and (phrase.force or phrase.bare)
        actor = book.state_force(phrase.country, phrase.force) if phrase.country and of_state else None
        how: How = "country" if phrase.bare else "rule" if actor else "generic"
        words = self.words.text[self.words.starts[phrase.first] : self.words.ends[phrase.last]]
        return self._mention(
            phrase.first, phrase.last, phrase.reach, actor=actor.id if actor else None,
            name=actor.name if actor else words, kind=actor.kind if actor else phrase.kind, how=how, country=phrase.country,
            candidates=(actor.id,) if actor else (),
        )

    def _mention(
        self, first: int, last: int, reach: int, *, actor: str | None, name: str, kind: str, how: How,
        candidates: tuple[str, ...], country: str | None = None,
    ) -> ActorMention:
        words, start, end = self.words, self.words.starts[first], self.words.ends[last]
        if "(" in words.text[start:end] and words.text[end : end + 1] == ")":
            end += 1
        return ActorMention(
            start=start, end=end, words=words.text[start:end], reach=max(end, words.ends[reach]), actor=actor,
            name=name, kind=kind, how=how, country=country, candidates=candidates,
        )


def _how(written: str) -> How:
    letters = "".join(filter(str.isalpha, written))
    return "abbreviation" if letters.isupper() and letters.isascii() and " " not in written else "name"
