"""Nouns and states by which a place is held or changes hands: "in the hands of", "under the control of", "the fall of"."""

from __future__ import annotations

from typing import Any

from tacitus.reader import syntax
from tacitus.reader.ground import Control, force_like, make, place_like, span
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.timing import Timed
from tacitus.record import When

NOUNS = listed("territory", "control_nouns") | listed("territory", "taking_nouns")
TAKINGS = listed("territory", "taking_nouns")
SURE = listed("territory", "sure_takings")
"""Nouns that are said of places only: behind them any name is a place's."""
CHANGES = listed("territory", "changes")
"""Verbs with which "under the control of" tells of a change; with others it tells how things stand."""
PASSING = listed("territory", "passing")


def noun(page: Page, head: Any, index: int) -> Control | None:
    """A place that a noun says is taken, lost or held."""
    if head.lemma_ in TAKINGS:
        return _taking(page, head, index)
    if head.dep_ == "pobj" and head.head.lower_ in ("in", "into", "under"):
        return _in_hands(page, head, index) or _in_control(page, head, index)
    if head.lemma_ == "control" and head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in PASSING:
        return _passes(page, head, index)
    return None


def _taking(page: Page, head: Any, index: int) -> Control | None:
    """ "the capture of the town by rebels", "the fall of the city", "the loss of the base to the militants"."""
    preps = syntax.noun_preps(head)
    goal = next((h for h in preps.get("of", []) if place_like(page, h, named=head.lemma_ in SURE)), None)
    if goal is None:
        return None
    beyond = syntax.noun_preps(goal)
    takers = [t for p in (preps, beyond) for prep in ("by", "to") for t in p.get(prep, []) if force_like(page, t)]
    owners = [c for c in head.children if c.dep_ == "poss" and force_like(page, c)]
    if head.lemma_ == "loss":
        roles = {"former_holder": owners, "taker": takers}
        return make("territory-lost", head, index, span(goal), roles) if takers or owners else None
    losers = [t for p in (preps, beyond) for t in p.get("from", []) if force_like(page, t)]
    return make("territory-taken", head, index, span(goal), {"taker": [*owners, *takers], "former_holder": losers})


def _in_hands(page: Page, head: Any, index: int) -> Control | None:
    """ "is in the hands of the rebels", "came under army control": of the subject, or the noun that it stands behind."""
    if head.lemma_ == "hand" and head.head.lower_ == "under" or head.lemma_ != "hand" and head.head.lower_ != "under":
        return None
    preps = syntax.noun_preps(head)
    holders = [h for prep in ("of", "by") for h in preps.get(prep, []) if force_like(page, h)]
    holders += [c for c in head.children if c.dep_ in ("poss", "compound", "amod") and force_like(page, c)]
    above = head.head.head
    if above.pos_ in ("VERB", "AUX"):
        args = syntax.verb_arguments(above)
        subjects = [*args.agents, *args.patients] or [c for c in above.children if c.dep_ == "nsubj"]
    else:
        subjects = [above]
    goal = next((s for s in subjects if place_like(page, s, named=s.ent_type_ in ("GPE", "LOC", "FAC"))), None)
    if not holders or goal is None:
        return None
    if above.pos_ not in ("VERB", "AUX") and not any(c.lower_ == "since" for t in (above, head) for c in t.subtree):
        return None
    # "now in the hands of" tells a state; "fell into the hands of", "came under the control of" tells a change
    if above.lemma_ in CHANGES:
        return make("territory-taken", head, index, span(goal), {"taker": holders})
    return make("territory-held", head, index, span(goal), {"holder": holders})


def _in_control(page: Page, head: Any, index: int) -> Control | None:
    """ "the rebels are in control of the port": the subject holds what stands behind "of"."""
    if head.lemma_ != "control" or head.head.lower_ != "in" or head.head.head.lemma_ not in ("be", "remain", "stay"):
        return None
    goal = next((h for h in syntax.noun_preps(head).get("of", []) if place_like(page, h, named=True)), None)
    holders = [a for a in syntax.verb_arguments(head.head.head).agents if force_like(page, a)]
    if goal is None or not holders:
        return None
    return make("territory-held", head, index, span(goal), {"holder": holders})


def _passes(page: Page, head: Any, index: int) -> Control | None:
    """ "control of the airport passed to the separatists"."""
    verb = head.head
    goal = next((h for h in syntax.noun_preps(head).get("of", []) if place_like(page, h, named=True)), None)
    args = syntax.verb_arguments(verb)
    takers = [t for prep in ("to", "by") for t in args.preps.get(prep, []) if force_like(page, t)]
    takers += [a for a in args.agents if a != head and force_like(page, a)] if syntax.passive(verb) else []
    if goal is None or not takers:
        return None
    return make("territory-taken", head, index, span(goal), {"taker": takers})


def adjective(page: Page, token: Any, index: int) -> Control | None:
    """ "rebel-held Aleppo", "the Taliban-controlled district of X": the place must have a name."""
    noun = token.head
    holders = [c for c in token.children if c.dep_ in ("npadvmod", "compound", "amod", "nmod", "advmod")]
    if (
        not holders
        or noun.lemma_.lower() not in words("territory")
        and not page.places_in(noun.idx, noun.idx + len(noun))
    ):
        return None
    start, end = syntax.phrase(noun)
    inside = [
        p
        for p in page.places_in(start, min(end + 40, noun.sent.end_char))
        if not p.mention.demonym
        and p.place is not None
        and p.place.precision != "country"
        and p.mention.start >= token.idx
    ]
    if not inside:
        return None
    return make("territory-held", token, index, (inside[0].mention.start, inside[0].mention.end), {"holder": holders})


SINCE_STEPS = 6
"""Steps in the parse within which "since May" belongs to the words that say who holds a place."""


def since(page: Page, mention: Mention) -> Timed | None:
    """The span for which a place is held or a disease kills: from the time behind "since" to the day of publication."""
    sentence = page.sentences[mention.sentence]
    for timed in page.times:
        start = timed.when.start
        if page.anchor is None or start is None or not sentence.start_char <= timed.start < sentence.end_char:
            continue
        before = page.text[max(0, timed.start - 12) : timed.start].lower().split()
        if "since" not in (before[-1:] or [""])[0] and not timed.words.lower().startswith("since"):
            continue
        head = syntax.head_of(page.doc, timed.start, timed.end)
        if syntax.path(head, mention.token) > SINCE_STEPS or start > page.anchor.isoformat():
            continue
        when = When(start=start, end=page.anchor.isoformat(), precision=timed.when.precision, basis=timed.when.basis)
        return Timed(timed.start, timed.end, timed.words, when)
    return None
