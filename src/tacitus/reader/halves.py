"""Parts a sentence that tells of several happenings in several places: "shelling in X and clashes in Y"."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from typing import Any

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
    joints = [t.idx for t in span if t.lower_ in JOINING and not _share(page, t)]
    told = sorted(m.token.idx for m in mentions if m.sentence == sentence)
    where = sorted(p.mention.start for p in page.places_in(span.start_char, span.end_char) if not p.mention.demonym)
    out: list[int] = []
    for n, seam in enumerate(joints):
        before = out[-1] if out else span.start_char
        until = joints[n + 1] if n + 1 < len(joints) else span.end_char
        after = _any(told, seam, until) and _any(where, seam, span.end_char)
        if after and not _in_list(page, seam, span) and _any(told, before, seam) and _any(where, before, seam):
            out.append(seam)
    return out


def _share(page: Page, joint: Any) -> bool:
    """Whether a share of what was just told follows: "nine were killed in X and 12 in Y"."""
    if joint.i + 2 >= len(page.doc):
        return False
    return bool(page.doc[joint.i + 1].like_num and page.doc[joint.i + 2].pos_ == "ADP")


LIST_WORDS = re.compile(r"\s*(?:\w+\s+)?(?:(?:in|on|at|near)\s+)?(?:the\s+)?$")


def _in_list(page: Page, seam: int, span: Any) -> bool:
    """Whether a joining word stands between two places of a list: "in X and Y"."""
    here = page.places_in(span.start_char, span.end_char)
    before = max((p.mention.end for p in here if p.mention.end <= seam), default=-1)
    after = min((p.mention.start for p in here if p.mention.start > seam), default=-1)
    if before < 0 or after < 0:
        return False
    return not page.text[before:seam].strip(" ,") and LIST_WORDS.match(page.text[seam:after]) is not None


def _any(starts: list[int], low: int, high: int) -> bool:
    """Whether a sorted list holds a number from low up to, not including, high."""
    at = bisect.bisect_left(starts, low)
    return at < len(starts) and starts[at] < high


def apart(seams: Sequence[int], one: int, other: int) -> bool:
    """Whether a seam lies between two code points."""
    return bisect.bisect_right(seams, one) != bisect.bisect_right(seams, other)
