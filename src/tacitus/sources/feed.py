"""RSS and Atom into drafts, one for each entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from tacitus.errors import Failure
from tacitus.sources import encoding, markup, streams
from tacitus.sources.shapes import FORMATS, Blob, Draft, Options, Unreadable

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTRY = re.compile(rb"<(item|entry)[\s>].*?</\1\s*>", re.S | re.I)


def read(blob: Blob, options: Options) -> Iterator[Draft | Failure]:
    """A draft for each entry: its full content if the feed carries it, else its summary, else its headline.

    Where the feed is cut or broken, the entries before the break are kept, and then Unreadable (E204) is raised.
    """
    import feedparser

    raw = streams.whole(blob, options.max_bytes or FORMATS["feed"].max_bytes or 0)
    text = _DECLARED.sub("", encoding.decode(raw, blob.where, declared=blob.charset or encoding.label(raw)))
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers, resolve_relative_uris=False)
    except (ValueError, AttributeError, KeyError, IndexError, RecursionError) as broken:  # as its loose parser may fail
        raise Unreadable("E204", f"the feed is broken ({str(broken)[:160]})", blob.where, "fetch it again") from None
    pieces = [m[0] for m in _ENTRY.finditer(raw)]
    whole = len(pieces) == len(found.entries)
    for number, entry in enumerate(found.entries, 1):
        yield _draft(entry, pieces[number - 1] if whole else raw, number, found.feed, blob)
    why = found.get("bozo_exception")
    if found.bozo and _fatal(why, bool(found.entries)):
        hint = "fetch it again; the entries before the break were read" if found.entries else "fetch it again"
        raise Unreadable("E204", f"the feed is broken ({str(why)[:160]})", blob.where, hint)


def _fatal(why: object, has_entries: bool) -> bool:
    """Whether feedparser's complaint means that entries are lost (and not, say, a wrong content type)."""
    return not has_entries or type(why).__name__ == "SAXParseException"


def _link(entry: Any, blob: Blob) -> str | None:
    link = entry.get("link")
    return urljoin(blob.url or "", link) if link else None


def _draft(entry: Any, raw: bytes, number: int, feed: Any, blob: Blob) -> Draft | Failure:
    bodies = [c.get("value", "") for c in entry.get("content", [])] + [entry.get("summary", "")]
    text = max((markup.to_text(b) for b in bodies), key=len)
    title = markup.to_text(entry.get("title", "")) or None
    where = f"{blob.where}#{number}"
    if not text.strip() and not title:
        hint = "nothing; the other entries were read"
        return Failure(code="E201", what="the entry has neither text nor headline", where=where, hint=hint)
    return Draft(
        raw=raw, text=text, where=where, title=title, url=_link(entry, blob), author=entry.get("author"),
        publisher=entry.get("source", {}).get("title") or feed.get("title"),
        published=entry.get("published") or entry.get("created") or entry.get("updated"),
        language=feed.get("language"), source_id=entry.get("id"), retrieved=blob.retrieved,
    )  # fmt: skip
