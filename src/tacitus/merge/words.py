"""Words as merging compares them: which tell one happening from another, and which two are alike."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz

_WORD = re.compile(r"[^\W\d_][\w’'-]*", re.UNICODE)
_NUMBER = re.compile(r"\d+")
_OPENING = " \"“‘'("
STEM = 5  # letters: "medics" and "medical", "policemen" and "police"
_HEAD = 4  # letters that the head of a compound has at least: "base", but not "man" of "policeman"
_SAME = 90  # rapidfuzz per cent: "Southern Front" and "Northern Front" have 86 and are two
_ALIKE = 85  # rapidfuzz per cent: spellings of one name ("Qayyarah", "Qayyara")


@cache
def weights() -> dict[str, Any]:
    """What was learned of pairs: the bias and the points by feature (weights.toml)."""
    return _table("weights.toml")


@cache
def limits() -> dict[str, Any]:
    """The bounds by which features have their names (limits.toml)."""
    return _table("limits.toml")


def _table(name: str) -> dict[str, Any]:
    with (Path(__file__).parent / name).open("rb") as file:
        return tomllib.load(file)


def step(table: list[list[Any]], value: float, *, at_least: bool = False) -> str:
    """The name in the first row whose bound the value keeps to, else in the last."""
    for bound, name in table:
        if value >= bound if at_least else value <= bound:
            return str(name)
    return str(table[-1][1])


@cache
def _listed(name: str) -> frozenset[str]:
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return frozenset(tomllib.load(file)[name].split())


def tokens(text: str) -> list[str]:
    """The words of a text as they stand, possessive endings cut."""
    return [re.sub(r"[’']s?$", "", word) for word in _WORD.findall(text)]


def capitals(text: str) -> int:
    """How many words of a name are capitalised."""
    return sum(word[0].isupper() for word in tokens(text))


def content(text: str) -> frozenset[str]:
    """Words that may tell one happening from another: no stop words, no words of every attack, no accents."""
    dull = _listed("stop") | _listed("generic")
    return frozenset(word for word in map(folded, tokens(text)) if len(word) > 2 and word not in dull)


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """The word without case and accents, as another paper may write it: "Iğdır" and "Igdir"."""
    return word.casefold() if word.isascii() else anyascii(word).casefold()


def described(text: str) -> frozenset[str]:
    """Words of a party's name without stop words."""
    drop = _listed("stop")
    return frozenset(word for word in map(folded, tokens(text)) if len(word) > 2 and word not in drop)


def telling(text: str) -> frozenset[str]:
    """Words of a target's name that tell it from others: "police" stays, "people" goes."""
    return described(text) - _listed("nobody")


def proper(text: str) -> frozenset[str]:
    """Capitalised words that do not open a sentence, lower case, at least four letters."""
    dull = _listed("stop") | _listed("generic")
    found = set()
    for match in _WORD.finditer(text):
        word = re.sub(r"[’']s?$", "", match.group())
        before = text[: match.start()].rstrip(_OPENING)
        opens = not before or before[-1] in ".!?:…\n"
        if word[0].isupper() and len(word) > 3 and not opens and folded(word) not in dull:
            found.add(folded(word))
    return frozenset(found)


@cache
def _phrases(name: str) -> re.Pattern[str]:
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        table = tomllib.load(file)[name]
    return re.compile("|".join(rf"(?:{phrase})" for phrase in table), re.IGNORECASE)


def anew(text: str) -> bool:
    """Whether the words tell a happening from an earlier one of its kind: "another blast", "a second attack"."""
    return _phrases("anew").search(text) is not None


def vague_number(text: str) -> bool:
    """Whether a number's words only say that there were some or many: "dozens", "scores of troops"."""
    return not _NUMBER.search(text) and not _listed("vague").isdisjoint(map(folded, tokens(text)))


@lru_cache(maxsize=65536)
def place_key(name: str) -> str:
    """A place's name without "city", "province", compass words, case and accents; "" where nothing is left."""
    drop = _listed("place")
    return " ".join(word for word in map(folded, tokens(name)) if word not in drop)


def same_place_name(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether any name of one is a spelling of any name of the other."""
    return any(one and other and (one == other or _spelt_alike(one, other)) for one in a for other in b)


@lru_cache(maxsize=65536)
def _spelt_alike(a: str, b: str) -> bool:
    return len(a) > 4 and len(b) > 4 and fuzz.ratio(a, b) >= _ALIKE


@lru_cache(maxsize=65536)
def alike(a: str, b: str) -> bool:
    """Whether two words are one word in two forms."""
    if a == b:
        return True
    if len(a) < STEM or len(b) < STEM:
        return a.rstrip("s") == b.rstrip("s") or _compound(a, b)
    return a[:STEM] == b[:STEM] or _compound(a, b) or fuzz.ratio(a, b) >= _ALIKE


def _compound(a: str, b: str) -> bool:
    """Whether one word is the other with something before it: "schoolgirls" and "girls", "airbase" and "base"."""
    short, long = sorted((a.rstrip("s"), b.rstrip("s")), key=len)
    return len(short) >= _HEAD and long.endswith(short)


def stems(words: Iterable[str]) -> frozenset[str]:
    """The words cut to the letters that their forms share."""
    return frozenset(word[:STEM] for word in words)


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Share (0 to 1) of the smaller set that the other has; quick, for whole sentences of stems."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share (0 to 1) of the smaller set's words that the other has in some form; 0 where one is empty."""
    small, large = sorted((a, b), key=lambda words: (len(words), sorted(words)))
    if not small:
        return 0.0
    return sum(1 for word in small if word in large or any(alike(word, other) for other in large)) / len(small)


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Whether two names of somebody or something are alike: the same describing words, however spelt."""
    one, other = described(a), described(b)
    if set(_NUMBER.findall(a)) != set(_NUMBER.findall(b)):
        return False  # the 10th brigade is not the 20th
    if not one or not other:
        return a.casefold().strip() == b.casefold().strip()
    if one == other:
        return True
    return fuzz.token_sort_ratio(" ".join(sorted(one)), " ".join(sorted(other))) >= _SAME
