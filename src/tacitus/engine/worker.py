"""One reading process of the pool: takes reports from its pipe, sends back statements."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

import msgspec

from tacitus.engine.faults import Partly
from tacitus.errors import Failure, TacitusError
from tacitus.record import Report, Statement


class Task(msgspec.Struct):
    """A report sent to a process, with its place in the order."""

    n: int
    report: Report


class Answer(msgspec.Struct):
    """What came of a task. `stops` is an error that stops the whole run; n is -1 for "ready to read".

    partly: there are statements as well as a failure.
    """

    n: int
    statements: list[Statement] = []
    failure: Failure | None = None
    partly: bool = False
    stops: Failure | None = None


READY = -1


def work(pipe: Connection, reader: str, seconds: float) -> None:
    """Answers every task that comes through `pipe` until it closes. reader: "module:function"."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # one core a process: the pool itself is what runs in parallel
    from tacitus.engine.run import read_one

    try:
        read = _import(reader)
    except TacitusError as error:
        _send(pipe, Answer(n=READY, stops=error.failure))
        return
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    _send(pipe, Answer(n=READY))
    while True:
        task = tasks.get()
        try:
            outcome = read_one(task.report, read, seconds)
        except TacitusError as error:
            _send(pipe, Answer(n=task.n, stops=error.failure))
        else:
            _send(pipe, _answer(task.n, outcome))


def _answer(n: int, outcome: list[Statement] | Failure | Partly) -> Answer:
    if isinstance(outcome, Partly):
        return Answer(n=n, statements=outcome.statements, failure=outcome.failure, partly=True)
    return Answer(n=n, failure=outcome) if isinstance(outcome, Failure) else Answer(n=n, statements=outcome)


def _import(reader: str) -> Callable[[Report], list[Statement]]:
    from importlib import import_module

    module, _, name = reader.partition(":")
    found: Callable[[Report], list[Statement]] = getattr(import_module(module), name)
    return found


def _receive(pipe: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Empties the pipe at once, so that parent and child never wait for each other to send."""
    while True:
        try:
            tasks.put(msgspec.msgpack.decode(pipe.recv_bytes(), type=Task))
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone, even if a report is still being read


def _send(pipe: Connection, answer: Answer) -> None:
    try:
        pipe.send_bytes(msgspec.msgpack.encode(answer))
    except OSError:
        sys.exit(0)
