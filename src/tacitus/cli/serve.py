"""`tacitus serve`: the page and the API of a record, on this machine unless told otherwise."""

from __future__ import annotations

import sys

import click

from tacitus.cli.filters import database


@click.command("serve", short_help="Open the page of a record, and its API.")
@database
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to listen.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="Default: the first free one from 8765 on.")
@click.option("--tiles", metavar="FILE", help="A PMTiles file to draw under the map.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name by which it is reached, as a proxy's; several.")
@click.option("--cert", metavar="FILE", help="Certificate with its chain, PEM, to serve https by itself.")
@click.option("--key", metavar="FILE", help="Private key of the certificate, PEM.")
@click.option("--open/--no-open", "opening", default=None, help="Open a browser; by default where there is one and a terminal.")
def serve_command(
    db: str, host: str, port: int | None, names: tuple[str, ...], cert: str | None, key: str | None, tiles: str | None,
    opening: bool | None,
) -> None:
    """Serves the page, the API (/api/v1, described at /openapi.json) and the feeds of a record, until Ctrl-C.

    Its address goes to stdout. It is reached from this machine alone, and asks nobody's name, unless the record has users:
    then everybody signs in. With --host or --name it is reached from others too, and refuses to start without users; see
    `tacitus users`. Passwords need https: --cert and --key, or a proxy on this machine that says X-Forwarded-Proto.
    """
    from tacitus import store, web

    if (cert is None) != (key is None):
        raise click.UsageError("--cert and --key go together")
    certificate = web.Certificate(cert, key) if cert is not None and key is not None else None

    def ready(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        click.echo("Ctrl-C stops it.", err=True)
        if not address.startswith("https:") and not web.is_here(host):
            click.echo("This is plain http: passwords can be read on the way. See --cert.", err=True)
        if opening or (opening is None and sys.stdout.isatty() and _has_browser()):
            _open(address)

    with store.open(db, create=False) as record:
        web.serve(record, host=host, port=port, names=names, certificate=certificate, ready=ready, tiles=tiles)


def _has_browser() -> bool:
    """Whether there is a browser with a window; one of the terminal would take the terminal from us."""
    import os
    import webbrowser

    if os.environ.get("CI"):
        return False
    windows = sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return windows


def _open(address: str) -> None:
    """In a thread: some browsers return only when they are closed."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
