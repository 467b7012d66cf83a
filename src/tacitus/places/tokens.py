"""Cuts a report into words and says which runs of them may be one name, before any of them is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from tacitus.places.names import ARTICLES

MAX_WORDS = 6  # "Democratic Republic of the Congo" has five, "Ciudad Juarez de la Frontera" and its like six
CAPS_SHARE = 0.7  # share of capitals among a text's letters from which it counts as set in capitals, as old wires are
SAMPLE = 6_000  # code points that are enough to tell capitals from small letters
LONG_GAP = 60  # code points without a word between two words: a table or a rule, after which a sentence begins anew
HEADLINE_SHARE = 0.75  # share of capitalised words in a line from which its capitals say nothing of names
SENTENCE_SHARE = (
    0.95  # the same in a line that ends with a full stop, as headlines do not but sentences full of names do
)
_SMALL = (
    "of the da de la le les los las del dos das do da du des y e i o and und am im an aan der den di sur sous en au aux \u00e0 "
    "op na nad upon on under bin ben ibn abu umm bani"
)
CONNECTORS: frozenset[str] = frozenset(_SMALL.split()) | ARTICLES
"""Small words that stand inside names: "Port-au-Prince", "Deir ez-Zor", "Bandar-e-Abbas"."""

_WORD = re.compile(r"(?:[A-Z]\.){2,}|W\.\s?Va\b|[A-Z]{1,2}\d{1,2}\b|[A-Z]\.[A-Z]\b|[^\W\d_]+(?:['\u2019\u02bc`](?!s\b)[^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0\t]{1,3}|[ ]?[-\u2010\u2011][ ]?|[ \t]{0,3}\r?\n[ \t]{0,3}|[ ]?['\u2019`]")
_UPPER, _LOWER = re.compile(r"[A-Z\u00c0-\u00de]"), re.compile(r"[a-z\u00df-\u00ff]")
_APOSTROPHES = ("'", "\u2019")
_DOTTED = frozenset({"st", "mt", "ft", "ste"})
_SENTENCE_END = re.compile(
    r"[.!?:;\u2026]['\"\u201d\u2019)\]]*\s|\n\s*\n|[\"\u201c\u2014\u2022]\s*$|\u2013\s*$| -{1,2} ?$"
)


class Token(msgspec.Struct, gc=False):
    """One word. joined: nothing but a space, a hyphen or a line break lies before it; first: it opens a sentence."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    joined: bool
    first: bool
    headline: bool


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    out: list[Token] = []
    at = 0
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        gap = text[at:start]
        joined, first = (bool(out), not out) if gap == " " else _across(gap, out[-1].lower if out else None)
        capital = word[0].isupper() or (word[0] in "'\u2019`" and word[1:2].isupper())
        out.append(Token(start, match.end(), word, word.lower(), capital, joined, first, False))
        at = match.end()
    _mark_headlines(text, out)
    return out


def _across(gap: str, before: str | None) -> tuple[bool, bool]:
    """Whether the words on the two sides of a gap may be one name, and whether the second opens a sentence."""
    if before is None:
        return False, True
    if _GAP.fullmatch(gap) or (gap in (". ", ".") and before in _DOTTED):
        return True, False
    return False, len(gap) > LONG_GAP or _SENTENCE_END.search(gap) is not None


def _mark_headlines(text: str, found: list[Token]) -> None:
    """Marks the words of lines whose words nearly all begin with a capital."""
    begin = 0
    for n, token in enumerate(found):
        last = n + 1 == len(found)
        if not last and text.find("\n", token.end, found[n + 1].start) < 0:
            continue
        long = [x.capital for x in found[begin : n + 1] if x.end - x.start > 3]
        share = SENTENCE_SHARE if text[token.end : token.end + 1] in (".", "?", "!") else HEADLINE_SHARE
        if len(long) >= 4 and sum(long) >= share * len(long):
            for x in found[begin : n + 1]:
                x.headline = True
        begin = n + 1


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    sample = text[:SAMPLE]
    upper, lower = len(_UPPER.findall(sample)), len(_LOWER.findall(sample))
    return upper > 20 and upper >= CAPS_SHARE * (upper + lower)


def runs(text: str, found: list[Token], caps: bool) -> Iterator[tuple[int, list[int]]]:
    """For each word that may open a name, the ends (excluded) of the runs from it, longest first."""
    longest = 4 if caps else MAX_WORDS
    for i, token in enumerate(found):
        follower = found[i + 1] if i + 1 < len(found) else None
        opens = token.capital or (
            token.lower in ARTICLES
            and follower is not None
            and follower.capital
            and text[token.end : follower.start] == "-"
        )
        if not opens:
            continue
        ends = [i + 1] if token.capital else []
        for j in range(i + 1, min(len(found), i + longest)):
            if not found[j].joined:
                break
            if found[j].capital:
                ends.append(j + 1)
            elif found[j].lower not in CONNECTORS and not _owner(text, found, j):
                break
        if ends:
            yield i, ends[::-1]


def _owner(text: str, found: list[Token], j: int) -> bool:
    """Whether word j is the "s" of an owner: "Cox's Bazar" is one name, and "Syria's Aleppo" none that any gazetteer has."""
    return found[j].lower == "s" and text[found[j - 1].end : found[j].start] in _APOSTROPHES
