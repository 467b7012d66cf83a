"""Accusations and suspicions: who is blamed for an attack, by whom, and who is thought to be behind it."""

from __future__ import annotations

from typing import Any

from tacitus.actors import ActorMention
from tacitus.reader import claimants, disbelief, overtime, owning, syntax
from tacitus.reader.claimants import Stance
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Claim

ON_OBJECT = listed("sourcing", "blame_on")
OF_PARTY = listed("sourcing", "accuse_of")
PASSIVE_ONLY = listed("sourcing", "passive_only")
FINGER = listed("sourcing", "finger")
MARKS = listed("sourcing", "marks")
DOUBTS = frozenset({"deny", "dismiss", "refuse", "reject", "refute", "whether", "if", "unclear", "investigate", "ask"})
SUPPOSE = listed("sourcing", "suppose")


def blame(page: Page, verb: Any, index: int) -> list[Stance]:
    """ "X blamed Y for", "Y was blamed", "blamed on Y", "X accused Y of", "held Y responsible"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return []
    if verb.dep_ in ("acl", "relcl") and overtime.sums_up(verb.head.head):
        return []  # "violence blamed on jihadists has killed 400 people since 2015": of no single happening
    args = syntax.verb_arguments(verb)
    accused = list(args.patients)
    if verb.lemma_ in ON_OBJECT:
        to = [h for prep in ("on", "to", "upon") for h in args.preps.get(prep, [])]
        accused = to or ([] if verb.lemma_ in ("attribute", "ascribe", "pin") else accused)
    if verb.lemma_ == "hold" and not any(
        c.lemma_ in ("responsible", "accountable") or c.lower_ == "responsible" for c in verb.subtree
    ):
        return []
    if verb.lemma_ in PASSIVE_ONLY and not syntax.passive(verb) and not _charged(args):
        return []
    if verb.lemma_ in OF_PARTY and not _of_violence(args):
        return []
    status = "suspected" if verb.lemma_ in PASSIVE_ONLY else "blamed"
    return _against(page, verb, index, accused, args.agents, status)


def _charged(args: syntax.Arguments) -> bool:
    """ "a court indicted the two men over the blast": in the active only where the charge is named."""
    return any(args.preps.get(prep) for prep in ("with", "over", "of", "on", "for", "in"))


def _of_violence(args: syntax.Arguments) -> bool:
    """Whether somebody is accused of having done it, rather than of lying, hiding or breaking a truce."""
    charges = [c for prep in ("of", "with", "in", "over", "for") for c in args.preps.get(prep, [])]
    for charge in charges:
        if charge.pos_ in ("VERB", "AUX"):
            return any(owning.deed(v) is not None for v in [charge, *charge.children]) or any(
                owning.deed(v) is not None for v in charge.subtree if v.pos_ == "VERB"
            )
        return owning.violent(charge) or charge.lemma_.lower() in owning.ABOUT
    return True


def _against(page: Page, verb: Any, index: int, accused: list[Any], agents: list[Any], status: str) -> list[Stance]:
    out: list[Stance] = []
    for head in accused:
        found = claimants.actors_under(page, head) or _person(page, head) or _same_group(page, head)
        if not found:
            continue
        spans = [claimants.meant(page, g) or claimants.reach(g) for g in agents]
        by = next((a for span in spans for a in page.actors_in(*span)), None)
        named = next((claimants.called(page, g) for g in agents), None)
        who = by.words if by else page.text[slice(*named)] if named else ""
        if by is not None and by.actor is not None and by.actor == found[0].actor:
            continue
        start, end = min(verb.idx, found[0].start), max(found[0].end, verb.idx + len(verb))
        claim = Claim(
            by=who, actor=by.actor if by else None, stance="blames", against=found[0].words,
            quotes=_quotes(page, start, end, named),
        )  # fmt: skip
        said = None if status == "suspected" and not who else claim
        out.append(Stance(said, index, verb, found[0], status=status))  # type: ignore[arg-type]
    return out


def _quotes(page: Page, start: int, end: int, named: tuple[int, int] | None) -> list[Any]:
    """The words of an accusation, and the name of the one who makes it where that stands in another sentence."""
    apart = named is not None and page.sentence(named[0]) != page.sentence(start)
    return [page.quote(start, end), *([page.quote(*named)] if apart and named else [])]


def _same_group(page: Page, head: Any) -> list[ActorMention]:
    """ "blamed on the group": the armed party named before."""
    the = any(c.lower_ in ("the", "this", "that") for c in head.children)
    found = claimants.antecedent(page, head, armed=True) if the and head.lemma_ in claimants.COLLECTIVE else None
    return [found] if found is not None else []


def _person(page: Page, head: Any) -> list[ActorMention]:
    """A person by name, who may be accused or charged though no list holds him."""
    if head.pos_ == "PROPN" and page.is_person(head.idx, head.idx + len(head)):
        return [claimants.unlisted(page, *syntax.phrase(head))]
    return []


def finger(page: Page, noun: Any, index: int) -> list[Stance]:
    """ "pointed the finger at Y", "suspicion fell on Y", "laid the blame on Y", "put responsibility with Y"."""
    verb = noun.head
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX") or noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "obj", "pobj"):
        return []
    if any(c.dep_ == "neg" for c in verb.children) or claimants.negative(noun):
        return []
    args = syntax.verb_arguments(verb)
    preps = dict(args.preps)
    for prep, found in syntax.noun_preps(noun).items():
        preps.setdefault(prep, []).extend(found)
    accused = [h for prep in ("at", "on", "upon", "with", "towards", "toward", "to") for h in preps.get(prep, [])]
    agents = [a for a in args.agents if a.i != noun.i]
    status = "blamed" if noun.lemma_.lower() != "suspicion" else "suspected"
    return _against(page, verb, index, accused, agents, status)


def mark(page: Page, noun: Any, index: int) -> Stance | None:
    """ "bore the hallmarks of Y", "Y's signature"."""
    heads = [c for c in noun.children if c.dep_ == "poss"] + syntax.noun_preps(noun).get("of", [])
    for head in heads:
        found = claimants.actors_under(page, head)
        if found:
            return Stance(None, index, noun, found[0], status="suspected")
    return None


def supposed(page: Page, verb: Any, index: int) -> Stance | None:
    """ "Y is believed to be behind it", "gunmen believed to be from Y", "suspected of belonging to Y"."""
    raising = any(c.dep_ == "xcomp" and c.lemma_ in ("be", "have") for c in verb.children)
    if any(c.dep_ == "neg" for c in verb.children) or not (syntax.passive(verb) or raising):
        return None
    args = syntax.verb_arguments(verb)
    args.patients = args.patients or args.agents
    for clause in verb.children:
        if clause.dep_ not in ("xcomp", "ccomp") or clause.pos_ not in ("VERB", "AUX"):
            continue
        told = owning.deed(clause)
        if told is not None and not told.negated:
            for head in args.patients:
                found = claimants.actors_under(page, head)
                if found:
                    return Stance(None, index, verb, found[0], status="suspected")
    return _members(page, verb, index, args.patients)


def _members(page: Page, verb: Any, index: int, who: list[Any]) -> Stance | None:
    """Nameless gunmen who are thought to belong to a named party: that party is suspected."""
    known = words("armed") | words("suspect") | {"those", "they"}
    if not any(
        h.lemma_.lower() in known or h.lower_ in known or h.tag_ == "NNPS" and h.ent_type_ == "NORP" for h in who
    ):
        return None
    for word in verb.subtree:
        if word.i > verb.i and word.dep_ in ("pobj", "attr", "poss"):
            found = [a for a in claimants.actors_under(page, word) if a.actor and a.kind in claimants.GROUPS]
            if found:
                return Stance(None, index, verb, found[0], status="suspected")
    return None


def behind(page: Page, verb: Any, index: int, said: tuple[str, int, int] | None) -> Stance | None:
    """ "Y was behind the attack", "the raid was the work of Y": the report's own word, or that of whoever says so."""
    if disbelief.held(verb) or any(w.lemma_ in DOUBTS for w in syntax.ancestors(verb)):
        return None
    told = owning.deed(verb)
    if told is None or told.negated or told.plain or verb.lemma_ != "be":
        return None
    status = "suspected" if any(c.lower_ in owning.UNSURE for c in verb.children) else "stated"
    for head in told.doers:
        found = claimants.actors_under(page, head)
        if not found or claimants.negative(head):
            continue
        if said is not None and not said[1] <= found[0].start < said[2]:
            quote = page.quote(min(said[1], found[0].start), max(said[2], found[0].end, verb.idx + len(verb)))
            claim = Claim(by=said[0], stance="blames", against=found[0].words, quotes=[quote])
            return Stance(claim, index, verb, found[0], status="blamed")
        if said is None:
            return Stance(None, index, verb, found[0], status=status)  # type: ignore[arg-type]
    return None
