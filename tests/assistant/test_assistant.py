"""An assistant asks the record by the protocol's own client, gets quotes and links, and can change nothing."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tacitus import assistant, ingest, store, withhold
from tacitus.assistant.answers import sentence_at
from tacitus.record import Count, Figure, Party, Quote, Report, Statement, When, Where
from tacitus.store import audit

TEXT = "Gunmen killed Leyla Demirtas and two guards in Kirkuk on 7 March 2017, police said."


def read(report: Report) -> list[Statement]:
    def quote(words: str) -> Quote:
        start = report.text.index(words)
        return Quote(report=report.id, start=start, end=start + len(words), words=words)

    return [Statement(
        id=f"s-{report.id[:8]}", report=report.id, type="armed-assault", reader="hand", quotes=[quote("killed")],
        when=When(start="2017-03-07", end="2017-03-07", precision="day", basis="stated", quotes=[quote("7 March 2017")]),
        where=Where(name="Kirkuk", lat=35.47, lon=44.39, precision="exact", country="IQ", quotes=[quote("Kirkuk")]),
        roles={"victim": [Party(name="Leyla Demirtas", words="Leyla Demirtas", kind="person", quotes=[quote("Leyla Demirtas")])]},
        counts={"killed": Count(low=3, high=3, best=3, said=[Figure(low=3, high=3, words="Leyla Demirtas and two guards",
                                                                   speaker="police", quotes=[quote("two guards")])])},
    )]


@pytest.fixture
def db(tmp_path: Path) -> str:
    (tmp_path / "in.txt").write_text(TEXT)
    path = str(tmp_path / "war.db")
    with store.open(path) as record:
        ingest.read_into(record, [str(tmp_path / "in.txt")], read=read)
    return path


def ask(db: str, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools answer, one after the other, through the client of the package."""
    from mcp.client import Client

    async def session() -> list[Any]:
        with store.open(db, create=False) as record:
            async with Client(assistant.server(record, base="http://127.0.0.1:8000")) as client:
                return [json.loads((await client.call_tool(name, given)).content[0].text) for name, given in calls]

    return asyncio.run(session())


def test_answers_carry_the_words_and_a_link(db: str) -> None:
    [found] = ask(db, ("search_incidents", {"country": "IQ", "since": "2017"}))
    assert found["total"] == 1
    card = found["incidents"][0]
    assert card["link"] == f"http://127.0.0.1:8000/incident/{card['id']}"
    assert (card["killed"], card["words"]) == ("3", ["killed"])
    [incident, report] = ask(db, ("get_incident", {"id": card["id"]}), ("get_report", {"id": quote_of(db)}))
    assert incident["counts"]["killed"]["said"][0]["speaker"] == "police"
    assert incident["roles"]["victim"][0]["quotes"][0]["words"] == "Leyla Demirtas"
    assert {one["field"] for one in report["quotes"]} >= {"when", "where", "roles.victim", "counts.killed"}


def test_answers_give_the_sentence_and_where_it_is_from(db: str) -> None:
    [found] = ask(db, ("search_incidents", {"text": "guards", "sort": "-killed"}))
    [card] = found["incidents"]
    assert (card["sentence"], card["told_by"]) == (TEXT, quote_of(db))
    [report] = ask(db, ("get_report", {"id": card["told_by"]}))
    assert {one["sentence"] for one in report["quotes"]} == {TEXT}
    with store.open(db) as record:
        withhold.switch(record, True, at="2017-03-09T00:00:00Z")
        withhold.catch_up(record)
    [found] = ask(db, ("search_incidents", {"text": "guards"}))
    assert "Leyla" not in found["incidents"][0]["sentence"]


@pytest.mark.parametrize(("quote", "sentence"), [
    ("killed", "Gunmen killed two guards, police said."), ("Gunmen", "Gunmen killed two guards, police said."),
    ("fled", "“They fled.”"), ("KIRKUK", "KIRKUK, Iraq"), ("Later", "Later it was quiet"),
])
def test_a_sentence_ends_where_it_ends(quote: str, sentence: str) -> None:
    text = "KIRKUK, Iraq\n\nGunmen killed two guards, police said. “They fled.” Later it was quiet"
    start = text.index(quote)
    assert sentence_at(text, start, start + len(quote)) == sentence


def test_a_sentence_without_an_end_is_cut_around_the_words() -> None:
    text = "word " * 500 + "KILLED" + " word" * 500
    found = sentence_at(text, 2500, 2506)
    assert "KILLED" in found
    assert len(found) <= 300


def quote_of(db: str) -> str:
    with store.open(db, create=False) as record:
        return next(iter(record.reports()))


def test_changes_go_on_from_a_cursor(db: str) -> None:
    [first] = ask(db, ("changes", {}))
    assert len(first["changes"]) == 1
    assert ask(db, ("changes", {"since": str(first["cursor"])}))[0]["changes"] == []


def test_what_cannot_be_answered_is_said_with_its_code(db: str) -> None:
    found = ask(db, ("get_incident", {"id": "nonsense"}), ("search_incidents", {"type": "nonsense"}), ("get_report", {"id": "x"}))
    assert [one["error"]["code"] for one in found] == ["E503", "E102", "E503"]


def test_withheld_names_are_withheld_from_an_assistant(db: str) -> None:
    with store.open(db) as record:
        withhold.switch(record, True, at="2026-01-01T00:00:00Z")
    [search] = ask(db, ("search_incidents", {}))
    key = search["incidents"][0]["id"]
    answers = ask(db, ("get_incident", {"id": key}), ("get_report", {"id": quote_of(db)}), ("changes", {}))
    assert "Demirtas" not in json.dumps([search, *answers])


def test_the_command_speaks_it_over_its_own_input_and_output(db: str) -> None:
    from mcp import StdioServerParameters
    from mcp.client import Client
    from mcp.client.stdio import stdio_client

    async def session() -> tuple[set[str], Any]:
        command = StdioServerParameters(command=sys.executable, args=["-m", "tacitus.cli", "mcp", db], env=dict(os.environ))
        async with Client(stdio_client(command)) as client:
            tools = await client.list_tools()
            answer = await client.call_tool("search_incidents", {})
            assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.tools)
            return {tool.name for tool in tools.tools}, json.loads(answer.content[0].text)

    tools, answer = asyncio.run(session())
    assert tools == {"search_incidents", "get_incident", "get_report", "changes", "types"}
    assert answer["total"] == 1
    with store.open(db, create=False) as record:  # what it was told has left the house
        assert [(one.what, one.target) for one in audit.entries(record)][-1] == ("assistant began", "mcp")
