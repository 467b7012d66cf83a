"""Page, API, feeds, command line and export mean the same by a query: they give the same rows in the same order."""

from __future__ import annotations

import io
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tacitus import formats
from tacitus.cli import main
from tacitus.store import Query

DAYS = st.sampled_from(["2015", "2016-03", "2016-07-01", "2017-12-31", "2014"])
FILTERS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["bombing", "shelling,protest", "explosion", "unrest,bombing"]),
    "place": st.sampled_from(["a", "Arva", "IDLIB", "corr"]),
    "country": st.sampled_from(["SY", "sy,IQ", "NG"]),
    "admin1": st.sampled_from(["Idlib", "KANO", "Nowhere"]),
    "box": st.sampled_from([(36.0, 35.0, 44.0, 37.0), (179.0, -20.0, -179.0, -10.0), (0.0, 0.0, 1.0, 1.0)]),
    "radius": st.sampled_from([(36.0, 37.0, 60.0), (12.0, 8.5, 15.0)]),
    "since": DAYS, "until": DAYS,
    "actor": st.sampled_from(["red", "islamic-state", "syrian ar", "column"]),
    "killed_min": st.integers(0, 24), "killed_max": st.integers(0, 24),
    "status": st.sampled_from(["reported", "claimed,denied"]),
    "grade": st.sampled_from(["fair", "weak,contested", "B", "2", "F3"]),
    "source": st.sampled_from(["daily", "paper.example/1", "weekly"]),
    "text": st.sampled_from(["gunmen", '"struck arva"', "cafe", "nothing"]),
    "disputed": st.booleans(), "reviewed": st.booleans(),
    "sort": st.sampled_from(["date", "-date", "killed", "-killed", "changed", "-changed"]),
    "limit": st.integers(0, 9),
}


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """Up to three filters, perhaps an order and a limit."""
    names = draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=3, unique=True))
    chosen = {name: draw(FILTERS[name]) for name in names}
    if chosen.get("since", "0") > chosen.get("until", "9"):
        del chosen["since"]
    return Query(**chosen)


def by_command(path: str, query: Query, capsys: Any) -> list[str]:
    """What `tacitus list --json` prints."""
    words = [f"--{name.replace('_', '-')}={value}" for name, value in query.to_params().items()]
    capsys.readouterr()
    assert main(["list", path, "--json", *words]) == 0
    return [one["id"] for one in json.loads(capsys.readouterr().out)["incidents"]]


def by_pages(client: Any, query: Query, size: int) -> list[str]:
    """What the API gives, page after page of that size."""
    found: list[str] = []
    params = {**query.to_params(), "limit": str(size)}
    total = None
    while True:
        answer = client.get("/api/v1/incidents", params=params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        total = page["total"] if total is None else total
        assert page["total"] == total, "the total is of all pages"
        found += [one["id"] for one in page["incidents"]]
        if page["next"] is None:
            assert len(found) == total
            return found
        params["cursor"] = page["next"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=queries(), size=st.integers(1, 7))
def test_command_api_and_export_give_the_same_rows(
    path: str, record: Any, client: Any, capsys: Any, query: Query, size: int
) -> None:
    commanded = by_command(path, query, capsys)
    paged = by_pages(client, query, size)
    if query.limit is not None:
        paged = paged[: query.limit]
    out = io.BytesIO()
    formats.write(record.incidents(query), "jsonl", out)
    exported = [json.loads(line)["id"] for line in out.getvalue().splitlines()]
    served = client.get("/api/v1/export", params={**query.to_params(), "format": "jsonl"})
    assert commanded == paged == exported == [json.loads(line)["id"] for line in served.text.splitlines()]
    assert record.count(query) == len(commanded)
    desk, mask, _ = record.summed(query)
    assert query.limit is not None or int(mask.sum()) == len(commanded)


@given(query=queries())
def test_a_query_goes_into_an_address_and_comes_back_whole(query: Query) -> None:
    assert Query.from_params(query.to_params()) == query
    assert Query.from_params({name: [value] for name, value in query.to_params().items()}) == query


def test_a_cursor_goes_on_where_it_was_though_incidents_came_in_between(client: Any, record: Any) -> None:
    from made import happened, when

    first = client.get("/api/v1/incidents", params={"sort": "date", "limit": 5}).json()
    happened(record, "zz-early", "An early blast.", when=when("2010-01-01"))
    second = client.get("/api/v1/incidents", params={"sort": "date", "limit": 5, "cursor": first["next"]}).json()
    ids = [one["id"] for one in (*first["incidents"], *second["incidents"])]
    assert len(set(ids)) == 10
    assert "zz-early" not in ids
