"""JSON lines, JSON arrays and CSV into drafts, one report a line, item or row; a bad one never costs the others."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, cast

from tacitus.errors import Failure
from tacitus.sources import encoding, markup, streams
from tacitus.sources.fields import Row
from tacitus.sources.shapes import FORMATS, Blob, Draft, Options, Unreadable

_ROW = 4 << 20  # bytes of one row, a text of MAX_CHARACTERS at up to four each; beyond it a quotation mark is open
_READ_AGAIN = 64 << 20  # bytes that open quotation marks may make it read twice before a CSV file is called broken
_NO_TEXT = "name the field that holds the text: --text-column NAME, or columns={'text': 'NAME'} from Python"


def read_jsonl(blob: Blob, options: Options) -> Iterator[Draft | Failure]:
    """A draft for each line that holds a JSON object, a failure (E209, E208, E205) for each that does not."""
    head = streams.head(blob)
    stream = _as_utf8(blob.stream, encoding.detect(head))
    for number, line in streams.lines(stream):
        where = f"{blob.where}:{number}"
        if line is None:
            yield streams.too_large(where, f"{streams.LINE >> 20} MB").failure
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            value = json.loads(encoding.decode(line, where))
        except Unreadable as broken:
            yield broken.failure
        except (ValueError, RecursionError) as broken:
            yield _bad(where, f"the line is no JSON ({broken})", "mend the line; the others were read")
        else:
            yield _draft(value, line.rstrip(b"\r\n"), where, blob, options)


def read_json(blob: Blob, options: Options) -> Iterator[Draft | Failure]:
    """A draft for a JSON object, or for each in an array (itself, or the first one in the object).

    Items before a break in the file are kept; then comes Unreadable (E204).
    """
    raw = streams.whole(blob, options.max_bytes or FORMATS["json"].max_bytes or 0)
    text = encoding.decode(raw, blob.where, declared=blob.charset).lstrip("\ufeff")
    start = re.compile(r"\s*\[").match(text)
    if start:
        yield from _items(text, start.end(), blob, options)
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as broken:
        raise _broken(blob, broken) from None
    inside = _array_in(value)
    if inside is None:
        yield _draft(value, raw, blob.where, blob, options)
        return
    for number, item in enumerate(inside, 1):
        yield _draft(item, _json(item), f"{blob.where}[{number}]", blob, options)


def _items(text: str, at: int, blob: Blob, options: Options) -> Iterator[Draft | Failure]:
    """Items of an array one after the other, so that a break costs only what comes after it."""
    decoder = json.JSONDecoder()
    gap = re.compile(r"[\s,]*")
    number = 0
    while (at := _end(gap, text, at)) < len(text) and text[at] != "]":
        number += 1
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as broken:
            raise _broken(blob, broken) from None
        yield _draft(value, text[at:end].encode("utf-8", "surrogatepass"), f"{blob.where}[{number}]", blob, options)
        at = end
    if at >= len(text):
        raise _broken(blob, "the array has no end")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _array_in(value: Any) -> list[Any] | None:
    """The list of objects that an object wraps, as news services answer: {"status": ..., "articles": [...]}."""
    if not isinstance(value, Mapping) or Row(value, {}).raw("text"):
        return None
    return next((v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], Mapping)), None)


def read_csv(blob: Blob, options: Options, *, delimiter: str | None) -> Iterator[Draft | Failure]:
    """A draft for each row below the header; a failure (E209, E208) for each row that does not fit it.

    delimiter: None to find out, from comma, semicolon, tab and bar, by the header.
    Raises Unreadable: E209 for a header without a text column, E204 for quoting beyond repair.
    """
    head = streams.head(blob)
    name = encoding.detect(head, declared=blob.charset)
    if name is None:
        hint = "convert it to UTF-8, for instance with iconv"
        raise Unreadable("E208", "no encoding fits its bytes", blob.where, hint)
    source = _Lines(_as_utf8(blob.stream, name), blob.where)
    rows = _rows(source, delimiter)
    header = next(rows, (0, [], b""))[1]
    if isinstance(header, Failure):
        raise _broken(blob, header.what)
    if not _tells(Row(dict.fromkeys(header, "x"), options.columns)):
        found = ", ".join(header)[:200]
        raise Unreadable("E209", f"none of its columns is known to hold the text ({found})", blob.where, _NO_TEXT)
    for number, cells, raw in rows:
        where = f"{blob.where}:{number}"
        if isinstance(cells, Failure):
            yield cells
            continue
        if len(cells) != len(header):
            what = f"the row has {len(cells)} cells, the header {len(header)}"
            yield _bad(where, what, "look for a quotation mark or separator too many; the other rows were read")
            continue
        try:
            values = [_mended(cell, where) for cell in cells]
        except Unreadable as unknown:
            yield unknown.failure
        else:
            yield _draft(dict(zip(header, values, strict=True)), raw, where, blob, options)


def _mended(cell: str, where: str) -> str:
    """A cell whose bytes are not in the file's encoding, read for itself."""
    if cell.isascii() or not any("\udc80" <= ch <= "\udcff" for ch in cell):
        return cell
    return encoding.decode(cell.encode("utf-8", "surrogateescape"), where)


class _Lines:
    """Lines of a CSV file for the csv reader, remembering those of the row at hand so that it can be read again."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        self.lines = streams.lines(stream)
        self.where = where
        self.number = 0
        self.row: list[tuple[int, bytes]] = []
        self.length = 0
        self.read_again = 0
        self.again: deque[tuple[int, bytes]] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line = self.again.popleft() if self.again else next(self.lines)
        if line is not None:
            self.row.append((self.number, line))
            self.length += len(line)
        if line is None or self.length > _ROW:
            raise csv.Error(f"a row is longer than {_ROW >> 20} MB: a quotation mark is open")
        return line.decode("utf-8-sig" if self.number == 1 else "utf-8", "surrogateescape")

    def done(self) -> tuple[int, bytes]:
        """The first line's number and the bytes of the row that has just been read; the next one begins."""
        first, raw = self.row[0][0], b"".join(line for _, line in self.row)
        self.row, self.length = [], 0
        return first, raw

    def give_up(self) -> int:
        """Leave out the first line of the row at hand, whose number it gives, and read the others again."""
        number = self.row[0][0] if self.row else self.number
        self.read_again += self.length
        self.again.extendleft(reversed(self.row[1:]))
        self.row, self.length = [], 0
        return number

    def rewind(self) -> None:
        """Read the row at hand again."""
        self.again.extendleft(reversed(self.row))
        self.row, self.length = [], 0


def _rows(source: _Lines, delimiter: str | None) -> Iterator[tuple[int, list[str] | Failure, bytes]]:
    """(line number, cells or failure, bytes) of each row that is not empty.

    Where an open quotation mark has swallowed the rest, its line is given up and reading goes on with the next.
    """
    csv.field_size_limit(_ROW)
    delimiter = delimiter or _delimiter(source)
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    while source.read_again <= _READ_AGAIN:
        try:
            for cells in reader:
                first, raw = source.done()
                if any(cell.strip() for cell in cells):
                    yield first, cells, raw
            return
        except csv.Error as broken:
            number = source.give_up()
            where = f"{source.where}:{number}"
            yield number, _bad(where, f"the row cannot be read ({broken})", "mend its quoting"), b""
            reader = csv.reader(source, delimiter=delimiter, strict=True)
    hint = "write it again with a spreadsheet or as JSON lines"
    raise Unreadable("E204", "too many of its quotation marks are open, so the rest was left", source.where, hint)


def _delimiter(source: _Lines) -> str:
    """The separator that the header line has most of."""
    header = next(source, "")
    source.rewind()
    return max(",;\t|", key=header.count)


def _as_utf8(stream: BinaryIO, name: str | None) -> BinaryIO:
    """The stream itself if its lines can be told apart as bytes, else recoded to UTF-8."""
    if name is None or codecs.lookup(name).name in ("utf-8", "utf-8-sig", "ascii"):
        return stream
    keeps_bytes = "16" not in name and "32" not in name
    decoder = codecs.getincrementaldecoder(name)("surrogateescape" if keeps_bytes else "replace")
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream, decoder)))


class _Recoded(io.RawIOBase):
    """Bytes of UTF-8 from characters of another encoding."""

    def __init__(self, stream: BinaryIO, decoder: codecs.IncrementalDecoder) -> None:
        self.stream = stream
        self.decoder = decoder
        self.rest = b""
        self.over = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self.rest and not self.over:
            raw = self.stream.read(1 << 16)
            self.over = not raw
            self.rest = self.decoder.decode(raw, self.over).encode("utf-8", "surrogateescape")
        count = min(len(buffer), len(self.rest))
        buffer[:count], self.rest = self.rest[:count], self.rest[count:]
        return count


def _draft(value: Any, raw: bytes, where: str, blob: Blob, options: Options) -> Draft | Failure:
    """A draft from one object or bare string; a failure (E209) where it is neither or has no text."""
    if isinstance(value, str):
        return Draft(raw=raw, text=value, where=where, url=blob.url, retrieved=blob.retrieved)
    if not isinstance(value, Mapping):
        return _bad(where, "it is no JSON object", "write one object a report, with its text in a field")
    row = Row(value, options.columns)
    text, title = row.string("text"), row.title
    if not _tells(row):
        return _bad(where, f"no text among its fields ({', '.join(map(str, value))[:200]})", _NO_TEXT)
    return Draft(
        raw=raw, text=markup.to_text(text or ""), where=where, title=markup.to_text(title) if title else None,
        url=row.url or blob.url, publisher=row.publisher, author=row.author, published=_date(row),
        language=row.language, source_id=row.source_id, retrieved=blob.retrieved,
    )  # fmt: skip


def _tells(row: Row) -> bool:
    """Whether there is a text, in the column that the caller named if one was; else a headline at least."""
    return row.raw("text") not in (None, "") or ("text" not in row.columns and row.title is not None)


def _date(row: Row) -> str | None:
    value = row.raw("published")
    return str(value) if value is not None and not isinstance(value, bool) else None


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _bad(where: str, what: str, hint: str) -> Failure:
    return Failure(code="E209", what=what, where=where, hint=hint)


def _broken(blob: Blob, why: object) -> Unreadable:
    return Unreadable("E204", f"the file is broken ({why})", blob.where, "mend it, or write it again from its source")
