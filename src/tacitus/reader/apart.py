"""Keeps two happenings of one kind apart that each have a toll of their own: "a blast killed three; a second one killed five"."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, Any

from tacitus.reader import halves, nearness, wording
from tacitus.reader.fitting import EXACT
from tacitus.reader.lexicon import mapped
from tacitus.reader.page import Page

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told

HARM_VERBS = mapped("figures", "harm_verbs")
REACH = 40
"""Code points behind a verb of harm within which its figure begins."""
Toll = tuple[str, int | None, int | None]
"""What was done to people, and the bounds of their number; both None where none is said."""


def own_toll(page: Page, item: Told) -> Toll | None:
    """The harm that the noun itself is said to do ("a blast killed nine", "a bomb went off, killing six"); None if none."""
    token = item.mention.token
    if not item.mention.entry.noun or token.dep_ != "nsubj":
        return None
    verbs = [token.head, *(c for c in token.head.children if c.dep_ in ("advcl", "conj") and c.i > token.head.i)]
    harmful = next((v for v in verbs if v.lemma_.lower() in HARM_VERBS), None)
    if harmful is None:
        return None
    low, high = _figure(page, harmful)
    return HARM_VERBS[harmful.lemma_.lower()], low, high


def _figure(page: Page, verb: Any) -> tuple[int | None, int | None]:
    first = bisect.bisect_right(page.quantities, verb.idx, key=lambda q: q.start)
    end = min(verb.idx + REACH, verb.sent.end_char)
    if first < len(page.quantities) and page.quantities[first].start < end:
        return page.quantities[first].low, page.quantities[first].high
    return None, None


def told_apart(happening: Happening, item: Told) -> bool:
    """Whether a mention brings in a toll of its own that is not the one told of the happening."""
    mine = item.toll
    if mine is None or wording.definite(item):
        return False
    known = [t.toll for t in happening.told if t.toll is not None and not t.in_title]
    if wording.new(item):
        return all(mine != theirs for theirs in known)
    return wording.indefinite(item) and any(_contradict(mine, theirs) for theirs in known)


def beyond_a_seam(page: Page, happening: Happening, item: Told) -> bool:
    """Whether the sentence has turned to another place since it told of the happening: "shelling in X, and a bomb near Y"."""
    beside = [t for t in happening.told if t.mention.sentence == item.mention.sentence]
    cuts = page.seams.get(item.mention.sentence, ())
    if not cuts or not beside or not all(halves.apart(cuts, t.mention.token.idx, item.mention.token.idx) for t in beside):
        return False
    return all(_elsewhere(t, item) for t in beside)


def _elsewhere(one: Told, other: Told) -> bool:
    """Whether each has a place of its own, and neither holds the other."""
    if one.located is None or other.located is None or one.located.place is None or other.located.place is None:
        return False
    fine = {one.located.place.precision, other.located.place.precision} <= EXACT
    return fine and nearness.places_agree(one.located, other.located) < 1


def _contradict(one: Toll, other: Toll) -> bool:
    """Whether both count the same harm and no number fits both."""
    if one[0] != other[0] or None in (one[1], other[1]):
        return False
    low = max(one[1] or 0, other[1] or 0)
    highs = [toll[2] for toll in (one, other) if toll[2] is not None]
    return bool(highs) and low > min(highs)
