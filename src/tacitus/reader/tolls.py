"""Reads the figures of a toll ("raised the death toll to 57 from 44") and the words that say that there is none."""

from __future__ import annotations

from typing import Any

from tacitus.reader.figures import Tally, from_quantity
from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.page import Page
from tacitus.reader.quantities import Quantity

REACH = 150
"""Code points behind the word "toll" within which its figure stands, with the name of the attack between them."""
OF_WHOM = mapped("tolls", "of_whom")
"""Words behind "number of" or before "toll" to what is counted."""
COUNTED = listed("tolls", "nouns")
ARRIVING = listed("tolls", "arriving")
PASSING = listed("tolls", "passing")
LEAVING = listed("tolls", "leaving")
REVISING = listed("tolls", "revising")
NOBODY = listed("tolls", "nobody")
HARMLESS = mapped("tolls", "harmless")


def of_toll(page: Page, noun: Any) -> list[Tally]:
    """The figure that a toll, a count or a number of people has reached; one that it has left behind is passed over."""
    what = _what(noun)
    if what is None:
        return []
    sentence = noun.sent
    end = min(sentence.end_char, noun.idx + REACH)
    beyond = False
    reached: list[Quantity] = []
    plain: list[Quantity] = []
    for quantity in page.quantities:
        if not noun.idx < quantity.start < end:
            continue
        before = page.text[max(sentence.start_char, quantity.start - 24) : quantity.start].lower().split()
        last = before[-1] if before else ""
        if last in LEAVING:
            continue
        if last in ARRIVING:
            beyond = beyond or not reached and last in PASSING
            reached.append(quantity)
        elif last == "of" and quantity.start - noun.idx < 16:
            plain.append(quantity)
    found = (reached or plain)[:1]
    revised = any(t.lemma_.lower() in REVISING for t in sentence) and bool(found)
    out = []
    for quantity in found:
        tally = from_quantity(page, quantity, noun, what, noun)
        tally.start, tally.end, tally.revised = quantity.start, quantity.end, revised
        if beyond and quantity in reached and tally.low is not None:
            tally.low, tally.high = tally.low + (tally.high is not None), None
        out.append(tally)
    return out


def put_at(page: Page, token: Any) -> list[Tally]:
    """ "put the dead at 276 and the wounded at about 300"."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ not in ("at", "numbered", "number", "numbering"):
        return []
    behind = doc[token.i + 1].idx + len(doc[token.i + 1])
    quantity = next((q for q in page.quantities if behind < q.start + 1 and q.start - behind <= 2), None)
    if quantity is None or quantity.start >= token.sent.end_char:
        return []
    tally = from_quantity(page, quantity, token, OF_WHOM[token.lower_], token)
    tally.start, tally.end = quantity.start, quantity.end
    return [tally]


def _what(noun: Any) -> str | None:
    """What a word such as "toll" or "number" counts; None where it counts no harm."""
    lemma = noun.lemma_.lower()
    around = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 6)]]
    modifiers = [c.lower_ for c in noun.children if c.i < noun.i]
    for word in [*modifiers, *(around if around[:1] == ["of"] else ())]:
        if word in OF_WHOM:
            return OF_WHOM[word]
    return "killed" if lemma == "toll" else None


def none_hurt(token: Any) -> list[Tally]:
    """ "no casualties", "nobody was hurt", "without loss of life": nobody killed, nobody hurt."""
    start = _denied(token)
    if start is None:
        return []
    what = HARMLESS[token.lower_].split()
    return [Tally(w, 0, 0, min(start.idx, token.idx), token.idx + len(token), token) for w in what]


def _denied(token: Any) -> Any:
    """The word that denies a casualty or a harm: "no", "without", "nobody"; None where nothing does."""
    if token.pos_ in ("NOUN", "PROPN"):
        for child in token.children:
            if child.lower_ in ("no", "without", "zero"):
                return child
        head = token.head
        if token.dep_ == "pobj" and head.lower_ == "without":
            return head
        if (
            token.dep_ == "pobj"
            and head.lower_ in ("of", "about")
            and any(c.lower_ == "no" for c in head.head.children)
        ):
            return next(c for c in head.head.children if c.lower_ == "no")
        if token.dep_ == "conj" and token.head.lower_ in HARMLESS:
            return _denied(token.head)
        if token.dep_ == "dobj" and any(c.dep_ == "neg" for c in head.children):
            return next(c for c in head.children if c.dep_ == "neg")
        return None
    verb = token
    while verb.dep_ == "conj" and verb.head.lower_ in HARMLESS:
        verb = verb.head
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and _nobody(child):
            return child
    head = verb.head
    return head if verb.dep_ in ("acl", "amod", "relcl") and _nobody(head) else None


def _nobody(token: Any) -> bool:
    if token.lower_ in NOBODY:
        return True
    none = {c.lower_ for c in token.children if c.i < token.i}
    return (
        "no" in none
        and token.lower_ in ("one", "people", "person", "persons", "civilians", "casualties")
        or (token.lower_ == "none")
    )
