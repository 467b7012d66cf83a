"""Where the id of an incident leads that was merged into another, once a person has parted the two again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from tacitus.merge import Because
from tacitus.merge.history import tombstone
from tacitus.record import Incident
from tacitus.store import Store


def led_on(store: Store, ids: Iterable[str], changed: Sequence[Incident], *, at: str, because: Because) -> list[Incident]:
    """Those of these ids that lead to an incident which no longer holds what they held, each with where that is now.

    changed: the incidents that the decision changed, as they are now, in the same transaction. An id that held what has gone
    several ways leads where the most went, and where that is equal stays as it is.
    """
    homes = {statement: one.id for one in changed for statement in one.statements}
    found = []
    for one in store.exactly(ids):
        if one.redirect is None:
            continue
        leads, held = store.last_statements(one.id)
        ways = Counter(homes.get(statement, leads) for statement in held)
        best = max(ways, key=lambda way: (ways[way], way == leads, way), default=leads)
        if best != leads:
            found.append(tombstone(one, best, at=at, why=because.why()))
    return found
