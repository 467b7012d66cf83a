"""How much may be asked in how short a time, and how slowly a body may come in."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send
from litestar.types.asgi_types import ReceiveMessage

from tacitus.errors import TacitusError


class Rate(msgspec.Struct, frozen=True):
    """So many at once, and then so many a second."""

    burst: float
    refill: float


READING = Rate(600, 20)
"""A page asks for about ten things when it opens, and a person opens one every few seconds; a script has 72,000 an hour."""
WRITING = Rate(60, 1)
"""A quick reviewer decides every two seconds."""
HEAVY = Rate(30, 0.2)
"""Exports: each may take the whole record through the machine."""
PAIR, ADDRESS, NAME = Rate(5, 1 / 60), Rate(30, 1 / 10), Rate(50, 1 / 10)
"""Sign-ins that failed: of one name from one address, from one address, and of one name from anywhere. The last is wide, or
a stranger could lock a user out; with it a name is tried at most 8,700 times a day."""
LOGGED = Rate(200, 1 / 30)
"""Failed sign-ins that go into the log, or strangers could fill the disk with it."""
MOST = 20_000
"""Counters that are kept; the one that was not used for longest goes first."""
BODY_SECONDS = 120.0
"""For a whole body to come in: the largest, 64 MB, needs half a megabyte a second."""


class TooMany(TacitusError):
    """E610. seconds: until the next one is answered."""

    def __init__(self, what: str, seconds: int) -> None:
        super().__init__("E610", what, where="limits", hint=f"come again in {seconds} seconds")
        self.seconds = seconds


class Limits:
    """Counters by what is asked and by whom; safe to use from several threads. clock: seconds, for tests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[tuple[str, ...], tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, rate: Rate, *key: str) -> None:
        """Counts one. Raises TooMany."""
        wait = self._wait(rate, key, take=True)
        if wait > 0:
            raise TooMany("too many requests in too short a time", math.ceil(wait))

    def has(self, rate: Rate, *key: str) -> bool:
        """Counts one, and says whether it was still within the rate."""
        return self._wait(rate, key, take=True) <= 0

    def try_sign_in(self, name: str, address: str) -> None:
        """Counts one more attempt, before the password is looked at. Raises TooMany."""
        rates = ((PAIR, ("pair", name, address)), (ADDRESS, ("address", address)), (NAME, ("name", name)))
        wait = max(self._wait(rate, key, take=False) for rate, key in rates)
        if wait > 0:
            raise TooMany("too many sign-ins failed", math.ceil(wait))
        for rate, key in rates:
            self._wait(rate, key, take=True)

    def signed_in(self, name: str, address: str) -> None:
        """Forgets what failed before, for a password that was right."""
        with self._lock:
            for key in (("pair", name, address), ("name", name)):
                self._left.pop(key, None)

    def _wait(self, rate: Rate, key: tuple[str, ...], *, take: bool) -> float:
        """Seconds until there is one left, 0 where there is; that one is taken."""
        now = self._clock()
        with self._lock:
            left, at = self._left.get(key, (rate.burst, now))
            left = min(rate.burst, left + (now - at) * rate.refill)
            if left < 1:
                return (1 - left) / rate.refill
            if take:
                self._left[key] = (left - 1, now)
                self._left.move_to_end(key)
                while len(self._left) > MOST:
                    self._left.popitem(last=False)
        return 0.0


class Patience:
    """Waits for a body only so long, for one that comes in drops holds a place that others need."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes on everything; raises TacitusError E611 where the body is too slow."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        deadline, whole = time.monotonic() + BODY_SECONDS, False

        async def patient() -> ReceiveMessage:
            nonlocal whole
            if whole:
                return await receive()  # waits for the caller to go
            try:
                message = await asyncio.wait_for(receive(), max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                hint = "a quicker connection, or less at once"
                raise TacitusError("E611", "the body did not come in time", where=scope["path"], hint=hint) from None
            whole = message["type"] != "http.request" or not message.get("more_body")
            return message

        await self._app(scope, patient, send)
