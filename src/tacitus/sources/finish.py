"""A draft into a report: clean text and its id, publication date, language."""

from __future__ import annotations

import hashlib

from tacitus.record import Published, Report
from tacitus.sources import clean, dates, language, streams
from tacitus.sources.shapes import READABLE, Draft, Obtained, Options, Unreadable

_OPENING = 4  # lines: headline, byline, date and place come in any order before the first paragraph
_HEAD = 2000  # characters that may hold the dateline, with the buttons above it that cleaning takes away


def finish(draft: Draft, options: Options, *, page: bool) -> Obtained:
    """The report that a draft becomes. page: its text comes from a web page or feed.

    Raises Unreadable: E201 where no text is left, E205 where more than `max_characters` are.
    """
    title = clean.line(draft.title or options.title)
    if len(draft.text) > options.max_characters:
        raise streams.too_large(draft.where, f"{options.max_characters:,} characters")
    text = clean.clean(draft.text, page=page) or title or ""
    if not text:
        raise Unreadable("E201", "it is empty", draft.where, "check that it was saved or written whole")
    told = language.code(options.language or draft.language) or language.tell(text)
    report = Report(
        id=Report.identify(text), raw_sha256=hashlib.sha256(draft.raw).hexdigest(), text=text, title=title,
        url=draft.url or options.url, publisher=clean.line(draft.publisher or options.publisher),
        author=clean.line(draft.author), published=published(draft, options), retrieved=draft.retrieved,
        language=told, readable=told in READABLE, source=draft.where, source_id=clean.line(draft.source_id),
    )  # fmt: skip
    return Obtained(report, draft.raw)


def published(draft: Draft, options: Options) -> Published:
    """When the report was published: as the caller says, else the source, else its dateline, else when it was made."""
    if options.published:
        return Published(options.published, "given")
    if said := dates.iso(draft.published):
        return Published(said, "metadata")
    if day := _dateline(draft.text):
        return Published(day, "dateline")
    if made := dates.iso(draft.made):
        return Published(made, "metadata")
    return Published()


def _dateline(text: str) -> str | None:
    """The day in the report's dateline, or in what its paper printed above or below the text; None for none."""
    from tacitus import times

    found = times.published(clean.characters(text))
    if found is not None:
        return found.isoformat()
    opening = [ln.strip() for ln in text[:_HEAD].split("\n") if ln.strip()][:_OPENING]
    return next(filter(None, map(dates.alone, opening)), None)
