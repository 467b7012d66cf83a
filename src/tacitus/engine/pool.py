"""A pool of reading processes that survives the death of any of them and hands results on in order."""

from __future__ import annotations

import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

import msgspec

from tacitus.engine.faults import Partly, failure
from tacitus.engine.worker import READY, Answer, Task, work
from tacitus.errors import Failure, TacitusError
from tacitus.record import Report, Statement

AHEAD = 6
"""Reports sent to a process before it answers, so that it never waits while the caller merges and stores."""

WINDOW = 8
"""Reports a process held in all, read or not, while an earlier slow one is waited for."""

START_SECONDS = 120.0
"""A process that has not loaded its model by then, on however busy a machine, never will."""

STARTS = 3
"""So many deaths in a row before any process was ready mean that none will ever be."""

GRACE = 10.0
"""A process stops a slow report itself; only one stuck in compiled code needs to be ended from outside."""


def in_processes(
    reports: Iterator[Report], jobs: int, read: Callable[[Report], list[Statement]] | None, seconds: float
) -> Iterator[tuple[Report, list[Statement] | Failure | Partly]]:
    """The outcomes in order of arrival; see `map_reports`. Ends its processes however it is left."""
    pool = _Pool(jobs, _name(read), seconds)
    waiting: deque[int] = deque()
    held: dict[int, Report] = {}
    number, more = 0, True
    try:
        while more or waiting:
            while more and len(waiting) < jobs * WINDOW and not (waiting and waiting[0] in pool.done):
                report = next(reports, None)
                if report is None:
                    more = False
                    break
                held[number] = report
                waiting.append(number)
                pool.add(Task(n=number, report=report))
                number += 1
                pool.pump(0)
            if waiting and waiting[0] in pool.done:
                first = waiting.popleft()
                yield held.pop(first), pool.done.pop(first)
            elif waiting:
                pool.pump(1.0)
    finally:
        pool.close()


def _name(read: Callable[[Report], list[Statement]] | None) -> str:
    return "tacitus.reader:read" if read is None else f"{read.__module__}:{read.__qualname__}"


class _Worker:
    """One process, the tasks that it has not answered yet (oldest first), and since when the oldest runs."""

    def __init__(self, reader: str, seconds: float) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(theirs, reader, seconds), daemon=True)
        self.process.start()
        theirs.close()
        self.tasks: deque[Task] = deque()
        self.ready = False
        self.since = time.monotonic()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Pool:
    """Sends tasks to processes and collects `done`: outcome by task number."""

    def __init__(self, jobs: int, reader: str, seconds: float) -> None:
        self.jobs, self.reader, self.seconds = jobs, reader, seconds
        self.workers: list[_Worker] = []
        self.queue: deque[Task] = deque()
        self.done: dict[int, list[Statement] | Failure | Partly] = {}
        self.failed_starts = 0

    def add(self, task: Task) -> None:
        self.queue.append(task)
        if len(self.workers) < self.jobs:
            self.workers.append(_Worker(self.reader, self.seconds))

    def pump(self, patience: float) -> None:
        """Sends what can be sent, then waits up to `patience` seconds for answers."""
        for worker in self.workers:
            while self.queue and worker.ready and len(worker.tasks) < AHEAD:
                self._send(worker, self.queue.popleft())
        by_pipe = {worker.pipe: worker for worker in self.workers}
        for pipe in wait(list(by_pipe), patience):
            assert isinstance(pipe, Connection)
            self._receive(by_pipe[pipe])
        for worker in list(self.workers):
            self._watch(worker)

    def _send(self, worker: _Worker, task: Task) -> None:
        if not worker.tasks:
            worker.since = time.monotonic()
        worker.tasks.append(task)
        try:
            worker.pipe.send_bytes(msgspec.msgpack.encode(task))
        except OSError:
            return  # it has died; _receive meets the closed pipe and deals with all its tasks

    def _receive(self, worker: _Worker) -> None:
        try:
            answer = msgspec.msgpack.decode(worker.pipe.recv_bytes(), type=Answer)
        except (EOFError, OSError, msgspec.DecodeError):
            self._replace(worker, "its process ended")
            return
        if answer.stops is not None:
            stopped = answer.stops
            raise TacitusError(stopped.code, stopped.what, where=stopped.where, hint=stopped.hint)
        worker.since = time.monotonic()
        if answer.n == READY:
            worker.ready, self.failed_starts = True, 0
            return
        worker.tasks.popleft()
        if answer.partly and answer.failure is not None:
            self.done[answer.n] = Partly(answer.statements, answer.failure)
        else:
            self.done[answer.n] = answer.statements if answer.failure is None else answer.failure

    def _watch(self, worker: _Worker) -> None:
        """Ends a process that has been on one report, or on loading, for too long."""
        passed = time.monotonic() - worker.since
        if not worker.ready and passed > START_SECONDS:
            self._replace(worker, "it did not start in time")
        elif worker.tasks and passed > self.seconds + GRACE and not worker.pipe.poll():
            self._replace(worker, f"TookTooLong: more than {self.seconds:g} seconds")

    def _replace(self, worker: _Worker, why: str) -> None:
        """The oldest task of a lost process has failed; the rest go to others, in their order."""
        exitcode = worker.process.exitcode
        worker.end()
        self.workers.remove(worker)
        if not worker.ready:
            self._failed_start(why, exitcode)
        elif worker.tasks:
            lost = worker.tasks.popleft()
            self.done[lost.n] = failure(lost.report, why)
        self.queue.extendleft(reversed(worker.tasks))
        if self.queue:
            self.workers.append(_Worker(self.reader, self.seconds))

    def _failed_start(self, why: str, exitcode: int | None) -> None:
        self.failed_starts += 1
        if self.failed_starts >= STARTS:
            raise TacitusError(
                "E303",
                f"the reading processes do not start ({why}, exit status {exitcode})",
                where="engine",
                hint="read with one process (--jobs 1); in a script of your own, keep the call under "
                "if __name__ == '__main__'",
            )

    def close(self) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()
