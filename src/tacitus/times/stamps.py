"""The dates that a paper puts on a report ("Posted on 3 July 2016 by", "Harbour Post, 3 July 2016"), and which is its day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from tacitus.times.dateline import dateline, whole
from tacitus.times.find import find
from tacitus.times.mention import TimeMention

_HEAD = 1200  # characters from the start that hold headline, credit and byline; a lead paragraph ends by then
_OPENING, _CLOSING = 6, 3  # lines at the top and at the foot that may carry the paper's date
_CREDIT_LONGEST = 120  # characters; a credit line is a headline or a paper's name, with the day behind it
_POSTED = re.compile(
    r"\b(?:published|posted|updated|issued|filed|released|dated?|printed|modified|edited|revised)"
    r"(?: (?:online|on|at|in print))*\s*[:,|-]?\s*"
    r"(?:at )?(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?,?\s*(?:[A-Z]{2,4},?\s*)?(?:on )?)?$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:published|posted|updated|issued|filed|released|date|on|at|by|utc|gmt|[a-z]{1,3}t|am|pm|a\.m|p\.m|hrs|local|time|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[,|·•/(\[–—-]\s*(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$", re.IGNORECASE)
_CLOCK = re.compile(
    r"[\s,|·•)\]–—-]*(?:(?:at\s+)?\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:\(?(?:UTC|GMT|[A-Z]{2,4})\)?)?(?:\s*[+-]\d{1,2}"
    r"(?::?\d{2})?)?)?[\s)\]*_.]*",
    re.IGNORECASE,
)
_MARKS = "*_#>~` \t\r"


def stamps(text: str, country: str | None = None) -> list[TimeMention]:
    """The whole dates at the head and foot of a text that are the paper's own and not of what it tells, in order.

    A line of nothing but a date, a date behind "Posted on", and one that ends a credit or headline behind a comma or
    bar. A dateline's date is not among them (`dateline`). Never raises.
    """
    found: list[TimeMention] = []
    for start, line, foot in _lines(text):
        own = (m for m in find(line) if whole(m, country) is not None and _stamped(line, m, foot=foot))
        found.extend(_moved(m, start) for m in own)
    return found


def published(text: str, country: str | None = None) -> date | None:
    """The day of publication as far as the text itself gives it: in its dateline, else in the paper's stamps.

    The first of several stamps counts. country: of the publisher, which tells day from month in figures. None where
    nothing is said.
    """
    line = dateline(text)
    if line is not None and line.date is not None:
        return line.date
    days = [day for mention in stamps(text, country) if (day := whole(mention, country)) is not None]
    return days[0] if days else None


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Start, words and whether it is the foot, of the lines that may carry a stamp."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for at, (start, line) in enumerate(lines):
        if at < _OPENING and start < _HEAD:
            yield start, line[:_HEAD], False
        elif at >= len(lines) - _CLOSING and len(line) <= _CREDIT_LONGEST:
            yield start, line, True


def _stamped(line: str, mention: TimeMention, *, foot: bool) -> bool:
    before, after = line[: mention.start].lstrip(_MARKS), line[mention.end :].rstrip(_MARKS)
    if not re.search(r"[^\W\d_]", _BESIDE.sub("", before + " " + after)):
        return True
    if _POSTED.search(before) and len(before) <= _CREDIT_LONGEST:
        return True
    if foot or len(line) > _CREDIT_LONGEST or re.search(r"[.!?]\s", before):
        return False
    return bool(_PARTED.search(before) and _CLOCK.fullmatch(after))


def _moved(mention: TimeMention, by: int) -> TimeMention:
    return replace(mention, start=mention.start + by, end=mention.end + by)
