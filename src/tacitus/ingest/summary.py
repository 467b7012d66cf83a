"""The counts with which a run of reading ends, and with which its progress is told."""

from __future__ import annotations

import msgspec

from tacitus.errors import Failure


class Summary(msgspec.Struct, kw_only=True):
    """What became of every input; with a store, only what is already safe in it.

    read: reports read for statements. copies: those that are the wire text of another report (also when word for
    word the same, which are not read again). irrelevant: not about violence. unsupported: in a language that is
    not read. failed: inputs that could not be read, or not whole. known: reports dealt with in an earlier run.
    Each report counts in one of these, but one that was read only so far (E308) in `read` and in `failed`.
    statements: new ones. new, changed: incidents. failures: one each.
    notes: what the reader has to say of the run, such as the tokens that it used.
    """

    read: int = 0
    copies: int = 0
    irrelevant: int = 0
    unsupported: int = 0
    failed: int = 0
    known: int = 0
    statements: int = 0
    new: int = 0
    changed: int = 0
    failures: list[Failure] = []
    notes: list[str] = []
