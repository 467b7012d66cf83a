"""Under which keys a statement is filed, and under which it looks for others that may tell of the same happening.

A key is a number of 64 bits that joins a place with a stretch of days, so that the work grows with the number of statements
and not with its square. What a statement is filed under and what it seeks rest on that statement alone: any index of keys,
in memory, in a table or in a file, brings together the same pairs, whatever else is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import cos, floor, radians

import numpy as np
from numpy.typing import NDArray

from tacitus import ontology
from tacitus.merge.facts import PATIENTS, Facts
from tacitus.merge.nearness import DISTRICT
from tacitus.merge.words import capitals, limits, telling

FINE = 4
"""Days a stretch, for days that are known to a week or so."""
COARSE = 32
"""Days a stretch, for longer spans and for what goes on."""
SHORT = 8
"""Days: a longer span is filed by coarse stretches, or it would lie under many keys."""
LONG = 62
"""Days: a span beyond says no more of the day than that it is not known."""
TOLD = 31
"""Days before its publication in which a happening without a day is looked for."""
CELL = 0.5
"""Degrees a cell: some 50 km, about what `limits.toml` allows two towns to lie apart."""
KM_A_DEGREE = 110.5
"""Kilometres a degree of latitude has at least; one of longitude has at least as many times the cosine."""
RARE = 10
"""A toll from which it finds a happening of unknown day by itself; `limits.toml` calls equal tolls large from there on."""
NAMES = 3
"""Of the names around a happening without place, those by which it is looked for: the first by their hash, so that two
statements that share many names are likely to share one of these."""
Span = tuple[int, int]
Keys = NDArray[np.uint64]
_ODD, _ODDER, _HALF = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93), np.uint64(32)


def filed(x: Facts) -> Keys:
    """Under which keys others find this statement, sorted, each once."""
    timed = [*_own_spaces(x), *_marks(x)]
    single = [_hash("any day", "open" if is_open(x) else "dated", *mark) for mark in _rare_marks(x)]
    return _together(timed, list(_stretches(_lie(x))), [*single, _copy(x.statement.report)])


def sought(x: Facts) -> Keys:
    """Under which keys this statement looks for others, sorted, each once."""
    timed = [*_others_spaces(x), *_marks(x, of_others=True)]
    kinds = ("dated", "open") if is_open(x) else ("open",)
    single = [_hash("any day", kind, *mark) for mark in _rare_marks(x) for kind in kinds]
    return _together(timed, list(_stretches(_reached(x))), [*single, *map(_copy, x.copies)])


def is_open(x: Facts) -> bool:
    """Whether its day is not known, or only as one of many."""
    return x.start is None or x.end is None or x.end - x.start >= LONG


def is_fine(x: Facts) -> bool:
    """Whether it lies at a point that stands for a spot, town or district."""
    return x.resolved and x.size <= DISTRICT


def lasts(x: Facts) -> bool:
    """Whether its type is one that goes on, and is told again weeks later."""
    return x.statement.type in limits()["types"]["lasting"]


# Days


def _lie(x: Facts) -> Iterator[tuple[str, Span]]:
    """The kinds of stretch that it lies in, each with its first and last day."""
    if is_open(x):
        if x.printed is not None:
            yield "open", (x.printed - TOLD, x.printed)
        return
    yield _width(x), (x.start or 0, x.end or 0)
    if lasts(x):
        yield "lasting", (x.start or 0, x.end or 0)


def _width(x: Facts) -> str:
    if (x.end or 0) - (x.start or 0) >= SHORT:
        return "long"
    return "soft" if x.soft else "day"


def _reached(x: Facts) -> Iterator[tuple[str, Span]]:
    """The spans, by kind of stretch, in which those lie that may be the same by their days."""
    time = limits()["time"]
    soft, said = int(time["soft_gap"][-1][0]), int(time["said_gap"][-1][0])
    if is_open(x):
        if x.printed is None:
            return
        # the whole of its stretches, in which those who look for what is open look, so that each finds the other
        told = ((x.printed - TOLD) // COARSE * COARSE, x.printed // COARSE * COARSE + COARSE - 1)
        yield from ((kind, told) for kind in ("day", "soft", "long", "open"))
        return
    reach = {"day": soft if x.soft else said, "soft": soft, "long": soft, "open": 0}
    if lasts(x):
        reach["lasting"] = int(time["lasting_days"])
    first, last = x.start or 0, x.end or 0
    yield from ((kind, (first - days, last + days)) for kind, days in reach.items())


def _stretches(spans: Iterable[tuple[str, Span]]) -> Iterator[int]:
    """The stretches of each kind that the spans touch, as numbers."""
    for kind, (first, last) in spans:
        size = FINE if kind in ("day", "soft") else COARSE
        yield from (_hash("days", kind, stretch) for stretch in range(first // size, last // size + 1))


# Places


def _own_spaces(x: Facts) -> Iterator[int]:
    """Where it lies: a cell and a country, or only a country, or only a name."""
    where = x.statement.where
    if is_fine(x) and where.lat is not None and where.lon is not None:
        yield _cell(floor(where.lat / CELL), _column(where.lon))
        yield from (_hash("name", name) for name in x.place_names)
        if where.country:
            yield _hash("in", where.country)
        return
    if where.country:
        yield _hash("land", where.country)
    yield from (_hash("bare name", name) for name in x.place_names)


def _others_spaces(x: Facts) -> Iterator[int]:
    """Where those lie that may be at the same place."""
    where = x.statement.where
    yield from (_hash("bare name", name) for name in x.place_names)
    if where.country:
        yield _hash("land", where.country)
    if is_fine(x) and where.lat is not None and where.lon is not None:
        yield from _cells_around(where.lat, where.lon)
        return
    if where.country:
        yield _hash("in", where.country)
    yield from (_hash("name", name) for name in x.place_names)


def _cells_around(lat: float, lon: float) -> Iterator[int]:
    """The cells that lie, wholly or in part, within the distance at which two towns may be one place."""
    place = limits()["place"]
    up = max(place["district_reach_km"], place["distances_km"][-1][0]) / KM_A_DEGREE
    high = min(89.0, abs(lat) + up)
    across = min(180.0, up / cos(radians(high)))
    for row in range(floor((lat - up) / CELL), floor((lat + up) / CELL) + 1):
        for column in range(floor((lon - across) / CELL), floor((lon + across) / CELL) + 1):
            yield _cell(row, _column((column + 0.5) * CELL))


def _column(lon: float) -> int:
    """The column of cells that a longitude lies in, also beyond the date line."""
    return floor((lon + 180) % 360 / CELL)


# Marks


def _marks(x: Facts, *, of_others: bool = False) -> Iterator[int]:
    """What finds a happening without a place, or is found by it, among those of the same days: numbers and a few names."""
    placeless = not (x.resolved or x.place_names or x.statement.where.country)
    kinds = ("placed", "placeless") if placeless and of_others else ("placeless",) if of_others != placeless else ("placed",)
    marks = [_hash("number", what, *toll) for what, toll in x.tolls.items()]
    marks += sorted(_hash("named", name) for name in x.names)[:NAMES]
    yield from (mark ^ _hash(kind) for mark in marks for kind in kinds)


def _rare_marks(x: Facts) -> Iterator[tuple[object, ...]]:
    """What finds a happening whatever its day: a large number at a place, in a country or at none, or a person's name."""
    spaces = [*x.place_names, x.statement.where.country or ""]
    for what, toll in x.tolls.items():
        if max(number or 0 for number in toll) >= RARE:
            yield from (("number", what, *toll, space) for space in spaces)
    yield from (("person", word, x.statement.where.country or "") for word in _persons(x))


def _persons(x: Facts) -> set[str]:
    """Words of the names of those whom an act befell that is told apart by its victim."""
    kind = ontology.load().types.get(x.statement.type)
    if kind is None or kind.family not in limits()["types"]["personal"]:
        return set()
    parties = [party for role in PATIENTS for party in x.statement.roles.get(role, [])]
    return {word for party in parties if capitals(party.name) >= 2 for word in telling(party.name)}


# Keys


def _copy(report: str) -> int:
    return _number("copy " + report)


@lru_cache(maxsize=65536)
def _hash(*parts: object) -> int:
    return _number(repr(parts))


def _number(words: str) -> int:
    """A number for some words, the same in every process and on every machine."""
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=65536)
def _cell(row: int, column: int) -> int:
    return _hash("cell", row, column)


def _together(timed: list[int], when: list[int], single: list[int]) -> Keys:
    """Each of `timed` at each time, and the single ones."""
    spaces, times = np.array(timed, np.uint64), np.array(when, np.uint64)
    mixed = (spaces[:, None] ^ (times * _ODD)[None, :]) * _ODDER  # wraps around at 64 bits
    return np.unique(np.concatenate([(mixed ^ (mixed >> _HALF)).ravel(), np.array(single, np.uint64)]))
