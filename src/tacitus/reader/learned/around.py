"""What stands around a mention, as features that small linear models weigh: its words, its neighbours, its sentence."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tacitus.reader.learned import classes

TOKEN = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*|[^\w\s]")
NEAR = 6
"""Words to either side of a mention that count as its neighbours."""
_BREAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+|\n\s*\n|\s{4,}")
_NUMBER = re.compile(r"\d[\d.,]*")
_LINKS = frozenset(("of", "in", "from", "at", "for", "to", "on", "by", "with", "who", "which", "that", ",", "(", "["))


@dataclass(frozen=True, slots=True)
class Words:
    """A text cut into words and sentences. `tokens` are in small letters, numbers as "0"; offsets are code points."""

    text: str
    tokens: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: tuple[int, ...]
    paragraphs: tuple[int, ...] = field(default=())

    def token(self, char: int) -> int:
        """The index of the first word that ends behind this code point."""
        return min(bisect.bisect_right(self.ends, char), max(0, len(self.tokens) - 1))

    def sentence(self, char: int) -> int:
        """The number of the sentence that holds this code point."""
        return bisect.bisect_right(self.breaks, char)

    def paragraph(self, char: int) -> int:
        """The number of the paragraph that holds this code point."""
        return bisect.bisect_right(self.paragraphs, char)

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        start = self.breaks[sentence - 1] if sentence > 0 else 0
        return start, self.breaks[sentence] if sentence < len(self.breaks) else len(self.text)

    def between(self, start: int, end: int) -> tuple[str, ...]:
        """The words that lie between two code points."""
        return self.tokens[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]


def words(text: str) -> Words:
    """Cut a text."""
    found = list(TOKEN.finditer(text))
    breaks = [m.end() for m in _BREAK.finditer(text)]
    paragraphs = [m.end() for m in re.finditer(r"\n\s*\n|\s{4,}", text)]
    return Words(
        text,
        tuple(_plain(m.group()) for m in found),
        tuple(m.start() for m in found),
        tuple(m.end() for m in found),
        tuple(breaks),
        tuple(paragraphs),
    )


def _plain(token: str) -> str:
    return "0" if _NUMBER.fullmatch(token) else token.lower()


def head(tokens: tuple[str, ...]) -> str:
    """The chief word of a noun phrase: the last before "of", "who" and their like."""
    for at, token in enumerate(tokens):
        if at and token in _LINKS:
            return tokens[at - 1]
    return tokens[-1] if tokens else ""


def features(told: Words, spans: Iterable[tuple[int, int]]) -> set[str]:
    """The features of something that is mentioned at these spans, all together."""
    out: set[str] = set()
    for start, end in spans:
        out.update(mention(told, start, end))
    return out


def mention(told: Words, start: int, end: int) -> Iterator[str]:
    """The features of one mention: m its words, h its head, l and r its neighbours, s its sentence, p the one before.

    In capitals the same for the classes that the words name (`classes`).
    """
    own = told.between(start, end)
    first = bisect.bisect_left(told.starts, start)
    last = first + len(own)
    yield from (f"m={t}" for t in own)
    yield f"h={head(own)}"
    yield from (f"M={c}" for t in own for c in classes.of(t))
    yield from (f"H={c}" for c in classes.of(head(own)))
    left, right = told.tokens[max(0, first - NEAR) : first], told.tokens[last : last + NEAR]
    yield from (f"l={t}" for t in left)
    yield from (f"r={t}" for t in right)
    yield from (f"L={c}" for t in left for c in classes.of(t))
    yield from (f"R={c}" for t in right for c in classes.of(t))
    for at, side in (("l", left[::-1]), ("r", right)):
        yield from (f"{at}{n}={t}" for n, t in enumerate(side[:3], 1))
        if len(side) > 1:
            yield f"{at}12={side[0]} {side[1]}"
    here = told.sentence(start)
    yield from (f"s={t}" for t in told.between(*told.bounds(here)))
    if here:
        yield from (f"p={t}" for t in told.between(*told.bounds(here - 1)))
