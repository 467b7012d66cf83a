"""Tells where a place's name in a sentence is no place of a happening: one who speaks, the end of a way, an aim, a court."""

from __future__ import annotations

from typing import Any

from tacitus import places
from tacitus.reader.lexicon import listed, words

FROM = listed("settle", "from")
"""Prepositions whose object is where something came from or who acted, not where it happened."""
AFTERMATH = listed("settle", "aftermath")
"""Verbs of what governments do once it has happened: accuse, condemn, bury."""
ANSWERING = listed("settle", "answering")
"""Verbs by which a capital stands for its government, as those of saying and of the aftermath do."""
MOVING = listed("settle", "moving")
"""Verbs whose "from" and "to" are the ends of a way."""
AIMING = listed("settle", "aiming")
"""Verbs whose "on", "for" and "towards" name what somebody means to reach: "march on X", "head for X"."""
JUDGING = listed("settle", "judging")
"""Nouns for a bench that tries what happened elsewhere: "a court in X"."""
TOPIC = listed("settle", "topic")
"""Verbs and nouns of telling whose "on" and "about" name what is told of: "a book on X"."""
AHEAD = frozenset({"on", "for", "toward", "towards", "against"})
PARTS = frozenset({"north", "south", "east", "west", "centre", "center", "rest", "city", "town", "village", "province", "outskirt"})
"""Nouns that stand between a preposition and the place of which they are a part: "from the south of X"."""
NOMINAL = ("NOUN", "PROPN")


def first(head: Any) -> Any:
    """The first of the names that stand in a row with one, which says how all of them stand: "to X and Y"."""
    while head.dep_ == "conj" and head.head.pos_ in NOMINAL and head.head.i < head.i:
        head = head.head
    return head


def _whole(head: Any) -> Any:
    """The noun that a preposition governs where the place is its part's: "south" of "from the south of X"."""
    above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    return above if above is not None and above.lemma_.lower() in PARTS and above.dep_ == "pobj" else head


def aimed(head: Any) -> bool:
    """Whether it is what somebody means to reach ("to move on X") or tells of ("wrote on X"), where nobody stands yet."""
    head = _whole(first(head))
    if head.dep_ != "pobj":
        return False
    by, governor = head.head.lower_, head.head.head.lemma_.lower()
    return by in AHEAD and governor in AIMING or by in ("on", "about") and governor in TOPIC


def moved(head: Any) -> bool:
    """Whether it is where people came from or went ("a man from X", "fled to X") or what is compared with."""
    head = _whole(first(head))
    if head.dep_ != "pobj":
        return False
    by, governor = head.head.lower_, head.head.head
    if by not in FROM | {"into"}:
        return False
    if by in ("than", "like", "unlike"):
        return True
    if by == "from":
        return bool(governor.lemma_ in MOVING or governor.lemma_.lower() in words("victim") | words("armed"))
    return by in ("to", "into", "via") and governor.lemma_ in MOVING


def judges(head: Any) -> bool:
    """Whether it is where a court sits that tries something: "a court in X jailed", "tried before the X court"; not a court that is
    attacked."""
    court = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "of") else head.head
    if head.dep_ not in ("pobj", "compound", "nmod", "poss", "amod") or court.lemma_.lower() not in JUDGING:
        return False
    tried = court.dep_ == "pobj" and court.head.lower_ in ("by", "before", "from", "of", "to")
    return tried or court.dep_ in ("nsubj", "nsubjpass")


def speaks(head: Any, located: places.Located) -> bool:
    """Whether the place's name stands for its government: "Ankara said", "Kyiv accuses", "the Union and France condemned"."""
    head = first(head)
    verb = head.head
    return (
        head.dep_ == "nsubj"
        and located.mention.words[:1].isupper()
        and verb.pos_ == "VERB"
        and verb.lemma_ in words("reporting") | AFTERMATH | ANSWERING
    )
