"""Gathers wordings that name one and the same: a name and its parts, an organisation and its abbreviation."""

from __future__ import annotations

import re

from tacitus.reader.learned.candidates import Candidate

SMALL = frozenset(("of", "the", "for", "and", "de", "del", "la", "las", "los", "el", "y", "in", "on", "a", "an"))
"""Words that abbreviations leave out."""
NAMED = frozenset(("Victim", "PerpOrg"))
"""Roles whose fillers have names, of which a part may stand for the whole."""


def grouped(text: str, found: list[Candidate]) -> list[list[Candidate]]:
    """The wordings by what they name; in each group the surest first. Wordings in different roles are not joined."""
    groups: list[list[Candidate]] = []
    for candidate in sorted(found, key=lambda c: -c.score):
        home = next((g for g in groups if any(same(text, candidate, other) for other in g)), None)
        if home is None:
            groups.append([candidate])
        else:
            home.append(candidate)
    return groups


def same(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two wordings in a role name the same."""
    if one.role != other.role:
        return False
    short, long = sorted((one, other), key=lambda c: len(c.words))
    if short.words == long.words or bracketed(text, short, long) or stands_for(short.words, long.words):
        return True
    if one.role in NAMED:
        return within(short.words.split(), long.words.split())
    return overlapping(one, other)


def within(part: list[str], whole: list[str]) -> bool:
    """Whether words stand in this order at the end or the start of others."""
    return len(part) < len(whole) and (whole[-len(part) :] == part or whole[: len(part)] == part)


def stands_for(short: str, long: str) -> bool:
    """Whether a single word is made of the first letters of others."""
    words = [w for w in re.split(r"[\s-]+", long) if w and w not in SMALL]
    return " " not in short and len(words) > 1 and "".join(w[0] for w in words) == short


def bracketed(text: str, short: Candidate, long: Candidate) -> bool:
    """Whether one stands in brackets right behind the other: "the National Front (NF)"."""
    return any(
        0 < b.start - a.end < 4 and text[a.end : b.start].strip() in ("(", "[") for a in long.spans for b in short.spans
    )


def overlapping(one: Candidate, other: Candidate) -> bool:
    """Whether they are the same words with more or fewer modifiers."""
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)
