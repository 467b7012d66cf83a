"""Spelling: the keys under which the gazetteer keeps a name and a report's words are looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES: frozenset[str] = frozenset(
    "al el ar as ash ad adh at ath an az ez es esh er ed et en ul ur us ud il".split()  # noqa: SIM905
)
"""The Arabic article as it is written before sun and moon letters; reports put it in or leave it out."""

_GENERIC = (
    "governorate province provincia provincie district department departamento departement state estado region "
    "county oblast division prefecture municipality municipio raion rayon wilaya cercle commune canton republic "
    "autonomous city agency territory subdistrict mintaqat muhafazat wilayat ostan shahrestan zone local "
    "government area respublika krai kray okrug viloyat viloyati oblasti oblys oblysy voblasc judet judetul megye "
    "zupanija"
)
GENERIC: frozenset[str] = frozenset(_GENERIC.split())
"""Words for the kind of an area, which reports leave out or replace."""

_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ؤ": "و", "ئ": "ي", "ک": "ك", "ـ": None}
)
_MARKS = re.compile("[\u2018\u2019\u201b\u02bb\u02bc\u02bf\u02be\u0060\u00b4'\u2032]")
_OTHER = re.compile(r"[^a-z0-9]+")
_DOUBLE = re.compile(r"([a-z])\1+")
_GLUED = re.compile(r"\be([sznrdt])\1")
_FINAL_H = re.compile(r"ah\b")
_NO_LETTER = re.compile(r"[\W_]+")
_LATIN = re.compile("LATIN|DIGIT|MODIFIER")
_BEYOND_LATIN = 0x250
_VOWELS = re.compile(r"[aeiouyw]+")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The plain key of a name: Latin letters in lower case, marks gone, hyphens as spaces, final -ah as -a.

    Empty where nothing of the name can be written so.
    """
    plain = _MARKS.sub("", name)
    if not plain.isascii():
        from anyascii import anyascii

        plain = _MARKS.sub("", anyascii(plain))
    return _FINAL_H.sub("a", _OTHER.sub(" ", plain.lower()).strip())


@lru_cache(maxsize=8192)
def native(name: str) -> str:
    """The key of a name in a script other than Latin: its own letters in lower case, without vowel signs and accents, with
    the Arabic letters that writers confuse as one. Empty for a name in Latin letters."""
    if name.isascii():
        return ""
    first = next((c for c in name if c.isalpha()), "a")
    if ord(first) < _BEYOND_LATIN or _LATIN.match(unicodedata.name(first, "LATIN")):
        return ""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.translate(_ARABIC)) if not unicodedata.combining(c))
    return " ".join(_NO_LETTER.sub(" ", unicodedata.normalize("NFC", plain).lower()).split())


@lru_cache(maxsize=65536)
def bare(key: str) -> str:
    """A folded key without articles and doubled letters: "ar raqqa" and "raqqa" both give "raqa"."""
    words = key.split()
    kept = [w for n, w in enumerate(words) if w not in ARTICLES or n == len(words) - 1]
    out = _DOUBLE.sub(r"\1", _GLUED.sub(r"\1", " ".join(kept)))
    return out if len(out) >= 3 else key


def without_generic(key: str) -> str:
    """A folded key without words such as "governorate"; the key itself where nothing else is left."""
    words = [w for w in key.split() if w not in GENERIC]
    while words and words[0] in {"de", "of", "the", "du", "del"}:
        words.pop(0)
    return " ".join(words) or key


def sound(key: str) -> str:
    """A coarse key that spellings of one name share: "quyara" and "qayyara" both give "kara".

    q, k and hard c and g fall together, every run of vowels is one, h is silent. Many names share one such key: it
    only proposes; `likeness` and the report's country decide.
    """
    plain = bare(key).replace(" ", "").replace("kh", "k").replace("gh", "k").replace("ph", "f")
    plain = plain.replace("sh", "x").replace("ch", "x").replace("th", "t").replace("dh", "d").replace("h", "")
    plain = plain.translate(str.maketrans("qcgvpjz", "kkkbbxs"))
    return _DOUBLE.sub(r"\1", _VOWELS.sub("a", plain))


_ELSEWHERE: tuple[dict[str, str], ...] = (
    {"tch": "ch", "ch": "sh", "dj": "j", "ou": "u", "gu": "g"},  # French
    {"tsch": "ch", "sch": "sh", "w": "v", "j": "y", "tz": "ts"},  # German
    {"j": "kh", "ll": "y", "qu": "k"},  # Spanish
)
"""How papers of three languages write what English ones write otherwise."""


def english(key: str) -> list[str]:
    """What a folded key would be in an English report if a French, a German or a Spanish one wrote it, without the key
    itself: "wuhledar" gives "vuhledar"."""
    out = [re.sub("|".join(there), lambda m, there=there: there[m.group()], key) for there in _ELSEWHERE]  # type: ignore[misc]
    return [other for other in dict.fromkeys(out) if other != key]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def edits(key: str) -> list[str]:
    """Every folded key that one slip of the pen leads to: a letter or blank left out, put in, changed, or two swapped. The
    first letter stays, which slips rarely touch; a key of n letters has some 54 n."""
    out: dict[str, None] = {}
    for n in range(1, len(key) + 1):
        head, tail = key[:n], key[n:]
        out.update((head + letter + tail, None) for letter in _LETTERS + " ")
        if tail:
            out[head + tail[1:]] = None
            out.update((head + letter + tail[1:], None) for letter in _LETTERS + " ")
        if len(tail) > 1:
            out[head + tail[1] + tail[0] + tail[2:]] = None
    out.pop(key, None)
    return [x for x in out if x == x.strip() and "  " not in x]


def likeness(a: str, b: str) -> float:
    """How alike two folded keys are, 0 to 1 (normalised edit distance of their bare forms, spaces left out)."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(bare(a).replace(" ", ""), bare(b).replace(" ", ""))
