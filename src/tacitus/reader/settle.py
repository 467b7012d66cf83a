"""Ties a mention to its own time and place among those that its sentence names, or to none."""

from __future__ import annotations

from datetime import date
from typing import Any

from tacitus import places
from tacitus.reader import syntax
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page, Timed

FINE = frozenset({"exact", "near"})
RANK = {"exact": 0, "near": 0, "district": 1, "province": 2, "country": 3, "unknown": 4}
FROM = listed("settle", "from")
"""Prepositions whose object is where something came from or who acted, not where it happened."""


def time_of(page: Page, mention: Mention, rivals: list[Mention]) -> Timed | None:
    """The time expression that belongs to a mention: nearest in the parse, not that of a verb of saying, not a rival's."""
    sentence = page.sentences[mention.sentence]
    best: tuple[float, Timed] | None = None
    for timed in page.times:
        if not (sentence.start_char <= timed.start < sentence.end_char):
            continue
        head = syntax.head_of(page.doc, timed.start, timed.end)
        if _of_saying(head, mention) or _since(page, timed) or _too_long(timed) or _of_older_clause(head, mention):
            continue
        steps = syntax.path(head, mention.token)
        other = min((syntax.path(head, r.token) for r in rivals if r.token.i != mention.token.i), default=99)
        cost = steps + (4 if other < steps else 0) + abs(head.i - mention.token.i) / 50
        if best is None or cost < best[0]:
            best = (cost, timed)
    return best[1] if best and best[0] < 12 else None


AFTERMATH = listed("settle", "aftermath")
"""Verbs of what follows an attack: their day is not the attack's."""


def _of_saying(head: Any, mention: Mention) -> bool:
    """Whether a time is that of a verb of saying ("officials said on Tuesday") rather than of what is said."""
    verb = head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    if verb.i != mention.token.i and verb.lemma_ in AFTERMATH and mention.token.i in {t.i for t in verb.subtree}:
        return True
    if verb.lemma_ not in words("reporting") or verb.i == mention.token.i:
        return False
    children = {c.dep_ for c in verb.children}
    return (
        bool(children & {"ccomp", "parataxis"})
        or verb.dep_ in ("parataxis", "ccomp")
        or mention.token.i not in {t.i for t in verb.subtree}
        or verb.lemma_ in ("say", "tell", "announce", "state", "confirm", "declare")
    )


LONGEST_DAYS = 370
"""A span of more than a year ("2009-present") says when a war was, not when something in it happened."""


def _too_long(timed: Timed) -> bool:
    if timed.when.start is None or timed.when.end is None:
        return True
    return (date.fromisoformat(timed.when.end[:10]) - date.fromisoformat(timed.when.start[:10])).days > LONGEST_DAYS


def _of_older_clause(head: Any, mention: Mention) -> bool:
    """Whether a time belongs to a clause of its own beside the mention ("since the war began in 2011")."""
    for word in [head, *syntax.ancestors(head)]:
        if word == mention.token:
            return False
        if (
            word.dep_ in ("advcl", "relcl", "acl")
            and word.pos_ in ("VERB", "AUX")
            and mention.token.i not in {t.i for t in word.subtree}
        ):
            return word.dep_ != "advcl" or any(
                c.dep_ == "mark" and c.lower_ in ("since", "until", "before", "after") for c in word.children
            )
    return False


def _since(page: Page, timed: Timed) -> bool:
    before = page.text[max(0, timed.start - 7) : timed.start].lower()
    return before.endswith(("since ", "until ")) or timed.words.lower().startswith(("since", "until"))


def place_of(page: Page, mention: Mention, rivals: list[Mention]) -> places.Located | None:
    """The place that belongs to a mention: what it happened in, at or near, the finest of a chain ("X in Y province")."""
    sentence = page.sentences[mention.sentence]
    ranked: list[tuple[float, places.Located]] = []
    for located in page.places_in(sentence.start_char, sentence.end_char):
        head = syntax.head_of(page.doc, located.mention.start, located.mention.end)
        if not eligible(page, located, head):
            continue
        steps = syntax.path(head, mention.token)
        other = min((syntax.path(head, r.token) for r in rivals if r.token.i != mention.token.i), default=99)
        cost = steps + (3 if other < steps else 0) + abs(head.i - mention.token.i) / 40 + _saying_cost(head, mention)
        ranked.append((cost + 1.2 * RANK[_precision(located)] + 1.5 * _beside(located, head), located))
    ranked.sort(key=lambda r: r[0])
    return ranked[0][1] if ranked and ranked[0][0] < 15 else None


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
    if mention.demonym or mention.role != "place":
        return False
    if located.place is not None and located.place.kind in ("continent", "sea"):
        return False
    if located.place is None and not mention.cue:
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
    return not (
        head.dep_ == "pobj"
        and head.head.lower_ in FROM
        and located.place is not None
        and located.place.precision == "country"
    )


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
