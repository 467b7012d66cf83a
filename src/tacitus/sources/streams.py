"""Bytes on their way in: peekable, counted, and never more in memory than a limit."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol, cast

from tacitus.sources.shapes import Blob, Budget, Unreadable

HEAD = 1 << 16  # bytes looked at to tell a format; a tar's mark lies at 257, a page's root within its first comment
LINE = 16 << 20  # longest line of a table in bytes: a text of MAX_CHARACTERS at four bytes each, escaped


class Readable(Protocol):
    """Anything with `read(n)`; where it has `read1(n)` too, that is used, for it gives what comes before a break."""

    def read(self, n: int = -1, /) -> bytes: ...


class _Counted(io.RawIOBase):
    """Passes bytes on, fills every read as far as it can, and tells the budget."""

    def __init__(self, inner: Readable, budget: Budget, packed: bool) -> None:
        self.take: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self.budget = budget
        self.broken: Exception | None = None
        self.packed = packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        filled = 0
        while filled < len(view):
            chunk = self._next(len(view) - filled, filled > 0)
            if not chunk:
                break
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        if self.packed:
            self.budget.packed += filled
        else:
            self.budget.spend(filled)
        return filled


    def _next(self, size: int, some: bool) -> bytes:
        """More bytes; an error that follows some bytes is kept for the next read, so that they are not lost."""
        if self.broken is not None:
            raise self.broken
        try:
            return self.take(size)
        except Exception as broken:
            self.broken = broken
            if not some:
                raise
            return b""


def outer(inner: Readable, budget: Budget) -> BinaryIO:
    """A peekable stream of bytes as they lie on disk or come from outside; they count as packed."""
    return cast(BinaryIO, io.BufferedReader(_Counted(inner, budget, packed=True), HEAD))


def inner(unpacking: Readable, budget: Budget) -> BinaryIO:
    """A peekable stream of bytes as they are unpacked; reading raises Unreadable (E206) past the budget."""
    return cast(BinaryIO, io.BufferedReader(_Counted(unpacking, budget, packed=False), HEAD))


def head(blob: Blob) -> bytes:
    """The first bytes, at most HEAD, without taking them from the stream."""
    return cast(io.BufferedReader, blob.stream).peek(HEAD)[:HEAD]


class Forward:
    """A stream that can only be read on, and that gives what comes before a break instead of losing it.

    A buffered `read(n)` throws away what it holds where the bytes break off before n; some parsers of archives fail on a
    stream that offers to seek and then cannot. given: bytes read so far.
    """

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = cast(io.BufferedReader, inner)
        self.given = 0

    def read(self, n: int = -1, /) -> bytes:
        """At most n bytes, as many as are at hand; none at the end."""
        chunk = self.inner.read1(n)
        self.given += len(chunk)
        return chunk

    def tell(self) -> int:
        """How many bytes were read."""
        return self.given


def sayable(name: str) -> str:
    """A name whose bytes are no UTF-8 (Python keeps them as half characters) with each of these spelt out: "\\udcff"."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def whole(blob: Blob, limit: int, *, unit: str | None = None) -> bytes:
    """All bytes; raises Unreadable (E205) where there are more than `limit`, having read no more than that.

    unit: what the limit is called in the message, where it does not count bytes.
    """
    raw = blob.stream.read(limit + 1)
    if len(raw) > limit:
        raise too_large(blob.where, unit or f"{limit / (1 << 20):,.0f} MB")
    return raw


def too_large(where: str, limit: str) -> Unreadable:
    """The failure of a document beyond its limit."""
    return Unreadable(
        "E205",
        f"it is larger than the limit of {limit} for one report",
        where,
        "split it into reports (JSON lines hold any number), or raise --max-characters and --max-bytes",
    )


def lines(stream: BinaryIO, limit: int = LINE) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number from 1; None in place of a line beyond `limit` bytes, which is skipped over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None


def drain(blob: Blob) -> None:
    """Read on without keeping anything, so that a bomb of bytes that are no text is named as what it is."""
    while blob.stream.read(1 << 20):
        pass
