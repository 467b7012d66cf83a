"""Keeps the queue up to date: asks about every incident that changed since it was last asked about."""

from __future__ import annotations

import time
from collections.abc import Iterable

from tacitus.errors import TacitusError
from tacitus.merge import Memory
from tacitus.merge.margins import WIDE, margins
from tacitus.merge.words import weights
from tacitus.nearby import Nearby, ready
from tacitus.record import Incident
from tacitus.review.asked import pairs, questions
from tacitus.review.standing import standing
from tacitus.store import Store

AT_ONCE = 40
"""Incidents that share a transaction, and the neighbours that are looked up for them: some tenths of a second."""
UNWRITABLE = "E505"


def catch_up(store: Store, *, seconds: float | None = None) -> int:
    """Asks about what changed since, and returns how many incidents are still to be asked about.

    seconds: stop after the transaction in which that time is over; None: go on to the end. A record that cannot be written
    keeps the questions that it has. Safe to break off and to run beside other writers.
    """
    ends = None if seconds is None else time.monotonic() + seconds
    memory = Memory()
    try:
        while _some(store, memory):
            memory.shed()
            if ends is not None and time.monotonic() > ends:
                break
    except TacitusError as error:
        if error.failure.code != UNWRITABLE:
            raise
    return store.unasked_count()


def renew(store: Store, ids: Iterable[str]) -> None:
    """Asks again about these incidents, of which people have said something, whether or not it changed them."""
    wanted = sorted(set(ids))
    store.ask_again(wanted)
    _some(store, Memory(), wanted)


def _some(store: Store, memory: Memory, only: list[str] | None = None) -> bool:
    """One transaction; whether there was anything to do. only: the incidents to ask about, None for any."""
    if not store.unasked(1, only):
        return False
    ready(store)
    with store.writing():
        asked = store.unasked(AT_ONCE, only)
        mine = {one.id: one for one in asked}
        members = {one.id: store.statements_of(one.id) for one in asked}
        told = [one for each in members.values() for one in each]
        near = Nearby(store, memory).around(told, store.reports({one.report for one in told}), _least())
        others = {one.id: one for one, _ in near if one.id not in mine}
        everyone = {**members, **{one.id: some for one, some in near if one.id in others}}
        reports = store.reports({one.report for some in everyone.values() for one in some})
        held = standing(store, reports)
        close = margins(everyone, mine.keys(), reports, held, memory)
        found = [*pairs(close, {**others, **mine}), *(one for each in asked for one in questions(each, members[each.id], held))]
        store.ask({one.id: one.revision for one in asked}, others, found)
    return True


def _least() -> float:
    """The log odds below which a pair is no question, by either table of points."""
    return min(float(weights()[how]["join"]) for how in ("read", "coded")) - WIDE


def living(store: Store, ids: Iterable[str]) -> dict[str, Incident]:
    """The incidents with these ids that still stand by themselves."""
    return {one.id: one for one in store.exactly(ids) if one.redirect is None and one.statements}
