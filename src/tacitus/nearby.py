"""What the record keeps so that merging finds the statements that a new one may belong with, and finds them quickly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tacitus.merge import Memory
from tacitus.merge.blocking import may_meet
from tacitus.merge.facts import Facts, facts
from tacitus.merge.keys import filed
from tacitus.merge.local import Members
from tacitus.merge.packed import form, pack
from tacitus.record import Incident, Report, Statement
from tacitus.store import Face, Store


def ready(store: Store) -> None:
    """Sees to it that every statement of the record can be found, also where an older version wrote it."""
    if store.faces().form() != form():
        store.faces().redraw(form(), (faces(some) for some in store.told(resting=True)))


def present(store: Store) -> Iterator[tuple[Statement, Report]]:
    """Every statement that stands, with its report and the copies of that, as the batch engine takes them."""
    for some in store.told():
        copies = store.faces().copies(report.id for _, report in some)
        for _, report in some:
            report.copies = sorted(copies.get(report.id, ()))
        yield from some


def faces(told: Iterable[tuple[Statement, Report]]) -> list[Face]:
    """By what each statement is found and judged."""
    drawn = (facts(statement, {report.id: report}) for statement, report in told)
    return [Face(one.statement.id, one.statement.report, pack(one), filed(one).tolist()) for one in drawn]


class Nearby:
    """The statements of a store, as merging looks them up."""

    def __init__(self, store: Store, memory: Memory) -> None:
        self.store, self.faces, self._memory = store, store.faces(), memory

    def met(self, items: Sequence[Facts]) -> Iterator[tuple[Facts, str]]:
        """The statements that meet any of these under a key, each with its incident's id."""
        keys = {key for one in items for key in self._memory.sought(one)}
        return self._unpacked(self.faces.met(sorted(keys)))

    def members(self, incidents: Iterable[str]) -> Iterator[tuple[str, Members]]:
        """The statements of each incident."""
        found: dict[str, Members] = {one: {} for one in incidents}
        for one, incident in self._unpacked(self.faces.members(list(found))):
            found[incident][one.statement.id] = one
        yield from found.items()

    def around(
        self, statements: Sequence[Statement], reports: dict[str, Report], least: float
    ) -> list[tuple[Incident, list[Statement]]]:
        """The incidents with a statement that comes to these log odds at least with one of these, and all their statements."""
        items = [self._memory.facts(one, reports) for one in statements]
        wanted = {
            incident for x, incident in self.met(items)
            if any(may_meet(x, one) and self._memory.judge(x, one).score >= least for one in items)
        }
        return self.store.with_statements(sorted(wanted))

    def _unpacked(self, rows: Sequence[tuple[str, str, bytes, str]]) -> Iterator[tuple[Facts, str]]:
        copies = self.faces.copies(dict.fromkeys(report for _, report, _, _ in rows))
        for statement, report, packed, incident in rows:
            yield self._memory.unpack(statement, packed, copies.get(report, frozenset())), incident
