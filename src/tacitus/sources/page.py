"""A saved web page into a draft: the article's text, and what the page says of title, author, publisher and date."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tacitus.sources import encoding, markup, streams
from tacitus.sources.shapes import FORMATS, Blob, Draft, Options, Unreadable

_LEAST = 60  # characters of article text; less is a caption or a button, not a report
_PARAGRAPH = re.compile(r"<p[\s>]", re.I)
_MARKUP = 1 << 20  # characters of a page besides scripts, styles and pictures; articles have under 300,000, and the
# extractor needs seconds for each million of tags
_TAGS = 25_000  # elements; the longest live reports have some 10,000
_SITE_TAIL = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")


def read(blob: Blob, options: Options) -> Iterator[Draft]:
    """One draft from a page.

    Raises Unreadable: E205 beyond the limit, E212 where there is no article, E204 where the page defeats the parser.
    """
    limit = options.max_bytes or FORMATS["html"].max_bytes or 0
    yield draft(streams.whole(blob, limit), blob, options)


def draft(raw: bytes, blob: Blob, options: Options) -> Draft:
    """A draft from the bytes of a page; blob tells where it is from. Raises as `read` does."""
    if not raw.strip():
        raise Unreadable("E201", "the page is empty", blob.where, "save it again")
    page = encoding.decode(raw, blob.where, declared=blob.charset or encoding.label(raw))
    url = blob.url or options.url
    found = _extract(page, url, blob.where)
    text = re.sub(r"\n+", "\n\n", (found.text or "").strip())
    if len(text) < _LEAST:
        raise Unreadable(
            "E212", "the page has no article that can be told from its menus", blob.where,
            "save the article's own page, or copy its text into a .txt file",
        )  # fmt: skip
    title = _title(found.title, found.sitename)
    return Draft(
        raw=raw, text=_without_title(text, title), where=blob.where, title=title, url=url or _address(found.url),
        publisher=found.sitename or found.hostname, author=_author(found.author), published=found.date,
        retrieved=blob.retrieved,
    )  # fmt: skip


@cache
def _hush() -> None:
    """The parser logs every odd page as an error of its own; here it is a failure with a code, told once."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _extract(page: str, url: str | None, where: str) -> Any:
    """What trafilatura finds in a page: strictly, then loosely; in a page laid out with tables, the fullest cell.

    Its parser may fail in its own ways on a hostile page; each becomes Unreadable (E204).
    """
    import trafilatura
    from lxml import etree

    _hush()
    dates = {"original_date": True, "extensive_search": False}  # the first publication; no date guessed from prose
    tags = markup.slim(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    if len(tags) > _MARKUP or tags.count("<") > 2 * _TAGS:
        raise streams.too_large(where, f"{_MARKUP:,} characters of markup or {_TAGS:,} elements")
    try:
        for precise in (True, False) if len(_PARAGRAPH.findall(tags)) > 1 else (True,):
            found: Any = trafilatura.bare_extraction(
                tags, url=url, include_comments=False, include_tables=False, favor_precision=precise,
                with_metadata=True, date_extraction_params=dates,
            )  # fmt: skip
            if found is not None and len(found.text or "") >= _LEAST:
                return found
        about = trafilatura.extract_metadata(tags, default_url=url, date_config=dates)
        about.text = markup.densest(tags)
        return about
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError) as broken:
        what = f"the page cannot be parsed ({type(broken).__name__}: {str(broken)[:120]})"
        raise Unreadable("E204", what, where, "save it again, or copy its text into a .txt file") from None


def _title(title: str | None, site: str | None) -> str | None:
    """The headline without the site's name at its end."""
    if not title:
        return None
    tail = _SITE_TAIL.search(title)
    if tail and site and _same(tail[0], site):
        return title[: tail.start()].strip()
    return title.strip()


def _same(tail: str, site: str) -> bool:
    a, b = (re.sub(r"\W+", "", s).lower() for s in (tail, site))
    return bool(a) and (a in b or b in a)


def _without_title(text: str, title: str | None) -> str:
    """The text without the headline that some pages repeat as the first line."""
    first, gap, rest = text.partition("\n")
    return rest.lstrip() if gap and title and _same(first, title) and len(first) <= len(title) + 40 else text


def _author(author: str | None) -> str | None:
    return author.replace("; ", ", ") if author else None


def _address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
