"""The measure of growth: its world is dense and always the same, and its large records are real ones."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from pathlib import Path

import growth
import growth_store
import growth_world
import msgspec

from tacitus import store
from tacitus.merge import columns, merge
from tacitus.record import Incident, encode


def test_the_world_is_always_the_same_and_goes_on_day_by_day() -> None:
    first, again = (list(growth_world.told(120, countries=2)) for _ in range(2))
    assert first == again
    assert list(islice(growth_world.told(500, countries=2), 120)) == first
    assert len({report.id for report, _ in first}) == 120


def test_further_happenings_lie_in_the_same_places_and_days_and_are_others_each_time() -> None:
    places = {one.where.name for _, one in growth_world.told(3000, countries=1)}
    some, others = ([one for _, one in growth_world.scattered(50, days=60, countries=1, again=n)] for n in (1, 2))
    assert len([one for one in some if one.where.name in places]) > 25
    assert not {one.id for one in some} & {one.id for one in others}
    told = growth_world.told(3000, countries=1)
    span = max(one.when.start or "" for _, one in told)
    assert max(one.when.start or "" for one in some) <= span


def test_more_statements_are_more_days_and_not_more_crowded_ones() -> None:
    days = Counter(one.when.start for _, one in growth_world.told(1500, countries=1) if one.when.basis == "stated")
    assert max(days.values()) < 3 * growth_world.EVENTS_A_DAY


def test_a_record_filled_in_bulk_holds_the_incidents_and_takes_in_more(tmp_path: Path) -> None:
    told = list(growth_world.told(36, countries=1))
    columns.write(((one, report) for report, one in told[:30]), tmp_path / "source.parquet")
    growth_store.fill(tmp_path / "war.db", tmp_path / "source.parquet", 1)
    fresh = [(one, report) for report, one in told[30:]]
    number, times = growth_store.link_each(tmp_path / "war.db", fresh, warm=2)
    assert 0 < number <= 30
    assert len(times) == 4
    assert all(one["wall"] > 0 and min(one.values()) > -1 for one in times)
    with store.open(tmp_path / "war.db") as record:
        kept = {_values(one) for one in record.incidents()}
    everything = {report.id: report for report, _ in told}
    assert kept == {_values(one) for one in merge([one for _, one in told], reports=everything, at=growth.AT)}


def _values(one: Incident) -> bytes:
    return encode(msgspec.structs.replace(one, id="", history=[], revision=0))


def test_a_line_of_the_batch_engine_says_what_it_took(tmp_path: Path) -> None:
    line = growth.batch(40, tmp_path, 1, 1)
    assert line["statements"] == 40
    assert 0 < line["incidents"] <= 40
    assert line["processor s"] > 0 < line["peak GB"]
