"""Groups statements into happenings: the surest pairs first, groups only where their pairs speak for it on the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from tacitus.merge.blocking import Edge, candidates
from tacitus.merge.facts import Facts
from tacitus.merge.memory import Memory
from tacitus.merge.nearness import COUNTRY, PROVINCE
from tacitus.merge.people import Bonds
from tacitus.merge.rivals import crowded
from tacitus.merge.score import Judgement
from tacitus.merge.screen import hopeless
from tacitus.merge.words import limits, weights
from tacitus.record import Report, Statement

MANY = 100  # cross pairs beyond which an even sample of them stands for all, so that a thousand reports stay quick
LOUD = 6.0  # log odds beyond which a pair does not weigh more: no one pair outvotes a group


class Pairs:
    """Comparisons by position; the memory sees to it that each pair is judged once."""

    def __init__(self, items: Sequence[Facts], memory: Memory) -> None:
        self.items = items
        self._memory = memory
        self._rows = [memory.row(item) for item in items]
        kinds: dict[tuple[object, ...], int] = {}
        self.moulds = [kinds.setdefault(_mould(item), i) for i, item in enumerate(items)]

    def judge(self, i: int, j: int) -> Judgement:
        """The judgement on two positions, in either order."""
        one, other = (self._rows[i], self._rows[j]) if i < j else (self._rows[j], self._rows[i])
        return one.judged.get(other.key) or self._memory.weigh(one, other)


def _mould(item: Facts) -> tuple[object, ...]:
    """What decides whether a statement is ruled out beside another: those of one mould are, or are not, alike."""
    where = item.statement.where
    return (
        item.printed if item.start is None else None,
        item.start, item.end, item.soft, item.size, item.world, item.statement.type, where.country, where.place_id,
        where.lat, where.lon, item.place_names, tuple(party.actor or party.name for party in item.agents),
    )


def cluster(
    statements: Iterable[Statement],
    reports: Mapping[str, Report],
    memory: Memory | None = None,
    bonds: Bonds | None = None,
) -> list[list[Statement]]:
    """The statements by happening. Depends on which statements there are, never on their order.

    Two statements of one report stay apart, and so do two that any rule of `score` rules out. memory: of earlier
    calls, only to be quicker. bonds: what people have decided to be, or not to be, the same; it outranks all else.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    memory = memory or Memory()
    items = [memory.facts(statement, reports) for statement in ordered]
    return [[ordered[i] for i in group] for group in grouped(items, memory, bonds)]


def grouped(
    items: Sequence[Facts], memory: Memory, bonds: Bonds | None = None, edges: Iterable[Edge] | None = None,
    only: Container[int] | None = None,
) -> list[list[int]]:
    """The positions by happening, each group sorted, in the order of their first members.

    items: in the order of their ids. edges: the pairs held to be one happening, where they are known already; None to find
    them. only: positions that may be joined; the others are there so that every edge of these is known, and stay single.
    Groups that no chain of edges or bonds connects do not bear on each other: what the other engines rest on.
    """
    pairs = Pairs(items, memory)
    found = list(same(items, memory) if edges is None else edges)
    passing = frozenset(i for i, item in enumerate(items) if item.passing)
    vague = frozenset(i for i, item in enumerate(items) if _vague(item))
    recalled = [edge for edge in found if not passing.isdisjoint(edge)]
    scores = {edge: pairs.judge(*edge).score for edge in found if passing.isdisjoint(edge)}
    told = crowded(scores, [item.coded for item in items])
    recalled = [edge for _, edge in sorted((-pairs.judge(*edge).score, edge) for edge in recalled)]
    if only is not None:
        told, recalled = ([(i, j) for i, j in some if i in only and j in only] for some in (told, recalled))
    groups = Groups(pairs, bonds)
    faint = [edge for edge in told if not vague.isdisjoint(edge)]
    for edge in told:
        if groups.home[edge[0]] != groups.home[edge[1]] and vague.isdisjoint(edge):
            groups.join(*edge)
    undecided = _undecided(faint, groups, pairs, _vague)
    for edge in faint:
        if groups.home[edge[0]] != groups.home[edge[1]] and edge not in undecided:
            groups.join(*edge)
    _attach(recalled, groups, pairs)
    return groups.members()


def _attach(recalled: Sequence[Edge], groups: Groups, pairs: Pairs) -> None:
    """Puts mentions in passing to what other reports are about, and such as no report is about to each other.

    They come last and one by one: no mention ties two happenings together that are told as two, and one that fits two about
    equally well stays by itself, told only in passing. So it is the same whether the older report comes first or late.
    """
    undecided = _undecided(recalled, groups, pairs, lambda item: item.passing)
    torn = {i for edge in undecided for i in edge if pairs.items[i].passing}
    for edge in recalled:
        if groups.home[edge[0]] == groups.home[edge[1]] or edge in undecided:
            continue
        main = [groups.tells(groups.home[i]) for i in edge]
        if all(main) or any(main) and not torn.isdisjoint(groups.beside(*edge)):
            continue
        groups.join(*edge, passing=True)


def same(items: Sequence[Facts], memory: Memory) -> list[Edge]:
    """The pairs of positions that are held to be one happening, sorted."""
    return [
        (i, j) for i, j in candidates(items)
        if not hopeless(items[i], items[j]) and memory.judge(items[i], items[j]).same
    ]


class Groups:
    """Positions in groups that grow by joining, as far as the pairs across allow it."""

    def __init__(self, pairs: Pairs, bonds: Bonds | None = None) -> None:
        self._pairs = pairs
        self.home = list(range(len(pairs.items)))
        self._members = {i: [i] for i in self.home}
        self._reports = [{item.statement.report} for item in pairs.items]
        self._moulds = [{mould: i} for i, mould in enumerate(pairs.moulds)]
        self._refused: dict[Edge, Edge] = {}
        self._apart: dict[int, set[int]] = {}
        if bonds is not None:
            self._bind(bonds)

    def _bind(self, bonds: Bonds) -> None:
        """What people decided comes first and asks nobody."""
        places = {item.statement.id: i for i, item in enumerate(self._pairs.items)}
        for tied in bonds.together:
            here = sorted(places[one] for one in tied if one in places)
            for other in here[1:]:
                self._unite(*sorted((self.home[here[0]], self.home[other])))
        for one, others in bonds.apart.items():
            if one in places:
                self._apart[places[one]] = {places[other] for other in others if other in places}

    def tells(self, home: int) -> bool:
        """Whether any report is about what this group is of, and does not only mention it."""
        return any(not self._pairs.items[i].passing for i in self._members[home])

    def beside(self, i: int, j: int) -> set[int]:
        """The members of both positions' groups."""
        return {*self._members[self.home[i]], *self._members[self.home[j]]}

    def join(self, i: int, j: int, *, passing: bool = False) -> None:
        """Joins the groups of two positions, unless something across them is against it. passing: by the lower bar of
        mentions in passing."""
        a, b = self.home[i], self.home[j]
        if a == b:
            return
        a, b = min(a, b), max(a, b)
        sizes = len(self._members[a]), len(self._members[b])
        if self._refused.get((a, b)) == sizes:
            return  # neither has grown since
        if not self._may_join(a, b, passing=passing):
            self._refused[a, b] = sizes
            return
        self._unite(a, b)

    def _unite(self, a: int, b: int) -> None:
        if a == b:
            return
        for member in self._members[b]:
            self.home[member] = a
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        self._reports[a] |= self._reports[b]
        self._moulds[a] = self._moulds[b] | self._moulds[a]

    def members(self) -> list[list[int]]:
        """The groups, each sorted, in the order of their first members."""
        return sorted(self._members.values())

    def _may_join(self, one: int, other: int, *, passing: bool = False) -> bool:
        """No report tells both, no pair is ruled out, and the pairs across speak for one happening on the average."""
        a, b, judge = self._members[one], self._members[other], self._pairs.judge
        if not self._reports[one].isdisjoint(self._reports[other]):
            return False
        if self._apart and any(not self._apart.get(i, set()).isdisjoint(b) for i in a):
            return False
        if any(judge(i, j).ruled_out for i in self._moulds[one].values() for j in self._moulds[other].values()):
            return False
        size = len(a) * len(b)
        across = range(size) if size <= MANY else [n * size // MANY for n in range(MANY)]
        found = [judge(a[n // len(b)], b[n % len(b)]) for n in across]
        mean = sum(max(-LOUD, min(LOUD, one.score)) for one in found) / len(found)
        if mean <= (float(limits()["passing"]["join"]) if passing else self._bar(a, b)):
            return False
        voices = [one.voice for one in found]
        against, speaking = voices.count("against"), len(voices) - voices.count("silent")
        return against <= float(limits()["voice"]["most_against"]) * speaking

    def _bar(self, a: list[int], b: list[int]) -> float:
        """The log odds that a join asks for; coded statements have theirs."""
        coded = all(self._pairs.items[i].coded for i in (a[0], b[0]))
        return float(weights()["coded" if coded else "read"]["join"])


def _undecided(
    faint: Sequence[Edge], groups: Groups, pairs: Pairs, unsure: Callable[[Facts], bool]
) -> set[Edge]:
    """Edges of unsure statements that fit two separate happenings about equally well: they join neither."""
    around: dict[int, list[int]] = defaultdict(list)
    for i, j in faint:
        for one, other in ((i, j), (j, i)):
            if unsure(pairs.items[one]) and not unsure(pairs.items[other]):
                around[one].append(other)
    dropped: set[Edge] = set()
    for i, partners in around.items():
        best = max(pairs.judge(i, j).score for j in partners)
        close = [j for j in partners if pairs.judge(i, j).score > best - limits()["voice"]["doubtful"]]
        if len({groups.home[j] for j in close}) > 1:
            dropped |= {(min(i, j), max(i, j)) for j in partners}
    return dropped


def loose(x: Facts) -> bool:
    """Whether which happenings it fits best decides on it: vague, or only mentioned in passing."""
    return x.passing or _vague(x)


def _vague(x: Facts) -> bool:
    """No day, or no place narrower than a province."""
    return x.start is None or x.size in (PROVINCE, COUNTRY) or (x.size > COUNTRY and not x.place_names)
