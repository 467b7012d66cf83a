"""Reads figures off the order of the words, where the parse loses them: headlines, lists of people, short news."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus.reader.figures import INCLUDING, Tally, is_attackers, is_vague, kind_of, sums_up, with_attackers
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.page import Page
from tacitus.reader.quantities import Quantity

LONGEST_PHRASE = 6
"""Words that may stand between a number and the people that it counts ("12 heavily armed members of ...")."""
LONGEST_LINK = 7
"""Words that may stand between the people and what was done to them ("were also reported to have been killed")."""
LONGEST_ASIDE = 14
"""Words of an aside between two commas: ", including eight children,"."""

DONE = mapped("shallow", "done")
"""What stands behind the people, to what happened to them; several words are joined by blanks."""
DOING = mapped("shallow", "doing")
"""What stands before the people, to what happens to them."""
ACTIVE = listed("shallow", "active")
LINKS = listed("shallow", "links")
ASIDES = listed("shallow", "asides")
JOINS = listed("shallow", "joins")
OWNERS = frozenset({"his", "her", "their", "its", "the"})
PAIRS = {"couple": 2, "both": 2}
"""Words that are a number of people by themselves."""
NEVER = listed("shallow", "never")


@dataclass(slots=True)
class Group:
    """Some people that a text counts: tokens first to last of the sentence (end excluded) and their bounds."""

    first: int
    last: int
    low: int | None
    high: int | None
    head: Any
    quantity: Quantity | None


def tallies(page: Page, index: int) -> list[Tally]:
    """Every figure of harm that the order of the words of one sentence gives, sums of lists first."""
    sentence = [t for t in page.sentences[index] if not t.is_space]
    out: list[Tally] = []
    whole: tuple[str, Any] | None = None
    for several in _lists(sentence, _groups(page, sentence)):
        if _included(sentence, several[0]):
            for group in several:
                out.extend(_told(page, [group], whole, part=True))
            continue
        before = _before(sentence, several[0].first)
        after = _after(sentence, several[-1].last)
        if before and after and before[0] != after[0] and len(several) > 1:
            # "killed five and 12 wounded": the last group belongs to what follows it
            out.extend(_told(page, several[:-1], before))
            out.extend(_told(page, several[-1:], after))
        elif after or before:
            out.extend(_told(page, several, after or before))
        whole = after or before or whole
    return out


def _included(sentence: list[Any], group: Group) -> bool:
    """Whether "including" or "among them" stands right before a group, so that it is part of one before."""
    at = _position(sentence, group.first)
    near = [t.lower_ for t in sentence[max(0, at - 2) : at]]
    return bool(near) and (near[-1] in INCLUDING or near == ["among", "them"])


def _told(page: Page, several: list[Group], relation: tuple[str, Any] | None, *, part: bool = False) -> list[Tally]:
    counted = part or any(g.quantity or (g.low or 0) > 1 for g in several)
    if relation is None or not counted or either(relation[1]):
        return []
    what, governor = relation
    part = part or governor.lower_ == "among"
    doc = governor.doc
    several = [g for g in several if g is several[0] or not is_attackers(g.head)]
    named, several = len(several), _summed_before(several)
    low = None if any(g.low is None for g in several) else sum(g.low or 0 for g in several)
    high = None if any(g.high is None for g in several) else sum(g.high or 0 for g in several)
    first, last = several[0], several[-1]
    quantity = next((g.quantity for g in several if g.quantity), None)
    start = min(doc[first.first].idx, first.quantity.start if first.quantity else doc[first.first].idx)
    tally = Tally(
        what,
        low,
        high,
        start,
        max(doc[last.last - 1].idx + len(doc[last.last - 1]), last.quantity.end if last.quantity else 0),
        first.head,
        kind_of(first.head) if len(several) == 1 else None,
        part,
        cumulative=sums_up(governor),
        includes_attackers=with_attackers(page, quantity, governor) if quantity else None,
        governor=governor,
    )
    tally.apposed = len(several) < named
    tally.several, tally.vague = len(several) > 1, len(several) == 1 and quantity is not None and is_vague(quantity)
    return [tally]


def _summed_before(several: list[Group]) -> list[Group]:
    """Only the first group where the others are what it is made of: "three engineers, two Frenchmen and a German"."""
    rest = [g.low for g in several[1:]]
    whole = len(rest) > 1 and None not in rest and several[0].low == sum(r or 0 for r in rest)
    return several[:1] if whole else several


def either(governor: Any) -> bool:
    """ "killed or wounded more than 100": a figure of casualties that says of neither how many."""
    doc = governor.doc
    around = [t.lower_ for t in doc[max(0, governor.i - 2) : governor.i + 3]]
    return "or" in around and sum(w in DONE for w in around) > 1


def _groups(page: Page, sentence: list[Any]) -> Iterator[Group]:
    """Numbers with the people behind them, "a girl", and bare numbers."""
    nations = {p.mention.start for p in page.places if p.mention.demonym}
    starts = {q.start: q for q in page.quantities if sentence and sentence[0].idx <= q.start <= sentence[-1].idx}
    at = 0
    while at < len(sentence):
        token = sentence[at]
        quantity = starts.get(token.idx)
        if quantity is not None:
            behind = at
            while behind < len(sentence) and sentence[behind].idx < quantity.end:
                behind += 1
            group = _group(sentence, at, behind, quantity, nations)
            yield group
            at = _position(sentence, group.last)
        elif token.lower_ == "both" and at + 1 < len(sentence) and sentence[at + 1].tag_ == "NNS":
            yield Group(token.i, sentence[at + 1].i + 1, 2, 2, sentence[at + 1], None)
            at += 2
        elif token.lower_ in ("a", "an", "another"):
            group = _group(sentence, at, at + 1, None, nations)
            if group.head is not token and group.head.tag_ in ("NN", "NNP", "JJ", "NNPS"):
                yield group
                at = _position(sentence, group.last)
            else:
                at += 1
        elif token.lower_ in ("him", "her") and token.dep_ in ("dobj", "pobj"):
            yield Group(token.i, token.i + 1, 1, 1, token, None)
            at += 1
        else:
            at += 1


def _position(sentence: list[Any], after: int) -> int:
    return next((k for k, t in enumerate(sentence) if t.i >= after), len(sentence))


def _group(
    sentence: list[Any], at: int, behind: int, quantity: Quantity | None, nations: Collection[int] = ()
) -> Group:
    """The people that a number, or an article, at this place counts; a number may stand alone."""
    low, high = (quantity.low, quantity.high) if quantity else (1, 1)
    if quantity is None and behind < len(sentence) and sentence[behind].lower_ in PAIRS:
        low = high = PAIRS[sentence[behind].lower_]
    head, last = None, sentence[behind - 1].i + 1
    reach = behind
    while reach < min(len(sentence), behind + LONGEST_PHRASE):
        token = sentence[reach]
        if (
            token.lower_ == "of"
            and reach == behind
            or token.lower_ in ("other", "others", "more", "the", "-", "’s", "'s")
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
        elif head is not None and token.pos_ == "NOUN":
            head, last = None, sentence[behind - 1].i + 1  # "12 police cars": the people only describe a thing
            if token.tag_ == "NNS":
                return Group(sentence[at].i, token.i + 1, None, None, token, None)
        reach += 1
    if head is not None and head.lower_ not in ("others", "other", "more"):
        last = _with_of(sentence, last)
    return Group(sentence[at].i, last, low, high, head or sentence[behind - 1], quantity)


@cache
def _things() -> frozenset[str]:
    """Nouns of what is no person, for all that it can be hurt, lost or taken."""
    return frozenset().union(
        *(words(w) for w in ("building", "vehicle", "aircraft", "drone", "artillery", "explosive", "gun", "blade"))
    ) - words("victim") | listed("shallow", "things")


def _with_of(sentence: list[Any], last: int) -> int:
    """The end of "members of the security forces", from the end of "members"."""
    at = _position(sentence, last)
    if (
        at >= len(sentence)
        or sentence[at].lower_ not in ("of", "from")
        or at + 1 < len(sentence)
        and sentence[at + 1].like_num
        and sentence[at + 1].lower_ != "one"
    ):
        return last
    for token in sentence[at + 1 : at + 1 + LONGEST_PHRASE]:
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "DET", "PART", "PUNCT", "NUM") or token.text == ",":
            break
        if token.lower_ in DONE:
            break
        last = token.i + 1
    return last


def _lists(sentence: list[Any], groups: Iterator[Group]) -> Iterator[list[Group]]:
    """Groups that only "and" or a comma parts: one list of people."""
    running: list[Group] = []
    for group in groups:
        if _partitive(sentence, group):
            if running:
                yield running
            running = []
            continue
        if running:
            doc = group.head.doc
            between = " ".join(t.lower_ for t in doc[running[-1].last : group.first] if not t.is_space)
            if between in JOINS or between.rpartition(" ")[0] in JOINS and between.rpartition(" ")[2] in OWNERS:
                running.append(group)
                continue
            yield running
        running = [group]
    if running:
        yield running


def _partitive(sentence: list[Any], group: Group) -> bool:
    """Whether the number is one of people counted before: "48 of them", "two of whom"."""
    at = _position(sentence, group.first)
    near = [t.lower_ for t in sentence[at : at + 5]]
    return any(a == "of" and b in ("them", "whom", "these", "those") for a, b in zip(near, near[1:], strict=False))


def _after(sentence: list[Any], last: int) -> tuple[str, Any] | None:
    """What is said to have happened to the people before this place, and the word that says so."""
    at = _aside(sentence, _position(sentence, last))
    linked = False
    for reach in range(at, min(len(sentence), at + LONGEST_LINK)):
        token = sentence[reach]
        if token.lower_ in NEVER:
            return None
        found = _phrase(sentence, reach)
        if found is not None:
            what, end = found
            if not linked and token.lower_ in ACTIVE and _object_follows(sentence, end):
                return None
            return what, token
        if token.lower_ not in LINKS:
            return None
        linked = linked or token.pos_ == "AUX"
    return None


def _aside(sentence: list[Any], at: int) -> int:
    """Behind ", including eight children," where that stands here."""
    near = [t.lower_ for t in sentence[at + 1 : at + 6]]
    partial = any(a == "of" and b in ("them", "whom") for a, b in zip(near, near[1:], strict=False))
    if near and sentence[at].text in (",", "(", "-", "–", "—") and (near[0] in ASIDES or partial):
        for reach in range(at + 2, min(len(sentence), at + LONGEST_ASIDE)):
            if sentence[reach].text in (",", ")", "-", "–", "—"):
                return reach + 1
    return at


def _phrase(sentence: list[Any], at: int) -> tuple[str, int] | None:
    """The longest phrase of `done` that begins here, and where it ends."""
    for length in (4, 3, 2, 1):
        said = " ".join(t.lower_ for t in sentence[at : at + length])
        if said in DONE and at + length <= len(sentence):
            return DONE[said], at + length
    return None


def _object_follows(sentence: list[Any], at: int) -> bool:
    """Whether a verb that could be active has somebody behind it: "five gunmen killed 11 people"."""
    if at >= len(sentence):
        return False
    token = sentence[at]
    return token.pos_ in ("DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ") and token.ent_type_ not in ("DATE", "TIME")


def _before(sentence: list[Any], first: int) -> tuple[str, Any] | None:
    """What the words right before this place do to the people, and the word that says so."""
    at = _position(sentence, first)
    while at > 0 and (sentence[at - 1].lower_ in ("the", "all", "some", "about", "also", "another", "a", "further")):
        at -= 1
    for length in (4, 3, 2, 1):
        if at - length < 0:
            continue
        said = " ".join(t.lower_ for t in sentence[at - length : at])
        if said in DOING:
            token = sentence[at - length]
            earlier = {t.lower_ for t in sentence[max(0, at - length - 3) : at - length]}
            passive = token.tag_ in ("VBN", "VBD") and earlier & {"was", "were", "been", "being", "be"} and length == 1
            return None if earlier & NEVER or passive or token.tag_ == "VB" else (DOING[said], token)
    return None
