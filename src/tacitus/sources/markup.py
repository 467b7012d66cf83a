"""Markup inside a table's cell or a feed's entry into plain paragraphs."""

from __future__ import annotations

import html
import re

_TAG = re.compile(r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|img|table|td|tr|blockquote)\b[^>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|quot|lt|gt|nbsp|[lr][sd]quo|[mn]dash|apos|hellip);", re.I)
_BLOCK = frozenset([
    "p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "table", "figure",
    "figcaption", "section", "article", "hr",
])
_HIDDEN = frozenset(["script", "style", "noscript", "template", "iframe", "svg", "head"])
_WORDLESS = [
    (re.compile(start, re.I), re.compile(end, re.I))
    for start, end in (("<!--", "-->"), (r"<script\b", "</script>"), (r"<style\b", "</style>"), (r"<svg\b", "</svg>"))
]
_INLINE = re.compile(r"data:[\w/+.-]{3,40};base64,[\w+/=]+")
_MOST = 0.75  # of a page's words outside links lie in its article; menus and footers have the rest
_DEEPEST = 200  # levels; the parser itself stops at 256


def to_text(text: str) -> str:
    """The words of a text that may hold HTML tags or entities, blocks as paragraphs; other text is left as it is."""
    if _TAG.search(text):
        return fragment(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def fragment(markup: str) -> str:
    """The words of a piece of HTML, a blank line between its blocks, without scripts and styles."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        root = lxml_html.fromstring(f"<div>{markup}</div>")
    except (etree.LxmlError, ValueError):
        return html.unescape(re.sub(r"<[^>]{0,1000}>", " ", markup))
    words: list[str] = []
    _walk(root, words, 0)
    text = re.sub(r"[ \t\r\n\xa0]*\n\n[ \t\r\n\xa0]*", "\n\n", "".join(words))
    return text.strip()


def slim(page: str) -> str:
    """A page without what holds no words: scripts (save those with data about the article), styles, drawings, comments.

    Takes time in proportion to the page's length, however it is made.
    """
    for start, end in _WORDLESS:
        kept, at = [], 0
        while (begin := start.search(page, at)) and (close := end.search(page, begin.end())):
            data = "ld+json" in page[begin.end() : begin.end() + 200].partition(">")[0]
            kept.append(page[at : close.end() if data else begin.start()])
            at = close.end()
        page = "".join([*kept, page[at:]])
    return _INLINE.sub("", page)


def densest(page: str) -> str:
    """The words of the innermost part of a page that holds most of its words outside links; "" where it has none.

    For old pages laid out with tables and line breaks, in which nothing is marked as a paragraph.
    """
    from lxml import html as lxml_html

    node = lxml_html.document_fromstring(page).find("body")
    if node is None:
        return ""
    enough = _MOST * _own(node)
    while inner := [child for child in node if isinstance(child.tag, str) and _own(child) >= enough > 0]:
        node = inner[0]
    words: list[str] = []
    _walk(node, words, 0)
    return re.sub(r"\s*\n\n\s*", "\n\n", "".join(words)).strip()


def _own(node: object) -> int:
    """Characters of a part of a page that are neither in links nor hidden."""
    pieces = node.xpath(".//text()[not(ancestor::a or ancestor::script or ancestor::style)]")  # type: ignore[attr-defined]
    return sum(map(len, map(str.strip, pieces)))


def _walk(node: object, words: list[str], depth: int) -> None:
    tag = getattr(node, "tag", None)
    if isinstance(tag, str) and tag not in _HIDDEN and depth < _DEEPEST:
        block = tag in _BLOCK
        words.append("\n\n" if block else "")
        words.append(_flat(getattr(node, "text", None)))
        for child in node:  # type: ignore[attr-defined]
            _walk(child, words, depth + 1)
        words.append("\n\n" if block else "")
    if depth:
        words.append(_flat(getattr(node, "tail", None)))


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""
