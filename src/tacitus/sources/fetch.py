"""A page or feed address into bytes: public hosts only, within a time and a size."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import msgspec

from tacitus.errors import Failure
from tacitus.sources import streams
from tacitus.sources.shapes import Blob, Budget, Given, Options, Unreadable

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

_LARGEST = 64 << 20  # bytes fetched; pages are under 5 MB and feeds under 16
_REDIRECTS = 5
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address inside, which may be a private one
_SIX_TO_FOUR = ipaddress.ip_network("2002::/16")
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
    deadline = time.monotonic() + options.timeout
    before, wait = held or Held(), None
    try:
        answer, here = _led(url, options, deadline, before.headers())
        wait = _seconds(answer.headers.get("Retry-After"))
        if answer.status == 304:
            answer.release_conn()
            return Fetched(given=None, held=before, wait=wait)
        blob = _blob(answer, here, url, options, deadline)
    except Unreadable as failed:
        return Fetched(given=None, held=before, wait=wait, failure=failed.failure)
    given = Given(
        raw=blob.stream.read(), name=url, url=here, content_type=blob.content_type, charset=blob.charset,
        retrieved=blob.retrieved,
    )
    return Fetched(given=given, held=Held(tag=answer.headers.get("ETag"), modified=answer.headers.get("Last-Modified")), wait=wait)


def tell(url: str, body: bytes, options: Options) -> Failure | None:
    """Posts JSON to an http(s) address by the same door; what went wrong (E210, E211), None where it was taken.

    A redirect is not followed: it is a failure, and so is any answer but 2xx.
    """
    deadline = time.monotonic() + options.timeout
    try:
        answer = _ask(url, url, options, deadline, {"Content-Type": "application/json"}, body)
        answer.release_conn()
        if not 200 <= answer.status < 300:
            raise _failed(url, f"the server answered {answer.status}")
    except Unreadable as failed:
        return failed.failure
    return None


def _seconds(given: str | None) -> float | None:
    return float(given) if given is not None and given.isdecimal() and len(given) < 8 else None


def fetch(url: str, options: Options) -> Blob:
    """What an http(s) address answers, following up to five redirects, each checked like the first.

    Raises Unreadable: E211 for another scheme or a host on a private network, E210 where nothing usable comes back
    in time, E205 beyond the size limit.
    """
    deadline = time.monotonic() + options.timeout
    answer, here = _led(url, options, deadline, {})
    return _blob(answer, here, url, options, deadline)


def _led(url: str, options: Options, deadline: float, more: dict[str, str]) -> tuple[BaseHTTPResponse, str]:
    """The answer at the end of the redirects, and where that is."""
    here = url
    for _ in range(_REDIRECTS + 1):
        answer = _ask(here, url, options, deadline, more)
        target = answer.get_redirect_location()
        if not target:
            return answer, here
        answer.release_conn()
        here = urljoin(here, target)
    raise _failed(url, f"more than {_REDIRECTS} redirects")


def _ask(
    here: str, url: str, options: Options, deadline: float, more: dict[str, str], body: bytes | None = None
) -> BaseHTTPResponse:
    """One request, to the very network address that was checked, so that a second look-up cannot lead elsewhere."""
    import urllib3

    parts = urlsplit(here)
    if parts.scheme not in ("http", "https"):
        raise _refused(url, f"{parts.scheme or 'nothing'} is no scheme that is fetched")
    if not parts.hostname:
        raise _refused(url, "it names no host")
    host = parts.hostname
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise _refused(url, "its port is no number") from None
    numeric = _checked(host, port, url, options)
    left = max(0.1, deadline - time.monotonic())
    common = {"timeout": urllib3.Timeout(total=left), "retries": False, "maxsize": 1}
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(numeric, port, server_hostname=host, assert_hostname=host, **common)  # type: ignore[arg-type]
    else:
        pool = urllib3.HTTPConnectionPool(numeric, port, **common)  # type: ignore[arg-type]
    named = f"[{host}]" if ":" in host else host
    headers = {"Host": named if parts.port is None else f"{named}:{port}", "User-Agent": _AGENT, "Accept": "*/*", **more}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        return pool.urlopen(
            "GET" if body is None else "POST", target, body=body, headers=headers, redirect=False, preload_content=False,
            decode_content=True,
        )
    except urllib3.exceptions.HTTPError as broken:
        raise _failed(url, _why(broken)) from None


def _checked(host: str, port: int, url: str, options: Options) -> str:
    """A network address of the host; raises E211 if any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:
        raise _failed(url, f"the host {host} is not found ({unknown})") from None
    addresses = [str(info[4][0]) for info in found]
    for address in addresses:
        if not allowed(address, options):
            raise _refused(url, f"{host} is on a private network ({address})")
    return addresses[0]


def allowed(address: str, options: Options) -> bool:
    """Whether a network address may be asked: public ones, and this machine's own where the options say so."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in _NAT64 or ip in _SIX_TO_FOUR:
            return False
    if ip.is_loopback:
        return options.allow_loopback
    return ip.is_global and not ip.is_multicast


def _blob(answer: BaseHTTPResponse, here: str, url: str, options: Options, deadline: float) -> Blob:
    import io

    if answer.status != 200:
        answer.release_conn()
        raise _failed(url, f"the server answered {answer.status} {answer.reason or ''}".rstrip())
    body = _body(answer, url, options.max_bytes or _LARGEST, deadline)
    budget = Budget(options.max_unpacked, url)
    kind, _, rest = answer.headers.get("Content-Type", "").partition(";")
    charset = rest.partition("charset=")[2].strip(" \"'").partition(";")[0]
    return Blob(
        where=url, name=urlsplit(here).path.rpartition("/")[2], stream=streams.outer(io.BytesIO(body), budget),
        budget=budget, content_type=kind.strip(), charset=charset or None, url=here,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    )  # fmt: skip


def _body(answer: BaseHTTPResponse, url: str, limit: int, deadline: float) -> bytes:
    import urllib3

    body = bytearray()
    try:
        while chunk := answer.read1(1 << 16):
            body += chunk
            if len(body) > limit:
                raise streams.too_large(url, f"{limit >> 20} MB")
            if time.monotonic() > deadline:
                raise _failed(url, "it did not come in time")
    except (urllib3.exceptions.HTTPError, OSError) as broken:
        raise _failed(url, _why(broken)) from None
    finally:
        answer.close()
    return bytes(body)


def _why(broken: Exception) -> str:
    """What became of a connection, in words; the library's own where there are none for it."""
    from urllib3 import exceptions

    said = (
        (exceptions.TimeoutError, "it did not come in time"),
        (exceptions.IncompleteRead, "it broke off before its end"),
        (exceptions.NewConnectionError, "the server does not answer"),
        (exceptions.SSLError, f"its certificate or encryption is not accepted: {broken}"),
    )
    inner = next((each for each in broken.args if isinstance(each, exceptions.HTTPError)), broken)
    return next((words for kind, words in said if isinstance(broken, kind) or isinstance(inner, kind)), str(broken))


def _failed(url: str, why: str) -> Unreadable:
    hint = "open it in a browser, save the page, and read that"
    return Unreadable("E210", f"it could not be fetched ({why[:200]})", url, hint)


def _refused(url: str, why: str) -> Unreadable:
    return Unreadable("E211", f"it is not fetched: {why}", url, "save the page and read the file")
