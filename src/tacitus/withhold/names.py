"""Finds the names of private persons in a text: every personal name, but those that an office makes public."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W\d_]\w*(?:[’'-](?!s\b)\w+)*", re.UNICODE)
_BETWEEN = re.compile(r"[ \t\u00a0]+")
_INITIAL = re.compile(r"\.[ \t]?")
_OFFICE_AFTER = re.compile(r"\s*,\s*([^,.;:()“”\"\n]{2,60})")
_CLAUSE = frozenset({"who", "whose", "whom", "said", "says", "told", "where", "when", "and", "but"})
_SPEAKS = re.compile(r",?\s+(?:said|says|told|recalled|added|recounted|wept|described)\b")
_AGE = re.compile(r"\s*,\s*\d{1,2}\b|\s*\(\d{1,2}\)")
MOST_WORDS = 6  # of one name
SHORTEST = 3  # letters of a part of a name that is masked where it stands alone
CAPITALS = 0.5  # of all letters: a text with more is one in capitals, whose names cannot be told by them


class Span(NamedTuple):
    """A name at text[start:end]. sure: more than its capitals says that it is a person's: an age, "said", a first name."""

    start: int
    end: int
    words: str
    sure: bool = False


class _Run(NamedTuple):
    """Words with capitals that stand together, as spans, and the word before them."""

    words: list[Span]
    before: str


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one table of words.toml."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return frozenset(tomllib.load(file)[name]["words"])


@cache
def _no_name() -> frozenset[str]:
    from tacitus.places.words import words

    found = words()
    return listed("no_name") | found.heads | found.never | found.start | found.compass | frozenset(found.kinds)


@cache
def _first() -> frozenset[str]:
    from tacitus.places.words import words

    return words().first


def private(text: str) -> list[Span]:
    """Where the text names private persons, in order, without overlap. Never raises for any text.

    A personal name is two or more words with capitals that are no place of the gazetteer, no listed actor and no body of
    any kind; a single one after a courtesy title, before "said" or an age where it is a usual first name, or where it is
    part of a name found elsewhere in the text. Public is whoever is anywhere in the text named with an office.
    Names in scripts without capitals, and in texts all in capitals, are not found so.
    """
    if _in_capitals(text):
        return []
    public: set[str] = set()
    found: list[Span] = []
    taken = _actors(text)
    for run in _runs(text, taken):
        name = _name(run)
        if not name:
            continue
        start, end = name[0].start, name[-1].end
        sure = _is_sure(text, run, name)
        if _has_office(text, run, name):
            public.update(_parts(text[start:end]))
        elif sure or len(name) > 1:
            found.append(Span(start, end, text[start:end], sure))
    known = [span for span in found if _parts(span.words).isdisjoint(public)]
    return _with_parts(text, known, public, taken)


def spellings(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The names found in a text, and the parts by which it, or what is drawn from it, may call them alone.

    Of names that only capitals tell, no part is one that is a place's name too, or a word that the text has in small letters.
    """
    small = {word.group() for word in _WORD.finditer(text) if word.group().islower()}
    found: set[str] = set()
    for span in spans:
        found.add(span.words)
        found |= {part for part in _parts(span.words) if span.sure or not (part.lower() in small or _is_place(part))}
    return frozenset(found)


def parts(names: Iterable[str]) -> frozenset[str]:
    """The words of these names by which they may be called alone."""
    return frozenset(part for name in names for part in _parts(name))


def matcher(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these names in other strings, the longest first; None where there are none."""
    longest = sorted({name for name in names if name}, key=len, reverse=True)
    if not longest:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def is_public(words: str) -> bool:
    """Whether words that name somebody name an office too: "Mayor Ruiz"."""
    return any(word.lower().rstrip(".") in listed("office") for word in _WORD.findall(words))


def bare(words: str) -> str:
    """The part of a party's words that is the name: without titles, ages and what is not in capitals."""
    for run in _runs(words, []):
        if name := _name(run):
            return words[name[0].start : name[-1].end]
    return ""


def _in_capitals(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > CAPITALS * len(letters)


def _parts(name: str) -> set[str]:
    """The words of a name that may stand for it alone."""
    return {
        word for word in re.split(r"[ \t\u00a0]+", name)
        if len(word) >= SHORTEST and _capital(word) and word.lower() not in _no_name()
    }


def _actors(text: str) -> list[tuple[int, int]]:
    """Where listed groups and forces are named."""
    from tacitus import actors

    return [(each.start, each.end) for each in actors.find(text, countries=True)]


def _runs(text: str, taken: list[tuple[int, int]]) -> Iterator[_Run]:
    """Every run of words with capitals, particles between them included, outside what is taken."""
    run: list[Span] = []
    before = last = ""
    end = 0
    for match in _WORD.finditer(text):
        span = Span(match.start(), match.end(), match.group())
        joined = bool(run) and _joined(run[-1], text[end : span.start])
        outside = not any(a < span.end and span.start < b for a, b in taken)
        capital = _capital(span.words) and outside
        particle = joined and outside and span.words.lower() in listed("particles")
        if run and not (joined and (capital or particle)):
            yield _Run(run, before)
            run = []
        if capital or (particle and run):
            if not run:
                before = last
            run.append(span)
        last, end = span.words, span.end
    if run:
        yield _Run(run, before)


def _joined(before: Span, between: str) -> bool:
    """Whether two words stand in one run: a space between them, or the dot of an initial."""
    if len(before.words) == 1 and _INITIAL.fullmatch(between):
        return True
    return _BETWEEN.fullmatch(between) is not None


def _capital(word: str) -> bool:
    """ "Najjar", "al-Najjar"."""
    before, _, after = word.partition("-")
    return word[0].isupper() or (before in listed("particles") and after[:1].isupper())


def _name(run: _Run) -> list[Span]:
    """The words of the run that can be a name: without titles before it, and nothing where it names a body or a place."""
    words = list(run.words)
    titles = listed("office") | listed("courtesy") | listed("rank")
    held = [n for n, word in enumerate(words) if _plain(word) in titles]
    words = words[held[-1] + 1 :] if held else words
    while words and _plain(words[0]) in _no_name():
        words.pop(0)
    while words and not _capital(words[-1].words):
        words.pop()
    if not words or len(words) > MOST_WORDS or any(_is_none(word) for word in words):
        return []
    return [] if _is_place(" ".join(word.words for word in words)) else words


def _plain(word: Span) -> str:
    return word.words.lower().rstrip(".")


def _is_none(word: Span) -> bool:
    """Whether it is no part of a person's name: a body's or a thing's word, an abbreviation, a number ("USS", "MH17")."""
    if len(word.words) == 1 or word.words in ("II", "III", "IV"):
        return False
    short = len(word.words) < 5 and word.words.isupper()
    return short or any(map(str.isdigit, word.words)) or _plain(word) in _no_name()


def _is_place(name: str) -> bool:
    from tacitus.places.gazetteer import gazetteer

    first = name.split(" ")[0].lower()
    return (" " not in name or first not in _first()) and gazetteer().has(name)


def _has_office(text: str, run: _Run, name: list[Span]) -> bool:
    """Whether an office stands before the name, in the run or just before it, or after a comma behind it."""
    offices = listed("office")
    titles = [word for word in run.words if word.start < name[0].start]
    if any(_plain(word) in offices for word in titles) or run.before.lower().rstrip(".") in offices:
        return True
    after = _OFFICE_AFTER.match(text, name[-1].end)
    behind = after.group(1).split() if after else []
    if not _CLAUSE.isdisjoint(word.lower() for word in behind):
        return False
    # an office before a capital is that of the next one in a list: "Ada Quist, the director Bo Lind and others"
    pairs = zip(behind, [*behind[1:], ""], strict=False)
    return any(word.lower() in offices and not following[:1].isupper() for word, following in pairs)


def _is_sure(text: str, run: _Run, name: list[Span]) -> bool:
    """Whether more than its capitals says that it is a person's name."""
    titles = {run.before.lower().rstrip("."), *(_plain(word) for word in run.words if word.start < name[0].start)}
    if not titles.isdisjoint(listed("courtesy") | listed("rank")):
        return True
    behind = name[-1].end
    told = bool(_SPEAKS.match(text, behind) or _AGE.match(text, behind))
    first = _plain(name[0]) in _first()
    return first and (told or len(name) > 1) or told and len(name) > 1


def _with_parts(text: str, known: list[Span], public: set[str], taken: list[tuple[int, int]]) -> list[Span]:
    """The names found, and wherever else they, or parts of them, stand."""
    pattern = matcher(spellings(text, known))
    spans = set(known)
    if pattern is not None:
        for match in pattern.finditer(text):
            inside = any(a < match.end() and match.start() < b for a, b in taken)
            if not inside and match.group() not in public:
                spans.add(Span(match.start(), match.end(), match.group()))
    found: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found
