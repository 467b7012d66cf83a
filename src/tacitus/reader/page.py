"""A report laid open: its parse and, over it, the times, places, actors and numbers found in it."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tacitus import actors as who
from tacitus import places as where
from tacitus import times as calendar
from tacitus.reader import capitals, openings
from tacitus.reader import quantities as numbers
from tacitus.reader.learned import sight
from tacitus.reader.learned.sight import Sight
from tacitus.reader.parser import parser
from tacitus.record import Quote, Report, When

LONGEST = 60_000
"""Code points that are parsed at once; news reports have 500 to 20,000, and the parser's memory grows with length."""

PERSON_LABELS = frozenset({"PERSON"})


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression and the span of days that it means."""

    start: int
    end: int
    words: str
    when: When


@dataclass
class Page:
    """One report with every layer that later stages look at. Offsets are code points of `report.text`."""

    report: Report
    text: str
    doc: Any
    anchor: date | None
    sentences: list[Any] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    times: list[Timed] = field(default_factory=list)
    places: list[where.Located] = field(default_factory=list)
    actors: list[who.ActorMention] = field(default_factory=list)
    quantities: list[numbers.Quantity] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    contradictions: list[Any] = field(default_factory=list)
    dateline: Any = None
    sight: Sight | None = None
    """What the learned reader's model of events sees; None without it."""
    lemmas: list[str] = field(default_factory=list)
    """Of every token, in small letters."""
    _starts: list[int] = field(default_factory=list)
    _applying: dict[int, frozenset[str]] = field(default_factory=dict)

    def quote(self, start: int, end: int) -> Quote:
        """The words from start to end, without the blanks around them."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Quote(report=self.report.id, start=start, end=end, words=self.text[start:end])

    def sentence(self, char: int) -> int:
        """The index of the sentence that holds this code point."""
        return max(0, bisect.bisect_right(self._starts, char) - 1)

    @cached_property
    def ruled_out(self) -> frozenset[int]:
        """Tokens that are said not to apply: "it was no suicide attack", "suicide was not involved"."""
        without = {t.head.i for t in self.doc if t.lower_ == "no" and t.head != t}
        negated = {t.head.i for t in self.doc if t.dep_ == "neg" and t.head != t}
        return frozenset(without | {t.i for t in self.doc if t.head.i in negated})

    def applying(self, sentence: int) -> frozenset[str]:
        """The lemmas of a sentence, without those that are ruled out."""
        if sentence not in self._applying:
            span = self.sentences[sentence]
            words = (self.lemmas[i] for i in range(span.start, span.end) if i not in self.ruled_out)
            self._applying[sentence] = frozenset(words)
        return self._applying[sentence]

    def index(self) -> None:
        """Prepare `sentence`; called once the sentences are known."""
        self._starts = [s.start_char for s in self.sentences]

    def actors_in(self, start: int, end: int) -> list[who.ActorMention]:
        """Actors whose words lie within these code points."""
        return [a for a in self.actors if start <= a.start and a.end <= end]

    def places_in(self, start: int, end: int) -> list[where.Located]:
        """Places whose words lie within these code points."""
        return [p for p in self.places if start <= p.mention.start and p.mention.end <= end]

    def is_person(self, start: int, end: int) -> bool:
        """Whether the parser's names hold a person that overlaps these code points."""
        return any(s < end and start < e for s, e in self.persons)


LONGEST_WORD = 120
"""Code points without a blank: only addresses and debris are as long, and the tokenizer's time grows with the square."""


def open_page(report: Report, *, learned: bool = True) -> Page:
    """Parse a report and lay every layer over it; with `learned`, what the learned reader sees too, if it is there."""
    text = openings.parted(report.text[:LONGEST], report.title, parser().lemmas)
    anchor = _day(report.published.date) or calendar.published(text)
    dateline = calendar.dateline(text)
    printed, text = text, capitals.settle(text, parser().lemmas)
    found = who.find(text, anchor, countries=True)
    doc = parser()(_plainer(text, found))
    page = Page(report=report, text=report.text, doc=doc, anchor=anchor, dateline=dateline)
    page.lemmas = [token.lemma_.lower() for token in doc]
    _sentences(page)
    named = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    page.actors = found
    vetoes = [n for n in named if n[2] in ("PERSON", "ORG")] + [
        (a.start, a.end, "ACTOR") for a in page.actors if a.actor and a.how != "country"
    ]
    page.places = where.locate(text, names=vetoes)
    page.persons = _persons(page, named)
    page.quantities = [q for q in numbers.find(text) if q.kind == "count"]
    page.times = _times(page, text, printed)
    page.contradictions = list(where.contradictions(text, page.places))
    page.sight = sight.look(text) if learned else None
    return page


STAND_IN = "UN"
"""A name of two capitals that the parser knows for a name, where it takes "IS" or "IT" for a small word."""


def _plainer(text: str, found: list[who.ActorMention]) -> str:
    """The text for the parser, of the same length: names that look like small words are replaced by one that does not."""
    for mention in found:
        if mention.words in ("IS", "IT") and mention.actor:
            text = text[: mention.start] + STAND_IN + text[mention.end :]
    return OVERLONG.sub(lambda m: "".join(c if c.isalnum() else " " for c in m.group()), text)


OVERLONG = re.compile(rf"\S{{{LONGEST_WORD},}}")


def _sentences(page: Page) -> None:
    """Sentences and the number of the paragraph that each stands in (line breaks part topics in digests)."""
    paragraph, last = 0, 0
    for sentence in page.doc.sents:
        if not sentence.text.strip():
            continue
        if page.sentences and "\n" in page.text[last : sentence.start_char + 1]:
            paragraph += 1
        page.sentences.append(sentence)
        page.paragraphs.append(paragraph)
        last = sentence.end_char - 1
    page.index()


def _persons(page: Page, named: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    taken = [(p.mention.start, p.mention.end) for p in page.places] + [(a.start, a.end) for a in page.actors]
    return [(s, e) for s, e, label in named if label in PERSON_LABELS and not any(s < b and a < e for a, b in taken)]


def _times(page: Page, text: str, printed: str) -> list[Timed]:
    out = []
    told: date | None = None  # the day named last: "the next day" follows it
    stamped = {m.start for m in calendar.stamps(printed)}
    for mention in calendar.find(text):
        if mention.start in stamped:
            continue
        when = calendar.resolve(mention, page.anchor, event=told if mention.rests_on == "event" else None)
        if _ahead(page, when) and mention.rests_on == "event" and mention.tense != "future":
            when = calendar.resolve(mention, page.anchor)
        if when is not None and when.start is not None and not _stamp(page, mention, when):
            out.append(Timed(mention.start, mention.end, printed[mention.start : mention.end], when))
            told = _day(when.start) if when.precision == "day" and when.start == when.end else told
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


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
