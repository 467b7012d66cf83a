"""The tables of the review queue: what is unsure, which incidents are still to be asked about, and what was put off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, delete, exists, func, or_, select, text, tuple_, update
from sqlalchemy.dialects.sqlite import insert

from tacitus.record import Incident, decode, encode
from tacitus.store import schema
from tacitus.store.query import Query
from tacitus.store.selecting import selection
from tacitus.store.shown import withheld

Kind = Literal["pair", "part", "toll", "claims", "date", "place", "unplaced", "doubt", "field", "decided"]
KINDS: tuple[str, ...] = get_args(Kind)
_ROWS, _SKIPS, _INCIDENTS = schema.questions.c, schema.skips.c, schema.incidents.c
_UNASKED = text("asked IS NOT revision AND redirect IS NULL AND withdrawn = 0")  # as the partial index has it
_PLAIN = Query()


class Question(msgspec.Struct, kw_only=True):
    """One thing that a person should look at.

    key: the same as long as it is the same question on the same incidents. other: the second incident of a pair.
    statements: those in question; of a pair, the likest two. why: in a sentence. deaths: that hang on the answer. unsure: 0 to
    1. score: by which the queue is ordered, downwards. features: what speaks for and against one happening, in points.
    evidence: changes when what the question rests on does.
    """

    key: str
    kind: Kind
    incident: str
    other: str | None = None
    field: str | None = None
    statements: list[str] = []
    why: str
    score: float
    deaths: int = 0
    unsure: float = 1.0
    features: dict[str, float] = {}
    evidence: str = ""


class Asking:
    """The part of a `Store` that the review queue uses."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def unasked(self, limit: int, only: list[str] | None = None) -> list[Incident]:
        """Living incidents that have changed since questions on them were last asked; near ones stand together.

        only: of these ids, None for all.
        """
        asked = select(_INCIDENTS.body).where(_UNASKED).order_by(_INCIDENTS.country, _INCIDENTS.starts, _INCIDENTS.id)
        if only is not None:
            asked = asked.where(_INCIDENTS.id.in_(only))
        with self._reading() as connection:
            return [decode(body, Incident) for body in connection.execute(asked.limit(limit)).scalars()]

    def unasked_count(self) -> int:
        """How many there are."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.incidents).where(_UNASKED)).scalar_one())

    def ask_again(self, ids: Iterable[str]) -> None:
        """Marks incidents as to be asked about again: what people said of them has changed, and they have not."""
        with self._writing() as connection:
            connection.execute(update(schema.incidents).where(_INCIDENTS.id.in_(list(ids))).values(asked=None))

    def ask(self, revisions: Mapping[str, int], beside: Iterable[str], questions: Iterable[Question]) -> None:
        """Puts these questions in the place of all earlier ones on these incidents.

        revisions: the incidents, and the revision of each that was looked at. beside: others that they were held against;
        a question on one of the first and an incident that is in neither stays.
        """
        here = list(revisions)
        seen = [*here, *beside]
        with self._writing() as connection:
            connection.execute(delete(schema.questions).where(_ROWS.incident.in_(here), _ROWS.other.is_(None)))
            connection.execute(
                delete(schema.questions).where(
                    or_(_ROWS.incident.in_(here), _ROWS.other.in_(here)), _ROWS.incident.in_(seen), _ROWS.other.in_(seen)
                )
            )
            rows = [
                {
                    "key": one.key, "kind": one.kind, "incident": one.incident, "other": one.other, "score": one.score,
                    "evidence": one.evidence, "body": encode(one).decode(),
                }
                for one in questions
            ]
            if rows:
                added = insert(schema.questions)
                values = {name: added.excluded[name] for name in ("score", "evidence", "body")}
                connection.execute(added.on_conflict_do_update(index_elements=["key"], set_=values), rows)
            for incident, revision in revisions.items():
                connection.execute(update(schema.incidents).where(_INCIDENTS.id == incident).values(asked=revision))

    def questions(
        self, query: Query | None = None, *, user: str | None = None, skipped: bool = False,
        kinds: Iterable[str] = (), after: tuple[float, str] | None = None, limit: int | None = None,
    ) -> list[Question]:
        """The questions on incidents that a query selects, the weightiest first, then by key.

        user: leave out what this reviewer put off, or, with `skipped`, give only that. kinds: only these, if any. after: the
        score and key of the last one seen. Raises TacitusError E102 or E103 for a filter that cannot be used.
        """
        with self._reading() as connection:
            asked = select(_ROWS.body).where(*_conditions(query, user, skipped, kinds, withheld(connection)))
            asked = asked.order_by(_ROWS.score.desc(), _ROWS.key)
            if after is not None:
                asked = asked.where(tuple_(-_ROWS.score, _ROWS.key) > tuple_(-after[0], after[1]))
                asked = asked.where(_ROWS.score <= after[0])  # the same again, as the index can use it
            if limit is not None:
                asked = asked.limit(limit)
            return [decode(body, Question) for body in connection.execute(asked).scalars()]

    def question_count(
        self, query: Query | None = None, *, user: str | None = None, skipped: bool = False, kinds: Iterable[str] = ()
    ) -> int:
        """How many `questions` would give without a limit."""
        with self._reading() as connection:
            conditions = _conditions(query, user, skipped, kinds, withheld(connection))
            return int(connection.execute(select(func.count()).select_from(schema.questions).where(*conditions)).scalar_one())

    def question(self, key: str) -> Question | None:
        """The question with this key, None where it is no longer asked."""
        with self._reading() as connection:
            body = connection.execute(select(_ROWS.body).where(_ROWS.key == key)).scalar()
            return None if body is None else decode(body, Question)

    def skip(self, question: Question, *, user: str, at: str) -> None:
        """Puts a question off for one reviewer, as long as its evidence stays the same; decides nothing."""
        row = insert(schema.skips).values(user=user, key=question.key, evidence=question.evidence, at=at)
        values = {name: row.excluded[name] for name in ("evidence", "at")}
        with self._writing() as connection:
            connection.execute(row.on_conflict_do_update(index_elements=["user", "key"], set_=values))

    def no_longer_skip(self, key: str, *, user: str) -> None:
        """Takes back that a reviewer put a question off."""
        with self._writing() as connection:
            connection.execute(delete(schema.skips).where(_SKIPS.user == user, _SKIPS.key == key))


def forget(connection: Connection, incident: str) -> None:
    """Drops the questions on an incident that was merged into another, or that nothing tells of any more."""
    connection.execute(delete(schema.questions).where(or_(_ROWS.incident == incident, _ROWS.other == incident)))


def _conditions(
    query: Query | None, user: str | None, skipped: bool, kinds: Iterable[str], hidden: bool
) -> Iterator[ColumnElement[bool]]:
    """hidden: names are withheld, and no question is found by one."""
    if only := list(kinds):
        yield _ROWS.kind.in_(only)
    if query is not None:  # which incidents, not in which order or how many of them
        query = msgspec.structs.replace(query, limit=None, cursor=None, sort=_PLAIN.sort)
    if query is not None and query != _PLAIN:
        chosen = select(schema.desk.c.id).where(*selection(query, hidden))
        yield or_(_ROWS.incident.in_(chosen), _ROWS.other.in_(chosen))
    if user is not None:
        put_off = exists().where(_SKIPS.user == user, _SKIPS.key == _ROWS.key, _SKIPS.evidence == _ROWS.evidence)
        yield put_off if skipped else ~put_off
