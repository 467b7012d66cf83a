"""With what it was done, and beside what it went off."""

from __future__ import annotations

from typing import Any

from tacitus.reader import parties
from tacitus.reader.grouping import Happening
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Party

WEAPON_CLASSES = ("explosive", "artillery", "gun", "blade", "drone")


def weapons(page: Page, happening: Happening, out: dict[str, list[Party]]) -> None:
    """Put what a happening was done with into `out`: weapons, laden vehicles, and the means that its own words name."""
    for told in happening.told:
        token, mention = told.mention.token, told.mention
        seized = mention.type == "weapons-seized"
        if mention.entry.means:
            quote = page.quote(mention.start, mention.end)
            full = _with_adjectives(token)
            if full[0] < mention.start:
                quote = page.quote(full[0], mention.end)
            parties.put(
                out.setdefault("weapon", []),
                Party(name=parties.tidy(quote.words), words=quote.words, kind="weapon", quotes=[quote]),
            )
        clause = [t for t in _clause(token) if t.i != token.i]
        for other in clause:
            lemma = other.lemma_.lower()
            if (
                other.pos_ in ("NOUN", "PROPN")
                and any(lemma in words(c) for c in (*WEAPON_CLASSES, *(("seizable",) if seized else ())))
                and lemma not in ("tank", "charge", "mine", "device_", "belt")
            ):
                if other.dep_ in ("compound",) and other.head.pos_ in ("NOUN", "PROPN"):
                    if not _is_weapon_compound(other):
                        continue
                if not seized and other.dep_ in ("dobj", "nsubjpass") and token.lemma_ in (
                    "destroy",
                    "seize",
                    "recover",
                    "find",
                    "hit",
                    "attack",
                ):
                    continue
                put_weapon(page, out, other)
        for vehicle in clause:
            if laden(vehicle):
                put_weapon(page, out, vehicle)


def _with_adjectives(token: Any) -> tuple[int, int]:
    start = min(
        [
            t.idx
            for c in token.children
            if c.i < token.i and c.dep_ in ("compound", "amod")
            for t in [c]
            if c.lower_
            in (
                "suicide",
                "roadside",
                "remote-controlled",
                "improvised",
                "russian-made",
                "powerful",
                "car",
                "truck",
                "barrel",
                "vacuum",
                "cluster",
            )
        ]
        + [token.idx]
    )
    return start, token.idx + len(token)


def _is_weapon_compound(token: Any) -> bool:
    return token.head.lemma_.lower() in (
        "attack",
        "blast",
        "explosion",
        "strike",
        "fire",
        "raid",
        "attacker",
        "assault",
        "ambush",
        "barrage",
        "bombing",
    )


RIGGED = listed("arms", "rigged")
"""Words that make a vehicle a bomb by themselves ("booby-trapped")."""
CARRYING = listed("arms", "carrying")
"""Words that make it one where an explosive is what it carries ("filled with dynamite", not "packed with commuters")."""


def laden(vehicle: Any) -> bool:
    """Whether a vehicle is the bomb: "rigged with", "packed with explosives", "carrying a bomb", "a car exploded"."""
    if vehicle.lemma_.lower() not in words("vehicle"):
        return False
    if any(_carries(word) for word in vehicle.subtree):
        return True
    head = vehicle.head
    if head.pos_ == "VERB" and vehicle.dep_ in ("nsubj", "nsubjpass", "dobj"):
        if head.lemma_ in ("explode", "detonate") or any(c.lemma_ in ("detonate", "explode") for c in head.children):
            return vehicle.dep_ != "nsubj" or head.lemma_ in ("explode", "detonate")
        return _carries(head) or bool(head.lemma_ == "ram") and vehicle.dep_ == "dobj"
    return False


def _carries(word: Any) -> bool:
    if word.lemma_.lower() in RIGGED or word.lower_ in RIGGED:
        return True
    return word.lemma_.lower() in CARRYING and any(
        t.lemma_.lower() in words("explosive") and t.i > word.i for t in word.subtree
    )


def put_weapon(page: Page, out: dict[str, list[Party]], head: Any) -> None:
    """Add the noun phrase of a token as a weapon."""
    start, end = parties.span(page, head)
    quote = page.quote(start, end)
    parties.put(
        out.setdefault("weapon", []),
        Party(name=parties.tidy(quote.words), words=quote.words, kind="weapon", quotes=[quote]),
    )


def _clause(token: Any) -> list[Any]:
    """The words of the clause in which a mention stands: up to its verb, without other clauses of saying."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    if verb.dep_ == "acl" and token.sent.root.pos_ in ("NOUN", "PROPN"):
        verb = token.sent.root  # no other verb: "A bomb at a station on the edge of the capital killed 12"
    out, stack = [], [verb]
    while stack:
        word = stack.pop()
        out.append(word)
        for child in word.children:
            if (
                child.dep_ in ("ccomp", "parataxis", "conj", "advcl")
                and child.pos_ == "VERB"
                and token.i not in {t.i for t in child.subtree}
                and child.lemma_ not in ("use", "detonate", "explode")
            ):
                continue
            stack.append(child)
    return out


def aircraft(page: Page, happening: Happening, out: dict[str, list[Party]]) -> None:
    """The planes, helicopters or drones that a strike was flown with, where they are named as its doers."""
    for told in happening.told:
        for head in told.mention.arguments.agents:
            if head.lemma_.lower() in words("aircraft") | words("drone") and head.pos_ == "NOUN":
                quote = page.quote(*parties.span(page, head))
                found = Party(name=parties.tidy(quote.words), words=quote.words, kind="aircraft", quotes=[quote])
                if not any(parties.one_name(found.name, w.name) for w in out.get("weapon", [])):
                    parties.put(out.setdefault("instrument", []), found)


def rammed_with(page: Page, happening: Happening, out: dict[str, list[Party]]) -> None:
    """ "a jeep ploughed into tourists", "drove a lorry into": the vehicle is the weapon and not what was hit."""
    for told in happening.told:
        args = told.mention.arguments
        for head in [*args.agents, *args.patients]:
            if head.lemma_.lower() in words("vehicle"):
                put_weapon(page, out, head)
    names = {p.name for p in out.get("weapon", [])}
    out["target"] = [p for p in out.get("target", []) if p.name not in names]
