"""Puts the web together: one record, its API, its feeds and the page."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import MutableScopeHeaders, State
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import Message, Scope

from tacitus import __version__
from tacitus.errors import TacitusError
from tacitus.sources import Options
from tacitus.store import Store
from tacitus.store.totals import acting
from tacitus.web import (
    about,
    adding,
    describing,
    exporting,
    feeds,
    files,
    filters,
    incidents,
    login,
    looking,
    reports,
    reviewing,
    saved,
    shapes,
    tiles,
)
from tacitus.web.alerting import Alerter
from tacitus.web.guard import HEADERS, HERE, SECURE, Doors, Guard
from tacitus.web.jobs import Jobs, Reading
from tacitus.web.limits import Limits, Patience
from tacitus.web.problems import HANDLERS
from tacitus.web.sessions import Sessions
from tacitus.web.tags import early, tagged

PACKED_ALREADY = "^/static/|^/tiles/|^/$"
SOON = 0.3
"""Seconds after the start until the narrow rows are loaded: by then the server has said its address, and waits for no turn."""
LARGEST_BODY = 1 << 20
"""Bytes of one request, but for reports (`adding.LARGEST`) and signing in."""


def app(
    record: Store, *, doors: Doors = HERE, read: Reading | None = None, fetch_loopback: bool = False,
    limits: Limits | None = None, own_tiles: tiles.Tiles | None = None,
) -> Litestar:
    """The ASGI application over a record, which stays the caller's to close.

    doors: where it is reached; on this machine alone unless said otherwise, and then without signing in as long as the record
    has no users. read: what reads reports that come in. fetch_loopback: whether addresses of this machine may be fetched, and
    limits: how much may be asked, for tests. own_tiles: a base map of the user's.
    """
    asked = {
        "record": Provide(filters.record),
        "asked": Provide(filters.query, sync_to_thread=False),
    }
    api = Router(
        "/api/v1", dependencies=asked,
        route_handlers=[
            *incidents.HANDLERS, *reports.HANDLERS, *looking.HANDLERS, *shapes.HANDLERS, *about.HANDLERS,
            *reviewing.HANDLERS, *adding.HANDLERS, *feeds.API, *exporting.HANDLERS, *saved.HANDLERS, *login.HANDLERS,
        ],
    )
    jobs = Jobs(record, read)
    alerter = Alerter(record, Options(timeout=10, allow_loopback=fetch_loopback))
    feeding = Router("/", route_handlers=list(feeds.HANDLERS), dependencies=asked)
    return Litestar(
        [api, feeding, describing.described, *tiles.HANDLERS, *files.HANDLERS],
        state=State({
            "store": record, "doors": doors, "jobs": jobs, "fetch_loopback": fetch_loopback, "sessions": Sessions(),
            "limits": limits or Limits(), "tiles": own_tiles,
        }),
        middleware=[Guard, Patience],
        before_request=early,
        before_send=[_finished],
        exception_handlers=dict(HANDLERS),
        compression_config=CompressionConfig(backend="gzip", minimum_size=1000, gzip_compress_level=5, exclude=PACKED_ALREADY),
        openapi_config=OpenAPIConfig(
            title="Tacitus", version=__version__, path="/openapi", use_handler_docstrings=True,
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
        on_startup=[_warm, alerter.start],
        on_shutdown=[jobs.stop, alerter.stop],
        request_max_body_size=LARGEST_BODY,
    )


async def _finished(message: Message, scope: Scope) -> None:
    """Adds what every answer bears, problems too."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in (HEADERS | SECURE if scope.get("scheme") == "https" else HEADERS).items():
            headers.setdefault(name, value)
        tagged(scope, message["status"], headers)
        if scope["path"].startswith("/api/"):
            headers.setdefault("Cache-Control", "private, no-cache")


async def _warm(running: Litestar) -> None:
    """Loads the narrow rows beforehand, so that the first look need not wait for them, and keeps those of a large record."""
    thread = threading.Thread(target=_load, args=(running.state.store,), daemon=True, name="tacitus-warm")
    asyncio.get_running_loop().call_later(SOON, thread.start)


def _load(record: Store) -> None:
    shapes.outline_of("province", "", "")
    with suppress(TacitusError):  # whoever asks is told
        acting(record.desk())
        record.keep_desk()
