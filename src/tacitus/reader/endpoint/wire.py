"""One exchange with the server: a POST and its whole answer, within a time and a size; redirects are never followed."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

import msgspec

LARGEST = 1 << 20
"""Bytes of an answer; the longest that was allowed has about 40,000."""


class Reply(msgspec.Struct, frozen=True):
    """What a server answered. headers: by name in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


class Unreached(Exception):
    """No whole answer came; its text says why."""


class TooLarge(Exception):
    """The answer has no end, or none within LARGEST."""


def post(url: str, body: bytes, headers: dict[str, str], timeout: float) -> Reply:
    """Sends the body and returns the answer, whatever its status. timeout: seconds for everything together.

    Raises Unreached or TooLarge. Uses no proxy.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host = parts.hostname or ""
    connection = (
        http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=ssl.create_default_context())
        if secure
        else http.client.HTTPConnection(host, parts.port, timeout=timeout)
    )
    deadline = time.monotonic() + timeout
    alarm = threading.Timer(timeout, _cut, (connection,))  # a drop of data now and then would outlast any socket's limit
    alarm.daemon = True
    alarm.start()
    try:
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body=body, headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, _body(answer, deadline))
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as broken:
        # a connection that was cut off under its own reading shows as any of these
        raise Unreached(_why(broken, time.monotonic() >= deadline)) from None
    finally:
        alarm.cancel()
        connection.close()


def _body(answer: http.client.HTTPResponse, deadline: float) -> bytes:
    body = bytearray()
    while chunk := answer.read1(1 << 16):
        body += chunk
        if len(body) > LARGEST:
            raise TooLarge
        if time.monotonic() > deadline:
            raise TimeoutError
    if time.monotonic() > deadline:
        raise TimeoutError
    return bytes(body)


def _cut(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError, ValueError):
            sock.shutdown(socket.SHUT_RDWR)


def _why(broken: Exception, late: bool) -> str:
    """In words, and never with the request's own content."""
    if late or isinstance(broken, TimeoutError):
        return "it did not answer in time"
    if isinstance(broken, ssl.SSLError):
        return f"its certificate or encryption is not accepted ({broken.reason or 'TLS'})"
    if isinstance(broken, socket.gaierror):
        return "its name is not known"
    if isinstance(broken, ConnectionRefusedError):
        return "nothing answers at its address"
    return f"the connection broke ({type(broken).__name__})"
