"""Holds every word that a model gives to the report: found there, the report's own words are taken; else it is dropped."""

from __future__ import annotations

import re
from collections import Counter

LONGEST = 300
"""Code points; what is longer is a sentence or more, and names nothing."""
_QUOTES = "\"'\u2018\u2019\u201c\u201d`\u00ab\u00bb"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014"
_EDGES = _QUOTES + " \t\r\n.,;:\u2026"


class Drops:
    """What was dropped, by field and reason, without the words: they are not in the report, and have no place here."""

    def __init__(self) -> None:
        self.counted: Counter[tuple[str, str]] = Counter()

    def add(self, field: str, why: str, times: int = 1) -> None:
        """One value more, or several."""
        self.counted[field, why] += times


def find(text: str, words: str | None, span: tuple[int, int], near: int) -> tuple[int, int] | None:
    """Where the words stand in text[span], whole words, nearest to `near`; None where they do not.

    Blanks, quotation marks and dashes need not be the same ones, nor capitals; everything else must be.
    """
    said = (words or "").strip(_EDGES)
    if not said or len(said) > LONGEST or not any(c.isalnum() for c in said):
        return None
    found = [m.span() for m in _pattern(said).finditer(text, *span)]
    if not found:
        return None
    return min(found, key=lambda at: (text[slice(*at)] != said, abs(at[0] - near)))


def _pattern(said: str) -> re.Pattern[str]:
    parts = (r"\s+" if c == " " else _letter(c) for c in " ".join(said.split()))
    before = r"(?<!\w)" if said[0].isalnum() else ""
    after = r"(?!\w)" if said[-1].isalnum() else ""
    return re.compile(before + "".join(parts) + after, re.IGNORECASE)


def _letter(c: str) -> str:
    for alike in (_QUOTES, _DASHES):
        if c in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(c)
