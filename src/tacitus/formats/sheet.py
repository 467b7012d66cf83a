"""Writes rows under the header of a standard, as CSV or parted by tabs, without a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from tacitus.formats.tables import cell


def sheet(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[bytes], *, second: Sequence[str] = (), mark: bool = False
) -> None:
    """A header, perhaps a second row of tags, and the rows as they come (RFC 4180, UTF-8).

    mark: with the byte order mark that some programs look for. Columns that a row lacks are empty.
    """
    if mark:
        out.write("\ufeff".encode())
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    if second:
        writer.writerow(second)
    for row in rows:
        writer.writerow([cell(row.get(column)) for column in columns])
        _empty(buffer, out)
    _empty(buffer, out)


def _empty(buffer: io.StringIO, out: IO[bytes]) -> None:
    out.write(buffer.getvalue().encode())
    buffer.seek(0)
    buffer.truncate()


def tabs(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[bytes]) -> None:
    """The rows parted by tabs, without a header or quotes; tabs and new lines within a value become spaces."""
    for row in rows:
        cells = [" ".join(value.split()) if isinstance(value := row.get(column), str) else value for column in columns]
        out.write(("\t".join(map(cell, cells)) + "\n").encode())
