"""Groups statements into happenings: the surest pairs first, nothing joined against what rules it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tacitus.merge.facts import Facts
from tacitus.merge.memory import Memory
from tacitus.merge.nearness import COUNTRY, PROVINCE
from tacitus.merge.score import Judgement
from tacitus.merge.words import weights
from tacitus.record import Report, Statement

CELLS_PER_DEGREE = 1  # a cell and its eight neighbours reach past every distance that weights.toml allows
MANY = 100  # cross pairs beyond which an even sample of them stands for all, so that a thousand reports stay quick
NEIGHBOURS = 100  # others that a statement is compared with: the likeliest, where a whole day of one city is more
Key = tuple[str, object]
Edge = tuple[int, int]


class Pairs:
    """Comparisons by position; the memory sees to it that each pair is judged once."""

    def __init__(self, items: Sequence[Facts], memory: Memory) -> None:
        self.items = items
        self._memory = memory
        kinds: dict[tuple[object, ...], int] = {}
        self.moulds = [kinds.setdefault(_mould(item), i) for i, item in enumerate(items)]

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement on two positions, in either order."""
        pair = (i, j) if i < j else (j, i)
        return self._memory.judge(self.items[pair[0]], self.items[pair[1]])


def _mould(item: Facts) -> tuple[object, ...]:
    """What decides whether a statement is ruled out beside another: those of one mould are, or are not, alike."""
    where = item.statement.where
    return (
        item.start, item.end, item.soft, item.size, item.world, item.statement.type, where.country, where.place_id,
        where.lat, where.lon, item.place_names, tuple(party.actor or party.name for party in item.agents),
    )


def cluster(
    statements: Iterable[Statement], reports: Mapping[str, Report], memory: Memory | None = None
) -> list[list[Statement]]:
    """The statements by happening. Depends on which statements there are, never on their order.

    Two statements of one report stay apart, and so do two that any rule of `score` rules out. memory: of earlier
    calls, only to be quicker.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    memory = memory or Memory()
    pairs = Pairs([memory.facts(statement, reports) for statement in ordered], memory)
    edges = [edge for edge in _candidates(pairs.items) if pairs.judge(*edge).same]
    edges.sort(key=lambda edge: (-pairs.judge(*edge).score, edge))
    groups = Groups(pairs)
    vague = [edge for edge in edges if _vague(pairs.items[edge[0]]) or _vague(pairs.items[edge[1]])]
    for edge in edges:
        if not _vague(pairs.items[edge[0]]) and not _vague(pairs.items[edge[1]]):
            groups.join(*edge)
    undecided = _undecided(vague, groups, pairs)
    for edge in vague:
        if edge not in undecided:
            groups.join(*edge)
    return [[ordered[i] for i in group] for group in groups.members()]


class Groups:
    """Positions in groups that grow by joining, as far as the pairs across allow it."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self.home = list(range(len(pairs.items)))
        self._members = {i: [i] for i in self.home}
        self._reports = [{item.statement.report} for item in pairs.items]
        self._moulds = [{mould: i} for i, mould in enumerate(pairs.moulds)]
        self._refused: dict[Edge, Edge] = {}

    def join(self, i: int, j: int) -> None:
        """Joins the groups of two positions, unless something across them is against it."""
        a, b = sorted((self.home[i], self.home[j]))
        if a == b:
            return
        sizes = len(self._members[a]), len(self._members[b])
        if self._refused.get((a, b)) == sizes:
            return  # neither has grown since
        if not self._may_join(a, b):
            self._refused[a, b] = sizes
            return
        for member in self._members[b]:
            self.home[member] = a
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        self._reports[a] |= self._reports[b]
        self._moulds[a] = self._moulds[b] | self._moulds[a]

    def members(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their first members."""
        return sorted(self._members.values())

    def _may_join(self, one: int, other: int) -> bool:
        """No report tells both, no pair is ruled out, few contradict, and each of the fewer finds its like."""
        a, b, judge = self._members[one], self._members[other], self._pairs.judge
        if not self._reports[one].isdisjoint(self._reports[other]):
            return False
        if any(judge(i, j).ruled_out for i in self._moulds[one].values() for j in self._moulds[other].values()):
            return False
        fewer, more = sorted((a, b), key=lambda side: (len(side), side))
        if not all(any(judge(i, j).same for j in more) for i in fewer):
            return False
        size = len(a) * len(b)
        across = range(size) if size <= MANY else [n * size // MANY for n in range(MANY)]
        voices = [judge(a[n // len(b)], b[n % len(b)]).voice for n in across]
        against, speaking = voices.count("against"), len(voices) - voices.count("silent")
        return against <= float(weights()["cluster"]["most_against"]) * speaking


def _undecided(vague: list[Edge], groups: Groups, pairs: Pairs) -> set[Edge]:
    """Edges of vague statements that fit two separate happenings about equally well: they join neither."""
    around: dict[int, list[int]] = defaultdict(list)
    for i, j in vague:
        for one, other in ((i, j), (j, i)):
            if _vague(pairs.items[one]) and not _vague(pairs.items[other]):
                around[one].append(other)
    dropped: set[Edge] = set()
    for i, partners in around.items():
        best = max(pairs.judge(i, j).score for j in partners)
        close = [j for j in partners if pairs.judge(i, j).score > best - weights()["cluster"]["doubtful"]]
        if len({groups.home[j] for j in close}) > 1:
            dropped |= {(min(i, j), max(i, j)) for j in partners}
    return dropped


def _vague(x: Facts) -> bool:
    """No day, or no place narrower than a province."""
    return x.start is None or x.size in (PROVINCE, COUNTRY) or (x.size > COUNTRY and not x.place_names)


def _candidates(items: Sequence[Facts]) -> list[Edge]:
    """Pairs worth comparing: near each other, or alike in names or numbers where a place is not known."""
    filed: dict[Key, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for key in _filed(item):
            filed[key].append(i)
    found: set[Edge] = set()
    for i, item in enumerate(items):
        same_key: set[int] = set().union(*(filed.get(key, ()) for key in _sought(item)))
        near = {j for j in same_key if j != i and _may_meet(item, items[j])}
        if len(near) > NEIGHBOURS:
            ranked = sorted((-_likeness(item, items[j]), j) for j in near)
            near = {j for _, j in ranked[:NEIGHBOURS]}
        found |= {(min(i, j), max(i, j)) for j in near}
    return sorted(found)


def _may_meet(a: Facts, b: Facts) -> bool:
    """Whether the days let two statements be one at all; quick, for most pairs fall here."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    gap = max(a.start - b.end, b.start - a.end)
    if gap <= 0 or a.statement.type in weights()["types"]["lasting"]:
        return True
    return bool(gap <= weights()["time"]["soft_gap" if a.soft or b.soft else "said_gap"][-1][0])


def _likeness(a: Facts, b: Facts) -> int:
    """How much two statements share at first sight."""
    equal = sum(b.tolls.get(what) == toll for what, toll in a.tolls.items())
    return len(a.targets & b.targets) + len(a.victims & b.victims) + len(a.names & b.names) + equal


def _filed(x: Facts) -> list[Key]:
    """Under which keys others find this statement."""
    where = x.statement.where
    keys: list[Key] = [("place", name) for name in (*x.place_names, *x.admin_names)]
    keys += [("name", name) for name in x.names] + [("copy", report) for report in (x.statement.report,)]
    keys += [("number", (what, toll)) for what, toll in x.tolls.items()]
    if where.country:
        keys.append(("country", where.country))
    if where.lat is not None and where.lon is not None:
        keys.append(("cell", (int(where.lat // CELLS_PER_DEGREE), int(where.lon // CELLS_PER_DEGREE))))
    return keys


def _sought(x: Facts) -> set[Key]:
    """Under which keys this statement looks for others."""
    where = x.statement.where
    keys: set[Key] = {("place", name) for name in x.place_names} | {("copy", report) for report in x.copies}
    if where.lat is not None and where.lon is not None and x.size < COUNTRY:
        lat, lon = int(where.lat // CELLS_PER_DEGREE), int(where.lon // CELLS_PER_DEGREE)
        keys |= {("cell", (lat + up, lon + right)) for up in (-1, 0, 1) for right in (-1, 0, 1)}
    if x.size >= PROVINCE:
        keys |= {("name", name) for name in x.names} | {("number", (what, toll)) for what, toll in x.tolls.items()}
        if where.country:
            keys.add(("country", where.country))
    return keys
