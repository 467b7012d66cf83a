"""What the words of two mentions say of each other: "the attack" points back, "another" does not, "one of them" is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tacitus.reader import parts, syntax
from tacitus.reader.lexicon import listed

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told

NEW_WORDS = listed("grouping", "new_words")


def definite(item: Told) -> bool:
    """Whether the words point back: "the attack", "the group's bombing", "called it a massacre"."""
    return item.mention.entry.noun and (
        said_of_it(item)
        or any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in item.mention.token.children)
    )


def pointing(item: Told) -> bool:
    """Whether a noun means what was told just now: "claimed that attack", "these killings"."""
    near = {c.lower_ for c in item.mention.token.children if c.i < item.mention.token.i}
    return item.mention.entry.noun and bool(near & {"that", "this", "these", "those"})


def indefinite(item: Told) -> bool:
    """Whether the noun brings in something new: "a blast", "an attack"."""
    return item.mention.entry.noun and any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in item.mention.token.children)


def new(item: Told) -> bool:
    """Whether its words set it beside what was told before: "another blast", "a second bomb", "a separate attack"."""
    near = [c for c in item.mention.token.children if c.dep_ in ("amod", "det", "nummod")]
    return item.mention.entry.noun and any(c.lower_ in NEW_WORDS for c in near)


def told_twice(known: Told, item: Told) -> bool:
    """ "A bombing in one suburb killed nine and a bombing in another four": two such nouns of a sentence are two happenings."""
    return (
        known.mention.sentence == item.mention.sentence
        and known.mention.token.lemma_ == item.mention.token.lemma_
        and indefinite(known)
        and indefinite(item)
    )


def said_of_it(item: Told) -> bool:
    """Whether the noun only says what sort of thing was told before: "called it a terrorist attack", "it was a bombing"."""
    token = item.mention.token
    if token.dep_ not in ("attr", "oprd") and not (token.dep_ == "pobj" and token.head.lower_ == "as"):
        return False
    verb = token.head if token.dep_ != "pobj" else token.head.head
    pointing = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj") and c != token]
    return any(
        c.lower_ in ("it", "this", "that") or any(d.lower_ in ("the", "this") for d in c.children) for c in pointing
    )


def harm_alone(item: Told) -> bool:
    """Whether a verb says only to how many people something was done: not who did it, when, where, or that it was elsewhere.

    Somebody by name, or a single person, is more than that: "the mayor was shot dead" is as likely another happening.
    """
    mention = item.mention
    if mention.entry.noun or mention.arguments.agents or not mention.arguments.patients or item.located is not None:
        return False
    if item.timed is not None or not mention.entry.harm and not syntax.passive(mention.token):
        return False
    if not all(p.pos_ == "NUM" or any(c.dep_ == "nummod" for c in p.children) for p in mention.arguments.patients):
        return False
    near = {w.lower_ for p in mention.arguments.patients for w in p.subtree} | {c.lower_ for c in mention.token.children}
    return not near & (NEW_WORDS | {"elsewhere", "separately", "meanwhile", "also"})


ATTACKERS = frozenset({"attacker", "assailant", "gunman", "bomber", "perpetrator", "shooter", "raider", "hijacker"})


def answers_attackers(happening: Happening, item: Told) -> bool:
    """ "police shot two of the attackers dead": the attackers of what was told before, so no attack of its own."""
    doers = {a.i for t in happening.told for a in t.mention.arguments.agents}
    for head in item.mention.arguments.patients:
        if head.i in doers:
            return True
        near = {head, *(t for t in head.subtree if t.dep_ == "pobj")}
        for token in near:
            if token.lemma_.lower() in ATTACKERS and any(c.lower_ in ("the", "both", "all") for c in token.children):
                return True
    return False


AFTER = listed("grouping", "after")


def one_after_other(a: Told, b: Told) -> bool:
    """ "bombed the camp after an ambush": words of sequence or answer stand between two mentions, so they are two happenings."""
    if a.mention.type == b.mention.type == "suicide-bombing":
        return False  # "shot at the guards before detonating his vest": nobody dies twice
    first, second = sorted((a.mention.token, b.mention.token), key=lambda t: t.i)
    chain = [t for t in [second, *syntax.ancestors(second)] if t.i > first.i]
    between = [c for t in chain for c in t.children if c.dep_ in ("mark", "case") and c.i > first.i]
    return any(t.lower_ in AFTER for t in (*chain, *between))


def explained(deed: Told, harm: Told) -> bool:
    """ "shelled the town after rebels killed a pilot": who was hurt, by others, in a clause that explains or places the deed."""
    hurt, event = harm.mention.token, deed.mention.token
    if not harm.mention.entry.only_harm or deed.mention.entry.only_harm or harm.mention.entry.noun:
        return False
    sides = harm.mention.arguments
    if not sides.patients or not any(a.pos_ in ("NOUN", "PROPN") and a != event for a in sides.agents):
        return False
    if event.i in {t.i for t in hurt.subtree}:
        return False
    clause = hurt
    while clause.dep_ in ("ccomp", "conj", "xcomp") and clause.head.pos_ == "VERB" and clause.head != event:
        clause = clause.head
    if clause.dep_ == "pcomp":
        return clause.head.lower_ in AFTER
    marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod")}
    return bool(clause.dep_ == "advcl" and marks & AFTER or clause.dep_ == "relcl" and "where" in marks)


def sought_over(deed: Told, past: Told) -> bool:
    """ "killed two while arresting a man wanted over a shooting": what somebody is wanted, tried or blamed for is not today's."""
    token = past.mention.token
    if past.mention.sentence != deed.mention.sentence or not past.mention.entry.noun:
        return False
    if definite(past) and not (deed.mention.token.lemma_ == "raid" or deed.mention.entry.only_harm and _governs(deed, token)):
        return False
    prep = token.head
    if token.dep_ != "pobj" or prep.lower_ not in ("over", "for", "in", "of", "with"):
        return False
    charge = prep.head
    if charge.lemma_.lower() not in CHARGED or charge.dep_ not in ("acl", "relcl") and charge.pos_ != "NOUN":
        return False
    return deed.mention.token.i not in {t.i for t in charge.subtree}


CHARGED = listed("grouping", "charged")


def _governs(deed: Told, token: Any) -> bool:
    """Whether a word stands within what a verb says: "killed a commander wanted over the bombing"."""
    return not deed.mention.entry.noun and token.i in {t.i for t in deed.mention.token.subtree}


def linked(a: Told, b: Told) -> bool:
    """Whether one mention is part of the other's clause: "killed in an attack", "launched a raid that killed"."""
    one, other = a.mention.token, b.mention.token
    if syntax.path(one, other) <= 3:
        return True
    return (
        other.i in {t.i for t in one.subtree}
        and syntax.path(one, other) <= 5
        or one.i in {t.i for t in other.subtree}
        and syntax.path(one, other) <= 5
    )


def wording(item: Told) -> float:
    """The article and the adjectives: "the attack" is known already, "another attack" is not."""
    token = item.mention.token
    if not item.mention.entry.noun:
        new = item.mention.entry.blast and (parts.ordinal(item) or 0) > 1
        return -1.6 if new else 0.0
    score = 0.0
    for child in token.children:
        low = child.lower_
        if low in NEW_WORDS and child.dep_ in ("amod", "det", "nummod"):
            score -= 1.6
        elif low in ("the", "this", "that", "these") and child.dep_ == "det" or child.dep_ == "poss":
            score += 0.7
        elif low in ("a", "an") and child.dep_ == "det":
            score -= 0.2
    return score


def part_of(known: Told, item: Told) -> bool:
    """Whether one mention only says what the other did: "a blast that killed", "it went off, wounding", "died in the fire"."""
    if known.mention.sentence != item.mention.sentence:
        return False
    if arrested_in(known, item) or arrested_in(item, known):
        return True
    if known.mention.entry.only_harm == item.mention.entry.only_harm:
        return False
    deed, harm = (item, known) if known.mention.entry.only_harm else (known, item)
    event, hurt = deed.mention.token, harm.mention.token
    if hurt.head == event and (hurt.dep_ in ("relcl", "acl") or hurt.dep_ == "advcl" and hurt.tag_ == "VBG"):
        return True
    if event.head == hurt and event.dep_ == "nsubj" or hurt.dep_ == "relcl" and _within_phrase(hurt.head, event):
        return True
    return bool(event.dep_ == "pobj" and event.head.lower_ in ("in", "by", "during") and event.head.head == hurt)


def _within_phrase(noun: Any, event: Any) -> bool:
    """Whether a noun only says on whom or where the event was: the market in "bombing of a market that left nine dead"."""
    while noun != event and noun.dep_ == "pobj" and noun.head.lower_ in AIMED:
        noun = noun.head.head
    return bool(noun == event and noun.pos_ in ("NOUN", "PROPN"))


AIMED = frozenset({"of", "on", "at", "against", "in", "near", "outside", "inside"})


def arrested_in(arrest: Told, raid: Told) -> bool:
    """Whether a raid is the one in which somebody was arrested: "two were detained in a raid on a house"."""
    noun = raid.mention.token
    return (
        arrest.mention.type == "arrest"
        and arrest.mention.sentence == raid.mention.sentence
        and raid.mention.entry.noun
        and noun.lemma_.lower() in SEARCHES
        and noun.dep_ == "pobj"
        and noun.head.lower_ in ("in", "during")
        and noun.head.head == arrest.mention.token
    )


SEARCHES = listed("grouping", "searches")
