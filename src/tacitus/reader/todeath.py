"""Counts whom a blow or a fire kills: "shot dead a doctor", "was stabbed to death", "put 200 residents to death"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tacitus.reader import agreeing, syntax
from tacitus.reader.figures import Tally, tally_of
from tacitus.reader.lexicon import listed
from tacitus.reader.page import Page

STRIKING = listed("todeath", "striking")
"""Verbs that with "dead" behind them kill: "shoot"."""
SPOKEN = listed("todeath", "spoken")
"""Verbs whose "to death" is a sentence or a manner of speaking: "condemn", "bore"."""
SUFFERED = listed("todeath", "suffered")
"""Verbs of which he who dies is the subject: "bleed", "starve"."""
REACH = 3
"""Words between a verb and its "dead" or "to death", where the parser hangs that elsewhere."""


def tallies(page: Page, index: int, known: Sequence[Tally]) -> list[Tally]:
    """The dead of one sentence whom a verb with "dead" or "to death" kills and nothing else has counted."""
    out: list[Tally] = []
    for token in page.sentences[index]:
        verb = _blow(token)
        if verb is None:
            continue
        args = syntax.verb_arguments(verb)
        hurt = args.agents if verb.lemma_ in SUFFERED or token.lower_ == "dead" and not args.patients else args.patients
        new = [h for h in hurt if not any(t.what == "killed" and _same(t, h) for t in (*known, *out))]
        found = agreeing.joined([t for h in new if (t := tally_of(page, h, "killed", verb)) is not None])
        for tally in found:
            tally.governor = verb
        out.extend(found)
    return out


def _same(tally: Tally, head: Any) -> bool:
    return bool(tally.start <= head.idx < max(tally.end, tally.start + 1) or tally.head.i == head.i)


def _blow(token: Any) -> Any:
    """The verb that a "dead", "to death" or, of fire, "alive" ends; None for any other word, or where it kills nobody."""
    if token.lower_ == "dead":
        return next((v for v in _verbs(token) if v.lemma_ in STRIKING), None)
    if token.lower_ == "alive":
        return next((v for v in _verbs(token) if v.lemma_ == "burn"), None)
    if token.lower_ == "death" and token.i > token.sent.start and token.nbor(-1).lower_ == "to":
        verb = next(_verbs(token), None)
        return None if verb is None or verb.lemma_ in SPOKEN or any(c.dep_ == "neg" for c in verb.children) else verb
    return None


def _verbs(token: Any) -> Any:
    """The verbs that a word may end: those above it, and those just before it."""
    above = [w for w in syntax.ancestors(token, 2) if w.pos_ == "VERB" and w.i < token.i]
    before = [token.doc[i] for i in range(token.i - 1, max(token.sent.start, token.i - REACH) - 1, -1)]
    return iter(above or [w for w in before if w.pos_ == "VERB"])
