"""Tells which of the people and things that a report names belong to one incident, by how and where it tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tacitus.reader.learned import around

Span = tuple[int, int]

ANCHORS = ("Victim", "Target", "Described")
"""Roles that are seldom shared by incidents: the people and things that it was done to."""
STEPS = (0, 1, 2, 3, 5, 8, 13)
"""Sentences apart, in steps."""
JOINING = frozenset(
    (",", "and", "&", "as", "well", "the", "a", "an", "his", "her", "their", "two", "three", "or", "one", "0")
)
"""Words that link the parts of an enumeration."""
BETWEEN = 60
"""Words between two mentions that are looked at."""


def pair(told: around.Words, one: Sequence[Span], other: Sequence[Span], roles: tuple[str, str]) -> Iterator[str]:
    """The features of two people or things that may belong to one incident."""
    a, b = _nearest(one, other)
    first, second = (a, b) if a <= b else (b, a)
    sentences = told.sentence(second[0]) - told.sentence(first[0])
    yield f"apart={_step(sentences)}"
    yield f"paragraphs={min(3, told.paragraph(second[0]) - told.paragraph(first[0]))}"
    yield f"openings={_step(abs(told.sentence(min(one)[0]) - told.sentence(min(other)[0])))}"
    yield f"roles={'+'.join(sorted(roles))}"
    tokens = told.between(first[1], second[0])
    if len(tokens) <= 12 and set(tokens) <= JOINING:
        yield "joined"
    yield f"same sentences={min(3, len(_sentences(told, one) & _sentences(told, other)))}"
    if len(tokens) <= BETWEEN:
        yield from (f"b={t}" for t in tokens)
    if sentences:
        start, end = told.bounds(told.sentence(second[0]))
        yield from (f"o={t}" for t in told.between(start, end)[:4])
    heads = {around.head(told.between(*s)) for s in one} & {around.head(told.between(*s)) for s in other}
    if heads:
        yield "same head"


def _nearest(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, Span]:
    return min(((a, b) for a in one for b in other), key=lambda ab: abs(ab[0][0] - ab[1][0]))


def _sentences(told: around.Words, spans: Sequence[Span]) -> set[int]:
    return {told.sentence(start) for start, _ in spans}


def _step(apart: int) -> int:
    return max((s for s in STEPS if s <= apart), default=0)


def clusters(likeness: dict[tuple[int, int], float], count: int, least: float) -> list[list[int]]:
    """Gather 0 … count-1 into groups: the two groups that are likest on average are joined while they are so by `least`."""
    groups = [[i] for i in range(count)]
    while len(groups) > 1:
        best, at = least, None
        for x in range(len(groups)):
            for y in range(x + 1, len(groups)):
                mean = sum(likeness[min(i, j), max(i, j)] for i in groups[x] for j in groups[y])
                mean /= len(groups[x]) * len(groups[y])
                if mean >= best:
                    best, at = mean, (x, y)
        if at is None:
            break
        groups[at[0]] += groups.pop(at[1])
    return [sorted(g) for g in groups]
