"""A PMTiles file of one tile for the tests: the whole world, with a square of water over Africa and Europe."""

from __future__ import annotations

import gzip
import json
import struct
from pathlib import Path

EXTENT = 4096


def number(value: int) -> bytes:
    """A varint."""
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def field(key: int, value: bytes | int) -> bytes:
    """A field of a protocol buffer."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    return number(key << 3 | 2) + number(len(value)) + value


def square(west: int, north: int, side: int) -> bytes:
    """The drawing commands of a square, in units of the tile."""
    turned = [step << 1 if step >= 0 else (-step << 1) - 1 for step in (west, north, side, 0, 0, side, -side, 0)]
    return b"".join(map(number, [9, *turned[:2], 26, *turned[2:], 15]))


def tile(layer: str) -> bytes:
    """A vector tile of one layer with one square."""
    shape = field(1, 1) + field(3, 3) + field(4, square(1400, 1100, 1800))
    return field(3, field(15, 2) + field(1, layer.encode()) + field(2, shape) + field(5, EXTENT))


def archive(*, version: int = 3, kind: int = 1, packing: int = 2, layer: str = "water") -> bytes:
    """The whole file."""
    data = gzip.compress(tile(layer), mtime=0)
    metadata = gzip.compress(json.dumps({"vector_layers": [{"id": layer, "fields": {}}]}).encode(), mtime=0)
    root = gzip.compress(number(1) + number(0) + number(1) + number(len(data)) + number(1), mtime=0)
    at = [127, 127 + len(root), 127 + len(root) + len(metadata)]
    places = [at[0], len(root), at[1], len(metadata), 0, 0, at[2], len(data)]
    bounds = [-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000]
    header = struct.pack("<7sB11Q6B4iB2i", b"PMTiles", version, *places, 1, 1, 1, 1, 2, packing, kind, 0, 0, *bounds, 0, 0, 0)
    return header + root + metadata + data


def written(folder: Path, **how: int) -> Path:
    """The file, in a folder."""
    path = folder / "own.pmtiles"
    path.write_bytes(archive(**how))  # type: ignore[arg-type]
    return path
