"""A draft into a report: clean text and its id, publication date, language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from tacitus.record import How, Published, Report
from tacitus.sources import clean, dates, language, origin, streams
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
    url = draft.url or options.url
    country = origin.country(url, draft.language or options.language)
    told = language.code(options.language or draft.language) or language.tell(text)
    report = Report(
        id=Report.identify(text), raw_sha256=hashlib.sha256(draft.raw).hexdigest(), text=text, title=title,
        url=url, publisher=clean.line(draft.publisher or options.publisher),
        author=clean.line(draft.author), published=published(draft, options, country), retrieved=draft.retrieved,
        language=told, readable=told in READABLE, source=draft.where, source_id=clean.line(draft.source_id),
        publisher_country=country,
    )  # fmt: skip
    return Obtained(report, draft.raw)


def published(draft: Draft, options: Options, country: str | None = None) -> Published:
    """When the report was published: as the caller says, else the source, else its dateline, else when it was made.

    A day on which it cannot have been published is passed over. What the others say is held against the one that is taken:
    what cannot be so is its `doubt`.
    """
    found = [(day, how, name) for day, how, name in _claims(draft, options, country) if day is not None]
    possible = [one for one in found if one[1] == "given" or dates.impossible(one[0]) is None]
    wrong = [f"{name} says {day[:10]}, but {dates.impossible(day)}" for day, how, name in found if (day, how, name) not in possible]
    if not possible:
        return Published(doubt="; ".join(wrong) or None)
    day, how, name = possible[0]
    differ = [
        f"{name} says {day[:10]}, {other} {said[:10]}"
        for said, _, other in possible[1:] if other != MADE and not _agree(day, said)
    ]  # fmt: skip
    return Published(day, how, basis=name, doubt="; ".join(wrong + differ) or None)


MADE = "the file's own data"
APART = 2
"""Days by which two dates of one report may differ: written one evening, put up the next morning, in another time zone."""


def _claims(draft: Draft, options: Options, country: str | None) -> Iterator[tuple[str | None, How, str]]:
    """Every day of publication that anything gives, by trust: ISO 8601, how it was found, and what says so."""
    yield options.published, "given", "the caller"
    yield dates.iso(draft.published, country), "metadata", "the source's data"
    yield _dateline(draft.text, country), "dateline", "the text"
    yield dates.iso(draft.made, country), "metadata", MADE


def _agree(one: str, other: str) -> bool:
    days = [date.fromisoformat(day[:10]).toordinal() for day in (one, other)]
    return abs(days[0] - days[1]) <= APART


def _dateline(text: str, country: str | None) -> str | None:
    """The day in the report's dateline, or in what its paper printed above or below the text; None for none."""
    from tacitus import times

    found = times.published(clean.characters(text), country)
    if found is not None:
        return found.isoformat()
    opening = [ln.strip() for ln in text[:_HEAD].split("\n") if ln.strip()][:_OPENING]
    return next(filter(None, map(dates.alone, opening)), None)
