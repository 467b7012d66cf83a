"""Cuts a report into words and says which runs of them may be one name, before any of them is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from tacitus.places.names import ARTICLES

MAX_WORDS = 6  # "Democratic Republic of the Congo" has five, "Ciudad Juarez de la Frontera" and its like six
CAPS_SHARE = 0.7  # share of capitals among a text's letters from which it counts as set in capitals, as old wires are
HEADLINE_SHARE = 0.75  # share of capitalised words in a line from which its capitals say nothing of names
CONNECTORS: frozenset[str] = (
    frozenset(
        "of the de la le les del dos das do da du des y e and und am im an der den di sur sous en upon on under bin ben "
        "ibn abu umm bani".split()  # noqa: SIM905
    )
    | ARTICLES
)

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]\.[A-Z]\b|[^\W\d_]+(?:['\u2019\u02bc`](?!s\b)[^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0\t]{1,3}|[ ]?[-\u2010\u2011][ ]?|[ \t]{0,3}\r?\n[ \t]{0,3}|[ ]?['\u2019`]")
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
        joined = bool(out) and (_GAP.fullmatch(gap) is not None or (gap in (". ", ".") and out[-1].lower in _DOTTED))
        first = not out or (not joined and (len(gap) > 60 or _SENTENCE_END.search(gap) is not None))
        capital = word[0].isupper() or (word[0] in "'\u2019`" and word[1:2].isupper())
        out.append(Token(start, match.end(), word, word.lower(), capital, joined, first, False))
        at = match.end()
    _mark_headlines(text, out)
    return out


def _mark_headlines(text: str, found: list[Token]) -> None:
    """Marks the words of lines whose words nearly all begin with a capital."""
    line: list[Token] = []
    for n, token in enumerate(found):
        line.append(token)
        following = found[n + 1].start if n + 1 < len(found) else len(text)
        if "\n" in text[token.end : following] or n + 1 == len(found):
            long = [x for x in line if len(x.text) > 3]
            if len(long) >= 4 and sum(x.capital for x in long) >= HEADLINE_SHARE * len(long):
                for x in line:
                    x.headline = True
            line = []


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals throughout."""
    sample = text[:20_000]
    upper = sum(1 for c in sample if c.isupper())
    lower = sum(1 for c in sample if c.islower())
    return upper > 20 and upper >= CAPS_SHARE * (upper + lower)


def runs(found: list[Token], caps: bool) -> Iterator[tuple[int, list[int]]]:
    """For each word that may open a name, the ends (excluded) of the runs from it, longest first."""
    longest = 4 if caps else MAX_WORDS
    for i, token in enumerate(found):
        follower = found[i + 1] if i + 1 < len(found) else None
        opens = token.capital or (
            token.lower in ARTICLES and follower is not None and follower.capital and follower.joined
        )
        if not opens:
            continue
        ends = [i + 1] if token.capital else []
        for j in range(i + 1, min(len(found), i + longest)):
            if not found[j].joined:
                break
            if found[j].capital:
                ends.append(j + 1)
            elif found[j].lower not in CONNECTORS:
                break
        if ends:
            yield i, ends[::-1]
