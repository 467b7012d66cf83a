"""How much memory this process and all its children hold together at any one time."""

from __future__ import annotations

import threading

import psutil


class Memory:
    """Watches while its block runs. peak: the largest sum seen, in GB; what processes share counts once (PSS, Linux alone)."""

    EVERY = 0.25  # seconds; reading 400 words takes about as long, and what a report needs is small beside the model

    def __init__(self) -> None:
        self.peak = 0.0
        self._stop = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._watch.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._stop.set()
        self._watch.join()

    def _look(self) -> None:
        me = psutil.Process()
        while True:
            self.peak = max(self.peak, sum(map(_held, [me, *me.children(recursive=True)])) / 1e9)
            if self._stop.wait(self.EVERY):
                return


def _held(process: psutil.Process) -> int:
    """The bytes of one process, what it shares with others counted in part; 0 for one that has just ended."""
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0
