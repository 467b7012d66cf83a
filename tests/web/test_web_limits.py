"""Nobody may ask too much in too short a time, send too much at once, or send it too slowly."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from litestar.testing import TestClient

from tacitus import access, store, web
from tacitus.errors import TacitusError
from tacitus.ingest import Summary
from tacitus.store import Store, audit
from tacitus.web import adding, limits
from tacitus.web.limits import Limits, Patience, Rate, TooMany

OUT = web.Doors(loopback=False)


class Clock:
    """Seconds that pass when the test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@settings(deadline=None)
@given(st.lists(st.floats(0, 20), max_size=60))
def test_never_more_is_let_through_than_the_rate_allows(pauses: list[float]) -> None:
    clock, rate = Clock(), Rate(5, 0.5)
    counted = Limits(clock)
    through = 0
    for pause in pauses:
        clock.now += pause
        through += counted.has(rate, "x")
        assert through <= 5 + clock.now * 0.5 + 1e-6


def test_what_is_told_to_wait_is_let_through_after_that_long() -> None:
    clock = Clock()
    counted = Limits(clock)
    for _ in range(int(limits.WRITING.burst)):
        counted.take(limits.WRITING, "write", "ana")
    with pytest.raises(TooMany) as refused:
        counted.take(limits.WRITING, "write", "ana")
    counted.take(limits.WRITING, "write", "ben")  # another user is not held back
    clock.now += refused.value.seconds
    counted.take(limits.WRITING, "write", "ana")


def test_counters_do_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST", 50)
    counted = Limits(Clock())
    for n in range(500):
        counted.has(limits.READING, str(n))
    assert len(counted._left) == 50


def test_a_name_is_guarded_from_everywhere_and_an_address_for_every_name() -> None:
    counted = Limits(Clock())
    for n in range(int(limits.ADDRESS.burst)):
        counted.try_sign_in(f"name{n}", "192.0.2.1")
    with pytest.raises(TooMany):
        counted.try_sign_in("fresh", "192.0.2.1")
    for n in range(int(limits.NAME.burst)):
        counted.try_sign_in("ana", f"198.51.100.{n}")
    with pytest.raises(TooMany):
        counted.try_sign_in("ana", "203.0.113.9")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Store, Any]]:
    with store.open(tmp_path / "war.db") as record:
        access.add_user(record, "ana", "admin", None, by="root")
        secret, _ = access.issue(record, "ana", by="root")
        with TestClient(web.app(record, doors=OUT, read=lambda *_: Summary()), base_url="http://localhost") as client:
            client.headers["Authorization"] = f"Bearer {secret}"
            yield record, client


@pytest.mark.parametrize(
    ("name", "method", "path"), [("READING", "GET", "/api/v1/types"), ("WRITING", "DELETE", "/api/v1/searches/x"),
                                 ("HEAVY", "GET", "/api/v1/export?format=csv")]
)  # fmt: skip
def test_reading_writing_and_exporting_have_a_rate_each(
    served: tuple[Store, Any], monkeypatch: pytest.MonkeyPatch, name: str, method: str, path: str
) -> None:
    monkeypatch.setattr(limits, name, Rate(3, 0.001))
    _, client = served
    got = [client.request(method, path).status_code for _ in range(5)]
    assert got[:3].count(429) == 0
    assert got[3:] == [429, 429]
    assert client.get("/api/v1/meta" if name != "READING" else "/login").status_code == 200


def test_whoever_sits_at_the_machine_is_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READING", Rate(1, 0.001))
    with store.open(tmp_path / "war.db") as record, TestClient(web.app(record), base_url="http://localhost") as client:
        assert {client.get("/api/v1/types").status_code for _ in range(4)} == {200}


def test_a_body_larger_than_its_route_takes_is_refused(served: tuple[Store, Any]) -> None:
    _, client = served
    assert adding.LARGEST == 64 << 20
    large = {"name": "x" * (1 << 20), "query": ""}
    assert client.post("/api/v1/searches", json=large).status_code == 413
    assert client.post("/api/v1/login", json={"name": "x", "password": "y" * (1 << 15)}).status_code == 413
    assert client.post("/api/v1/reports", json={"text": "A blast. " * 100_000}).status_code == 202  # 900 kB
    assert client.post("/api/v1/reports", files={"files": ("a.txt", b"A blast. " * 300_000)}).status_code == 202  # 2.7 MB


def test_failed_sign_ins_cannot_fill_the_log(served: tuple[Store, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    record, client = served
    monkeypatch.setattr(limits, "LOGGED", Rate(2, 0.0001))
    for n in range(4):
        assert client.post("/api/v1/login", json={"name": f"x{n}", "password": "wrong"}).status_code == 401
    assert sum(one.what == "sign-in refused" for one in audit.entries(record)) == 2


def test_a_body_that_comes_in_drops_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BODY_SECONDS", 0.3)

    async def app(_scope: Any, receive: Any, _send: Any) -> None:
        while (await receive())["more_body"]:
            pass

    async def dripping() -> Any:
        await asyncio.sleep(0.05)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def ask() -> None:
        await asyncio.wait_for(Patience(app)({"type": "http", "path": "/x"}, dripping, None), 60)  # type: ignore[typeddict-item, arg-type]

    with pytest.raises(TacitusError) as refused:
        asyncio.run(ask())
    assert refused.value.failure.code == "E611"
