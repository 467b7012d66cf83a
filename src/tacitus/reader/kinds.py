"""Settles the type of a happening from all that is said of it: "attack" with "suicide", "strike" with "jets"."""

from __future__ import annotations

from tacitus.reader.grouping import Happening
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page

AIRBORNE = listed("kinds", "airborne")


def settle(page: Page, happening: Happening) -> tuple[str, str]:
    """The type and the rule that gave it. The strongest words decide; the words around them make it more exact."""
    kind = happening.type
    around = _around(page, happening)
    close = _around(page, happening, beside=True)
    if kind in ("bombing", "armed-assault", "other-violence", "landmine") and _suicide(around, kind):
        return "suicide-bombing", "type.suicide"
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
    if (
        kind in ("air-strike", "armed-assault", "bombing")
        and close & words("drone")
        and not (close & {"jet", "warplane", "helicopter"})
    ):
        if kind != "bombing" or "drone" in close:
            return "drone-strike", "type.drone"
    if happening.generic:
        return _generic(page, happening, around)
    return kind, "type.words"


def _suicide(around: set[str], kind: str) -> bool:
    if "suicide" not in around:
        return False
    return kind == "bombing" or bool(
        around & (words("explosive") | {"bomber", "blow", "attack", "attacker", "detonate"})
    )


def _generic(page: Page, happening: Happening, around: set[str]) -> tuple[str, str]:
    """Only "attack" or "killed" was said: the weapon named beside it tells the type, else who was killed."""
    if around & {"bomb", "explosive", "ied", "grenade", "dynamite", "vest"} or {"car", "bomb"} <= around:
        return "bombing", "type.weapon"
    if around & words("artillery") - {"tank", "missile", "grad", "cannon"}:
        return "shelling", "type.weapon"
    if around & words("aircraft") - {"fighter", "bomber", "aviation", "plane", "aircraft", "helicopter"}:
        return "air-strike", "type.weapon"
    if around & words("blade"):
        return "stabbing", "type.weapon"
    if any(not t.mention.entry.only_harm for t in happening.told):
        return "armed-assault", "type.attack"
    if around & (words("gun") | {"gunman", "shoot", "militant", "rebel", "gunmen", "insurgent", "attacker"}):
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
        sentence = page.sentences[told.mention.sentence]
        if beside:
            token = told.mention.token
            near = [*token.subtree, token.head, *token.head.children]
            out.update(t.lemma_.lower() for t in near)
        else:
            out.update(t.lemma_.lower() for t in sentence)
    return out
