"""While names are withheld, no search and no sum of the API tells whether a name is in the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from tacitus import ingest, store, web, withhold
from tacitus.record import Count, Figure, Party, Quote, Report, Statement, When, Where
from tacitus.store import Question

TEXT = "Tariq Najjar shot dead Leyla Demirtas and two guards of the Rahat Valley Brigades in Kirkuk on 7 March 2017, police said."


def read(report: Report) -> list[Statement]:
    def quote(words: str) -> list[Quote]:
        start = report.text.index(words)
        return [Quote(report=report.id, start=start, end=start + len(words), words=words)]

    def party(name: str, kind: str | None = None) -> Party:
        return Party(name=name, words=name, kind=kind, quotes=quote(name))

    return [Statement(
        id=f"s-{report.id[:8]}", report=report.id, type="armed-assault", reader="hand", quotes=quote("shot dead"),
        when=When(start="2017-03-07", end="2017-03-07", precision="day", basis="stated", quotes=quote("7 March 2017")),
        where=Where(name="Kirkuk", lat=35.47, lon=44.39, precision="exact", country="IQ", quotes=quote("Kirkuk")),
        roles={"attacker": [party("Tariq Najjar", "person"), party("Rahat Valley Brigades")],
               "victim": [party("Leyla Demirtas", "person")]},
        counts={"killed": Count(low=3, high=3, best=3, said=[
            Figure(low=3, high=3, words="two guards", quotes=quote("two guards")),
        ])},
    )]


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Any]:
    (tmp_path / "najjar.txt").write_text(TEXT)
    with store.open(tmp_path / "war.db") as record:
        ingest.read_into(record, [str(tmp_path / "najjar.txt")], read=read, jobs=1)
        with TestClient(web.app(record), base_url="http://localhost") as opened:
            opened.record = record
            yield opened


def hide(client: Any) -> None:
    withhold.switch(client.record, True, at="2017-03-09T00:00:00Z")
    withhold.catch_up(client.record)


def counts(client: Any, **asked: str) -> list[int]:
    """How many every address that counts says that there are."""
    def get(address: str, **more: str) -> Any:
        answer = client.get(address, params={**asked, **more})
        assert answer.status_code == 200, answer.text
        return answer

    api = "/api/v1"
    timeline, mapped = get(f"{api}/timeline").json(), get(f"{api}/map").json()
    return [
        get(f"{api}/incidents").json()["total"], get(f"{api}/dashboard").json()["total"]["n"],
        sum(bar["n"] for bar in timeline["bars"]), sum(point["n"] for point in mapped["points"]),
        sum(one["n"] for one in get(f"{api}/facets").json()["country"]), len(get("/feeds/json").json()["items"]),
        len(get(f"{api}/export", format="jsonl").text.splitlines()),
    ]


@pytest.mark.parametrize("asked", [{"text": "Demirtas"}, {"text": "Tariq Najjar"}, {"actor": "Najjar"}, {"source": "najjar"}])
def test_a_withheld_name_counts_nothing_anywhere(client: Any, asked: dict[str, str]) -> None:
    assert set(counts(client, **asked)) == {1}
    hide(client)
    assert set(counts(client, **asked)) == {0}


@pytest.mark.parametrize("asked", [{"text": "guards Kirkuk"}, {"actor": "Rahat Valley"}, {"type": "armed-assault"}])
def test_what_is_shown_is_counted_as_before(client: Any, asked: dict[str, str]) -> None:
    hide(client)
    assert set(counts(client, **asked)) == {1}


@pytest.mark.parametrize("asked", [{"text": "Demirtas"}, {"actor": "Najjar"}])
def test_the_queue_of_questions_is_searched_by_what_is_shown(client: Any, asked: dict[str, str]) -> None:
    def left(**given: str) -> int:
        found: int = client.get("/api/v1/review", params=given).json()["left"]
        return found

    [one] = client.record.incidents()
    asking = Question(key="q1", kind="unplaced", incident=one.id, score=3.0, why="no place is known", evidence="e")
    client.record.ask({one.id: one.revision}, [], [asking])
    assert left() == left(**asked) == 1
    hide(client)
    assert (left(), left(**asked)) == (1, 0)


def test_actors_to_filter_by_are_no_private_persons(client: Any) -> None:
    def named() -> set[str]:
        facets, dashboard = client.get("/api/v1/facets").json(), client.get("/api/v1/dashboard").json()
        return {one["label"] for one in (*facets["actor"], *dashboard["actors"])}

    assert named() == {"Tariq Najjar", "Rahat Valley Brigades"}
    hide(client)
    assert named() == {"Rahat Valley Brigades"}
