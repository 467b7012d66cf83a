"""Who says it, who claims it, who is blamed, who denies."""

from __future__ import annotations

from typing import Any

from tacitus.reader import blaming, claimants, owning, syntax
from tacitus.reader.claimants import Stance
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Claim

CLAIM = listed("sourcing", "claim")
ACCUSE = (
    listed("sourcing", "blame_on") | listed("sourcing", "accuse_of") | listed("sourcing", "passive_only") | {"hold"}
)
SAYING = listed("sourcing", "saying")
OF_A_STANCE = (
    frozenset({"claim", "responsibility", "be"})
    | (blaming.FINGER | blaming.MARKS | CLAIM | ACCUSE)
    | (SAYING | owning.DENY | owning.SUPPOSE)
)
"""Lemmas at which a claim, denial, accusation or suspicion can be told: all other words are passed over."""


def stances(page: Page) -> list[Stance]:
    """Every claim of responsibility, denial, accusation and suspicion in the report."""
    out: list[Stance] = []
    for index, sentence in enumerate(page.sentences):
        for token, lemma in zip(sentence, page.lemmas[sentence.start : sentence.end], strict=True):
            if lemma in OF_A_STANCE:
                out.extend(s for s in _at(page, sentence, token, lemma, index) if not _told_already(out, s))
    return out


def _told_already(out: list[Stance], new: Stance) -> bool:
    """ "claimed responsibility, saying it was behind": one claim of the sentence is enough."""
    here = [_key(old) for old in out if old.sentence == new.sentence]
    stance, named = _key(new)
    return (stance, named) in here or stance == "blames" and ("claims", named) in here


def _key(stance: Stance) -> tuple[str, str]:
    named = stance.against.words if stance.against is not None else stance.claim.by if stance.claim else ""
    return (stance.claim.stance if stance.claim else "blames", named)


def _at(page: Page, sentence: Any, token: Any, lemma: str, index: int) -> list[Stance]:
    found = None
    if token.pos_ in ("NOUN", "PROPN"):
        if lemma in blaming.FINGER:
            return blaming.finger(page, token, index)
        if lemma in blaming.MARKS:
            found = blaming.mark(page, token, index)
        elif lemma == "claim":
            found = _nominal(page, token, index) or _headline(page, token, index)
    if found is None and lemma in CLAIM and token.pos_ in ("VERB", "NOUN"):
        found = _responsibility(page, token, index)
    if found is None and lemma == "responsibility" and token.i > sentence.start:
        found = _misparsed(page, sentence, token, index)
    if found is None and token.pos_ in ("VERB", "AUX"):
        if lemma in ACCUSE and token.dep_ != "amod":
            accused = blaming.blame(page, token, index)
            if accused:
                return accused
        found = _by_verb(page, token, lemma, index)
    return [found] if found is not None else []


def _by_verb(page: Page, token: Any, lemma: str, index: int) -> Stance | None:
    found = None
    if lemma in owning.DENY:
        found = owning.denial(page, token, index)
    if found is None and lemma in owning.SUPPOSE:
        found = blaming.supposed(page, token, index)
    if found is None and (lemma in SAYING or lemma in owning.DENY or lemma in owning.SUPPOSE):
        found = owning.said(page, token, index)
    if found is None and lemma == "be" and token.dep_ != "xcomp":
        found = blaming.behind(page, token, index, speaker(page, token))
    return found


MISREAD_WITHIN = 80
"""Code points before "claims responsibility" in which its subject stands, even where the parser ends a sentence there."""


def _misparsed(page: Page, sentence: Any, token: Any, index: int) -> Stance | None:
    """ "X claims responsibility" where the parser took "claims" for a noun: the party named just before claims it."""
    before_it = token.nbor(-1)
    if before_it.lower_ not in ("claims", "claimed", "claim") or before_it.pos_ == "VERB":
        return None
    if any(t.lower_ in ("no", "nobody", "none") for t in page.doc[sentence.start : token.i]):
        return None
    before = [
        a
        for a in page.actors_in(max(0, token.idx - MISREAD_WITHIN), token.idx)
        if a.kind not in claimants.SILENT and (a.start >= sentence.start_char or before_it.idx - a.end < 2)
    ]
    if not before:
        return None
    by = before[-1]
    claim = Claim(by=by.words, actor=by.actor, quotes=[page.quote(by.start, token.idx + len(token))])
    return Stance(claim, index, token)


def _headline(page: Page, noun: Any, index: int) -> Stance | None:
    """ "X claims to have killed": taken for a noun by the parser."""
    return owning.said(page, noun, index) if any(c.dep_ == "xcomp" for c in noun.children) else None


ISSUE = frozenset({"issue", "post", "publish", "release", "make", "send", "circulate", "repeat", "broadcast"})


def _nominal(page: Page, noun: Any, index: int) -> Stance | None:
    """ "a claim of responsibility by X", "X's claim of responsibility", "X issued a claim of responsibility"."""
    of = {h.lemma_.lower() for prep in ("of", "for") for h in syntax.noun_preps(noun).get(prep, [])}
    if not of & {"responsibility", "credit"} or claimants.negative(noun):
        return None
    preps = syntax.noun_preps(noun)
    heads = [c for c in noun.children if c.dep_ == "poss"] + preps.get("by", []) + preps.get("from", [])
    verb = noun.head
    if not heads and noun.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in ISSUE:
        args = syntax.verb_arguments(verb)
        heads = args.agents + args.preps.get("from", [])
    for head in heads:
        found = None if claimants.negative(head) else claimants.of_head(page, head)
        if found is not None:
            by, via = found
            quotes = claimants.whole_quotes(page, by, noun.idx, noun.idx + len(noun))
            return Stance(Claim(by=by.words, actor=by.actor, via=via, quotes=quotes), index, noun)
    return None


def _responsibility(page: Page, verb: Any, index: int) -> Stance | None:
    """ "X claimed responsibility (for Y)", "the attack was claimed by X", "admitted the killing"."""
    args = syntax.verb_arguments(verb)
    objects = {p.lemma_.lower() for p in args.patients}
    if verb.lemma_ == "claim":
        about = objects & owning.ABOUT
    else:
        about = objects & {"responsibility", "credit", *(("involvement",) if verb.lemma_ != "take" else ())}
    if not about or any(c.dep_ == "neg" for c in verb.children) or any(claimants.negative(p) for p in args.patients):
        return None
    for agent in args.agents:
        if claimants.negative(agent):
            return None
        who = owning.claimant(page, agent, verb)
        if who is None:
            continue
        by, via = who
        end = max([p.idx + len(p) for p in args.patients if p.i > verb.i] + [verb.idx + len(verb)])
        start = min([a.left_edge.idx for a in args.agents if a.sent == verb.sent] + [verb.idx])
        quotes = claimants.whole_quotes(page, by, start, end)
        claim = Claim(by=by.words, actor=by.actor, via=via or claimants.medium(page, verb), quotes=quotes)
        return Stance(claim, index, verb, plural=_plural(args))
    return None


def _plural(args: syntax.Arguments) -> bool:
    objects = [
        *args.patients,
        *(h for p in args.patients for h in syntax.noun_preps(p).get("for", [])),
        *args.preps.get("for", []),
    ]
    return any(o.tag_ == "NNS" or o.lower_ == "both" for o in objects)


def speaker(page: Page, token: Any) -> tuple[str, int, int] | None:
    """Who says what stands at this word ("a monitor said", "according to X"), if not the report itself."""
    previous = token
    for word in [token, *syntax.ancestors(token)]:
        if (
            word.lemma_ in words("reporting")
            and word.i != token.i
            and word.pos_ == "VERB"
            and previous.dep_ in ("ccomp", "parataxis", "advcl", "ROOT", "conj")
        ):
            for child in word.children:
                if child.dep_ == "nsubj" and child.i != previous.i and child.lower_ not in ("it", "which", "that"):
                    start, end = claimants.called(page, child)
                    return page.text[start:end], start, end
        for child in word.children:
            if child.dep_ in ("parataxis", "ccomp") and child.lemma_ in words("reporting"):
                for sub in child.children:
                    if sub.dep_ == "nsubj" and sub.lower_ not in ("it", "which", "that"):
                        start, end = claimants.called(page, sub)
                        return page.text[start:end], start, end
        previous = word
    return _according(page, token)


def _according(page: Page, token: Any) -> tuple[str, int, int] | None:
    for word in token.sent:
        if word.lower_ == "according":
            for child in word.subtree:
                if child.dep_ == "pobj" and child.head.lower_ == "to":
                    start, end = syntax.phrase(child)
                    return page.text[start:end], start, end
    return None
