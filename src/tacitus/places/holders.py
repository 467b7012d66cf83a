"""Reads which area the text says holds a place: "X, Texas", "Syria's X", "the Syrian city of X"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tacitus.places.gazetteer import Gazetteer, gazetteer
from tacitus.places.shapes import Entry, Mention

_HOLDS = re.compile(
    r"(?:\s*,\s*|\s+\(|\s*,?\s+(?:in|of|inside)\s+)(?:(?:in|of)\s+)?(?:the\s+)?"
    r"(?:(?:far\s+)?(?:north|south|east|west|central|rural|coastal|restive|neighbou?ring|troubled)[\w-]*\s+){0,2}"
    r"(?:(?:countryside|part|province|state|region|district|governorate|city|town)\s+)?(?:of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_KIND_AFTER_PEOPLE = re.compile(r"\s+(?:[a-z-]+\s+){0,3}(?:[a-z]+)(?:\s+of)?\s+(?:the\s+)?$")
_OWNER = re.compile(r"['\u2019]s?\s+(?:[a-z-]+\s+){0,4}$")
_LIST = re.compile(r"\s*,?\s+(?:and|or)\s+$|\s*,\s*$")


def holders_of(text: str, mentions: Sequence[Mention], n: int, previous: Mention | None) -> list[Mention]:
    """The mentions that the text gives as holding mention n: "X, Texas", "Syria's X", "the Syrian city of X"."""
    mention, out = mentions[n], []
    last = mention
    for k in range(n + 1, min(n + 4, len(mentions))):
        gap = text[last.end : mentions[k].start]
        if len(gap) > 60 or mentions[k].role == "part":
            break
        if mentions[k].demonym:
            gap_after = text[mentions[k].end : mentions[k + 1].start] if k + 1 < len(mentions) else ""
            if _HOLDS.fullmatch(gap) and _KIND_AFTER_PEOPLE.fullmatch(gap_after):
                out.append(mentions[k])
            break
        if not (_HOLDS.fullmatch(gap) or (k > n + 1 and _OWNER.fullmatch(gap))):
            break
        if k == n + 1 and gap.strip() == "," and _in_a_list(text, mentions, n):
            break
        out.append(mentions[k])
        last = mentions[k]
    if previous is not None:
        gap = text[previous.end : mention.start]
        if len(gap) < 60 and (
            (previous.demonym and _KIND_AFTER_PEOPLE.fullmatch(gap) and mention.cue)
            or (_OWNER.fullmatch(gap) and gap.strip() != "'")
        ):
            out.append(previous)
    return out


def _in_a_list(text: str, mentions: Sequence[Mention], n: int) -> bool:
    """Whether mention n stands in a list of provinces or countries, where a comma tells of no holding."""
    known = gazetteer()
    listed = [m for m in mentions[max(0, n - 2) : n + 4] if m.role == "place" and not m.demonym]
    joined = 0
    for one, other in zip(listed, listed[1:], strict=False):
        gap = text[one.end : other.start]
        level = {x.entry.kind for m in (one, other) for x in known.named(m.name)[:1]}
        joined += _LIST.fullmatch(gap) is not None and level <= {"province", "country"}
    return joined > 1


def areas(mention: Mention, known: Gazetteer) -> list[Entry]:
    """The countries, provinces and districts that a mention may be."""
    if mention.demonym:
        entry = known.countries.get(known.country_of(mention.name) or "")
        return [entry] if entry else []
    found = known.named(mention.name)
    return [x.entry for x in found if x.entry.kind in {"country", "province", "district"}]


def is_named(mention: Mention, kind: str, known: Gazetteer) -> bool:
    """Whether a name is that of a country or province before it is any other place's."""
    found = known.named(mention.name)
    return bool(found) and not mention.demonym and found[0].entry.kind == kind


def province_of(name: str, country: str, known: Gazetteer) -> bool:
    """Whether a people's name is that of a province of its country too."""
    return any(x.entry.kind == "province" and x.entry.country == country and x.rank < 2 for x in known.named(name))
