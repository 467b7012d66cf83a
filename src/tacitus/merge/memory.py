"""What merging has worked out once and need not work out again when the next reports of a happening come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tacitus.merge.facts import Facts, facts
from tacitus.merge.keys import filed, is_fine, is_open, sought
from tacitus.merge.likeness import Likeness, Sorts
from tacitus.merge.packed import pack, unpack
from tacitus.merge.score import Judgement, Seen, weigh
from tacitus.record import Report, Statement

MOST = 600_000
"""Judgements kept, some 150 MB with the edges: as many as 1,100 statements of one happening need."""
FACTS = 20_000
"""Statements kept, some 100 MB."""
Told = tuple[tuple[str, ...], str | None, str | None]
"""What the facts of a statement take from its report besides the text, which an id stands for."""


class Row:
    """What a memory knows of one statement beside others, by the identity of the others' facts.

    asked: those of which it is known whether there is an edge. edges: to these there is one. judged: the judgements of
    pairs in which this one comes first.
    """

    __slots__ = ("asked", "edges", "facts", "judged", "key", "sorts")

    def __init__(self, x: Facts, sorts: Sorts) -> None:
        self.facts = x  # kept, so that no other facts ever have their id
        self.key = id(x)
        self.sorts = sorts
        self.asked: set[int] = set()
        self.edges: set[int] = set()
        self.judged: dict[int, Judgement] = {}


class Memory:
    """Facts and judgements by statement. They rest on nothing but the statements and their reports, so what comes of
    merging is the same with it as without; a statement or report that has changed is worked out anew."""

    def __init__(self) -> None:
        self._facts: dict[str, tuple[Statement, Told | None, Facts]] = {}
        self._packed: dict[str, tuple[bytes, frozenset[str], Facts]] = {}
        self._keys: dict[int, tuple[Facts, frozenset[int], frozenset[int]]] = {}
        self._rows: dict[int, Row] = {}
        self._likeness = Likeness()
        self._weighed: dict[Seen, Judgement] = {}
        self._number = 0

    def facts(self, statement: Statement, reports: Mapping[str, Report]) -> Facts:
        """The facts of a statement, see `facts.facts`."""
        report = reports.get(statement.report)
        told = None if report is None else (tuple(report.copies), report.published.date, report.title)
        known = self._facts.get(statement.id)
        if known is not None and known[1] == told and known[0] == statement:
            return known[2]
        made = facts(statement, reports)
        self._facts[statement.id] = (statement, told, made)
        return made

    def unpack(self, statement: str, packed: bytes, copies: frozenset[str]) -> Facts:
        """The facts of the statement with this id from their bytes, see `packed.unpack`; the very ones that `facts` gave, where
        they are the same, so that what is known of them need not be found out again."""
        known = self._packed.get(statement)
        if known is not None and known[0] == packed and known[1] == copies:
            return known[2]
        whole = self._facts[statement][2] if statement in self._facts else None
        same = whole is not None and whole.copies == copies and pack(whole) == packed
        made = whole if whole is not None and same else unpack(packed, copies)
        self._packed[statement] = (packed, copies, made)
        return made

    def share_a_key(self, a: Facts, b: Facts) -> bool:
        """Whether an index of keys brings the two together, see `keys`."""
        if is_fine(a) and is_fine(b) and not is_open(a) and not is_open(b):
            return True  # what lies in reach by days and on the map always shares a cell and a stretch
        return not (self._of(a)[1].isdisjoint(self._of(b)[2]) and self._of(b)[1].isdisjoint(self._of(a)[2]))

    def sought(self, x: Facts) -> frozenset[int]:
        """The keys under which it finds others, see `keys.sought`."""
        return self._of(x)[2]

    def beside(self, some: Iterable[Facts], others: Iterable[Facts], same: Callable[[Facts, Facts], bool]) -> list[set[str]]:
        """For each of some, the ids of those of the others that `same` holds to be one happening with it; it is asked once
        for each two."""
        there = {row.key: row for row in map(self.row, others)}
        names = {key: row.facts.statement.id for key, row in there.items()}
        found = []
        for x in some:
            row = self.row(x)
            for key in names.keys() - row.asked:
                _ask(row, there[key], same)
            edges = row.edges
            found.append({name for key, name in names.items() if key in edges})
        return found

    def row(self, x: Facts) -> Row:
        """What is known of a statement beside others."""
        known = self._rows.get(id(x))
        if known is None:
            known = self._rows[id(x)] = Row(x, self._likeness.sorts(x))
        return known

    def weigh(self, one: Row, other: Row) -> Judgement:
        """The judgement on the facts of two rows that this memory gave."""
        known = one.judged.get(other.key)
        if known is not None:
            return known
        what = self._likeness.seen(one.facts, other.facts, one.sorts, other.sorts)
        made = self._weighed.get(what)
        if made is None:
            made = self._weighed[what] = weigh(*what)
        one.judged[other.key] = made
        self._number += 1
        return made

    def judge(self, a: Facts, b: Facts) -> Judgement:
        """The judgement on two facts that this memory gave, see `score.judge`."""
        return self.weigh(self.row(a), self.row(b))

    def shed(self) -> None:
        """Forget everything once there is much of it; only between two merges."""
        if self._number > MOST or max(len(self._facts) + len(self._packed), len(self._rows)) > FACTS:
            for kept in (self._facts, self._packed, self._keys, self._rows, self._weighed):
                kept.clear()
            self._likeness, self._number = Likeness(), 0

    def _of(self, x: Facts) -> tuple[Facts, frozenset[int], frozenset[int]]:
        known = self._keys.get(id(x))
        if known is None:
            known = self._keys[id(x)] = (x, frozenset(filed(x).tolist()), frozenset(sought(x).tolist()))
        return known


def _ask(one: Row, other: Row, same: Callable[[Facts, Facts], bool]) -> None:
    one.asked.add(other.key)
    other.asked.add(one.key)
    if same(one.facts, other.facts):
        one.edges.add(other.key)
        other.edges.add(one.key)
