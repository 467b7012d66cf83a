"""Who is signed in: kept by the server alone, in memory, so that no copy of the record has a session in it."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from tacitus.store import Store, people
from tacitus.store.people import Account

IDLE = 12 * 3600.0
"""Seconds after which a session ends in which nothing was asked: a working day."""
LONGEST = 7 * 24 * 3600.0
"""Seconds after which any session ends."""
MOST = 10_000
"""Sessions at once; the one that has been idle for longest goes first."""


class Session(msgspec.Struct):
    """One browser of a user. account: as it was at the sign-in. csrf: what a changing request must bear. began, seen: by the
    server's own clock."""

    account: Account
    csrf: str
    began: float
    seen: float


class Sessions:
    """All that are signed in; safe to use from several threads. clock: seconds, for tests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()
        self._met: set[str] = set()

    def begin(self, account: Account) -> tuple[str, Session]:
        """A new session, and the secret that the browser is to show; only its hash is kept."""
        secret, now = secrets.token_urlsafe(32), self._clock()
        session = Session(account=account, csrf=secrets.token_urlsafe(32), began=now, seen=now)
        with self._lock:
            self._held[_key(secret)] = session
            while len(self._held) > MOST:
                self._held.popitem(last=False)
        return secret, session

    def find(self, record: Store, secret: str) -> Session | None:
        """The session of a secret; None where there is none, it is over, or its user was changed or removed since."""
        key, now = _key(secret), self._clock()
        with self._lock:
            session = self._held.get(key)
        if session is None:
            return None
        over = now - session.seen > IDLE or now - session.began > LONGEST
        if over or people.account(record, session.account.name) != session.account:
            self.end(secret)
            return None
        with self._lock:
            session.seen = now
            if key in self._held:
                self._held.move_to_end(key)
        return session

    def end(self, secret: str) -> None:
        """Ends a session."""
        with self._lock:
            self._held.pop(_key(secret), None)

    def first(self, token: str) -> bool:
        """Whether a token is shown for the first time since the server began."""
        with self._lock:
            fresh = _key(token) not in self._met
            self._met.add(_key(token))
        return fresh


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
