"""Finds what was done to people, in verbs, adjectives and nouns, and the figure that belongs to each."""

from __future__ import annotations

from typing import Any

from tacitus.reader import syntax
from tacitus.reader.figures import Tally, from_quantity, number_on, tally_of
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.page import Page

HARM_VERBS = mapped("figures", "harm_verbs")


HARM_ADJECTIVES = mapped("figures", "harm_adjectives")


HARM_NOUNS = mapped("figures", "harm_nouns")


def tallies(page: Page, index: int) -> list[Tally]:
    """Every figure of harm in one sentence."""
    out: list[Tally] = []
    for token in page.sentences[index]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG"):
            what = HARM_VERBS.get(lemma)
            if what:
                out.extend(_governed(_of_verb(page, token, what), token))
            elif lemma in ("claim", "lose", "cost", "take") and any(c.lemma_ == "life" for c in token.children):
                life = next(c for c in token.children if c.lemma_ == "life")
                out.extend(_of_noun(page, life, "killed"))
            elif lemma in SENDING:
                out.extend(_troops(page, token))
        if token.lower_ in HARM_ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
            out.extend(_of_adjective(page, token, HARM_ADJECTIVES[token.lower_]))
        elif token.pos_ == "NOUN" and lemma in HARM_NOUNS:
            out.extend(_of_noun(page, token, HARM_NOUNS[lemma]))
        elif token.lower_ in ("casualty", "casualties"):
            out.extend(_none_of(token))
    return _without_doubles(out)


def _governed(found: list[Tally], governor: Any) -> list[Tally]:
    for tally in found:
        tally.governor = governor
    return found


SENDING = listed("figures", "sending")


def _troops(page: Page, verb: Any) -> list[Tally]:
    """ "sent 560 troops", "700 soldiers crossed": strengths, never casualties."""
    args = syntax.verb_arguments(verb)
    out = []
    for head in [*args.patients, *args.agents]:
        number = number_on(page, head)
        if number is not None and head.lemma_.lower() in words("force"):
            out.append(from_quantity(page, number, head, "troops", verb))
    return out


def _of_verb(page: Page, verb: Any, what: str) -> list[Tally]:
    if verb.dep_ == "amod":
        return []
    args = syntax.verb_arguments(verb)
    sufferers = args.agents if verb.lemma_ in ("die", "perish", "flee") else args.patients
    if not sufferers and verb.lemma_ not in ("die", "perish", "flee") and verb.tag_ in ("VBN", "VBD") and args.agents:
        # "five killed in blast", "50 wounded": headlines leave the auxiliary out
        sufferers = [a for a in args.agents if verb.tag_ == "VBN" or not _armed(page, a)]
    negated = any(c.dep_ == "neg" for c in verb.children)
    out = []
    for head in sufferers:
        tally = tally_of(page, head, what, verb)
        if tally is not None and not negated:
            out.append(tally)
    return _joined(out)


def _armed(page: Page, token: Any) -> bool:
    return token.lemma_.lower() in words("armed") or bool(page.actors_in(token.left_edge.idx, token.idx + len(token)))


def _of_adjective(page: Page, token: Any, what: str) -> list[Tally]:
    """ "left 12 dead", "12 dead", "six people missing", "12 of the wounded"."""
    number = number_on(page, token)
    if number is not None:
        return [from_quantity(page, number, token, what, token)]
    head = token.head
    if token.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl", "acl", "amod", "conj", "attr"):
        if token.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "attr", "conj") and head.pos_ in ("VERB", "AUX"):
            for child in head.children:
                if (
                    child.dep_ in ("dobj", "nsubj", "nsubjpass")
                    and child.i < token.i
                    and head.lemma_ in ("leave", "be", "report", "go", "feare", "fear", "find", "remain")
                ):
                    if child.dep_ == "nsubj" and head.lemma_ == "leave":
                        continue
                    tally = tally_of(page, child, what, token)
                    return [tally] if tally else []
            for child in token.children:
                if child.dep_ == "nsubj":
                    tally = tally_of(page, child, what, token)
                    return [tally] if tally else []
        if token.dep_ == "acl" and head.pos_ in ("NOUN", "PRON"):
            tally = tally_of(page, head, what, token)
            return [tally] if tally else []
        if token.dep_ == "amod" and head.pos_ == "NOUN" and head.lemma_.lower() in words("victim"):
            number = number_on(page, head)
            if number is not None:
                return [from_quantity(page, number, head, what, head)]
    return []


def _of_noun(page: Page, noun: Any, what: str) -> list[Tally]:
    number = number_on(page, noun)
    if number is not None and noun.lemma_ != "toll":
        return [from_quantity(page, number, noun, what, noun)]
    if noun.lemma_ == "life":
        for head in syntax.noun_preps(noun).get("of", ()):
            tally = tally_of(page, head, what, noun)
            if tally:
                return [tally]
        return []
    if noun.lemma_ == "toll":
        return _of_toll(page, noun)
    if noun.lemma_ in ("death", "killing", "murder", "slaying", "beheading", "execution", "assassination"):
        return [t for h in syntax.noun_preps(noun).get("of", ()) if (t := tally_of(page, h, what, noun)) is not None]
    return []


def _of_toll(page: Page, noun: Any) -> list[Tally]:
    """ "raised the toll to 57 from 44", "a toll of 12": the figure behind "to", "at" or "of"; one behind "from" is the old one."""
    sentence = noun.sent
    for quantity in page.quantities:
        if not (noun.idx < quantity.start < sentence.end_char and quantity.start - noun.idx < 90):
            continue
        before = page.text[max(sentence.start_char, quantity.start - 14) : quantity.start].lower().split()
        if before and before[-1] in (
            "to",
            "at",
            "of",
            "reached",
            "stands",
            "was",
            "is",
            "hit",
            "stood",
            "than",
            "passed",
        ):
            if "from" in before[-2:-1]:
                continue
            return [from_quantity(page, quantity, noun, "killed", noun)]
    return []


def _none_of(token: Any) -> list[Tally]:
    """ "no casualties", "there were no injuries": nobody killed, nobody hurt."""
    if any(c.lower_ == "no" for c in token.children):
        start = next(c for c in token.children if c.lower_ == "no").idx
        end = token.idx + len(token)
        return [Tally(w, 0, 0, start, end, token) for w in ("killed", "wounded")]
    return []


def _joined(found: list[Tally]) -> list[Tally]:
    """ "nine soldiers and two civilians were killed" is eleven: figures joined by "and" under one verb are summed."""
    whole = [t for t in found if not t.part]
    exact = [t for t in whole if t.low is not None or t.high is not None]
    if len(exact) < 2 or len({t.what for t in exact}) > 1:
        return found
    low = None if any(t.low is None for t in exact) else sum(t.low or 0 for t in exact)
    high = None if any(t.high is None for t in exact) else sum(t.high or 0 for t in exact)
    first, last = min(exact, key=lambda t: t.start), max(exact, key=lambda t: t.end)
    total = Tally(
        first.what,
        low,
        high,
        first.start,
        last.end,
        first.head,
        cumulative=any(t.cumulative for t in exact),
        named=all(t.named for t in exact),
    )
    for t in exact:
        t.part = True
    return [total, *found]


def _without_doubles(found: list[Tally]) -> list[Tally]:
    seen: set[tuple[str, int, int]] = set()
    out = []
    for t in sorted(found, key=lambda t: (t.start, t.part)):
        key = (t.what, t.head.i, t.end)
        if key not in seen:
            seen.add(key)
            out.append(t)
    return out
