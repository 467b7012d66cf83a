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
from tacitus.reader import capitals, clauses, headlines, items, openings, reparse, timing
from tacitus.reader import quantities as numbers
from tacitus.reader.learned import sight
from tacitus.reader.learned.sight import Sight
from tacitus.reader.lexicon import listed
from tacitus.reader.parser import parser
from tacitus.reader.quantity import Quantity
from tacitus.reader.timing import Link, Timed
from tacitus.record import Quote, Report

LONGEST = 60_000
"""Code points that are parsed at once; news reports have 500 to 20,000, and the parser's memory grows with length."""

PERSON_LABELS = frozenset({"PERSON"})


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
    links: list[Link] = field(default_factory=list)
    places: list[where.Located] = field(default_factory=list)
    actors: list[who.ActorMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    persons: list[tuple[int, int]] = field(default_factory=list)
    items: list[items.Item] = field(default_factory=list)
    """Of a chronology or bulletin, the lines with a head; empty for any other report."""
    situated: dict[int, where.Situated] = field(default_factory=dict)
    """By the start of a place's mention: how the words say that things lie by it, and where that is."""
    seams: dict[int, list[int]] = field(default_factory=dict)
    """By sentence, the code points at which it turns to another happening elsewhere; set once the mentions are known."""
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

    @cached_property
    def phrases(self) -> dict[int, list[Any]]:
        """By sentence, the heads of its noun phrases; laid once, since the parser walks the whole text for any sentence."""
        found: dict[int, list[Any]] = {}
        for chunk in self.doc.noun_chunks:
            found.setdefault(self.sentence(chunk.start_char), []).append(chunk.root)
        return found

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
    where.ready()  # a broken gazetteer is told at once, not after the minute that a loaded machine takes to load the parser
    text = openings.parted(report.text[:LONGEST], report.title, parser().lemmas)
    anchor = timing.as_day(report.published.date) or calendar.published(text, report.publisher_country)
    dateline = calendar.dateline(text)
    printed, text = text, capitals.settle(text, parser().lemmas)
    found = who.find(text, anchor, countries=True)
    doc = parser()(_opened(_plainer(text, found), dateline))
    headlines.mend(doc)
    clauses.mend(doc)
    reparse.mend(doc)
    page = Page(report=report, text=report.text, doc=doc, anchor=anchor, dateline=dateline)
    page.lemmas = [token.lemma_.lower() for token in doc]
    _sentences(page)
    named = [(e.start_char, e.end_char, e.label_) for e in doc.ents]
    page.actors = found
    vetoes = [n for n in named if n[2] in ("PERSON", "ORG")] + [
        (a.start, a.end, "ACTOR") for a in page.actors if a.actor and a.how != "country"
    ]
    page.places = where.bordered(text, where.locate(text, names=vetoes, hints=where.hints(report.url)))
    page.situated = where.situate(text, page.places)
    page.places = where.coarsened(page.places, page.situated)
    page.persons = _persons(page, named)
    page.quantities = [q for q in numbers.find(text) if q.kind == "count"]
    page.times, page.links = timing.lay(page, text, printed)
    page.items = items.find(page)
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


def _opened(text: str, dateline: Any) -> str:
    """The text for the parser, with a new line behind a dateline, whose place it would take for the lead's subject."""
    if dateline is None or not dateline.place or text[dateline.end : dateline.end + 1] != " ":
        return text
    return f"{text[: dateline.end]}\n{text[dateline.end + 1 :]}"


def _sentences(page: Page) -> None:
    """Sentences and the number of the paragraph that each stands in (line breaks part topics in digests).

    A dateline is of the sentence that it opens, though the parser looked at that alone.
    """
    paragraph, last = 0, 0
    opening: int | None = None
    for sentence in page.doc.sents:
        if not sentence.text.strip():
            continue
        if opening is not None:
            sentence, opening = page.doc[opening : sentence.end], None
        elif page.dateline is not None and page.dateline.place and _within(sentence, page.dateline):
            opening = sentence.start
            continue
        if page.sentences and "\n" in page.text[last : sentence.start_char + 1]:
            paragraph += 1
        page.sentences.append(sentence)
        page.paragraphs.append(paragraph)
        last = sentence.end_char - 1
    page.index()


def _within(sentence: Any, dateline: Any) -> bool:
    """Whether a sentence is nothing but the dateline."""
    return bool(dateline.start <= sentence.start_char + 1 and sentence.text.rstrip() and sentence.end_char <= dateline.end + 1)


def _persons(page: Page, named: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    taken = [(p.mention.start, p.mention.end) for p in page.places] + [(a.start, a.end) for a in page.actors]
    found = [(s, e) for s, e, label in named if label in PERSON_LABELS]
    known = {i for s, e in found for i in range(s, e)}
    found += [span for span in _titled(page) if span[0] not in known and span[1] - 1 not in known]
    return [(s, e) for s, e in found if not any(s < b and a < e for a, b in taken)]


def headed(page: Page) -> bool:
    """Whether the text begins with a headline: a first line that does not end as a sentence does."""
    title = page.sentences[0].text.rstrip()
    second = page.sentences[min(1, len(page.sentences) - 1)].start_char
    return title[-1:] not in '.!?"\u201d' and "\n" in page.text[:second]


TITLES = listed("capitals", "titles") | listed("kinds", "offices")


def _titled(page: Page) -> list[tuple[int, int]]:
    """Names behind a title, which the parser's list of names may lack or take for a firm's: "Magistrate Carlo Ferri"."""
    out = []
    for token in page.doc:
        if token.pos_ == "PROPN" and token.dep_ != "compound":
            parts = [c for c in token.children if c.dep_ == "compound" and c.i < token.i]
            if parts and page.lemmas[parts[0].i] in TITLES and parts[0].i < token.i:
                first = page.doc[parts[0].i + 1]
                if first.pos_ == "PROPN":
                    out.append((first.idx, token.idx + len(token)))
    return out
