"""The conditions under which words name a happening: a "strike" by jets and not of nurses, a bomb that goes off."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from tacitus import ontology
from tacitus.reader import causes, syntax
from tacitus.reader.lexicon import listed, triggers, words
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.mentions import Mention


def fits(page: Page, mention: Mention) -> bool:
    """Whether the arguments are such as the entry asks for."""
    entry, args = mention.entry, mention.arguments
    if entry.object and not any(_is(page, p, entry.object) for p in args.patients):
        return False
    if entry.subject and not any(_is(page, a, entry.subject) for a in args.agents):
        return False
    if (
        entry.noun
        and mention.token.dep_ == "compound"
        and (entry.type in BARE_TYPES)
        and mention.token.head.pos_ in ("NOUN", "PROPN")
    ):
        return False
    if entry.thing:
        return _thing_acts(mention)
    if entry.generic and _with_words(mention) or entry.type == "protest" and _shown(mention):
        return False
    if entry.type == "deployment" and any(_is(page, p, ("victim",)) and not _is(page, p, ("force",)) for p in args.patients):
        return False  # "marched the passengers off into the forest"
    if entry.type == "deployment" and mention.token.dep_ == "conj" and mention.token.head.lemma_ in HELD:
        return False  # "were arrested and sent to the capital"
    if entry.type == "execution" and _by_law(page, mention):
        return False
    if entry.words[0] == "shoot" and any(map(_launched, args.patients)):
        return False
    if entry.words[0] == "fire" and len(entry.words) == 2 and entry.words[1] in ("at", "on", "upon"):
        return not any(_is(page, p, ("artillery", "explosive")) for p in args.patients)
    if entry.need == "deal":
        return _deal(mention)
    if entry.need == "armed" and any(t.lower_ in ("air", "sky") for t in args.preps.get("from", ())):
        return True  # "was struck from the air"
    if entry.need == "armed":
        return any(
            _is(page, a, ("armed", "actor", "aircraft", "artillery", "drone", "explosive", "gun")) for a in args.agents
        ) and (mention.token.lemma_ != "target" or bool(args.patients))
    if entry.need == "strike":
        return _military_strike(page, mention)
    if entry.words == ("bomber",):
        return not _aircraft_sense(mention)
    further = NEEDS.get(entry.need or "")
    return further is None or further(page, mention)


BARE_TYPES = frozenset({"arrest", "protest", "ceasefire", "agreement", "other-violence", "offensive", "siege", "riot"})
"""Types whose noun before another noun names no happening: "arrest warrant", "protest song", "truce line", "riot police"."""
ACTS = listed("mentions", "acts")
FOILING = frozenset(ontology.table("status")["foiled"])
DEALS = listed("mentions", "deals")


LAID = frozenset({"leave", "attach", "set"})
"""With these in the passive a bomb only lies there ("had been left in a bag"); what it did is told elsewhere."""


def _launched(token: Any) -> bool:
    """Whether a word is something that flies by itself, or an "it" behind such a word: "fired a missile; the army shot it down"."""
    if token.lower_ not in ("it", "them"):
        return token.lemma_.lower() in LAUNCHED
    return any(t.lemma_.lower() in LAUNCHED for t in token.doc[token.sent.start : token.i])


def _thing_acts(mention: Mention) -> bool:
    """A bomb, rocket or mine names a happening only where it goes off, flies or harms: not where it is found or made."""
    token = mention.token
    for word in syntax.ancestors(token)[:4]:
        if word.pos_ == "VERB":
            if word.lemma_ == "make":
                return any(c.lower_ == "safe" for c in word.children)
            if word.lemma_ in LAID and syntax.passive(word):
                return False
            return word.lemma_ in ACTS or word.lemma_ in FOILING or _violent(word.lemma_) or _made_safe(word)
        if word.pos_ == "NOUN" and any(not e.thing and _counts(e.type) for e in triggers().nouns.get(word.lemma_, ())):
            return True
    return any(c.pos_ == "VERB" and c.lemma_ in ACTS for c in token.children)


def _with_words(mention: Mention) -> bool:
    """ "attacked him for failing to act", "attacked the plan": a speech, and nobody is hit."""
    if mention.token.lemma_ not in ("attack", "assail", "blast", "hit", "target"):
        return False
    if mention.entry.noun:
        return any(h.lemma_.lower() in SPOKEN_OF for prep in ("on", "against") for h in mention.arguments.preps.get(prep, ()))
    for prep in (t for t in mention.token.subtree if t.dep_ == "prep" and t.i > mention.token.i):
        if prep.lower_ == "for" and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in prep.children):
            return True
        thing = next((c.lemma_.lower() for c in prep.children if c.dep_ == "pobj"), "")
        if prep.lower_ in ("in", "during") and thing in SPEECHES:
            return True
    return any(p.lemma_.lower() in SPOKEN_OF for p in mention.arguments.patients)


SPOKEN_OF = listed("mentions", "spoken_of")
"""What is attacked in words: a plan, a law, a record."""
SPEECHES = listed("mentions", "speeches")


def _shown(mention: Mention) -> bool:
    """ "demonstrated their resolve", "a demonstration of support": something is shown, and nobody is in the street."""
    token = mention.token
    if mention.entry.words[-1] != "demonstration" and token.lemma_ != "demonstrate":
        return False
    if mention.entry.noun:
        return any(h.lemma_.lower() not in words("victim") and h.pos_ == "NOUN" for h in mention.arguments.preps.get("of", ()))
    return any(c.dep_ in ("dobj", "ccomp") and c.i > token.i for c in token.children)


def _made_safe(verb: Any) -> bool:
    """ "a bomb was found and defused": the verb joined to that of its finding."""
    return any(c.dep_ == "conj" and c.lemma_ in FOILING for c in verb.children)


def _counts(kind: str) -> bool:
    """Whether a type is violence: a cache "with twelve rockets" fires none."""
    return ontology.load().types[kind].counts_as_violence


def _by_law(page: Page, mention: Mention) -> bool:
    """Whether a court's sentence of death is carried out: the law's deed, not political violence."""
    if any(_is(page, a, ("armed_sides",)) for a in mention.arguments.agents):
        return False
    if "death row" in page.sentences[mention.sentence].text.lower():
        return True
    return any(t.lemma_.lower() in LAWFUL for t in page.sentences[mention.sentence])


HELD = frozenset({"arrest", "capture", "charge", "detain", "kidnap", "seize", "wound", "kill", "try"})
LAUNCHED = frozenset({"rocket", "missile", "satellite", "spacecraft", "photo", "film", "video", "scene"})
LAWFUL = listed("mentions", "lawful")


@cache
def _violent(lemma: str) -> bool:
    """Whether a verb by itself names violence."""
    types = ontology.load().types
    return any(
        len(e.words) == 1 and not e.subject and e.need != "sides" and types[e.type].counts_as_violence
        for e in triggers().verbs.get(lemma, ())
    )


def _deal(mention: Mention) -> bool:
    """A truce happens where it is agreed, begins, breaks or ends; one that people merely live under does not."""
    token = mention.token
    word = token.head if token.dep_ != "compound" else token.head.head
    verb = word if word.pos_ == "VERB" else word.head
    return (
        verb.pos_ == "VERB"
        and verb.lemma_ in DEALS
        or any(c.dep_ == "acl" and c.lemma_ in DEALS for c in token.children)
    )


MANY = listed("figures", "many")
"""Nouns that only say how many: of what, stands behind their "of"."""
FIGHTING = frozenset({"cartel", "jihadist", "militia", "rebel", "separatist"})
"""Kinds of listed groups whose members are an armed side."""


def _is(page: Page, token: Any, classes: tuple[str, ...]) -> bool:
    lemma = token.lemma_.lower()
    if lemma in MANY:  # "hundreds of guests"
        of = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        if any(_is(page, p, classes) for p in of):
            return True
    if token.pos_ == "NUM" or token.lower_ in BARE:
        meant = _counted(token)
        if meant is not None:
            return _is(page, meant, classes)
    for name in classes:
        if name == "armed_sides" and any(a.kind in FIGHTING for a in page.actors_in(*_reach(token))):
            return True  # "members of the Lord's Resistance Army"
        if name == "actor":
            if page.actors_in(token.left_edge.idx, token.idx + len(token)):
                return True
        elif name == "person":
            if page.is_person(token.idx, token.idx + len(token)):
                return True
        elif lemma in words(name) or token.lower_ in words(name):
            return True
    return False


BARE = frozenset({"another", "others"})


def _counted(number: Any) -> Any:
    """What a number alone counts: "seized five of its crew", "killed 12 soldiers and captured seven"; None if nothing says."""
    of = next((p for c in number.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)
    if of is not None:
        return of
    verb = number.head
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head != verb:
        verb = verb.head
        hit = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ == "NOUN"), None)
        if hit is not None and hit != number:
            return hit
    return None


def _reach(token: Any) -> tuple[int, int]:
    """Code points of a noun with what stands before it and, of a group's members, with its "of"."""
    last = token
    if token.lemma_.lower() in MEMBERS:
        last = max((t for c in token.children if c.lower_ == "of" for t in c.subtree), default=token, key=lambda t: t.i)
    return token.left_edge.idx, last.idx + len(last)


MEMBERS = frozenset({"cell", "faction", "fighter", "group", "man", "member", "squad", "unit"})


def _military_strike(page: Page, mention: Mention) -> bool:
    """A "strike" is of weapons where an armed force, aircraft or missile does it, or where something is struck."""
    token, args = mention.token, mention.arguments
    near = [t.lemma_.lower() for t in token.doc[max(0, token.i - 4) : token.i]]
    if {"hunger", "general", "labour", "labor", "union"} & set(near):
        return False
    if (
        any(_is(page, a, ("armed", "actor", "aircraft")) for a in args.agents)
        or args.preps.get("on")
        or args.preps.get("against")
        or token.dep_ == "dobj"
        and token.head.lemma_ in CARRIED_OUT
        and (token.tag_ == "NN" or args.preps)
    ):
        return True
    sentence = page.sentences[mention.sentence]
    return any(
        t.lemma_.lower() in words("aircraft") | words("drone") | {"missile", "air", "coalition", "aerial"}
        for t in sentence
    )


CARRIED_OUT = frozenset({"carry", "conduct", "execute", "launch", "order"})
"""What is done to a strike of weapons; those of workers are called, held and staged."""


def _aircraft_sense(mention: Mention) -> bool:
    before = {t.lower_ for t in mention.token.doc[max(0, mention.token.i - 2) : mention.token.i]}
    return bool(before & {"fighter", "stealth", "heavy", "strategic", "jet", "b-52", "nuclear", "long-range"})


def _forces(page: Page, mention: Mention) -> bool:
    """A withdrawal is of armed forces: of money, a candidate or a law it is none."""
    token, args = mention.token, mention.arguments
    if not mention.entry.noun and len(mention.entry.words) == 1 and args.patients:
        return any(_is(page, p, ("force", "armed", "artillery", "aircraft")) for p in args.patients)
    if any(_is(page, a, ("force", "actor", "armed")) for a in (*args.agents, *args.patients)):
        return True
    if not mention.entry.noun:
        return False
    return any(t.lemma_.lower() in words("force") for t in token.subtree) or any(
        a.kind != "press" for a in page.actors_in(token.left_edge.idx, token.idx + len(token))
    )


def _sides(page: Page, mention: Mention) -> bool:
    """Those who fight each other bear arms on both sides: "soldiers and rebels fought", "the army fought rebels"."""
    args = mention.arguments
    if mention.token.tag_ == "VBG" and mention.token.dep_ in ("acl", "amod", "relcl"):
        return False  # "troops fighting rebels in the north": what they are there for
    sides = ("force", "armed", "armed_sides", "combatant")
    foes = [*args.patients, *args.preps.get("with", ()), *args.preps.get("against", ())]
    named = [w for a in args.agents for w in (a, *(c for c in a.children if c.dep_ in ("nmod", "conj")))]
    doers = [a for a in named if _is(page, a, sides)]
    return len(doers) > 1 and not foes or bool(doers) and any(_is(page, f, sides) for f in foes)


def _taken(page: Page, _: Mention) -> bool:
    """People "go missing" at somebody's hands only where the report speaks of those who take people."""
    return any(t.lemma_.lower() in TAKERS for t in page.doc)


def _led_away(page: Page, mention: Mention) -> bool:
    """People "are taken from" a place at somebody's hands: not from rubble, not to a hospital."""
    sentence = page.sentences[mention.sentence]
    armed = any(
        _is(page, a, ("armed_sides",)) or any(c.lower_ in MENACING for c in a.children) for a in mention.arguments.agents
    )
    return (armed or _taken(page, mention)) and not any(t.lemma_.lower() in SAVING for t in sentence)


def _taken_by_itself(page: Page, mention: Mention) -> bool:
    """People of whom it is only said that they "had been taken": by those of whom the report speaks, and to no hospital."""
    verb = mention.token
    if not syntax.passive(verb) or any(c.dep_ in ("prt", "dobj", "xcomp") or c.lower_ == "to" for c in verb.children):
        return False
    return _led_away(page, mention)


MENACING = frozenset({"armed", "masked", "unidentified", "unknown", "hooded"})
"""What those who take people away are said to be."""


def _unarmed(page: Page, mention: Mention) -> bool:
    """Those who march or rally are a crowd: soldiers, fighters and share prices are none."""
    agents = mention.arguments.agents
    return bool(agents) and not any(
        _is(page, a, ("force", "artillery", "aircraft", "armed_sides")) or a.lemma_.lower() in PRICES for a in agents
    )


def _gathers(_: Page, mention: Mention) -> bool:
    """Protesters make a protest where they do something in the street."""
    verb = mention.token.head
    return mention.token.dep_ in ("nsubj", "nsubjpass") and verb.pos_ == "VERB" and verb.lemma_ in GATHERING


PRICES = listed("mentions", "prices")
TAKERS = listed("mentions", "takers")
SAVING = listed("mentions", "saving")
GATHERING = listed("mentions", "gathering")


def _weapon(page: Page, mention: Mention) -> bool:
    """What is seized or found is weapons themselves."""
    patients = mention.arguments.patients
    if mention.entry.noun:
        return True
    inside = [h for p in patients for h in syntax.noun_preps(p).get("of", ())]  # "a container of rifles"
    return any(_is(page, p, ("seizable",)) for p in (*patients, *inside))


NEEDS = {
    "weapon": _weapon, "forces": _forces, "taken": _taken, "led": _led_away,
    "taken alone": _taken_by_itself, "unarmed": _unarmed, "gathers": _gathers,
    "mishap": causes.mishap,
    "sides": _sides,
}
