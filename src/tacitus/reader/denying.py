"""Denials: who says that something did not happen, and which happening of the report that is said against."""

from __future__ import annotations

from typing import Any

from tacitus import ontology
from tacitus.reader import fitting, syntax
from tacitus.reader.grouping import Happening, Told
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.status import Verdict

SAID_NOT = "status.said-not"
"""The rule by which something is denied that somebody says did not happen; it counts only beside a report that it did."""
NEGATED = frozenset({"status.negated", "status.nobody"})
KIN = 0.8
"""How well kinds must fit: an attack and a shelling do, an arson beside an assault does not."""
REAL = frozenset({"reported", "alleged", "claimed"})
ANYBODY = listed("denying", "anybody")


def said_not(mention: Mention, verdict: Verdict) -> Verdict:
    """A verdict that something did not happen as somebody's denial, where the report tells who says so."""
    if verdict.status != "negated" or verdict.rule not in NEGATED:
        return verdict
    said = _saying(mention.token)
    return verdict if said is None else Verdict("denied", SAID_NOT, said)


def _saying(token: Any) -> Any:
    """The verb of saying in whose clause a word stands ("the minister said that no pupils had been abducted")."""
    below = token
    for word in syntax.ancestors(token, 8):
        speaks = word.pos_ == "VERB" and word.lemma_.lower() in words("reporting")
        if speaks and below.dep_ in ("ccomp", "xcomp", "parataxis"):
            return word
        if below.dep_ in ("ROOT", "relcl") or below.dep_ == "advcl":
            return None
        below = word
    # "Police did not fire, the minister said": the verb of saying hangs on what was said
    top = below
    return next(
        (c for c in top.children if c.dep_ in ("parataxis", "ccomp") and c.lemma_.lower() in words("reporting")), None
    )


def parted(told: list[Told]) -> tuple[list[Told], list[Told]]:
    """What is told to have happened or is denied in so many words, and what somebody only says did not happen."""
    return [t for t in told if t.verdict.rule != SAID_NOT], [t for t in told if t.verdict.rule == SAID_NOT]


def attach(happenings: list[Happening], said_not: list[Told]) -> list[Happening]:
    """The happenings, with what is only denied made a denial of the one that the report tells of.

    A denial of what nobody else tells stays a happening of its own, with the status "denied"; but where it is not
    denied in so many words ("said that there had been no attack"), nothing.
    """
    for item in said_not:
        host = _host(happenings, Happening([item]))
        if host is not None:
            host.denials.append(item)
    out: list[Happening] = []
    for happening in happenings:
        if any(t.verdict.status != "denied" for t in happening.told):
            happening.told, against = _split(happening)
            happening.denials.extend(against)
            out.append(happening)
            continue
        host = _host(happenings, happening)
        if host is not None:
            host.denials.extend(happening.told)
        else:
            out.append(happening)
    return out


def _split(happening: Happening) -> tuple[list[Told], list[Told]]:
    """What tells of a happening, and what only says that it was not: the former alone gives it its type and status."""
    if happening.first.verdict.status == "denied":
        return happening.told, []
    real = [t for t in happening.told if t.verdict.status != "denied"]
    return real, [t for t in happening.told if t.verdict.status == "denied"]


def _host(happenings: list[Happening], denied: Happening) -> Happening | None:
    """The happening that a denial speaks of: of its kind, with no day or place against it, the nearest told before it."""
    at = denied.first.mention.sentence
    found = [
        (score, -abs(at - _last_before(host, at)), n)
        for n, host in enumerate(happenings)
        if host is not denied and (score := _speaks_of(host, denied)) is not None
    ]
    return happenings[max(found)[2]] if found else None


def _last_before(host: Happening, at: int) -> int:
    return max((t.mention.sentence for t in host.told if t.mention.sentence <= at), default=host.first.mention.sentence)


def _speaks_of(host: Happening, denied: Happening) -> float | None:
    """How well a denial fits a happening that is told of; None where it is another one."""
    if host.first.verdict.status not in REAL or not ontology.load().types[host.type].counts_as_violence:
        return None
    item = denied.first
    if host.first.mention.sentence > item.mention.sentence:
        return None
    kind = max((k for t in denied.told if (k := fitting.kind(host, t)) is not None), default=None)
    if kind is None or kind < KIN:
        return None
    if not all(fitting.time_fits(host, t) for t in denied.told):
        return None
    where = max(fitting.place_fits(host, t) for t in denied.told)
    if where < 0 or where < 0.5 and not _of_those(host, denied):
        return None
    return where


def _of_those(host: Happening, denied: Happening) -> bool:
    """Whether nobody else is named as hurt or hit than those whom the happening's own sentences name."""
    hit = [p for t in denied.told for p in t.mention.arguments.patients if p.pos_ in ("NOUN", "PROPN")]
    named = {w.lemma_.lower() for t in host.told for w in t.mention.token.sent}
    return all(p.lemma_.lower() in named | ANYBODY for p in hit)
