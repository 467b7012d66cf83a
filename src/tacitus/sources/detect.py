"""Which format a stretch of bytes is in: by its first bytes, then by its name, then by what its text looks like."""

from __future__ import annotations

import json
import re

from tacitus.sources import encoding
from tacitus.sources.shapes import FORMATS

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"WARC/", "warc"),
)
_BY_SUFFIX = {suffix: f.id for f in FORMATS.values() for suffix in f.suffixes}
_PACKED = frozenset({"pdf", "zip", "tar", "gzip", "bzip2", "xz", "warc"})
_BY_TYPE = (
    ("html", "html"), ("rss", "feed"), ("atom", "feed"), ("rdf+xml", "feed"), ("ndjson", "jsonl"), ("jsonl", "jsonl"),
    ("json", "json"), ("csv", "csv"), ("tab-separated", "tsv"), ("markdown", "markdown"),
)  # fmt: skip
_FEED_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.I)
_PAGE_ROOT = re.compile(r"<(?:!doctype html|html|head|body|article|div|p|title|meta|main)\b", re.I)


def suffix(name: str) -> str:
    """The ending of a name with its dot, in small letters, "" without one."""
    stem, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot and stem else ""


def tell(head: bytes, name: str = "", content_type: str | None = None) -> str | None:
    """The id of the format in `FORMATS`, or None for bytes that are no text and no known format.

    What the bytes say outranks the name: a page saved as .txt is a page.
    """
    by_magic = next((f for mark, f in _MAGIC if head.startswith(mark)), None)
    if by_magic is None and b"%PDF-" in head[:1024]:
        by_magic = "pdf"  # some servers put a blank line or a header before it; readers of PDF allow 1,024 bytes
    if by_magic:
        return by_magic
    if head[257:262] == b"ustar":
        return "tar"
    by_name = _BY_SUFFIX.get(suffix(name))
    if by_name in _PACKED:
        return by_name  # its own mark is missing: the reader of that format says what is broken
    if encoding.is_binary(head):
        return None
    return _text_format(head, by_name, content_type)


def _text_format(head: bytes, by_name: str | None, content_type: str | None) -> str:
    guess = encoding.detect(head) or "latin-1"
    text = head.decode(guess, "replace").lstrip("\ufeff \t\r\n")
    if by_name in ("jsonl", "csv", "tsv", "markdown"):
        return by_name
    if text.startswith("<"):
        root = re.sub(r"<\?.*?\?>|<!--.*?-->", "", text, flags=re.S).lstrip()[:400]
        if _FEED_ROOT.match(root):
            return "feed"
        if _PAGE_ROOT.match(root):
            return "html"
    if text[:1] in ("{", "["):
        found = _json_kind(text)
        if found:
            return found
    if by_name:
        return by_name
    return next((f for mark, f in _BY_TYPE if mark in (content_type or "").lower()), "text")


def _json_kind(text: str) -> str | None:
    """JSON lines have a whole value on their first line and another after it."""
    first, _, rest = text.partition("\n")
    if text[0] == "[":
        return "json" if re.match(r'\[\s*["{\]]', text) else None
    try:
        json.loads(first)
    except ValueError:
        return "json" if re.match(r'\{\s*"', text) else None
    return "jsonl" if rest.lstrip().startswith("{") else "json"
