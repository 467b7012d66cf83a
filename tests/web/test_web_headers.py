"""What is sent is never taken for anything but what it is, and tells strangers nothing of the machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient
from made import happened

from tacitus import access, formats, store, web
from tacitus.ingest import Summary

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> A bomb killed two people in Mosul."


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with store.open(tmp_path_factory.mktemp("headers") / "secretly-named.db") as record:
        happened(record, "i1", EVIL, report={"title": EVIL, "url": "javascript:alert(1)", "publisher": "<b>Daily</b>"})
        access.add_user(record, "ana", "admin", None, by="root")
        secret, _ = access.issue(record, "ana", by="root")
        with TestClient(web.app(record, read=lambda *_: Summary()), base_url="http://localhost") as opened:
            opened.headers["Authorization"] = f"Bearer {secret}"
            yield opened


def test_a_report_is_sent_as_json_and_never_as_a_page(client: Any) -> None:
    key = client.get("/api/v1/reports").json()["reports"][0]["id"]
    for address in ("/api/v1/reports", f"/api/v1/reports/{key}", "/api/v1/incidents/i1", "/feeds/json", "/feeds/atom"):
        answer = client.get(address)
        kind = answer.headers["content-type"]
        assert kind.startswith(("application/json", "application/feed+json", "application/atom+xml")), address
        assert answer.headers["x-content-type-options"] == "nosniff"
        if "xml" in kind:
            assert "<script" not in answer.text


@pytest.mark.parametrize("name", list(formats.FORMATS))
def test_an_export_is_a_download_with_a_name_of_ours(client: Any, name: str) -> None:
    answer = client.get(f"/api/v1/export?format={name}&text=bomb")
    ending = formats.FORMATS[name].ending
    called = f"incidents.{ending}" if name == ending else f"incidents-{name}.{ending}"  # several in one folder are told apart
    assert answer.headers["content-disposition"] == f'attachment; filename="{called}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_situation_report_runs_nothing_and_shows_markup_as_words(client: Any) -> None:
    answer = client.get("/api/v1/sitrep")
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert 'href="javascript:' not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_strangers_do_not_learn_where_the_record_lies(client: Any) -> None:
    for address in ("/api/v1/incidents/none", "/api/v1/incidents/none/history", "/api/v1/reports/none"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "secretly-named.db" in answer.text  # by its name, for the hint
        assert str(Path(client.app.state.store.path).parent) not in answer.text


def test_a_fault_of_ours_is_not_told_to_the_caller(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr(type(client.app.state.store), "found", broken)
    quiet = TestClient(client.app, base_url="http://localhost", raise_server_exceptions=False)
    answer = quiet.get("/api/v1/incidents", headers=dict(client.headers))
    assert (answer.status_code, answer.json()["code"]) == (500, "E901")
    assert "secret" not in answer.text
