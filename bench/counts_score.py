"""Holds counts that were read against counts that were labelled, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from scoring import harmonic

from tacitus.reader.figures import Tally

Count = Mapping[str, Any]
"""`what`, `low`, `high` (None: open), `start`, `end`; labels may have `part_of`, `vague` and `state`."""


@dataclass
class Score:
    """Right, expected and read counts; and of those expected, how many were read with whatever bounds."""

    right: int = 0
    want: int = 0
    got: int = 0
    found: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def row(self, part: str, what: str) -> dict[str, Any]:
        """A line of the table, in per cent; exact: right of found."""
        precision = 100 * self.right / self.got if self.got else 0.0
        recall = 100 * self.right / self.want if self.want else 0.0
        exact = 100 * self.right / self.found if self.found else None
        return {
            "part": part, "what": what, "expected": self.want, "P": precision, "R": recall,
            "F": harmonic(precision, recall), "exact": exact,
        }  # fmt: skip


def predicted(tallies: Sequence[Tally]) -> list[dict[str, Any]]:
    """Tallies as counts, one for each figure: `sum` marks what adds up others, `part_of` (an index) what is in another.

    Their words are those of the number, or of the person where there is none.
    """
    out: list[dict[str, Any]] = []
    for tally in sorted(tallies, key=lambda t: (not t.several, t.part, t.start)):
        start, end = tally.number or (tally.start, tally.end)
        count: dict[str, Any] = {
            "what": tally.what, "low": tally.low, "high": tally.high, "start": start, "end": end,
        }  # fmt: skip
        if any(same(count, c) and overlap(count, c) for c in out):
            continue
        if tally.several:
            count["sum"] = True
        elif tally.number is None:
            count["person"] = True
        whole = next((n for n, c in enumerate(out) if tally.part and c["what"] == tally.what), None)
        if whole is not None:
            count["part_of"] = whole
        out.append(count)
    return out


def same(a: Count, b: Count) -> bool:
    """Whether two counts are of one thing and have the same bounds; an open lower bound is 0."""
    return bool(a["what"] == b["what"] and (a["low"] or 0, a["high"]) == (b["low"] or 0, b["high"]))


def overlap(a: Count, b: Count) -> bool:
    """Whether their words overlap."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def add(score: Score, labelled: Sequence[Count], read: Sequence[Count], what: str, *, persons: bool = False) -> None:
    """Score one sentence for one thing counted: its figures, and with `persons` also single persons without a number.

    A label that bounds nothing ("soldiers were killed") is not asked for, nor is one of what did not come to pass; a count
    read off the words of the former is passed over, off those of the latter it is wrong. Passed over is also a sum of which
    the parts are labelled, and the figure of casualties of which the words do not say whether they are dead.
    """
    mine = [c for c in labelled if c["what"] == what and not c.get("state")]
    asked = [c for c in mine if c["how"] == "figure" or persons and c["how"] != "vague"]
    excused = [c for c in mine if c not in asked]
    undivided = [c for c in labelled if c["what"] == "casualties"]
    left = list(asked)
    for count in (c for c in read if c["what"] == what):
        hit = next((c for c in left if same(c, count) and overlap(c, count)), None)
        if hit is not None:
            left.remove(hit)
            score.right += 1
        elif _passed_over(count, asked, excused, undivided, persons):
            continue
        score.got += 1
    score.want += len(asked)
    score.found += sum(any(c["what"] == what and overlap(c, a) and not c.get("sum") for c in read) for a in asked)


def _passed_over(count: Count, asked: list[Count], excused: list[Count], undivided: list[Count], persons: bool) -> bool:
    if count.get("person") and not persons or count.get("sum") and any(overlap(c, count) for c in [*asked, *excused]):
        return True
    if any(overlap(c, count) for c in excused):
        return True
    return any(overlap(c, count) and same({**c, "what": count["what"]}, count) for c in undivided)
