"""What a part of a judgement rests on, as one number for each statement, so that it is worked out once for all alike pairs.

In a war thousands of statements share a place, a type and the lie of their days; whether two places can be one is then asked a
million times of a few thousand pairs of places (`rough` asks each once).
"""

from __future__ import annotations

import hashlib

from tacitus.merge.facts import Facts


def place_sort(x: Facts) -> int:
    """The same for statements whose place `nearness.place` cannot tell apart, as an unsigned number of 64 bits."""
    where = x.statement.where
    return _number(where.country, where.place_id, where.lat, where.lon, where.precision, x.size, x.place_names, x.admin_names)


def kind_sort(x: Facts) -> int:
    """The same for statements that `score.kind` and `screen.ceiling` cannot tell apart."""
    patients = bool(x.targets or x.victims)
    said = (bool(x.agents), patients, sorted(x.tolls), bool(x.words), bool(x.statement.claims), bool(x.weapons))
    return _number(x.statement.type, x.coded, x.passing, *said)


def _number(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode(), digest_size=8).digest(), "little")
