"""Finds the words that name a happening, and keeps those that really do (not "heart attack", not "a strike for pay")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tacitus import ontology
from tacitus.reader import conditions, syntax
from tacitus.reader.lexicon import Entry, listed, mapped, triggers, words
from tacitus.reader.page import Page

REACH = 6
"""Tokens after a verb within which the rest of its phrase must come ("set the village on fire")."""


MOST = 30
"""No sentence of a report names so many happenings; what seems to is debris, and pairs of its words would cost minutes."""


@dataclass(slots=True)
class Mention:
    """One place in the text that names a happening: its entry of the lexicon, head token and arguments.

    share: it tells of one place's part of what a verb says of several ("41 were killed at A, seven at B").
    within: code points between which its place stands, where a sentence shares its places out; None: anywhere in it.
    lingering: it is harm by disease or want, of which people die over a season.
    """

    entry: Entry
    token: Any
    start: int
    end: int
    sentence: int
    arguments: syntax.Arguments = field(default_factory=syntax.Arguments)
    share: bool = False
    within: tuple[int, int] | None = None
    lingering: bool = False

    @property
    def type(self) -> str:
        """The type that these words alone suggest."""
        return self.entry.type


def find(page: Page) -> list[Mention]:
    """Every mention of a happening in the report, in order, each with its arguments."""
    out: list[Mention] = []
    taken: set[int] = set()
    for index, sentence in enumerate(page.sentences):
        before = len(out)
        for token in sentence:
            if token.i in taken:
                continue
            if len(out) - before >= MOST:
                break
            for entry, covered in _matches(token, sentence):
                mention = None if _figurative(token, entry) else _mention(page, entry, token, covered, index)
                if mention is not None and conditions.fits(page, mention):
                    taken.update(covered)
                    out.append(mention)
                    break
    return out


def _thing_meant(token: Any) -> Any:
    """What "set it off" sets off: the vehicle or explosive named last before the pronoun, in its sentence or the one before."""
    if token.lower_ not in ("it", "them", "one"):
        return token
    least = max(0, token.sent.start - 60)
    before = (token.doc[i] for i in range(token.i - 1, least - 1, -1))
    vehicle = None
    for other in before:
        if other.pos_ not in ("NOUN", "PROPN"):
            continue
        if other.lemma_.lower() in words("vehicle"):
            return other
        if other.lemma_.lower() in words("explosive"):
            vehicle = vehicle or other
        if other.i < token.sent.start and vehicle is not None:
            break
    return vehicle or token


def _mention(page: Page, entry: Entry, token: Any, covered: list[int], index: int) -> Mention:
    start = page.doc[min(covered)].idx
    last = page.doc[max(covered)]
    arguments = noun_arguments(page, token) if entry.noun else verb_arguments(page, token, entry)
    if entry.blast:
        arguments.patients = [_thing_meant(p) for p in arguments.patients]
    return Mention(entry, token, start, max(last.idx + len(last), token.idx + len(token)), index, arguments)


NAMING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "AUX"})


def _matches(token: Any, sentence: Any) -> Iterator[tuple[Entry, list[int]]]:
    """The entries whose words stand here, the longest first, and the tokens that each covers."""
    if token.pos_ not in NAMING:
        return
    table = triggers()
    if token.pos_ in ("NOUN", "PROPN") or (
        token.pos_ in ("VERB", "ADJ") and token.dep_ in ("compound", "pobj", "dobj")
    ):
        lemma = _lemma(token)
        for entry in table.nouns.get(lemma, ()):
            covered = _backwards(token, entry, sentence)
            if covered and not (token.i > sentence.start and token.nbor(-1).lower_ in entry.not_before):
                yield entry, covered
    if (
        token.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
        and (token.pos_ == "VERB" or token.tag_.startswith("VB"))
        or _participle(token)
    ):
        for entry in table.verbs.get(_participle(token) or _lemma(token), ()):
            forwards = _forwards(token, entry, sentence)
            if forwards:
                yield entry, forwards


def _participle(token: Any) -> str | None:
    """The verb of a participle that the parser took for an adjective, where "by" says who does it ("encircled by the army")."""
    if token.pos_ != "ADJ" or not token.lower_.endswith("ed") or not any(c.dep_ == "agent" for c in token.children):
        return None
    low = str(token.lower_)
    return next((v for v in (low[:-2], low[:-1], low[:-3]) if v in triggers().verbs), None)


MISREAD = mapped("mentions", "misread")


def _lemma(token: Any) -> str:
    lemma = MISREAD.get(str(token.lemma_).lower(), str(token.lemma_).lower())
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


def verb_arguments(page: Page, verb: Any, entry: Entry) -> syntax.Arguments:
    """Who stands to a verb as doer and done-to, also where the parser lost them; who comes under fire is fired at, who is
    in custody was taken there."""
    out = syntax.verb_arguments(verb)
    if set(entry.words) >= UNDER or entry.harm and entry.words[0] in STATES:
        return syntax.Arguments(patients=out.agents, preps=out.preps)
    if _deed_of_root(verb, out):
        return syntax.Arguments(agents=syntax.conjuncts(verb.head), patients=out.patients[1:], preps=out.preps)
    named = None if syntax.passive(verb) else _named_before(page, verb)
    if named is not None and (not out.agents or verb.tag_ == "VBG" and verb.dep_ == "advcl" and named.dep_ == "pobj"):
        out.agents = [named]
        out.patients.extend(p for p in out.preps.get("of", ()) if verb.tag_ == "VBG" and _hit_able(p, "on"))
    return out


def _deed_of_root(verb: Any, found: syntax.Arguments) -> bool:
    """ "Attackers slashed at travellers", taken for attackers who were slashed: nothing else is the sentence's verb."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head.dep_ != "ROOT" or verb.i != verb.head.i + 1:
        return False
    if verb.head.lemma_.lower() not in words("armed") or any(c.dep_ == "agent" for c in verb.children):
        return False
    return any(c.dep_ in syntax.OBJECTS for c in verb.children) or any(found.preps.get(p) for p in ("at", "into"))


UNDER = frozenset({"come", "under"})
STATES = frozenset({"be", "remain"})
"""Verbs of how things stand with somebody to whom something was done: "six men are in custody"."""


def _named_before(page: Page, verb: Any) -> Any | None:
    """The party named right before a verb: its doer, whatever the parser made of it ("The Taliban seize", "army shelling")."""
    at = verb.i - 1
    while at > verb.sent.start and (verb.doc[at].pos_ == "AUX" or verb.doc[at].dep_ == "advmod"):
        at -= 1
    if at < verb.sent.start or at != verb.i - 1 and verb.tag_ == "VBG":
        return None
    last = verb.doc[at]
    acting = (a for a in page.actors if a.start <= last.idx < a.end and a.actor and a.kind not in NO_DOERS)
    return last if any(True for _ in acting) else None


NO_DOERS = frozenset({"press", "monitor", "channel", "organisation", "civilians"})


def noun_arguments(page: Page, noun: Any) -> syntax.Arguments:
    """Who stands to a noun as doer and done-to: "the group's attack on the base by night"."""
    out = syntax.Arguments(preps=syntax.noun_preps(noun))
    for child in [_leader(c) for c in noun.children]:
        if (
            child.dep_ == "poss"
            and child.lower_ not in ("their", "its", "his", "her", "our", "my")
            or (
                child.dep_ in ("compound", "amod", "nmod", "npadvmod")
                and _names_actor(page, child)
                and not _covers(page, child, noun)
                and not scene(page, child, noun)
            )
        ):
            (out.patients if child.dep_ == "poss" and noun.lemma_ in SUFFERED else out.agents).append(child)
        elif child.dep_ in ("acl", "relcl") and child.pos_ == "VERB":
            inner = syntax.verb_arguments(child)
            if child.lemma_ in ("target", "hit", "strike", "aim"):
                out.patients.extend(p for p in inner.patients if p.i != noun.i)
            elif child.lemma_ in ("blame", "attribute", "claim"):
                pass
            elif child.lemma_ in SUPPORT | SENT or child.lemma_ in BEHIND and child.tag_ == "VBN":
                out.agents.extend(a for a in inner.agents if a.i != noun.i)
    out.agents.extend(out.preps.get("by", ()))
    if noun.lemma_.lower() in FIRED:
        out.agents.extend(p for p in out.preps.get("from", ()) if _names_actor(page, p))
    for prep in ("on", "against", "at", "upon", "of", "near", "outside", "inside", "in", "targeting", "involving"):
        out.patients.extend(p for p in out.preps.get(prep, ()) if _hit_able(p, prep))
    verb = noun.head
    if verb.lower_ == "under" and verb.head.lemma_ in ("come", "be"):
        out.patients.extend(syntax.verb_arguments(verb.head).agents)
    if verb.pos_ == "VERB" and noun.dep_ in ("dobj", "nsubjpass", "obj") and verb.lemma_ in SUPPORT:
        inner = syntax.verb_arguments(verb)
        found = [] if inner.agents or syntax.passive(verb) else [_named_before(page, verb)]
        doers = [a for a in [*inner.agents, *found] if a is not None and a.i != noun.i]
        out.agents.extend([] if any(c.lower_ in SAFE for c in verb.children) else doers)
        for prep in ("on", "against", "at"):
            out.patients.extend(p for p in inner.preps.get(prep, ()) if _hit_able(p, prep))
        for prep, found in inner.preps.items():
            out.preps.setdefault(prep, []).extend(found)
    elif verb.pos_ == "VERB" and noun.dep_ in ("nsubj", "nsubjpass") or noun.dep_ == "pobj" and verb.dep_ == "agent":
        governing = verb if verb.pos_ == "VERB" else verb.head
        inner = syntax.verb_arguments(governing)
        if governing.lemma_ in SENT:  # "a rocket fired at the port by rebels was shot down"
            out.agents.extend(
                a for c in governing.children if c.dep_ == "agent" for a in c.children if a.dep_ == "pobj"
            )
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


def _leader(child: Any) -> Any:
    """Who leads in "a Saudi-led raid", "US-backed strikes"; any other word beside a noun is itself."""
    if child.dep_ != "amod" or child.tag_ != "VBN":
        return child
    return next((c for c in child.children if c.dep_ == "npadvmod" and c.pos_ == "PROPN"), child)


def _names_actor(page: Page, token: Any) -> bool:
    if token.lemma_.lower() in ("terrorist", "terror"):
        return False
    if token.lemma_.lower() in words("armed") and token.lemma_.lower() not in ("man", "group", "individual", "youth"):
        return True
    return any(a.start <= token.idx < a.end and a.kind not in ("press", "monitor", "channel") for a in page.actors)


def _covers(page: Page, token: Any, noun: Any) -> bool:
    """Whether the actor's name reaches over the noun itself, as in the name of a unit."""
    return any(a.start <= token.idx and noun.idx < a.end for a in page.actors)


def scene(page: Page, child: Any, noun: Any) -> bool:
    """ "Nigeria school attack", "Kenya bombing": a country before what no state is said to do is where it happened."""
    if child.pos_ != "PROPN" or child.text.isupper() or child.dep_ == "poss":
        return False
    if not any(a.start <= child.idx < a.end and a.how == "country" for a in page.actors):
        return False
    between = {t.lemma_.lower() for t in page.doc[child.i + 1 : noun.i]}
    return noun.lemma_.lower() in UNSTATELY or bool(between & (words("building") | UNSTATELY))


UNSTATELY = listed("mentions", "unstately")


SAFE = frozenset({"safe", "harmless"})
FIRED = listed("mentions", "fired")
"""Nouns of what comes "from" whoever fires it."""
SENT = listed("mentions", "sent")
"""Verbs by whose doer a thing is sent or set off: "shells fired by the army", "a bomb planted by rebels"."""
SUFFERED = listed("mentions", "suffered")
"""Nouns whose possessor it was done to: "the mayor's murder"."""
SUPPORT = listed("mentions", "support")
"""Verbs that lend a noun its doer: "launched an attack", "carried out the raid"."""

BEHIND = listed("mentions", "behind")
"""Participles that tie an attacker to the group behind it: "bombers sent by", "gunmen hired by"."""

HITTING = listed("mentions", "hitting")


def _hit_able(token: Any, prep: str) -> bool:
    """Whether what stands behind a preposition is what was hit rather than where or when it was."""
    lemma = token.lemma_.lower()
    if prep in ("on", "against", "upon", "targeting"):
        if prep == "on" and any(c.lemma_.lower() in DAYS for c in token.children if c.i < token.i):
            return False  # "on Friday the rebels carried out", read as if Friday belonged to them
        return token.ent_type_ not in ("DATE", "TIME") and token.pos_ in ("NOUN", "PROPN") and lemma not in DAYS
    if prep == "of":
        return lemma in words("victim") or lemma in words("building") and token.pos_ == "NOUN"
    return token.pos_ == "NOUN" and lemma in words("building") and lemma not in PLACE_NOUNS


PLACE_NOUNS = listed("mentions", "place_nouns")
DAYS = listed("mentions", "days")


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


@cache
def figurative() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Head lemma to the words before, and after, with which it means no violence."""
    table = ontology.table("figurative")["phrase"]
    return {k: (frozenset(v.get("before", ())), frozenset(v.get("after", ()))) for k, v in table.items()}
