"""Runs the server: on loopback unless told otherwise, and beyond it only with users who may."""

from __future__ import annotations

import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import msgspec
import uvicorn

from tacitus.errors import TacitusError
from tacitus.store import Store, people
from tacitus.web.app import app
from tacitus.web.guard import LOOPBACK, Doors
from tacitus.web.tiles import opened

PORT = 8765
"""The first port that is tried where none is given."""
TRIES = 50
AT_ONCE = 500
"""Connections at once; a browser holds six. More are told to come again, or a stranger could hold all that there are."""


class Certificate(msgspec.Struct, frozen=True):
    """Files in PEM form: the certificate with its chain, and its private key."""

    cert: str
    key: str


def serve(
    record: Store, *, host: str = "127.0.0.1", port: int | None = None, names: Iterable[str] = (),
    certificate: Certificate | None = None, ready: Callable[[str], None] | None = None, tiles: str | None = None,
) -> None:
    """Serves the record until it is told to stop (Ctrl-C, SIGTERM).

    port: None for the first free one from 8765 on; 0 for any. names: hosts by which it is reached besides, such as a proxy's.
    certificate: for https. ready: called with the address once it is listened on. tiles: path of a PMTiles file to be drawn
    under the map.
    Raises TacitusError E601 where other machines would reach a record without users, E602 for an address that cannot be
    listened on, E612 for a certificate that cannot be used, E101, E213 and E407 for tiles that cannot be drawn.
    """
    called = frozenset(one.lower() for one in (*names, host))
    doors = Doors(loopback=is_here(host), names=called, proxied=not called <= {host.lower(), *LOOPBACK})
    if not people.number(record) and (doors.proxied or not doors.loopback):
        who = host if not doors.loopback else ", ".join(sorted(called - {host.lower()}))
        raise TacitusError(
            "E601", f"{who} would be reached from other machines, and this record has no users", where="--host",
            hint=f"tacitus users add {record.path} NAME --role admin; or leave --host and --name away and come by ssh -L",
        )
    own = opened(tiles) if tiles else None
    settings = uvicorn.Config(
        app(record, doors=doors, own_tiles=own), log_level="warning", lifespan="on", server_header=False, limit_concurrency=AT_ONCE,
        timeout_keep_alive=15, ssl_certfile=certificate.cert if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
    if certificate is not None:
        _usable(settings, certificate)
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http{'s' if certificate else ''}://{shown}:{listening.getsockname()[1]}/"
    try:
        with _stopped_in_order():
            _Server(settings, address, ready).run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn has ended in order, and hands the signal on
        return
    finally:
        listening.close()


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """SIGTERM, which uvicorn hands on when it has ended, is taken as Ctrl-C is: by itself it would end the process before the
    record is closed, and its last writes would stay in the file beside it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def is_here(host: str) -> bool:
    """Whether a host is this machine and nothing else."""
    if host.lower() in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _usable(settings: uvicorn.Config, certificate: Certificate) -> None:
    """Loads the certificate, before anything is told of an address. Raises TacitusError E612."""
    try:
        settings.load()
    except (OSError, ValueError) as error:
        hint = "PEM files that belong together, and that may be read"
        raise TacitusError("E612", f"it cannot be used ({error})", where=certificate.cert, hint=hint) from None


def _listen(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last: OSError | None = None
    for one in range(PORT, PORT + TRIES) if port is None else (port,):
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, one))
        except (OSError, OverflowError) as taken:
            bound.close()
            last = taken if isinstance(taken, OSError) else OSError(str(taken))
        else:
            return bound
    where = f"{host}:{port if port is not None else PORT}"
    raise TacitusError("E602", f"cannot be listened on ({last})", where=where, hint="another --port, or 0 for any free one")


class _Server(uvicorn.Server):
    """Says its address once it answers there."""

    def __init__(self, config: uvicorn.Config, address: str, ready: Callable[[str], None] | None) -> None:
        super().__init__(config)
        self._address, self._ready = address, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn does, and then tells."""
        await super().startup(sockets=sockets)
        if self.started and self._ready is not None:
            self._ready(self._address)
