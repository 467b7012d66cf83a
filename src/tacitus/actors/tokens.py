"""Cuts a text into words and folds them, so that names meet whatever their case, accents, hyphens and dots."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

WORD = re.compile(r"[^\W_]+")
SINGLE = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
SMALL = re.compile(r"[a-zß-öø-ÿ]{3}")
"""Three small letters in a row: a line that has none is written in capitals."""
GAP = re.compile(r"[ \t\r]*\n?[ \t\r]*|[ \t]?[-‐‑–—/&][ \t]?|['’ʼ`´]|['’][ \t]|[ \t]*[(\[][ \t]?")
"""What may stand between two words of one name: a space, a line's end, a hyphen, an apostrophe, a bracket."""
DASHED = re.compile(r"[ \t]+[-‐‑–—]+[ \t]+")
"""What parts a place from the sentence behind it."""


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word in small letters without accents: "Jamâ" and "JAMA" are both "jama"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().casefold().translate(SINGLE))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def key(name: str) -> str:
    """The folded words of a name with one space between them: what the indexes are made of."""
    return " ".join(fold(word) for word in WORD.findall(name))


class Words(msgspec.Struct, frozen=True):
    """A text's words: where each starts and ends (code points), as written, folded, and if in a line of capitals."""

    text: str
    starts: list[int]
    ends: list[int]
    written: list[str]
    folded: list[str]
    shouted: list[bool]

    def __len__(self) -> int:
        return len(self.starts)

    def joined(self, first: int, last: int) -> bool:
        """Whether the words from first to last can be one name: nothing but a narrow gap lies between them."""
        return first == last or all(self.close(at) for at in range(first, last))

    def listed(self, first: int, last: int, written: str) -> bool:
        """Whether the words from first to last are a name as it is written, which may have a comma: "Return, Reclamation"."""
        return "," in written and self.text[self.starts[first] : self.ends[last]] == written

    def close(self, at: int) -> bool:
        """Whether word `at` and the next are apart by no more than a name allows."""
        gap = self.text[self.ends[at] : self.starts[at + 1]]
        if gap == " " or GAP.fullmatch(gap):
            return True
        # "Actualite.cd"; "U.S. army", "St. Petersburg": a dot and a space only after one letter, or two
        return gap == "." or (gap in (". ", ".-") and len(self.written[at]) <= 2)

    def dashed(self, at: int) -> bool:
        """Whether a dash with blanks on either side parts word `at` from the next: "KANO, Nigeria - Police"."""
        return DASHED.fullmatch(self.text[self.ends[at] : self.starts[at + 1]]) is not None


def cut(text: str) -> Words:
    """The words of a text. Never raises; an empty text has none."""
    spans = [(match.start(), match.end()) for match in WORD.finditer(text)]
    written = [text[start:end] for start, end in spans]
    shouted: list[bool] = []
    line_end, loud = -1, False
    for start, _ in spans:
        if start >= line_end:
            begin = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", start)
            line_end = len(text) + 1 if line_end < 0 else line_end
            loud = _is_loud(text[begin:line_end])
        shouted.append(loud)
    return Words(
        text=text, starts=[start for start, _ in spans], ends=[end for _, end in spans], written=written,
        folded=[fold(word) for word in written], shouted=shouted,
    )


def _is_loud(line: str) -> bool:
    """A line of twelve letters or more, in capitals: case says nothing there."""
    return not SMALL.search(line) and sum(letter.isupper() for letter in line) >= 12
