"""People decide through the API: kept, undone, and never on top of what somebody else has changed."""

from __future__ import annotations

from typing import Any

import pytest


def decide(client: Any, **given: Any) -> Any:
    return client.post("/api/v1/decisions", json={"kind": "correct", "field": "counts.killed", **given})


def test_a_correction_stands_and_can_be_taken_back(client: Any) -> None:
    made = decide(client, incident="i03", value="7", comment="counted twice", seen={"i03": 1})
    assert made.status_code == 201
    assert made.json()["incidents"][0]["killed"]["best"] == 7
    assert client.get("/api/v1/incidents", params={"reviewed": "yes"}).json()["total"] == 1
    listed = client.get("/api/v1/decisions", params={"incident": "i03"}).json()["decisions"]
    assert [one["comment"] for one in listed] == ["counted twice"]
    assert listed[0]["user"] == "local"
    undone = client.post(f"/api/v1/decisions/{made.json()['decision']['id']}/withdraw")
    assert undone.status_code == 201
    assert client.get("/api/v1/incidents", params={"reviewed": "yes"}).json()["total"] == 0


@pytest.mark.parametrize(("headers", "seen", "status"), [({}, {"i05": 1}, 409), ({"If-Match": '"1"'}, {}, 412)])
def test_a_decision_on_what_has_changed_is_refused_and_says_what(client: Any, headers: Any, seen: Any, status: int) -> None:
    now = client.get("/api/v1/incidents/i05").json()["incident"]["revision"]
    if now == 1:
        assert decide(client, incident="i05", value="5").status_code == 201
        now = client.get("/api/v1/incidents/i05").json()["incident"]["revision"]
    late = client.post(
        "/api/v1/decisions", headers=headers,
        json={"kind": "correct", "incident": "i05", "field": "counts.killed", "value": "9", "seen": seen},
    )
    assert (late.status_code, late.json()["code"]) == (status, "E508")
    assert late.json()["changed"]["incident"]["revision"] == now
    assert late.json()["changed"]["revisions"][-1]["author"] == "local"


def test_two_are_merged_and_the_old_id_leads_to_the_one(client: Any) -> None:
    made = client.post("/api/v1/decisions", json={"kind": "same", "incident": "i07", "other": "i13"})
    assert made.status_code == 201
    answers = {one: client.get(f"/api/v1/incidents/{one}", follow_redirects=False) for one in ("i07", "i13")}
    (gone,) = [one for one, answer in answers.items() if answer.status_code == 308]
    (kept,) = set(answers) - {gone}
    assert answers[gone].headers["location"] == f"/api/v1/incidents/{kept}"
    assert client.get(f"/i/{gone}", follow_redirects=False).headers["location"] == f"/incident/{kept}"


def test_the_queue_is_shown_and_looking_decides_nothing(client: Any, record: Any) -> None:
    before = (record.cursor(), len(record.decisions()))
    found = client.get("/api/v1/review", params={"limit": 3}).json()
    assert found["left"] >= len(found["items"])
    assert (record.cursor(), len(record.decisions())) == before
    if found["items"]:
        keys = [option["key"] for option in found["items"][0]["options"]]
        assert len(keys) == len(set(keys)) > 0


def test_what_is_no_decision_is_refused(client: Any) -> None:
    for given in ({"kind": "nonsense"}, {"kind": "same", "incident": "i01"}, {"kind": "correct", "incident": "none",
                  "field": "counts.killed", "value": "3"}, {}):
        assert client.post("/api/v1/decisions", json=given).status_code in (400, 404)
