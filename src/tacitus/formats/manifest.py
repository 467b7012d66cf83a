"""What stands beside an exported file: what was asked, of what, when, how many, and the file's hash."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, Any

import msgspec

from tacitus import __version__
from tacitus.formats.around import Tally

ENDING = ".manifest.json"
BLOCK = 1 << 20


class Manifest(msgspec.Struct, kw_only=True):
    """query: the filters that were given. cursor: the last change that the record had. made: UTC.

    incidents: how many the query selects. rows: how many the file has. left_out: incidents that the format has no row
    for, by why. withheld: whether names of private persons are masked. sha256, bytes: of the file.
    """

    file: str
    format: str
    tacitus: str = __version__
    made: str
    database: str | None = None
    cursor: int | None = None
    as_of: str | None = None
    query: dict[str, Any] = {}
    incidents: int
    rows: int
    left_out: dict[str, int] = {}
    withheld: bool = False
    base: str | None = None
    sha256: str
    bytes: int


def manifest(name: str, format: str, tally: Tally, data: IO[bytes], made: str, **more: Any) -> Manifest:
    """The manifest of a file. data: its bytes, from where it stands to its end. made: ISO 8601, UTC. more: other fields."""
    digest, size = hashlib.sha256(), 0
    while block := data.read(BLOCK):
        digest.update(block)
        size += len(block)
    return Manifest(
        file=name, format=format, made=made, incidents=tally.incidents, rows=tally.rows,
        left_out=dict(sorted(tally.left_out.items())), sha256=digest.hexdigest(), bytes=size, **more,
    )


def beside(path: Path, format: str, tally: Tally, made: str, **more: Any) -> Manifest:
    """Writes `FILE.manifest.json` beside a finished file, and returns it. Raises OSError where it cannot be written."""
    with path.open("rb") as data:
        found = manifest(path.name, format, tally, data, made, **more)
    written = msgspec.json.format(msgspec.json.encode(found), indent=2)
    path.with_name(path.name + ENDING).write_bytes(written + b"\n")
    return found
