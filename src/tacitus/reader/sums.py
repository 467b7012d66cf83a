"""Holds the figures of one happening against each other: parts against their whole, a rise against what it rose to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tacitus.reader.figures import Tally
from tacitus.reader.page import Page
from tacitus.record import Doubt

KIND = "figures"
SIDES = ("security", "fighter", "civilian")
"""Kinds of victim of which nobody is two at once; a child is mostly a civilian, too."""
WHOLLY = re.compile(r"[:–—]\s*$")
"""Before a list that says what a whole is made of, with nobody left over."""
_RISE = re.compile(
    r"\b(?:rose|risen|rises?|rising|rais\w+|climb\w*|increas\w+|jump\w*|grew|grown|soar\w*|surg\w+)\b", re.IGNORECASE
)
_FALL = re.compile(r"\b(?:fell|fallen|falls?|falling|lower\w*|drop\w*|reduc\w+|cut|declin\w+)\b", re.IGNORECASE)


def doubts(page: Page, tallies: Sequence[Tally]) -> list[Doubt]:
    """What does not add up in the figures that a report gives for one happening; empty where all may be true."""
    found = list(_of_parts(page, tallies))
    found += _of_changes(page, tallies)
    found += _of_speakers(page, tallies)
    return list({d.why: d for d in found}.values())


def _of_parts(page: Page, tallies: Sequence[Tally]) -> Iterator[Doubt]:
    for whole in tallies:
        if whole.part or whole.several or whole.low is None and whole.high is None:
            continue
        parts = _parts(page, whole, tallies)
        if not parts:
            continue
        wholly = WHOLLY.search(page.text[whole.end : parts[0].start]) is not None
        least = sum(p.low or 0 for p in (parts if wholly else _apart(parts)))
        most = sum(p.high or 0 for p in parts) if wholly and all(p.high is not None for p in parts) else None
        if whole.high is not None and least > whole.high or most is not None and most < (whole.low or 0):
            come = least if least > (whole.high or 0) else most
            yield _doubt(page, [whole, *parts], f"the parts come to {come}, the whole is {_said(whole)}")


def _parts(page: Page, whole: Tally, tallies: Sequence[Tally]) -> list[Tally]:
    """The parts of a whole that its sentence names behind it, up to the next whole figure."""
    sentence = page.sentence(whole.start)
    behind = sorted((t for t in tallies if t.start >= whole.end and t.what == whole.what), key=lambda t: t.start)
    out: list[Tally] = []
    for tally in behind:
        if page.sentence(tally.start) != sentence or not tally.part:
            break
        if tally.number is not None and all(tally.start >= t.end for t in out):
            out.append(tally)
    return out


def _apart(parts: list[Tally]) -> list[Tally]:
    """Parts of which nobody can be in two: those of sides, one of each kind, or the largest alone."""
    sides = [max((p for p in parts if p.kind == kind), key=lambda p: p.low or 0, default=None) for kind in SIDES]
    told = [p for p in sides if p is not None]
    return told if len(told) > 1 else [max(parts, key=lambda p: p.low or 0)]


def _of_changes(page: Page, tallies: Sequence[Tally]) -> Iterator[Doubt]:
    """ "rose to 44 from 57": the words say one thing, the figures another."""
    for tally in tallies:
        if not tally.revised or tally.number is None or tally.low is None:
            continue
        sentence = page.sentences[page.sentence(tally.start)]
        earlier = _left(page, sentence.start_char, sentence.end_char)
        if earlier is None or earlier == tally.low:
            continue
        words = page.text[sentence.start_char : sentence.end_char]
        rose, fell = _RISE.search(words), _FALL.search(words)
        if bool(rose) == bool(fell):
            continue
        if rose and tally.low < earlier or fell and tally.low > earlier:
            verb = "risen" if rose else "fallen"
            yield _doubt(page, [tally], f"said to have {verb} to {tally.low}, from {earlier}")


def _left(page: Page, start: int, end: int) -> int | None:
    """The figure that a toll has left behind, in the sentence between these code points: the one behind "from"."""
    for quantity in page.quantities:
        before = page.text[max(start, quantity.start - 12) : quantity.start].lower().split()
        if start <= quantity.start < end and before[-1:] == ["from"] and quantity.low is not None:
            return quantity.low
    return None


def _of_speakers(page: Page, tallies: Sequence[Tally]) -> Iterator[Doubt]:
    """Two who are named give whole figures that cannot both be true."""
    wholes = [t for t in tallies if not t.part and t.speaker and t.kind is None and not t.cumulative and not t.named]
    for n, one in enumerate(wholes):
        for other in wholes[n + 1 :]:
            if one.what == other.what and one.speaker != other.speaker and not (one.running or other.running):
                if not _meet(one, other):
                    why = f"{one.speaker} says {_said(one)}, {other.speaker} says {_said(other)}"
                    yield _doubt(page, [one, other], why)


def _meet(one: Tally, other: Tally) -> bool:
    low = max(one.low or 0, other.low or 0)
    highs = [t.high for t in (one, other) if t.high is not None]
    return not highs or low <= min(highs)


def _said(tally: Tally) -> str:
    if tally.low == tally.high:
        return str(tally.low)
    if tally.high is None:
        return f"{tally.low} or more"
    return f"up to {tally.high}" if tally.low is None else f"{tally.low} to {tally.high}"


def _doubt(page: Page, tallies: Sequence[Tally], why: str) -> Doubt:
    quotes = [page.quote(t.start, t.end) for t in tallies]
    return Doubt(kind=KIND, field=f"counts.{tallies[0].what}", why=why, quotes=quotes)
