"""Lays the calendar over a report: the days of each expression, which of them are the paper's own, which name a happening."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from tacitus import times as calendar
from tacitus.record import When

if TYPE_CHECKING:
    from tacitus.reader.page import Page


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression and the span of days that it means.

    counted: from a day told before ("the previous day"). rule: what gave the span, where it is not the words alone.
    wrong: what speaks against a date ("26 July 2016 was a Tuesday").
    """

    start: int
    end: int
    words: str
    when: When
    counted: bool = False
    rule: str | None = None
    wrong: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An expression that counts from a happening which it names: "two days after the raid", "the first anniversary of".

    mention: what it counts, the sign as read forward from the happening named. region: tokens of the words behind it,
    among which that happening is. outer: the token that those words hang on. anniversary: it counts whole years to the
    day itself.
    """

    start: int
    end: int
    words: str
    mention: calendar.TimeMention
    region: frozenset[int]
    named: Any
    outer: Any
    anniversary: bool = False


def lay(page: Page, text: str, printed: str) -> tuple[list[Timed], list[Link]]:
    """Every dated expression with its days, and every one that counts from a happening, in the order of the text.

    text: as the parser saw it; printed: as it stands in the report, of the same length.
    """
    times, links, country = [], [], page.report.publisher_country
    told: date | None = None  # the day named last: "the next day" follows it
    stamped = {m.start for m in calendar.stamps(printed, country)}
    for mention in calendar.find(text):
        if mention.start in stamped:
            continue
        if mention.rests_on == "event" and mention.direction in NAMING and mention.kind in ("day", "ago"):
            link = _link(page, mention.start, mention.end, mention)
            links += [link] if link is not None else []
            continue
        event = told if mention.rests_on == "event" else None
        when = calendar.resolve(mention, page.anchor, event=event, country=country)
        if _ahead(page, when) and mention.rests_on == "event" and mention.tense != "future":
            when = calendar.resolve(mention, page.anchor, country=country)
        when, rule = calendar.coded(text, mention, when, page.anchor)
        if when is not None and when.start is not None and not _stamp(page, mention, when):
            words = printed[mention.start : mention.end]
            counted, wrong = mention.rests_on == "event", calendar.weekday_conflict(mention)
            times.append(Timed(mention.start, mention.end, words, when, counted, rule, wrong))
            told = as_day(when.start) if when.precision == "day" else told
        elif when is not None and when.start is None and when.end is None and _no_day(mention):
            words = printed[mention.start : mention.end]
            why = f"no day that can be meant: {words}"
            times.append(Timed(mention.start, mention.end, words, when, wrong=why))
    taken = [(t.start, t.end) for t in times]
    times += [Timed(s, e, printed[s:e], when, rule=rule) for s, e, when, rule in calendar.sought(text, taken, page.anchor)]
    return sorted(times, key=lambda t: t.start), links + _anniversaries(page, text)


def _no_day(mention: calendar.TimeMention) -> bool:
    """Whether a date that names its year, once it has no span, is one that the calendar or history lacks."""
    return mention.kind == "date" and mention.year is not None


def parted(page: Page, one: Any, other: Any) -> bool:
    """Whether a link stands between two tokens: one among the words it counts from, the other outside."""
    return any((one.i in link.region) != (other.i in link.region) for link in page.links)


NAMING = ("before", "after", "prior to", "into")
"""Directions of an expression behind which the happening stands that it counts from."""


def _link(page: Page, start: int, end: int, mention: calendar.TimeMention, *, anniversary: bool = False) -> Link | None:
    """The link whose last word stands before the happening it counts from; None where the parse shows no such words."""
    span = page.doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    last = span[-1]
    named = next((c for c in last.children if c.dep_ in ("pobj", "pcomp") and c.i > last.i), None)
    outer = last.head
    if named is None and last.dep_ == "prep" and last.head.dep_ == "prep":  # "prior to the vote"
        named = next((c for c in last.head.children if c.dep_ == "pobj" and c.i > last.i), None)
    if named is None and last.dep_ in ("mark", "prep", "advmod") and last.head.i > last.i:
        named, outer = last.head, last.head.head
    if named is None:
        return None
    region = frozenset(t.i for t in named.subtree if t.i > last.i)
    while outer.i in region or span.start <= outer.i < span.end:
        if outer.head == outer:
            break
        outer = outer.head
    return Link(start, end, page.text[start:end], mention, region, named, outer, anniversary)


_ANNIVERSARY = re.compile(
    r"\b(?:the |its |their |a )?(?:(?P<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|\d{1,3}(?:st|nd|rd|th))|(?P<num>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})[- ]year)"
    r"\s+anniversary\s+(?:of|since|after)\b",
    re.IGNORECASE,
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUM = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _anniversaries(page: Page, text: str) -> list[Link]:
    out = []
    for match in _ANNIVERSARY.finditer(text):
        said = (match.group("nth") or match.group("num")).lower()
        names = _NTH if match.group("nth") else _NUM
        years = names.index(said) + 1 if said in names else int(re.sub(r"\D", "", said))
        mention = calendar.TimeMention(
            start=match.start(), end=match.end(), words=match.group(), kind="ago", unit="year", n=years, n_high=years,
            part="exact", rests_on="event",
        )  # fmt: skip
        link = _link(page, match.start(), match.end(), mention, anniversary=True)
        out += [link] if link is not None and years else []
    return out


def _ahead(page: Page, when: When | None) -> bool:
    """Whether a time lies after the day of publication, where nothing that is told as done can lie."""
    return (
        when is not None and when.start is not None and page.anchor is not None and when.start > page.anchor.isoformat()
    )


STAMPS_WITHIN = 300
"""Code points from the start within which a bare full date that is the publication day is the paper's stamp."""


def _stamp(page: Page, mention: calendar.TimeMention, when: When) -> bool:
    """Whether a date is that of the paper ("Monday 13 Nov 2017", a dateline) and not of what is told."""
    if page.dateline is not None and page.dateline.start <= mention.start < page.dateline.end:
        return True
    if mention.kind != "date" or mention.year is None or mention.start > STAMPS_WITHIN:
        return False
    before = page.text[max(0, mention.start - 12) : mention.start].lower().rstrip()
    if before.endswith(("published", "posted", "updated", "posted on", "dated")):
        return True
    return (
        page.anchor is not None
        and when.start == page.anchor.isoformat()
        and not before.endswith((" on", " of", " by", " in", " the", ","))
    )


def as_day(value: str | None) -> date | None:
    """The day of an ISO date or date-time; None where there is none."""
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
