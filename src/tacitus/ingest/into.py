"""Reads into a record, a small batch a transaction, so that a killed run loses nothing that it told of."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sized

from tacitus import withhold
from tacitus.errors import Failure
from tacitus.ingest.flow import Dealt, Path, Read, flow
from tacitus.ingest.gather import now, reader_from
from tacitus.ingest.linking import link
from tacitus.ingest.logged import Logged
from tacitus.ingest.rules import settle
from tacitus.ingest.summary import Summary
from tacitus.ingest.wires import alike
from tacitus.merge import Memory
from tacitus.merge.rules import Rules
from tacitus.nearby import faces, ready
from tacitus.reader import ReaderChoice, Using
from tacitus.record import Incident, Report
from tacitus.review import catch_up
from tacitus.sources import Options, copies
from tacitus.store import Batch, Kept, Store

REVIEW_SHARE, REVIEW_LEAST = 0.25, 5.0
"""Of the time that a run took, and seconds at least, that go into the review queue at its end; what is left then is done
when somebody looks at the queue."""
BATCH = 16
"""Places of the sources that share a transaction: about two seconds of reading, so a kill costs little and progress
moves; a transaction itself takes some milliseconds. Batches lie at fixed places of the sources, so a run that was
killed goes on with the same batches, and comes to the same incidents, as one that was not."""


def read_into(
    store: Store,
    paths: Iterable[Path],
    options: Options | None = None,
    *,
    progress: Callable[[Summary], None] | None = None,
    jobs: int | None = None,
    reader: ReaderChoice | str | None = None,
    read: Read | None = None,
    relevant: Callable[[Report], bool] | None = None,
    version: str | None = None,
    rules: Rules | str | None = None,
    user: str = "local",
) -> Summary:
    """Reads every report of every path into the record, and returns the counts.

    paths: files, folders, archives, addresses, "-" for standard input. progress: called with the counts so far,
    after they are safe in the record. jobs: processes, see `engine.map_reports`. reader: which one reads, see
    `tacitus.reader.using`; or read, relevant, version: a function of your own, its gate and its version. What this
    version has dealt with is not read again; what an older one read is read anew, and its statements are replaced. rules:
    by which values are drawn, a name, a file or a set; if they are not those of the record, it is put under them
    first (see `ingest.rules.use`). None leaves the record's own. user: who has them read, for the log.
    Bad inputs end up in `failures`. Raises TacitusError for the record itself: E504 held by another process, E505 not
    writable or disk full, E506 damaged; E102 for a reader that cannot be used.
    """
    using = reader_from(reader, read, relevant, version)
    ready(store)
    if rules is not None:
        settle(store, rules, user=user)
    logged = Logged(store, paths, user)
    sink = _Record(store, using, progress, logged)
    began = time.monotonic()
    try:
        flow(paths, options, sink, using, jobs)
        sink.finish()
    finally:
        logged.ended(sink.summary)
    catch_up(store, seconds=max(REVIEW_LEAST, REVIEW_SHARE * (time.monotonic() - began)))
    sink.summary.notes = using.notes()
    return sink.summary


class _Record:
    """Collects what the flow brings and writes it, batch by batch."""

    def __init__(
        self, store: Store, using: Using, progress: Callable[[Summary], None] | None, logged: Logged
    ) -> None:
        self.summary = Summary()
        self._store = store
        self._version = using.version
        self._progress = progress
        self._logged = logged
        self._batch: list[Dealt] = []
        self._aside: list[Dealt] = []
        self._again: list[tuple[Report, bytes]] = []
        self._failures: list[Failure] = []
        self._waiting: set[str] = set()
        self._memory = Memory()

    def is_known(self, report: Report) -> bool:
        return report.id in self._waiting or self._store.known(report.id, self._version)

    def again(self, report: Report, raw: bytes) -> None:
        if report.id not in self._waiting and self._store.has_met(report):
            self.summary.known += 1
            self._tell()
        else:
            self._again.append((report, raw))
            self._write_if_many(self._again)

    def broken(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._write_if_many(self._failures)

    def _write_if_many(self, some: Sized) -> None:
        """Neither list may grow with the input where nothing else is written."""
        if len(some) % BATCH == 0:
            self._write([])

    def dealt(self, dealt: Dealt) -> None:
        """What was read waits for its batch; what was not read gives no statements, and may be written at any time."""
        if dealt.outcome in ("read", "failed"):
            if self._batch and self._batch[0].place // BATCH != dealt.place // BATCH:
                self._write(self._batch)
                self._batch = []
            self._batch.append(dealt)
        else:
            self._aside.append(dealt)
            if len(self._aside) >= BATCH:
                aside, self._aside = self._aside, []
                self._write(aside)
        self._waiting.add(dealt.report.id)

    def finish(self) -> None:
        """Writes what is left."""
        self._write(self._batch)
        self._write(self._aside)

    def _write(self, some: list[Dealt]) -> None:
        """One transaction; then, and only then, the counts."""
        failures = [*self._failures, *(dealt.failure for dealt in some if dealt.failure is not None)]
        with self._store.writing():
            fresh = [dealt for dealt in some if not self._store.known(dealt.report.id, self._version)]
            at = now()
            counts, changed = _keep(self._store, fresh, self._version, at, self._memory)
            there = self._store.reports(report.id for report, _ in self._again)
            again = [(report, raw) for report, raw in self._again if report.id in there]
            met = _meet(self._store, again, failures, at)
            if fresh or met:
                self._logged.begun()
            touched = [dealt.report.id for dealt in fresh] + [report.id for report, _ in again]
            withhold.catch_up(self._store, touched, [incident.id for incident in changed])
        self._again = [(report, raw) for report, raw in self._again if report.id not in there]
        self._failures = []
        self._waiting -= {dealt.report.id for dealt in some}
        self._count(counts, known=len(some) - len(fresh) + len(again) - met, copies=met)
        self.summary.failed += len(failures)
        self.summary.failures += failures
        self.summary.new += sum(incident.revision == 1 for incident in changed)
        self.summary.changed += sum(incident.revision > 1 for incident in changed)
        self._tell()

    def _count(self, counts: Counter[str], *, known: int, copies: int) -> None:
        summary = self.summary
        summary.read += counts["read"]
        summary.copies += counts["copies"] + copies
        summary.irrelevant += counts["irrelevant"]
        summary.unsupported += counts["unsupported"]
        summary.statements += counts["statements"]
        summary.known += known

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self.summary)


def _meet(store: Store, again: list[tuple[Report, bytes]], failures: list[Failure], at: str) -> int:
    """Notes the failures, and where known texts were met again; how many of those places are new."""
    met = 0
    for report, raw in again:
        if not store.has_met(report):
            met += 1
            store.save(Batch(at=at, again=[(report, raw)]))
    if failures:
        store.save(Batch(at=at, failures=failures))
    return met


def _keep(
    store: Store, fresh: list[Dealt], version: str, at: str, memory: Memory
) -> tuple[Counter[str], list[Incident]]:
    """Writes reports, statements and incidents within the transaction; the counts, and the incidents that changed."""
    kept, pairs = _kept(store, fresh, version)
    statements = [statement for dealt in fresh for statement in dealt.statements]
    before = store.with_statements(store.faces().of_reports(dealt.report.id for dealt in fresh))
    drawn = faces((one, dealt.report) for dealt in fresh for one in dealt.statements)
    store.save(Batch(at=at, kept=kept, copies=pairs, faces=drawn))
    silenced = store.withdrawn(dealt.report.id for dealt in fresh)
    for report in sorted(silenced):
        store.rest(report)
    memory.shed()
    changed = link(
        store, [one for one in statements if one.report not in silenced], at=at, memory=memory, before=before,
        silent=[dealt.report.id for dealt in fresh if dealt.outcome != "failed" and not dealt.statements],
        touched=_copied(store, fresh, pairs),
    )  # fmt: skip
    store.save(Batch(at=at, incidents=changed))
    copied = {one for one, _ in pairs}
    counts = Counter("copies" if dealt.report.id in copied else dealt.outcome for dealt in fresh)
    counts["statements"] = len(statements)
    return counts, changed


def _kept(store: Store, fresh: list[Dealt], version: str) -> tuple[list[Kept], list[tuple[str, str]]]:
    """The rows to keep, and the pairs of wire copies among them and with older reports."""
    kept: list[Kept] = []
    pairs: list[tuple[str, str]] = []
    here: dict[str, bytes] = {}
    for dealt in fresh:
        one = Kept(
            report=dealt.report, raw=dealt.raw, outcome=dealt.outcome, reader=version, statements=dealt.statements
        )
        kept.append(one)
        if dealt.outcome == "read":
            one.signature = copies.signature(dealt.report.text)
            one.bands = copies.bands(one.signature)
            others = {**store.copies_like(one.bands), **here}
            others.pop(dealt.report.id, None)  # itself, from an older reading
            pairs += [(dealt.report.id, other) for other in _one_a_group(store, alike(one.signature, others))]
            here[dealt.report.id] = one.signature
    return kept, pairs


def _one_a_group(store: Store, same: list[str]) -> list[str]:
    """One report for each group of copies: hanging on to one of a hundred is enough."""
    chosen: list[str] = []
    covered: set[str] = set()
    older = store.reports(same)
    for key in same:
        if key not in covered:
            chosen.append(key)
            covered.update([key, *(older[key].copies if key in older else [])])
    return chosen


def _copied(store: Store, fresh: list[Dealt], pairs: list[tuple[str, str]]) -> list[str]:
    """The incidents of reports that are now known to be one wire text with others: their sources are fewer."""
    if not pairs:
        return []
    groups = store.faces().copies(dealt.report.id for dealt in fresh)
    return store.faces().of_reports(other for group in groups.values() for other in group)
