"""A page or feed address into bytes: public hosts only, within a time and a size."""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

import msgspec

from tacitus.errors import Failure
from tacitus.sources import streams
from tacitus.sources.networks import checked, failed, named
from tacitus.sources.shapes import Blob, Budget, Given, Options, Unreadable

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

_LARGEST = 64 << 20  # bytes fetched; pages are under 5 MB and feeds under 16
_REDIRECTS = 5
LATE = "it did not come in time"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_AGENT = "Tacitus (reads news reports; fetches what its user names)"


def is_address(path: str) -> bool:
    """Whether what the caller named is an address and not a file; one of another scheme is refused by `fetch`."""
    return _ADDRESS.match(path) is not None


class Held(msgspec.Struct, kw_only=True, frozen=True):
    """What a server said of its last answer, to be asked only for a newer one."""

    tag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of the next request."""
        given = {"If-None-Match": self.tag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value is not None}


class Fetched(msgspec.Struct, kw_only=True, frozen=True):
    """An answer whole. given: None where nothing is newer than what was held, or on a failure. wait: seconds that the server
    asks to wait."""

    given: Given | None
    held: Held
    wait: float | None = None
    failure: Failure | None = None


def ask(url: str, options: Options, held: Held | None = None) -> Fetched:
    """What an http(s) address answers that is newer than what is held; by the same door as `fetch`, whose errors are its
    `failure`."""
    before, wait = held or Held(), None
    try:
        with Alarm(options.timeout) as alarm:
            answer, here = _led(url, options, alarm, before.headers())
            wait = _seconds(answer.headers.get("Retry-After"))
            if answer.status == 304:
                answer.close()
                return Fetched(given=None, held=before, wait=wait)
            blob = _blob(answer, here, url, options, alarm)
    except Unreadable as why:
        return Fetched(given=None, held=before, wait=wait, failure=why.failure)
    given = Given(
        raw=blob.stream.read(), name=url, url=here, content_type=blob.content_type, charset=blob.charset,
        retrieved=blob.retrieved,
    )
    return Fetched(given=given, held=Held(tag=answer.headers.get("ETag"), modified=answer.headers.get("Last-Modified")), wait=wait)


def tell(url: str, body: bytes, options: Options) -> Failure | None:
    """Posts JSON to an http(s) address by the same door; what went wrong (E210, E211), None where it was taken.

    A redirect is not followed: it is a failure, and so is any answer but 2xx.
    """
    try:
        with Alarm(options.timeout) as alarm:
            answer = _ask(url, url, options, alarm, {"Content-Type": "application/json"}, body)
            answer.close()
        if not 200 <= answer.status < 300:
            raise failed(url, f"the server answered {answer.status}")
    except Unreadable as why:
        return why.failure
    return None


def _seconds(given: str | None) -> float | None:
    return float(given) if given is not None and given.isdecimal() and len(given) < 8 else None


def fetch(url: str, options: Options) -> Blob:
    """What an http(s) address answers, following up to five redirects, each checked like the first.

    Raises Unreadable: E211 for another scheme or a host on a private network, E210 where nothing usable comes back
    in time, E205 beyond the size limit.
    """
    with Alarm(options.timeout) as alarm:
        answer, here = _led(url, options, alarm, {})
        return _blob(answer, here, url, options, alarm)


def _led(url: str, options: Options, alarm: Alarm, more: dict[str, str]) -> tuple[BaseHTTPResponse, str]:
    """The answer at the end of the redirects, and where that is."""
    here = url
    for _ in range(_REDIRECTS + 1):
        answer = _ask(here, url, options, alarm, more)
        target = answer.get_redirect_location()
        if not target:
            return answer, here
        answer.close()
        here = urljoin(here, target)
    raise failed(url, f"more than {_REDIRECTS} redirects")


def _ask(
    here: str, url: str, options: Options, alarm: Alarm, more: dict[str, str], body: bytes | None = None
) -> BaseHTTPResponse:
    """One request, to the very network address that was checked, so that a second look-up cannot lead elsewhere."""
    import urllib3

    host, port = named(here, url)
    parts = urlsplit(here)
    left = alarm.left()
    if left <= 0:
        raise failed(url, LATE)
    pool = alarm.watched(_pool(parts.scheme, host, checked(host, port, url, options), port, left))
    shown = f"[{host}]" if ":" in host else host
    headers = {"Host": shown if parts.port is None else f"{shown}:{port}", "User-Agent": _AGENT, "Accept": "*/*", **more}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        return pool.urlopen(
            "GET" if body is None else "POST", target, body=body, headers=headers, redirect=False, preload_content=False,
            decode_content=True,
        )
    except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as broken:
        # a connection that was cut off under its own reading shows as any of these
        raise failed(url, LATE if alarm.rang else _why(broken)) from None
    finally:
        pool.close()


def _pool(scheme: str, host: str, numeric: str, port: int, left: float) -> HTTPConnectionPool:
    """The way to a network address, where a certificate must still be the host's."""
    import urllib3

    common: dict[str, Any] = {"timeout": urllib3.Timeout(total=left), "retries": False, "maxsize": 1}
    if scheme == "https":
        return urllib3.HTTPSConnectionPool(numeric, port, server_hostname=host, assert_hostname=host, **common)
    return urllib3.HTTPConnectionPool(numeric, port, **common)


def _blob(answer: BaseHTTPResponse, here: str, url: str, options: Options, alarm: Alarm) -> Blob:
    import io

    if answer.status != 200:
        answer.close()
        raise failed(url, f"the server answered {answer.status} {answer.reason or ''}".rstrip())
    body = _body(answer, url, options.max_bytes or _LARGEST, alarm)
    budget = Budget(options.max_unpacked, url)
    kind, _, rest = answer.headers.get("Content-Type", "").partition(";")
    charset = rest.partition("charset=")[2].strip(" \"'").partition(";")[0]
    return Blob(
        where=url, name=urlsplit(here).path.rpartition("/")[2], stream=streams.outer(io.BytesIO(body), budget),
        budget=budget, content_type=kind.strip(), charset=charset or None, url=here,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )  # fmt: skip


def _body(answer: BaseHTTPResponse, url: str, limit: int, alarm: Alarm) -> bytes:
    import urllib3

    body = bytearray()
    try:
        while chunk := answer.read1(1 << 16):
            body += chunk
            if len(body) > limit:
                raise streams.too_large(url, f"{limit >> 20} MB")
            if alarm.left() <= 0:
                raise failed(url, LATE)
        if alarm.rang:  # what was cut off may look as if it were whole
            raise failed(url, LATE)
    except (urllib3.exceptions.HTTPError, OSError, ValueError, AttributeError) as broken:
        raise failed(url, LATE if alarm.rang else _why(broken)) from None
    finally:
        answer.close()
    return bytes(body)


class Alarm:
    """The time that one fetch may take in all; what it then still reads is cut off, for a drop of data now and then outlasts
    any limit of a socket. rang: whether that time is over."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._deadline = time.monotonic() + seconds
        self._made: list[Any] = []
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def left(self) -> float:
        """Seconds, less than 0 when it is late."""
        return self._deadline - time.monotonic()

    def watched(self, pool: HTTPConnectionPool) -> HTTPConnectionPool:
        """The pool, whose connections end with the time."""
        made = self._made

        class Noted(pool.ConnectionCls):  # type: ignore[name-defined, misc]
            """A connection that is known from when it is made."""

            def connect(self) -> None:
                """As the library does."""
                super().connect()
                made.append(self.sock)

        pool.ConnectionCls = Noted
        return pool

    def _ring(self) -> None:
        self.rang = True
        for sock in self._made:
            with suppress(OSError, ValueError):
                sock.shutdown(socket.SHUT_RDWR)


def _why(broken: Exception) -> str:
    """What became of a connection, in words; the library's own where there are none for it."""
    from urllib3 import exceptions

    said = (
        (exceptions.TimeoutError, LATE),
        (exceptions.IncompleteRead, "it broke off before its end"),
        (exceptions.NewConnectionError, "the server does not answer"),
        (exceptions.SSLError, f"its certificate or encryption is not accepted: {broken}"),
    )
    inner = next((each for each in broken.args if isinstance(each, exceptions.HTTPError)), broken)
    return next((words for kind, words in said if isinstance(broken, kind) or isinstance(inner, kind)), str(broken))
