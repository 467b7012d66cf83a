"""Tells one of several attacks from the several: "the first blast", "the deadliest attack", "a wave across the country"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tacitus.reader.lexicon import listed

if TYPE_CHECKING:
    from tacitus.reader.grouping import Happening, Told

ORDINALS = {
    "first": 1, "one": 1, "second": 2, "other": 2, "another": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
}  # fmt: skip
EXTREME = -1
"""Stands for "the deadliest", "the worst": one of several, whichever it is."""
EXTREMES = listed("grouping", "extremes")
SEVERAL = listed("grouping", "several")
PLURAL = ("NNS", "NNPS")
WIDE = frozenset({"country", "province"})
"""Where a wave of attacks is said to have been; each of them was in a town."""


def ordinal(item: Told) -> int | None:
    """Which of several a mention singles out: "the first blast", "one went off at", "a second car exploded"."""
    token = item.mention.token
    near = [c for c in token.children if c.dep_ in ("amod", "det", "nummod")]
    if not item.mention.entry.noun:
        heads = [
            *item.mention.arguments.agents[:1],
            *(item.mention.arguments.patients[:1] if item.mention.entry.blast else ()),
        ]
        near = [t for h in heads for t in (h, *(c for c in h.children if c.dep_ in ("amod", "det", "nummod")))]
    if token.tag_ in PLURAL:
        return None
    extreme = token.dep_ in ("nsubj", "nsubjpass", "pobj") and any(t.lower_ in EXTREMES for t in near)
    return EXTREME if extreme else next((ORDINALS[t.lower_] for t in near if t.lower_ in ORDINALS), None)


def several(item: Told) -> bool:
    """Whether a mention names more than one: "two explosions", "a wave of attacks", "27 attacks"."""
    token = item.mention.token
    if not item.mention.entry.noun:
        return False
    above = token.head.head.lower_ if token.dep_ == "pobj" else ""
    return above in SEVERAL or any(c.lower_ in SEVERAL or c.text.isdigit() and c.text != "1" for c in token.children)


def parted(happening: Happening, item: Told) -> bool:
    """Whether a mention singles out one of several, and the happening is the several or another one of them."""
    if item.mention.share:
        return not any(shared_out(t, item) for t in happening.told)
    which = ordinal(item)
    if which is None:
        return several(happening.first) and _in_one_town(happening, item)
    if several(happening.first):
        return True
    known = [o for o in map(ordinal, happening.told) if o is not None]
    return which != EXTREME and bool(known) and which not in known


def shared_out(deed: Told, item: Told) -> bool:
    """Whether a share is told in the very clause of the deed: "nine were killed in A and 12 in B when jets bombed"."""
    one, other = deed.mention, item.mention
    return (
        one.sentence == other.sentence
        and not one.entry.only_harm
        and other.token.pos_ in ("VERB", "AUX")
        and other.token.i in (one.token.head.i, one.token.i)
    )


def _in_one_town(happening: Happening, item: Told) -> bool:
    """Whether the happening is a wave over a land and the mention is of one town in it: "a car bomb in Baghdad"."""
    wide = happening.first.located
    return (
        wide is not None
        and wide.place is not None
        and wide.place.precision in WIDE
        and item.located is not None
        and item.located.place is not None
        and item.located.place.precision not in WIDE
        and item.mention.token.tag_ not in PLURAL
        and not any(_one_place(t, item) for t in happening.told)
    )


def _one_place(known: Told, item: Told) -> bool:
    """Whether the several themselves are told to be in that town: "twin blasts ... Two bombs struck a convoy in X"."""
    here, there = known.located and known.located.place, item.located and item.located.place
    return bool(here and there and several(known) and here.place_id == there.place_id)


def same_one(happening: Happening, item: Told) -> bool:
    """Whether a mention singles out the very one that the happening is: "the second bombing", told of again."""
    which = ordinal(item)
    return which is not None and which > 0 and any(ordinal(t) == which for t in happening.told)


def both_several(happening: Happening, item: Told) -> bool:
    """Whether both speak of many: "a wave of attacks", "27 different attacks"."""
    return several(happening.first) and several(item) and item.mention.token.tag_ in PLURAL
