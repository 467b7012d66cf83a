"""The facts of a statement as bytes: what pairing needs of it and no more, for a store or a file to keep beside it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec

from tacitus.merge.facts import Facts
from tacitus.record import Claim, Count, Party, Quote, Statement, When, Where

FORM = 2
"""To be raised when facts or keys are drawn otherwise than before; what a store keeps is then drawn anew."""
_BY_TABLES = ("limits.toml", "words.toml")


@cache
def form() -> str:
    """What packed facts and keys rest on besides statement and report; others are kept only as long as it stays."""
    tables = b"".join((Path(__file__).parent / name).read_bytes() for name in _BY_TABLES)
    return f"{FORM}-{hashlib.sha256(tables).hexdigest()[:12]}"


def pack(x: Facts) -> bytes:
    """The facts without what no pair is judged by: where words stand, traces, doubts, copies (which may grow)."""
    return _PACK.encode(
        msgspec.structs.replace(x, statement=_slim(x.statement), copies=frozenset(), agents=tuple(map(_party, x.agents)))
    )


def unpack(packed: bytes, copies: frozenset[str] = frozenset()) -> Facts:
    """The facts again; judged against others, they give what the whole ones give. copies: of its report, as of now."""
    found = _UNPACK.decode(packed)
    return msgspec.structs.replace(found, copies=copies) if copies else found


_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(Facts)


def _slim(one: Statement) -> Statement:
    return Statement(
        id=one.id, report=one.report, type=one.type, status=one.status, role_in_report=one.role_in_report,
        when=_when(one.when), where=_where(one.where), reader=one.reader, speaker=one.speaker,
        roles={role: [_party(party) for party in parties] for role, parties in one.roles.items()},
        counts={what: Count(low=n.low, high=n.high, best=n.best, unit=n.unit, rule=n.rule) for what, n in one.counts.items()},
        claims=[Claim(by=each.by, actor=each.actor, stance=each.stance) for each in one.claims],
        quotes=[Quote(report="", start=0, end=0, words=quote.words) for quote in one.quotes],
    )  # fmt: skip


def _when(when: When) -> When:
    return msgspec.structs.replace(when, quotes=[])


def _where(where: Where) -> Where:
    return msgspec.structs.replace(where, quotes=[], runners_up=[], geometry=None, also=[])


def _party(party: Party) -> Party:
    return msgspec.structs.replace(party, quotes=[])
