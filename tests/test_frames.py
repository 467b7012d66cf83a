"""Incidents as frames of pandas and polars: the same rows, types that say what is not known."""

from __future__ import annotations

import pytest

from tacitus import frames, store
from tacitus.errors import TacitusError
from tacitus.formats.rows import columns
from tacitus.record import Count, Incident, Party, Where

SOME = [
    Incident(id="i1", type="bombing", where=Where(lat=35.4, lon=44.4), counts={"killed": Count(low=3)},
             roles={"target": [Party(name="a market", words="a market")]}),
    Incident(id="i2", type="protest"),
]


def test_pandas_has_whole_numbers_with_nulls() -> None:
    frame = frames.incidents(SOME)
    assert list(frame.columns) == list(columns())
    assert frame["id"].tolist() == ["i1", "i2"]
    assert str(frame["killed_low"].dtype) == "Int64"
    assert frame["killed_low"].isna().tolist() == [False, True]


def test_polars_has_lists_and_nulls() -> None:
    frame = frames.incidents(SOME, library="polars")
    assert frame["targets"].to_list() == [["a market"], []]
    assert frame["latitude"].to_list() == [35.4, None]


def test_a_record_gives_its_own_and_may_be_empty(tmp_path: object) -> None:
    with store.open(f"{tmp_path}/war.db") as record:
        assert frames.incidents(record).shape == (0, len(columns()))


def test_a_library_that_is_none_is_refused() -> None:
    with pytest.raises(TacitusError, match="pandas"):
        frames.incidents(SOME, library="excel")  # type: ignore[call-overload]
