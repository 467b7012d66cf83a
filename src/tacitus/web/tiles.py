"""A base map of the user's own: one PMTiles file on this machine, looked at before the server starts, sent piece by piece."""

from __future__ import annotations

import gzip
import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.response import Stream

from tacitus.errors import TacitusError

ADDRESS = "/tiles/own.pmtiles"
KIND = "application/vnd.pmtiles"
HEADER = struct.Struct("<7sB8Q24x4B")
"""The beginning of a file (PMTiles version 3): magic word, version, place and length of root directory, metadata, leaf directories
and tiles, (three counts), clustered, compression of directories and of tiles, kind of tile."""
WHOLE_HEADER = 127
ROOT_WITHIN = 16384
"""Bytes within which the root directory must lie, so that one request brings it."""
MOST_METADATA = 16 << 20
KINDS = {1: "vector", 2: "png", 3: "jpeg", 4: "webp", 5: "avif"}
PACKINGS = {0: "unknown", 1: "none", 2: "gzip", 3: "brotli", 4: "zstd"}
READ = (1, 2)
"""Packings that browsers undo by themselves."""
PIECE = 1 << 20
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Tiles(msgspec.Struct, frozen=True):
    """A file of tiles that can be drawn. kind: of `KINDS`."""

    path: Path
    kind: str

    def stamp(self) -> tuple[int, str]:
        """How many bytes it has now, and a tag that changes with the file. Raises OSError."""
        about = self.path.stat()
        return about.st_size, f'"{hashlib.sha256(f"{about.st_size} {about.st_mtime_ns}".encode()).hexdigest()[:20]}"'


def opened(path: str | Path) -> Tiles:
    """Looks at header, directory and metadata of a file. Raises TacitusError: E101 for none, E213 for one that may not be read,
    E407 for one that is no such map, is cut off, or is packed as browsers cannot read it."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            beginning, size = file.read(ROOT_WITHIN), path.stat().st_size
            kind, metadata, packing = _looked_at(path, beginning, size)
            file.seek(metadata[0])
            _described(path, file.read(min(metadata[1], MOST_METADATA)), packing)
    except FileNotFoundError:
        raise TacitusError("E101", "there is no such file", where=str(path), hint="the path of a .pmtiles file") from None
    except OSError as error:
        raise TacitusError("E213", f"cannot be read ({error.strerror})", where=str(path), hint="a file that you may read") from None
    return Tiles(path.resolve(), kind)


def _looked_at(path: Path, beginning: bytes, size: int) -> tuple[str, tuple[int, int], int]:
    """Kind of tile, where the metadata lie, and how they are packed."""
    if not beginning.startswith(b"PMTiles") or len(beginning) < WHOLE_HEADER:
        raise _unfit(path, "no PMTiles file", "pmtiles convert makes one of MBTiles")
    _, version, *places, _, inner, outer, kind = HEADER.unpack_from(beginning)
    if version != 3:
        raise _unfit(path, f"PMTiles of version {version}, not 3", "pmtiles convert writes version 3")
    root, metadata, leaves, data = (places[n : n + 2] for n in range(0, 8, 2))
    if max(sum(part) for part in (root, metadata, leaves, data)) > size:
        raise _unfit(path, "cut off: it is shorter than its header says", "fetch or copy the file again")
    if kind not in KINDS:
        raise _unfit(path, f"tiles of a kind that cannot be drawn (number {kind})", f"tiles of {', '.join(KINDS.values())}")
    if inner not in READ or outer not in READ:
        packing = PACKINGS.get(outer if inner in READ else inner, "unknown")
        raise _unfit(path, f"packed in a way that browsers cannot read ({packing})", "make it again with gzip")
    if sum(root) > ROOT_WITHIN or not _unpacked(path, beginning[root[0] : sum(root)], inner).strip(b"\0"):
        raise _unfit(path, "without a directory of its tiles", "make or fetch the file again")
    return KINDS[kind], (metadata[0], metadata[1]), inner


def _described(path: Path, packed: bytes, packing: int) -> None:
    """Whether the metadata can be read, which name the layers."""
    try:
        msgspec.json.decode(_unpacked(path, packed, packing), type=dict)
    except msgspec.DecodeError:
        raise _unfit(path, "without metadata that can be read", "make or fetch the file again") from None


def _unpacked(path: Path, packed: bytes, packing: int) -> bytes:
    try:
        return gzip.decompress(packed) if PACKINGS[packing] == "gzip" else packed
    except (OSError, EOFError, zlib.error):
        raise _unfit(path, "damaged: its directory cannot be unpacked", "fetch or copy the file again") from None


def _unfit(path: Path, what: str, hint: str) -> TacitusError:
    return TacitusError("E407", f"cannot be a base map: {what}", where=str(path), hint=hint)


def span(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte that a Range header asks for, the first after the last for bytes that there are not; None where it is
    not one that is known, and so to be passed over (RFC 9110)."""
    found = _RANGE.fullmatch(asked.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    if last and int(last) < int(first):
        return None
    return min(int(first), size), min(int(last) if last else size, size - 1)


@get(ADDRESS, include_in_schema=False, sync_to_thread=True)
def tiles(request: Request[Any, Any, Any]) -> Response[Any]:
    """The file, or the bytes of it that a Range header asks for."""
    own: Tiles | None = request.app.state.tiles
    if own is None:
        raise NotFoundException
    try:
        size, tag = own.stamp()
    except OSError:
        raise NotFoundException from None
    wanted = span(request.headers.get("range", ""), size)
    first, last = wanted or (0, size - 1)
    headers = {"ETag": tag, "Accept-Ranges": "bytes", "Cache-Control": "no-cache"}
    if first > last:
        return Response(b"", status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"}, media_type=KIND)
    headers["Content-Length"] = str(last - first + 1)
    if wanted:
        headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Stream(_pieces(own.path, first, last), status_code=206 if wanted else 200, headers=headers, media_type=KIND)


def _pieces(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (some := file.read(min(PIECE, left))):
            left -= len(some)
            yield some


HANDLERS = [tiles]
