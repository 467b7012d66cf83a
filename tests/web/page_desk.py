"""What the page's tests share: one record, one server and one browser a module; plain words where there is no browser."""

from __future__ import annotations

import json
import os
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import desk_record
import pytest
import uvicorn

from tacitus import store, web
from tacitus.web.tiles import Tiles

CHROMIUM = Path(os.environ.get("TACITUS_CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
WAIT = 90_000
"""Milliseconds that a busy machine may take for one step; a free one takes a tenth of a second."""
HOSTS = ("127.0.0.1", "localhost")
SLOWER = float(os.environ.get("TACITUS_SLOWER", "1"))
"""How many times slower than it is the browser acts, to find what holds on a quick machine only."""


class Desk:
    """A served record with a browser before it. address: of the server, without a slash at its end."""

    def __init__(self, record: store.Store, address: str, browser: Any) -> None:
        self.record, self.address, self.browser = record, address, browser
        self.asked: list[str] = []
        self.troubles: list[str] = []
        self._contexts: list[Any] = []

    def page(self, path: str = "/", *, ready: str | None = "main", before: str | None = None, **more: Any) -> Any:
        """A new page at a path, once `ready` is there. before: a script that runs before the page's own."""
        viewport = more.pop("viewport", {"width": 1000, "height": 600})
        context = self.browser.new_context(viewport=viewport, reduced_motion="reduce", **more)
        self._contexts.append(context)
        context.set_default_timeout(WAIT)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        if SLOWER > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda told: told.type == "error" and self.troubles.append(told.text))
        page.goto(self.address + path)
        if ready:
            page.wait_for_selector(ready)
        return page

    def close_pages(self) -> None:
        """Closes every page, so that those of one test take no time from the next."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def api(self, path: str) -> Any:
        """What the API answers."""
        with urllib.request.urlopen(f"{self.address}/api/v1{path}") as answer:
            return json.loads(answer.read())

    def incident(self, place: str) -> Any:
        """The deadliest incident of a place, as the API's card."""
        return self.api(f"/incidents?place={place}&limit=1&sort=-killed")["incidents"][0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk of a test module. Without Chromium the module is left out, and says so; where CI=true it fails."""
    with seated(tmp_path_factory.mktemp("desk")) as made:
        yield made


@contextmanager
def seated(folder: Path, own_tiles: Tiles | None = None) -> Iterator[Desk]:
    """A desk over a new record in a folder."""
    if not CHROMIUM.exists() and os.environ.get("CI", "").lower() != "true":
        pytest.skip(f"the page's tests are left out: no browser at {CHROMIUM} (install chromium, or set TACITUS_CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with store.open(folder / "war.db") as record:
        desk_record.fill(record, folder)
        with serving(record, own_tiles) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=WAIT)
            made = Desk(record, address, browser)
            yield made
            browser.close()
        elsewhere = {urlsplit(url).hostname for url in made.asked if not url.startswith(("data:", "blob:"))} - set(HOSTS)
        assert elsewhere == set()  # no outside request at all


class serving:  # noqa: N801 - used as a function is
    """Runs the server over a record on a free port of this machine, in a thread of its own."""

    def __init__(self, record: store.Store, own_tiles: Tiles | None = None) -> None:
        app = web.app(record, read=desk_record.reading, own_tiles=own_tiles)
        self._server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            threading.Event().wait(0.05)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def until(page: Any, says: Callable[[], bool]) -> None:
    """Waits until a thing holds."""
    for _ in range(WAIT // 100):
        if says():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to hold")


def total(page: Any) -> str:
    """What the list says of how many there are."""
    return page.inner_text(".list-head strong")


def query(page: Any) -> dict[str, str]:
    """The parameters of the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def drawn(page: Any) -> str:
    """What the map says that it has drawn: points, areas, places held."""
    page.wait_for_selector("html[data-map]")
    return page.evaluate("document.documentElement.dataset.map")
