"""The narrow rows in memory are what the tables hold, however incidents come, change, merge and go."""

from __future__ import annotations

from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import AT, attacker, batch, claim, happened, incident, killed, when, where
from sqlalchemy import select

from tacitus import store
from tacitus.record import Doubt
from tacitus.store import Query, schema
from tacitus.store.columns import Words

SORTS = ("date", "-date", "killed", "-killed", "changed", "-changed")


@pytest.fixture
def record(tmp_path: Any) -> Any:
    with store.open(tmp_path / "war.db") as opened:
        for n in range(8):
            happened(
                opened, f"i{n}", f"Report {n} of Arva.", type=("bombing", "shelling")[n % 2], when=when(f"2016-0{1 + n}-10"),
                where=where("Déir Arva", "SY", 35.0 + n, 36.0, admin1="Ídlib"), counts=killed(n, n + 1 if n % 3 else None),
                roles=attacker("Red Column", "red" if n % 2 else None), claims=claim("Amaq"), at=f"2026-01-0{1 + n}T00:00:00Z",
                doubts=[Doubt(kind="figures", field="counts.killed", why="reports differ")] if n == 3 else [],
            )
        yield opened


def same(record: Any) -> None:
    """Desk and tables give the same in every order."""
    for sort in SORTS:
        query = Query(sort=sort, limit=50)
        found, total, following = record.found(query)
        assert [one.id for one in found] == [one.id for one in record.incidents(query)]
        assert total == record.count(query)
        assert following is None


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["new", "change", "merge", "withdraw"]), st.integers(0, 7)), max_size=5))
def test_what_is_written_is_seen_at_once(record: Any, steps: list[tuple[str, int]]) -> None:
    same(record)
    for kind, n in steps:
        if kind == "new":
            happened(record, f"n{record.cursor()}", f"A new report, {record.cursor()}.", when=when("2016-02-29"))
        else:
            was = record.exactly([f"i{n}"])[0]
            if was.redirect is not None or not was.statements:
                continue
            more: dict[str, Any] = {"change": {"counts": killed(100 + n)}, "merge": {"redirect": f"i{(n + 1) % 8}"},
                                    "withdraw": {}}[kind]  # fmt: skip
            told = [] if kind != "change" else record.statements_of(was.id)
            fresh = incident(was.id, told, n=was.revision + 1, cause=kind, at=AT, before=was.history, type=was.type, **more)
            record.save(batch(incidents=[fresh]))
        same(record)


def test_an_upgrade_fills_the_rows_that_the_store_would_write(record: Any) -> None:
    from tacitus.store.migrations.versions import v0005_desk

    tables = (schema.desk, schema.desk_actors, schema.desk_sources)

    def held() -> list[list[Any]]:
        with record._engine.connect() as connection:
            return [sorted(map(repr, connection.execute(select(table)))) for table in tables]

    before = held()
    assert all(before)
    with record._engine.connect() as connection:
        for table in tables:
            connection.execute(table.delete())
        with Operations.context(MigrationContext.configure(connection)):
            v0005_desk._fill()
        connection.commit()
    assert held() == before


@given(first=st.lists(st.none() | st.text(max_size=3)), second=st.lists(st.none() | st.text(max_size=3)))
def test_columns_of_words_join_as_lists_do(first: list[str | None], second: list[str | None]) -> None:
    joined = Words.of(first).joined(Words.of(second))
    assert joined.labels == sorted(set(joined.labels))
    assert [None if code < 0 else joined.labels[code] for code in joined.codes] == [*first, *second]
