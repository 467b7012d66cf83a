"""Claims and denials that are told as speech: "the group said it was behind", "we did it", "denied that its men"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tacitus import ontology
from tacitus.actors import ActorMention
from tacitus.reader import claimants, disbelief, syntax
from tacitus.reader.claimants import Stance
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.record import Claim

ABOUT = listed("sourcing", "about")
COMMIT = listed("sourcing", "commit")
SENT = listed("mentions", "sent") | {"send"}
"""Verbs by which somebody owns to, or is accused of, a bomb told before: "rebels say that the army sent it"."""
DENY = listed("sourcing", "deny")
DENIED = listed("sourcing", "denied")
SUPPOSE = listed("sourcing", "suppose")
SHARE = listed("sourcing", "share")
OWN = listed("sourcing", "own")
UNSURE = frozenset({"likely", "probably", "possibly", "apparently", "allegedly", "reportedly", "presumably"})
POINTING = frozenset({"it", "this", "that", "them", "which", "these", "those", "both"})
SPOKEN = frozenset({"say", "report", "allege"})
"""Verbs that in the active tell rather than suppose: "police said", but "was said to be behind it"."""
MODALS = frozenset({"will", "would", "could", "may", "might", "should", "can", "must", "shall", "'ll"})


@dataclass(slots=True)
class Deed:
    """What a clause says about who did it: its doers, whether it is denied, and whether it speaks of blame as such."""

    doers: list[Any] = field(default_factory=list)
    negated: bool = False
    plain: bool = True


def deed(clause: Any) -> Deed | None:
    """The deed that a clause tells ("was behind it", "had carried out the raid", "had no part in it"), if any."""
    if any(c.dep_ == "aux" and c.lower_ in MODALS for c in clause.children):
        return None
    negated = any(c.dep_ == "neg" for c in clause.children)
    args = syntax.verb_arguments(clause)
    if clause.lemma_ == "involve" and syntax.passive(clause):
        return Deed(args.patients, negated, plain=False)
    if clause.lemma_ == "be":
        return _being(clause, args, negated)
    if clause.lemma_ in ("have", "play", "take", "bear", "accept", "assume", "claim"):
        for thing in args.patients:
            lemma = thing.lemma_.lower()
            if lemma in SHARE or lemma in ("nothing", "anything") and clause.lemma_ == "have":
                return Deed(args.agents, negated or claimants.negative(thing), plain=False)
        return None
    if clause.lemma_ in COMMIT:
        about = {w for p in args.patients for w in (p.lemma_.lower(), p.lower_)}
        if about & (ABOUT | POINTING) or any(violent(p) for p in args.patients):
            return Deed(args.agents, negated, plain=False)
    if clause.lemma_ in SENT and [p.lower_ for p in args.patients] in (["it"], ["them"]):
        return Deed(args.agents, negated, plain=False)
    if clause.pos_ == "VERB" and violent(clause):
        return Deed(args.agents, negated)
    return None


def _being(clause: Any, args: syntax.Arguments, negated: bool) -> Deed | None:
    for child in clause.children:
        low, lemma = child.lower_, child.lemma_.lower()
        if low == "behind" and child.dep_ in ("prep", "advmod", "acomp", "ROOT"):
            return Deed(args.agents, negated, plain=False)
        if child.dep_ in ("acomp", "oprd", "attr") and lemma in ("responsible", "accountable", "guilty", "involved"):
            return Deed(args.agents, negated, plain=False)
        if child.dep_ == "xcomp" and lemma == "blame":
            return Deed(args.agents, negated, plain=False)
        if child.dep_ == "attr" and lemma in ("work", "handiwork", "doing"):
            owners = [c for c in child.children if c.dep_ == "poss"] + syntax.noun_preps(child).get("of", [])
            return Deed(owners, negated, plain=False)
    return None


def violent(word: Any) -> bool:
    """Whether a word by itself names an act of violence."""
    types, lemma = ontology.load().types, word.lemma_.lower()
    table = triggers().nouns if word.pos_ in ("NOUN", "PROPN") else triggers().verbs
    after = {w for t in word.doc[word.i + 1 : word.i + 5] for w in (t.lower_, t.lemma_.lower())}
    before = {t.lemma_.lower() for t in word.doc[max(0, word.i - 2) : word.i]}
    near = before if word.pos_ in ("NOUN", "PROPN") else after
    return any(
        e.type in types and types[e.type].counts_as_violence and set(e.words) - {lemma} <= near
        for e in table.get(lemma, ())
        if not e.subject and e.need != "sides"
    )


def clauses(verb: Any) -> list[Any]:
    """The clauses that a verb of saying reports, with those joined to them."""
    found = [
        c for c in verb.children if c.dep_ in ("ccomp", "parataxis", "xcomp", "pcomp") and c.pos_ in ("VERB", "AUX")
    ]
    if verb.lemma_ in ("tell", "inform"):  # "told a radio station that": the clause may hang on the station
        heard = [c for c in verb.children if c.dep_ in ("dobj", "dative", "pobj")]
        found += [c for h in heard for c in h.children if c.dep_ in ("relcl", "acl", "ccomp") and _that(c)]
    head = verb.head
    if verb.dep_ in ("parataxis", "ccomp") and head.pos_ in ("VERB", "AUX") and not _that(verb):
        found.append(head)
    for clause in list(found):
        found.extend(c for c in clause.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX") and c.i != verb.i)
    return found


def _that(verb: Any) -> bool:
    return any(c.dep_ == "mark" or c.lower_ == "that" for c in verb.children)


def of_role(mention: Any, denying: Any) -> bool:
    """Whether a denial is of the part in what happened ("denied that it was behind the raid"), not of the happening."""
    for clause in clauses(denying):
        told = deed(clause) if mention.i in {t.i for t in clause.subtree} else None
        if told is not None and not told.plain and told.doers:
            return True
    return any(p.lemma_.lower() in SHARE for p in syntax.verb_arguments(denying).patients)


def said(page: Page, verb: Any, index: int) -> Stance | None:
    """The claim, denial or accusation in what a party says, denies or believes."""
    sayers = [s for s in syntax.verb_arguments(verb).agents if not claimants.negative(s)]
    if not sayers or any(c.dep_ == "neg" for c in verb.children):
        return None
    denying = verb.lemma_ in DENY
    for clause in clauses(verb):
        told = None if disbelief.held(clause) else deed(clause)
        if told is None:
            continue
        doers = told.doers or (sayers if clause.dep_ == "xcomp" or denying else [])
        if (
            not denying
            and _channel(page, sayers[0])
            or any(_same(page, sayer, doer) for sayer in sayers for doer in doers)
        ):
            stance = _own(page, verb, clause, sayers[0], index, told, denying)
        elif told.plain or told.negated or denying:
            continue
        else:
            stance = blamed(page, verb, clause, sayers, doers, index)
        if stance is not None:
            return stance
    return None


def _channel(page: Page, sayer: Any) -> bool:
    """Whether a group's own news agency speaks, which tells of its deeds as of somebody else's."""
    return any(a.kind == "channel" for a in page.actors_in(*claimants.reach(sayer)))


def _same(page: Page, sayer: Any, doer: Any) -> bool:
    """Whether the doer of a clause is the one who speaks, or his men."""
    if doer.i == sayer.i or doer.lower_ in ("it", "they", "we", "i", "its", "their", "our", "my"):
        return True
    if doer.lower_ in ("he", "she", "his", "her"):
        return sayer.pos_ == "PROPN" or sayer.lower_ in ("he", "she")
    if any(c.dep_ == "poss" and c.lower_ in ("its", "their", "our", "his", "her", "my") for c in doer.children):
        own = OWN | words("armed") | words("aircraft") | words("drone") | words("artillery")
        return doer.lemma_.lower() in own
    if doer.lemma_.lower() in claimants.COLLECTIVE and any(c.lower_ in ("the", "this") for c in doer.children):
        return sayer.lemma_.lower() not in words("security")
    named = {a.actor for a in claimants.actors_under(page, sayer) if a.actor}
    return bool(named & {a.actor for a in claimants.actors_under(page, doer)})


def _own(page: Page, verb: Any, clause: Any, sayer: Any, index: int, told: Deed, denying: bool) -> Stance | None:
    by_via = claimant(page, sayer, verb)
    if by_via is None:
        return None
    by, via = by_via
    denies = told.negated or denying
    if by.kind in claimants.SILENT or by.actor is None and (told.plain and not _first_person(told)):
        return None
    if told.plain and (by.kind in claimants.STATES or denies):
        return None
    start, end = min(verb.idx, clause.idx), max(verb.idx + len(verb), clause.idx + len(clause))
    claim = Claim(
        by=by.words,
        actor=by.actor,
        via=via or claimants.medium(page, verb),
        stance="denies" if denies else "claims",
        quotes=claimants.whole_quotes(page, by, start, end),
    )
    plural = any(p.tag_ == "NNS" for p in syntax.verb_arguments(clause).patients)
    return Stance(claim, index, clause, plural=plural, status="denied" if denies else "claimed")


def _first_person(told: Deed) -> bool:
    return any(d.lower_ in ("we", "i") or any(c.lower_ in ("our", "my") for c in d.children) for d in told.doers)


def claimant(page: Page, sayer: Any, verb: Any) -> tuple[ActorMention, str | None] | None:
    """The party that speaks; of a letter, video or caller the one in whose name it is."""
    lemma = sayer.lemma_.lower()
    if lemma in claimants.MEDIA or lemma in ("caller", "man", "woman", "voice", "person", "someone"):
        inside = [a for a in page.actors if sayer.left_edge.idx <= a.start < verb.idx]
        found = [a for a in inside if a.kind not in claimants.SILENT]
        channel = next((a.words for a in inside if a.kind == "channel"), None)
        for word in sayer.subtree:
            if word.dep_ == "pobj" and word.head.lower_ in ("of", "by", "for", "from") and word.pos_ == "PROPN":
                if not found or found[0].actor is None:
                    return claimants.unlisted(page, *syntax.phrase(word)), str(page.text[slice(*syntax.phrase(sayer))])
        if found:
            return found[0], channel or str(page.text[slice(*syntax.phrase(sayer))])
        return None
    if lemma in words("security") and not claimants.actors_under(page, sayer):
        return None
    return claimants.of_head(page, sayer)


def blamed(page: Page, verb: Any, clause: Any, sayers: list[Any], doers: list[Any], index: int) -> Stance | None:
    """ "police said Y was responsible", "officials believe that Y carried out the raid"."""
    for doer in doers:
        found = claimants.actors_under(page, doer)
        if not found and doer.pos_ == "PROPN" and not page.is_person(doer.idx, doer.idx + len(doer)):
            found = [claimants.unlisted(page, *syntax.phrase(doer))]
        if not found:
            continue
        start, end = claimants.called(page, sayers[0])
        own = claimants.actors_under(page, sayers[0])
        lemma = sayers[0].lemma_.lower()
        if lemma in claimants.MEDIA or lemma == "caller":  # an unnamed voice that names a party speaks for it
            claim = Claim(by=found[0].words, actor=found[0].actor, via=page.text[start:end],
                          quotes=[page.quote(min(start, found[0].start), max(end, clause.idx + len(clause)))])  # fmt: skip
            return Stance(claim, index, clause)
        claim = Claim(
            by=page.text[start:end],
            actor=own[0].actor if own else None,
            stance="blames",
            against=found[0].words,
            quotes=_both(page, (start, end), (sayers[0].idx, found[0].start, found[0].end, clause.idx + len(clause))),
        )
        status = "suspected" if verb.lemma_ in SUPPOSE - SPOKEN else "blamed"
        return Stance(claim, index, clause, found[0], status=status)  # type: ignore[arg-type]
    return None


def _both(page: Page, who: tuple[int, int], said: tuple[int, ...]) -> list[Any]:
    """One quote from the speaker to what is said, or two where a pronoun speaks for one who was named before."""
    if page.sentence(who[0]) != page.sentence(said[0]):
        return [page.quote(min(said), max(said)), page.quote(*who)]
    return [page.quote(min(who[0], *said), max(who[1], *said))]


def denier(page: Page, verb: Any, mention: Mention) -> Stance | None:
    """Who denies what a mention names: "X denied that its planes had bombed the town"; "denied" as status if X's own deed."""
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    for agent in _deniers(verb):
        found = None if claimants.negative(agent) else claimants.of_head(page, agent)
        if found is None or found[0].kind in claimants.SILENT:
            continue
        by, doers = found[0], mention.arguments.agents
        own = any(_same(page, agent, doer) for doer in doers)
        start, end = min(verb.idx, mention.start), max(verb.idx + len(verb), mention.end)
        claim = Claim(
            by=by.words, actor=by.actor, via=found[1] or claimants.medium(page, verb), stance="denies",
            quotes=claimants.whole_quotes(page, by, start, end),
        )  # fmt: skip
        return Stance(claim, mention.sentence, mention.token, status="denied" if own else "stated")
    return None


def _deniers(verb: Any) -> list[Any]:
    """Who denies: the verb's subject, or for "said a fault was to blame and denied that" the one who said so."""
    agents = syntax.verb_arguments(verb).agents
    if agents and not any(_speaks(a) for a in agents):
        above = next((w for w in syntax.ancestors(verb, 4) if w.lemma_.lower() in words("reporting")), None)
        agents = syntax.verb_arguments(above).agents if above is not None else []
    return [a for a in agents if _speaks(a)]


SPEAKERS = listed("denying", "speakers")
SPEAKING = ("office", "state", "armed", "security", "armed_sides", "victim")
"""Classes of nouns that name people, who can deny something."""


def _speaks(token: Any) -> bool:
    """Whether a noun names somebody who can deny something, and no thing."""
    lemma = token.lemma_.lower()
    return token.pos_ in ("PROPN", "PRON") or lemma in SPEAKERS or any(lemma in words(w) for w in SPEAKING)


def denial(page: Page, verb: Any, index: int) -> Stance | None:
    """ "X denied any role in it", "rejected the accusation", "dismissed claims that"."""
    args = syntax.verb_arguments(verb)
    objects = {p.lemma_.lower() for p in args.patients}
    pointing = verb.lemma_ == "deny" and bool(objects & POINTING)
    if not objects & (ABOUT | DENIED | SHARE) and not pointing:
        return None
    if any(c.dep_ in ("neg", "preconj") or c.lower_ in ("neither", "nor") for c in verb.children):
        return None
    for agent in args.agents:
        if claimants.negative(agent):
            return None
        found = claimants.of_head(page, agent)
        if found is None or found[0].kind in claimants.SILENT:
            continue
        if objects & DENIED and found[0].actor is None and found[0].kind not in claimants.STATES | claimants.GROUPS:
            continue
        by = found[0]
        end = max(p.idx + len(p) for p in [*args.patients, verb])
        claim = Claim(
            by=by.words, actor=by.actor, via=found[1] or claimants.medium(page, verb), stance="denies",
            quotes=claimants.whole_quotes(page, by, verb.idx, end),
        )  # fmt: skip
        thing = frozenset(t.i for p in args.patients for t in p.subtree) if pointing or objects & DENIED else None
        return Stance(claim, index, verb, status="denied", object=thing)
    return None
