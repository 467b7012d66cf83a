"""Reads the words around a run of words for what they tell of it: a kind of place, a distance, a list, a way."""

from __future__ import annotations

import re

from tacitus.places.gazetteer import Gazetteer
from tacitus.places.shapes import Mention
from tacitus.places.tokens import Token
from tacitus.places.words import Words

LIST_REACH = 16  # words looked at for the end of a list
PLURALS = {"counties": "county", "parishes": "parish", "townships": "township", "districts": "district"}
CUE_REACH = 70  # code points looked at before a name for "20 km north of the town of"

_NEAR = re.compile(
    r"\b(?:(?:kilomet(?:er|re)s?|kms?|miles?|metres|meters)\s+(?:\(\d[\w .]*\)\s+)?(?:\w+[\s-]){0,2}?"
    r"(?:of|from|outside)|"
    r"(?:(?<!the )(?:north|south)?[- ]?(?:east|west|north|south)|outskirts|countryside|environs|vicinity|suburbs?|"
    r"edges?) of|"
    r"near|nearby|outside|close to|just off|around|towards?|approaching)\s+(?:the\s+)?"
    r"(?:(?:[a-z]+[\s-]){0,3}(?:city|town|village|camp|base|capital)s?\s+(?:of\s+)?)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;:()]")
_WAY = re.compile(r"\s+(?:[\w-]+\s+)?(?:road|highway|motorway|expressway|route|railway|pipeline|axis|corridor)\b", re.IGNORECASE)
_DASH = re.compile(r"[-\u2010-\u2014/]")
_LIST = re.compile(r"\s*(?:,|,?\s+and|,?\s+or|/|-)\s+(?:in\s+)?(?:the\s+)?$", re.IGNORECASE)


class Cues:
    """A text cut into words, and what stands around them; `Scan` builds on it.

    text, known, words: the text, the gazetteer and the lists of words; caps: whether it is set in capitals; tokens: its words.
    """

    text: str
    known: Gazetteer
    words: Words
    caps: bool
    tokens: list[Token]

    def plural_kind(self, j: int) -> str | None:
        """The word of which a list that goes on at word j ends in the plural: "county" in "X, Y and Z counties"."""
        for n in range(j, min(j + LIST_REACH, len(self.tokens))):
            token = self.tokens[n]
            if token.lower in PLURALS:
                return PLURALS[token.lower]
            if not token.capital and token.lower != "and":
                return None
            if _SENTENCE.search(self.text, self.tokens[n - 1].end, token.start):
                return None
        return None

    def said(self, i: int, j: int) -> str:
        return self.text[self.tokens[i].start : self.tokens[j - 1].end]

    def near(self, i: int) -> bool:
        """Whether "20 km north of", "on the outskirts of" or their like stand before a name."""
        start = self.tokens[i].start
        return _NEAR.search(self.text[max(0, start - CUE_REACH) : start]) is not None

    def opens_dateline(self, i: int, j: int) -> bool:
        """Whether the name, in capitals, opens a line and a dash or bracket follows ("MONROE - ")."""
        start, end = self.tokens[i].start, self.tokens[j - 1].end
        if (
            not self.text[start:end].isupper()
            or end - start < 4
            or self.text[max(0, start - 1) : start] not in ("", "\n")
        ):
            return False
        return re.match(r"\s{0,2}(?:\(|-|\u2013|\u2014|,)", self.text[end : end + 4]) is not None

    def listed(self, last: Mention, i: int) -> bool:
        gap = self.text[last.end : self.tokens[i].start]
        if _DASH.fullmatch(gap) and any(_WAY.match(self.text, t.end) for t in self.tokens[i : i + 3]):
            return True  # "the Maiduguri-Damaturu road"
        return len(gap) < 20 and _LIST.fullmatch(gap) is not None and not self.tokens[i].first

    def ends_a_way(self, mention: Mention) -> bool:
        """Whether a name is the second of two that a dash joins before a word for a road: "the Maiduguri-Damaturu road"."""
        dash = _DASH.fullmatch(self.text[max(0, mention.start - 1) : mention.start])
        return dash is not None and _WAY.match(self.text, mention.end) is not None

    def kind_before(self, i: int) -> str | None:
        """The kind that "the city of", "la provincia de" or "County" before a name tells."""
        if i and self.tokens[i].joined and self.tokens[i - 1].text == "County":
            return "district"
        if i < 2 or self.tokens[i - 1].lower not in self.words.of_kind or not self.tokens[i].joined:
            return None
        lead = self.tokens[i - 3] if i >= 3 and self.tokens[i - 2].joined else None
        owner = lead is not None and lead.capital and not lead.first and lead.lower not in self.known.demonyms
        if self.tokens[i - 2].lower not in self.words.appositive or (owner and not self.caps):
            return None
        return self.kind(i - 2, 1)

    def kind(self, i: int, width: int) -> str | None:
        """The kind of place that one or two words from i on are the word for."""
        if i < 0 or i + width > len(self.tokens) or (width == 2 and not self.tokens[i + 1].joined):
            return None
        said = " ".join(t.lower for t in self.tokens[i : i + width])
        singular = said[:-3] + "y" if said.endswith("ies") else said.removesuffix("s")
        return self.words.kinds.get(said) or self.words.kinds.get(singular)

    def cues(self, i: int, j: int) -> tuple[str, str | None, int]:
        """The word before, the kind that is told, and the end of the words that belong to the name ("X province")."""
        before = (
            self.tokens[i - 1].lower
            if i and (self.tokens[i].joined or self.tokens[i - 1].end + 1 == self.tokens[i].start)
            else ""
        )
        k = i - 1
        while (
            k > 0
            and i - k < 4
            and (self.tokens[k].lower in self.words.compass or self.tokens[k].lower in {"the", "far"})
        ):
            k -= 1
        before = self.tokens[k].lower if k >= 0 and self.tokens[i].joined else before
        for width in (2, 1):
            kind = self.kind(j, width) if j < len(self.tokens) and self.tokens[j].joined else None
            if kind is not None:
                last = self.tokens[j + width - 1]
                part = self.tokens[j].capital or width == 2 or last.lower in self.words.joined
                return before, kind, j + width if part else j
        return before, self.kind_before(i), j

    def without_kind(self, i: int, j: int) -> int:
        """The end of a run without the words for a kind that it ends in: "Quyara Air Base" without "Air Base"."""
        for width in (2, 1):
            if j - width > i and self.kind(j - width, width):
                return j - width
        return j
