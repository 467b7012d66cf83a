"""Settles the type of a happening from all that is said of it: "attack" with "suicide", "strike" with "jets"."""

from __future__ import annotations

from typing import Any

from tacitus.reader import syntax
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

AIRBORNE = listed("kinds", "airborne")
AFTERMATH = frozenset(
    {"protest", "deployment", "withdrawal", "ceasefire", "agreement", "arrest", "weapons-seized", "offensive"}
)
"""Types that the words around a happening do not make more exact."""
CLOSE_COMBAT = frozenset({"armed-assault", "other-violence", "armed-clash", "mob-violence", "torture"})


def settle(page: Page, happening: Happening) -> tuple[str, str]:
    """The type and the rule that gave it. The strongest words decide; the words around them make it more exact."""
    if happening.whole is not None and happening.generic:
        return settle(page, happening.whole)
    kind = happening.type
    if kind == "arrest" and _taken_by_rebels(happening):
        return "kidnapping", "type.rebels-take"
    if kind == "protest" and _turned_violent(page, happening):
        return "riot", "type.turned-violent"
    if kind in AFTERMATH or kind.startswith("territory"):
        return kind, "type.words"
    around = _around(page, happening)
    close = _around(page, happening, beside=True)
    exact = (
        _unmeant(page, happening, kind, around)
        or _explosive(kind, around)
        or _by_means(happening, kind, around, close)
        or _by_parties(page, happening, kind, close)
    )
    if exact is not None:
        return exact
    if happening.generic:
        return _generic(page, happening, around)
    return kind, "type.words"


def _turned_violent(page: Page, happening: Happening) -> bool:
    """Whether a protest is said to have become violent, or its crowd to have thrown things."""
    for told in happening.told:
        here = page.applying(told.mention.sentence)
        if here & THROWING and here & MISSILES:
            return True
        if here & {"violent", "violence"} and any(
            t.lemma_ in ("turn", "become", "descend", "erupt", "grow")
            and any(c.lemma_ in ("violent", "violence", "into") and c.i not in page.ruled_out for c in t.children)
            and any(w.lemma_.lower() in ("violent", "violence", "riot", "chaos") for w in t.subtree)
            for t in page.sentences[told.mention.sentence]
        ):
            return True
    return False


def _taken_by_rebels(happening: Happening) -> bool:
    """Whether those who "arrest" people are no state's men: whom rebels take is kidnapped, whatever the verb."""
    agents = {a.lemma_.lower() for t in happening.told for a in t.mention.arguments.agents if not t.mention.entry.noun}
    return bool(agents & (words("armed_sides") | {"militiaman", "bandit"})) and not agents & words("state")


def _unmeant(page: Page, happening: Happening, kind: str, around: set[str]) -> tuple[str, str] | None:
    """A blast of gas, stored goods or machines, with no word of anybody who meant it, is an accident."""
    if kind != "bombing" or any(t.mention.entry.thing for t in happening.told):
        return None
    doers = {a.lemma_.lower() for t in happening.told for a in t.mention.arguments.agents}
    if doers & (words("armed") | SABOTEURS) or around & ATTACKING:
        return None
    if doers & MACHINES and all(t.mention.entry.blast or t.mention.entry.only_harm for t in happening.told):
        return "accident", "type.machine"
    if any(t.mention.entry.generic and not t.mention.entry.only_harm for t in happening.told):
        return None
    told = {t.mention.sentence for t in happening.told}
    sentences = {n for s in told for n in range(s - 1, s + 3) if 0 <= n < len(page.sentences)}
    after = {w.lemma_.lower() for n in told for w in page.sentences[min(n + 1, len(page.sentences) - 1)]}
    if after & ATTACKING - {"bomb", "missile", "airstrike", "warplane"} or "plant" in after and "bomb" in after:
        return None
    text = " ".join(page.sentences[n].text.lower() for n in sorted(sentences))
    return ("accident", "type.accident") if any(w in text for w in UNMEANT) else None


def _explosive(kind: str, around: set[str]) -> tuple[str, str] | None:
    if kind in ("bombing", "armed-assault", "other-violence", "landmine") and _suicide(around, kind):
        return "suicide-bombing", "type.suicide"
    return None


def _by_means(happening: Happening, kind: str, around: set[str], close: set[str]) -> tuple[str, str] | None:
    """Jets, guns, drones, poison or mines beside the words make them more exact."""
    if kind in ("shelling", "air-strike", "armed-assault", "other-violence", "bombing") and _poison(close):
        return "chemical-attack", "type.poison"
    if kind == "arson":
        return _set_alight(happening)
    if kind == "shelling" and (
        close & AIRBORNE or not around & words("artillery") and (around & words("aircraft") or "air" in around)
    ):
        return "air-strike", "type.aircraft"
    if kind in ("bombing", "shelling", "armed-assault", "other-violence") and any(
        t.mention.entry.aircraft_type for t in happening.told
    ):
        if (
            close & words("aircraft")
            or "air" in close
            and {"strike", "raid", "force", "airstrike"} & close
            or "airstrike" in around
        ):
            return "air-strike", "type.aircraft"
        if kind == "armed-assault" and close & words("artillery") - {"tank", "missile"}:
            return "shelling", "type.artillery"
    if kind == "armed-assault" and close & AIRBORNE and _from_above(happening):
        return "air-strike", "type.aircraft"
    if (
        kind in ("air-strike", "armed-assault", "bombing")
        and close & words("drone")
        and not (close & {"jet", "warplane", "helicopter"})
    ):
        if kind != "bombing" or "drone" in close:
            return "drone-strike", "type.drone"
    return None


def _set_alight(happening: Happening) -> tuple[str, str] | None:
    """What drones, jets or guns set on fire was struck: the fire is what came of it."""
    agents = [a for t in happening.told for a in t.mention.arguments.agents]
    doers = {w.lemma_.lower() for a in agents for w in (a, *(c for c in a.children if c.dep_ == "compound"))}
    means = (("drone", "drone-strike"), ("aircraft", "air-strike"), ("artillery", "shelling"))
    found = next(((kind, f"type.{name}") for name, kind in means if doers & words(name)), None)
    return ("armed-assault", "type.killing") if found is None and _killed_first(happening) else found


def _killed_first(happening: Happening) -> bool:
    """ "Gunmen killed six at a church and then set it on fire": the fire came after the killing, and is not how it was done."""
    fires = [t.mention.token for t in happening.told if not t.mention.entry.only_harm and not t.mention.entry.generic]
    killing = [
        t.mention.token
        for t in happening.told
        if t.mention.entry.harm == "killed" and t.mention.arguments.agents and t.mention.arguments.patients
    ]
    return any(k.i < f.i and f not in syntax.ancestors(k) for k in killing for f in fires) and not any(
        f.i < k.i for k in killing for f in fires
    )


def _poison(close: set[str]) -> bool:
    return bool(
        close & {"chlorine", "sarin", "phosgene"}
        or "gas" in close
        and close & {"poison", "poisonous", "toxic", "mustard", "nerve"}
    )


def _from_above(happening: Happening) -> bool:
    """Whether aircraft themselves do it ("helicopters fired on the column")."""
    return any(a.lemma_.lower() in AIRBORNE for t in happening.told for a in t.mention.arguments.agents)


def _by_parties(page: Page, happening: Happening, kind: str, close: set[str]) -> tuple[str, str] | None:
    """Who does it to whom: the state to a crowd, a crowd to the state, somebody to a captive or to one chosen person."""
    told = happening.told
    agents = {a.lemma_.lower() for t in told for a in t.mention.arguments.agents}
    patients = {p.lemma_.lower() for t in told for p in t.mention.arguments.patients}
    patients |= {
        p.lemma_.lower()
        for t in told
        for prep in ("at", "on", "into", "with", *(("between",) if kind == "armed-clash" else ()))
        for p in t.mention.arguments.preps.get(prep, ())
    }
    crowd, state = words("crowds"), words("state")
    if kind == "kidnapping" and (taking := _taking(happening, agents)) is not None:
        return taking
    if kind == "armed-clash":
        return _crowds_clash(told, close)
    if kind in CLOSE_COMBAT | {"massacre"} and agents & state and (patients & crowd or not patients and close & crowd):
        return "excessive-force", "type.police-crowd"
    if kind in CLOSE_COMBAT and agents & {"mob", "crowd", "villager", "vigilante", "rioter"} and patients:
        return "mob-violence", "type.mob"
    if kind in ("armed-assault", "other-violence", "stabbing"):
        return _chosen(page, happening)
    return None


def _taking(happening: Happening, agents: set[str]) -> tuple[str, str] | None:
    """What taking people is that is no kidnapping: a fight in which others died, or an arrest by a state's men."""
    told = [t.mention for t in happening.told]
    takings = [m for m in told if m.type == "kidnapping"]
    if {m.token.lemma_ for m in takings} == {"capture"} and any(m.entry.harm == "killed" for m in told):
        return "armed-assault", "type.captured-in-a-fight"
    lawful = agents & words("state") and not agents & ABDUCTORS
    return ("arrest", "type.police-take") if lawful and all(m.entry.object for m in takings) else None


def _crowds_clash(told: list[Told], close: set[str]) -> tuple[str, str] | None:
    """A clash with a crowd is no battle: with the police it is a riot, of two crowds without arms the violence of mobs."""
    clashes = [t.mention.arguments for t in told if t.mention.type == "armed-clash"]
    behind = [p for a in clashes for prep in ("with", "between", "against") for p in a.preps.get(prep, ())]
    sides = {p.lemma_.lower() for a in clashes for p in (*a.agents, *a.patients)} | {p.lemma_.lower() for p in behind}
    parties, crowd = close | sides, words("crowds")
    if parties & crowd and parties & words("state") and not parties & ARMED_SIDES:
        return "riot", "type.crowd-police"
    people = sides & (crowd | RIVALS)
    if people and not sides & (words("armed") - crowd) and not close & (words("gun") | words("artillery")):
        return "mob-violence", "type.crowds"
    return None


MACHINES = listed("kinds", "machines")
"""What blows up by itself where nobody is said to have meant it."""
RIVALS = listed("kinds", "rivals")
"""People who fight each other without being an armed side."""


def _chosen(page: Page, happening: Happening) -> tuple[str, str] | None:
    """A captive put to death is an execution; one named or high person killed is an assassination."""
    for told in happening.told:
        if told.mention.entry.noun and told.mention.token.lemma_.lower() not in KILLINGS:
            continue
        if not told.mention.entry.noun and told.mention.token.lemma_.lower() not in KILLING:
            continue
        sufferers = told.mention.arguments.patients
        if told.mention.entry.noun:
            sufferers = [*sufferers, *told.mention.arguments.preps.get("of", ())]
        few = len(sufferers) <= 2
        alone = [t.head for t in happening.tallies if t.what == "killed" and t.low == t.high == 1]
        for head in [*sufferers, *alone]:
            phrase = {head.lemma_.lower()} | {
                w
                for c in head.children
                if c.dep_ in ("amod", "compound", "acl", "relcl", "appos")
                for w in (c.lemma_.lower(), c.lower_)
            }
            if head.lemma_.lower() in words("captive") or phrase & CAPTURED:
                return "execution", "type.captive"
            if few and _one_chosen(page, head, phrase):
                return "assassination", "type.chosen"
    return None


def _one_chosen(page: Page, head: Any, phrase: set[str]) -> bool:
    """Whether a phrase means one person of name or office, and not a fighter or one of a number."""
    if (
        head.tag_ in ("NNS", "NNPS")
        or head.pos_ == "PRON"
        or phrase & words("armed") - {"group", "government", "military", "army", "police"}
    ):
        return False
    if any(c.dep_ == "nummod" for c in head.children):
        return False
    low = head.lemma_.lower()
    if low in OFFICES or any(w in OFFICES for w in phrase if w in words("office")):
        return True
    named = [head, *(c for c in head.children if c.dep_ == "appos")]  # "a doctor, Salim Anwar"
    return any(page.is_person(n.idx, n.idx + len(n)) for n in named)


THROWING, MISSILES = listed("kinds", "throwing"), listed("kinds", "missiles")
BANDITS = listed("kinds", "bandits")
SABOTEURS = listed("kinds", "saboteurs")
ATTACKING = listed("kinds", "attacking")
UNMEANT = listed("kinds", "unmeant")
ABDUCTORS = listed("mentions", "takers")
ARMED_SIDES = words("armed_sides")
KILLING = listed("kinds", "killing")
KILLINGS = listed("kinds", "killings")
CAPTURED = words("taken")
OFFICES = words("office") | listed("kinds", "offices")


def _suicide(around: set[str], kind: str) -> bool:
    if "suicide" not in around:
        return False
    return kind == "bombing" or bool(
        around & (words("explosive") | {"bomber", "blow", "attack", "attacker", "detonate"})
    )


def _generic(page: Page, happening: Happening, around: set[str]) -> tuple[str, str]:
    """Only "attack" or "killed" was said: the weapon named beside it tells the type, else who was killed."""
    searched = all(t.mention.token.lemma_.lower() == "raid" for t in happening.told)  # by police, for those who bombed
    if not searched and around & {"bomb", "explosive", "ied", "grenade", "dynamite", "vest"}:
        return "bombing", "type.weapon"
    if around & words("artillery") - {"tank", "missile", "grad", "cannon"}:
        return "shelling", "type.weapon"
    if around & words("aircraft") - {"fighter", "bomber", "aviation", "plane", "aircraft", "helicopter"}:
        return "air-strike", "type.weapon"
    if around & words("blade"):
        return "stabbing", "type.weapon"
    if any(not t.mention.entry.only_harm for t in happening.told):
        return "armed-assault", "type.attack"
    agents = [a for t in happening.told for a in t.mention.arguments.agents]
    doers = {w.lemma_.lower() for a in agents for w in (a, *(c for c in a.children if c.dep_ == "compound"))}
    armed = words("gun") | {"gunman", "shoot", "militant", "rebel", "gunmen", "insurgent", "attacker"}
    if doers & (words("armed_sides") | BANDITS) or around & armed:
        return "armed-assault", "type.armed"
    single = [t for t in happening.tallies if t.what == "killed" and t.named]
    if single and any(
        w.lemma_.lower() in words("office")
        for t in single
        for w in page.doc.char_span(t.start, t.end, alignment_mode="expand") or ()
    ):
        return "assassination", "type.office"
    return "other-violence", "type.harm"


def _around(page: Page, happening: Happening, *, beside: bool = False) -> set[str]:
    """Lemmas of the sentences (or, beside, of the clauses) in which the happening is told by its strongest words."""
    strongest = max(t.mention.entry.weight for t in happening.told)
    out: set[str] = set()
    for told in happening.told:
        if not beside and told.mention.entry.weight < strongest - 1.5 and not happening.generic:
            continue
        if told.mention.sentence > happening.first.mention.sentence + 8:
            continue
        if beside:
            token = told.mention.token
            near = {t.i for t in (*token.subtree, token.head, *token.head.children)}
            out.update(page.lemmas[i] for i in near - page.ruled_out)
        else:
            out |= page.applying(told.mention.sentence)
    return out
