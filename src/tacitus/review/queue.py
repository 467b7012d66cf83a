"""The review queue: what matters and is unsure, the weightiest first; looking at it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import msgspec

from tacitus.errors import TacitusError
from tacitus.review.catching import catch_up, living
from tacitus.review.items import Item, item
from tacitus.store import Query, Question, Store

SECONDS = 0.5
"""How long a look at the queue works on what changed since the last one; it then says how much is left."""


class Queue(msgspec.Struct, kw_only=True):
    """A page of the queue. left: questions in all, these among them. next: pass it as `after` for the page behind, None at the
    end. behind: incidents that have changed and are not yet asked about."""

    items: list[Item] = []
    left: int = 0
    next: str | None = None
    behind: int = 0


def queue(
    store: Store, query: Query | None = None, *, user: str | None = None, after: str | None = None, limit: int = 20,
    skipped: bool = False, kinds: Iterable[str] = (), seconds: float | None = SECONDS,
) -> Queue:
    """The questions on the incidents that a query selects, ordered by (1 + deaths) x unsure, then by key.

    user: leaves out what this reviewer put off (`skip`), or gives only that with `skipped`. after: `Queue.next` of the page
    before. kinds: only such questions. seconds: to spend on incidents that changed meanwhile, None for all. Raises
    TacitusError E102 or E103 for a filter or an `after` that cannot be used.
    """
    behind = catch_up(store, seconds=seconds)
    kinds = list(kinds)
    found = store.questions(
        query, user=user, skipped=skipped, kinds=kinds, after=None if after is None else _place(after), limit=limit + 1
    )
    shown = found[:limit]
    more = f"{shown[-1].score!r}:{shown[-1].key}" if len(found) > limit and shown else None
    left = store.question_count(query, user=user, skipped=skipped, kinds=kinds)
    return Queue(items=_items(store, shown), left=left, next=more, behind=behind)


def one(store: Store, key: str) -> Item:
    """The question with this key. Raises TacitusError E509 where it is no longer asked."""
    return _items(store, [_known(store, key)])[0]


def skip(store: Store, key: str, *, user: str) -> None:
    """Puts a question off for one reviewer until its evidence changes; decides nothing. Raises TacitusError E509."""
    store.skip(_known(store, key), user=user, at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def unskip(store: Store, key: str, *, user: str) -> None:
    """Takes back that a reviewer put a question off."""
    store.no_longer_skip(key, user=user)


def _known(store: Store, key: str) -> Question:
    found = store.question(key)
    if found is None:
        raise TacitusError(
            "E509", f"the question {key!r} is not asked, or no longer", where=store.path, hint=f"tacitus review {store.path}"
        )
    return found


def _place(after: str) -> tuple[float, str]:
    score, _, key = after.partition(":")
    try:
        return float(score), key
    except ValueError:
        hint = "`next` of the page before"
        raise TacitusError("E102", f"{after!r} is no place in the queue", where="after", hint=hint) from None


def _items(store: Store, some: Sequence[Question]) -> list[Item]:
    ids = {each for one in some for each in (one.incident, one.other) if each is not None}
    incidents = living(store, ids)
    members = {key: store.statements_of(key) for key in incidents}
    reports = store.reports({one.report for each in members.values() for one in each})
    found = []
    for each in some:
        two = [each.incident, *([each.other] if each.other else [])]
        if all(key in incidents for key in two):
            told = [one for key in two for one in members[key]]
            found.append(item(each, [incidents[key] for key in two], told, reports))
    return found
