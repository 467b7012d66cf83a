"""Whether what a mention names came to pass: reported, alleged, denied, foiled, planned, threatened, or mere talk."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus import ontology
from tacitus.reader import beliefs, owning, syntax
from tacitus.reader.lexicon import words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.record import Hedge


@dataclass(slots=True)
class Verdict:
    """A mention's status, and the rule and words that gave it. status "negated", "habitual" or "hypothetical": no incident."""

    status: str
    rule: str
    token: Any | None = None


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(ontology.table("status")[name])


def judge(mention: Mention) -> Verdict:
    """The status that the words around a mention give it; "reported" where they say nothing else."""
    return _beside(mention) or _believed(mention) or _verbs_above(mention) or Verdict("reported", "status.plain")


def _nobody(token: Any) -> bool:
    """Whether a word stands for no one: "nobody", "none", "no one"."""
    return token.lower_ in ("nobody", "none", "noone") or any(
        c.lower_ == "no" and c.dep_ == "det" for c in token.children
    )


PLOTS = frozenset({"plot", "plan", "conspiracy", "scheme", "threat"})


def _believed(mention: Mention) -> Verdict | None:
    """ "was first believed to be a second bomb": what was believed did not happen."""
    table = ontology.table("corrections")
    for word in syntax.ancestors(mention.token)[:3]:
        if word.lemma_ in table["believed"] and beliefs.at_first(word, frozenset(table["first"])):
            return Verdict("negated", "status.believed-first", word)
    return None


def _beside(mention: Mention) -> Verdict | None:
    token = mention.token
    if not mention.entry.noun and mention.arguments.patients and all(_nobody(p) for p in mention.arguments.patients):
        return Verdict("negated", "status.nobody", mention.arguments.patients[0])
    first = token
    while first.dep_ == "conj" and mention.entry.noun and first.head != first:
        first = first.head
    if any(c.lower_ == "any" and c.dep_ == "det" for c in first.children) and mention.entry.noun:
        return Verdict("hypothetical", "status.any", first)
    for child in token.children:
        low = child.lower_
        if child.dep_ == "neg" or (low in ("no", "neither") and child.dep_ in ("det", "preconj")):
            return Verdict("negated", "status.negated", child)
        if mention.entry.noun and low in _set("unreal_words"):
            return Verdict("hypothetical", "status.unreal-word", child)
        if mention.entry.noun and low in _set("foiled_words"):
            return Verdict("foiled", "status.foiled-word", child)
        if mention.entry.noun and child.dep_ == "compound" and child.lemma_ in ("plot", "threat", "plan"):
            return Verdict("planned", "status.plot", child)
        if child.dep_ == "advmod" and low in _set("habitual") and token.tag_ in ("VB", "VBP", "VBZ"):
            return Verdict("habitual", "status.habitual", child)
    if mention.entry.noun and token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        lemma = token.head.lemma_.lower()
        if lemma in (
            "threat",
            "plot",
            "plan",
            "fear",
            "warning",
            "attempt",
            "bid",
            "alert",
            "drill",
            "exercise",
            "scare",
            "hoax",
            "risk",
        ):
            return Verdict(
                {"plot": "planned", "threat": "threatened", "plan": "planned"}.get(lemma, "hypothetical"),
                "status.compound",
                token.head,
            )
        if lemma in (
            "survivor",
            "victim",
            "suspect",
            "group",
            "law",
            "unit",
            "squad",
            "expert",
            "disposal",
            "capability",
            "factory",
            "maker",
            "shelter",
            "site",
            "scene",
            "campaign",
            "wave",
            "series",
            "string",
            "spree",
        ):
            return None
    return None


def _verbs_above(mention: Mention) -> Verdict | None:
    """Walk up from the mention to the top of its sentence; the first word that settles it does."""
    token = mention.token
    previous = token
    chain = [token, *syntax.ancestors(token)] if not mention.entry.noun else syntax.ancestors(token)
    for depth, word in enumerate(chain):
        lemma = word.lemma_.lower()
        if word.pos_ in ("VERB", "AUX"):
            verdict = _verb(word, previous, lemma, mention, depth)
            if verdict:
                return verdict
            if _breaks(word):
                return None
        elif (
            word.pos_ == "NOUN"
            and depth <= 3
            and _governs_noun(previous)
            and (mention.entry.noun or previous.tag_ in ("VB", "VBG"))
        ):
            if lemma in ("plot", "plan", "conspiracy", "scheme"):
                if any(w.lemma_.lower() in _set("court") for w in syntax.ancestors(word)):
                    return Verdict("hypothetical", "status.charge", word)
                return Verdict("planned", "status.noun-above", word)
            if lemma in _set("unreal_nouns"):
                if lemma in ("attempt", "bid", "effort") and mention.type in (
                    "assassination",
                    "suicide-bombing",
                    "bombing",
                    "kidnapping",
                    "other-violence",
                ):
                    return Verdict("foiled", "status.attempt", word)
                return Verdict("threatened" if lemma == "threat" else "hypothetical", "status.noun-above", word)
        previous = word
    return None


def _governs_noun(previous: Any) -> bool:
    """Whether the noun governs what was below it by "of", "to" or a clause, as in "fear of an attack"."""
    return (
        (previous.dep_ == "prep" and previous.lower_ in ("of", "for", "about", "against"))
        or previous.dep_ in ("acl", "relcl")
        and previous.tag_ == "VB"
    )


def _verb(word: Any, previous: Any, lemma: str, mention: Mention, depth: int) -> Verdict | None:
    # "planned an attack" is a plan; "planned the attack" and "denied the attack" speak of one that came to pass
    known = any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in mention.token.children)
    below = depth > 0 or mention.entry.noun and not known and lemma not in _set("denied") | {"reject", "condemn"}
    infinitive = previous.tag_ == "VB" or mention.entry.noun and depth <= 2
    if below and lemma in _set("denied") and depth <= 4 and not owning.of_role(mention.token, word):
        return Verdict("denied", "status.denied", word)
    if (
        (below or mention.entry.noun)
        and lemma in _set("foiled")
        and previous.dep_ in ("dobj", "nsubjpass", "pobj", "prep", "ccomp", "pcomp", "xcomp", "conj", "acl")
    ):
        return Verdict("foiled", "status.foiled", word)
    if (
        below
        and infinitive
        and lemma in _set("threatened")
        and previous.dep_ in ("xcomp", "ccomp", "prep", "dobj", "pobj")
    ):
        return Verdict("threatened", "status.threatened", word)
    if (
        below
        and infinitive
        and lemma in _set("planned")
        and previous.dep_ in ("xcomp", "dobj", "advcl", "prep", "pobj", "nsubjpass")
    ):
        return Verdict("planned", "status.planned", word)
    if (
        below
        and infinitive
        and lemma in _set("unreal")
        and previous.dep_ in ("xcomp", "ccomp", "advcl", "dobj", "pobj", "prep")
        and (lemma != "fail" or mention.type.startswith("territory"))
    ):
        if previous.tag_ in ("VB",) or lemma in (
            "fear",
            "prevent",
            "ban",
            "oppose",
            "discuss",
            "simulate",
            "rehearse",
            "expect",
            "demand",
        ):
            return Verdict("hypothetical", "status.unreal", word)
    if (depth == 0 and mention.entry.blast or depth <= 1 and mention.entry.thing) and _dud(word):
        return Verdict("foiled", "status.dud", word)
    if (
        any(c.dep_ == "neg" for c in word.children)
        and depth <= 2
        and lemma not in words("reporting") | {"believe", "rule", "think", "know"}
    ):
        return Verdict("negated", "status.negated", word)
    auxiliaries = {c.lower_ for c in word.children if c.dep_ == "aux"}
    if auxiliaries & _set("future_modals"):
        return Verdict("planned" if not mention.entry.only_harm else "hypothetical", "status.future", word)
    if auxiliaries & _set("unsure_modals") and not any(c.lower_ == "have" and c.dep_ == "aux" for c in word.children):
        return Verdict("hypothetical", "status.modal", word)
    if (
        word.tag_ == "VB"
        and "to" in auxiliaries
        and word.dep_ in ("advcl", "acl", "relcl")
        and word.head.lemma_ not in _set("real")
        and word.head.lemma_.lower() not in PLOTS
    ):
        # "sent troops to attack", "an order to attack": a purpose is no deed
        return Verdict("hypothetical", "status.purpose", word)
    if any(c.lower_ == "whether" for c in word.children):
        return Verdict("reported", "status.unsure-who", word)
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest") for c in word.children):
        return Verdict("hypothetical", "status.if", word)
    return None


def _dud(verb: Any) -> bool:
    """ "failed to explode", "did not go off", "was made safe": it was there and did no harm."""
    if verb.lemma_ == "make" and any(c.lower_ == "safe" for c in verb.children):
        return True
    if any(c.dep_ == "neg" for c in verb.children):
        return verb.lemma_ in ("explode", "detonate", "go")
    return bool(verb.dep_ == "xcomp" and verb.head.lemma_ == "fail")


def _breaks(word: Any) -> bool:
    """Whether what stands above this verb says nothing of what stands below it ("said that ...", a new clause)."""
    if word.dep_ in ("ROOT", "relcl", "conj", "advcl"):
        return not (word.dep_ == "advcl" and word.tag_ == "VB")
    if word.dep_ in ("ccomp", "parataxis") and word.i < word.head.i and not any(c.dep_ == "mark" for c in word.children):
        return True  # "they took the base; this will let them ...": two sentences that a semicolon joins
    return word.dep_ == "ccomp" and word.head.lemma_ in words("reporting") and word.tag_ != "VB"


def hedge(page: Page, mention: Mention) -> Hedge | None:
    """The hedge that stands in the mention's clause, with its ICD 203 band."""
    sentence = page.sentences[mention.sentence]
    table: dict[str, str] = ontology.table("status")["hedges"]
    text = sentence.text.lower()
    for words_, band in table.items():
        at = text.find(words_)
        while at >= 0:
            start = sentence.start_char + at
            end = start + len(words_)
            bounded = (at == 0 or not text[at - 1].isalnum()) and (
                at + len(words_) == len(text) or not text[at + len(words_)].isalnum()
            )
            if bounded:
                token = syntax.token_at(page.doc, start)
                if syntax.path(token, mention.token) <= 3:
                    return Hedge(words=page.text[start:end], band=band, quotes=[page.quote(start, end)])
            at = text.find(words_, at + 1)
    return None
