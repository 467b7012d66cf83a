"""Reads the figures of a toll ("raised the death toll to 57 from 44") and the words that say that there is none."""

from __future__ import annotations

import re
from typing import Any

from tacitus.reader.figures import Tally, from_quantity
from tacitus.reader.lexicon import listed, mapped
from tacitus.reader.page import Page
from tacitus.reader.quantity import Quantity

REACH = 150
"""Code points behind the word "toll" within which its figure stands, with the name of the attack between them."""
OF_WHOM = mapped("tolls", "of_whom")
"""Words behind "number of" or before "toll" to what is counted."""
COUNTED = listed("tolls", "nouns")
ARRIVING = listed("tolls", "arriving")
PASSING = listed("tolls", "passing")
LEAVING = listed("tolls", "leaving")
REVISING = listed("tolls", "revising")
LATELY = listed("tolls", "lately")
"""With these a figure that somebody puts somewhere is the newest, whoever it is."""
APART = listed("tolls", "apart")
"""Whose figure is one more voice beside the toll that a report leads with, not what the toll has become."""
NOBODY = listed("tolls", "nobody")
ANYBODY = frozenset({"anybody", "anyone", "people"})
TIDINGS = frozenset({"report", "sign", "news"})
INSTANCES = listed("tolls", "instances")
SPANS = tuple(re.compile(p) for p in listed("figures", "toll_spans"))
"""Days or more that a toll has grown over: it counts what happened on all of them."""
PROVISIONAL = frozenset({"immediate", "immediately", "yet", "initial", "early", "confirmed"})
"""With these nobody knows: the words leave open whether anybody was hurt."""
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
        if last in LEAVING or last == "as" and before[-2:-1] not in (["high"], ["low"], ["much"]):
            continue
        if last in ARRIVING:
            beyond = beyond or not reached and last in PASSING
            reached.append(quantity)
        elif last == "of" and quantity.start - noun.idx < 16 or _set_off(page, noun, quantity):
            plain.append(quantity)
    found = (_before(page, noun) or reached or plain)[:1]
    revised = any(_revises(t) for t in sentence) and bool(found)
    out = []
    for quantity in found:
        tally = from_quantity(page, quantity, noun, what, noun)
        tally.start, tally.end, tally.revised = quantity.start, quantity.end, revised
        tally.running = revised or noun.lemma_.lower() == "toll" or None
        tally.speaker = _putting(noun)
        tally.cumulative = tally.cumulative or _grown(page, noun)
        if beyond and quantity in reached and tally.low is not None:
            tally.low, tally.high = tally.low + (tally.high is not None), None
        out.append(tally)
    return out


TO_COME = frozenset({"can", "could", "likely", "may", "might", "will", "would"})
EXPECTED = frozenset({"expect", "fear", "likely", "set"})


def _revises(word: Any) -> bool:
    """Whether a word says that a count has changed, not that it "could rise" or "is expected to climb"."""
    if word.lemma_.lower() not in REVISING:
        return False
    waited = word.dep_ == "xcomp" and word.head.lemma_.lower() in EXPECTED
    return not waited and not any(c.lower_ in TO_COME for c in word.children if c.dep_ in ("aux", "advmod"))


def spoken(found: list[Tally]) -> None:
    """Give figures that stand right behind one that somebody "put at" so many the same speaker: "at 18 dead and 20 wounded"."""
    for tally in [t for t in found if t.speaker]:
        for other in found:
            if other.speaker is None and 0 <= other.start - tally.end <= JOINED:
                other.speaker = tally.speaker


JOINED = 12
"""Code points from one figure to the next that is joined to it by "dead and"."""
_SET_OFF = re.compile(r"(?:\s+(?:of|the|people|persons))*\s+(?P<whom>\w+)\s*[,(]\s*(?:now\s+|at\s+)?", re.IGNORECASE)


def _set_off(page: Page, noun: Any, quantity: Quantity) -> bool:
    """Whether a figure stands between commas right behind what is counted: "the number of wounded, 1,400, was not changed"."""
    between = _SET_OFF.fullmatch(page.text, noun.idx + len(noun), quantity.start)
    return between is not None and between["whom"].lower() in OF_WHOM and page.text[quantity.end : quantity.end + 1] in (",", ")")


def _grown(page: Page, noun: Any) -> bool:
    """Whether a toll is that of many days: "raised the death toll to 154 in 17 days"."""
    behind = page.text[noun.idx : noun.sent.end_char].lower()
    return any(span.search(behind) for span in SPANS)


_INVERTED = re.compile(r"\bto\s+$", re.IGNORECASE)
_LEADING = re.compile(r"(?:\s+people)?,?\s+(?:the\s+)?(?:death\s+)?$", re.IGNORECASE)


def _before(page: Page, noun: Any) -> list[Quantity]:
    """ "brought to 17 the number of dead": the figure stands before the noun."""
    for quantity in page.quantities:
        if quantity.end <= noun.idx <= quantity.end + 20 and quantity.start > noun.sent.start_char:
            if _LEADING.fullmatch(page.text[quantity.end : noun.idx]) and _INVERTED.search(
                page.text[max(0, quantity.start - 6) : quantity.start]
            ):
                return [quantity]
    return []


def _putting(noun: Any) -> str | None:
    """Who puts a figure somewhere: "the opposition put the figure at 34"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in ("put", "set", "place", "give", "estimate"):
        return None
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    return None if who is None else str(who.doc[who.left_edge.i : who.i + 1].text)


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
    tally.start, tally.end, tally.running = quantity.start, quantity.end, True
    told = {t.lemma_.lower() for t in token.sent if _revises(t) or t.lemma_.lower() not in REVISING}
    tally.revised = not told & APART or bool(told & (REVISING | LATELY))
    return [tally]


def _what(noun: Any) -> str | None:
    """What a word such as "toll" or "number" counts; None where it counts no harm."""
    lemma = noun.lemma_.lower()
    around = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.sent.end, noun.i + 6)]]
    modifiers = [c.lower_ for c in noun.children if c.i < noun.i]
    for word in [*modifiers, *(around if around[:1] == ["of"] else ())]:
        if word in OF_WHOM:
            return OF_WHOM[word]
    if lemma in ("figure", "number", "count") and any(c.lower_ == "the" for c in noun.children):
        # "10 had died; the opposition put the figure at 34"
        before = noun.doc[noun.sent.start : noun.i]
        return next((OF_WHOM[t.lower_] for t in reversed(list(before)) if t.lower_ in OF_WHOM), None)
    return "killed" if lemma == "toll" else None


def none_hurt(token: Any) -> list[Tally]:
    """ "no casualties", "nobody was hurt", "without loss of life": nobody killed, nobody hurt."""
    start = _denied(token)
    if start is None:
        return []
    what = HARMLESS[token.lower_].split()
    first = min(start.left_edge.idx, token.idx) if start.i < token.i else token.idx
    last = max(token.idx + len(token), start.idx + len(start))
    return [Tally(w, 0, 0, first, last, token) for w in what]


def _denied(token: Any) -> Any:
    """The word that denies a casualty or a harm: "no", "without", "nobody"; None where nothing does."""
    if (none := _no_report(token)) is not None:
        return none
    if token.pos_ in ("NOUN", "PROPN"):
        for child in token.children:
            if child.lower_ in ("no", "without", "zero"):
                return None if any(t.lower_ == "yet" for t in token.sent) else child
        head = token.head
        if token.dep_ == "pobj" and head.lower_ == "without":
            return head
        if token.dep_ == "pobj" and head.lower_ in ("of", "about") and _instance(head.head) and not _not_yet(head.head):
            return next((c for c in head.head.children if c.lower_ == "no"), None)
        if token.dep_ == "conj" and token.head.lower_ in HARMLESS:
            return _denied(token.head)
        if token.dep_ == "dobj" and any(c.dep_ == "neg" for c in head.children):
            return next(c for c in head.children if c.dep_ == "neg")
        return None
    verb = token
    while verb.dep_ == "conj" and verb.head.lower_ in HARMLESS:
        verb = verb.head
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and _nobody(child):
            return child
        if child.dep_ in ("nsubj", "nsubjpass") and any(c.lower_ == "any" for c in child.children):
            if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
                return verb.head  # "without any soldier being wounded"
    head = verb.head
    return head if verb.dep_ in ("acl", "amod", "relcl") and _nobody(head) else None


def _instance(noun: Any) -> bool:
    """Whether none of it is nobody hurt: "no reports of casualties", but not "no details of casualties"."""
    return noun.lemma_ in TIDINGS | INSTANCES


def _no_report(token: Any) -> Any:
    """The "no" of "there is no report of anybody hurt", unless nothing is known yet; None for any other words."""
    doc, sentence = token.doc, token.sent
    whom = next((doc[i] for i in range(token.i - 1, max(sentence.start, token.i - 3) - 1, -1) if doc[i].lower_ in ANYBODY), None)
    if whom is None or whom.i - 2 < sentence.start or doc[whom.i - 1].lower_ not in ("of", "that"):
        return None
    noun = doc[whom.i - 2]
    none = next((c for c in noun.children if c.lower_ == "no"), None)
    return None if none is None or noun.lemma_ not in TIDINGS or _not_yet(noun) else none


def _not_yet(noun: Any) -> bool:
    """Whether a report that there were none is only that nothing is known: "no immediate reports", "no reports yet"."""
    words = {c.lower_ for c in noun.children} | {t.lower_ for t in noun.sent}
    return bool(words & PROVISIONAL)


def _nobody(token: Any) -> bool:
    if token.lower_ in NOBODY or token.lower_ == "one" and any(c.lower_ == "not" for c in token.children):
        return True
    none = {c.lower_ for c in token.children if c.i < token.i}
    return (
        "no" in none
        and token.lower_ in ("one", "people", "person", "persons", "civilians", "casualties")
        or (token.lower_ == "none")
    )
