"""Tells the addresses of alerts what is new and what has changed in their searches, from a thread of the server."""

from __future__ import annotations

import logging
import threading
import time

import msgspec

from tacitus.errors import TacitusError
from tacitus.record import encode
from tacitus.sources import Options, tell
from tacitus.store import Query, Store
from tacitus.views.card import Card
from tacitus.web.incidents import cards
from tacitus.web.saved import Alert, changed, kept, meant

EVERY = 10.0
"""Seconds between two looks at the record."""
SLOWEST = 3600.0
"""Seconds that an address that fails is left alone at most; it starts at EVERY, and doubles."""
AT_ONCE = 200
"""Changes that one message is drawn from at most."""
_LOG = logging.getLogger("tacitus.web")


class Message(msgspec.Struct, kw_only=True):
    """What is posted as JSON. query: of the alert. cursor: of the last change that it covers. incidents: as they are now."""

    alert: str
    query: str
    cursor: int
    incidents: list[Card]


class Alerter:
    """One thread that looks and tells; an address that fails is tried again later, with all that it missed."""

    def __init__(self, record: Store, options: Options | None = None, every: float = EVERY) -> None:
        self._record, self._every = record, every
        self._options = options or Options(timeout=10)
        self._stop = threading.Event()
        self._wait: dict[str, tuple[float, float]] = {}
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to look; also again after `stop`."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._work, daemon=True, name="tacitus-alerts")
        self._thread.start()

    def stop(self) -> None:
        """Ends after what is being told."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=30)

    def look(self) -> int:
        """Tells every address that is due; returns how many messages were taken."""
        told = 0
        now = self._record.cursor()
        for alert in kept(self._record, "alerts", Alert):
            if alert.since < now and not self._resting(alert.id):
                told += self._tell(alert)
        return told

    def _resting(self, alert_id: str) -> bool:
        return self._wait.get(alert_id, (0.0, 0.0))[0] > time.monotonic()

    def _tell(self, alert: Alert) -> bool:
        changes = list(self._record.changes(alert.since, limit=AT_ONCE))
        if not changes:
            return False
        message = Message(
            alert=alert.id, query=alert.query, cursor=changes[-1].cursor,
            incidents=self._within(meant(alert.query), {one.id for one in changes}),
        )
        if message.incidents:
            failure = tell(alert.url, encode(message), self._options)
            if failure is not None:
                _LOG.warning("%s", failure)
                self._rest(alert.id)
                return False
        self._wait.pop(alert.id, None)
        self._advance(alert.id, message.cursor)
        return bool(message.incidents)

    def _within(self, query: Query, ids: set[str]) -> list[Card]:
        """Those of the incidents that the search selects."""
        desk, mask, _ = self._record.summed(query)
        words = desk.table.words["id"]
        there = [one for one in ids if (code := words.code(one)) >= 0 and bool(mask[words.codes == code].any())]
        return cards(self._record, [one for one in self._record.exactly(sorted(there)) if one.redirect is None])

    def _rest(self, alert_id: str) -> None:
        pause = min(SLOWEST, max(self._every, self._wait.get(alert_id, (0.0, 0.0))[1] * 2))
        self._wait[alert_id] = (time.monotonic() + pause, pause)

    def _advance(self, alert_id: str, cursor: int) -> None:
        def further(items: list[Alert]) -> list[Alert]:
            return [msgspec.structs.replace(one, since=cursor) if one.id == alert_id else one for one in items]

        changed(self._record, "alerts", Alert, further)

    def _work(self) -> None:
        while not self._stop.wait(self._every):
            try:
                self.look()
            except TacitusError as error:  # such as a record that another process holds: the next look will do
                _LOG.warning("%s", error)
            except Exception:  # a fault of ours must not end all alerts
                _LOG.exception("E901 telling of changes failed")
