"""The one door through which addresses are fetched: public hosts only, to the end, within a time and a size."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus.errors import Failure
from tacitus.sources import Options, ask, networks, refusal, tell
from tacitus.sources.networks import allowed

HERE = Options(allow_loopback=True, timeout=2.0)


class Site(BaseHTTPRequestHandler):
    """A server on this machine that means no good."""

    asked: list[tuple[str, str]] = []

    def do_GET(self) -> None:
        Site.asked.append((self.path, self.headers["Host"]))
        known = {"/heads": self._drop_headers, "/pieces": self._drop_pieces, "/bomb": self._bomb, "/later": self._later}
        known.get(self.path, self._plain)()

    def do_POST(self) -> None:  # noqa: N802
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(302)
        self.send_header("Location", "/plain")
        self.end_headers()

    def _plain(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"plain")

    def _later(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://later.example/inside")
        self.end_headers()

    def _drop(self, piece: bytes) -> None:
        """A little every now and then, for as long as it is taken."""
        try:
            for _ in range(200):
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def _drop_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self._drop(b"a")

    def _drop_pieces(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        self._drop(b"0")

    def _bomb(self) -> None:
        packer = zlib.compressobj(9, wbits=31)
        body = gzip.compress(b"".join([*(packer.compress(bytes(1 << 20)) for _ in range(300)), packer.flush()]), 9)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip, gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """A resolver of the test's own: names lead where the test says, one answer after the other; gives what was asked."""
    usual = socket.getaddrinfo
    led: dict[str, list[list[str]]] = {}
    asked: list[str] = []

    def found(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host not in led:
            return usual(host, port, *rest, **more)
        asked.append(host)
        answers = led[host].pop(0) if len(led[host]) > 1 else led[host][0]
        kinds = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(kinds[":" in one], socket.SOCK_STREAM, 6, "", (one, port)) for one in answers]

    def leads(name: str, *answers: list[str]) -> list[str]:
        led[name] = list(answers)
        return asked

    monkeypatch.setattr(networks.socket, "getaddrinfo", found)
    return leads


def code(failure: Failure | None) -> str | None:
    return None if failure is None else failure.code


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]",
             "[::ffff:7f00:1]", "[::127.0.0.1]", "user:word@127.0.0.1", "127.0.0.1."]
)  # fmt: skip
def test_this_machine_is_not_asked_however_it_is_written(host: str, port: int) -> None:
    before = len(Site.asked)
    failure = ask(f"http://{host}:{port}/plain", Options(timeout=2)).failure
    assert code(failure) in ("E211", "E210")  # E210: a form that this system does not take for an address at all
    assert len(Site.asked) == before


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://a.example/", "gopher://a.example/", "http://", "http://[::1",
                                 "http://a.example:99999/", "http://a.example:x/", "javascript://a.example/", "http:///x"])
def test_nothing_but_http_and_https_with_a_host_is_fetched(url: str) -> None:
    assert code(ask(url, Options(timeout=2)).failure) == "E211"
    assert code(tell(url, b"{}", Options(timeout=2))) == "E211"


def test_a_name_that_leads_into_a_private_network_is_refused_even_if_it_also_leads_out(names: Any, port: int) -> None:
    names("inside.example", ["10.0.0.8"])
    names("both.example", ["93.184.216.34", "192.168.0.7"])
    names("six.example", ["fd00::7"])
    names("here.example", ["127.0.0.1"])
    for name in ("inside", "both", "six", "here"):
        url = f"http://{name}.example:{port}/plain"
        assert code(ask(url, Options(timeout=2)).failure) == "E211"
        assert code(tell(url, b"{}", Options(timeout=2))) == "E211"
        assert code(refusal(url, Options())) == "E211"


def test_the_address_that_was_checked_is_the_one_connected_to(names: Any, port: int) -> None:
    asked = names("turning.example", ["127.0.0.1"], ["127.0.0.9"])
    found = ask(f"http://turning.example:{port}/plain", HERE)
    assert found.given is not None
    assert found.given.raw == b"plain"
    assert asked == ["turning.example"]  # a second look-up would have led elsewhere
    assert Site.asked[-1] == ("/plain", f"turning.example:{port}")


def test_a_name_in_other_letters_is_asked_for_as_the_network_writes_it(names: Any, port: int) -> None:
    names("xn--bcher-kva.example", ["127.0.0.1"])
    assert ask(f"http://bücher.example:{port}/plain", HERE).failure is None
    assert Site.asked[-1][1] == f"xn--bcher-kva.example:{port}"


def test_a_redirect_into_a_private_network_is_not_followed_and_what_is_told_follows_none(names: Any, port: int) -> None:
    names("later.example", ["10.0.0.8"])
    assert code(ask(f"http://127.0.0.1:{port}/later", HERE).failure) == "E211"
    before = len(Site.asked)
    assert code(tell(f"http://127.0.0.1:{port}/", b"{}", HERE)) == "E210"
    assert len(Site.asked) == before


@pytest.mark.parametrize("path", ["/heads", "/pieces"])
def test_an_answer_that_comes_in_drops_is_cut_off_when_its_time_is_over(path: str, port: int) -> None:
    began = time.monotonic()
    failure = ask(f"http://127.0.0.1:{port}{path}", HERE).failure
    assert failure is not None
    assert "in time" in failure.what
    assert time.monotonic() - began < 12  # the server would go on for twenty seconds


def test_an_answer_that_unpacks_to_more_than_the_limit_is_not_held_in_memory(port: int) -> None:
    tracemalloc.start()
    failure = ask(f"http://127.0.0.1:{port}/bomb", Options(allow_loopback=True, timeout=60, max_bytes=1 << 20)).failure
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code(failure) == "E205"
    assert peak < 40 << 20  # it unpacks to 300 MB


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_an_address_within_another_is_no_way_around(number: int) -> None:
    """Whatever IPv4 address is refused is refused in its mapped form, and no wrapped one is taken at all."""
    import ipaddress

    plain = ipaddress.IPv4Address(number)
    mapped = f"::ffff:{plain}"
    assert allowed(mapped, Options()) == allowed(str(plain), Options())
    for wrapped in (f"::{plain}", f"64:ff9b::{plain}", str(ipaddress.IPv6Address((0x2002 << 112) | (number << 80)))):
        assert not allowed(wrapped, Options())
