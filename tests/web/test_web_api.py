"""The API answers as it says: cards, whole incidents, sums, problems with codes, tags, and nobody else's page gets in."""

from __future__ import annotations

import xml.etree.ElementTree as Tree
from typing import Any

import pytest

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_list_has_cards_and_says_how_many_there_are(client: Any) -> None:
    found = client.get("/api/v1/incidents", params={"type": "bombing", "sort": "-killed", "limit": 2}).json()
    assert found["total"] == 8
    assert [one["killed"]["best"] for one in found["incidents"]] == [19, 18]
    card = found["incidents"][0]
    assert card["headline"].startswith("Suicide bombing, Taveuni")
    assert card["attackers"] == ["Islamic State"]


def test_how_far_a_record_is_opened_is_told_at_once(client: Any, record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/api/v1/opening").json() == {"done": None, "of": None}
    monkeypatch.setattr(record, "_read_in", (5, 24))
    assert client.get("/api/v1/opening").json() == {"done": 5, "of": 24}


def test_words_that_were_searched_for_are_shown_where_they_stand(client: Any) -> None:
    found = client.get("/api/v1/incidents", params={"text": "cafe witnesses", "limit": 1}).json()["incidents"][0]["found"]
    assert [line[1::2] for line in found] == [["witnesses", "café"]]
    assert "".join(found[0]).endswith(", witnesses in the café said.")


def test_an_incident_comes_with_statements_reports_tolls_and_a_citation(client: Any) -> None:
    answer = client.get("/api/v1/incidents/i02")
    whole = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert [one["words"] for one in whole["statements"][0]["quotes"]]
    assert "text" not in whole["reports"][0]
    assert "i02" in whole["cite"]["plain"]
    assert whole["cite"]["bibtex"].startswith("@misc{tacitus-i02")


def test_a_report_is_text_with_its_marks(client: Any) -> None:
    report = client.get("/api/v1/incidents/i02").json()["reports"][0]["id"]
    found = client.get(f"/api/v1/reports/{report}").json()
    text = found["report"]["text"]
    assert {(mark["field"], mark["incident"]) for mark in found["marks"]} >= {("type", "i02")}
    assert all(0 <= mark["start"] < mark["end"] <= len(text) for mark in found["marks"])
    assert [one["id"] for one in found["incidents"]] == ["i02"]


def test_reports_are_found_by_their_words_a_page_at_a_time(client: Any) -> None:
    every = client.get("/api/v1/reports", params={"text": "shells cafe", "limit": 200}).json()
    assert every["total"] == len(every["reports"]) == 12
    pages, cursor = [], None
    while True:
        asked = {"text": "shells cafe", "limit": 5, **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/reports", params=asked).json()
        pages += page["reports"]
        cursor = page["next"]
        if cursor is None:
            break
    assert pages == every["reports"]
    assert client.get("/api/v1/reports", params={"since": "2030"}).json()["total"] == 0


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/incidents/none", 404, "E503"), ("/api/v1/reports/none", 404, "E503"),
        ("/api/v1/incidents?typ=bombing", 400, "E102"),
        ("/api/v1/incidents?type=nonsense", 400, "E102"), ("/api/v1/incidents?since=soon", 400, "E103"),
        ("/api/v1/incidents?limit=9999", 400, "E102"), ("/api/v1/incidents?cursor=x", 400, "E102"),
        ("/api/v1/incidents?killed_min=many", 400, "E102"), ("/api/v1/nothing", 404, "E603"), ("/api/v1/jobs/none", 404, "E603"),
        ("/api/v1/export?format=xls", 400, "E102"), ("/api/v1/incidents?as_of=yesterday", 400, "E103"),
    ],
)
def test_what_cannot_be_answered_is_a_problem_with_a_code(client: Any, address: str, status: int, code: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["hint"]


def test_areas_are_never_pinned_and_the_unplaced_are_counted(client: Any) -> None:
    total = client.get("/api/v1/incidents").json()["total"]
    found = client.get("/api/v1/map", params={"zoom": 3}).json()
    assert sum(one["n"] for one in (*found["points"], *found["areas"])) + found["unplaced"] == total
    assert {one["kind"] for one in found["areas"]} == {"province"}
    assert found["unplaced"] > 0


def test_clusters_part_as_one_comes_nearer(client: Any) -> None:
    numbers = [len(client.get("/api/v1/map", params={"zoom": zoom}).json()["points"]) for zoom in (0, 5, 12)]
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[-1]


def test_a_timeline_holds_every_incident_once_and_sums_its_dead_with_bounds(client: Any) -> None:
    total = client.get("/api/v1/incidents").json()["total"]
    for step in ("auto", "day", "week", "month", "year"):
        found = client.get("/api/v1/timeline", params={"step": step}).json()
        assert sum(one["n"] for one in (*found["bars"], *found["wider"])) + found["undated"] == total
        assert all(one["killed"]["low"] <= one["killed"]["best"] <= one["killed"]["high"] for one in found["bars"])
        assert found["bars"] == sorted(found["bars"], key=lambda bar: bar["start"])


def test_a_facet_counts_what_its_values_would_select(client: Any) -> None:
    found = client.get("/api/v1/facets", params={"country": "SY", "type": "bombing"}).json()
    for name in ("type", "country", "actor", "grade", "source"):
        own = {"country": "SY", "type": "bombing"}
        for value in found[name]:
            selected = client.get("/api/v1/incidents", params={**own, name: value["id"], "limit": 1}).json()["total"]
            assert selected >= value["n"] if name in ("source", "actor", "type") else selected == value["n"], (name, value)


def test_a_dashboard_agrees_with_the_list(client: Any) -> None:
    found = client.get("/api/v1/dashboard", params={"country": "IQ"}).json()
    cards = client.get("/api/v1/incidents", params={"country": "IQ"}).json()["incidents"]
    assert found["total"]["n"] == len(cards)
    assert found["total"]["killed"]["best"] == sum((one["killed"] or {"best": 0})["best"] or 0 for one in cards)


def test_a_dashboard_says_what_a_situation_report_leaves_out(client: Any) -> None:
    found = client.get("/api/v1/dashboard").json()
    cards = client.get("/api/v1/incidents", params={"limit": 200}).json()["incidents"]
    apart = [one for one in cards if one["type"] == "protest" or one["status"] not in ("reported", "claimed", "alleged")]
    assert found["total"]["apart"]["n"] == len(apart) > 0
    assert found["total"]["apart"]["killed"]["best"] == sum((one["killed"] or {"best": 0})["best"] or 0 for one in apart)


def test_a_dashboard_has_bars_as_wide_as_its_span_asks(client: Any) -> None:
    spring = {"since": "2016-03", "until": "2016-05"}
    whole, narrow = (client.get("/api/v1/dashboard", params=asked).json() for asked in ({}, spring))
    assert (whole["step"], narrow["step"]) == ("week", "week")
    for found in (whole, narrow):
        told = sum(one["n"] for one in found["bars"]) + sum(one["n"] for one in found["wider"]) + found["undated"]
        assert told == found["total"]["n"]


def test_what_is_held_already_is_not_sent_again(client: Any) -> None:
    first = client.get("/api/v1/timeline")
    again = client.get("/api/v1/timeline", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_answer_forbids_what_comes_from_elsewhere(client: Any) -> None:
    for address in ("/", "/api/v1/meta", "/api/v1/nothing"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_foreign_name_or_a_foreign_page_is_refused(client: Any) -> None:
    assert client.get("/api/v1/meta", headers={"Host": "evil.example"}).status_code == 403
    posted = client.post("/api/v1/reports", json={"text": "x"}, headers={"Origin": "https://evil.example"})
    assert (posted.status_code, posted.json()["code"]) == (403, "E604")


def test_changes_are_followed_by_cursor_without_gap_or_double(client: Any, record: Any) -> None:
    cursor, seen = "0", []
    while True:
        found = client.get("/api/v1/changes", params={"since": cursor, "limit": 7}).json()
        seen += [one["cursor"] for one in found["changes"]]
        cursor = str(found["cursor"])
        if not found["more"]:
            break
    assert seen == [one.cursor for one in record.changes()]


def test_feeds_hold_the_last_changed_of_a_search(client: Any) -> None:
    asked = {"type": "bombing", "limit": 3}
    listed = client.get("/api/v1/incidents", params={**asked, "sort": "-changed"}).json()["incidents"]
    feed = client.get("/feeds/json", params=asked).json()
    assert [one["url"].rpartition("/")[2] for one in feed["items"]] == [one["id"] for one in listed]
    atom = Tree.fromstring(client.get("/feeds/atom", params=asked).content)
    assert [one.findtext(f"{ATOM}title") for one in atom.findall(f"{ATOM}entry")] == [one["headline"] for one in listed]


def test_a_permalink_leads_to_the_page(client: Any) -> None:
    answer = client.get("/i/i03", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/incident/i03")
    assert client.get("/i/none").status_code == 404
    assert client.get("/incident/i03").headers["content-type"].startswith("text/html")


def test_no_path_leads_out_of_the_pages_folder(client: Any) -> None:
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/guard.py", "vendor/../../app.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_the_past_is_shown_as_it_was(client: Any, record: Any) -> None:
    then = record.cursor()
    assert client.get("/api/v1/incidents", params={"as_of": str(then - 3), "limit": 1}).json()["total"] < len(
        list(record.incidents())
    )
