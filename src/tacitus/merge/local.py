"""What one more report changes: the groups around it, drawn so that they are those of all statements drawn at once.

Groups grow along edges, which are pairs of statements held to be one happening, from the surest on. How sure an edge is rests
on the two and on what else either has an edge to; whether two groups join is decided by their own members. So a division of
all statements into groups is the one that `cluster` gives if and only if (1) each group, clustered by itself, is one, and (2)
each two groups between which there is an edge, clustered by themselves, stay those two. Around a new statement that is made
true by a widening circle. What it has an edge to may have become less or more sure of its other edges; all incidents at the
ends of those are clustered together. Wherever that makes a group that was none before, all that has an edge to the new group is
taken in as well, and so it is where a group stays but edges within it have become less or more sure; so is what the loose
statements beside a new group have an edge to, for which of those they fit best decides whether they join. When nothing is left
to take in, (1) and (2) hold within the circle, and outside nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from tacitus.merge.blocking import may_meet
from tacitus.merge.cluster import grouped, loose
from tacitus.merge.facts import Facts
from tacitus.merge.memory import Memory
from tacitus.merge.people import Bonds
from tacitus.merge.screen import hopeless

Members = dict[str, Facts]
"""Facts by the id of their statement."""


class Around(Protocol):
    """Where the statements of the record are looked up."""

    def met(self, items: Sequence[Facts]) -> Iterator[tuple[Facts, str]]:
        """The statements of incidents that meet any of these under a key (`keys`), each with its incident's id."""
        ...

    def members(self, incidents: Iterable[str]) -> Iterator[tuple[str, Members]]:
        """The statements of each incident."""
        ...

    def tied(self, reports: Iterable[str]) -> tuple[Bonds, set[str]]:
        """What people decided on statements of these reports, and the incidents of all that they decided it on."""
        ...


class Moved(msgspec.Struct, frozen=True):
    """groups: ids of statements, of every group that was no incident before or that was to be looked at in any case.
    incidents: ids of those that these statements were in, or are in no more."""

    groups: list[list[str]]
    incidents: list[str]


def moved(
    fresh: Sequence[Facts], around: Around, memory: Memory, *, gone: Callable[[Facts], bool], touched: Iterable[str] = ()
) -> Moved:
    """The groups that these statements make of what is known, and the incidents that are no more what they were.

    gone: whether a known statement is told no longer. touched: incidents that are looked at in any case.
    """
    circle = _Circle(fresh, around, memory, gone)
    circle.take_in(touched)
    asked_for = set(circle.was)
    unsure = circle.beside([*(one.statement.id for one in fresh), *circle.here, *circle.lost])
    circle.take_in_beside(unsure)
    while True:
        groups = circle.groups()
        new = [group for group in groups if not circle.stands(group)]
        members = [key for group in new for key in group]
        loosely = [key for key in circle.beside(members) if loose(circle.facts(key))]
        shaken = [key for group in groups if circle.shaken(group) for key in group]
        if not circle.take_in_beside([*members, *loosely, *shaken]):
            break
    wanted = [group for group in groups if group in new or circle.home.get(group[0]) in asked_for]
    return Moved(groups=wanted, incidents=sorted(asked_for | circle.changed(new)))


class _Circle:
    """The statements that are clustered together (`here`), and those that they have an edge to (`_outside`)."""

    def __init__(self, fresh: Sequence[Facts], around: Around, memory: Memory, gone: Callable[[Facts], bool]) -> None:
        self.here: Members = {one.statement.id: one for one in fresh}
        self.lost: Members = {}
        self.was: dict[str, frozenset[str]] = {}
        self.home: dict[str, str] = {}
        self._fresh = dict(self.here)
        self._around, self._memory, self._gone = around, memory, gone
        self._outside: Members = {}
        self._edges: dict[str, set[str]] = {}
        self._tied: set[str] = set()
        self._bonds = Bonds()

    def facts(self, key: str) -> Facts:
        """Of a statement that is here or beside one that is."""
        return self.here.get(key) or self.lost.get(key) or self._outside[key]

    def take_in(self, incidents: Iterable[str]) -> bool:
        """Takes in whole incidents, and all that people's decisions tie to them; whether any was not in yet."""
        wanted = sorted(set(incidents) - set(self.was))
        for incident, members in self._around.members(wanted) if wanted else ():
            self.was[incident] = frozenset(members)
            for key, one in members.items():
                self.home[key] = incident
                if key not in self._fresh:
                    (self.lost if self._gone(one) else self.here)[key] = one
        while reports := {one.statement.report for one in self.here.values()} - self._tied:
            self._tied |= reports
            self._bonds, tied = self._around.tied(self._tied)
            self.take_in(tied)
        return bool(wanted)

    def beside(self, ids: Iterable[str]) -> set[str]:
        """All that these have an edge to, known or looked up now; statements that are told no longer are left out."""
        self._ask(sorted(set(ids) - self._edges.keys()))
        return set().union(*(self._edges[one] for one in ids))

    def take_in_beside(self, ids: Collection[str]) -> bool:
        """Takes in the incidents of these and of all that they have an edge to; whether any was not in yet."""
        found = {*ids, *self.beside(ids)}
        return self.take_in({self.home[key] for key in found if key in self.home})

    def _ask(self, ids: Sequence[str]) -> None:
        """Looks up the edges of these."""
        new = [self.facts(key) for key in ids]
        met = {one.statement.id: (one, home) for one, home in self._around.met(new)} if new else {}
        for key, (one, home) in met.items():
            self.home[key] = home
            self._outside.setdefault(key, one)
        others = [one for key, (one, _) in met.items() if key not in self._fresh and not self._gone(one)]
        others += self._fresh.values()
        self._edges.update(zip(ids, self._memory.beside(new, others, self._same), strict=True))

    def groups(self) -> list[list[str]]:
        """The statements that are here, by happening."""
        ids = sorted({*self.here, *self.beside(self.here)})
        items, at = [self.facts(key) for key in ids], {key: i for i, key in enumerate(ids)}
        only = frozenset(at[key] for key in self.here)
        found = grouped(items, self._memory, self._bonds, self._between(at), only)
        return [[ids[i] for i in group] for group in found if group[0] in only]

    def _between(self, at: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """Every edge of what is here, once, by positions."""
        for key in self.here:
            mine = at[key]
            for other in self._edges[key]:
                its = at[other]
                if mine < its:
                    yield mine, its
                elif other not in self.here:
                    yield its, mine

    def stands(self, group: Sequence[str]) -> bool:
        """Whether the group is a known incident as it was."""
        return self.was.get(self.home.get(group[0], "")) == frozenset(group) and self._fresh.keys().isdisjoint(group)

    def shaken(self, group: Sequence[str]) -> bool:
        """Whether the edges within a group may have changed places: some of it has an edge to what came or went, and some has
        not, so that these edges share their odds with a rival more, or less. Other edges of its members may now come first."""
        ways: set[frozenset[str]] = set()
        for key in group:
            came = self._edges[key] & self._fresh.keys()
            ways.add(frozenset(came | {gone for gone in self.lost if key in self._edges.get(gone, ())}))
        return len(ways) > 1

    def changed(self, new: Iterable[Sequence[str]]) -> set[str]:
        """The incidents from which a statement was taken, or to which one was added."""
        kept = {self.home[key] for group in new for key in group if key in self.home}
        lost = {self.home[key] for key in self.lost}
        told_anew = {self.home[key] for key in self._fresh if key in self.home}
        return kept | lost | told_anew

    def _same(self, a: Facts, b: Facts) -> bool:
        """Whether there is an edge between the two; none from a statement to itself, told again."""
        if a.statement.id == b.statement.id:
            return False
        if a.statement.id > b.statement.id:
            a, b = b, a
        if not may_meet(a, b) or hopeless(a, b):
            return False
        return self._memory.judge(a, b).same and self._memory.share_a_key(a, b)
