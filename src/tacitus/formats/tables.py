"""Writes incidents as tables: CSV for spreadsheets, Parquet for analysis."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import IO, TYPE_CHECKING

from tacitus.formats.rows import Value, columns, row
from tacitus.record import Incident, Report

if TYPE_CHECKING:
    import pyarrow

Reports = Mapping[str, Report] | None
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
"""A cell that starts with one of these may be run as a formula by a spreadsheet: it is written with an apostrophe
before it, and so is one that starts with an apostrophe, so that taking one away gives back the text (`plain_cell`)."""
JOINED = " | "  # between the values of a list in one cell
ROWS_AT_ONCE = 1000  # one Parquet row group: some MB of text, and few enough groups to read fast
LARGEST = 2**63 - 1  # Parquet's whole numbers have 64 bits; a report may print any number


def csv_rows(incidents: Iterable[Incident], out: IO[bytes], reports: Reports) -> int:
    """A header and one row an incident; lines end in CR LF, as RFC 4180 has it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns())
    written = 0
    for incident in incidents:
        writer.writerow([_cell(value) for value in row(incident, reports).values()])
        written += 1
        _empty(buffer, out)
    _empty(buffer, out)
    return written


def _empty(buffer: io.StringIO, out: IO[bytes]) -> None:
    out.write(buffer.getvalue().encode())
    buffer.seek(0)
    buffer.truncate()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return repr(value)
    text = JOINED.join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(FORMULA) else text


def plain_cell(cell: str) -> str:
    """The text that a CSV cell stands for."""
    return cell.removeprefix("'")


def parquet(incidents: Iterable[Incident], out: IO[bytes], reports: Reports) -> int:
    """Typed columns; what is not known is null, lists are lists. Row groups follow each other as they come."""
    import pyarrow
    from pyarrow import parquet as files

    schema = _schema()
    written = 0
    with files.ParquetWriter(out, schema, compression="zstd") as writer:
        source = iter(incidents)
        while rows := [_bounded(row(incident, reports)) for incident in islice(source, ROWS_AT_ONCE)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))
            written += len(rows)
    return written


def _bounded(values: dict[str, Value]) -> dict[str, Value]:
    return {name: min(value, LARGEST) if isinstance(value, int) else value for name, value in values.items()}


def _schema() -> pyarrow.Schema:
    import pyarrow

    kinds = {
        "text": pyarrow.string(), "number": pyarrow.int64(), "decimal": pyarrow.float64(),
        "texts": pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([
        pyarrow.field(name, kinds[column.kind], metadata={"says": column.says}) for name, column in columns().items()
    ])
