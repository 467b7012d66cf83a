"""Which reports are one wire text: groups of what hangs together by pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

# json_each takes any number of values in one prepared statement
_PAIRS = text(
    "SELECT c.report, c.other FROM json_each(:ids) w CROSS JOIN copies c ON c.report = w.value"
    " UNION SELECT c.report, c.other FROM json_each(:ids) w CROSS JOIN copies c ON c.other = w.value"
)


def groups_of(connection: Connection, ids: Iterable[str]) -> dict[str, set[str]]:
    """For each of the ids that has wire copies, everything that hangs together with it by pairs, itself included."""
    groups: dict[str, set[str]] = {}
    asked = list(ids)
    seen, frontier = set(asked), asked
    while frontier:
        pairs = [(one, other) for one, other in connection.execute(_PAIRS, {"ids": json.dumps(frontier)})]
        for one, other in pairs:
            joined = groups.setdefault(one, {one}) | groups.setdefault(other, {other})
            groups.update(dict.fromkeys(joined, joined))
        frontier = sorted({key for pair in pairs for key in pair} - seen)
        seen.update(frontier)
    return {key: groups[key] for key in asked if key in groups}
