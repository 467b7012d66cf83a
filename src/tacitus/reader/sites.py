"""Names the building or gathering that a happening struck, where the words say no more than where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tacitus.reader import arms, parties, syntax
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

BLASTS = frozenset({"bombing", "suicide-bombing", "air-strike", "shelling", "drone-strike", "armed-assault"})
"""Types that strike what stands beside them, too."""
CLOSE = frozenset({"armed-assault", "massacre", "stabbing", "other-violence", "arson", "chemical-attack"})
"""Types that strike a place by what they do to the people inside it."""
BESIDE = (
    "near", "outside", "inside", "at", "in", "beside", "through", "into", "under", "behind", "against", "by", "on", "over",
    "round", "around",
)  # fmt: skip
INSIDE = ("in", "inside", "at", "into")
GROUND = listed("sites", "ground")
"""Nouns that say where something happened, not what was hit."""
PRIVATE = listed("sites", "private")
"""Where people are hurt without its being aimed at: their homes, their cars, the hospital in which they die."""
ENTER = listed("sites", "enter")
WARDS = frozenset({"hospital", "clinic", "infirmary", "ward"})
TREATED = frozenset(
    {"arrive", "be", "bring", "carry", "die", "fly", "recover", "remain", "rush", "succumb", "take", "treat"}
)
FRONTS = frozenset({"front", "back", "middle", "side"})


def fill(page: Page, happening: Happening, out: dict[str, list[Any]], kind: str) -> None:
    """Put the first building, vehicle or gathering that was struck under `target`, if nothing is known to be aimed at."""
    if kind not in BLASTS | CLOSE or out.get("target"):
        return
    if kind not in BLASTS and any(t.named for t in happening.tallies):
        return  # "a judge was stabbed in a bar": aimed at him
    for told in happening.told:
        for head in [*_beside(told, kind), *_of_those_hurt(happening, told), *_entered(told)]:
            party = parties.party(page, head, acting=False)
            if party is not None:
                parties.put(out.setdefault("target", []), party)
                return


def _beside(told: Told, kind: str) -> Iterator[Any]:
    """What stands behind "near", "at", "outside": of a blast anything that stands there, else only what is entered."""
    wide = kind in BLASTS
    preps = told.mention.arguments.preps
    direct = [h for prep in (BESIDE if wide else INSIDE) for h in preps.get(prep, [])]
    fronts = [h for h in direct if h.lemma_.lower() in FRONTS]  # "in front of a camp"
    direct += [h for f in fronts for h in syntax.noun_preps(f).get("of", [])]
    inner = [h for d in direct for prep in BESIDE for h in syntax.noun_preps(d).get(prep, [])] if wide else []
    stand = (h for h in [*direct, *inner] if _stands_there(h) and not _treated(h))
    yield from (h for h in stand if (wide and not any(c.lower_ in ("his", "her") for c in h.children)) or _public(h))


def _of_those_hurt(happening: Happening, told: Told) -> Iterator[Any]:
    """ "killed six people at the gates of the palace": where those who were hurt stood when it struck."""
    hurt = [*told.mention.arguments.patients, *(t.head for t in happening.tallies if t.what in ("killed", "wounded"))]
    sentence = told.mention.token.sent
    for person in hurt:
        if sentence.start <= person.i < sentence.end and person.pos_ in ("NOUN", "PROPN", "NUM"):
            preps = syntax.noun_preps(person)
            yield from (h for prep in INSIDE for h in preps.get(prep, []) if _stands_there(h) and _public(h))


def _entered(told: Told) -> Iterator[Any]:
    """ "walked into a mosque and opened fire": what the same people went into in the clause joined to the deed."""
    token = told.mention.token
    joined = [token.head] if token.dep_ == "conj" else []
    joined += [c for c in token.children if c.dep_ in ("conj", "advcl")]
    for verb in joined:
        if verb.pos_ == "VERB" and verb.lemma_ in ENTER:
            args = syntax.verb_arguments(verb)
            inside = [h for prep in ("into", "inside", "in") for h in args.preps.get(prep, [])]
            yield from (h for h in [*inside, *args.patients] if _stands_there(h) and _public(h))


def _stands_there(head: Any) -> bool:
    lemma = head.lemma_.lower()
    named = head.pos_ == "PROPN" and lemma not in PRIVATE and any(c.dep_ == "compound" for c in head.children)
    named = named or head.pos_ == "PROPN" and bool(syntax.noun_preps(head).get("of"))  # "the Palace of Justice"
    return (
        lemma in words("building") and (head.pos_ == "NOUN" or named) and lemma not in GROUND and not arms.laden(head)
    )


def _treated(head: Any) -> bool:
    """ "died in a hospital", "is in a clinic": where the hurt are, not what was struck."""
    return head.lemma_.lower() in WARDS and head.head.head.lemma_ in TREATED


def _public(head: Any) -> bool:
    return head.lemma_.lower() not in PRIVATE and not any(c.tag_ == "PRP$" for c in head.children)
