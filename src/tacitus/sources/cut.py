"""What is left of a zip archive that was cut off: its members by their own headers, for the list of them is at its end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

_HEAD = struct.Struct("<4s5H3L2H")  # mark, version, flags, method, time, date, checksum, packed, size, name, extra
MARK = b"PK\x03\x04"
"""With what each member begins."""
_SUMS = b"PK\x07\x08"
_LOCKED, _SIZES_AFTER, _UTF8 = 1, 8, 0x800  # bits of the flags
_STORED, _DEFLATED = 0, 8  # the methods that archives of texts use
_LARGE = 0xFFFFFFFF  # the size of a member beyond 4 GiB stands elsewhere
_CHUNK = 1 << 16


class Member:
    """The bytes of one member, unpacked as they are read. Raises EOFError where the archive ends within it.

    packed: its length in the archive, None where the archive says so only behind it.
    """

    def __init__(self, archive: IO[bytes], packed: int | None, deflated: bool) -> None:
        self.archive = archive
        self.left = packed
        self.unpack = zlib.decompressobj(-zlib.MAX_WBITS) if deflated else None

    def read(self, n: int = -1, /) -> bytes:
        """At most n bytes (a chunk for -1), none at the end."""
        n = n if n > 0 else _CHUNK
        if self.unpack is None:
            return self._more(n)
        while not self.unpack.eof:
            given = self.unpack.decompress(self.unpack.unconsumed_tail or self._more(_CHUNK), n)
            if given:
                return given
        return b""

    def skip(self) -> None:
        """Go on to what follows the member."""
        while self.read(_CHUNK):
            pass
        if self.unpack is None:
            return
        self.archive.seek(-len(self.unpack.unused_data), 1)
        if self.left is None:
            self.archive.seek(12 if self.archive.read(4) == _SUMS else 8, 1)

    def _more(self, n: int) -> bytes:
        if self.left == 0 and self.unpack is None:
            return b""
        chunk = self.archive.read(n if self.left is None else min(n, self.left))
        if not chunk:
            raise EOFError("the archive ends within it")
        if self.left is not None:
            self.left -= len(chunk)
        return chunk


def members(archive: IO[bytes]) -> Iterator[tuple[str, Member]]:
    """Name and bytes of each member, in order, up to the first that cannot be followed.

    Each must be read, or left, before the next is asked for. Raises EOFError after a member that is cut off.
    """
    while True:
        head = archive.read(_HEAD.size)
        if len(head) < _HEAD.size or not head.startswith(MARK):
            return
        _, _, flags, method, _, _, _, packed, _, length, extra = _HEAD.unpack(head)
        name = archive.read(length).decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        archive.seek(extra, 1)
        unknown = bool(flags & _SIZES_AFTER)
        if flags & _LOCKED or packed == _LARGE or method not in (_STORED, _DEFLATED) or (unknown and method == _STORED):
            return
        member = Member(archive, None if unknown else packed, method == _DEFLATED)
        yield name, member
        member.skip()
