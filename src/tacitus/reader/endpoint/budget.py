"""Keeps a run within its limits of requests a minute, tokens and cost, and counts what it used."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from tacitus.reader.endpoint.settings import Endpoint

MINUTE = 60.0
_BELIEVABLE = 10_000_000  # tokens; a server that says more of one request is not counting


class Spent(Exception):
    """The next request would go over a limit; its text says which."""


class Budget:
    """The limits of one run and what it has used so far: requests sent, tokens out and back, answers from the cache."""

    def __init__(
        self,
        limits: Endpoint,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.requests = self.cached = self.sent = self.answered = 0
        self._limits, self._clock, self._sleep = limits, clock, sleep
        self._times: deque[float] = deque()

    def cost(self) -> float | None:
        """What has been used so far costs, None where no prices are given."""
        return price(self._limits, self.sent, self.answered)

    def allow(self, tokens: int) -> None:
        """Waits until the next request may be sent. tokens: what it will send. Raises Spent where it would cost too much."""
        limits = self._limits
        sent, answered = self.sent + tokens, self.answered + limits.answer
        if limits.max_tokens is not None and sent + answered > limits.max_tokens:
            raise Spent(f"the limit of {limits.max_tokens:,} tokens")
        cost = price(limits, sent, answered)
        if limits.max_cost is not None and cost is not None and cost > limits.max_cost:
            raise Spent(f"the limit of {limits.max_cost:g} for cost")
        self._wait()
        self.requests += 1

    def _wait(self) -> None:
        most = self._limits.requests_per_minute
        if most is None:
            return
        while len(self._times) >= most:
            left = self._times[0] + MINUTE - self._clock()
            if left <= 0:
                self._times.popleft()
            else:
                self._sleep(left)
        self._times.append(self._clock())

    def used(self, sent: object, answered: object, *, guess: tuple[int, int]) -> None:
        """Counts one request by what the server says of it, or by our own guess where it says nothing believable."""
        self.sent += _number(sent, guess[0])
        self.answered += _number(answered, guess[1])


def price(limits: Endpoint, sent: int, answered: int) -> float | None:
    """What so many tokens cost, None where no prices are given."""
    if limits.prices is None:
        return None
    return (sent * limits.prices[0] + answered * limits.prices[1]) / 1e6


def _number(said: object, guess: int) -> int:
    if isinstance(said, int) and not isinstance(said, bool) and 0 <= said <= _BELIEVABLE:
        return said
    return guess
