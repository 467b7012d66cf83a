"""Counts people: which number belongs to which harm, with the bounds that the words state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus import ontology
from tacitus.reader import syntax, tellers
from tacitus.reader.lexicon import listed, mapped, triggers, words
from tacitus.reader.mentions import Mention
from tacitus.reader.overtime import sums_up
from tacitus.reader.page import Page
from tacitus.reader.quantity import Quantity

_ATTACKERS = (
    r" (?:the |its |their |all |both |at least |(?:suicide|two|three|four|five|six|seven|eight|nine|ten|\d+) )*"
    r"(?:attacker|bomber|gunman|gunmen|assailant|perpetrator|hijacker|shooter)s?\b"
)
WITH_ATTACKERS = re.compile(r"\b(?:including|included|among them|counting)" + _ATTACKERS)
WITHOUT_ATTACKERS = re.compile(
    r"\b(?:not (?:including|counting)|excluding|apart from|aside from|besides|as well as|in addition to|along with|and)"
    + _ATTACKERS
    + r"|\b(?:himself|herself|themselves) and\b"
)
"""A dead attacker is told beside the victims, not among them: "26 people and the bomber", "himself and six others"."""
INCLUDING = listed("figures", "including")
BEASTS = listed("figures", "beasts")
"""What can be killed or taken and is no person."""
SETS = mapped("figures", "sets")
"""Nouns that are a number of people by themselves: a couple, a trio."""
PERSONAL = listed("figures", "personal")
"""Verbs that are done to people only, so that whoever stands there is one: "the abbot was kidnapped"."""
HOUSEHOLDS = frozenset({"family", "household", "couple"})
COLLECTIVE = listed("figures", "collective")
"""Nouns that are several people in the singular: how many, they do not say."""
GROUPS = HOUSEHOLDS | {"group", "crew", "party", "team", "squad", "gang", "patrol", "unit", "band", "total", "convoy"}
"""Nouns of several people, whose number may stand behind "of": "a family of five"."""
PRONOUNS = listed("figures", "pronouns")
TAKEN = frozenset({"arrested", "kidnapped"})
"""What is done to an attacker as well as by one, so that "the gunman" is a person more."""


@dataclass(slots=True)
class Tally:
    """A figure in the text: what it counts, its bounds (None: open), its words, and of whom."""

    what: str
    low: int | None
    high: int | None
    start: int
    end: int
    head: Any
    kind: str | None = None
    part: bool = False
    cumulative: bool = False
    includes_attackers: bool | None = None
    named: bool = False
    several: bool = False
    revised: bool = False
    vague: bool = False
    apposed: bool = False
    governor: Any = None
    speaker: str | None = None
    feared: bool = False
    running: bool | None = None
    """Whether it is the toll so far (True) or comes on top of what was counted before (False: "another 12")."""
    number: tuple[int, int] | None = None
    """Where the number itself stands, with its hedge; None for one person, named or not, and for sums."""


def tally_of(page: Page, head: Any, what: str, governor: Any) -> Tally | None:
    """The figure that a noun phrase states, also one person named or a single "a pilot"."""
    head = syntax.resolve_relative(head)
    if tellers.tells(head):
        return None
    if head.pos_ == "PRON" and (head.lower_ in ("he", "she") or _object(head)) and what != "displaced":
        return Tally(what, 1, 1, head.idx, head.idx + len(head), head, named=True)
    if head.pos_ == "PRON" and head.lower_ not in PRONOUNS:
        return None
    lemma = head.lemma_.lower()
    if lemma in triggers().nouns and lemma not in words("armed") | words("victim"):
        return None  # "two explosions killed": the blasts are no people, whatever the parser takes them for
    if lemma in BEASTS or any(c.lower_ == "any" for c in head.children):
        return None
    number = number_on(page, head)
    if number is not None:
        return _households(page, from_quantity(page, number, head, what, governor), number)
    start, end = syntax.phrase(head)
    person = page.is_person(head.idx, head.idx + len(head))
    if person:
        return Tally(what, 1, 1, start, end, head, part=_part(head), named=True)
    if lemma in SETS and head.tag_ == "NN" and not any(c.lower_ == "of" for c in head.children):
        return Tally(what, int(SETS[lemma]), int(SETS[lemma]), start, end, head, part=_part(head))
    if head.tag_ in ("NN", "NNP", "JJ") and _demonym(page, head):
        return Tally(what, 1, 1, start, end, head, part=_part(head), named=True)
    if lemma not in words("victim") and not (page.actors_in(start, end) and head.tag_ in ("NNS", "NNPS")):
        return _somebody(head, what, governor, start, end)
    single = Tally(what, 1, 1, start, end, head, kind_of(head), _part(head), named=True)
    if head.tag_ in ("NN", "NNP") and any(
        c.lower_ in ("a", "an", "one", "another", "only", "sole") for c in head.children
    ):
        return single
    if head.tag_ in ("NN", "NNP") and lemma not in COLLECTIVE:
        known = any(c.lower_ in ("the", "his", "her", "their") for c in head.children)
        anybody = words("crowd") if what in TAKEN else words("crowd") | words("armed")
        return None if known and lemma in anybody else single
    if head.tag_ in ("NNS", "NNPS") or lemma in ("people", "police"):
        return Tally(what, None, None, start, end, head, kind_of(head), _part(head))
    return None


def _object(pronoun: Any) -> bool:
    """ "beat him to death", "killed her": one person, told of before."""
    return pronoun.lower_ in ("him", "her") and pronoun.dep_ in ("dobj", "nsubj", "nsubjpass")


def _demonym(page: Page, head: Any) -> bool:
    """ "A Filipino", "an Iraqi": one person of a people."""
    article = any(c.lower_ in ("a", "an", "another", "one") for c in head.children)
    return article and any(p.mention.demonym for p in page.places_in(head.idx, head.idx + len(head)))


def _somebody(head: Any, what: str, governor: Any, start: int, end: int) -> Tally | None:
    """One person whose noun is in no list, by what only a person can be to this verb: "the abbot was kidnapped"."""
    heads = head.lemma_.lower() == "head" and any(c.lower_ == "of" for c in head.children)  # "killed the head of the port"
    personal = (governor.lemma_.lower() in PERSONAL or heads) and head.tag_ == "NN" and head.pos_ == "NOUN"
    several = COLLECTIVE | words("building") | words("vehicle") | words("force")
    if not personal or head.lemma_.lower() in several:
        return None
    return Tally(what, 1, 1, start, end, head, part=_part(head), named=True)


def _households(page: Page, tally: Tally, number: Quantity) -> Tally:
    """ "two families" are four people or more, "a family of five" and "a five-member family" five; others as they are."""
    head, behind = tally.head, page.text[number.end : number.end + 8]
    if (
        head.lemma_.lower() not in HOUSEHOLDS
        or number.start > head.idx
        or behind.startswith(("-member", "-person", "-man"))
    ):
        return tally
    if head.tag_ == "NNS":
        tally.low, tally.high = (None if tally.low is None else 2 * tally.low), None
    return tally


def from_quantity(page: Page, q: Quantity, head: Any, what: str, governor: Any) -> Tally:
    """The tally of a number that counts a noun, with the words of both."""
    start, end = syntax.phrase(head)
    if head.lemma_ in ("toll", "death", "life", "dead") or head.pos_ not in ("NOUN", "PROPN"):
        start, end = q.start, q.end
        after = page.text[q.end : q.end + 9]
        if after.startswith(" people"):
            end = q.end + 7
    start, end = min(start, q.start), max(end, q.end)
    return Tally(
        what,
        q.low,
        q.high,
        start,
        end,
        head,
        kind_of(head),
        _part(head) or _of_those(head, what),
        cumulative=sums_up(governor),
        includes_attackers=with_attackers(page, q, governor),
        vague=is_vague(q),
        number=(q.start, q.end),
        running=False if on_top(page, q) else None,
    )


def on_top(page: Page, q: Quantity) -> bool:
    """Whether a number comes on top of others told before: "another 12", "four more bodies", "a further three"."""
    around = page.text[max(0, q.start - 14) : q.start], page.text[q.end : q.end + 7]
    before = re.search(r"\b(?:another|further|additional)\s*$", around[0], re.IGNORECASE)
    return bool(before or re.match(r"\s+(?:more|additional|further)\b", around[1], re.IGNORECASE)) or bool(
        re.search(r"\b(?:another|a further|an additional)\b", q.words, re.IGNORECASE)
    )


@cache
def _vague() -> re.Pattern[str]:
    entries = ontology.table("quantities")["open"].items()
    names = "|".join(re.escape(w) for w, bounds in entries if "high" not in bounds)
    return re.compile(rf"(?:{names})$", re.IGNORECASE)


def is_vague(q: Quantity) -> bool:
    """Whether it is a word for many ("dozens", "several hundred") that a real figure can stand in for."""
    return _vague().match(q.words) is not None


def number_on(page: Page, head: Any) -> Quantity | None:
    """The number that counts this noun: on its left, or the noun itself ("dozens of people", "killed 12")."""
    left = min(
        [
            t.idx
            for c in head.children
            if c.i < head.i
            and c.dep_ in ("nummod", "amod", "det", "quantmod", "advmod", "compound", "nmod", "npadvmod")
            for t in c.subtree
        ]
        + [head.idx]
    )
    for q in page.quantities:
        if q.start >= left - 1 and q.end <= head.idx and q.end > left:
            between = page.text[q.end : head.idx]
            if "," not in between or head.idx - q.end < 30:
                return q
        if q.start <= head.idx < q.end:
            return q
    if head.lemma_.lower() in GROUPS:
        inner = next((p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)
        if inner is not None and inner.pos_ == "NUM":
            return next((q for q in page.quantities if q.start <= inner.idx < q.end), None)
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        outer = head.head.head
        if (
            outer.lemma_.lower()
            in ("dozen", "score", "hundred", "thousand", "number", "million", "total", "group", "couple")
            or outer.pos_ == "NUM"
        ):
            return next((q for q in page.quantities if q.start <= outer.idx < q.end), None)
    return None


def kind_of(head: Any) -> str | None:
    """Of what kind the people are: child, security, civilian or fighter; None where the noun does not say."""
    lemma = head.lemma_.lower()
    for kind in ("child", "security", "civilian", "fighter"):
        if lemma in words(kind):
            return kind
    return None


OF_WHOM = mapped("tolls", "of_whom")


def _of_those(head: Any, what: str) -> bool:
    """Whether the number is some of those to whom the same was done: "one of the dead", not "two of the wounded died"."""
    if OF_WHOM.get(head.lower_) != what or head.dep_ != "pobj" or head.head.lower_ != "of":
        return False
    return any(c.lower_ in ("the", "these", "those") for c in head.children)


def _part(head: Any) -> bool:
    """Whether the figure is a part of another ("including five children", "two of them", "among the dead")."""
    token, first = head, head.left_edge.i
    near = [t.lower_ for t in head.doc[max(0, first - 2) : first]]
    if near[-1:] == ["including"] or near[:1] == ["among"] and near[-1] in ("them", "whom", "those", "these"):
        return True
    for _ in range(4):
        if token.dep_ in ("pobj", "pcomp", "conj", "appos", "nummod"):
            token = token.head
            if token.lower_ in INCLUDING:
                return True
        else:
            break
    return any(
        c.lower_ == "of" and any(g.lower_ in ("them", "whom", "those") for g in c.children) for c in head.children
    )


def is_attackers(head: Any) -> bool:
    """Whether these are the attackers known already: "the two gunmen", told beside their victims."""
    known = any(c.lower_ in ("the", "its", "their", "both") for c in head.children)
    return known and head.lemma_.lower() in (
        "attacker",
        "bomber",
        "gunman",
        "assailant",
        "hijacker",
        "perpetrator",
        "shooter",
    )


def with_attackers(page: Page, q: Quantity, governor: Any) -> bool | None:
    """Whether the figure counts the attackers in, where the sentence says so."""
    text = page.text[max(governor.sent.start_char, q.start - len("themselves and ")) : governor.sent.end_char].lower()
    if WITHOUT_ATTACKERS.search(text):
        return False
    return True if WITH_ATTACKERS.search(text) else None


def distance(tally: Tally, mention: Mention) -> tuple[bool, int, int]:
    """How far a figure stands from a mention of its sentence: what a toll names itself comes first, then its own verb."""
    inside = tally.revised and (
        tally.head.idx < mention.start < tally.start or any(t.i == mention.token.i for t in tally.head.subtree)
    )
    if tally.governor is not None and tally.governor.i == mention.token.i and tally.governor.pos_ == "VERB":
        return not inside, 0, 0  # "kills 21 civilians fleeing the town": the deed, not what they were at
    return not inside, syntax.path(tally.head, mention.token), abs(tally.head.i - mention.token.i)
