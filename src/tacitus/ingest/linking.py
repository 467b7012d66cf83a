"""Finds in the record what new statements belong to, and draws anew the incidents that they found or change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tacitus.ingest.rules import in_force
from tacitus.merge import Because, Bonds, Memory, bonds, settled
from tacitus.merge.local import moved
from tacitus.nearby import Nearby
from tacitus.record import Incident, Statement
from tacitus.review import standing
from tacitus.store import Store

Known = list[tuple[Incident, list[Statement]]]


def link(
    store: Store,
    fresh: Sequence[Statement],
    *,
    at: str,
    memory: Memory | None = None,
    silent: Iterable[str] = (),
    touched: Iterable[str] = (),
    before: Known = [],  # noqa: B006
    because: Because | None = None,
) -> list[Incident]:
    """The incidents that these statements found or change, as `merge.merge` gives them for all statements at once.

    Called in the transaction in which reports and faces of `fresh` were saved. silent: reports of which nothing is told
    any more. touched: incidents to be looked at in any case; their values are drawn anew. before: incidents as they stood
    before that save, where it took statements from them; those are touched too. because: see `merge.merge`.
    """
    memory = memory or Memory()
    readers = {one.report: one.reader for one in fresh} | dict.fromkeys(silent)
    reports = store.reports(one.report for one in fresh)
    found = moved(
        [memory.facts(one, reports) for one in fresh], _Record(store, memory), memory,
        gone=lambda x: readers.get(x.statement.report, x.statement.reader) != x.statement.reader,
        touched=[*touched, *(incident.id for incident, _ in before)],
    )  # fmt: skip
    if not found.groups and not found.incidents:
        return []
    there = {incident.id for incident, _ in before}
    known = [*before, *store.with_statements(one for one in found.incidents if one not in there)]
    by_id = {one.id: one for _, members in known for one in members} | {one.id: one for one in fresh}
    groups = [[by_id[key] for key in group] for group in found.groups]
    ids = {one.report for group in groups for one in group} | {one.report for _, members in known for one in members}
    return settled(
        groups, known, reports=store.reports(sorted(ids)), at=at, rules=in_force(store), held=standing(store, ids),
        because=because,
    )  # fmt: skip


class _Record(Nearby):
    """The record with what people decided in it."""

    def tied(self, reports: Iterable[str]) -> tuple[Bonds, set[str]]:
        """See `merge.local.Around`."""
        held = standing(self.store, reports) if self.faces.any_decided() else []
        if not held:
            return Bonds(), set()
        anchored = {each.report for one in held for each in (*one.decision.anchors, *one.decision.other_anchors)}
        return bonds(held), set(self.faces.of_reports(anchored))
