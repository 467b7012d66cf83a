"""A PDF with a text layer into a draft: its pages' lines as running paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tacitus.sources import streams
from tacitus.sources.shapes import FORMATS, Blob, Draft, Options, Unreadable

_LEAST = 20  # letters; a scan may carry a stamp or a page number as text
_MADE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_HYPHEN = re.compile(r"(?<=[a-z])(?:[-\xad]\n|[\ufffe\x02]\n?)(?=[a-z])")
_END = re.compile(r"""[.!?:]["'”’)]*$""")


def read(blob: Blob, options: Options) -> Iterator[Draft]:
    """One draft from a PDF; the day it was made is its date only where the text has none.

    Raises Unreadable: E203 without a text layer, E204 where it is broken or locked, E205 beyond the limit.
    """
    import pypdfium2

    raw = streams.whole(blob, options.max_bytes or FORMATS["pdf"].max_bytes or 0)
    try:
        with pypdfium2.PdfDocument(raw) as document:
            pages = list(_pages(document, options.max_characters, blob.where))
            about = document.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as broken:
        locked = "password" in str(broken).lower()
        what = "it is locked with a password" if locked else f"it is broken ({broken})"
        hint = "save it again without a password" if locked else "fetch it again, or print it to a new PDF"
        raise Unreadable("E204", what, blob.where, hint) from None
    text = _running(_without_margins(pages))
    if sum(map(str.isalpha, text)) < _LEAST:
        raise Unreadable(
            "E203", f"no text layer on {'its page' if len(pages) == 1 else f'any of its {len(pages)} pages'} (a scan?)", blob.where,
            "ocrmypdf IN.pdf OUT.pdf, then read OUT.pdf",
        )  # fmt: skip
    made = _MADE.match(about.get("CreationDate", ""))
    yield Draft(
        raw=raw, text=text, where=blob.where, title=about.get("Title"), author=about.get("Author"), url=blob.url,
        made="-".join(made.groups()) if made else None, retrieved=blob.retrieved,
    )  # fmt: skip


def _pages(document: object, limit: int, where: str) -> Iterator[list[str]]:
    """The lines of each page; raises Unreadable (E205) once they have more characters than `limit`."""
    total = 0
    for number in range(len(document)):  # type: ignore[arg-type]
        page = document[number]  # type: ignore[index]
        layer = page.get_textpage()
        text = _HYPHEN.sub("", layer.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n"))
        layer.close()
        page.close()
        total += len(text)
        if total > limit:
            raise streams.too_large(where, f"{limit:,} characters")
        yield text.split("\n")


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the first and last lines that most of them repeat, and without bare page numbers."""
    edges = Counter(_shape(ln) for page in pages for ln in {*page[:2], *page[-2:]} if ln.strip())
    often = {shape for shape, n in edges.items() if n >= max(3, 0.5 * len(pages))}
    bare = re.compile(r"\s*(page\s*)?\d{1,4}(\s*(of|/)\s*\d{1,4})?\s*", re.I)
    return [
        [
            ln for i, ln in enumerate(page)
            if not ((i < 2 or i >= len(page) - 2) and (_shape(ln) in often or bare.fullmatch(ln)))
        ]
        for page in pages
    ]  # fmt: skip


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _running(pages: list[list[str]]) -> str:
    """Lines joined into paragraphs: one ends at an empty line, or at a sentence's end well short of the margin."""
    lines = [ln.strip() for page in pages for ln in page]
    widths = sorted(len(ln) for ln in lines if ln)
    usual = widths[int(0.75 * len(widths))] if widths else 0
    out: list[str] = []
    for i, ln in enumerate(lines):
        out.append(ln)
        short_end = _END.search(ln) and len(ln) < 0.85 * usual
        heading = len(ln) < 0.6 * usual and not _END.search(ln) and lines[i + 1 : i + 2] and lines[i + 1][:1].isupper()
        out.append("\n\n" if not ln or short_end or heading else " ")
    return re.sub(r" *\n[ \n]*", "\n\n", "".join(out)).strip()
