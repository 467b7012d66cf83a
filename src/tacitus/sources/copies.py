"""Wire copies: one text that several outlets print, told by MinHash so that it counts as one source.

A copy has another headline or byline, a cut tail, or small edits. Two reports of one happening in words of their own
are not copies, and neither is a new version of a wire story with other figures: it carries news.
"""

from __future__ import annotations

import hashlib
import re
import struct
from array import array

ROWS = 3
BANDS = 42  # of 3 rows: texts that share .5 of all shingles meet in a band 99.6 % of the time, .3: 68 %, .1: 4 %
SHINGLE = 4  # words; at 3 set phrases of the trade ("claimed responsibility for the") begin to make strangers alike
SAME = 0.6  # of the shorter text's shingles in the longer: copies cut to half with 5 words in 100 changed have .65 and
# more (tests/sources/test_sources_copies.py); different reports of one happening in 50 real ones have .29 at most
_SEED = 114  # the year when the Annals were begun; any number does, but it must never change: signatures are stored
_FIGURES = 60  # figures remembered a text
_HEAD = struct.Struct(">IH")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m|gmt|utc|h)\b|\b\d{1,2}:\d{2}(?::\d{2})?\b|\b\d{1,4}[/-]\d{1,2}[/-]\d{1,4}\b"
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|t?ember|o?ber)?")
_UNITS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {w: str(i) for i, w in enumerate(_UNITS) if i > 1} | {w: str(i * 10) for i, w in enumerate(_TENS, 2)}


def signature(text: str) -> bytes:
    """A text's fingerprint, about 700 bytes: how many shingles it has, its MinHash, and its figures.

    Case, punctuation and spacing do not matter. Never raises; the same text always gives the same bytes.
    """
    from rensa import RMinHash

    text = text.lower()
    words = _words(text)
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    hasher = RMinHash(ROWS * BANDS, _SEED)
    hasher.update(sorted(shingles))
    figures = _figures(_words(_CLOCK.sub(" ", text)))
    return _HEAD.pack(len(shingles), len(figures)) + _packed("I", hasher.digest()) + _packed("H", figures)


def bands(signature: bytes) -> list[int]:
    """Keys for look-up, BANDS of them, each below 2**63: copies share at least one key almost always."""
    width = 4 * ROWS
    starts = range(_HEAD.size, _HEAD.size + BANDS * width, width)
    return [_key(band, signature[at : at + width]) for band, at in enumerate(starts)]


def similarity(a: bytes, b: bytes) -> float:
    """How much of the shorter text stands in the longer (0 to 1, estimated, standard error about .05).

    0 where each text has figures that the other lacks: then one is a newer version, or tells of something else.
    """
    (size_a, hash_a, figures_a), (size_b, hash_b, figures_b) = _parts(a), _parts(b)
    alike = sum(x == y for x, y in zip(hash_a, hash_b, strict=True)) / len(hash_a)
    if figures_a - figures_b and figures_b - figures_a:
        return 0.0
    shared = alike / (1 + alike) * (size_a + size_b)
    return min(1.0, shared / min(size_a, size_b))


def _words(text: str) -> list[str]:
    return [_NUMBERS.get(w, w) for w in _WORD.findall(text)]


def _figures(words: list[str]) -> list[int]:
    """The text's distinct figures in order of first use, as 16-bit numbers; dates are none: each outlet has its own."""
    said: dict[str, None] = {}
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if not word[0].isdigit() or _YEAR.fullmatch(word):
            continue
        if not _MONTH.fullmatch(before) and not _MONTH.fullmatch(after):
            said[word.replace(",", "")] = None
    return [_short(w) for w in list(said)[:_FIGURES]]


def _short(word: str) -> int:
    """A small number as itself, others folded into the rest of 16 bits."""
    value = int(re.sub(r"\D", "", word) or 0)
    return value if value < 40_000 else 40_000 + value % 25_500


def _key(band: int, rows: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(bytes([band]) + rows, digest_size=8).digest(), "big") >> 1


def _packed(kind: str, values: list[int]) -> bytes:
    return struct.pack(f">{len(values)}{kind}", *values)


def _parts(signature: bytes) -> tuple[int, array[int], frozenset[int]]:
    size, count = _HEAD.unpack_from(signature)
    minhash = array("I", struct.unpack_from(f">{ROWS * BANDS}I", signature, _HEAD.size))
    figures = struct.unpack_from(f">{count}H", signature, _HEAD.size + 4 * ROWS * BANDS)
    return size, minhash, frozenset(figures)
