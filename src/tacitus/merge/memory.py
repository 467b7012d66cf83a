"""What merging has worked out once and need not work out again when the next reports of a happening come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tacitus.merge.facts import Facts, facts
from tacitus.merge.keys import filed, is_fine, is_open, sought
from tacitus.merge.packed import unpack
from tacitus.merge.score import Judgement, judge
from tacitus.record import Report, Statement

MOST = 200_000
"""Judgements kept, some 60 MB: as many as 600 statements of one happening need."""
Seen = tuple[tuple[str, ...], str | None, str | None]
"""What the facts of a statement take from its report besides the text, which an id stands for."""


class Memory:
    """Facts and judgements by statement. They rest on nothing but the statements and their reports, so what comes of
    merging is the same with it as without; a statement or report that has changed is worked out anew."""

    def __init__(self) -> None:
        self._facts: dict[str, tuple[Statement, Seen | None, Facts]] = {}
        self._packed: dict[str, tuple[bytes, frozenset[str], Facts]] = {}
        self._keys: dict[int, tuple[Facts, frozenset[int], frozenset[int]]] = {}
        self._judged: dict[tuple[int, int], tuple[Facts, Facts, Judgement]] = {}
        self._edges: dict[int, tuple[Facts, dict[int, bool]]] = {}

    def facts(self, statement: Statement, reports: Mapping[str, Report]) -> Facts:
        """The facts of a statement, see `facts.facts`."""
        report = reports.get(statement.report)
        seen = None if report is None else (tuple(report.copies), report.published.date, report.title)
        known = self._facts.get(statement.id)
        if known is not None and known[1] == seen and known[0] == statement:
            return known[2]
        made = facts(statement, reports)
        self._facts[statement.id] = (statement, seen, made)
        return made

    def unpack(self, statement: str, packed: bytes, copies: frozenset[str]) -> Facts:
        """The facts of the statement with this id from their bytes, see `packed.unpack`."""
        known = self._packed.get(statement)
        if known is not None and known[0] == packed and known[1] == copies:
            return known[2]
        made = unpack(packed, copies)
        self._packed[statement] = (packed, copies, made)
        return made

    def share_a_key(self, a: Facts, b: Facts) -> bool:
        """Whether an index of keys brings the two together, see `keys`."""
        if is_fine(a) and is_fine(b) and not is_open(a) and not is_open(b):
            return True  # what lies in reach by days and on the map always shares a cell and a stretch
        return not (self._of(a)[1].isdisjoint(self._of(b)[2]) and self._of(b)[1].isdisjoint(self._of(a)[2]))

    def beside(self, x: Facts, others: Iterable[Facts], same: Callable[[Facts, Facts], bool]) -> set[str]:
        """The ids of those of the others that `same` holds to be one happening with this; it is asked once for each two."""
        row = self._row(x)
        found = set()
        for one in others:
            known = row.get(id(one))
            if known is None:
                known = row[id(one)] = self._row(one)[id(x)] = same(x, one)
            if known:
                found.add(one.statement.id)
        return found

    def _row(self, x: Facts) -> dict[int, bool]:
        """What is known of a statement's edges, by the identity of the other's facts; those are kept too, in rows of their own."""
        known = self._edges.get(id(x))
        if known is None:
            known = self._edges[id(x)] = (x, {})
        return known[1]

    def judge(self, a: Facts, b: Facts) -> Judgement:
        """The judgement on two facts that this memory gave, see `score.judge`."""
        known = self._judged.get((id(a), id(b)))
        if known is not None:
            return known[2]
        made = judge(a, b)
        self._judged[id(a), id(b)] = (a, b, made)  # the facts are kept too, so that no other ever has their id
        return made

    def shed(self) -> None:
        """Forget everything once there is much of it; only between two merges."""
        if len(self._judged) > MOST or len(self._facts) + len(self._packed) > MOST // 10:
            self._facts.clear()
            self._packed.clear()
            self._keys.clear()
            self._edges.clear()
            self._judged.clear()

    def _of(self, x: Facts) -> tuple[Facts, frozenset[int], frozenset[int]]:
        known = self._keys.get(id(x))
        if known is None:
            known = self._keys[id(x)] = (x, frozenset(filed(x).tolist()), frozenset(sought(x).tolist()))
        return known
