"""What people decided, held against the statements of now: which belong together, which do not, and whose word is last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tacitus.record import Anchor, Decision, Statement


class Held(msgspec.Struct, frozen=True):
    """A decision that stands, and the ids of today's statements that it means, the founding one first.

    first, second: of the two sides; empty where no reading tells of them any more: the decision then rests, and holds
    again once one does.
    """

    decision: Decision
    first: list[str]
    second: list[str]


class Bonds(msgspec.Struct, frozen=True):
    """What clustering must keep to. together: ids that are one happening. apart: for each id, those that are not the
    same. overruled: decisions that newer ones contradict, with the id of the newer one."""

    together: list[list[str]] = []
    apart: dict[str, set[str]] = {}
    overruled: dict[str, str] = {}


def anchor(statement: Statement) -> Anchor:
    """How a decision remembers a statement: by its report and the words that it rests on."""
    own = [quote for quote in statement.quotes if quote.report == statement.report]
    naming = own[0] if own else None
    start, end = (naming.start, naming.end) if naming else (0, 0)
    spans = [*((quote.start, quote.end) for quote in own), *_spans(statement)]
    low, high = min((a for a, _ in spans), default=start), max((b for _, b in spans), default=end)
    return Anchor(statement=statement.id, report=statement.report, start=start, end=end, low=low, high=high)


def _spans(statement: Statement) -> list[tuple[int, int]]:
    quotes = [*statement.when.quotes, *statement.where.quotes]
    quotes += [quote for count in statement.counts.values() for figure in count.said for quote in figure.quotes]
    return [(quote.start, quote.end) for quote in quotes if quote.report == statement.report]


def hold(decisions: Iterable[Decision], statements: Iterable[Statement]) -> list[Held]:
    """The decisions in their order, each with the statements that it means.

    statements: all that the present readings of the anchored reports state. A statement is found by its id; else by the
    words that name the happening; else by lying nearest within the words that it rested on.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.report].append(statement)
    return [
        Held(one, _found(one.anchors, told), _found(one.other_anchors, told))
        for one in sorted(decisions, key=number)
    ]


def number(decision: Decision) -> int:
    """The place of a decision in the order in which they were made."""
    return int(decision.id[1:] or 0)


def _found(anchors: Iterable[Anchor], told: Mapping[str, list[Statement]]) -> list[str]:
    found = (_again(each, told.get(each.report, [])) for each in anchors)
    return list(dict.fromkeys(one for one in found if one is not None))


def _again(wanted: Anchor, here: Sequence[Statement]) -> str | None:
    if any(one.id == wanted.statement for one in here):
        return wanted.statement
    ranked: list[tuple[int, int, str]] = []
    for one in here:
        for quote in one.quotes:
            overlap = min(quote.end, wanted.end) - max(quote.start, wanted.start)
            if overlap > 0:
                ranked.append((0, -overlap, one.id))
            elif wanted.low <= quote.start and quote.end <= wanted.high:
                ranked.append((1, abs(quote.start - wanted.start), one.id))
    return min(ranked)[2] if ranked else None


def bonds(held: Sequence[Held]) -> Bonds:
    """What the decisions ask of clustering, the newest first: one that contradicts newer ones is overruled as a whole."""
    home: dict[str, str] = {}
    parted: list[tuple[set[str], set[str], str]] = []
    overruled: dict[str, str] = {}
    joined: list[tuple[set[str], str]] = []
    for one in sorted(held, key=lambda each: -number(each.decision)):
        ids, kind = one.decision.id, one.decision.kind
        if kind == "same" or (kind == "confirm" and one.decision.field is None):
            tied = {_root(home, each) for each in (*one.first, *one.second)}
            newer = next((by for a, b, by in parted if _meets(home, tied, a) and _meets(home, tied, b)), None)
            if newer is not None:
                overruled[ids] = newer
            elif tied:
                joined.append(({*one.first, *one.second}, ids))
                home.update(dict.fromkeys(tied, min(tied)))
        elif kind == "not-same":
            a, b = set(one.first) - set(one.second), set(one.second) - set(one.first)
            roots = {_root(home, each) for each in a} & {_root(home, each) for each in b}
            if roots:
                overruled[ids] = next(by for some, by in joined if {_root(home, each) for each in some} & roots)
            elif a and b:
                parted.append((a, b, ids))
    return Bonds(_classes(home), _pairs(home, parted), overruled)


def _root(home: dict[str, str], key: str) -> str:
    home.setdefault(key, key)
    while home[key] != key:
        home[key] = home[home[key]]
        key = home[key]
    return key


def _meets(home: dict[str, str], roots: set[str], ids: set[str]) -> bool:
    return any(_root(home, each) in roots for each in ids)


def _classes(home: dict[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key in sorted(home):
        found[_root(home, key)].append(key)
    return [ids for _, ids in sorted(found.items()) if len(ids) > 1]


def _pairs(home: dict[str, str], parted: list[tuple[set[str], set[str], str]]) -> dict[str, set[str]]:
    """What is apart from one of those that belong together is apart from all of them."""
    classes: dict[str, set[str]] = defaultdict(set)
    for key in sorted(home):
        classes[_root(home, key)].add(key)
    apart: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in parted:
        left = set().union(*(classes[_root(home, each)] | {each} for each in one))
        right = set().union(*(classes[_root(home, each)] | {each} for each in other))
        for a, b in ((left, right), (right, left)):
            for each in a:
                apart[each] |= b - {each}
    return dict(apart)


def bearing(held: Iterable[Held], overruled: Mapping[str, str], ids: Iterable[str]) -> list[Decision]:
    """The decisions that bear on an incident of these statements, oldest first, without their anchors.

    A correction or confirmation of a field, and a comment, go with the founding statement of what they were made about, or
    with the next that is still told. "unsure" decides nothing.
    """
    here = set(ids)
    found = []
    for one in held:
        of_one = one.decision.field is not None or one.decision.kind == "comment"
        concerned = one.first[:1] if of_one else (*one.first, *one.second)
        if one.decision.kind != "unsure" and one.decision.id not in overruled and not here.isdisjoint(concerned):
            found.append(msgspec.structs.replace(one.decision, anchors=[], other_anchors=[]))
    return found
