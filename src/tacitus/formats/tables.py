"""Writes incidents as tables: CSV for spreadsheets (with HXL's tags if wanted), Parquet for analysis."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from tacitus.formats.around import Around, rows_of
from tacitus.formats.rows import Value, columns, row
from tacitus.record import Incident

if TYPE_CHECKING:
    import pyarrow

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
"""A cell that starts with one of these may be run as a formula by a spreadsheet: it is written with an apostrophe
before it, and so is one that starts with an apostrophe, so that taking one away gives back the text (`plain_cell`)."""
JOINED = " | "  # between the values of a list in one cell
ROWS_AT_ONCE = 1000  # one Parquet row group: some MB of text, and few enough groups to read fast
LARGEST = 2**63 - 1  # Parquet's whole numbers have 64 bits; a report may print any number


def csv_rows(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """A header and one row an incident; lines end in CR LF, as RFC 4180 has it."""
    from tacitus.formats.sheet import sheet

    sheet(rows_of(incidents, around, row), list(columns()), out)


def hxl(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """The same with a row of HXL hashtags under the header; columns without a tag of the standard have an empty one."""
    from tacitus.formats.sheet import sheet

    sheet(rows_of(incidents, around, row), list(columns()), out, second=[each.hxl for each in columns().values()])


def cell(value: Any) -> str:
    """A value as the text of one cell, which no spreadsheet runs as a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return repr(value)
    text = JOINED.join(value) if isinstance(value, list) else value
    return f"'{text}" if text.startswith(FORMULA) else text


def plain_cell(cell: str) -> str:
    """The text that a CSV cell stands for."""
    return cell.removeprefix("'")


def parquet(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """Typed columns; what is not known is null, lists are lists. Row groups follow each other as they come."""
    import pyarrow
    from pyarrow import parquet as files

    schema = _schema()
    with files.ParquetWriter(out, schema, compression="zstd") as writer:
        source = rows_of(incidents, around, row)
        while rows := [_bounded(each) for each in islice(source, ROWS_AT_ONCE)]:
            writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


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
