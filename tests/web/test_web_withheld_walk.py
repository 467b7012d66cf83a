"""While names are withheld, no address of the server, no file, no feed and no message holds a private person's name."""

from __future__ import annotations

import html
import io
import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from made import happened, killed, when, where

from tacitus import formats, review, store, web, withhold
from tacitus.assistant import server
from tacitus.ingest import Summary, decisions
from tacitus.record import Doubt, Figure, Party
from tacitus.store import Query, Store
from tacitus.web.alerting import Alerter
from tacitus.web.needs import ANYBODY, NEEDS

NAMES = ("zubayda", "karimli", "oruzgani")
"""The last is nobody's in any report: a reviewer wrote it, and took it back."""
TEXT = (
    "A bomb killed Zubayda Karimli, 41, and two others at a market in Mosul on Monday, witnesses said. "
    "“She had gone for bread,” said her cousin Zubayda Karimli."
)
QUOTED = "Zubayda Karimli"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A record that has the name wherever a record can have one, with names withheld."""
    with store.open(tmp_path_factory.mktemp("withheld") / "war.db") as opened:
        told = killed(3, 3, 3)
        told["killed"].said[0] = Figure(low=3, high=3, words="Zubayda Karimli and two others", speaker="her cousin Zubayda Karimli")
        happened(
            opened, "i1", TEXT, when=when("2017-03-06"), where=where(), counts=told, speaker="Zubayda Karimli",
            roles={"victim": [Party(name=QUOTED, words="Zubayda Karimli, 41", kind="person")],
                   "attacker": [Party(name="Islamic State", words="IS", actor="islamic-state", kind="jihadist")]},
            doubts=[Doubt(kind="figures", field="counts.killed", why="Zubayda Karimli says otherwise")],
            report={"title": "Bomb kills Zubayda Karimli", "url": "https://paper.example/zubayda-karimli-killed",
                    "source": "zubayda-karimli.txt", "author": "A Writer"},
        )
        happened(opened, "i2", "Shells hit Mosul on Tuesday; two people were killed.", when=when("2017-03-07"), where=where(),
                 counts=killed(2, 2, 2))
        decisions.remark(opened, "i1", "spoke to the cousin of Zubayda Karimli", user="ana")
        decisions.correct(opened, "i1", "roles.victim", "Zubayda Karimli; a guard", user="ana", comment="Zubayda Karimli was named")
        decisions.correct(opened, "i2", "roles.victim", "Malika Oruzgani", user="ana", comment="so says Malika Oruzgani")
        decisions.correct(opened, "i2", "roles.victim", "two guards", user="ana")
        withhold.switch(opened, True, at="2026-01-02T00:00:00Z")
        withhold.catch_up(opened)
        yield opened


@pytest.fixture(scope="module")
def client(record: Store) -> Iterator[Any]:
    with TestClient(web.app(record, read=lambda *_: Summary()), base_url="http://localhost") as opened:
        opened.post("/api/v1/searches", json={"name": "killed", "query": "killed_min=1"})
        yield opened


def plain(answer: Any) -> str:
    """All that an answer says, however it is written: in its headers, escaped, in columns."""
    body = answer.content
    if body[:4] == b"PAR1":
        import pyarrow.parquet

        body = str(pyarrow.parquet.read_table(io.BytesIO(body)).to_pylist()).encode()
    said = f"{dict(answer.headers)} {body.decode('utf-8', 'replace')}"
    try:
        said += json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        said += html.unescape(said)
    return (said + urllib.parse.unquote(said)).casefold()


def addresses(record: Store) -> dict[str, list[str]]:
    """For each route that reads, addresses that make it tell all it can."""
    report = record.incident("i1").reports[0]
    filled = {
        "/api/v1/incidents/{incident}": ["i1", "i2"], "/api/v1/incidents/{incident}/history": ["i1", "i2"],
        "/api/v1/reports/{report}": [report],
        "/api/v1/outlines/{outline}": ["IQ-1"], "/api/v1/actors/{actor}": ["islamic-state"], "/api/v1/jobs/{job}": ["none"],
        "/i/{one}": ["i1"], "/api/v1/outlines": ["?country=IQ"], "/tiles/own.pmtiles": [""],
        "/api/v1/export": [f"?format={name}" for name in formats.FORMATS],
        "/api/v1/export/manifest": [f"?format={name}" for name in formats.FORMATS],
        "/api/v1/incidents": ["", "?text=bomb", "?text=market&sort=-killed"], "/api/v1/reports": ["", "?text=bread"],
        "/api/v1/decisions": ["", "?incident=i1"],
    }
    return {
        path: [(path.partition("{")[0] if "{" in path and not one.startswith("?") else path) + one +
               ("/history" if path.endswith("/history") else "") for one in filled.get(path, [""])]
        for (method, path), need in NEEDS.items() if method == "GET" and need != ANYBODY
    }  # fmt: skip


def test_no_address_that_reads_holds_the_name(record: Store, client: Any) -> None:
    found, answered = [], 0
    for path, some in addresses(record).items():
        for address in some:
            answer = client.get(address)
            answered += answer.status_code == 200
            assert answer.status_code < 500, address
            found += [(path, address, name) for name in NAMES if name in plain(answer)]
    assert found == []
    assert answered > 20 + 2 * len(formats.FORMATS)


def test_the_same_addresses_hold_it_while_nothing_is_withheld(tmp_path: Path, record: Store) -> None:
    """Or the walk would prove nothing."""
    import sqlite3

    copy = tmp_path / "open.db"
    with sqlite3.connect(record.path) as here, sqlite3.connect(copy) as there:
        here.backup(there)
    with store.open(copy) as opened:
        withhold.switch(opened, False, at="2026-01-03T00:00:00Z")
        with TestClient(web.app(opened, read=lambda *_: Summary()), base_url="http://localhost") as client:
            for address in ("/api/v1/incidents/i1", "/api/v1/export?format=jsonl", "/api/v1/export?format=parquet", "/feeds/atom",
                            "/api/v1/decisions", "/api/v1/changes", "/api/v1/incidents/i1/history", "/api/v1/sitrep"):
                assert any(name in plain(client.get(address)) for name in NAMES), address


@pytest.mark.parametrize("word", ["Zubayda", "karimli", '"Zubayda Karimli"', "Zubayda market", "KARIMLI"])
def test_asking_for_the_name_tells_as_much_as_asking_for_any_other(client: Any, word: str) -> None:
    for path in ("incidents", "reports", "timeline", "facets", "dashboard", "map", "review", "export?format=csv"):
        for field in ("text", "actor", "source"):
            if path == "reports" and field != "text":
                continue
            join = "&" if "?" in path else "?"
            asked = client.get(f"/api/v1/{path}{join}{field}={urllib.parse.quote(word)}")
            other = client.get(f"/api/v1/{path}{join}{field}={urllib.parse.quote(word.translate(OTHER))}")
            assert asked.status_code == other.status_code == 200
            assert asked.content == other.content, (path, field)


OTHER = str.maketrans({"Z": "X", "z": "x", "K": "Q", "k": "q"})
"""Makes of a name one that nobody has."""


def test_no_message_to_anybody_holds_the_name(record: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from tacitus.web import alerting
    from tacitus.web.saved import Alert, changed

    sent: list[bytes] = []
    monkeypatch.setattr(alerting, "tell", lambda _url, body, _options: sent.append(body))
    alert = Alert(id="a", query="", url="https://desk.example/", by="ana", at="2026-01-01T00:00:00Z", since=0)
    changed(record, "alerts", Alert, lambda items: [*items, alert])
    assert Alerter(record, every=0.0).look() == 1
    assert b"i1" in sent[0]
    assert not any(name.encode() in sent[0].lower() for name in NAMES)


def test_a_decision_made_too_late_is_refused_without_the_name(client: Any) -> None:
    answer = client.post("/api/v1/decisions", json={"kind": "confirm", "incident": "i1", "seen": {"i1": 1}})
    assert answer.status_code == 409
    assert not any(name in plain(answer) for name in NAMES)


def test_no_question_of_the_queue_holds_the_name(record: Store, client: Any) -> None:
    review.catch_up(record, seconds=60)
    answer = client.get("/api/v1/review?limit=50")
    assert review.queue(record, Query(), user="local", limit=50).items  # there is something to ask
    assert not any(name in plain(answer) for name in NAMES)


def test_no_answer_to_an_assistant_holds_the_name(record: Store) -> None:
    import asyncio

    asked = server(record)

    async def walk() -> list[str]:
        said = []
        for tool in await asked.list_tools():
            known = {"incident": "i1", "id": "i1", "report": record.incident("i1").reports[0], "words": "bomb", "text": "bomb"}
            given = {name: value for name, value in known.items() if name in tool.input_schema.get("properties", {})}
            try:
                said.append(str(await asked.call_tool(tool.name, given)))
            except Exception as refused:  # noqa: BLE001  (what it says is looked at as well)
                said.append(str(refused))
        return said

    said = asyncio.run(walk())
    assert len(said) > 2
    assert "i1" in "".join(said)
    assert not any(name in one.casefold() for one in said for name in NAMES)
