"""The words that were searched for, with those before and after, as a list shows them."""

from __future__ import annotations

import re
import unicodedata

AROUND = 70
"""Characters on each side: a line of a list."""
_ASKED = re.compile(r'"([^"]*)"|(\S+)')


def snippets(asked: str, text: str, most: int = 2) -> list[tuple[str, str, str]]:
    """Where the words or "phrases" first stand in the text: before, found, after; case and accents do not matter."""
    spans = sorted({span for term in terms(asked) if (span := _place(term, text)) is not None})
    shown: list[tuple[str, str, str]] = []
    last = -1
    for start, end in spans:
        if start < last or len(shown) == most:
            continue
        last = min(len(text), end + AROUND)
        shown.append((_line(text[max(0, start - AROUND) : start]), text[start:end], _line(text[end:last])))
    return shown


def terms(asked: str) -> list[str]:
    """The words and phrases that are searched for."""
    found = (phrase or word.strip('"') for phrase, word in _ASKED.findall(asked))
    return [term for term in found if any(letter.isalnum() for letter in term)]


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _place(term: str, text: str) -> tuple[int, int] | None:
    """Start and end of the term in the text, in whole words."""
    words = [re.escape(word) for word in re.findall(r"\w+", term)]
    if not words:
        return None
    pattern = re.compile(r"(?<!\w)" + r"\W+".join(words) + r"(?!\w)", re.IGNORECASE)
    if (met := pattern.search(text)) is not None:
        return met.span()
    plain, places = _plain(text)
    bare = re.compile(_plain(pattern.pattern)[0], re.IGNORECASE)
    met = bare.search(plain)
    return None if met is None else (places[met.start()], places[met.end() - 1] + 1)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without accents, and for each of its letters the place that it had."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter) if ord(letter) > 127 else letter:
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
