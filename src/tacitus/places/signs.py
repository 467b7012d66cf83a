"""Gathers the signs, near and far in its report, by which a learned filter tells a place's name from another name."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import inf, log10
from typing import TYPE_CHECKING

import msgspec

from tacitus.places.names import fold
from tacitus.places.score import home_nearness, near_km
from tacitus.places.shapes import Entry, Home, Mention, Named
from tacitus.places.tokens import Token

if TYPE_CHECKING:
    from tacitus.places.find import Scan

BEYOND_DEGREES = 1.6  # of latitude: further than the last of NEAR
NEAR = (15.0, 40.0, 80.0, 160.0)  # kilometres from a settled place: the same town, the next, the county, the state
MOST_WEIGHED = 8  # entries of one name that are measured, the largest first


class Anchors(msgspec.Struct, frozen=True):
    """What the report is already known to be about: settled points (lat, lon, the name's key), the
    weight of each country, the publisher's home."""

    points: tuple[tuple[float, float, str], ...] = ()
    countries: Mapping[str, float] = {}
    home: Home | None = None


class Candidate(msgspec.Struct, frozen=True):
    """Words i to j of a report (end excluded), which the gazetteer knows as a name. key: the name, folded."""

    i: int
    j: int
    key: str
    found: tuple[Named, ...]


class Signs:
    """The signs of all candidates of one report; what the report says of a name elsewhere is counted once."""

    def __init__(self, scan: Scan, candidates: Sequence[Candidate], ruled: Sequence[Mention], anchors: Anchors) -> None:
        self._scan, self._anchors = scan, anchors
        self._ruled = {(m.start, m.end): m for m in ruled}
        self._starts = {m.start: m for m in ruled}
        self._spans = sorted((m.start, m.end) for m in ruled)
        self._lay: dict[str, list[str]] = {}
        self._told: Counter[str] = Counter()
        self._part: Counter[str] = Counter()
        self._all: Counter[str] = Counter()
        self._words = Counter(t.lower for t in scan.tokens if t.capital)
        self._near: list[tuple[str, str | None, int, bool]] = []
        for c in candidates:
            before, cue, end = scan.cues(c.i, c.j)
            told = scan.told_place(c.i, c.j, before, cue)
            self._near.append((before, cue, end, told))
            self._all[c.key] += 1
            self._told[c.key] += told
            self._part[c.key] += scan.around.part_of_name(c.i, c.j, end) == "person"

    def of(self, n: int, c: Candidate) -> list[str]:
        """The signs of candidate n."""
        out = [*self._name(c), *self._words_around(c), *self._report(n, c)]
        if c.key not in self._lay:
            self._lay[c.key] = list(self._map(c))
        out += self._lay[c.key]
        return out

    def _name(self, c: Candidate) -> Iterator[str]:
        tokens, s = self._scan.tokens, self._scan
        best = c.found[0].entry
        people = max(x.entry.population for x in c.found)
        size = int(2 * log10(people + 1)) if people else 0
        yield f"size={size}"
        yield f"kind={best.kind}"
        yield f"kinds={'+'.join(sorted({x.entry.kind for x in c.found if x.rank < 2} - {'city'}))[:40]}"
        yield f"rank={min(x.rank for x in c.found)}"
        yield f"many={min(6, len(c.found).bit_length())}"
        yield f"words={min(3, c.j - c.i)}"
        last = tokens[c.j - 1].lower
        yield f"last={s.words.kinds.get(last, 'head' if last in s.words.heads else '-')}" if c.j - c.i > 1 else "single"
        one = tokens[c.i]
        if c.j - c.i == 1:
            yield f"common={one.lower in s.known.common},{one.first}"
            yield f"given={one.lower in s.words.first}"
            yield f"lowered={s.around.ordinary(c.i)}"
            yield f"upper={one.text.isupper()},{min(5, len(one.text))}"
        yield f"first={one.first},{one.headline}"

    def _words_around(self, c: Candidate) -> Iterator[str]:
        s = self._scan
        before, after = self._side(c.i - 1, -1), self._side(c.j, 1)
        yield "b:" + before
        yield "a:" + after
        yield "bb:" + self._side(c.i - 2, -1) + " " + before
        yield "aa:" + after + " " + self._side(c.j + 1, 1)
        b, a = self._class(c.i - 1, c.i), self._class(c.j, c.j)
        yield f"B:{b}"
        yield f"A:{a}"
        yield f"BA:{b},{a}"
        single = "1" if c.j - c.i == 1 else "2"
        people = max(x.entry.population for x in c.found)
        big = "big" if people > 100_000 else "mid" if people > 15_000 else "small"
        area = c.found[0].entry.kind if c.found[0].rank < 2 else "-"
        yield f"BS:{b},{single},{big},{area}"
        yield f"AS:{a},{single},{big},{area}"
        yield f"BB:{self._class(c.i - 2, c.i - 1)},{b}"
        yield f"AA:{a},{self._class(c.j + 1, c.j + 1)}"
        yield f"end:{s.text[s.tokens[c.j - 1].end : s.tokens[c.j - 1].end + 2]!r}"

    def _side(self, n: int, way: int) -> str:
        """A neighbouring word as the model reads it, or the mark that parts it from the name."""
        tokens = self._scan.tokens
        if not 0 <= n < len(tokens):
            return "|"
        token = tokens[n]
        gap = self._gap(n + 1) if way < 0 else self._gap(n)
        return (gap + token.lower) if way > 0 else (token.lower + gap)

    def _gap(self, n: int) -> str:
        """What stands between words n - 1 and n: nothing but a space is left out; figures are one mark."""
        s = self._scan
        if not 0 < n < len(s.tokens):
            return ""
        gap = s.text[s.tokens[n - 1].end : s.tokens[n].start]
        if gap == " ":
            return ""
        if any(x.isdigit() for x in gap):
            return "#"
        return "\n" if "\n" in gap else "".join(x for x in gap if not x.isspace())[:2] or "_"

    def _class(self, n: int, join: int) -> str:
        """The class of a neighbouring word; `join` is the word whose gap to the one before it parts the two."""
        s = self._scan
        if not 0 <= n < len(s.tokens):
            return "edge"
        token, gap = s.tokens[n], self._gap(join)
        return gap + _class_of(token, s)

    def _report(self, n: int, c: Candidate) -> Iterator[str]:
        s = self._scan
        before, cue, end, told = self._near[n]
        start, stop = s.tokens[c.i].start, s.tokens[max(end, c.j) - 1].end
        ruled = self._ruled.get((start, stop)) or self._starts.get(start)
        verdict: str = "none" if ruled is None else ruled.role if ruled.end >= stop else "shorter"
        if ruled is not None and ruled.end > stop:
            verdict = "longer"
        if verdict == "none" and self._covered(start, stop):
            verdict = "inside"
        part = s.around.part_of_name(c.i, c.j, end)
        person = s.around.surname(c.i, c.j)
        single = c.j - c.i == 1
        yield f"rule={verdict}"
        yield f"rule={verdict},{part},{told}"
        yield f"cue={cue}"
        yield f"listed={s.plural_kind(c.j)}"
        yield f"cue={cue},{before if before in s.words.place else '-'}"
        yield f"part={part},{single},{told}"
        yield f"person={person},{told}"
        others = self._all[c.key] - 1
        elsewhere = min(2, self._told[c.key] - told)
        yield f"else={elsewhere},{told},{min(3, others)}"
        yield f"else={elsewhere},{verdict}"
        yield f"people={min(2, self._part[c.key])},{min(3, others)},{told}"
        if single:
            within = self._words[s.tokens[c.i].lower] - self._all[c.key]
            yield f"within={min(3, within)}"
        names = s.names.labels(c.i, c.j)
        yield f"tagged={names}"
        yield f"tagged={names},{told},{verdict}"

    def _covered(self, start: int, end: int) -> bool:
        at = bisect_left(self._spans, (start + 1, 0)) - 1
        return at >= 0 and self._spans[at][1] >= end

    def _map(self, c: Candidate) -> Iterator[str]:
        """Where the places of the name lie as against what the report is known to be about."""
        entries = [x.entry for x in c.found[:MOST_WEIGHED]]
        near = min((self._nearest(e, c.key) for e in entries), default=9)
        total = sum(self._anchors.countries.values()) or 1.0
        country = max((self._anchors.countries.get(e.country or "", 0.0) / total for e in entries), default=0.0)
        home = self._anchors.home
        here = max((home_nearness(e, home) for e in entries), default=0.0) if home else None
        at_home = "?" if here is None else str(min(4, int(here * 12)))
        many = min(3, len(self._anchors.points))
        yield f"near={near},{many}"
        yield f"country={int(country * 4)}"
        yield f"home={at_home}"
        yield f"near={near},home={at_home}"
        one = "1" if c.j - c.i == 1 else "2"
        yield f"near={near},{one},{c.found[0].entry.kind}"
        yield f"home={at_home},{one},{c.found[0].entry.kind}"

    def _nearest(self, entry: Entry, key: str) -> int:
        """How near an entry lies to what other names mean, as a number of NEAR; 8 and 9 where nothing can be said."""
        if entry.kind in {"country", "continent", "sea"}:
            return 8
        best, some = inf, False
        for lat, lon, name in self._anchors.points:
            if name != key:
                some = True
                if abs(entry.lat - lat) < BEYOND_DEGREES:
                    best = min(best, near_km(entry, lat, lon))
        return sum(best > limit for limit in NEAR) if some else 9


def _class_of(token: Token, s: Scan) -> str:
    lower = token.lower
    if lower in s.words.titles:
        return "title" if token.capital else "office"
    if not token.capital:
        return s.words.kinds.get(lower) or ("place" if lower in s.words.place else "x")
    if lower in s.words.first:
        return "First"
    if lower in s.words.heads:
        return "Head"
    kind = s.words.kinds.get(lower)
    if kind is not None:
        return "Kind" + kind
    if lower in s.words.compass:
        return "Compass"
    if lower in s.words.never:
        return "Never"
    if lower in s.known.demonyms:
        return "People"
    if lower in s.known.common:
        return "Common"
    if token.text.isupper() and len(lower) > 1:
        return "UPPER"
    if len(lower) == 1:
        return "Initial"
    found = s.known.named(token.text)
    if found:
        return "Place" if found[0].entry.population > 15_000 or found[0].entry.kind == "country" else "Hamlet"
    return "Cap"


def candidates(scan: Scan) -> list[Candidate]:
    """Every run of words that the gazetteer knows as a name and that spelling does not bar, longest first."""
    out = []
    for i, ends in scan.runs:
        for j in ends:
            name = scan.said(i, j)
            key = fold(name)
            if key in scan.known.demonyms or scan.barred_name(i, j, name, key):
                continue
            found = scan.known.named(name)
            listed = scan.plural_kind(j)
            if listed is not None:
                found = (*(x for x in scan.known.named(f"{name} {listed}") if x not in found), *found)
            if found:
                out.append(Candidate(i, j, key, found))
    return out
