"""The narrow rows that a record keeps as columns are the rows themselves, for whoever opens it next, or they are not used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import AT, attacker, batch, claim, happened, incident, killed, when, where
from sqlalchemy import delete, select, text

from tacitus import store
from tacitus.errors import TacitusError
from tacitus.store import Query, kept, schema
from tacitus.store import desk as rows
from tacitus.store.columns import Table
from tacitus.store.desk import Desk
from tacitus.store.narrow import LARGEST


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small records are kept too."""
    monkeypatch.setattr(kept, "LEAST", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record of some incidents whose narrow rows are kept."""
    with store.open(tmp_path / "war.db") as record:
        for n in range(8):
            tell(record, n)
        assert record.keep_desk()
    return tmp_path / "war.db"


def tell(record: Any, n: int) -> None:
    """One incident of many; some fields are left open in turns."""
    happened(
        record, f"i{n}", f"Report {n} of Arva.", type=("bombing", "shelling")[n % 2], claims=claim("Amaq"),
        when=when(f"2016-0{1 + n % 9}-10"), where=where(f"Déir {n}", "SY", 35.0 + n, 36.0, admin1="Ídlib"),
        counts=killed(LARGEST if n == 3 else n, n + 1 if n % 3 else None) if n % 4 else {},
        roles=attacker("Red Column", "red" if n % 2 else None), report={"publisher": ("Daily", None)[n % 2]},
    )


def told(desk: Desk) -> list[Any]:
    """All that a desk holds, row by row as in the tables."""
    return [sorted(map(repr, zip(*(listed(table, name) for name in names(table)), strict=True)))
            for table in (desk.table, desk.actors, desk.sources)]


def names(table: Table) -> list[str]:
    return sorted([*table.words, *table.numbers, *table.decimals])


def listed(table: Table, name: str) -> list[Any]:
    if name in table.words:
        words = table.words[name]
        return [words.labels[code] if code >= 0 else None for code in words.codes]
    return (table.numbers.get(name, table.decimals.get(name, np.empty(0)))).tolist()


def put_together(record: Any) -> list[Any]:
    """The same from the rows alone."""
    with record._reading() as connection:
        return told(rows._loaded(connection, record.cursor(), lambda _: None))


def test_who_opens_a_kept_record_has_its_rows_without_putting_them_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.open(path) as record:
        expected = put_together(record)
        assert not record.keep_desk()  # what is kept will do
        monkeypatch.setattr(rows, "_loaded", None)
    with store.open(path) as record:
        assert told(record.desk()) == expected
        assert record.found(Query(killed_min=5))[1] == record.count(Query(killed_min=5)) == 4


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(["new", "change", "merge", "withdraw", "keep"]), st.integers(0, 7)), max_size=6))
def test_what_came_after_it_was_kept_is_seen_whatever_it_was(path: Path, steps: list[tuple[str, int]]) -> None:
    for kind, n in steps:
        with store.open(path) as record:
            if kind == "keep":
                record.keep_desk()
            elif kind == "new":
                tell(record, 10 + record.cursor())
            else:
                was = record.exactly([f"i{n}"])[0]
                if was.redirect is None and was.statements:
                    left = record.statements_of(was.id) if kind == "change" else []
                    more: dict[str, Any] = {"redirect": f"i{(n + 1) % 8}"} if kind == "merge" else {}
                    record.save(batch(incidents=[incident(was.id, left, n=was.revision + 1, at=AT, before=was.history, **more)]))
        with store.open(path) as record:
            assert told(record.desk()) == put_together(record)


@pytest.mark.parametrize("spoilt", ["DELETE FROM desk_kept WHERE part = 'table.lat'", "UPDATE desk_kept SET form = 'other'",
                                    "UPDATE desk_kept SET at = 1 WHERE part = 'actors.seq'", "UPDATE desk_kept SET at = 999"])
def test_kept_rows_that_are_not_whole_or_of_another_form_are_not_used(path: Path, spoilt: str) -> None:
    with store.open(path) as record:
        with record.writing():
            record._here.writing.execute(text(spoilt))
        with record._reading() as connection:
            assert rows._kept(connection, record.cursor()) is None
        assert told(record.desk()) == put_together(record)


def test_the_past_is_drawn_from_its_own_rows(path: Path) -> None:
    with store.open(path) as record, record.as_of(3) as then:
        assert [one.id for one in then.found(Query(sort="changed"))[0]] == ["i0", "i1", "i2"]
        with pytest.raises(TacitusError, match="past cannot be written"):
            then.keep_desk()


def test_a_small_record_keeps_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LEAST", 9)
    with store.open(path) as record:
        with record.writing():
            record._here.writing.execute(delete(schema.desk_kept))
        assert not record.keep_desk()
        with record._reading() as connection:
            assert connection.execute(select(schema.desk_kept)).first() is None


def test_how_far_it_is_opened_is_told_meanwhile_and_then_no_more(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.open(path) as record, record.writing():
        record._here.writing.execute(delete(schema.desk_kept))
    seen = []
    with store.open(path) as record:
        by_id = rows._by_id
        monkeypatch.setattr(rows, "_by_id", lambda table: (seen.append(record.opening()), by_id(table))[1])
        assert record.opening() is None
        record.desk()
        assert record.opening() is None
    assert seen == [(8, 8)]
