"""The words that were searched for, with those before and after, as a list shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

AROUND = 70
"""Characters on each side: a line of a list."""
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def snippets(asked: str, text: str, most: int = 2) -> list[list[str]]:
    """Lines in which the words or "phrases" first stand in the text; case and accents do not matter.

    Each line in pieces: every second one is what was found, and the others are what stands before, between and after.
    """
    wanted = terms(asked)
    shown: list[list[str]] = []
    last = -1
    for start, end in sorted({span for term in wanted if (span := next(_places(term, text), None)) is not None}):
        if start >= last and len(shown) < most:
            last = min(len(text), end + AROUND)
            shown.append(_pieces(wanted, text, max(0, start - AROUND), last))
    return shown


def _pieces(wanted: list[str], text: str, start: int, end: int) -> list[str]:
    """The line from start to end, cut where any of the terms stands in it."""
    line, pieces, at = text[start:end], [], 0
    for first, after in sorted({span for term in wanted for span in _places(term, line)}):
        cut_off = (first == 0 and _is_word(text[max(0, start - 1) : start])) or _is_word(text[start + after : start + after + 1])
        if first >= at and not cut_off:
            pieces += [_line(line[at:first]), line[first:after]]
            at = after
    return [*pieces, _line(line[at:])]


def _is_word(letter: str) -> bool:
    return re.match(r"\w", letter) is not None


def terms(asked: str) -> list[str]:
    """The words and phrases that are searched for."""
    found = (phrase or word.strip('"') for phrase, word in _ASKED.findall(asked))
    return [term for term in found if any(letter.isalnum() for letter in term)]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _places(term: str, text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the term wherever it stands in the text, in whole words."""
    words = [re.escape(word) for word in re.findall(r"\w+", term)]
    if not words:
        return
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)
    as_asked = False
    for met in pattern.finditer(text):
        as_asked = True
        yield met.span()
    if as_asked:
        return
    plain, places = _plain(text)
    bare = re.compile(_plain(pattern.pattern)[0], re.IGNORECASE)
    for met in bare.finditer(plain):
        yield places[met.start()], places[met.end() - 1] + 1


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without accents, and for each of its letters the place that it had."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter) if ord(letter) > 127 else letter:
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
