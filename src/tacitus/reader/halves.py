"""Parts a sentence that tells of several happenings in several places: "shelling in X and clashes in Y"."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from tacitus.reader.lexicon import listed
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

JOINING = listed("settle", "joining")
"""Words that put one happening beside another: "and", "while", "as"."""


def seams(page: Page, mentions: Sequence[Mention]) -> dict[int, list[int]]:
    """By sentence, the code points at which it turns to another happening elsewhere; sentences that do not are left out."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    found = {at: cuts(page, at, told) for at, told in by_sentence.items() if len(told) > 1}
    return {at: there for at, there in found.items() if there}


def cuts(page: Page, sentence: int, mentions: Sequence[Mention]) -> list[int]:
    """Code points at which a sentence turns to another happening elsewhere, in order; mostly none.

    A joining word is one only if what stands on either side of it, as far as the next, names a happening and a place.
    """
    span = page.sentences[sentence]
    joints = [t.idx for t in span if t.lower_ in JOINING]
    told = sorted(m.token.idx for m in mentions if m.sentence == sentence)
    where = sorted(p.mention.start for p in page.places_in(span.start_char, span.end_char) if not p.mention.demonym)
    out: list[int] = []
    for n, seam in enumerate(joints):
        before = out[-1] if out else span.start_char
        until = joints[n + 1] if n + 1 < len(joints) else span.end_char
        after = _any(told, seam, until) and _any(where, seam, span.end_char)
        if after and _any(told, before, seam) and _any(where, before, seam):
            out.append(seam)
    return out


def _any(starts: list[int], low: int, high: int) -> bool:
    """Whether a sorted list holds a number from low up to, not including, high."""
    at = bisect.bisect_left(starts, low)
    return at < len(starts) and starts[at] < high


def apart(seams: Sequence[int], one: int, other: int) -> bool:
    """Whether a seam lies between two code points."""
    return bisect.bisect_right(seams, one) != bisect.bisect_right(seams, other)
