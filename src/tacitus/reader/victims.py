"""Names those who were killed, hurt or taken, each once: whole groups and persons of note rather than every single part."""

from __future__ import annotations

from typing import Any

from tacitus.reader import parties, syntax
from tacitus.reader.figures import Tally
from tacitus.reader.grouping import Happening
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.page import Page
from tacitus.record import Party

HARMS = ("killed", "wounded", "kidnapped", "arrested")
TAKEN = ("kidnapped", "arrested")
"""Of these the report tells to say who they were, be it "fourteen people"."""
CULPRIT = listed("roles", "culprit")
"""Names for whoever did it: never those it was done to."""
SUFFERING = listed("roles", "suffering")
COUNTED = listed("roles", "counted")
"""Nouns of a count that name nobody."""
KIN = listed("roles", "kin")
"""What somebody is to another: "a man whose sister was killed" says nothing of whom it was done to."""
MEASURES = listed("roles", "measures")
REBELLIOUS = frozenset({"rebel", "jihadist", "separatist"})
"""Kinds of attackers of whom dead "militants" or "rebels" are their own."""


def fill(page: Page, happening: Happening, out: dict[str, list[Party]], role: str | None, *, both: bool) -> None:
    """Put those harmed who are more than "people" under `role`; both: ordinary people are a side of such a happening."""
    if role is None:
        return
    acting = {
        a.i
        for t in happening.told
        if t.mention.token.lemma_ not in SUFFERING and t.mention.arguments.patients
        for a in t.mention.arguments.agents
        if any(c.dep_ == "poss" for c in a.children)
    }
    for tally in happening.tallies:
        if tally.cumulative or tally.head.i in acting or not _names_somebody(tally, role):
            continue
        if not both and _own_dead(tally.head.lemma_.lower(), out) or _lesser(happening, tally, out):
            continue
        if _told_before(happening, tally):
            continue
        party = parties.party(page, tally.head, acting=False)
        if party is not None and (tally.what in TAKEN or not _only_numbers(party.name)):
            parties.put(out.setdefault(role, []), party)


def _names_somebody(tally: Tally, role: str) -> bool:
    """Whether the noun of a figure says who they were: not "people", "12" or "the dead", and not the culprits."""
    head, lemma = tally.head, tally.head.lemma_.lower()
    if tally.what not in HARMS or head.dep_ == "appos" and head.head.pos_ == "PROPN":
        return False
    if lemma in COUNTED or head.pos_ in ("NUM", "ADJ", "PRON", "ADV", "VERB"):
        return False
    if lemma in words("crowd") and tally.what not in TAKEN:
        return False
    if any(c.dep_ == "amod" and c.ent_type_ == "ORDINAL" for c in head.children):
        return False  # "the fourth leader killed this year": how many, not who
    described = any(c.dep_ == "amod" and c.ent_type_ in ("NORP", "GPE") for c in head.children)
    if head.tag_ == "NN" and lemma in ("man", "woman") and not described and tally.what not in TAKEN:
        return False
    if lemma in KIN and any(c.tag_ in ("PRP$", "WP$") for c in head.children) and not _doers_own(tally):
        return False
    return not (is_culprit(head) and role != "detained" or is_nobody(head) or is_act(head))


def _doers_own(tally: Tally) -> bool:
    """Whether it is the doer's own relation, whom he struck with his hands: "a farmer stabbed his neighbour to death"."""
    verb = tally.governor
    if verb is None or tally.head.dep_ != "dobj" or verb.lemma_.lower() not in BY_HAND:
        return False
    return any(c.tag_ == "PRP$" for c in tally.head.children) and bool(syntax.verb_arguments(verb).agents)


def _lesser(happening: Happening, tally: Tally, out: dict[str, list[Party]]) -> bool:
    """Whether it is one detail of a toll: "a driver" among many, children counted in, those only hurt beside the dead."""
    known = any(p.kind != "place" or not _by_hand(tally) for role in ("target", "victim") for p in out.get(role, ()))
    others = [t for t in happening.tallies if t.head.i != tally.head.i]
    if tally.what == "wounded" and (known or any(t.what == "killed" for t in others)):
        return True
    whole = any(t.what == tally.what and not t.part and (t.low or 0) > 1 for t in others)
    summed = any(t.several and t.start <= tally.start and tally.end <= t.end for t in happening.tallies)
    if tally.part and not summed and tally.kind != "security" and whole:
        return True
    nameless = tally.named and tally.low == 1 and tally.head.pos_ == "NOUN"
    return nameless and tally.head.lemma_.lower() not in words("office") and (known or whole)


def _by_hand(tally: Tally) -> bool:
    """Whether a person was shot, stabbed or beaten: aimed at, and not the place that he stood at."""
    return tally.governor is not None and tally.governor.lemma_.lower() in BY_HAND


BY_HAND = listed("roles", "by_hand")


def _told_before(happening: Happening, tally: Tally) -> bool:
    """ "7 militants", later "seven Taliban militants": one figure of one noun names the same people; the fuller words stay."""
    if tally.named or (tally.low or tally.high or 0) < 2:
        return False
    alike = [
        t
        for t in happening.tallies
        if (t.what, t.low, t.high) == (tally.what, tally.low, tally.high)
        and t.head.lemma_.lower() == tally.head.lemma_.lower()
    ]
    return bool(max(alike, key=lambda t: (t.end - t.start, -t.start)).head.i != tally.head.i)


def is_culprit(head: Any) -> bool:
    """Whether a noun names the doers as such ("the gunmen", "the bomber")."""
    return head.lemma_.lower() in CULPRIT or head.lower_.replace("men", "man") in CULPRIT


def is_nobody(head: Any) -> bool:
    """ "no one", "no casualties", "how many soldiers": nobody is named by these."""
    before = [g for c in head.children if c.i < head.i for g in (c, *c.children)]
    return head.lower_ in ("one", "nobody", "none", "anyone", "everyone", "anybody", "how") or any(
        c.lower_ in ("no", "how", "what", "which", "whatever", "whichever") for c in before
    )


def is_act(head: Any) -> bool:
    """An attack or a blast is nobody that can be hit by one."""
    lemma = head.lemma_.lower()
    known = words("victim") | words("building") | words("vehicle") | words("force")
    return head.pos_ == "NOUN" and lemma in triggers().nouns and lemma not in known


def _own_dead(lemma: str, out: dict[str, list[Party]]) -> bool:
    """The attackers' own dead: "six soldiers and two rebels were killed" when rebels attacked."""
    doing = out.get("attacker", [])
    if lemma in words("armed_sides") and doing and all(p.kind in REBELLIOUS for p in doing):
        return True  # whatever they are called: "a Taliban raid left four guards and nine militants dead"
    return lemma in words("armed") - words("security") and any(
        lemma in p.name.lower() or lemma.rstrip("s") in p.name.lower() for p in doing
    )


def _only_numbers(name: str) -> bool:
    """ "dozens of people", "more than 40": nobody in particular."""
    return not {w.lower() for w in name.replace(",", "").split() if w.isalpha()} - words("crowd") - MEASURES
