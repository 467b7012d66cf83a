"""Whether what a mention names came to pass: reported, alleged, denied, foiled, planned, threatened, or mere talk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus import ontology
from tacitus.reader import beliefs, owning, syntax
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.record import Hedge


@dataclass(slots=True)
class Verdict:
    """A mention's status, and the rule and words that gave it. status "negated", "habitual" or "hypothetical": no incident."""

    status: str
    rule: str
    token: Any | None = None


AT_A_RATE = "status.rate"
"""The rule for "kills 600,000 a year": a figure of people killed, though of no happening."""
BELIEVING = listed("disbelief", "believing")
Said = tuple[str, str] | None
"""A status and the rule that gave it, or nothing said."""


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
    """What the words that hang on the mention itself say of it; the first rule that fits."""
    return next((verdict for rule in BESIDE if (verdict := rule(mention)) is not None), None)


def _to_nobody(mention: Mention) -> Verdict | None:
    hurt = mention.arguments.patients
    if not mention.entry.noun and hurt and all(_nobody(p) for p in hurt):
        return Verdict("negated", "status.nobody", hurt[0])
    return None


def _any(mention: Mention) -> Verdict | None:
    """ "any attack", "any raid or attack": none in particular."""
    if not mention.entry.noun:
        return None
    first = mention.token
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    if any(c.lower_ == "any" and c.dep_ == "det" for c in first.children):
        if any(w.lemma_.lower() in _set("denied") for w in syntax.ancestors(first, 4)):
            return None  # "denied that any attack had taken place": the denial says what there was to deny
        return Verdict("hypothetical", "status.any", first)
    return None


def _by_child(mention: Mention) -> Verdict | None:
    """ "no attack", "a possible attack", "a foiled attack", "bomb plot", "often attack": the first word that says so."""
    for child in mention.token.children:
        found = _by_word(mention, child)
        if found is not None:
            return Verdict(*found, child)
    return None


def _by_word(mention: Mention, child: Any) -> tuple[str, str] | None:
    """The status, and the rule, that one word beside a mention gives it."""
    low, noun = child.lower_, mention.entry.noun
    if child.dep_ == "neg" or (low in ("no", "neither") and child.dep_ in ("det", "preconj")):
        return "negated", "status.negated"
    if noun and low in _set("unreal_words"):
        return "hypothetical", "status.unreal-word"
    if noun and low in _set("foiled_words"):
        return "foiled", "status.foiled-word"
    if noun and child.dep_ == "compound" and child.lemma_ in ("plot", "threat", "plan"):
        return "planned", "status.plot"
    if child.dep_ == "advmod" and low in _set("habitual") and mention.token.tag_ in ("VB", "VBP", "VBZ"):
        return "habitual", "status.habitual"
    return None


def _going_on(mention: Mention) -> Verdict | None:
    """ "Has stepped up attacks on pipelines": many over some time, and none in particular."""
    token = mention.token
    if not mention.entry.noun or token.tag_ != "NNS" or token.dep_ not in ("dobj", "pobj"):
        return None
    verb = next(w for w in [*syntax.ancestors(token, 2), token.head] if w.pos_ == "VERB" or w == token.head)
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in token.children)
    perfect = any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    return Verdict("habitual", "status.going-on", verb) if bare and perfect and verb.lemma_ in _set("going_on") else None


def _in_compound(mention: Mention) -> Verdict | None:
    """ "bomb threat", "attack drill": the noun behind says that it is none yet, or none at all."""
    token = mention.token
    if not mention.entry.noun or token.dep_ != "compound" or token.head.pos_ not in ("NOUN", "PROPN"):
        return None
    compounds: dict[str, str] = ontology.table("status")["compounds"]
    status = compounds.get(token.head.lemma_.lower())
    return None if status is None else Verdict(status, "status.compound", token.head)


@cache
def _rates() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in ontology.table("status")["rates"])


def _at_a_rate(mention: Mention) -> Verdict | None:
    """ "kills 600,000 people a year", "claimed two lives a day on average": what goes on, of which this is a measure."""
    if not (mention.entry.only_harm or mention.lingering):
        return None
    clause = mention.token.doc[mention.token.i : mention.token.right_edge.i + 1].text
    return Verdict("habitual", AT_A_RATE, mention.token) if any(r.search(clause) for r in _rates()) else None


BESIDE: tuple[Callable[[Mention], Verdict | None], ...] = (_to_nobody, _any, _by_child, _going_on, _in_compound, _at_a_rate)


def _verbs_above(mention: Mention) -> Verdict | None:
    """Walk up from the mention to the top of its sentence; the first word that settles it does."""
    token = mention.token
    previous = token
    chain = [token, *syntax.ancestors(token)] if not mention.entry.noun else syntax.ancestors(token)
    for depth, word in enumerate(chain):
        lemma = word.lemma_.lower()
        if word.pos_ in ("VERB", "AUX"):
            verdict = _verb(Above(word, lemma, previous, mention, depth))
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


@dataclass(slots=True)
class Above:
    """A verb above a mention, or the mention's own (depth 0), with the word through which it reaches the mention."""

    verb: Any
    lemma: str
    previous: Any
    mention: Mention
    depth: int

    @property
    def below(self) -> bool:
        """Whether the verb speaks of the mention as something that need not have come to pass.

        "planned an attack" is a plan; "planned the attack" and "denied the attack" speak of one that came to pass.
        """
        spoken_of = self.lemma in _set("denied") | {"reject", "condemn"}
        return self.depth > 0 or self.mention.entry.noun and not self.known and not spoken_of

    @property
    def known(self) -> bool:
        """Whether it is a noun of what is known to have been: "to trace the victims of the bombing", "that night's raid"."""
        children = self.mention.token.children
        return self.mention.entry.noun and any(
            c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in children
        )

    @property
    def wished(self) -> bool:
        """Whether what hangs on the verb is an infinitive or a noun near it, so that it tells of no deed by itself."""
        return bool(self.previous.tag_ == "VB" or self.mention.entry.noun and self.depth <= 2)

    @property
    def auxiliaries(self) -> set[str]:
        """Its "will", "may", "to"."""
        return {c.lower_ for c in self.verb.children if c.dep_ == "aux"}


def _verb(above: Above) -> Verdict | None:
    """What one verb above a mention says of it; the first rule that fits."""
    found = next((found for rule in ABOVE if (found := rule(above)) is not None), None)
    return None if found is None else Verdict(*found, above.verb)


def _denied(a: Above) -> Said:
    if a.lemma in _set("denied") and a.depth <= 4 and a.below and not owning.of_role(a.mention.token, a.verb):
        return "denied", "status.denied"
    return None


def _ruled_out(a: Above) -> Said:
    """ "ruled out an attack": there was none."""
    if a.lemma == "rule" and a.previous.dep_ in ("dobj", "nsubjpass") and any(c.lower_ == "out" for c in a.verb.children):
        return "negated", "status.ruled-out"
    return None


def _foiled(a: Above) -> Said:
    also = a.mention.entry.thing and any(c.dep_ == "conj" and c.lemma_ in _set("foiled") for c in a.verb.children)
    if (also or a.lemma in _set("foiled")) and a.previous.dep_ in OF_FOILED and (a.below or a.mention.entry.noun):
        return "foiled", "status.foiled"
    return None


def _intended(a: Above) -> Said:
    """ "threatened to attack", "planned an attack", "wanted to attack"."""
    if not a.wished or not a.below:
        return None
    if a.known and a.previous.lemma_.lower() in _set("spoken_about") | BELIEVING:
        return None  # "declined to believe that they carried out the bombing", "refused to discuss the raid"
    dep = a.previous.dep_
    for status, places in INTENDED.items():
        if a.lemma in _set(status) and dep in places:
            return status, f"status.{status}"
    if a.lemma not in _set("unreal") or dep not in OF_WISHED:
        return None
    if a.lemma == "fail" and not a.mention.type.startswith("territory"):
        return None
    wish = a.previous.tag_ == "VB" or a.lemma in _set("unreal_with_noun")
    return ("hypothetical", "status.unreal") if wish else None


def _did_no_harm(a: Above) -> Said:
    near = a.depth == 0 and a.mention.entry.blast or a.depth <= 1 and a.mention.entry.thing
    return ("foiled", "status.dud") if near and _dud(a.verb) else None


def _not(a: Above) -> Said:
    if a.depth <= 2 and any(c.dep_ == "neg" for c in a.verb.children):
        if a.lemma not in words("reporting") | {"believe", "rule", "think", "know", "doubt", "dispute", "question"}:
            return "negated", "status.negated"
    return None


def _to_come(a: Above) -> Said:
    """ "will attack", "may attack"; "may have attacked" is a doubt about what was, "will pay for the attack" is none."""
    if a.known and (a.lemma in _set("spoken_about") or a.previous.dep_ == "prep" and a.previous.lower_ in LOOKING_BACK):
        return None
    auxiliaries = a.auxiliaries
    if auxiliaries & _set("future_modals"):
        return "hypothetical" if a.mention.entry.only_harm else "planned", "status.future"
    if auxiliaries & _set("unsure_modals") and "have" not in auxiliaries:
        return "hypothetical", "status.modal"
    return None


def _purpose(a: Above) -> Said:
    """ "sent troops to attack", "an order to attack": a purpose is no deed."""
    if a.verb.tag_ != "VB" or "to" not in a.auxiliaries or a.verb.dep_ not in ("advcl", "acl", "relcl") or a.known:
        return None
    head = a.verb.head.lemma_
    return None if head in _set("real") or head.lower() in PLOTS else ("hypothetical", "status.purpose")


def _if(a: Above) -> Said:
    children = list(a.verb.children)
    if any(c.lower_ == "whether" for c in children):
        return "reported", "status.unsure-who"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest") for c in children):
        return "hypothetical", "status.if"
    return None


LOOKING_BACK = frozenset({"about", "after", "against", "following", "for", "over", "to"})
"""Between a verb of what is to come and a noun of what has been: "will march against the killings"."""
OF_FOILED = frozenset({"dobj", "nsubjpass", "pobj", "prep", "ccomp", "pcomp", "xcomp", "conj", "acl"})
OF_WISHED = frozenset({"xcomp", "ccomp", "advcl", "dobj", "pobj", "prep"})
INTENDED = {
    "threatened": frozenset({"xcomp", "ccomp", "prep", "dobj", "pobj"}),
    "planned": frozenset({"xcomp", "dobj", "advcl", "prep", "pobj", "nsubjpass"}),
}
"""How a mention hangs on the verbs that foil it, wish for it, threaten or plan it."""
ABOVE: tuple[Callable[[Above], Said], ...] = (
    _denied, _ruled_out, _foiled, _intended, _did_no_harm, _not, _to_come, _purpose, _if
)  # fmt: skip


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
    if word.dep_ == "acl" and word.tag_ == "VBN" and not any(c.dep_ in ("aux", "mark", "nsubj") for c in word.children):
        return True  # "will arrest the men suspected of bombing it": what they are suspected of came to pass
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
