"""Runs the server: on loopback unless told otherwise, and beyond it only with users who may."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from tacitus.errors import TacitusError
from tacitus.store import Store
from tacitus.web.app import app
from tacitus.web.guard import LOOPBACK
from tacitus.web.tiles import opened

PORT = 8765
"""The first port that is tried where none is given."""
TRIES = 50


def serve(
    record: Store, *, host: str = "127.0.0.1", port: int | None = None, ready: Callable[[str], None] | None = None,
    tiles: str | None = None,
) -> None:
    """Serves the record until it is told to stop (Ctrl-C, SIGTERM).

    port: None for the first free one from 8765 on; 0 for any. ready: called with the address once it is listened on.
    tiles: path of a PMTiles file to be drawn under the map.
    Raises TacitusError E601 for an address beyond this machine, E602 for one that cannot be listened on,
    E101, E213 and E407 for tiles that cannot be drawn.
    """
    if host not in LOOPBACK:
        raise TacitusError(
            "E601", f"{host} would be reached from other machines, and this record has no users", where="--host",
            hint="leave --host away and come through ssh -L, or a proxy that signs people in",
        )
    own = opened(tiles) if tiles else None
    listening = _listen(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    served = app(record, own_tiles=own)
    server = _Server(uvicorn.Config(served, log_level="warning", lifespan="on", server_header=False), address, ready)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn has ended in order, and hands the signal on
        return
    finally:
        listening.close()


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
