"""Bytes to characters: which encoding a text is in, told from the bytes first and the label second."""

from __future__ import annotations

import codecs
import re

from tacitus.sources.language import tell
from tacitus.sources.shapes import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16  # bytes shown to the guesser; more makes it slower, not better
_LABEL = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_LABEL_BYTES = 4096  # HTML asks for the label within 1,024 bytes; real pages put it later
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27} | {127}
_BINARY_SHARE = 0.05  # of control bytes; random and packed bytes have .08 to .11, texts with stray ones under .01
_BROKEN_SHARE = 0.002  # of characters of a UTF-8 text that may be broken (marked U+FFFD): one or two in a page
_SMART = frozenset(b"\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb")
_GUESSES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "cp866", "mac_roman",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "tis_620", "iso8859_2",
]  # what news is written in; the guesser's rarer code pages (EBCDIC, DOS) only win by mistake


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: too many control bytes, and not UTF-16 or UTF-32."""
    if not head or _by_mark(head) or _wide(head):
        return False
    bad = sum(map(head.count, (bytes([b]) for b in _CONTROL)))
    return bad > max(4, _BINARY_SHARE * len(head)) or (b"\0" * 16) in head


def label(head: bytes) -> str | None:
    """The encoding that a page or XML file names itself, or None."""
    found = _LABEL.search(head[:_LABEL_BYTES])
    return found[1].decode("ascii") if found else None


def detect(sample: bytes, *, declared: str | None = None, whole: bool = False) -> str | None:
    """The encoding of bytes, or None where it cannot be told.

    By mark, by the pattern of zero bytes, UTF-8 if it decodes, the declared one if it decodes, then by likelihood.
    whole: the sample is all there is, so it may not end within a character.
    """
    sure = _by_mark(sample) or _wide(sample)
    if sure:
        return sure
    if _decodes(sample, "utf-8", whole):
        return "utf-8"
    if declared and _known(declared) and _decodes(sample, declared, whole):
        return declared
    if _nearly_utf8(sample):
        return "utf-8"
    return _likely(sample)


def decode(raw: bytes, where: str, *, declared: str | None = None) -> str:
    """The text of bytes. Broken characters of a text that is plainly UTF-8 become U+FFFD.

    Raises Unreadable: E208 where no encoding fits.
    """
    encoding = detect(raw, declared=declared, whole=True)
    if encoding is not None:
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            if encoding in ("utf-8", "utf-8-sig", "utf-16"):
                return raw.decode(encoding, "replace")
    raise Unreadable(
        "E208", "no encoding fits its bytes", where, "convert it to UTF-8, for instance with iconv -f ENCODING -t UTF-8"
    )


def _by_mark(raw: bytes) -> str | None:
    return next((name for mark, name in _BOMS if raw.startswith(mark)), None)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by zero bytes at every second place of mostly Latin text."""
    sample = raw[:4096]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.05 else None


def _decodes(raw: bytes, encoding: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)("strict").decode(raw, whole)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _known(name: str) -> bool:
    """Whether a label names a character encoding (and not, say, Python's "hex", or ASCII that has just failed)."""
    try:
        info = codecs.lookup(name)
    except LookupError:
        return False
    return bool(getattr(info, "_is_text_encoding", False)) and info.name not in ("ascii", "utf-7", "idna", "punycode")


def _nearly_utf8(raw: bytes) -> bool:
    """UTF-8 with a few broken characters: other encodings hardly ever form whole many-byte sequences by chance."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = sum(ch > "\x7f" for ch in text) - broken
    return broken <= max(1, _BROKEN_SHARE * len(text)) and good >= max(1, broken)


def _likely(raw: bytes) -> str | None:
    sample = raw[:_SAMPLE]
    high = {b for b in sample if b > 127}
    if high <= _SMART or tell(sample.decode("ascii", "ignore")) == "en":
        return "cp1252" if _decodes(raw, "cp1252", False) else None  # English, with typographic quotes or foreign names
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSES, threshold=0.3).best()
    return best.encoding if best is not None and _decodes(raw, best.encoding, False) else None
