"""The learned filter: which of the names that the gazetteer knows are places here, and not people, teams or firms."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from math import exp
from pathlib import Path

import msgspec

from tacitus.places.find import Scan
from tacitus.places.shapes import OURS, Mention
from tacitus.places.signs import Anchors, Candidate, Signs, candidates

FILE = Path(__file__).parent / "names.json.gz"
"""The weights, made by train/placenames.py; without the file the rules of `find` stand alone."""


LEAST_TOLD, LEAST_TAGGED = 0.02, 0.1
"""Chosen on the differences between rules and model in bench/gold.py's reports."""


MOST = 30_000
"""Names weighed in one text, some five seconds; no report has a tenth of them, and lists that have more need no filter."""


class Model(msgspec.Struct, frozen=True):
    """A logistic model. weights: by sign; least: the chance from which a name is taken for a place."""

    bias: float
    weights: dict[str, float]
    least: float = 0.5

    def chance(self, signs: Iterable[str]) -> float:
        """The probability that a candidate is a place, by its signs; those that the model does not know say nothing."""
        weights = self.weights
        total = self.bias + sum(weights[sign] for sign in signs if sign in weights)
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


_USED: list[Model | None] = []


def model() -> Model | None:
    """The model in use, None where its file is not there."""
    return _USED[-1] if _USED else _kept()


def use(other: Model | None) -> None:
    """Use this model, or none, in place of the package's, as training does to measure what it makes."""
    _USED[:] = [other]


@cache
def _kept() -> Model | None:
    if not FILE.is_file():
        return None
    return Model(**json.loads(gzip.decompress(FILE.read_bytes())))


def sifted(scan: Scan, ruled: Sequence[Mention], anchors: Anchors, judge: Model) -> list[Mention]:
    """The mentions of a report by the model, the longest name first. The rules' own, `ruled`, are signs to it, and give
    what no candidate is: peoples, abbreviations, villages that the gazetteer lacks, parts of names as evidence."""
    found = candidates(scan)
    if len(found) > MOST:
        return list(ruled)
    signs = Signs(scan, found, ruled, anchors)
    spans = {(scan.tokens[c.i].start, scan.tokens[c.j - 1].end) for c in found}
    sure, rest = [], []
    for m in ruled:
        weighed = (m.start, m.start + len(m.name)) in spans
        if m.role == "place" and (m.demonym or not weighed):
            sure.append(m)
        elif m.role == "part":
            rest.append(m)
    known = {(m.start, m.start + len(m.name)): m for m in ruled if m.role == "place"}
    taken = {m.start: m.end for m in sure}
    done = 0
    out = []
    for n, c in enumerate(found):
        start, end = scan.tokens[c.i].start, scan.tokens[c.j - 1].end
        if start < done or any(scan.tokens[k].start in taken for k in range(c.i, c.j)):
            continue
        own = known.get((start, end))
        if judge.chance(signs.of(n, c)) >= (judge.least if own is None else _least(scan, own, c, judge)):
            out.append(own or scan.mention_of(c.i, c.j))
            done = out[-1].end
    sure = clear(sure, out)
    return sorted([*out, *sure, *clear(rest, [*out, *sure])], key=lambda m: m.start)


def _least(scan: Scan, own: Mention, candidate: Candidate, judge: Model) -> float:
    """The chance from which a place of the rules stays one; an end of "the X-Y road" as where the text tells its kind."""
    return LEAST_TOLD if scan.ends_a_way(own) else least_of_ruled(own, candidate, judge, tagged=scan.names.given)


def least_of_ruled(mention: Mention, candidate: Candidate, judge: Model, *, tagged: bool) -> float:
    """The chance from which a place that the rules found stays one: less where the text says its kind ("the X
    district") or our own table has the name, because reports of conflict use it; and where the rules knew the
    parser's people and organisations, with which they are strict."""
    ours = any(x.rank == 0 and (x.entry.ours or x.entry.ref.startswith(OURS)) for x in candidate.found)
    if mention.cue is not None or ours:
        return LEAST_TOLD
    return LEAST_TAGGED if tagged else judge.least


def clear(mentions: Sequence[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Those of the mentions that share no word with the others, which do not overlap each other."""
    bounds = sorted((m.start, m.end) for m in others)
    ends = [end for _, end in bounds]
    return [m for m in mentions if (at := bisect_right(ends, m.start)) == len(bounds) or bounds[at][0] >= m.end]
