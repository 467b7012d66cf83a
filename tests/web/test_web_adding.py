"""Reports come in through the page as jobs; no address leads the server where it must not go."""

from __future__ import annotations

import time
from typing import Any

import pytest


def finished(client: Any, job: str) -> Any:
    """The job once it is done."""
    for _ in range(200):
        found = client.get(f"/api/v1/jobs/{job}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.02)
    raise AssertionError("the job does not end")


def test_text_and_files_become_jobs_that_end(client: Any) -> None:
    texts = client.post("/api/v1/reports", json={"text": "A bomb killed two.", "published": "2016-07-27"})
    assert texts.status_code == 202
    assert finished(client, texts.json()["job"])["done"] == 1
    files = client.post("/api/v1/reports", files=[("files", ("a.txt", b"one")), ("files", ("b.txt", b"two"))])
    assert finished(client, files.json()["job"])["done"] == 2


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "E102"), ({"words": "x"}, "E102"), ({"text": 3}, "E102"), ({"url": "/etc/passwd"}, "E211"),
        ({"url": "file:///etc/passwd"}, "E211"), ({"text": "x", "published": "soon"}, "E103"), ([], "E102"),
    ],
)
def test_what_cannot_be_read_is_refused_at_once(client: Any, given: Any, code: str) -> None:
    answer = client.post("/api/v1/reports", json=given)
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/"])
def test_an_address_on_a_private_network_is_a_failure_of_the_job(tmp_path: Any, address: str) -> None:
    from litestar.testing import TestClient

    from tacitus import store, web

    with store.open(tmp_path / "own.db") as record, TestClient(web.app(record), base_url="http://localhost") as client:
        job = finished(client, client.post("/api/v1/reports", json={"url": address}).json()["job"])
        assert [one["code"] for one in job["failures"]] == ["E211"]
        assert record.report_count() == 0


def test_a_file_without_words_is_listed_with_what_to_try(tmp_path: Any) -> None:
    from litestar.testing import TestClient

    from tacitus import store, web

    with store.open(tmp_path / "own.db") as record, TestClient(web.app(record), base_url="http://localhost") as client:
        posted = client.post("/api/v1/reports", files={"files": ("empty.txt", b"")})
        (failure,) = finished(client, posted.json()["job"])["failures"]
        assert (failure["code"], failure["where"]) == ("E201", "upload: empty.txt")
