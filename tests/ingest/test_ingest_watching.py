"""Watching reads what is new once, asks politely, and leaves alone what fails."""

from __future__ import annotations

import http.server
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tacitus import store
from tacitus.ingest import Summary, watching
from tacitus.ingest.watching import Watch
from tacitus.sources import Options


class Site(http.server.BaseHTTPRequestHandler):
    """A feed that knows tags, and can be told to fail."""

    asked: list[dict[str, str]] = []
    status = 200
    tag = '"one"'

    def do_GET(self) -> None:  # noqa: N802
        Site.asked.append(dict(self.headers))
        if Site.status == 200 and self.headers.get("If-None-Match") == Site.tag:
            self.send_response(304)
            self.end_headers()
            return
        body = b"A feed."
        self.send_response(Site.status)
        self.send_header("ETag", Site.tag)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked, Site.status, Site.tag = [], 200, '"one"'
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/feed"
    server.shutdown()
    server.server_close()


def watch(tmp_path: Path, *paths: str, every: float = 0.0) -> tuple[Watch, list[Any]]:
    """A watch whose reading is only noted."""
    read: list[Any] = []

    def reading(_store: Any, inputs: list[Any], _options: Options) -> Summary:
        read.extend(inputs)
        return Summary(read=len(inputs))

    record = store.open(tmp_path / "war.db")
    return Watch(record, paths, Options(allow_loopback=True, timeout=5), every=every, read=reading), read


def test_an_address_is_asked_only_for_what_is_newer(site: str, tmp_path: Path) -> None:
    watched, read = watch(tmp_path, site)
    assert [watched.look().inputs for _ in range(3)] == [1, 0, 0]
    assert Site.asked[1]["If-None-Match"] == '"one"'
    Site.tag = '"two"'
    assert watched.look().inputs == 1
    assert [one.raw for one in read] == [b"A feed.", b"A feed."]


def test_an_address_that_fails_is_told_and_left_alone_for_longer_and_longer(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [1000.0]
    monkeypatch.setattr(watching.time, "monotonic", lambda: clock[0])
    watched, _ = watch(tmp_path, site, every=100.0)
    Site.status = 503
    pauses, last = [], clock[0]
    assert [one.code for one in watched.look().failures] == ["E210"]
    while len(pauses) < 3:
        clock[0] += 50.0
        if watched.look().failures:
            pauses.append(clock[0] - last)
            last = clock[0]
    assert pauses == [200.0, 400.0, 800.0]


def test_no_private_network_is_asked(tmp_path: Path) -> None:
    watched = Watch(store.open(tmp_path / "war.db"), ["http://127.0.0.1:9/"])
    assert [one.code for one in watched.look().failures] == ["E211"]


def test_a_file_is_read_once_when_it_has_settled_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("first")
    (folder / ".hidden").write_text("not this")
    watched, read = watch(tmp_path, str(folder))
    assert watched.look().inputs == 0, "it may still be being written"
    old = time.time() - 10
    os.utime(folder / "a.txt", (old, old))
    assert [watched.look().inputs for _ in range(2)] == [1, 0]
    (folder / "a.txt").write_text("second, longer")
    os.utime(folder / "a.txt", (old + 1, old + 1))
    assert watched.look().inputs == 1
    assert read == [str(folder / "a.txt")] * 2
