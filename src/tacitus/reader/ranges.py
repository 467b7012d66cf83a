"""Joins numbers that are the two ends of a span or a share of another, and tells what a toll has left behind."""

from __future__ import annotations

import re

import msgspec

from tacitus.ontology import table
from tacitus.reader.numerals import flat, read_number
from tacitus.reader.quantity import Quantity

_REACH = 32  # characters before a number in which what belongs to it stands
_RISING = re.compile(
    r"\b(?:ris\w+|rose|rais\w+|increas\w+|climb\w*|jump\w*|grow\w*|grew|gone|went|go\w*|up|down|fall\w*|fell|drop\w*|soar\w*"
    r"|reduc\w+|lower\w*|revis\w+|correct\w*|chang\w+|bring\w*|brought|swell\w*|swollen|surg\w+|cut|doubl\w+|updat\w+|mov\w+)"
    r"\s+(?:\w+\s+){0,2}from\s+(?:about |around |some )?$",
    re.IGNORECASE,
)
"""A toll that "rose from 44 to 57" has two figures; "from 40 to 60 people" is a span."""
_RISEN_BY = re.compile(r"\bby\s+(?:about |another |some )?$", re.IGNORECASE)
"""A toll that "rose by six to 31" is 31."""
_REACHED = re.compile(r"\bto\s+(?:\S+\s+){1,4}from\s+(?:about |around |some )?$", re.IGNORECASE)


def left_behind(text: str, start: int) -> bool:
    """Whether a number that begins here is where a toll came from: "up from 31", "rose to 72 from 65"."""
    before = text[max(0, start - _REACH - 12) : start]
    if not before.rstrip().lower().endswith(("from", "about", "around", "some")):
        return False
    return bool(_RISING.search(before) or _REACHED.search(before))


_BETWEEN = re.compile(r"\b(?:between|from|anywhere from)\s+(?:about |around |some )?$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball but (?:about |the )?$", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(half|(?:a|one)[ -]third|two[ -]thirds|(?:a|one)[ -]quarter|three[ -]quarters|(?:a|one)[ -]fifth)"
    r" of (?:the|its|their|his|her|these|those) (?:\w+ )?$",
    re.IGNORECASE,
)
_PREDICATE = re.compile(r"(?:[^\n.;,]{0,60}?\b(?:was|were|are|is|had|have|has)\b|\s+\w+\s+\w+)", re.IGNORECASE)
"""What stands behind a number and its noun, up to the verb."""
_HARMED = re.compile(
    r"\b(?:killed|dead|died|wounded|injured|hurt|arrested|detained|kidnapped|abducted|missing|displaced|held)\b",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(r"\s+of\s+(?:the|its|their|his|her|these|those|them)\b(?!\s+(?:\w+\s+)?\d)", re.IGNORECASE)
_IF_NOT = re.compile(r",?\s+(?:if\s+not|or\s+even|perhaps|possibly|maybe)\s+", re.IGNORECASE)
"""In "dozens, if not hundreds" only the first is sure."""
_SCALE = re.compile(r"\b(dozen|score|hundred|thousand|million)$", re.IGNORECASE)
_BOTH_ENDS = re.compile(r",?\s*(?:and|but|or)?,?\s*$")
_PERHAPS = re.compile(r"(?:possibly|perhaps|maybe|probably)\b", re.IGNORECASE)


def joined(first: Quantity, last: Quantity, text: str) -> Quantity | None:
    """ "40 to 60", "between 40 and 60", "at least 40 and up to 60" as one; "rose from 44 to 57" stays two."""
    link = text[first.end : last.start]
    excepted = _ALL_BUT.search(text[max(0, first.start - 16) : first.start])
    if (
        excepted
        and _OF_THE.fullmatch(link)
        and first.low is not None
        and first.low == first.high
        and last.low == last.high
    ):
        start = first.start - len(excepted.group())
        left = max(0, (last.low or 0) - first.low)
        return msgspec.structs.replace(last, start=start, words=text[start : last.end], low=left, high=left)
    if _IF_NOT.fullmatch(link) and first.low is not None and first.high is last.high is None:
        return msgspec.structs.replace(first, end=last.end, words=text[first.start : last.end])
    if len(link) > 6 or "ordinal" in (first.kind, last.kind) or last.high is None:
        return None
    if (
        first.low is None
        and first.high
        and flat(link.strip(" -–")) in ("", "to", "or")
        and first.high < (last.low or 0)
    ):
        return _spanning(first, last, text, first.start, None, last.high) if link.strip() else None
    if first.low is None:
        return None
    bounds = _ends(first, last, link)
    if bounds is not None:
        return _spanning(first, last, text, first.start, *bounds)
    if last.low is None or first.high is None:
        return None
    before = text[max(0, first.start - _REACH) : first.start]
    between = _BETWEEN.search(before)
    word = flat(link.strip())
    if word not in ("-", "–", "to", "or") and not (word == "and" and between is not None) or _RISING.search(before):
        return None
    if word == "to" and _RISEN_BY.search(before):
        return None
    low = _scaled_alike(first, last)
    if max(low, first.high) >= last.low:
        return None
    start = first.start - (len(before) - between.start()) if between and word in ("and", "to") else first.start
    return _spanning(first, last, text, start, low, last.high)


def _ends(first: Quantity, last: Quantity, link: str) -> tuple[int, int] | None:
    """The bounds of "at least 40 and up to 60", "40, possibly 60": each number is one end."""
    if not _BOTH_ENDS.fullmatch(link) or first.low is None or last.high is None or first.low >= last.high:
        return None
    both = first.high is None and last.low is None
    maybe = _PERHAPS.match(last.words) is not None and link.strip(" ,") in ("", "and")
    return (first.low, last.high) if (both or maybe) and first.kind == last.kind == "count" else None


def _scaled_alike(first: Quantity, last: Quantity) -> int:
    """The lower end of "two to three hundred", of which the scale is said once."""
    scale, low = _SCALE.search(last.words), first.low or 0
    if scale is None or _SCALE.search(first.words):
        return low
    value = low * int({"dozen": 12, "score": 20}.get(scale.group(1).lower()) or read_number("a " + scale.group(1)) or 1)
    return value if value < (last.low or 0) else low


def _spanning(first: Quantity, last: Quantity, text: str, start: int, low: int | None, high: int) -> Quantity:
    kind = last.kind if first.kind == "count" or last.kind == "age" else first.kind
    about = "about" in text[start : first.start]
    approx = first.approx or last.approx or about
    return Quantity(
        start=start, end=last.end, words=text[start : last.end], low=low, high=high, kind=kind, approx=approx
    )


def shared_out(quantity: Quantity, text: str) -> Quantity:
    """ "Half of the 40 sailors" are 20; not of those who are named by what came to them: "half of the 40 wounded were women"."""
    if _ALL_BUT.search(text[max(0, quantity.start - 16) : quantity.start]) and _OF_PEOPLE.match(text, quantity.end):
        return msgspec.structs.replace(quantity, kind="measure")  # "all but eight of the girls": who knows how many
    share = _SHARE.search(text[max(0, quantity.start - _REACH) : quantity.start])
    value = quantity.low
    if share is None or value is None or value != quantity.high or quantity.kind != "count":
        return quantity
    behind = _PREDICATE.match(text, quantity.end)
    if behind is not None and _HARMED.search(behind.group()):
        return quantity
    over, under = table("quantities")["shares"][flat(share.group(1)).replace("-", " ")]
    start = quantity.start - (len(share.group()))
    low, high = value * over // under, -(-value * over // under)
    return msgspec.structs.replace(
        quantity, start=start, words=text[start : quantity.end], low=low, high=high, approx=low != high
    )
