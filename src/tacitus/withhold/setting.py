"""The one setting: whether a record's views and exports withhold the names of private persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tacitus.store import shown
from tacitus.withhold.veil import Veil

if TYPE_CHECKING:
    from tacitus.store import Store

NOTHING = "nothing"


def on(record: Store) -> bool:
    """Whether names are withheld; as the record stood in the past, it is asked of the present."""
    from tacitus.store import beside

    return beside.setting(record, shown.SETTING) == shown.NAMES


def switch(record: Store, to: bool, *, at: str, user: str = "local") -> None:
    """Withholds names from now on, or no longer; `catch_up` then lets searches find what is shown.

    at: ISO 8601, UTC. user: who did, for the log.
    """
    from tacitus.store import audit, beside

    value = shown.NAMES if to else NOTHING
    with record.writing():
        beside.keep_setting(record, shown.SETTING, value, at=at)
        audit.note(record, user, "setting changed", "withhold", at=at, to=value)


def veil(record: Store, *, whatever: bool = False) -> Veil | None:
    """What everything that is shown must go through, None while nothing is withheld. whatever: also then."""
    return Veil(record.report, record.statements_of_report) if whatever or on(record) else None
