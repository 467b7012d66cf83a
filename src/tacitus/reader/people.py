"""Finds the people that a sentence counts by the order of its words: a number and its noun, "a girl", a number alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus.reader.figures import BEASTS, GROUPS
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.page import Page
from tacitus.reader.quantity import Quantity
from tacitus.reader.ranges import left_behind

LONGEST_PHRASE = 6
"""Words that may stand between a number and the people that it counts ("12 heavily armed members of ...")."""
DONE = mapped("shallow", "done")
"""What stands behind the people, to what happened to them; several words are joined by blanks."""
SUFFER = listed("shallow", "suffer")
INJURIES = listed("shallow", "injuries")
LONGEST_INJURY = 7
"""Words from "suffered" to what was suffered: "suffered mostly minor cuts and burns"."""
LINKS = listed("shallow", "links")
PAIRS = {"couple": 2, "both": 2}
"""Words that are a number of people by themselves."""


@dataclass(slots=True)
class Group:
    """Some people that a text counts: tokens first to last of the sentence (end excluded) and their bounds."""

    first: int
    last: int
    low: int | None
    high: int | None
    head: Any
    quantity: Quantity | None


def groups(page: Page, sentence: list[Any]) -> Iterator[Group]:
    """Numbers with the people behind them, "a girl", and bare numbers."""
    nations = {p.mention.start for p in page.places if p.mention.demonym}
    starts = {q.start: q for q in page.quantities if sentence and sentence[0].idx <= q.start <= sentence[-1].idx}
    at, before = 0, -1
    while at < len(sentence):
        token = sentence[at]
        quantity = starts.get(token.idx)
        if quantity is not None and left_behind(page.text, quantity.start):
            at, before = at + 1, -1
        elif quantity is not None:
            behind = at
            while behind < len(sentence) and sentence[behind].idx < quantity.end:
                behind += 1
            group = _group(sentence, at, behind, quantity, nations, starts)
            yield group
            at = position(sentence, group.last)
            before = at if group.low is not None and group.head.pos_ == "NOUN" else -1
        elif token.lower_ == "both" and at + 1 < len(sentence) and sentence[at + 1].tag_ == "NNS":
            yield Group(token.i, sentence[at + 1].i + 1, 2, 2, sentence[at + 1], None)
            at += 2
        elif token.lower_ == "another" and at + 1 < len(sentence) and _stands_alone(sentence, at + 1):
            yield Group(token.i, token.i + 1, 1, 1, token, None)
            at += 1
        elif token.lower_ in ("a", "an", "the") and _one_more(sentence, at + 1):
            yield Group(token.i, sentence[at + 1].i + 1, 1, 1, sentence[at + 1], None)
            at += 2
        elif token.lower_ in ("a", "an", "another"):
            group = _group(sentence, at, at + 1, None, nations, starts)
            if group.head is token and _last_of_people(sentence, at, before):
                group = Group(token.i, sentence[at + 1].i + 1, 1, 1, sentence[at + 1], None)
            if group.head is not token and group.head.tag_ in ("NN", "NNP", "JJ", "NNPS"):
                yield group
                at = position(sentence, group.last)
            else:
                at += 1
        elif (crew := _crew(sentence, at, starts)) is not None:
            yield crew
            at = position(sentence, crew.last)
        elif token.lower_ in ("him", "her") and token.dep_ in ("dobj", "pobj"):
            yield Group(token.i, token.i + 1, 1, 1, token, None)
            at += 1
        else:
            at += 1


def _crew(sentence: list[Any], at: int, starts: Mapping[int, Quantity]) -> Group | None:
    """ "Its crew of four", "a family of five": a noun of several people whose number stands behind it, with no noun of its own."""
    if sentence[at].lemma_.lower() not in GROUPS or at + 2 >= len(sentence) or sentence[at + 1].lower_ != "of":
        return None
    number = starts.get(sentence[at + 2].idx)
    behind = next((t for t in sentence[at + 3 :] if number is not None and t.idx >= number.end), None)
    if number is None or behind is not None and behind.pos_ in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    last = behind.i if behind is not None else sentence[-1].i + 1
    return Group(sentence[at].i, last, number.low, number.high, sentence[at], number)


def _last_of_people(sentence: list[Any], at: int, before: int) -> bool:
    """Whether "a cook" ends a list of people who are numbered: "seven soldiers, two policemen and a cook"."""
    joined = before >= 0 and at - before in (1, 2) and sentence[at - 1].lower_ == "and"
    noun = sentence[at + 1] if at + 1 < len(sentence) else None
    return joined and noun is not None and noun.tag_ == "NN" and noun.lemma_.lower() not in _things() | BEASTS


def _stands_alone(sentence: list[Any], at: int) -> bool:
    """Whether what was done to "another" comes right behind it: "another was wounded", "another injured"."""
    return phrase(sentence, at) is not None or sentence[at].pos_ == "AUX" and sentence[at].lower_ in LINKS


ORDINALS = listed("shallow", "ordinals")


def _one_more(sentence: list[Any], at: int) -> bool:
    """Whether "a third" is one person more than those before: "two were killed and a third was wounded"."""
    if at + 1 >= len(sentence) or sentence[at].lower_ not in ORDINALS or sentence[at + 1].lower_ == "were":
        return False
    return _stands_alone(sentence, at + 1)


def position(sentence: list[Any], after: int) -> int:
    """Where in a sentence the first token stands whose number in the report is `after` or more; its length if none."""
    return next((k for k, t in enumerate(sentence) if t.i >= after), len(sentence))


def _group(
    sentence: list[Any],
    at: int,
    behind: int,
    quantity: Quantity | None,
    nations: Collection[int] = (),
    counted: Collection[int] = (),
) -> Group:
    """The people that a number, or an article, at this place counts; a number may stand alone."""
    low, high = (quantity.low, quantity.high) if quantity else (1, 1)
    if quantity is None and behind < len(sentence) and sentence[behind].lower_ in PAIRS:
        low = high = PAIRS[sentence[behind].lower_]
    head, last = None, sentence[behind - 1].i + 1
    reach = behind
    while reach < min(len(sentence), behind + LONGEST_PHRASE):
        token = sentence[reach]
        if (aged := _aged(sentence, reach)) > reach:
            reach = aged
            if quantity is None and (reach >= len(sentence) or sentence[reach].pos_ not in ("NOUN", "ADJ", "PROPN")):
                head, last = sentence[reach - 1], sentence[reach - 1].i + 1  # "a 14-year-old"
            continue
        if (
            token.lower_ == "of"
            and reach == behind
            or token.lower_ in ("other", "others", "more", "the", "-", "’s", "'s")
            or token.tag_ == "PRP$"
            and reach == behind + 1
            and sentence[behind].lower_ == "of"
        ):
            pass
        elif (
            token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV")
            or token.lower_ in DONE
            or token.tag_ in ("RB",)
            and token.lower_ in LINKS
        ):
            break
        if token.lemma_.lower() in words("victim") or token.lower_ in ("others", "other", "more"):
            head, last = token, token.i + 1
        elif token.idx in nations and not (
            token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN", "ADJ")
        ):
            head, last = token, token.i + 1  # "a Filipino", "two Canadians"
        elif token.tag_ in ("NNS", "NNPS") and quantity is not None and token.lemma_.lower() not in _things():
            head, last = token, token.i + 1  # "four labourers": only people are killed, hurt or taken
        elif head is None and quantity is not None and token.tag_ in ("NNS", "NN") and token.lemma_.lower() in BEASTS:
            return Group(sentence[at].i, token.i + 1, None, None, token, None)
        elif head is not None and token.pos_ == "NOUN":
            head, last = None, sentence[behind - 1].i + 1  # "12 police cars": the people only describe a thing
            if token.tag_ == "NNS":
                return Group(sentence[at].i, token.i + 1, None, None, token, None)
        reach += 1
    if head is not None and head.lower_ not in ("others", "other", "more"):
        last = _with_of(sentence, last, counted)
    return Group(sentence[at].i, last, low, high, head or sentence[behind - 1], quantity)


def _aged(sentence: list[Any], at: int) -> int:
    """The place behind "10-year-old" or "three-month-old" that begins here; `at` itself where none does."""
    run = "".join(t.lower_ for t in sentence[at : at + 5])
    if not re.match(r"[\w]+-(?:year|month|week|day)s?-olds?", run):
        return at
    old = next((k for k in range(at, min(at + 5, len(sentence))) if sentence[k].lower_.endswith(("old", "olds"))), None)
    return at if old is None else old + 1


@cache
def _things() -> frozenset[str]:
    """Nouns of what is no person, for all that it can be hurt, lost or taken."""
    return frozenset().union(
        *(words(w) for w in ("building", "vehicle", "aircraft", "drone", "artillery", "explosive", "gun", "blade"))
    ) - words("victim") | listed("shallow", "things")


def _ages(sentence: list[Any], at: int, counted: Collection[int]) -> int:
    """The place behind the ages that begin here, of which none counts anybody: "six, eight and eleven"."""
    end = at
    while at < len(sentence) and sentence[at].like_num and sentence[at].idx not in counted:
        end = at = at + 1
        while at < len(sentence) and sentence[at].lower_ in (",", "and", "or"):
            at += 1
    return end


def _between_names(token: Any) -> bool:
    """Whether a comma or "and" only parts names: "three women from Somalia, Senegal and Egypt"."""
    if token.lower_ not in (",", "and") or token.i + 1 >= len(token.doc) or token.i == 0:
        return False
    return bool(token.nbor(-1).pos_ == token.nbor().pos_ == "PROPN")


def _with_of(sentence: list[Any], last: int, counted: Collection[int]) -> int:
    """The end of "members of the security forces" or "a girl of nine", from the end of "members" or "girl"."""
    at = position(sentence, last)
    if at < len(sentence) and sentence[at].lower_ == "of" and (aged := _ages(sentence, at + 1, counted)) > at + 1:
        return int(sentence[aged - 1].i + 1)
    if (
        at >= len(sentence)
        or sentence[at].lower_ not in ("of", "from")
        or at + 1 < len(sentence)
        and sentence[at + 1].like_num
        and sentence[at + 1].lower_ != "one"
    ):
        return last
    for token in sentence[at + 1 : at + 1 + LONGEST_PHRASE]:
        if _between_names(token):
            continue
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET", "PART", "PUNCT", "NUM") or token.text == ",":
            break
        if token.lower_ in DONE:
            break
        last = token.i + 1
    return last


def phrase(sentence: list[Any], at: int) -> tuple[str, int] | None:
    """The longest phrase of `done` that begins here, and where it ends."""
    for length in (4, 3, 2, 1):
        said = " ".join(t.lower_ for t in sentence[at : at + length])
        if said in DONE and at + length <= len(sentence):
            return DONE[said], at + length
    if sentence[at].lemma_.lower() in SUFFER or sentence[at].lower_ == "treated":
        for reach in range(at + 1, min(len(sentence), at + LONGEST_INJURY)):
            if sentence[reach].lemma_.lower() in INJURIES:
                return "wounded", reach + 1
            if sentence[reach].pos_ not in ("ADJ", "ADV", "NOUN", "ADP", "CCONJ", "DET"):
                break
    return None
