"""Names a party in a role: its words, the listed actor behind them, and what sort of party it is."""

from __future__ import annotations

import re
from typing import Any, Literal

from tacitus.actors import ActorMention
from tacitus.reader import claimants, mentions, syntax
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.page import Page
from tacitus.record import Party

NOT_ACTING = listed("parties", "not_acting")
LEADING = re.compile(r"^(?:the|a|an|whose|its|their|his|her|some|any|all|those|these|this|that)\s+", re.IGNORECASE)
DEAD = re.compile(r"^dead (?=\S+ \S)")
"""What is left of "shot dead" where the parser gives it to those who were: "dead two policemen"."""
SUSPECTED = listed("parties", "suspected")
EDGES = " \t\n\"'“”‘’«»`*_#>•|[]()–—-:;,./"


ABBREVIATED = re.compile(r"(?:\)|\b[A-Z]\.)$")
"""An ending that belongs to the name: "U.S.", "(PKK)"."""


def tidy(words: str) -> str:
    """A name without articles, quotation marks, list dashes and the possessive ending."""
    words = words.lstrip(EDGES)
    if not ABBREVIATED.search(words):
        words = re.sub(r"['’]s?$", "", words.rstrip(EDGES))
    while LEADING.match(words):
        words = LEADING.sub("", words).lstrip(EDGES)
    return DEAD.sub("", words)


def span(page: Page, head: Any) -> tuple[int, int]:
    """Code points of a party's noun phrase: one line, without a dateline, list mark or headline before it."""
    start, end = syntax.phrase(head)
    at, stop = head.idx, head.idx + len(head)
    blank = page.text.rfind("\n\n", start, at)
    start = blank + 2 if blank >= 0 else start
    line = page.text.rfind("\n", start, at)
    if line > 0 and page.text[line - 1] in ".:!?":
        start = line + 1
    day = next((t for t in page.times if t.start < at and start < t.end <= at and t.start - start <= 4), None)
    start = day.end if day is not None else start
    start = _from_number(head, start)
    start += 2 if page.text[start : start + 2] in ("'s", "’s") else 0
    if page.dateline is not None and start < page.dateline.end <= at:
        start = page.dateline.end
    for dash in (" - ", " – ", " — ", " -- "):
        cut = page.text.rfind(dash, start, at)
        start = cut + len(dash) if cut >= 0 else start
    after = page.text.find("\n\n", stop, end)
    end = after if after >= 0 else end
    while start < at and page.text[start] in EDGES:
        start += 1
    while end > stop and page.text[end - 1] in EDGES and page.text[end - 1] not in ").":
        end -= 1
    return start, end


RUN_IN = frozenset({"compound", "nmod", "npadvmod"})


def _from_number(head: Any, start: int) -> int:
    """Where the figure begins, if other words run into it ("Town Thirty civilians", "in the meantime two men")."""
    number = next((c for c in head.children if c.dep_ == "nummod" and c.i < head.i), None)
    if number is None or number.ent_type_ in ("DATE", "TIME"):
        return start
    before = [c for c in head.children if c.i < number.i and c.dep_ in RUN_IN and c.pos_ in ("NOUN", "PROPN")]
    return max(start, int(number.left_edge.idx)) if before else start


def actor_of(page: Page, head: Any) -> ActorMention | None:
    """The actor that a noun phrase names: the one over its head, else the last one inside it."""
    start, end = head.left_edge.idx, head.idx + len(head)
    found = [
        a
        for a in page.actors_in(start, max(end, head.right_edge.idx + len(head.right_edge)))
        if a.kind not in NOT_ACTING
    ]
    over = [a for a in page.actors if a.start <= head.idx < a.end and a.kind not in NOT_ACTING]
    if over:
        return over[0]
    before = [a for a in found if a.end <= end]
    return before[-1] if before else None


def party(page: Page, head: Any, *, acting: bool) -> Party | None:
    """The party that a token heads, or None where it names nobody and nothing (a pronoun without antecedent)."""
    head = syntax.resolve_relative(head)
    if head.pos_ in ("PRON", "DET", "VERB", "AUX", "ADV"):
        known = antecedent(page, head) if acting else None
        if known is None:
            return None
        return Party(
            name=known.name if known.actor else known.words,
            words=known.words,
            actor=known.actor,
            kind=known.kind,
            quotes=[page.quote(known.start, known.end)],
        )
    own = _own_men(page, head) if acting else None
    if own is not None:
        return from_actor(page, own)
    start, end = span(page, head)
    found = actor_of(page, head)
    owner = _behind(page, head) if acting and (found is None or found.actor is None) else None
    if owner is not None:
        found, end = owner, max(end, owner.end)
    elif (
        acting
        and found is not None
        and found.start <= head.idx < found.end
        and head.dep_ in ("compound", "amod", "nmod", "npadvmod", "poss")
    ):
        start, end = found.start, found.end
    elif acting and found is not None:
        start, end = min(start, found.start), max(end, found.end)
    quote = page.quote(start, end)
    name = tidy(quote.words)
    person = None if acting else _called(page, head)
    if person is not None:  # "a leader of the strikers, Ana Ruiz": the name, and both in the words
        name, quote = tidy(page.text[slice(*person)]), page.quote(min(start, person[0]), max(end, person[1]))
    if not name:
        return None
    actor, kind = (found.actor, found.kind) if found is not None else (None, None)
    if not acting and found is not None and not (found.start <= head.idx < found.end):
        actor = None
    status: Literal["suspected", "stated"] = (
        "suspected" if any(c.lower_ in SUSPECTED for c in head.children) else "stated"
    )
    return Party(
        name=name, words=quote.words, actor=actor, kind=kind or _kind(page, head), status=status, quotes=[quote]
    )


LINKS = listed("parties", "links")


def _behind(page: Page, head: Any) -> ActorMention | None:
    """The listed group to which nameless doers belong: "members of X", "gunmen from X", "bombers sent by X"."""
    if head.lemma_.lower() not in words("armed") | words("force") | OWN:
        return None
    for child in head.children:
        if child.i < head.i or child.lemma_.lower() not in LINKS:
            continue
        last = child.right_edge.idx + len(child.right_edge)
        near = [a for a in page.actors_in(child.idx, last) if a.actor and a.kind in claimants.GROUPS]
        if near and near[0].start - child.idx < 40:
            return near[0]
    return None


def _called(page: Page, head: Any) -> tuple[int, int] | None:
    """The name that stands between commas after what a person is: "the mayor, Juan Perez," (two words or more)."""
    lemma = head.lemma_.lower()
    if head.pos_ != "NOUN" or head.tag_ == "NNS" or lemma not in words("victim") | words("office"):
        return None
    doc, at = head.doc, syntax.token_at(head.doc, syntax.phrase(head)[1] - 1).i + 1
    beside = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"), None)
    if beside is not None and beside.left_edge.i == head.i + 1:  # "the former minister Juan Perez"
        start, end = syntax.phrase(beside)
        return (start, end) if page.is_person(beside.idx, beside.idx + len(beside)) else None
    first = at + 1
    last = first
    while last < len(doc) and doc[last].pos_ == "PROPN":
        last += 1
    if at >= len(doc) or doc[at].text != "," or last - first < 2 or last < len(doc) and doc[last].text not in ",.":
        return None
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    return None if page.places_in(start, end) or page.actors_in(start, end) else (start, end)


def _own_men(page: Page, head: Any) -> ActorMention | None:
    """ "its fighters", "his men", "the group": the named armed party that they are."""
    lemma = head.lemma_.lower()
    owner = next((c for c in head.children if c.dep_ == "poss" and c.lower_ in ("its", "their", "his", "our")), None)
    if owner is not None and (lemma in OWN or lemma in words("armed")):
        return claimants.antecedent(page, owner)
    if lemma in GROUP and any(c.lower_ in ("the", "this") for c in head.children):
        bare = not any(c.dep_ in ("amod", "compound", "nummod", "acl", "relcl", "prep") for c in head.children)
        return claimants.antecedent(page, head, armed=True) if bare else None
    return None


OWN = listed("sourcing", "own")
GROUP = frozenset({"group", "movement", "organisation", "organization", "faction", "network"})


def from_actor(page: Page, mention: ActorMention) -> Party:
    """A party straight from an actor's mention."""
    return Party(
        name=tidy(mention.words),
        words=mention.words,
        actor=mention.actor,
        kind=mention.kind,
        quotes=[page.quote(mention.start, mention.end)],
    )


def antecedent(page: Page, token: Any) -> ActorMention | None:
    """Whom a pronoun means: the acting party named last before it, subjects of the sentence before first."""
    if token.lower_ not in ("they", "it", "he", "them", "she", "who", "which", "that", "we", "i"):
        return None
    before = [a for a in page.actors if a.end <= token.idx and a.kind not in NOT_ACTING and token.idx - a.end < 400]
    for mention in reversed(before):
        head = syntax.head_of(page.doc, mention.start, mention.end)
        if head.dep_ in ("nsubj", "nsubjpass") or head.head.dep_ in ("nsubj",):
            return mention
    return before[-1] if before else None


def _kind(page: Page, head: Any) -> str | None:
    if page.is_person(head.idx, head.idx + len(head)):
        return "person"
    lemma = head.lemma_.lower()
    if lemma in words("building") | words("vehicle"):
        return "place"
    if lemma in words("security"):
        return "security"
    if lemma in words("civilian"):
        return "civilian"
    return None


def doer(page: Page, head: Any) -> Any | None:
    """Who acts where a noun is said to: itself, or for "a US air strike killed" and "army fire" whoever's it was."""
    head = syntax.resolve_relative(head)
    if head.lower_ in ("those", "that"):  # "warplanes or those of its ally": whoever has them
        owners = [c for h in syntax.noun_preps(head).get("of", []) for c in (*h.children, h)]
        named = (o for o in owners if any(a.start <= o.idx < a.end and a.actor for a in page.actors))
        return next(named, head if can_act(page, head) else None)
    lemma = head.lemma_.lower()
    if head.pos_ == "NOUN" and lemma in STRUGGLES:
        return None
    if head.pos_ in ("NOUN", "PROPN") and (lemma in triggers().nouns or lemma in MEANS) and lemma not in words("armed"):
        if lemma in words("aircraft") | words("force"):
            return head if can_act(page, head) else None
        owners = [c for c in head.children if c.dep_ in ("compound", "amod", "nmod", "poss")]
        owners = [o for o in owners if not mentions.scene(page, o, head)] + syntax.noun_preps(head).get("by", [])
        for owner in owners:
            if any(a.start <= owner.idx < a.end and a.kind not in NOT_ACTING for a in page.actors):
                return owner
        return None
    return head if can_act(page, head) else None


def bare_craft(page: Page, head: Any) -> bool:
    """ "warplanes bombed", "helicopters fired": with what it was done, while whose they are is not said."""
    flown = head.pos_ == "NOUN" and head.lemma_.lower() in words("aircraft") | words("drone")
    if not flown or any(a.actor for a in page.actors_in(*syntax.phrase(head))):
        return False
    return not any(c.dep_ in ("poss", "compound", "amod", "nmod", "prep") and _owns(c) for c in head.children)


def _owns(token: Any) -> bool:
    inside = (g for g in token.subtree)
    return any(g.ent_type_ in ("NORP", "GPE", "ORG") or g.lemma_.lower() in OWNERS for g in inside)


STRUGGLES = listed("figures", "whole_wars")
"""Nouns of what goes on, not of who does it: "an insurgency that has killed 9,000"."""
OWNERS = words("armed") | words("state")
MEANS = listed("parties", "means")
"""Nouns by which somebody acts, besides the words for attacks."""


def can_act(page: Page, head: Any) -> bool:
    """Whether a noun phrase names somebody who can do violence: an armed party, a force, a state, a person."""
    head = syntax.resolve_relative(head)
    if head.lower_ in ("they", "he", "it", "them", "who", "she"):
        return True
    lemma = head.lemma_.lower()
    if lemma in words("armed") or head.lower_ in words("armed") or lemma in words("aircraft") | words("force"):
        return True
    if lemma in OWN and _behind(page, head) is not None:
        return True
    if head.ent_type_ == "NORP" and head.tag_ in ("NNS", "NNPS"):
        return True
    return actor_of(page, head) is not None or page.is_person(head.idx, head.idx + len(head))


def put(found: list[Party], party: Party) -> None:
    """Add a party unless it stands there already, under its actor or the same words; the fuller words stay."""
    for known in found:
        if party.actor and known.actor == party.actor and (party.actor or "") == (known.actor or ""):
            known.quotes.extend(q for q in party.quotes if q not in known.quotes)
            return
        one, other = _key(known.name), _key(party.name)
        if one == other or (one and other and (one <= other or other <= one) and known.actor == party.actor):
            known.quotes.extend(q for q in party.quotes if q not in known.quotes)
            if len(other) > len(one):
                known.name, known.words = party.name, party.words
                known.quotes.insert(0, known.quotes.pop())
            return
    found.append(party)


def one_name(a: str, b: str) -> bool:
    """Whether one of two names holds the words of the other ("MINUSCA" and "MINUSCA peacekeepers")."""
    one, other = _key(a), _key(b)
    return bool(one and other) and (one <= other or other <= one)


def _key(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("'s", "").split()) - {"the", "a", "an", "of", "in"}
