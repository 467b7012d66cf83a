"""A WARC web archive into the pages, feeds and documents that it holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from tacitus.errors import Failure
from tacitus.sources import streams
from tacitus.sources.shapes import Blob, Options, Unreadable

_LARGEST = 128 << 20  # bytes of one record, the largest document of any format; more is film or sound
_NO_TEXT = ("image/", "video/", "audio/", "font/", "application/javascript", "text/javascript", "text/css")


def read(blob: Blob, options: Options) -> Iterator[Blob | Failure]:
    """What each successful response or resource holds, as bytes of its own; pictures, scripts and errors are passed by.

    Raises Unreadable: E204 where the archive is broken, after giving what came before the break.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    limit = options.max_bytes or _LARGEST
    count = end = 0
    source = streams.Forward(blob.stream)
    try:
        for record in ArchiveIterator(cast(BinaryIO, source), record_types=kinds, parse_http=True, auto_decode="all"):
            count += 1
            end = _end(record)
            if not _holds_text(record):
                continue
            body = record.reader.read(limit + 1)
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
            where = f"{blob.where}#{url or record.record_id}"
            if len(body) > limit:
                yield streams.too_large(where, f"{limit >> 20} MB").failure
            elif body:
                yield _blob(record, body, where, url, blob)
    except (OSError, ValueError, RuntimeError, EOFError) as broken:
        raise _broken(blob, str(broken), count) from None
    if not count:
        raise _broken(blob, "it has no record of a page", 0)
    if end > source.given:
        raise _broken(blob, "its last record is cut off", count)


def _end(record: Any) -> int:
    """Where in the stream a record's last byte lies: after its mark, its header lines, and its content."""
    header = sum(len(name) + len(value) + 4 for name, value in record.headers.items())
    return int(record.stream_pos + len("WARC/1.0\r\n\r\n") + header) + int(record.headers.get("Content-Length") or 0)


def _holds_text(record: object) -> bool:
    """Whether a record is worth opening: no HTTP, or an answer that succeeded, of a kind that can hold text."""
    status = getattr(getattr(record, "http_headers", None), "status_code", None)
    if status is not None and status // 100 != 2:
        return False
    kind = getattr(record, "http_content_type", None) or ""
    return not kind.startswith(_NO_TEXT)


def _blob(record: object, body: bytes, where: str, url: str | None, outer: Blob) -> Blob:
    moment = getattr(record, "record_date", None)
    return Blob(
        where=where, name=(url or "").rpartition("/")[2].partition("?")[0], depth=outer.depth + 1, budget=outer.budget,
        stream=streams.inner(io.BytesIO(body), outer.budget), url=url,
        content_type=getattr(record, "http_content_type", None), charset=getattr(record, "http_charset", None),
        retrieved=moment.isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None,
    )  # fmt: skip


def _broken(blob: Blob, why: str, count: int) -> Unreadable:
    what = f"the archive is broken after {count} records ({why[:160]})"
    return Unreadable("E204", what, blob.where, "fetch it again; what came before the break was read")
