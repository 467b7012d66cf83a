"""Plain text and Markdown into a draft: what a header block says of the report, and its bare words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tacitus.sources import dates, encoding, streams
from tacitus.sources.fields import Row
from tacitus.sources.shapes import Blob, Draft, Options

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_PAIR = re.compile(r"([A-Za-z][\w -]{1,24})\s*:\s+(\S.*)")
_TITLE_LONGEST = 140  # characters; headlines end at about 110
_MARKS = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"^[ \t]*(```|~~~).*$", re.M), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S+.*$", re.M), ""),
    (re.compile(r"<(https?://[^>\s]+)>"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.M), ""),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)
"""Markdown's marks and what stays of them."""


def read(blob: Blob, options: Options, *, markdown: bool) -> Iterator[Draft]:
    """One draft from a text. A header block ("---" front matter, or "Title: ..." lines) gives its fields.

    A headline at the top becomes the title too; it stays in the text, where its facts can be quoted.
    Raises Unreadable: E205 for a text beyond `max_characters`, E208 for one in no known encoding.
    """
    limit = options.max_bytes or 4 * options.max_characters  # UTF-8 has at most four bytes a character
    raw = streams.whole(blob, limit, unit=f"{options.max_characters:,} characters")
    text = encoding.decode(raw, blob.where, declared=blob.charset)
    row, text = _header(text)
    if markdown:
        text = without_marks(text)
    yield Draft(
        raw=raw, text=text, where=blob.where, url=row.url or blob.url, title=row.title or _headline(text),
        publisher=row.publisher, author=row.author, published=row.published, language=row.language,
        source_id=row.source_id, retrieved=blob.retrieved,
    )  # fmt: skip


def without_marks(text: str) -> str:
    """Markdown as the words that a reader sees."""
    for pattern, stays in _MARKS:
        text = pattern.sub(stays, text)
    return text


def _header(text: str) -> tuple[Row, str]:
    """Fields of a header block and the text below it; no fields and the whole text where there is none."""
    text = text.lstrip("\ufeff")
    found = _FRONT.match(text)
    block, rest = (found[1], text[found.end() :]) if found else _plain_block(text)
    pairs = {m[1]: m[2] for ln in block.splitlines() if (m := _PAIR.fullmatch(ln.strip()))}
    row = Row({k.strip(): v.strip().strip("\"'") for k, v in pairs.items()}, {})
    if not found and not (len(pairs) == len(row.known()) >= 2):
        return Row({}, {}), text
    return row, rest


def _plain_block(text: str) -> tuple[str, str]:
    """The lines before the first empty one, if each is of the form "Name: value"."""
    block, gap, rest = text.lstrip().partition("\n\n")
    lines = block.splitlines()
    if gap and lines and all(_PAIR.fullmatch(ln.strip()) for ln in lines):
        return block, rest
    return "", text


def _headline(text: str) -> str | None:
    """The first line that is not a date, if it stands alone above the text and does not end like a sentence."""
    first, _, rest = text.strip().partition("\n")
    if dates.alone(first):
        first, _, rest = rest.strip().partition("\n")
    alone = rest.startswith(("\n", "\r\n")) and len(rest) > len(first)
    if alone and len(first) <= _TITLE_LONGEST and not re.search(r"[.:;,!?…\"”]\s*$", first) and " " in first.strip():
        return first.strip()
    return None
