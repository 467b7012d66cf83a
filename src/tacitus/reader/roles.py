"""Fills the roles of a happening: who did it, to whom or what, with which weapon."""

from __future__ import annotations

from typing import Any

from tacitus import ontology
from tacitus.reader import arms, parties, sites, syntax, victims
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.page import Page
from tacitus.record import Party

DOER = ("attacker", "taker", "holder", "force")
DONE_TO = ("target", "besieged", "detained", "former_holder")
BLOWN = frozenset({"bombing", "suicide-bombing"})
ARRESTED = frozenset({"arrest"})
TAKEN = frozenset({"kidnapping", "hostage-taking"})
MOVED = frozenset({"deployment", "withdrawal"})
SELF_MOVED = frozenset({"protest", "riot", "ceasefire", "agreement", "prisoner-exchange"})


def fill(page: Page, happening: Happening, kind: str) -> dict[str, list[Party]]:
    """Role to parties, each once, in the order of the text."""
    allowed = ontology.load().types[kind].roles
    doer = next((r for r in DOER if r in allowed), None)
    done_to = (
        "detained" if kind in ARRESTED and "detained" in allowed else next((r for r in DONE_TO if r in allowed), None)
    )
    out: dict[str, list[Party]] = {}
    for told in happening.told:
        if told.mention.entry.blast:
            _blast(page, out, told, doer)
            continue
        if kind not in ARRESTED and _ends_it(happening, told):
            continue
        if doer and told.mention.token.lemma_ not in victims.SUFFERING:
            for head in told.mention.arguments.agents:
                people = head.lemma_.lower() in words("victim")
                crowd = people and (kind in CROWDS or any(p.lower_ in ONESELF for p in told.mention.arguments.patients))
                crowd = crowd or _by_hand(told, head)
                if crowd or _may_do(page, head, told, kind):
                    _add(page, out, doer, head, acting=True, told=told, crowd=crowd)
        if kind in MOVED:
            for head in told.mention.arguments.patients:
                if head.lemma_.lower() in words("force") and not out.get("force"):
                    _add(page, out, "force", head, acting=True, told=told)
        elif done_to:
            for head in [*told.mention.arguments.patients, *_aimed_at(page, told)]:
                if kind in SELF_MOVED or any(t.head.i == head.i for t in happening.tallies) or not _hit(page, head):
                    continue
                if kind in BLOWN and arms.laden(head):
                    arms.put_weapon(page, out, head)
                    continue
                if kind in ARRESTED and head.lemma_.lower() in words("building") | words("vehicle"):
                    continue  # the house that was searched
                if victims.is_culprit(head) and kind not in ARRESTED:
                    continue
                _add(page, out, done_to, head, acting=False, told=told)
    if kind in ("armed-clash",):
        _sides(page, happening, out)
    sites.fill(page, happening, out, kind)
    victims.fill(page, happening, out, "victim" if "victim" in allowed else done_to, both=kind in CROWDS)
    if kind == "vehicle-ramming":
        arms.rammed_with(page, happening, out)
    if "weapon" in allowed:
        arms.weapons(page, happening, out)
    if "instrument" in allowed:
        arms.aircraft(page, happening, out)
    if doer == "attacker" and kind != "armed-clash":
        _apart(out)
    return {role: found for role, found in out.items() if found}


def _by_hand(told: Told, head: Any) -> bool:
    """Whether the verb is of what only a person does to a person, so that its subject is one: "a landlord shot his tenant"."""
    token, patients = told.mention.token, told.mention.arguments.patients
    if told.mention.entry.noun or token.lemma_.lower() not in BY_HAND or head.pos_ != "NOUN" or head.i > token.i:
        return False
    if not any(p.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and p.i != head.i for p in patients):
        return False
    lemma = head.lemma_.lower()
    things = (*(words(w) for w in ("vehicle", "explosive", "building", "gun", "blade", "crowd")), THINGS, parties.MEANS)
    return lemma not in triggers().nouns and not any(lemma in w for w in things) and not victims.is_nobody(head)


BY_HAND = listed("roles", "by_hand")


def _ends_it(happening: Happening, told: Told) -> bool:
    """ "police shot the gunmen dead": how an attack ended says neither who attacked nor who was attacked."""
    hit = [h for h in told.mention.arguments.patients if h.pos_ in ("NOUN", "PROPN")]
    return len(happening.told) > 1 and bool(hit) and all(victims.is_culprit(h) for h in hit)


def _aimed_at(page: Page, told: Told) -> list[Any]:
    """What stands behind "fired on", "shot at", "ploughed into": somebody or something hit, though no object."""
    token = told.mention.token
    if told.mention.entry.noun or token.lemma_.lower() not in AIMED:
        return []
    preps = told.mention.arguments.preps
    hit = any(
        p.lemma_.lower() in words("victim") or page.is_person(p.idx, p.idx + len(p))
        for p in told.mention.arguments.patients
    )
    aims = ("into", "against", "upon") if hit else ("on", "at", "into", "against", "upon", "toward", "towards")
    return [h for prep in aims for h in preps.get(prep, [])]  # "stabbed a man at the market": there, not at it


def _may_do(page: Page, head: Any, told: Told, kind: str) -> bool:
    """Whether somebody may have done what is told: police blow up nobody, a named person does with his own hands."""
    head = syntax.resolve_relative(head)
    if kind == "protest" and (head.ent_type_ == "GPE" or head.lemma_.lower() in ("government", "regime", "police")):
        return False
    if kind in HIDDEN and head.lemma_.lower() in POLICE:
        return False
    if head.lemma_.lower() in words("vehicle") | words("explosive") and actor_over(page, head) is None:
        return False
    if page.is_person(head.idx, head.idx + len(head)) and actor_over(page, head) is None:
        titles = {c.lemma_.lower() for c in head.children if c.dep_ in ("compound", "nmod", "appos")}
        return not told.mention.entry.noun and not titles & words("office")
    return True


def _apart(out: dict[str, list[Party]]) -> None:
    """Who attacks is not attacked: a party by the same words in both roles stays the attacker only."""
    doing = {(p.name.lower(), p.actor) for p in out.get("attacker", [])}
    for role in ("target", "victim"):
        if role in out:
            out[role] = [p for p in out[role] if (p.name.lower(), p.actor) not in doing]


def _blast(page: Page, out: dict[str, list[Party]], told: Told, doer: str | None) -> None:
    """ "a car bomb exploded", "militants detonated a vest": one side is the explosive, only somebody else is the doer."""
    args = told.mention.arguments
    for head in [*args.agents, *args.patients]:
        lemma = head.lemma_.lower()
        if lemma in words("explosive") | words("vehicle"):
            arms.put_weapon(page, out, head)
        elif doer and head in args.agents and lemma not in words("building") and not _container(head):
            _add(page, out, doer, head, acting=True, told=told)


def _container(head: Any) -> bool:
    return any(c.lower_ in ("gas", "fuel", "oil", "water", "propane", "petrol", "oxygen") for c in head.children)


def _add(
    page: Page, out: dict[str, list[Party]], role: str, head: Any, *, acting: bool, told: Told, crowd: bool = False
) -> None:
    if acting and not crowd:
        doer = parties.doer(page, head)
        if doer is None:
            return
        head = doer
    if not acting and (_is_mere_place(page, head) or head.ent_type_ in ("DATE", "TIME") or head.lemma_.lower() in SKIP):
        return
    if acting and parties.bare_craft(page, head):
        return
    party = parties.party(page, head, acting=acting)
    if acting and party is not None and told.verdict.rule == "status.unsure-who":
        party.status = "suspected"
    innocent = party is not None and party.kind in INNOCENT and head.lemma_.lower() not in words("armed")
    if acting and not crowd and innocent:
        return
    if (
        party is None
        or acting
        and head.lemma_.lower() in ("bomber", "attacker", "assailant", "suspect", "perpetrator")
        and party.actor is None
        and not _told_of(head)
    ):
        return
    parties.put(out.setdefault(role, []), party)


def _told_of(head: Any) -> bool:
    """Whether more is said of the attackers than that they attacked: how many, from where, how dressed."""
    return any(
        c.dep_ == "nummod" and c.lower_ not in ("one", "1") or c.dep_ == "acl" and head.tag_ == "NNS"
        for c in head.children
    )


ONESELF = frozenset({"himself", "herself", "itself", "themselves"})
"""Who blows these up is the attacker, be it two girls."""
MASSES = listed("roles", "masses")
"""Nouns of a part of what was hit: "a stretch of the pipeline"."""
AGENTIVE = tuple(listed("roles", "agentive"))
"""Endings of nouns for people by what they do ("travellers")."""
THINGS = listed("shallow", "things")
AIMED = listed("roles", "aimed")
INNOCENT = listed("roles", "innocent")
"""Kinds that do no violence in the press's own words; a verb that seems to say so is misread."""
CROWDS = frozenset({"armed-clash", "riot", "mob-violence", "protest", "looting"})
"""Types in which ordinary people are a side."""
HIDDEN = frozenset({"bombing", "suicide-bombing", "landmine", "vehicle-ramming", "stabbing"})
"""Types that police look into and do not do."""
POLICE = frozenset({"police", "policeman", "policewoman", "investigator", "detective", "prosecutor", "official"})
SKIP = listed("roles", "skip")


def _hit(page: Page, head: Any) -> bool:
    """Whether a noun is somebody or something that can be aimed at, rather than "information" or a number."""
    head = syntax.resolve_relative(head)
    lemma = head.lemma_.lower()
    if head.pos_ == "NUM" or lemma in words("crowd") or victims.is_nobody(head) or victims.is_act(head):
        return False
    if any(
        lemma in words(c) or head.lower_ in words(c)
        for c in ("victim", "building", "vehicle", "force", "armed", "office", "aircraft")
    ):
        return not (
            lemma in GROUND
            and (
                any(p.mention.start >= head.idx and p.mention.start - head.idx < 30 for p in page.places) or _bare(head)
            )
        )
    if lemma in MASSES:
        return any(_hit(page, h) for h in syntax.noun_preps(head).get("of", []))
    return (
        actor_over(page, head) is not None
        or page.is_person(head.idx, head.idx + len(head))
        or head.tag_ == "NNS"
        and head.lower_.endswith(AGENTIVE)
        and lemma not in THINGS
        or head.pos_ == "PROPN"
        and not _is_mere_place(page, head)
    )


def _bare(head: Any) -> bool:
    """ "the town", "the Syrian town": known from before, not described as what was hit ("a rebel-held town")."""
    described = any(c.dep_ in ("amod", "compound", "nmod") and c.pos_ != "PROPN" for c in head.children)
    return not described and not any(c.lower_ in ("a", "an") for c in head.children)


GROUND = listed("roles", "ground")
""""The town of X" is where it happened; "a rebel-held town" is what was hit."""


def actor_over(page: Page, head: Any) -> Any:
    """The actor whose words cover a token."""
    return next((a for a in page.actors if a.start <= head.idx < a.end), None)


def _is_mere_place(page: Page, head: Any) -> bool:
    """A town or country by its name is where it happened, not what was hit."""
    if head.pos_ != "PROPN":
        return False
    start, end = head.left_edge.idx, head.idx + len(head)
    if page.actors_in(start, end):
        return False
    return bool(page.places_in(start, end))


def _sides(page: Page, happening: Happening, out: dict[str, list[Party]]) -> None:
    """ "clashes between A and B", "A clashed with B"."""
    for told in happening.told:
        preps = told.mention.arguments.preps
        for prep in ("between", "with", "against"):
            for head in preps.get(prep, []):
                people = head.lemma_.lower() in words("victim") or head.ent_type_ in ("NORP", "ORG")
                if people or parties.can_act(page, head):
                    _add(page, out, "attacker", head, acting=True, told=told, crowd=people)
