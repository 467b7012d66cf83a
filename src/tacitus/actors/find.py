"""Finds everybody who acts in a report: by name, by abbreviation, by rule, and by names that the report explains."""

from __future__ import annotations

from bisect import bisect_right
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

LISTED_BY_NATION = frozenset({"rebel", "jihadist", "separatist", "militia", "unknown"})
"""Kinds of nameless group that a nation before them can settle; "the Syrian coalition" is no foreign one."""


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
    search = _Search.over(text, date, country, countries)
    openers, folded = search.openers(), search.words.folded
    found: list[ActorMention] = []
    at = 0
    while at < len(folded):
        if folded[at] not in openers:
            at += 1
            continue
        mention, at = search.at(at)
        if mention is not None:
            found.append(mention)
    return found


class _Nations(msgspec.Struct, frozen=True):
    """Where the text names which country: word numbers and ISO codes, in order."""

    at: list[int]
    codes: list[str]

    def most(self) -> tuple[str, ...]:
        """The countries that the text names most."""
        tally = Counter(self.codes)
        most = max(tally.values(), default=0)
        return tuple(code for code, count in tally.items() if count >= most * SHARE)

    def before(self, at: int) -> list[str]:
        """The countries named before word `at`, the last one first, each once."""
        return list(dict.fromkeys(reversed(self.codes[: bisect_right(self.at, at)])))


def _nations(words: Words) -> _Nations:
    found = _Nations([], [])
    opening = states.grammar().nation_openers
    for at, folded in enumerate(words.folded):
        if folded in opening and (nation := states.nation(words, at)):
            found.at.append(at)
            found.codes.append(nation.code)
    return found


class _Search(msgspec.Struct, frozen=True):
    """What is the same for every word of one report."""

    words: Words
    day: date | None
    settings: tuple[str, ...]
    nations: _Nations
    explained: Mapping[str, inner.Inner]
    own: Mapping[str, int]
    bare: bool

    @classmethod
    def over(cls, text: str, day: date | None, country: str | None, bare: bool) -> _Search:
        """The search of one text."""
        words = cut(text)
        nations, explained = _nations(words), inner.explained(text)
        settings = (country,) if country else nations.most()
        return cls(words, day, settings, nations, explained, names.spans(explained), bare)

    def openers(self) -> frozenset[str]:
        """Folded words at which anything can begin."""
        return names.openers() | states.openers() | self.own.keys()

    def at(self, at: int) -> tuple[ActorMention | None, int]:
        """The mention that begins at word `at`, if one does, and the word to look at next."""
        listed = self._listed(at)
        phrase = states.state_phrase(self.words, at)
        if phrase is None and listed is None:
            phrase = states.group_phrase(self.words, at)
        if phrase and (listed is None or phrase.last > listed[0]):
            if phrase.head and (within := self._within(phrase)):
                return within[1], states.tail(self.words, within[0]) + 1
            mention = None if phrase.bare and not self.bare else self._of_phrase(phrase)
            return mention, phrase.reach + 1
        if listed is None:
            return None, at + 1
        return listed[1], states.tail(self.words, listed[0]) + 1

    def _listed(self, at: int) -> tuple[int, ActorMention] | None:
        """The longest name from the report's own and the list that begins here, and its last word."""
        words, first = self.words, self.words.folded[at]
        most = min(max(self.own.get(first, 0), names.index().longest.get(first, 0)), len(words) - at)
        for count in range(most, 0, -1):
            last = at + count - 1
            folded = " ".join(words.folded[at : last + 1])
            if folded not in self.explained and folded not in names.index().names:
                continue
            known = names.index().names.get(folded, ())
            if not words.joined(at, last) and not any(words.listed(at, last, n.written) for n in known):
                continue
            if mention := self._explained(folded, at, last) or self._named(folded, at, last):
                return last, mention
        return None

    def _explained(self, folded: str, at: int, last: int) -> ActorMention | None:
        found = self.explained.get(folded)
        if found is None or not names.fits(names.shape(found.written), self.words, at):
            return None
        actor = book.get(found.actor) if found.actor else None
        listed = any(actor and entry.actor == actor.id for entry in names.index().names.get(folded, ()))
        return self._mention(
            at, last, states.tail(self.words, last), actor=found.actor,
            name=actor.name_on(self.day) if actor else found.name, kind=found.kind,
            how=_how(found.written) if listed else "inner", candidates=(found.actor,) if found.actor else (),
        )

    def _named(self, folded: str, at: int, last: int) -> ActorMention | None:
        entries = names.index().names.get(folded, ())
        entries = tuple(entry for entry in entries if names.fits(entry.shape, self.words, at))
        if not entries:
            return None
        actor, candidates = names.choose(entries, self.day, self.settings)
        if actor is None and len(candidates) > 1:
            actor = self._nearest(entries, at)
        if not candidates:
            return None
        kinds = {book.listed()[candidate].kind for candidate in candidates}
        return self._mention(
            at, last, states.tail(self.words, last), actor=actor.id if actor else None,
            name=actor.name_on(self.day) if actor else entries[0].written,
            kind=actor.kind if actor else (kinds.pop() if len(kinds) == 1 else "unknown"),
            how=_how(entries[0].written), candidates=(actor.id,) if actor else candidates,
            country=actor.countries[0] if actor and "/" in actor.id else None,
        )

    def _nearest(self, entries: tuple[names.Name, ...], at: int) -> book.Actor | None:
        """The one that the country named last before the name decides for, if one does."""
        nearby = (names.choose(entries, self.day, (code,)) for code in self.nations.before(at))
        return next((actor for actor, _ in nearby if actor is not None), None)

    def _of_phrase(self, phrase: states.Phrase) -> ActorMention:
        if phrase.head and phrase.force is None and (mention := self._of_nation(phrase)):
            return mention
        of_state = phrase.country and (phrase.force or phrase.bare)
        actor = book.state_force(phrase.country, phrase.force) if phrase.country and of_state else None
        how: How = "country" if phrase.bare else "rule" if actor else "generic"
        words = self.words.text[self.words.starts[phrase.first] : self.words.ends[phrase.last]]
        return self._mention(
            phrase.first, phrase.last, phrase.reach, actor=actor.id if actor else None,
            name=actor.name if actor else words, kind=actor.kind if actor else phrase.kind, how=how,
            country=phrase.country, candidates=(actor.id,) if actor else (),
        )

    def _within(self, phrase: states.Phrase) -> tuple[int, ActorMention] | None:
        """A name of its own after a nation, as long as the rule's: "National Defence Forces" after "Syria's"."""
        start = phrase.head + (self.words.folded[phrase.head] == "s")
        listed = self._listed(start) if start < phrase.last else None
        rule = book.state_force(phrase.country, phrase.force) if phrase.country and phrase.force else None
        if listed is None or listed[0] < phrase.last or rule is None or listed[1].actor in (None, rule.id):
            return None
        return listed

    def _of_nation(self, phrase: states.Phrase) -> ActorMention | None:
        """A group that is listed for the nation before it: "India's Maoist rebels"."""
        if phrase.kind not in LISTED_BY_NATION:
            return None
        folded = " ".join(self.words.folded[phrase.head : phrase.last + 1]).removeprefix("s ")
        where = (phrase.country,) if phrase.country else ()
        actor, _ = names.choose(names.index().names.get(folded, ()), self.day, where)
        return None if actor is None else self._mention(
            phrase.first, phrase.last, phrase.reach, actor=actor.id, name=actor.name_on(self.day), kind=actor.kind,
            how="name", country=phrase.country, candidates=(actor.id,),
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
