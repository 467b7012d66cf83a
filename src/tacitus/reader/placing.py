"""Ties a mention to its own place among those that the report names."""

from __future__ import annotations

import re
from typing import Any

from tacitus import places
from tacitus.reader import halves, repeats, seats, syntax
from tacitus.reader.grouping import Happening, round_up
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

RANK = {"exact": 0, "near": 0, "district": 1, "province": 2, "country": 3, "unknown": 4}
COUNTRY_IN, WHOSE, SITTING = listed("settle", "country_in"), listed("settle", "whose"), listed("settle", "sitting")
"""What tells a country that is a place from one that is a party, and a town from the seat of somebody who speaks."""


BEYOND_A_SEAM = 4.0
"""More than the steps of a parse that hangs the second half of "shelling in X and clashes in Y" on the first."""


def place_of(page: Page, mention: Mention, rivals: list[Mention]) -> places.Located | None:
    """The place that belongs to a mention: what it happened in, at or near, the finest of a chain ("X in Y province")."""
    sentence = page.sentences[mention.sentence]
    ranked: list[tuple[float, places.Located]] = []
    for located in page.places_in(*(mention.within or (sentence.start_char, sentence.end_char))):
        head = syntax.head_of(page.doc, located.mention.start, located.mention.end)
        if not eligible(page, located, head) or _of_another(page, head, mention):
            continue
        steps = syntax.path(head, mention.token)
        other = min((syntax.path(head, r.token) for r in rivals if r.token.i != mention.token.i), default=99)
        cost = steps + (3 if other < steps else 0) + abs(head.i - mention.token.i) / 40 + _saying_cost(head, mention)
        cost += BEYOND_A_SEAM * halves.apart(page.seams.get(mention.sentence, ()), mention.token.idx, located.mention.start)
        ranked.append((cost + 1.2 * RANK[_precision(located)] + 1.5 * _beside(located, head), located))
    ranked.sort(key=lambda r: r[0])
    return _inner(page, [r[1] for r in ranked if r[0] < FARTHEST]) if ranked else None


FARTHEST = 15.0
"""The cost from which a place belongs to something else in its sentence."""
IN_IT = re.compile(r"\s*(?:,\s*(?:in\s+)?|\(|\s+in\s+|\s+of\s+)(?:the\s+)?(?:[\w'\u2019-]+\s+){0,3}")
"""What stands between a place and the one that holds it: "X, in the hills of Y"."""


def _inner(page: Page, ranked: list[places.Located]) -> places.Located | None:
    """The first of the places that may be a mention's; of "the town of X in Y" the town, on the map or not."""
    if not ranked:
        return None
    best = ranked[0]
    if best.place is None or best.place.kind not in ("province", "district", "region"):
        return best
    for other in ranked[1:]:
        held = other.place is None and other.mention.cue in SMALL and other.mention.end <= best.mention.start
        if held and IN_IT.fullmatch(page.text[other.mention.end : best.mention.start]):
            return other
    return best


def _of_another(page: Page, head: Any, mention: Mention) -> bool:
    """ "The ambush came ten days after the raid on Gao": what stands behind "after" is the other happening's."""
    return any(head.i in link.region and mention.token.i not in link.region for link in page.links)


def _beside(located: places.Located, head: Any) -> bool:
    """Whether the words say that it happened near the place, so that another place may name it better."""
    return (
        located.mention.near
        or head.dep_ == "pobj"
        and head.head.lower_ in ("near", "outside", "from", "of_", "toward", "towards")
    )


def _precision(located: places.Located) -> str:
    if located.place is not None:
        return located.place.precision
    return "exact" if located.mention.cue else "unknown"


def eligible(page: Page, located: places.Located, head: Any) -> bool:
    """Whether a place can be where something happened: no adjective, no part of a name, not where somebody comes from."""
    mention = located.mention
    if mention.demonym or mention.role != "place" or repeats.in_dateline(page, located) or _no_noun(page, mention):
        return False
    if seats.moved(head) or seats.aimed(head) or seats.speaks(head, located) or seats.judges(head):
        return False
    if located.place is not None and located.place.kind in ("continent", "sea"):
        return False
    if located.place is None and not mention.cue and not _stood_at(head):
        return False
    for actor in page.actors:
        if (
            actor.start <= mention.start
            and mention.end <= actor.end
            and (actor.end - actor.start) > (mention.end - mention.start)
        ):
            return False
    if page.text[mention.end : mention.end + 7].lower().startswith(("-based", "-led", "-backed", "-born", "-made")):
        return False
    if (
        head.dep_ in ("nsubj", "nsubjpass", "poss", "compound", "amod", "nmod")
        and located.place is not None
        and located.place.precision == "country"
    ):
        return head.dep_ == "poss" and head.head.lemma_ in (
            "capital",
            "province",
            "city",
            "region",
            "town",
            "east",
            "west",
            "north",
            "south",
            "border",
        )
    return not _whose(head, country=located.place is not None and located.place.precision == "country")


def _whose(head: Any, *, country: bool) -> bool:
    """Whether a place only says whose or what somebody is: "with X", "a minister of X" of countries, "a X newspaper" of towns."""
    head = seats.first(head)
    if head.dep_ in ("compound", "nmod", "amod", "poss") and not country:
        return head.head.lemma_.lower() in SITTING and not _building(head.head)
    if head.dep_ != "pobj" or not country:
        return False
    prep, governor = head.head.lower_, head.head.head
    if prep == "of":
        return governor.pos_ in ("NOUN", "PROPN") and governor.lemma_.lower() in WHOSE
    return prep in seats.FROM or prep not in COUNTRY_IN


def _building(noun: Any) -> bool:
    """Whether what sits in a town is meant as a building, at which something happens: "a strike on X's railway station"."""
    if noun.dep_ == "pobj" and noun.head.lower_ in AT:
        return not any(c.dep_ == "compound" and c.lemma_.lower() in AIRED for c in noun.children)
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun.head
    return bool(noun.dep_ in ("dobj", "pobj") and above.lemma_.lower() in STRIKING)


STRIKING = listed("settle", "striking")
AT = frozenset({"at", "in", "inside", "near", "on", "outside"})
AIRED = frozenset({"radio", "television", "tv", "news"})


def _stood_at(head: Any) -> bool:
    """Whether the sentence says that it happened there: "in X", "near X". Then X is a place, on the map or not."""
    return (
        head.dep_ == "pobj" and head.pos_ == "PROPN" and head.head.lower_ in ("in", "near", "at", "outside", "inside")
    )


def _no_noun(page: Page, mention: places.Mention) -> bool:
    """Whether the parse takes none of the words for a noun: in a text set in capitals "THAN" is no town."""
    span = page.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and mention.upper and not any(t.pos_ in NOUNS for t in span)


NOUNS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def _saying_cost(head: Any, mention: Mention) -> float:
    """ "told reporters in Ankara": a place under a verb of saying that is not the mention's own."""
    verb = head
    for _ in range(6):
        if verb.pos_ == "VERB":
            break
        verb = verb.head
    if verb.pos_ == "VERB" and verb.lemma_ in words("reporting") and verb.i != mention.token.i:
        subject = any(
            head.i in {t.i for t in c.subtree} for c in verb.children if c.dep_ in ("nsubj", "prep", "dobj", "dative")
        )
        return (
            20.0
            if subject
            and mention.token.i not in {t.i for c in verb.children if c.dep_ in ("nsubj", "dobj") for t in c.subtree}
            else 6.0
        )
    return 0.0


SMALL = frozenset({"city", "village", "quarter", "camp", "airbase", "crossing", "district"})
"""Kinds told with a name that make it finer than the town or province beside it, even where the map has none."""

def best_place(happening: Happening) -> places.Located | None:
    """The finest place said of a happening; of equals the first. A resolved place beats an unresolved one of its fineness."""

    def rank(item: tuple[int, places.Located]) -> tuple[float, int]:
        order, located = item
        if located.place is None:
            return (0.3 if located.mention.cue in SMALL else 1.5, order)
        repeated = located.mention.words[:1].islower()
        return (RANK[located.place.precision] + 0.5 * located.mention.near + 0.1 * repeated, order)

    ranked = sorted(enumerate(happening.places()), key=rank)
    return ranked[0][1] if ranked else None


def fallback(page: Page, happening: Happening, *, leads: bool) -> places.Located | None:
    """No place hangs on the mention: the finest of its sentence, of the one before, then what the report is about."""
    index = happening.first.mention.sentence
    leads = leads and not round_up(page)
    for at in (index, index - 1, index + 1) if leads else (index, index - 1):
        if (
            not 0 <= at < len(page.sentences)
            or at != index
            and page.paragraphs[at] != page.paragraphs[index]
            and not leads
        ):
            continue
        found = _eligible_in(page, page.sentences[at].start_char, page.sentences[at].end_char)
        found.sort(key=lambda p: RANK[p.place.precision] if p.place else 1.5)
        if found:
            return found[0]
        if at == index:
            unknown = _unknown(page, happening.first.mention)
            if unknown is not None:
                return unknown
    return (_focus(page) or _reporters(page)) if leads else None


PLACED_BY = frozenset({"at", "in", "near", "outside"})
"""Prepositions that put a happening at a place."""
NO_PLACES = frozenset({"DATE", "TIME", "EVENT", "LANGUAGE", "LAW", "NORP", "PRODUCT", "WORK_OF_ART", "CARDINAL", "ORDINAL"})
"""What the parser's names are that no happening is at; its persons and organisations are often small places."""


def _unknown(page: Page, mention: Mention) -> places.Located | None:
    """A place on no map that the clause of a mention names ("was at Northmere in 1990"): nowhere else named is its place."""
    clause = page.doc[mention.token.i]
    while clause.dep_ in SUBJECTS or (clause.pos_ not in ("VERB", "AUX") and clause.dep_ != "ROOT"):
        clause = clause.head
    by = [w for head in {clause.i, mention.token.i} for w in page.doc[head].children if w.lower_ in PLACED_BY]
    for word in (w for preposition in by for w in preposition.children if w.dep_ == "pobj" and w.pos_ == "PROPN"):
        named = next((e for e in page.doc.ents if e.start <= word.i < e.end), page.doc[word.i : word.i + 1])
        start, end = named.start_char, named.end_char
        if word.ent_type_ in NO_PLACES or page.places_in(start, end) or page.actors_in(start, end):
            continue
        told = page.text[start:end]
        return places.Located(places.Mention(start=start, end=end, words=told, name=told), None)
    return None


SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


def _eligible_in(page: Page, start: int, end: int) -> list[places.Located]:
    return [
        p
        for p in page.places_in(start, end)
        if eligible(page, p, syntax.head_of(page.doc, p.mention.start, p.mention.end))
    ]


FOCUS_TIMES = 2
"""A report is about a town that it names at least this many times as often as any other."""
HOME_SHARE = 0.75
"""And if at least this share of all places that it names lie in that country: round-ups go from one to another."""


def _focus(page: Page) -> places.Located | None:
    """The town that a report is about: named more than any other. None for round-ups."""
    here = [p for p in _eligible_in(page, 0, len(page.text)) if p.place is not None]
    towns = [p for p in here if p.place is not None and p.place.precision == "exact"]
    by_place: dict[str, list[places.Located]] = {}
    for town in towns:
        if town.place is not None:
            by_place.setdefault(town.place.place_id, []).append(town)
    most = max(by_place.values(), key=len, default=[])
    second = max((len(named) for named in by_place.values() if named is not most), default=0)
    if len(most) < FOCUS_TIMES * second or not most:
        return None
    country = most[0].place.country if most[0].place else None
    home = sum(p.place.country == country for p in here if p.place is not None)
    return most[0] if home >= HOME_SHARE * len(here) else None


def _reporters(page: Page) -> places.Located | None:
    """The dateline's place, where the report does not tell of another country: then the reporter sits where it happened."""
    sits = next((p for p in page.places if p.place is not None and repeats.in_dateline(page, p)), None)
    told = [p.place for p in _eligible_in(page, 0, len(page.text)) if p.place is not None]
    if sits is None or sits.place is None or sum(p.country == sits.place.country for p in told) < HOME_SHARE * len(told):
        return None
    return sits
