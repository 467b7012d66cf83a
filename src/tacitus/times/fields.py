"""What all rules of patterns.toml share: how a match says its year, its hours and its part of a period."""

from __future__ import annotations

import re
from typing import Any

Fields = dict[str, Any]
NAME: Fields = {"kind": "name"}
"""What `build` returns for words that hold a time but name something else; nothing within them is a time."""
OFFSETS = {"last": -1, "this": 0, "next": 1, "this past": -1, "this coming": 1, "the previous": -1, "the following": 1,
           "that": 0, "that same": 0, "the same": 0, "past": -1, "coming": 1, "the past": -1, "the next": 1, "the other": -1}
FROM_EVENT = {"that", "that same", "the same", "the previous", "the following", "the next"}
PIVOT = 50  # "90" is 1990, "16" is 2016: the reports we read were written after 1950
_PARTS = (("earlier", "earlier"), ("later", "later"), ("first half", "first half"), ("second half", "second half"),
          ("last half", "second half"), ("early", "early"), ("beginning", "early"), ("start", "early"), ("mid", "mid"),
          ("late", "late"), ("end", "late"), ("close", "late"))
_NIGHT_AND_NEXT = ("overnight", "night from", "night between")


def flat(word: str | None) -> str:
    """The word in lower case with single blanks; empty for None."""
    return " ".join((word or "").lower().replace("’", "'").split())


def dated(**fields: Any) -> Fields:
    """The fields of a "date", which rests on nothing where its year is said."""
    whole = fields.get("year") is not None
    return {"kind": "date", "rests_on": "nothing" if whole else "publication", **fields}


def year_of(m: re.Match[str]) -> Fields:
    """The year of a match with the usual year groups: a number, two figures, or one relative to an anchor."""
    groups = m.groupdict()
    if groups.get("year"):
        return {"year": int(groups["year"])}
    if groups.get("far"):
        return {"year": int(groups["far"])}
    short = groups.get("yy") or groups.get("yyq") or groups.get("yh")
    if short and len(short) == 4:
        return {"year": int(short)}
    if short:
        return {"year": int(short) + (1900 if int(short) >= PIVOT else 2000)}
    if groups.get("yrel"):
        word = flat(groups["yrel"])
        return {"year_offset": OFFSETS[word], "rests_on": "event" if word in FROM_EVENT else "publication"}
    return {}


def hours_of(m: re.Match[str]) -> Fields:
    """The part of the day that stands before or behind the date."""
    before, after = flat(m.groupdict().get("pre")), flat(m.groupdict().get("hours"))
    said = f"{before} {after}"
    if any(w in said for w in _NIGHT_AND_NEXT):
        return {"hours": "overnight" if "overnight" in said else "night to next"}
    for word, hours in (("hours of", "early"), ("dawn", "early"), ("early", "early"), ("midnight", "midnight"),
                        ("night", "night"), ("evening", "evening"), ("afternoon", "afternoon"), ("noon", "afternoon"),
                        ("midday", "afternoon"), ("morning", "morning"), ("late", "late")):
        if word in said and not (word == "late" and "later" in said):
            return {"hours": hours}
    return {}


def capital(m: re.Match[str], group: str) -> bool:
    """Whether the words of a group begin with a capital."""
    return m.group(group)[:1].isupper()


def part_of(word: str | None) -> Fields:
    """The part of a period: "early", "mid", "first half" ...; no field where none is said."""
    said = flat(word)
    return next(({"part": part} for sign, part in _PARTS if sign in said), {})
