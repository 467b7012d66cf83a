"""Reads figures off the order of the words, where the parse loses them: headlines, lists of people, short news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tacitus.reader import foremost, madeof, tellers
from tacitus.reader.eitherway import either
from tacitus.reader.figures import INCLUDING, Tally, is_attackers, is_vague, kind_of, on_top, with_attackers
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.overtime import sums_up
from tacitus.reader.page import Page
from tacitus.reader.people import DONE, LINKS, ORDINALS, Group, groups, phrase, position

LONGEST_LINK = 7
"""Words that may stand between the people and what was done to them ("were also reported to have been killed")."""
LONGEST_ASIDE = 14
"""Words of an aside between two commas: ", including eight children,"."""

LONGEST_PARTS = 22
"""The same without a comma: "105 persons including 25 of the garrison and those allied with it, and 30 townsmen, were killed"."""
OF_PARTS = frozenset({"NUM", "NOUN", "PROPN", "ADJ", "CCONJ", "DET", "ADP", "PRON", "ADV"})
DOING = mapped("shallow", "doing")
"""What stands before the people, to what happens to them."""
ACTIVE = listed("shallow", "active")
TAKERS = listed("shallow", "takers")
"""Verbs of which whoever is taken "from home" is a captive."""
BESIDE = frozenset({"along", "together"})
ASIDES = listed("shallow", "asides")
JOINS = listed("shallow", "joins")
CLOSING = {"(": ")", "–": "–", "—": "—", "--": "--"}
"""What ends an aside that opens so: "15 people – nine soldiers and six civilians – were killed"."""
OWNERS = frozenset({"his", "her", "their", "its", "the"})
LEADING = frozenset({"all", "some", "about", "also", "another", "a", "further"})
"""What may stand between the word of harm and the people."""
NEVER = listed("shallow", "never")


Relation = tuple[str, Any]
"""What happened to people, and the word that says so."""
THEM = frozenset({"them", "whom", "these", "those"})
MORTALLY = frozenset({"fatally", "mortally"})
FREED = listed("shallow", "freed")
WHERE = frozenset({"in", "at", "near", "outside", "inside", "around"})


def tallies(page: Page, index: int) -> list[Tally]:
    """Every figure of harm that the order of the words of one sentence gives, sums of lists first."""
    sentence = [t for t in page.sentences[index] if not t.is_space]
    out: list[Tally] = []
    whole: Relation | None = None
    for several in _lists(sentence, groups(page, sentence)):
        if _of_nobody(sentence, several[0]):
            continue
        if _of_them(sentence, several[0]):
            out.extend(_partitive_told(page, sentence, several[0], whole))
            continue
        included, explained = _included(sentence, several[0]), _explains(sentence, several[0])
        if whole is None and (included or explained):
            whole = foremost.of_toll(sentence, several[0].first)
        if included or whole and explained:
            more = _more_behind(page, sentence, several, whole)
            for group in several[: -1 if more else None]:
                out.extend(_told(page, [group], whole, part=True))
            out.extend(_told(page, several[-1:], more))
            whole = more or whole
            continue
        before = _before(sentence, several[0].first)
        after = _after(sentence, several[-1].last, page)
        if before and after and before[0] != after[0] and len(several) > 1:
            # "killed five and 12 wounded": the last group belongs to what follows it
            out.extend(_told(page, several[:-1], before))
            out.extend(_told(page, several[-1:], after))
        elif after or before:
            out.extend(_told(page, several, after or before))
        elif named := foremost.named(sentence, several[0].first):
            told = _told(page, several, named.relation, part=named.some)
            out.extend(_among(told) if named.some else told)
        elif beside := _beside(sentence, several[0]):
            added = _told(page, several, beside)
            for tally in added[:1]:
                tally.running = False
            out.extend(added)
            continue
        elif whole and (_elsewhere(page, sentence, several[0]) or _more(page, sentence, several[0])):
            out.extend(_told(page, several, whole))
            continue
        elif whole and _are(sentence, several[0]):
            out.extend(_told(page, several, whole, part=True))
            continue
        whole = after or before or whole
    return out


def _among(told: list[Tally]) -> list[Tally]:
    """Some of the dead, which leave open how many there are: "the dead include four teachers"."""
    if told:
        told[0].high = None
    return told


def _more_behind(page: Page, sentence: list[Any], several: list[Group], whole: Relation | None) -> Relation | None:
    """Something else that was done to the last of a list: "among them three children, and 15 others were abducted"."""
    if len(several) < 2 or whole is None:
        return None
    after = _after(sentence, several[-1].last, page)
    return after if after is not None and after[0] != whole[0] else None


def _of_nobody(sentence: list[Any], group: Group) -> bool:
    """ "None of the 40 worshippers", "not one of the 300 passengers": what follows came to nobody."""
    at = position(sentence, group.first)
    before = [t.lower_ for t in sentence[max(0, at - 4) : at] if t.lower_ not in OWNERS]
    return before[-1:] == ["of"] and (before[-2:-1] in (["none"], ["neither"]) or before[-3:-1] in (["not", "one"], ["no", "one"]))


def _explains(sentence: list[Any], group: Group) -> bool:
    """Whether a colon or a dash before a list says that it is what the figure before is made of."""
    at = position(sentence, group.first)
    return at > 0 and sentence[at - 1].text in (":", "—", "–", "(", "--")


def _beside(sentence: list[Any], group: Group) -> Relation | None:
    """ "was killed along with four guards": they come on top of whoever is told before."""
    at = position(sentence, group.first)
    if at < 3 or sentence[at - 1].lower_ != "with" or sentence[at - 2].lower_ not in BESIDE:
        return None
    what = DONE.get(sentence[at - 3].lower_)
    return None if what is None else (what, sentence[at - 3])


def _elsewhere(page: Page, sentence: list[Any], group: Group) -> bool:
    """ "killed eight soldiers in Kidal and four in Gao": a bare number before another place."""
    at = position(sentence, group.last)
    if group.quantity is None or at + 1 >= len(sentence) or sentence[at].lower_ not in WHERE:
        return False
    start = sentence[at + 1].idx
    bare = group.head.i < group.last and group.head.like_num or group.head.idx < group.quantity.end
    return bool(bare) and any(start <= p.mention.start <= start + 20 for p in page.places)


def _more(page: Page, sentence: list[Any], group: Group) -> bool:
    """ "Five died on the spot and two more on the way to hospital": more of the same, told by how or where."""
    at, behind = position(sentence, group.first), position(sentence, group.last)
    if group.quantity is None or not on_top(page, group.quantity) or behind >= len(sentence) or at == 0:
        return False
    return sentence[at - 1].lower_ in JOINS and sentence[behind].pos_ in ("ADP", "ADV", "SCONJ")


def _are(sentence: list[Any], group: Group) -> bool:
    """ "Of the 130 injured, 77 were women": a bare number that says what some of those before are."""
    at = position(sentence, group.last)
    near = sentence[at : at + 2]
    bare = group.quantity is not None and group.head.idx < group.quantity.end
    return bare and len(near) == 2 and near[0].lemma_ == "be" and near[1].lemma_.lower() in words("victim")


def _partitive_told(page: Page, sentence: list[Any], group: Group, whole: Relation | None) -> list[Tally]:
    """Some of those told before: "48 of them seriously", "two of whom were policemen", "two of whom later died"."""
    at = position(sentence, group.last)
    behind = next((k for k in range(at, min(at + 4, len(sentence))) if sentence[k].lower_ in THEM), None)
    if behind is None:
        return []
    following = [t.lower_ for t in sentence[behind + 1 : behind + 6]]
    relation = _after(sentence, sentence[behind].i + 1, page)
    if relation is None and following[:1] and following[0] in MORTALLY:
        relation = ("killed", sentence[behind + 1])
    if relation is None and any(w in FREED for w in following):
        return []
    out = _told(page, [group], relation or whole, part=True)
    for tally in out:  # "nine of them soldiers"
        tally.kind = next((k for t in sentence[behind + 1 : behind + 5] if (k := kind_of(t)) is not None), tally.kind)
    return out


def _included(sentence: list[Any], group: Group) -> bool:
    """Whether "including" or "among them" stands right before a group, so that it is part of one before."""
    at = position(sentence, group.first)
    while at > 0 and sentence[at - 1].lower_ in OWNERS | {"all"}:
        at -= 1
    near = [t.lower_ for t in sentence[max(0, at - 2) : at]]
    return bool(near) and (near[-1] in INCLUDING or near[0] == "among" and near[-1] in THEM)


def _told(page: Page, several: list[Group], relation: Relation | None, *, part: bool = False) -> list[Tally]:
    counted = part or any(g.quantity or (g.low or 0) > 1 or g.head.lower_ in ORDINALS | {"another"} for g in several)
    if relation is None or not counted or either(relation[1]):
        return []
    what, governor = relation
    part = part or governor.lower_ == "among"
    doc = governor.doc
    several = [g for g in several if g is several[0] or not is_attackers(g.head)]
    parts, named = several, len(several)
    several = _summed_before(several)
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
    if len(several) == 1 and first.quantity is not None:
        tally.number = (first.quantity.start, first.quantity.end)
        tally.running = False if on_top(page, first.quantity) else None
    elif len(several) == 1 and first.head.lower_ in ORDINALS | {"another"}:
        tally.number = (tally.start, tally.end)
    tally.apposed = len(several) < named
    tally.several, tally.vague = len(several) > 1, len(several) == 1 and quantity is not None and is_vague(quantity)
    rest = parts[1:] if tally.apposed else several if tally.several else []
    return [tally, *(t for g in rest for t in _told(page, [g], relation, part=True))]


def _summed_before(several: list[Group]) -> list[Group]:
    """Only the first group where the others are what it is made of: "three engineers, two Frenchmen and a German"."""
    rest = [g.low for g in several[1:]]
    whole = len(rest) > 1 and None not in rest and several[0].low == sum(r or 0 for r in rest)
    return several[:1] if whole and madeof.explains(several[0].head, [g.head for g in several[1:]]) else several


def _lists(sentence: list[Any], groups: Iterator[Group]) -> Iterator[list[Group]]:
    """Groups that only "and" or a comma parts: one list of people."""
    running: list[Group] = []
    for group in groups:
        if tellers.tells(group.head):
            if running:
                yield running
            running = []
            continue
        if _of_them(sentence, group):
            if running:
                yield running
            yield [group]
            running = []
            continue
        if running:
            doc = group.head.doc
            between = " ".join(t.lower_ for t in doc[running[-1].last : group.first] if not t.is_space)
            if _out_of(sentence, running[0]):
                pass  # "of the 40 hostages, 28 were killed"
            elif between in JOINS or between.rpartition(" ")[0] in JOINS and between.rpartition(" ")[2] in OWNERS:
                running.append(group)
                continue
            yield running
        running = [group]
    if running:
        yield running


def _out_of(sentence: list[Any], group: Group) -> bool:
    """Whether a group opens the sentence as those of whom some are told of: "Of the 40 hostages, ..."."""
    at = position(sentence, group.first)
    return at <= 3 and any(t.lower_ in ("of", "among") for t in sentence[:at])


def _of_them(sentence: list[Any], group: Group) -> bool:
    """Whether the number is one of people counted before: "48 of them", "two of whom"."""
    at = position(sentence, group.first)
    near = [t.lower_ for t in sentence[at : at + 5]]
    return any(a == "of" and b in THEM for a, b in zip(near, near[1:], strict=False))


def _after(sentence: list[Any], last: int, page: Page) -> Relation | None:
    """What is said to have happened to the people before this place, and the word that says so."""
    at = _aside(sentence, position(sentence, last))
    linked = False
    for reach in range(at, min(len(sentence), at + LONGEST_LINK)):
        token = sentence[reach]
        if token.lower_ in NEVER:
            return None
        found = phrase(sentence, reach)
        if found is not None:
            what, end = found
            if what == "displaced" and token.pos_ == "ADP" and (taken := _taken(sentence, last)):
                return taken
            if not linked and token.lower_ in ACTIVE and _object_follows(sentence, end, page):
                return None
            return what, token
        if token.lower_ not in LINKS:
            return None
        linked = linked or token.pos_ == "AUX"
    return None


def _taken(sentence: list[Any], last: int) -> Relation | None:
    """ "took six men from their homes": these are no refugees."""
    before = [t for t in sentence[: position(sentence, last)] if t.pos_ == "VERB"]
    return ("kidnapped", before[-1]) if before and before[-1].lemma_.lower() in TAKERS else None


def _aside(sentence: list[Any], at: int) -> int:
    """Behind ", including eight children," where that stands here."""
    near = [t.lower_ for t in sentence[at + 1 : at + 6]]
    partial = any(a == "of" and b in ("them", "whom") for a, b in zip(near, near[1:], strict=False))
    if near and sentence[at].text in (",", "(", "-", "–", "—") and (near[0] in ASIDES or partial):
        for reach in range(at + 2, min(len(sentence), at + LONGEST_ASIDE)):
            if sentence[reach].text in (",", ")", "-", "–", "—"):
                return reach + 1
    if near and (closing := CLOSING.get(sentence[at].text)) and (near[0] in ("a", "an") or sentence[at + 1].like_num):
        for reach in range(at + 3, min(len(sentence), at + LONGEST_ASIDE)):
            if sentence[reach].text == closing:
                return reach + 1
    if at < len(sentence) and sentence[at].lower_ == "including":  # headlines: "37 including 15 children killed"
        for reach in range(at + 1, min(len(sentence), at + LONGEST_PARTS)):
            if sentence[reach].lower_ in DONE or sentence[reach].pos_ == "AUX":
                return reach
            if sentence[reach].pos_ not in OF_PARTS and sentence[reach].text != ",":
                break
    return at


def _object_follows(sentence: list[Any], at: int, page: Page) -> bool:
    """Whether a verb that could be active has somebody behind it: "five gunmen killed 11 people"."""
    if at >= len(sentence):
        return False
    token = sentence[at]
    if any(q.start == token.idx for q in page.quantities):
        return True  # "killed at least 15": the hedge is no preposition
    return token.pos_ in ("DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ") and token.ent_type_ not in ("DATE", "TIME")


def _before(sentence: list[Any], first: int) -> Relation | None:
    """What the words right before this place do to the people, and the word that says so."""
    at = position(sentence, first)
    while at > 0 and sentence[at - 1].lower_ in OWNERS | LEADING:
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
