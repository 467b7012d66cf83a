"""Which language a report is written in."""

from __future__ import annotations

import re

SHORT = 60  # letters; below that the guesser is wrong too often to be heard (news headlines: one in six)
_SAMPLE = 3000  # characters are enough: beyond 1,000 the guess no longer changes
_NAMES = {"english": "en", "arabic": "ar", "french": "fr", "german": "de", "spanish": "es", "russian": "ru",
          "turkish": "tr", "portuguese": "pt", "eng": "en", "ara": "ar", "fra": "fr", "fre": "fr", "deu": "de",
          "ger": "de", "spa": "es", "rus": "ru", "tur": "tr", "por": "pt"}  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset([
    "the", "of", "and", "to", "by", "that", "from", "their", "after", "who", "have", "been", "with", "were",
    "said", "is", "they", "there", "which",
])
"""Words of English news that its neighbours lack ("in", "was", "an", "he" are Dutch, German or Irish too)."""
_HEADLINE = frozenset([
    "kill", "kills", "killed", "killing", "wounded", "wounds", "injured", "injures", "dead", "dies", "attacks", "blast",
    "bombing", "shelling", "shooting", "gunmen", "strikes", "clashes", "arrested", "kidnapped", "abducted", "shot", "fire",
])
"""Words of English headlines, for one with a name that is spelt with marks: "Five killed in Béni"."""
_ENGLISH_SHARE = 0.1  # of the words; English news has .13 to .28, one text in fifty less; other languages under .04


def code(given: str | None) -> str | None:
    """ISO 639-1 code of what a source calls a language ("en-GB", "English", "eng"); None if it is none."""
    if not given:
        return None
    name = re.split(r"[-_;,\s]", given.strip().lower(), maxsplit=1)[0]
    return _NAMES.get(name, name if re.fullmatch(r"[a-z]{2,3}", name) else None)


def tell(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None where it has too few letters to tell."""
    words = _WORDS.findall(text[:_SAMPLE].lower())
    if not words:
        return None
    if sum(w in _ENGLISH for w in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    if sum(map(len, words)) < SHORT:
        letters = [c for c in text if c.isalpha()]
        plain = all(c.isascii() for c in letters)  # a headline may have curly quotes and dashes
        return "en" if plain or any(w in _HEADLINE for w in words) else None
    import py3langid

    return str(py3langid.classify(" ".join(words))[0])
