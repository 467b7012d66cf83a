"""The server as people start it: it tells its address, answers there, ends in order, and stays on this machine."""

from __future__ import annotations

import http.server
import json
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from conftest import fill
from litestar.testing import TestClient
from made import happened, when

from tacitus import access, store, web
from tacitus.cli import main
from tacitus.sources import Options
from tacitus.web.alerting import Alerter
from tacitus.web.saved import Alert, changed, kept

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_serve_tells_its_address_answers_and_ends_in_order(tmp_path: Path, told: signal.Signals) -> None:
    db = str(tmp_path / "war.db")
    with store.open(db) as record:
        fill(record, 3)
    command = [sys.executable, "-m", "tacitus.cli", "serve", db, "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address + "api/v1/meta", timeout=60) as answer:
                assert json.load(answer)["incidents"] == 3
            with urllib.request.urlopen(address, timeout=60) as page:
                assert b"<!doctype html>" in page.read(200).lower()
            wanted = urllib.request.Request(address + "api/v1/searches", b'{"name": "all", "query": ""}', JSON)
            urllib.request.urlopen(wanted, timeout=60).close()
            server.send_signal(told)
            assert server.wait(60) == 0
        finally:
            server.kill()
    assert [path.name for path in tmp_path.iterdir()] == ["war.db"]  # all of it is in the one file


@pytest.mark.parametrize("reach", [["--host", "0.0.0.0"], ["--host", "::"], ["--host", "192.0.2.1"], ["--name", "desk.example"]])
def test_nothing_beyond_this_machine_is_reached_without_users(tmp_path: Path, capsys: Any, reach: list[str]) -> None:
    db = str(tmp_path / "war.db")
    store.open(db).close()
    assert main(["serve", db, *reach, "--port", "0", "--no-open"]) == 2
    told = capsys.readouterr().err
    assert "E601" in told
    assert "tacitus users add" in told


def test_a_server_with_another_name_asks_who_comes(tmp_path: Path) -> None:
    db = str(tmp_path / "war.db")
    with store.open(db) as record:
        fill(record, 2)
        access.add_user(record, "ana", "viewer", None, by="root")
        secret, _ = access.issue(record, "ana", by="root")
    command = [sys.executable, "-m", "tacitus.cli", "serve", db, "--name", "desk.example", "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            port = server.stdout.readline().strip().rpartition(":")[2].strip("/")
            here = f"http://127.0.0.1:{port}/api/v1/meta"
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(here, timeout=60)
            assert refused.value.code == 401
            headers = {"Authorization": f"Bearer {secret}", "Host": "desk.example"}
            with urllib.request.urlopen(urllib.request.Request(here, headers=headers), timeout=60) as answer:
                assert json.load(answer)["user"] == {"name": "ana", "role": "viewer"}
            server.send_signal(signal.SIGINT)
            assert server.wait(60) == 0
        finally:
            server.kill()


def test_a_certificate_that_cannot_be_used_is_told_before_anything_is_served(tmp_path: Path, capsys: Any) -> None:
    db = str(tmp_path / "war.db")
    store.open(db).close()
    (tmp_path / "bad.pem").write_text("no certificate")
    for cert in ("bad.pem", "none.pem"):
        given = ["--cert", str(tmp_path / cert), "--key", str(tmp_path / cert)]
        assert main(["serve", db, "--port", "0", "--no-open", *given]) == 2
        assert "E612" in capsys.readouterr().err
    assert main(["serve", db, "--cert", "x"]) == 2


class Told(http.server.BaseHTTPRequestHandler):
    """Takes messages, or refuses them."""

    got: list[Any] = []
    status = 204

    def do_POST(self) -> None:  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if Told.status < 300:
            Told.got.append(json.loads(body))
        self.send_response(Told.status)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


def test_an_alert_tells_what_is_new_in_its_search_once_and_misses_nothing_that_failed(tmp_path: Path) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    with store.open(tmp_path / "war.db") as record:
        happened(record, "old", "An old blast.", when=when("2016-01-01"))
        alert = Alert(id="a", query="type=bombing", url=url, by="local", at="2026-01-01T00:00:00Z", since=record.cursor())
        changed(record, "alerts", Alert, lambda items: [*items, alert])
        teller = Alerter(record, Options(allow_loopback=True, timeout=10), every=0.0)
        assert teller.look() == 0
        happened(record, "new", "A new blast.", when=when("2016-02-01"))
        happened(record, "other", "A protest.", type="protest", when=when("2016-02-02"))
        Told.status = 500
        assert teller.look() == 0
        Told.status = 204
        assert teller.look() == 1
        assert [[one["id"] for one in message["incidents"]] for message in Told.got] == [["new"]]
        assert teller.look() == 0
        assert kept(record, "alerts", Alert)[0].since == record.cursor()
    server.shutdown()
    server.server_close()


def test_an_alert_into_a_private_network_is_not_kept_and_one_that_was_kept_is_not_told(tmp_path: Path) -> None:
    Told.got.clear()
    Told.status = 204
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Told)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    with store.open(tmp_path / "war.db") as record:
        with TestClient(web.app(record), base_url="http://localhost") as client:
            for there in (url, "http://[::ffff:10.0.0.1]/", "http://2130706433/", "file:///etc/hostname"):
                answer = client.post("/api/v1/alerts", json={"query": "", "url": there})
                assert (answer.status_code, answer.json()["code"]) == (400, "E211")
        alert = Alert(id="a", query="", url=url, by="local", at="2026-01-01T00:00:00Z", since=record.cursor())
        changed(record, "alerts", Alert, lambda items: [*items, alert])
        happened(record, "new", "A new blast.", when=when("2016-02-01"))
        assert Alerter(record, every=0.0).look() == 0
        assert Told.got == []
    server.shutdown()
    server.server_close()
