"""Gives lines that are set all in capitals the small letters that the parser and the finders of names count on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from tacitus import actors, places
from tacitus.reader.lexicon import listed

WORD = re.compile(r"[^\W\d_]+(?:['’](?=[^\W\d_]{3,})[^\W\d_]+)*")
SMALL = re.compile(r"[^\W\d_A-Z\u00c0-\u00de]{3}")
"""Three small letters in a row: a line that has them is not in capitals."""
FEWEST = 12
"""Letters that a line must have before its capitals say anything; shorter ones are stamps and abbreviations."""
FEWEST_LAST = 3
"""The last line of a paragraph in capitals may be short: "THE CITY."."""
ABBREVIATION = 5
"""An unknown word of at most so many letters in brackets, or without a vowel, is an abbreviation and stays as it is."""
OPENERS = frozenset('.!?:"“”')
BRACKETS = re.compile(r"(?:\s*\[[^\]]{0,80}\])+$")
"""Remarks of the wire between a place line and the text, "[TEXT]", or behind a name, which close no sentence."""
SHORTENED = re.compile(
    r"\b(?:[A-Z]|GEN|COL|MAJ|LT|CAPT|SGT|CPL|MR|MRS|MS|DR|REV|MSGR|SEN|REP|GOV|PROF|NO|ST|STA|STO)\.\s*$"
)
"""A dot behind one letter or a short title ends no sentence."""
BRACKETED = re.compile(r"[(\[]([A-Z\u00c0-\u00de]{2,8})[)\]]")
NUMBERED = re.compile(r"-?\d")
"""Figures right behind letters: "AK-47", "F16"."""
VOWELS = frozenset("aeiouyáéíóúàèâêîôûäöü")


def settle(text: str, lemmas: Any) -> str:
    """The text with its lines of capitals in small letters but for names, sentence starts and abbreviations.

    Of the same length, code point for code point, so that offsets hold in both. lemmas: the parser's lemmatizer, whose
    tables tell words of the language from names. A text without such lines comes back as it is.
    """
    loud = list(_loud(text))
    if not loud:
        return text
    known = _Names(text, lemmas)
    letters = list(text)
    for start, end in loud:
        for match in WORD.finditer(text, start, end):
            for at, letter in enumerate(known.cased(match), match.start()):
                letters[at] = letter
    return "".join(letters)


def _loud(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are in capitals, short ones only right behind another."""
    at, before = 0, False
    for line in text.split("\n"):
        letters = sum(c.isupper() for c in line)
        before = letters >= (FEWEST_LAST if before else FEWEST) and not SMALL.search(line)
        if before:
            yield at, at + len(line)
        at += len(line) + 1


class _Names:
    """What the text and the lists know of each word: whose name it is part of, or that it is none."""

    def __init__(self, text: str, lemmas: Any) -> None:
        self.text = text
        self.common = _common(lemmas)
        self.qualities = frozenset(lemmas.lookups.get_table("lemma_index")["adj"])
        self.written = _in_body(text)
        self.names: dict[int, str] = {}
        self.brief = {
            w
            for w in BRACKETED.findall(text)
            if len(w) <= ABBREVIATION + 1 and w.lower() not in listed("capitals", "remarks")
        }
        for place in places.find(text):
            words = [w for w in WORD.finditer(text, place.start, place.end) if self._may_name(w, place)]
            self._mark(words, ())
        for actor in actors.find(text, countries=True):
            if actor.actor is not None or actor.how in ("country", "inner"):
                self._mark(WORD.finditer(text, actor.start, actor.end), WORD.findall(actor.name))

    def _mark(self, words: Iterable[re.Match[str]], name: Iterable[str]) -> None:
        """Give the words of a name its spelling in the lists, else a capital each."""
        spelt = {_plain(w): w for w in name}
        for at, word in enumerate(words):
            low = word.group().lower()
            if low in listed("capitals", "links") and (at or low in ("the", "of")):
                self.names[word.start()] = low
            elif low in spelt:
                self.names[word.start()] = low if spelt[low].islower() else _titled(word.group())
                if spelt[low].isupper():
                    self.names[word.start()] = word.group()
            elif spelt and len(low) <= ABBREVIATION and (low == "us" or not self.ordinary(low)):
                self.names[word.start()] = self._brief(word, low)
            elif spelt and self.ordinary(low) and low not in self.common[0]:
                self.names[word.start()] = low
            else:
                self.names[word.start()] = _titled(word.group())

    def _brief(self, word: re.Match[str], low: str) -> str:
        """A short word that stands for a longer name: an abbreviation, unless "US" is the pronoun."""
        if low not in listed("capitals", "small"):
            return word.group()
        after = WORD.match(self.text, word.end() + 1)
        noun = after is not None and after.group().lower() not in listed("capitals", "small")
        led = self.text[max(0, word.start() - 4) : word.start()].endswith("THE ")
        return word.group() if led or noun else low

    def _may_name(self, word: re.Match[str], place: places.Mention) -> bool:
        """Whether a word of a place's name, alone or with others, is a name and no ordinary word of the sentence."""
        low = word.group().lower()
        if low in listed("capitals", "small") and low not in listed("capitals", "links"):
            return False
        lemmas, sure = self.common
        if not self.ordinary(low):
            return True
        alone = len(WORD.findall(place.words)) == 1
        before = self.text[max(0, word.start() - 12) : word.start()].lower().split()
        led = bool(before) and before[-1] in listed("capitals", "place_before")
        proper = low in lemmas and low not in sure
        return proper and (not alone or led or place.demonym or low not in self.qualities)

    def ordinary(self, low: str) -> bool:
        """Whether a word in small letters is one of the language, in whatever form."""
        return low in self.common[0] or low in self.common[1] or any(s in self.common[0] for s in _stems(low))

    def cased(self, match: re.Match[str]) -> str:
        """The word as it would stand in ordinary print; of the same length."""
        word, low = match.group(), _lower(match.group())
        if word in self.brief or NUMBERED.match(self.text, match.end()):
            return word
        if match.start() in self.names:
            return self.names[match.start()] if len(self.names[match.start()]) == len(word) else word
        if low in self.written:
            return self.written[low] if len(self.written[low]) == len(word) else word
        if len(word) == 1:
            return self._single(match)
        if low in listed("capitals", "always"):
            return _titled(word)
        if low in listed("capitals", "months"):
            return _titled(word) if self._dated(match) else self._opened(match, low)
        if low in listed("capitals", "abbreviations"):
            return word
        if self.ordinary(low):
            return _titled(word) if self._named(match, low) else self._opened(match, low)
        return word if len(word) <= ABBREVIATION and not VOWELS & set(low) else _titled(word)

    def _single(self, match: re.Match[str]) -> str:
        """One letter: the article where a word follows, else an initial or part of "U.S."."""
        word, after = match.group(), self.text[match.end() : match.end() + 2]
        if word == "A" and after[:1].isspace():
            return self._opened(match, "a")
        if self.text[max(0, match.start() - 1) : match.start()] in ("'", "’"):
            return _lower(word)
        return word

    def _dated(self, match: re.Match[str]) -> bool:
        around = self.text[max(0, match.start() - 8) : match.start()], self.text[match.end() : match.end() + 5]
        led = re.search(r"\b(?:IN|OF|SINCE|LAST|EARLY|LATE|MID|UNTIL|NEXT|BY)[\s-]$", around[0])
        return bool(re.search(r"\d\s$", around[0]) or re.match(r"\s\d", around[1]) or led)

    def _named(self, match: re.Match[str], low: str) -> bool:
        """Whether an ordinary word is a first name, or a title before a name."""
        if low in listed("capitals", "first_names"):
            return True
        following = WORD.match(self.text, match.end() + 1)
        if low not in listed("capitals", "titles") or following is None:
            return False
        other = following.group().lower()
        return not self.ordinary(other) or other in listed("capitals", "first_names")

    def _opened(self, match: re.Match[str], low: str) -> str:
        """An ordinary word: with a capital only where a sentence begins."""
        before = BRACKETS.sub("", self.text[max(0, match.start() - 200) : match.start()].rstrip(" \t\"“'’(")).rstrip()
        if SHORTENED.search(before):
            return low
        if not before or before[-1] in OPENERS or before.endswith(("--", "—")):
            return _titled(match.group())
        gap = self.text[: match.start()]
        return _titled(match.group()) if gap[len(gap.rstrip()) :].count("\n") > 1 else low


def _lower(word: str) -> str:
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in word)


def _plain(word: str) -> str:
    """In small letters without accents, as lines of capitals are set."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


def _titled(word: str) -> str:
    return word[0] + _lower(word[1:])


def _in_body(text: str) -> dict[str, str]:
    """Words that the lines in ordinary print write with a capital in mid-sentence, by their small form."""
    out: dict[str, str] = {}
    small: set[str] = set()
    for match in re.finditer(r"(?<=[a-z,] )[^\W\d_]{2,}", text):
        word = match.group()
        if word[0].isupper() and not word.isupper():
            out[word.lower()] = word
        elif word.islower():
            small.add(word)
    return {k: v for k, v in out.items() if k not in small}


@cache
def _common(lemmas: Any) -> tuple[frozenset[str], frozenset[str]]:
    """Words of the language: lemmas of the parser's tables; and those that can be no name (verbs, small words, forms)."""
    index, exceptions = lemmas.lookups.get_table("lemma_index"), lemmas.lookups.get_table("lemma_exc")
    noun, verb, adjective, adverb = (frozenset(index[k]) for k in ("noun", "verb", "adj", "adv"))
    forms = frozenset(w for k in ("noun", "verb", "adj", "adv") for w in exceptions[k])
    small = listed("capitals", "small")
    names = listed("capitals", "first_names")
    sure = (verb | adverb | forms | small) - names
    return (noun | verb | adjective | adverb) - names, sure


PREFIXES = ("anti", "counter", "inter", "mini", "multi", "non", "over", "para", "post", "pre", "pro", "semi", "sub")
ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("men", "man"),
    ("ers", "er"), ("er", ""), ("er", "e"), ("est", ""), ("ly", ""), ("ised", "ize"), ("ising", "ize"), ("our", "or"),
)  # fmt: skip


def _stems(low: str) -> Iterator[str]:
    """What a form may be a form of, also with its last letter doubled ("planned")."""
    for prefix in PREFIXES:
        if low.startswith(prefix) and len(low) > len(prefix) + 3:
            yield low[len(prefix) :]
    for ending, instead in ENDINGS:
        if low.endswith(ending) and len(low) > len(ending) + 1:
            stem = low[: -len(ending)] + instead
            yield stem
            if not instead and ending in ("ed", "ing", "er") and len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
