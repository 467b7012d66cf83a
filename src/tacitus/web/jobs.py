"""Reports that are being read for the page: one after the other, in one thread, so that the record has one writer."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from queue import Queue as Line
from typing import Literal

import msgspec

from tacitus.errors import Failure, TacitusError
from tacitus.ingest import Summary, read_into
from tacitus.sources import Given, Options
from tacitus.store import Store

Input = str | Given
Reading = Callable[[Store, list[Input], Options, Callable[[Summary], None]], Summary]
"""What reads inputs into a record and tells the counts as it goes."""
KEPT = 200
"""Jobs that are remembered; the oldest that are done are forgotten first."""
NAMED = 50
"""New reports that are named by their ids, at most."""
WAITING = 50
"""Jobs that may wait at once."""


class Job(msgspec.Struct, kw_only=True):
    """One run of reading. done, total: inputs, as far as they are known. known: reports that were read before; copies, irrelevant,
    unsupported: that are word for word another one, tell of no violence, are in a language that is not read."""

    id: str
    state: Literal["waiting", "reading", "done", "failed"] = "waiting"
    done: int = 0
    total: int = 0
    known: int = 0
    copies: int = 0
    irrelevant: int = 0
    unsupported: int = 0
    reports: list[str] = []
    incidents: list[str] = []
    failures: list[Failure] = []


def reading(user: str) -> Reading:
    """Reads in this process, for a user."""
    return partial(_reading, user)


def _reading(
    user: str, store: Store, inputs: list[Input], options: Options, progress: Callable[[Summary], None]
) -> Summary:
    return read_into(store, inputs, options, progress=progress, jobs=1, user=user)


class Jobs:
    """The line of jobs of one server; safe to use from several threads."""

    def __init__(self, store: Store, read: Reading | None = None) -> None:
        """read: what reads, by default this process."""
        self._store, self._read = store, read
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._line: Line[tuple[Job, list[Input], Options, str] | None] = Line()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, inputs: list[Input], options: Options, user: str) -> Job:
        """A job that will read these inputs. Raises TacitusError E605 where too many are waiting."""
        job = Job(id=secrets.token_urlsafe(12), total=len(inputs))
        with self._lock:
            if sum(one.state in ("waiting", "reading") for one in self._jobs.values()) >= WAITING:
                hint = "come again in a minute"
                raise TacitusError("E605", "too many inputs are waiting to be read", where="reports", hint=hint)
            self._jobs[job.id] = job
            over = [key for key, one in self._jobs.items() if one.state in ("done", "failed")]
            for key in over[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[key]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="tacitus-reading")
                self._thread.start()
        self._line.put((job, inputs, options, user))
        return job

    def get(self, job_id: str) -> Job:
        """The job as it is now. Raises TacitusError E603."""
        found = self._jobs.get(job_id)
        if found is None:
            hint = "jobs are forgotten when the server stops"
            raise TacitusError("E603", f"there is no job {job_id[:40]!r}", where="jobs", hint=hint)
        return msgspec.structs.replace(found)

    def stop(self) -> None:
        """Lets the job that is being read come to its end, and takes no more."""
        if self._thread is not None:
            self._line.put(None)
            self._thread.join(timeout=30)
            self._thread = None

    def _work(self) -> None:
        while (item := self._line.get()) is not None:
            job, inputs, options, user = item
            job.state = "reading"
            read = self._read or reading(user)
            before = self._store.cursor(), self._store.report_count()
            try:
                summary = read(self._store, inputs, options, lambda now, job=job: _tell(job, now))  # type: ignore[misc]
                _tell(job, summary)
                self._note(job, *before)
                job.state = "done"
            except TacitusError as error:
                job.failures = [*job.failures, error.failure]
                job.state = "failed"
            except Exception as bug:  # one job's fault must not stop the others
                what, hint = f"a bug of ours ({type(bug).__name__}: {str(bug)[:160]})", "send us the input, if you may"
                job.failures = [*job.failures, Failure(code="E901", what=what, where="reading", hint=hint)]
                job.state = "failed"

    def _note(self, job: Job, before: int, had: int) -> None:
        """Which incidents came of it, and which reports: those that are new, read or not, and those that told of them."""
        incidents: dict[str, None] = {}
        came = min(NAMED, self._store.report_count() - had)
        fresh = self._store.reports_found(limit=came)[0] if came > 0 else []
        reports = dict.fromkeys(one.id for one in reversed(fresh))
        for change in self._store.changes(before):
            if change.what in ("new", "changed") and change.revision.decision is None:
                incidents[change.id] = None
                reports.update(dict.fromkeys(change.revision.reports))
        job.incidents, job.reports = list(incidents), list(reports)


def _tell(job: Job, summary: Summary) -> None:
    job.done = summary.read + summary.copies + summary.irrelevant + summary.unsupported + summary.failed + summary.known
    job.total = max(job.total, job.done)
    job.known, job.copies, job.irrelevant, job.unsupported = summary.known, summary.copies, summary.irrelevant, summary.unsupported
    job.failures = list(summary.failures)
