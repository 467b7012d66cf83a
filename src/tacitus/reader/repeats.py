"""Places that words repeat without their names: "the capital", "the city", "the village", "there"."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from tacitus import places
from tacitus.reader import seats, syntax
from tacitus.reader.lexicon import listed
from tacitus.reader.page import Page

REACH = 8
"""Sentences back that "the town" or "there" may point; further back the reader has forgotten which."""
SORTS = ("city", "town", "village", "quarter", "province", "district", "island", "camp")
"""The classes of words for a place of `ontology/reading.toml`."""
KINDS = {
    "city": frozenset({"city"}),
    "town": frozenset({"city", "village"}),
    "village": frozenset({"village"}),
    "quarter": frozenset({"quarter"}),
    "province": frozenset({"province"}),
    "district": frozenset({"district", "quarter"}),
    "island": frozenset({"island"}),
    "camp": frozenset({"camp"}),
}
"""The gazetteer's kinds that each class of words may repeat."""
TOWN_PEOPLE = 400_000
"""Nobody calls a place of more people "the town"."""
TOWNS = frozenset({"city", "town", "village"})
"""Words of which one often repeats another: "the village of X ... the town"."""
NEAR = re.compile(
    r"(?:\b(?:near|outside|around|beyond|close to|just off|approaching|towards?|(?:north|south)?-?(?:east|west|north|south)"
    r"(?:ern)? (?:edge |outskirts |suburbs? |side )?of|(?:kilomet(?:er|re)s?|kms?|miles?) (?:\w+ )?(?:from|of|outside)|"
    r"(?:outskirts|edge|vicinity|countryside|environs|suburbs?) of)\s+)$",
    re.IGNORECASE,
)
"""What makes "the capital" the place beside which, and not at which, something lies."""


def fill(page: Page) -> None:
    """Add to the page's places those that words repeat, each with the place of the name that it stands for."""
    for token in page.doc:
        located = _meant(page, token)
        if located is not None:  # at once, so that "the city" may repeat "the Afghan capital"
            bisect.insort(page.places, located, key=lambda p: p.mention.start)


def _meant(page: Page, token: Any) -> places.Located | None:
    if token.lower_ == "there" and token.tag_ == "RB" and token.head.pos_ == "VERB":
        return _as(page, token, token, _before(page, token, lambda p: _stood_in(page, p)))
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    sort = _sorts().get(token.lemma_.lower())
    if sort is None or _named(page, token):
        return None
    return _capital(page, token) if sort == "capital" else _sort(page, token, sort)


@cache
def _sorts() -> dict[str, str]:
    """For each word that may repeat a place the class of words that it belongs to."""
    words = {word: sort for sort in reversed(SORTS) for word in listed("repeats", sort)}
    return words | {"capital": "capital"}


def _stood_in(page: Page, located: places.Located) -> bool:
    """Whether "there" may point to it: a place by sentence, not a country that acts in it."""
    head = syntax.head_of(page.doc, located.mention.start, located.mention.end)
    acts = head.dep_ in ("nsubj", "nsubjpass", "poss", "compound", "nmod", "agent", "conj")
    return located.place is not None and not (acts and _country(located))


def _named(page: Page, token: Any) -> bool:
    """Whether the noun stands with a name of its own: "the city of X", "the capital, X", "X city"."""
    start, end = token.left_edge.idx, token.idx + len(token)
    for located in page.places:
        mention = located.mention
        if mention.start < end and start < mention.end and not mention.demonym and not _country(located):
            return True
        gap = page.text[end : mention.start] if 0 <= mention.start - end < 16 else "."
        if not mention.demonym and gap.strip(" ,\u2014–-(") in ("", "of", "of the", "called", "named"):
            return token.lemma_ != "capital" or not _country(located) or gap.strip() != "of"
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children) or token.dep_ == "compound"


def _country(located: places.Located) -> bool:
    return located.place is not None and located.place.kind == "country"


def _capital(page: Page, token: Any) -> places.Located | None:
    """The capital of the country in the noun's own phrase ("the Yemeni capital"), else of the report's country there."""
    children = list(token.children)
    if not any(c.dep_ in ("det", "poss") for c in children) or any(
        c.lower_ in listed("repeats", "lesser") for c in children
    ):
        return None
    last = max([token, *(w for c in children if c.dep_ == "prep" and c.lower_ == "of" for w in c.subtree)])
    owners = [p for p in page.places_in(token.left_edge.idx, last.idx + len(last)) if p.place and p.place.country]
    if last.i != token.i and not owners:
        return None
    iso = owners[0].place.country if owners and owners[0].place else country_here(page, token.idx)
    if iso is None or owners and not _country(owners[0]):
        return None
    mention = _mention(page, token.left_edge if token.i - token.left_edge.i < 4 else token, token, "capital")
    place = places.capital(iso, mention)
    return None if place is None else _at(mention, place.name, place)


def country_here(page: Page, char: int) -> str | None:
    """The country that the paragraph so far, else the whole report, names most often; else the reporter's."""
    at = page.sentence(char)
    first = min(i for i, p in enumerate(page.paragraphs) if p == page.paragraphs[at]) if page.paragraphs else 0
    here = _votes(page, page.sentences[first].start_char, page.sentences[at].end_char)
    everywhere = _votes(page, 0, len(page.text))
    if here:  # a paragraph of a round-up has a country of its own; of several in it that one which the whole report is about
        return max(here, key=lambda iso: (OWN_PARAGRAPH * here[iso] + everywhere[iso], here[iso]))
    if everywhere:
        return everywhere.most_common(1)[0][0]
    sits = next((p.place for p in page.places if p.place is not None and in_dateline(page, p)), None)
    return sits.country if sits is not None else None


def _votes(page: Page, start: int, end: int) -> Counter[str]:
    """How often each country, or a place in it, is named between two code points, the dateline left out."""
    return Counter(
        p.place.country
        for p in page.places_in(start, end)
        if p.place is not None and p.place.country and not in_dateline(page, p)
    )


OWN_PARAGRAPH = 2
"""What a country named in the same paragraph counts, beside once for every naming in the report."""


def in_dateline(page: Page, located: places.Located) -> bool:
    """Whether a place is the one where the reporter sits, in the line that opens the report."""
    line = page.dateline
    return (
        line is not None
        and line.place_start is not None
        and line.place_start <= located.mention.start < (line.place_end or line.end)
    )


def _sort(page: Page, token: Any, sort: str) -> places.Located | None:
    """The last place of a sort named before "the city", "this village"."""
    children = list(token.children)
    if token.tag_ in ("NNS", "NNPS") or not any(c.lower_ in ("the", "this", "that") for c in children):
        return None
    if any(
        c.lower_ in listed("repeats", "other")
        or c.dep_ in ("relcl", "acl", "nummod")
        or (c.dep_ == "prep" and c.lower_ in ("of", "with", "between"))
        for c in children
    ):
        return None
    meant = _before(page, token, lambda p: _is(p, sort))
    if meant is None and sort == "province":
        meant = _province_of(_before(page, token, lambda p: p.place is not None and p.place.kind in KINDS["town"]))
    return _as(page, _first(token), token, meant)


def _province_of(located: places.Located | None) -> places.Located | None:
    """The province that holds the town named before "the same province"."""
    if located is None or located.place is None:
        return None
    holder = places.holding(located.place, located.mention)
    return places.Located(msgspec.structs.replace(located.mention, name=holder.name, cue="province"), holder) if holder else None


def _first(token: Any) -> Any:
    return next(c for c in token.children if c.lower_ in ("the", "this", "that"))


def _is(located: places.Located, sort: str) -> bool:
    place = located.place
    if place is None:
        return located.mention.cue is not None and (located.mention.cue == sort or {located.mention.cue, sort} <= TOWNS)
    if sort in TOWNS - {"city"} and place.population > TOWN_PEOPLE:
        return False
    return place.kind in KINDS[sort] or located.mention.cue == sort and place.kind != "country"


def _before(page: Page, token: Any, fits: Callable[[Any], bool]) -> places.Located | None:
    """The nearest place before a word that fits; the reporter's own only where there is no other."""
    at = page.sentence(token.idx)
    aside: places.Located | None = None
    for located in reversed(page.places):
        mention = located.mention
        if mention.end > token.idx or mention.demonym or mention.near or not fits(located):
            continue
        if at - page.sentence(mention.start) > REACH:
            break
        if _not_there(page, located):
            continue
        if in_dateline(page, located):
            aside = aside or located
            continue
        return located
    return aside


def _not_there(page: Page, located: places.Located) -> bool:
    """Whether a place was named for its government, a court or an aim, so that nobody stands there."""
    head = syntax.head_of(page.doc, located.mention.start, located.mention.end)
    return seats.speaks(head, located) or seats.aimed(head) or seats.judges(head)


def _as(page: Page, first: Any, last: Any, meant: places.Located | None) -> places.Located | None:
    if meant is None:
        return None
    mention = _mention(page, first, last, meant.mention.cue)
    return _at(mention, meant.mention.name, meant.place)


def _mention(page: Page, first: Any, last: Any, cue: str | None) -> places.Mention:
    start, end = first.idx, last.idx + len(last)
    near = NEAR.search(page.text[max(0, start - 40) : start]) is not None
    said = page.text[start:end]
    return places.Mention(start=start, end=end, words=said, name=said, cue=cue, near=near)


def _at(mention: places.Mention, name: str, place: places.Place | None) -> places.Located:
    """The mention under the name that it stands for; no more exact than near the place where the words say so."""
    if mention.near and place is not None and place.precision == "exact":
        place = msgspec.structs.replace(place, precision="near")
    return places.Located(msgspec.structs.replace(mention, name=name), place)
