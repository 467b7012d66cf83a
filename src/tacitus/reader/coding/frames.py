"""Finds the event of a sentence by its verbs: what is done, or only meant, refused, asked for or threatened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from tacitus.reader.coding.parties import table

DEEPEST = 6
"""Clauses below the main one that are looked at; deeper ones tell of something else."""
OPEN = ("xcomp", "ccomp", "pcomp", "acl", "relcl", "advcl", "conj", "prep", "dobj", "attr", "acomp", "pobj")
MOOD = 0.5
"""How well the mood of an unknown verb fits, beside 1 for a verb of the tables."""
CONDITIONS = ("with", "particle", "subject")
NOUNS = ("dobj", "attr", "nsubjpass", "pobj", "oprd", "dep", "acomp", "prt", "advmod")


@dataclass(frozen=True, slots=True)
class Found:
    """An event, the verb or noun that tells it, the verb that governs it (who does it), and how well the frame fits."""

    event: str
    token: Any
    governor: Any
    fit: float


@cache
def _frames() -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """Frames by verb, the more demanding ones first, and nouns that tell an event."""
    verbs: dict[str, list[dict[str, Any]]] = {}
    nouns: dict[str, str] = {}
    for kind in ("leads", "frame"):
        for raw in table("frames")[kind]:
            frame = {"lead": kind == "leads", "event": raw["event"]}
            frame |= {key: frozenset(raw[key]) for key in CONDITIONS if key in raw}
            for verb in raw["verbs"]:
                verbs.setdefault(verb, []).append(frame)
            for noun in raw.get("nouns", ()):
                nouns.setdefault(noun, raw["event"])
    for verb, frames in verbs.items():
        frames += verbs["*"] if verb != "*" else []
        frames.sort(key=lambda f: (-sum(key in f for key in CONDITIONS), len(f.get("with", ()))))
    return verbs, nouns


@cache
def _words(part: str, key: str) -> frozenset[str]:
    return frozenset(table("frames")[part][key])


def cooperative(event: str) -> bool:
    """Whether a category is one of cooperation."""
    return event in _words("meant", "cooperative")


def event(root: Any) -> Found | None:
    """The event that the sentence under `root` tells first, by what leads it and what is led; None where no frame fits."""
    return _read(root, root, 0)


def main(root: Any) -> Any:
    """The verb of the main clause, or of what it reports: "said that troops had entered"."""
    token = root
    for _ in range(DEEPEST):
        clauses = [c for c in token.children if c.dep_ == "ccomp"]
        if token.lemma_.lower() not in _words("says", "verbs") or not clauses:
            break
        token = clauses[0]
    return token


def _read(token: Any, governor: Any, depth: int) -> Found | None:
    if depth > DEEPEST:
        return None
    lemma = token.lemma_.lower()
    frame = _frame(token)
    if frame is None:
        return _below(token, governor, depth) or _mood(token, governor)
    here = Found(frame["event"], token, token if token.pos_ in ("VERB", "AUX") else governor, _fit(frame))
    if lemma in _words("says", "verbs") and "with" not in frame and (inner := _clause(token, depth)):
        return inner
    if frame["lead"]:
        return _led(here, depth)
    return _modal(here, token)


def _fit(frame: dict[str, Any]) -> float:
    return 1.0 + min(2, sum(key in frame for key in CONDITIONS))


def _frame(token: Any) -> dict[str, Any] | None:
    """The most demanding frame that fits a verb."""
    if token.pos_ not in ("VERB", "AUX") and token.dep_ != "ROOT":
        return None
    frames = _frames()[0].get(token.lemma_.lower(), _frames()[0]["*"])
    if all(not any(key in frame for key in CONDITIONS) for frame in frames):
        return frames[0] if frames else None
    found = {
        "with": _around(token), "subject": _doers(token),
        "particle": {word for c in token.children for word in (c.lemma_.lower(), c.lower_)},
    }  # fmt: skip
    for frame in frames:
        if all(found[key] & frame[key] for key in CONDITIONS if key in frame):
            return frame
    return None


def _doers(token: Any) -> set[str]:
    """Lemmas of who does it, with what stands before those nouns or behind "of"."""
    heads = [c for c in token.children if c.dep_ == "nsubj"]
    heads += [n for c in token.children if c.dep_ == "agent" for n in c.children]
    return {t.lemma_.lower() for h in heads for t in h.subtree if t.dep_ != "relcl" and abs(t.i - h.i) < 5}


def _around(token: Any) -> set[str]:
    """Lemmas of what a verb has as object or complement, behind its prepositions, and of what stands before those nouns."""
    out: set[str] = set()
    waiting = [(c, 0) for c in token.children]
    while waiting:
        child, depth = waiting.pop()
        if child.dep_ in ("prep", "agent", "prt", "advmod"):
            out.add(child.lemma_.lower())
            waiting += [(c, depth) for c in child.children]
        elif child.dep_ in NOUNS or child.dep_ in ("compound", "amod", "conj", "nmod", "dative", "pcomp") and depth <= 3:
            if child.pos_ != "VERB":
                out.add(child.lemma_.lower())
                out.add(child.lower_)
                waiting += [(c, depth + 1) for c in child.children if depth < 3]
        elif child.dep_ == "nsubjpass" and depth == 0:
            out.add(child.lemma_.lower())
            waiting += [(c, 2) for c in child.children]
    return out


def _below(token: Any, governor: Any, depth: int) -> Found | None:
    """The event below a word that tells none itself: in its clause first, then in its nouns."""
    inner = _clause(token, depth)
    if inner is not None:
        return _modal(inner, token)
    doer = token if token.pos_ in ("VERB", "AUX") else governor
    for child in sorted(token.children, key=lambda c: (OPEN.index(c.dep_) if c.dep_ in OPEN else 99, c.i)):
        if child.dep_ in NOUNS and child.pos_ in ("NOUN", "PROPN") and (told := _noun(child)):
            return _modal(Found(told, child, doer, 0.6), token)
        if child.dep_ in ("prep", "dobj", "attr", "pobj", "advcl", "conj", "acomp", "relcl", "acl", "agent"):
            if found := _read(child, doer, depth + 1):
                return _modal(found, token)
    for child in token.children:
        if child.dep_ in ("nsubj", "nsubjpass") and (told := _noun(child)):
            return _modal(Found(told, child, doer, 0.6), token)
    return None


def _noun(token: Any) -> str | None:
    return _frames()[1].get(token.lemma_.lower()) or _frames()[1].get(token.lower_)


def _clause(token: Any, depth: int) -> Found | None:
    """The event of the clause that a verb takes, or of the verb joined to it."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "pcomp") or child.dep_ == "acomp":
            doer = child if child.pos_ in ("VERB", "AUX") else token
            if found := _read(child, doer, depth + 1):
                return found
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pcomp" and (found := _read(inner, token, depth + 1)):
                    return found
    return None


def _led(lead: Found, depth: int) -> Found:
    """A verb that leads a deed: to agree to strike is a threat, to refuse not to is none."""
    token = lead.token
    if lead.event == "AGREE":
        inner = _clause(token, depth)
        if negated(token):
            return Found("REJECT", token, token, lead.fit)
        if inner is not None and inner.event in ("REJECT", "DEMAND") and inner.fit > 1:
            return inner
        if inner is not None and inner.event in _words("meant", "conflict"):
            return Found("THREATEN", token, token, lead.fit)
    return lead


def _modal(found: Found, verb: Any) -> Found:
    """What an event becomes under the verb's auxiliaries: meant, refused, or called for."""
    if found.event in ("REJECT", "DEMAND", "AGREE", "THREATEN"):
        return found
    modals, ready = _modals(verb), _readiness(verb)
    warns = bool(modals & _words("may", "modals")) and not cooperative(found.event)
    if modals & _words("must", "modals") or _wants(verb):
        return Found("DEMAND", found.token, found.governor, found.fit)
    if ready & _words("ahead", "unready") or negated(verb) and cooperative(found.event):
        return Found("REJECT", found.token, found.governor, found.fit)
    above = verb is not found.token and verb.lemma_ != "be" and verb.lemma_.lower() in _words("ahead", "verbs")
    due = verb.lemma_ == "be" and any(c == found.token and c.dep_ == "xcomp" for c in verb.children)
    if above or due or warns or modals & _words("ahead", "modals") or ready & _words("ahead", "ready"):
        event = "AGREE" if cooperative(found.event) else "THREATEN"
        return Found(event, found.token, found.governor, found.fit)
    return found


def _modals(verb: Any) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ == "aux"}


def must(verb: Any) -> bool:
    """Whether it is said that the deed must be done."""
    return bool(_modals(verb) & _words("must", "modals"))


def _readiness(verb: Any) -> set[str]:
    """What somebody is said to be: "ready", "unwilling"."""
    return {c.lemma_.lower() for c in verb.children if c.dep_ in ("acomp", "attr")} if verb.lemma_ == "be" else set()


def _wants(verb: Any) -> bool:
    """Whether somebody wants another one to do something."""
    clauses = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp")]
    return verb.lemma_ in ("want", "wish") and any(g.dep_ == "nsubj" for c in clauses for g in c.children)


def _mood(verb: Any, governor: Any) -> Found | None:
    """What the mood alone tells where no frame names the deed: it must be done, will not be, or somebody is ready to."""
    doer = verb if verb.pos_ in ("VERB", "AUX") else governor
    modals, ready = _modals(verb), _readiness(verb)
    if modals & _words("must", "modals") or _wants(verb):
        return Found("DEMAND", verb, doer, MOOD)
    if ready & _words("ahead", "unready") or negated(verb) and modals & _words("ahead", "modals"):
        return Found("REJECT", verb, doer, MOOD)
    if ready & _words("ahead", "ready"):
        return Found("AGREE", verb, doer, MOOD)
    return None


def negated(verb: Any) -> bool:
    """Whether "not", "never" or "no longer" stands by the verb."""
    return any(c.dep_ == "neg" for c in verb.children)
