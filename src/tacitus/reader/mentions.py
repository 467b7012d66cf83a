"""Finds the words that name a happening, and keeps those that really do (not "heart attack", not "a strike for pay")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tacitus import ontology
from tacitus.reader import syntax
from tacitus.reader.lexicon import Entry, listed, triggers, words
from tacitus.reader.page import Page

REACH = 6
"""Tokens after a verb within which the rest of its phrase must come ("set the village on fire")."""


@dataclass(slots=True)
class Mention:
    """One place in the text that names a happening: its entry of the lexicon, head token and arguments."""

    entry: Entry
    token: Any
    start: int
    end: int
    sentence: int
    arguments: syntax.Arguments = field(default_factory=syntax.Arguments)

    @property
    def type(self) -> str:
        """The type that these words alone suggest."""
        return self.entry.type


def find(page: Page) -> list[Mention]:
    """Every mention of a happening in the report, in order, each with its arguments."""
    out: list[Mention] = []
    taken: set[int] = set()
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            found = _match(token, sentence)
            if found is None or token.i in taken or _figurative(token, found[0]):
                continue
            entry, covered = found
            taken.update(covered)
            start = page.doc[min(covered)].idx
            last = page.doc[max(covered)] if entry.noun else token
            mention = Mention(entry, token, start, max(last.idx + len(last), token.idx + len(token)), index)
            mention.arguments = noun_arguments(page, token) if entry.noun else syntax.verb_arguments(token)
            if _fits(page, mention):
                out.append(mention)
    return out


def _match(token: Any, sentence: Any) -> tuple[Entry, list[int]] | None:
    """The longest entry whose words stand here, and the tokens that it covers."""
    table = triggers()
    if token.pos_ in ("NOUN", "PROPN") or (
        token.pos_ in ("VERB", "ADJ") and token.dep_ in ("compound", "pobj", "dobj")
    ):
        lemma = _lemma(token)
        for entry in table.nouns.get(lemma, ()):
            covered = _backwards(token, entry, sentence)
            if covered and not (token.i > sentence.start and token.nbor(-1).lower_ in entry.not_before):
                return entry, covered
    if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ") and (token.pos_ == "VERB" or token.tag_.startswith("VB")):
        for entry in table.verbs.get(_lemma(token), ()):
            forwards = _forwards(token, entry, sentence)
            if forwards:
                return entry, forwards
    return None


def _lemma(token: Any) -> str:
    lemma = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and len(lemma) > 4:
        return lemma[:-1] if lemma[:-1] in triggers().nouns else lemma
    if token.pos_ == "PROPN" or lemma not in triggers().nouns:
        low = token.lower_
        if low.endswith("s") and low[:-1] in triggers().nouns:
            return str(low[:-1])
        if low in triggers().nouns and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return str(low)
    return lemma


def _backwards(token: Any, entry: Entry, sentence: Any) -> list[int] | None:
    covered, at = [token.i], token.i - 1
    doc = token.doc
    for word in reversed(entry.words[:-1]):
        while at >= sentence.start and doc[at].text in "-‐–":
            at -= 1
        if at < sentence.start or word not in (doc[at].lemma_.lower(), doc[at].lower_):
            return None
        covered.append(at)
        at -= 1
    return covered


def _forwards(token: Any, entry: Entry, sentence: Any) -> list[int] | None:
    covered, at = [token.i], token.i + 1
    for word in entry.words[1:]:
        while at < min(sentence.end, token.i + REACH + 1):
            other = token.doc[at]
            at += 1
            if word in (other.lemma_.lower(), other.lower_):
                covered.append(other.i)
                break
        else:
            return None
    return covered


def noun_arguments(page: Page, noun: Any) -> syntax.Arguments:
    """Who stands to a noun as doer and done-to: "the group's attack on the base by night"."""
    out = syntax.Arguments(preps=syntax.noun_preps(noun))
    for child in noun.children:
        if (
            child.dep_ == "poss"
            and child.lower_ not in ("their", "its", "his", "her", "our", "my")
            or (
                child.dep_ in ("compound", "amod", "nmod", "npadvmod")
                and _names_actor(page, child)
                and not _covers(page, child, noun)
            )
        ):
            out.agents.append(child)
        elif child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            inner = syntax.verb_arguments(child)
            if child.lemma_ in ("target", "hit", "strike", "aim"):
                out.patients.extend(p for p in inner.patients if p.i != noun.i)
            elif child.lemma_ in ("blame", "attribute", "claim"):
                pass
            elif child.lemma_ in SUPPORT:
                out.agents.extend(a for a in inner.agents if a.i != noun.i)
    out.agents.extend(out.preps.get("by", ()))
    for prep in ("on", "against", "at", "upon", "of", "near", "outside", "inside", "in", "targeting", "involving"):
        out.patients.extend(p for p in out.preps.get(prep, ()) if _hit_able(p, prep))
    verb = noun.head
    if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "obj") and verb.lemma_ in SUPPORT:
        inner = syntax.verb_arguments(verb)
        out.agents.extend(a for a in inner.agents if a.i != noun.i)
        for prep in ("on", "against", "at"):
            out.patients.extend(p for p in inner.preps.get(prep, ()) if _hit_able(p, prep))
        for prep, found in inner.preps.items():
            out.preps.setdefault(prep, []).extend(found)
    elif verb.pos_ == "VERB" and noun.dep_ in ("nsubj", "nsubjpass") or noun.dep_ == "pobj" and verb.dep_ == "agent":
        governing = verb if verb.pos_ == "VERB" else verb.head
        inner = syntax.verb_arguments(governing)
        if governing.lemma_ in HITTING:
            out.patients.extend(p for p in inner.patients if p.i != noun.i)
        for prep, found in inner.preps.items():
            out.preps.setdefault(prep, []).extend(found)
            if prep in ("on", "against", "at", "inside", "outside", "near", "in") and governing.lemma_ in (
                "occur",
                "happen",
                "take",
                "go",
            ):
                out.patients.extend(p for p in found if _hit_able(p, prep))
    return out


def _names_actor(page: Page, token: Any) -> bool:
    if token.lemma_.lower() in ("terrorist", "terror"):
        return False
    if token.lemma_.lower() in words("armed") and token.lemma_.lower() not in ("man", "group", "individual", "youth"):
        return True
    return any(a.start <= token.idx < a.end and a.kind not in ("press", "monitor", "channel") for a in page.actors)


def _covers(page: Page, token: Any, noun: Any) -> bool:
    """Whether the actor's name reaches over the noun itself, as in the name of a unit."""
    return any(a.start <= token.idx and noun.idx < a.end for a in page.actors)


SUPPORT = listed("mentions", "support")
"""Verbs that lend a noun its doer: "launched an attack", "carried out the raid"."""

HITTING = listed("mentions", "hitting")


def _hit_able(token: Any, prep: str) -> bool:
    """Whether what stands behind a preposition is what was hit rather than where or when it was."""
    lemma = token.lemma_.lower()
    if prep in ("on", "against", "upon", "targeting"):
        return token.ent_type_ not in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN") and lemma not in DAYS
    if prep == "of":
        return lemma in words("victim") or lemma in words("building") and token.pos_ == "NOUN"
    return token.pos_ == "NOUN" and lemma in words("building") and lemma not in PLACE_NOUNS


PLACE_NOUNS = listed("mentions", "place_nouns")
DAYS = listed("mentions", "days")


def _fits(page: Page, mention: Mention) -> bool:
    """Whether the arguments are such as the entry asks for."""
    entry, args = mention.entry, mention.arguments
    if entry.object and not any(_is(page, p, entry.object) for p in args.patients):
        return False
    if entry.subject and not any(_is(page, a, entry.subject) for a in args.agents):
        return False
    if (
        entry.noun
        and mention.token.dep_ == "compound"
        and (entry.type in BARE_TYPES)
        and mention.token.head.pos_ in ("NOUN", "PROPN")
    ):
        return False
    if entry.thing:
        return _thing_acts(mention)
    if entry.need == "deal":
        return _deal(mention)
    if entry.need == "armed":
        return any(
            _is(page, a, ("armed", "actor", "aircraft", "artillery", "drone", "explosive")) for a in args.agents
        ) and (mention.token.lemma_ != "target" or bool(args.patients))
    if entry.need == "strike":
        return _military_strike(page, mention)
    if entry.words == ("bomber",):
        return not _aircraft_sense(mention)
    return True


BARE_TYPES = frozenset({"arrest", "protest", "ceasefire", "agreement", "other-violence", "offensive", "siege"})
"""Types whose noun before another noun names no happening: "arrest warrant", "protest song", "truce line"."""
ACTS = listed("mentions", "acts")
DEALS = listed("mentions", "deals")


def _thing_acts(mention: Mention) -> bool:
    """A bomb, rocket or mine names a happening only where it goes off, flies or harms: not where it is found or made."""
    token = mention.token
    for word in syntax.ancestors(token)[:4]:
        if word.pos_ == "VERB":
            return word.lemma_ in ACTS or word.lemma_ in triggers().verbs
        if word.pos_ == "NOUN" and word.lemma_ in triggers().nouns:
            return True
    return any(c.pos_ == "VERB" and c.lemma_ in ACTS for c in token.children)


def _deal(mention: Mention) -> bool:
    """A truce happens where it is agreed, begins, breaks or ends; one that people merely live under does not."""
    token = mention.token
    word = token.head if token.dep_ != "compound" else token.head.head
    verb = word if word.pos_ == "VERB" else word.head
    return (
        verb.pos_ == "VERB"
        and verb.lemma_ in DEALS
        or any(c.dep_ == "acl" and c.lemma_ in DEALS for c in token.children)
    )


def _is(page: Page, token: Any, classes: tuple[str, ...]) -> bool:
    lemma = token.lemma_.lower()
    for name in classes:
        if name == "actor":
            if page.actors_in(token.left_edge.idx, token.idx + len(token)):
                return True
        elif lemma in words(name) or token.lower_ in words(name):
            return True
    return False


def _military_strike(page: Page, mention: Mention) -> bool:
    """A "strike" is of weapons where an armed force, aircraft or missile does it, or where something is struck."""
    token, args = mention.token, mention.arguments
    near = [t.lemma_.lower() for t in token.doc[max(0, token.i - 4) : token.i]]
    if {"hunger", "general", "labour", "labor", "union"} & set(near):
        return False
    if (
        any(_is(page, a, ("armed", "actor", "aircraft")) for a in args.agents)
        or args.preps.get("on")
        or args.preps.get("against")
    ):
        return True
    sentence = page.sentences[mention.sentence]
    return any(
        t.lemma_.lower() in words("aircraft") | words("drone") | {"missile", "air", "coalition", "aerial"}
        for t in sentence
    )


def _aircraft_sense(mention: Mention) -> bool:
    before = {t.lower_ for t in mention.token.doc[max(0, mention.token.i - 2) : mention.token.i]}
    return bool(before & {"fighter", "stealth", "heavy", "strategic", "jet", "b-52", "nuclear", "long-range"})


def _figurative(token: Any, entry: Entry) -> bool:
    """Set phrases that name no violence, from `ontology/figurative.toml`."""
    table = figurative()
    lemma = entry.words[-1] if entry.noun else entry.words[0]
    rules = table.get(lemma)
    if not rules:
        return False
    before = {t.lower_ for t in token.doc[max(0, token.i - 3) : token.i]}
    after = {t.lower_ for t in token.doc[token.i + 1 : token.i + 5]}
    return bool(before & rules[0] or after & rules[1])


def figurative() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Head lemma to the words before, and after, with which it means no violence."""
    table = ontology.table("figurative")["phrase"]
    return {k: (frozenset(v.get("before", ())), frozenset(v.get("after", ()))) for k, v in table.items()}
