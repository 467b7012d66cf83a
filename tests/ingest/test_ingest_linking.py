"""Reports that come into a record one after another leave the incidents that all of them give at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from arriving import AT, Told, come_in
from worlds import dense

from tacitus import store
from tacitus.merge import merge
from tacitus.nearby import ready
from tacitus.record import Incident, Report, Statement, encode
from tacitus.store import Store


def values(incidents: list[Incident]) -> set[bytes]:
    """What holds of each incident, without what the way to it has left behind."""
    return {encode(msgspec.structs.replace(one, id="", history=[], revision=0)) for one in incidents}


def at_once(told: Told) -> set[bytes]:
    return values(merge(told.statements, reports=told.reports, at=AT))


@pytest.mark.parametrize("seed", range(6))
def test_the_record_is_what_all_reports_give_at_once(seed: int, tmp_path: Path) -> None:
    told, draw = dense(seed, 14), random.Random(seed)
    order = draw.sample(list(told.reports), len(told.reports))
    with store.open(tmp_path / "war.db") as record:
        ready(record)
        while order:
            some, order = order[: (size := draw.choice([1, 1, 3]))], order[size:]
            come_in(record, told, some)
        assert values(list(record.incidents())) == at_once(told)


def test_a_record_that_an_older_version_wrote_is_made_ready(tmp_path: Path) -> None:
    told = dense(1, 10)
    order = list(told.reports)
    with store.open(tmp_path / "war.db") as record:
        for key in order[:5]:
            come_in(record, told, [key])
        record.faces().redraw("an older form", iter([]))
        ready(record)
        for key in order[5:]:
            come_in(record, told, [key])
        assert values(list(record.incidents())) == at_once(told)


def test_what_a_record_keeps_for_linking_is_drawn_once_and_again_only_for_another_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = dense(1, 6)
    drawn: list[int] = []
    tell = Store.told

    def counted(record: Store, *, resting: bool = False) -> Iterator[list[tuple[Statement, Report]]]:
        for some in tell(record, resting=resting):
            drawn.append(len(some))
            yield some

    with store.open(tmp_path / "war.db") as record:
        ready(record)
        come_in(record, told, list(told.reports))
        record.faces().redraw("an older form", iter([]))
        monkeypatch.setattr(Store, "told", counted)
        ready(record)
        assert sum(drawn) == len(told.statements)
        ready(record)
        assert sum(drawn) == len(told.statements)
