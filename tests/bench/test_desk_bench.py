"""The desk's measure runs on a small record of its own and gives a line for each kind of question."""

from __future__ import annotations

from pathlib import Path

import desk
import pytest

from tacitus import store
from tacitus.store import Query


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of three hundred incidents, filled in bulk."""
    made = tmp_path_factory.mktemp("desk") / "small.db"
    desk.fill(made, 300, 2)
    return made


def test_what_is_filled_in_bulk_is_what_the_store_would_have_written(path: Path, tmp_path: Path) -> None:
    from tacitus.store import Batch, Kept

    with store.open(path) as bulk, store.open(tmp_path / "slow.db") as slow:
        for n, (report, one) in enumerate(desk.growth_world.told(40, countries=2), 1):
            kept = Kept(report=report, raw=b"", outcome="read", reader="made", statements=[one])
            slow.save(Batch(at=desk.AT, kept=[kept], incidents=[desk.incident(n, report, one)]))
        for query in (Query(limit=40), Query(type="shelling"), Query(actor="army"), Query(source="outlet 3"), Query(killed_min=5)):
            first = [one.id for one in bulk.incidents(query) if one.id <= "i00000040"]
            assert first == [one.id for one in slow.incidents(query)][: len(first)] or query.limit


def test_every_question_is_measured(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "LOOKS", 2)
    lines = desk.measured(path)
    assert [line["asked"] for line in lines] == list(desk.ASKED)
    assert all(0 < line["ms, p50"] <= line["ms, slowest"] for line in lines)
