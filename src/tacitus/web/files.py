"""The page's own files: each read once, packed, and served with a tag."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get, head
from litestar.exceptions import NotFoundException

HERE = Path(__file__).parent / "static"
PACKED = frozenset({".js", ".mjs", ".css", ".html", ".json", ".geojson", ".topojson", ".svg", ".map", ".txt", ".webmanifest"})
"""Kinds of file that gzip makes smaller."""
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".webmanifest": "application/manifest+json",
          ".geojson": "application/geo+json", ".pbf": "application/x-protobuf"}


class File(msgspec.Struct, frozen=True):
    """One file as it is sent. stamp: when and how large it was, to tell whether it has changed."""

    stamp: tuple[int, int]
    body: bytes
    packed: bytes | None
    tag: str
    kind: str


_HELD: dict[Path, File] = {}


def _file(path: Path) -> File:
    about = path.stat()
    stamp = (about.st_mtime_ns, about.st_size)
    held = _HELD.get(path)
    if held is None or held.stamp != stamp:
        body = path.read_bytes()
        kind = _KINDS.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = gzip.compress(body, 9, mtime=0) if path.suffix in PACKED else None
        held = _HELD[path] = File(stamp, body, packed, f'"{hashlib.sha256(body).hexdigest()[:20]}"', kind)
    return held


def answer(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """A file of the page. Raises NotFoundException for what is none, and for a path that leads out of the folder."""
    path = (HERE / name.lstrip("/")).resolve()
    if not path.is_relative_to(HERE.resolve()) or not path.is_file():
        raise NotFoundException
    file = _file(path)
    headers = {"ETag": file.tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if file.tag in [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]:
        return Response(b"", status_code=304, headers=headers)
    body = file.body
    if file.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = file.packed
        headers["Content-Encoding"] = "gzip"
    return Response(body, headers=headers, media_type=file.kind)


@get("/static/{name:path}", include_in_schema=False, sync_to_thread=True)
def static(request: Request[Any, Any, Any], name: Path) -> Response[bytes]:
    """A file of the page."""
    return answer(request, str(name))


PAGES = ("/", "/incident/{one:str}", "/report/{one:str}", "/review", "/dashboard", "/add")


@get(list(PAGES), include_in_schema=False, sync_to_thread=False)
def page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The page; what it shows is in the address."""
    return answer(request, "index.html")


@get("/login", include_in_schema=False, sync_to_thread=True)
def login_page(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Where people sign in; a page of its own, which needs nothing of the record."""
    return answer(request, "login.html")


@get("/favicon.ico", include_in_schema=False, sync_to_thread=True)
def icon(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The mark that browsers ask for by themselves."""
    return answer(request, "favicon.svg")


@head("/", include_in_schema=False, sync_to_thread=False)
def alive() -> None:
    """Whether the server answers."""


HANDLERS = [static, page, login_page, icon, alive]
