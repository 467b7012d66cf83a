"""Ties a mention to its own time among those that its sentence names, or to none."""

from __future__ import annotations

from datetime import date
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.lexicon import listed, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page, Timed


def time_of(page: Page, mention: Mention, rivals: list[Mention]) -> Timed | None:
    """The time expression that belongs to a mention: nearest in the parse, not that of a verb of saying, not a rival's."""
    sentence = page.sentences[mention.sentence]
    best: tuple[float, Timed] | None = None
    for timed in page.times:
        if not (sentence.start_char <= timed.start < sentence.end_char):
            continue
        head = syntax.head_of(page.doc, timed.start, timed.end)
        if _of_saying(head, mention) or _since(page, timed) or _too_long(timed) or _of_older_clause(head, mention):
            continue
        steps = syntax.path(head, mention.token)
        other = min((syntax.path(head, r.token) for r in rivals if r.token.i != mention.token.i), default=99)
        cost = steps + (4 if other < steps else 0) + abs(head.i - mention.token.i) / 50
        if best is None or cost < best[0]:
            best = (cost, timed)
    return best[1] if best and best[0] < 12 else None


AFTERMATH = listed("settle", "aftermath")
"""Verbs of what follows an attack: their day is not the attack's."""


def _of_saying(head: Any, mention: Mention) -> bool:
    """Whether a time is that of a verb of saying ("officials said on Tuesday") rather than of what is said."""
    verb = head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    if verb.i != mention.token.i and verb.lemma_ in AFTERMATH:
        return True
    if verb.lemma_ not in words("reporting") or verb.i == mention.token.i:
        return False
    if any(
        c.dep_ == "mark" and c.lower_ == "that" and c.i < head.i < told.i
        for told in verb.children
        if told.dep_ == "ccomp"
        for c in told.children
    ):
        return False  # "said that on Friday the army shelled": what stands behind "that" is of what is said
    children = {c.dep_ for c in verb.children}
    return (
        bool(children & {"ccomp", "parataxis"})
        or verb.dep_ in ("parataxis", "ccomp")
        or mention.token.i not in {t.i for t in verb.subtree}
        or verb.lemma_ in ("say", "tell", "announce", "state", "confirm", "declare")
    )


LONGEST_DAYS = 370
"""A span of more than a year ("2009-present") says when a war was, not when something in it happened."""


def _too_long(timed: Timed) -> bool:
    if timed.when.start is None or timed.when.end is None:
        return True
    return (date.fromisoformat(timed.when.end[:10]) - date.fromisoformat(timed.when.start[:10])).days > LONGEST_DAYS


def _of_older_clause(head: Any, mention: Mention) -> bool:
    """Whether a time belongs to a clause of its own beside the mention ("since the war began in 2011")."""
    for word in [head, *syntax.ancestors(head)]:
        if word == mention.token:
            return False
        if (
            word.dep_ in ("advcl", "relcl", "acl")
            and word.pos_ in ("VERB", "AUX")
            and mention.token.i not in {t.i for t in word.subtree}
        ):
            return word.dep_ != "advcl" or any(
                c.dep_ == "mark" and c.lower_ in ("since", "until", "before", "after") for c in word.children
            )
    return False


def _since(page: Page, timed: Timed) -> bool:
    before = page.text[max(0, timed.start - 7) : timed.start].lower()
    return before.endswith(("since ", "until ")) or timed.words.lower().startswith(("since", "until"))
