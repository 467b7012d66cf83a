"""Finds who stands behind a claim: the party itself, the one whose spokesman or channel speaks, and the medium."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tacitus.actors import ActorMention
from tacitus.reader import syntax
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Claim

GROUPS = frozenset({"jihadist", "rebel", "militia", "separatist", "cartel", "party"})
"""Kinds of party that claim attacks: "the group" and a channel's owner mean one of these."""
STATES = frozenset({"state", "military", "police", "coalition", "peacekeeper"})
"""Kinds whose acts are announced rather than claimed."""
SILENT = frozenset({"press", "monitor", "channel", "organisation", "civilians"})
"""Kinds that tell what others did."""
MEDIA = listed("sourcing", "media")
COLLECTIVE = listed("sourcing", "collective")
ARMS = frozenset({"agency", "arm", "branch", "mouthpiece", "outlet", "wing"})
"""What a group's own voice is called."""
SPEAKS_FOR = listed("sourcing", "speaks_for")


@dataclass(slots=True)
class Stance:
    """A claim, denial, accusation or suspicion, and the sentence and word that it stands at.

    claim is None where nobody is named who says so ("Y is believed to be behind it"). status is what the attacker
    named by it is to be called; against is the one accused.
    """

    claim: Claim | None
    sentence: int
    token: Any
    against: ActorMention | None = None
    plural: bool = False
    status: Literal["claimed", "blamed", "suspected", "denied", "stated"] = "claimed"
    object: frozenset[int] | None = None
    """Tokens of what is denied, where that is all that can be meant besides what was told before; None: not known."""


def reach(head: Any) -> tuple[int, int]:
    """Code points of all that hangs on a noun, its relative clauses and participles left out."""
    tokens = [head]
    for child in head.children:
        if child.dep_ not in ("relcl", "acl", "advcl", "parataxis", "cc", "conj", "punct"):
            tokens.extend(child.subtree)
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last)


def of_head(page: Page, head: Any) -> tuple[ActorMention, str | None] | None:
    """The party that a noun phrase speaks for, and the channel if one is named ("Amaq, the group's news agency")."""
    start, end = reach(head)
    inside = page.actors_in(start, end)
    channels = [a for a in inside if a.kind == "channel"]
    others = [a for a in inside if a.kind not in SILENT]
    named = sorted([a for a in others if a.actor] or others, key=lambda a: not a.start <= head.idx < a.end)
    via = channels[0].words if channels else None
    if named and not _only_generic(named[0]):
        return named[0], via
    if channels:
        owner = _owner(page, channels[0])
        if owner is not None:
            return owner, via
    lemmas = {head.lemma_.lower()} | {c.lemma_.lower() for c in head.children if c.dep_ in ("poss", "compound", "pobj")}
    if named and named[0].kind in STATES and lemmas & SPEAKS_FOR:
        return named[0], via  # "an army spokesman": the army, whoever was named before
    if head.lower_ in ("it", "they", "he", "she", "we", "i") or lemmas & (COLLECTIVE | SPEAKS_FOR):
        explained = explained_name(page, head)
        if explained is not None:
            return explained, via
        owner = antecedent(page, head, armed=bool(lemmas & COLLECTIVE))
        if owner is not None:
            return owner, via
    if named:
        return named[0], via
    if head.pos_ in ("NOUN", "PROPN"):
        return unlisted(page, *syntax.phrase(head)), via
    return None


def _only_generic(mention: ActorMention) -> bool:
    """ "the group", "the militants": somebody named before, where there is one."""
    return mention.actor is None and len(mention.words.split()) == 1


def explained_name(page: Page, head: Any) -> ActorMention | None:
    """ "a little-known group, the Red Brigades" and "a group calling itself X": the name that follows."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            return unlisted(page, *syntax.phrase(child))
        if child.dep_ in ("acl", "relcl") and child.lemma_ in ("call", "know", "name", "style", "dub"):
            for sub in child.subtree:
                if sub.dep_ in ("oprd", "attr", "pobj", "dobj") and sub.pos_ == "PROPN":
                    return unlisted(page, *syntax.phrase(sub))
    return None


def unlisted(page: Page, start: int, end: int) -> ActorMention:
    """A party by its own words, which the list of actors does not hold."""
    over = [a for a in page.actors_in(start, end) if a.kind not in SILENT and a.actor]
    if over:
        return over[0]
    quote = page.quote(start, end)
    return ActorMention(
        start=quote.start,
        end=quote.end,
        words=quote.words,
        actor=None,
        name=quote.words,
        kind="unknown",
        how="generic",
        reach=quote.end,
    )


def _owner(page: Page, channel: ActorMention) -> ActorMention | None:
    """Whom a channel speaks for: the nearest armed group named before or after it."""
    groups = [a for a in page.actors if a.kind in GROUPS]
    return min(groups, key=lambda a: (not a.actor, abs(a.start - channel.start)), default=None)


def antecedent(page: Page, token: Any, *, armed: bool = False) -> ActorMention | None:
    """The party that "it", "they" or "the group" means: of those of the last sentence that names any, the one that it is about.

    That is the first which is a subject there; without one the party named last. armed: no state's force can be meant.
    """
    kinds = GROUPS | {"unknown"} if armed else GROUPS | STATES
    before = [a for a in page.actors if a.end <= token.idx and a.actor and a.kind in kinds]
    if not before:
        return None
    last = page.sentence(before[-1].start)
    beside = [a for a in before if page.sentence(a.start) == last and last < page.sentence(token.idx)]
    return next((a for a in beside if _is_subject(page, a)), before[-1])


def _is_subject(page: Page, mention: ActorMention) -> bool:
    """Whether a party, or the noun that its name stands before, is the subject of a verb."""
    word = syntax.head_of(page.doc, mention.start, mention.end)
    while word.dep_ in ("compound", "nmod", "amod", "poss", "appos") and word.head != word:
        word = word.head
    return word.dep_ in ("nsubj", "nsubjpass")


MANY = frozenset({"they", "we", "both"})
ONE = frozenset({"he", "she"})
PEOPLE = ("office", "state", "armed", "security", "armed_sides", "victim", "crowds")
LOOK_BACK = 2
"""Sentences before a pronoun's own in which the one it stands for is looked for."""


def meant(page: Page, token: Any) -> tuple[int, int] | None:
    """Code points of the people that "they" or "he" stands for: the last subject told before of that number; None if unclear."""
    low = token.lower_
    if low not in MANY | ONE:
        return None
    index = page.sentence(token.idx)
    for n in range(index, max(-1, index - LOOK_BACK - 1), -1):
        subjects = [t for t in page.sentences[n] if t.dep_ in ("nsubj", "nsubjpass") and t.i < token.i]
        speakers = [t for t in subjects if t.head.lemma_.lower() in words("reporting")]
        for subject in (*reversed(speakers), *reversed(subjects)):
            if _is_meant(page, subject, many=low in MANY):
                return syntax.phrase(subject)
    return None


def called(page: Page, token: Any) -> tuple[int, int]:
    """Code points of the words that name whoever a noun phrase or a pronoun stands for."""
    return meant(page, token) or syntax.phrase(token)


def _is_meant(page: Page, noun: Any, *, many: bool) -> bool:
    """Whether a subject is people, several or one as the pronoun asks."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    lemma = noun.lemma_.lower()
    several = noun.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in noun.children) or lemma in ("police", "people")
    if not many:
        return not several and (page.is_person(noun.idx, noun.idx + len(noun)) or lemma in words("office") | SPEAKS_FOR)
    known = page.actors_in(*reach(noun))
    people = any(lemma in words(name) for name in PEOPLE) or lemma in listed("denying", "speakers")
    return several and people or any(a.kind in GROUPS | STATES for a in known)


def medium(page: Page, verb: Any) -> str | None:
    """ "in a statement", "on Telegram", "via its Amaq news agency"."""
    for child in verb.subtree:  # "through its media arm, X": X
        if child.dep_ == "pobj" and child.lemma_.lower() in ARMS and child.head.lower_ in ("via", "through", "by"):
            named = next((c for c in child.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
            return str(page.text[slice(*syntax.phrase(named if named is not None else child))])
    for child in verb.subtree:
        if child.dep_ == "pobj" and child.head.lower_ in ("in", "on", "via", "through", "by", "to"):
            start, end = child.left_edge.idx, child.idx + len(child)
            channel = [
                a for a in page.actors_in(start, child.right_edge.idx + len(child.right_edge)) if a.kind == "channel"
            ]
            if channel:
                return str(channel[0].words)
            if child.lemma_.lower() in MEDIA:
                return str(page.text[start:end])
    return None


def actors_under(page: Page, head: Any) -> list[ActorMention]:
    """Parties that can do violence within a noun phrase, the one over its head first."""
    found = [a for a in page.actors_in(*reach(head)) if a.kind not in SILENT]
    return sorted(found, key=lambda a: (not a.actor, not a.start <= head.idx < a.end, a.start))


def negative(token: Any) -> bool:
    """ "no group", "nobody", "none of them"."""
    return token.lower_ in ("nobody", "none", "nothing", "neither") or any(
        c.lower_ in ("no", "nobody", "neither", "any") for c in token.children
    )


def whole_quotes(page: Page, by: ActorMention, start: int, end: int) -> list[Any]:
    """One quote from the party to the words of the claim, or two where the party is named in another sentence."""
    if page.sentence(by.start) == page.sentence(start):
        return [page.quote(min(start, by.start), max(end, by.end))]
    return [page.quote(start, end), page.quote(by.start, by.end)]
