"""What did the harm: tells disease, hunger, the elements and mishaps from violence, once the words that may name it are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from tacitus import ontology
from tacitus.reader import syntax
from tacitus.reader.lexicon import Entry, words
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.mentions import Mention

MEANT_REACH = 1
"""Sentences before and after a mishap in which somebody who meant it would be named."""
UNMEANT = frozenset({"accident", "disaster"})
HAZARDS = {"disease": "disaster", "hunger": "disaster", "elements": "disaster", "accident": "accident"}
"""Sorts of hazard, and the type that harm by one has."""
LINGERING = ("disease", "hunger")
"""Of these people die over a season; nobody counts them by the day."""
WITHHELD = frozenset({"siege", "encirclement", "aid-blocked"})
"""Types by which people are starved: whom hunger kills then dies of them."""
HUNGER = frozenset({"hunger", "famine", "starvation", "malnutrition", "thirst", "dehydration"})


@cache
def _set(table: str, name: str) -> frozenset[str]:
    return frozenset(w.rstrip("_") for w in ontology.table("causes")[table][name] if not w.endswith("_"))


@cache
def _hazards() -> dict[str, str]:
    """Lemma to the type that harm by it has."""
    return {word: kind for sort_, kind in HAZARDS.items() for word in _set("hazards", sort_)}


def sort(page: Page, found: list[Mention]) -> list[Mention]:
    """The mentions of violence, with harm by hazards and mishaps made disasters and accidents, and manners of speaking left out."""
    meant = {m.sentence for m in found if not m.entry.only_harm and m.type not in UNMEANT and not _spoken(m)}
    withheld = {m.sentence for m in found if m.type in WITHHELD}
    out: list[Mention] = []
    struck: set[int] = set()
    for mention in found:
        kind = _unmeant(page, mention, meant)
        if kind is not None and not (mention.sentence in withheld and _starved(mention)):
            mention.lingering = any(_lingers(word) for word in _causes(page, mention))
            mention.entry = _as(mention.entry, kind)
            mention.arguments.agents = []  # what did it is nobody
            struck.add(mention.sentence)
        elif _spoken(mention) or mention.sentence in struck and _so_called(mention):
            continue
        out.append(mention)
    return out


def _as(entry: Entry, kind: str) -> Entry:
    """The entry as one that names a disaster or an accident by the harm that it did."""
    return replace(entry, type=kind, weight=max(entry.weight, 1.0), generic=False, only_harm=False)


def _unmeant(page: Page, mention: Mention, meant: set[int]) -> str | None:
    """The type that harm has by what caused it, where that is no attacker; None for anything else."""
    if mention.entry.need == "mishap":
        return None  # already told as what it is
    if not (mention.entry.only_harm or mention.entry.generic):
        return None
    kind = next((k for word in _causes(page, mention) if (k := hazard(word))), None)
    if kind is not None:
        return kind
    if mention.entry.only_harm and any(_fire(a) for a in _causes(page, mention)):
        return None if _meant_by(page, mention.sentence, meant) else "accident"
    return None


def _causes(page: Page, mention: Mention) -> Iterator[Any]:
    """The words that the text gives as what did the harm: doers, "of cholera", "cholera deaths", what "it" stands for."""
    args = mention.arguments
    for agent in args.agents:
        yield _meaning(page, agent)
        yield from syntax.noun_preps(agent).get("of", ())  # "a wave of mud"
    if mention.entry.only_harm:
        for tie in ontology.table("causes")["ties"]["of"]:
            if tie in ("of", "from", "by", "to", "in", "during") or not args.agents:
                yield from args.preps.get(tie, ())
    if mention.entry.only_harm:  # "died after floods tore through the region"
        clauses = (c for c in mention.token.children if c.dep_ == "advcl" and c.pos_ == "VERB")
        yield from (s for c in clauses for s in c.children if s.dep_ in ("nsubj", "nsubjpass") and hazard(s))
    if mention.entry.noun:
        yield from (c for c in mention.token.children if c.dep_ in ("compound", "amod", "nmod"))
        verb = mention.token.head
        if verb.pos_ == "VERB" and verb.lemma_ in ("cause", "blame", "attribute", "bring"):
            inner = syntax.verb_arguments(verb)
            yield from inner.agents
            yield from inner.preps.get("to", ())
    elif mention.token.dep_ == "advcl" or mention.token.dep_ == "conj":
        above = mention.token.head  # "swept through the camp, killing 30": what swept, killed
        if above.pos_ == "VERB" and not args.agents:
            yield from (c for c in above.children if c.dep_ in ("nsubj", "nsubjpass"))


def _meaning(page: Page, agent: Any) -> Any:
    """What a doer stands for: a pronoun for the subject told last before it."""
    if agent.lower_ not in ("it", "this", "that", "which"):
        return agent
    least = page.sentences[max(0, page.sentence(agent.idx) - 1)].start
    before = (agent.doc[i] for i in range(agent.i - 1, least - 1, -1))
    return next((t for t in before if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN")), agent)


def hazard(word: Any) -> str | None:
    """The type that harm by what a word names has: "disaster" for cholera, "accident" for a crash; None for all else."""
    table = _hazards()
    for form in (word.lemma_.lower(), word.lower_, word.lower_.split("-")[0]):
        if form in table and not _of_arms(word):
            return table[form]
    return None


def _lingers(word: Any) -> bool:
    """Whether a word names a disease or want, of which people die over a season."""
    forms = (word.lemma_.lower(), word.lower_, word.lower_.split("-")[0])
    return any(form in _set("hazards", sort_) for sort_ in LINGERING for form in forms)


def _of_arms(word: Any) -> bool:
    """Whether the words beside it make it a thing of war: "a storm of gunfire", "a rain of shells", "a bomb crash"."""
    arms = _set("meant", "words")
    beside = [c for c in word.children if c.dep_ in ("compound", "amod", "nmod")]
    beside += [t for of in syntax.noun_preps(word).get("of", []) for t in (of, *of.children)]
    return any(c.lemma_.lower() in arms for c in beside)


def _fire(word: Any) -> bool:
    """Whether a word names a fire that burns, and none that is opened."""
    opened = any(c.lemma_.lower() in _set("mishaps", "gunnery") for c in word.children)
    return word.lemma_.lower() in _set("mishaps", "fires") and word.pos_ == "NOUN" and not opened and not _of_arms(word)


def _starved(mention: Mention) -> bool:
    near = (*mention.arguments.agents, *(t for found in mention.arguments.preps.values() for t in found))
    return any(t.lemma_.lower() in HUNGER for t in near)


def _meant_by(page: Page, sentence: int, meant: set[int]) -> bool:
    """Whether somebody who meant it is named in a sentence or beside it."""
    near = range(max(0, sentence - MEANT_REACH), min(len(page.sentences), sentence + MEANT_REACH + 1))
    meaning = _set("meant", "words")
    named = (t for n in near if meaning & page.applying(n) for t in page.sentences[n] if page.lemmas[t.i] in meaning)
    return sentence in meant or any(not _ruled_out(page, t) for t in named)


def _ruled_out(page: Page, word: Any) -> bool:
    """Whether somebody who meant it is only named to be ruled out: "denied that it had been shot down"."""
    ruling = ontology.table("status")["denied"]
    return word.i in page.ruled_out or any(
        w.lemma_.lower() in ruling or w.lemma_ == "rule" for w in syntax.ancestors(word, 5)
    )


def mishap(page: Page, mention: Mention) -> bool:
    """Whether a verb tells of a thing that went wrong: a bus that plunged, a ferry that sank, a mine that caved in."""
    verb, args = mention.token, mention.arguments
    if args.patients and not syntax.passive(verb) or not args.agents:
        return False
    wrong = ontology.table("causes")["mishaps"]
    lemma = verb.lemma_.lower()
    subjects = {a.lemma_.lower() for a in args.agents}
    kinds = (("vehicles", "craft"), ("vessels", "vessel"), ("structures", "structure"))
    if not any(lemma in wrong[verbs] and subjects & set(wrong[things]) for verbs, things in kinds):
        return False
    into = {t.lemma_.lower() for t in args.preps.get("into", ())}
    if into & {"crowd", "people", "pedestrian", "checkpoint", "gate", "queue", "procession"}:
        return False  # an attack, or not: the words alone do not tell
    return not _meant_by(page, mention.sentence, set())


def _spoken(mention: Mention) -> bool:
    """Whether a fight is one against no people: "the battle against cholera", "a war on poverty", "the disease attacks"."""
    if mention.type in UNMEANT or mention.entry.only_harm:
        return False
    args = mention.arguments
    if mention.type == "armed-clash" and _strives(mention):
        return True
    if not mention.entry.noun and args.agents and all(hazard(a) for a in args.agents):
        return True
    hit = [t for prep in ontology.table("causes")["speech"]["against"] for t in args.preps.get(prep, ())]
    hit += [] if mention.entry.noun and hit else args.patients
    if hit and all(_foe(t) for t in hit):
        return True
    return mention.entry.noun and _cure(mention.token)


def _strives(mention: Mention) -> bool:
    """ "firefighters battled to reach the missing": an effort, unless those who make it bear arms."""
    if mention.entry.noun or not any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in mention.token.children):
        return False
    arms = words("force") | words("armed") | words("armed_sides")
    return not any(a.lemma_.lower() in arms or a.pos_ == "PROPN" for a in mention.arguments.agents)


def _cure(noun: Any) -> bool:
    """ "cancer battle": the foe stands before the word."""
    return any(c.dep_ == "compound" and hazard(c) == "disaster" for c in noun.children)


def _foe(word: Any) -> bool:
    """Whether a word names what nobody takes up arms against."""
    if word.lemma_.lower() in _set("foes", "organs"):
        return True
    if word.lemma_.lower() in _set("foes", "abstract") and word.pos_ == "NOUN":
        return not any(c.lemma_.lower() in ("cartel", "gang", "lord", "ring") for c in (*word.children, word.head))
    return hazard(word) is not None and word.ent_type_ not in ("GPE", "LOC")


def _so_called(mention: Mention) -> bool:
    """ "a toll that she called a massacre": a name for harm that nobody did."""
    if not mention.entry.noun or mention.arguments.agents:
        return False
    verb = mention.token.head
    return mention.token.dep_ in ("oprd", "attr", "pobj", "dobj", "ccomp") and any(
        w.lemma_ in ontology.table("causes")["speech"]["naming"] for w in (verb, verb.head)
    )
