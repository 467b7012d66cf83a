"""Statements as a file of columns (Parquet): what the batch engine pairs by, and the statement for drawing incidents.

One row a statement. Pairing reads `facts`, `filed` and the narrow columns; `told` and `source` are looked at only when the
groups are known. Written and read as a stream, so that a file may be larger than memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tacitus.errors import TacitusError
from tacitus.merge.facts import facts
from tacitus.merge.keys import filed, lasts
from tacitus.merge.packed import form, pack
from tacitus.merge.sorts import kind_sort, place_sort
from tacitus.record import Report, Statement, encode

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 4096
"""Rows a portion: some 10 MB."""
FORM = b"tacitus.statements"
"""The key of the file's metadata under which the columns' number and `packed.form` stand."""
COLUMNS = 2
"""To be raised when the columns change."""
Told = tuple[Statement, Report]


def schema() -> pa.Schema:
    """The columns. Days are proleptic ordinals; degrees on WGS 84; place and kind see `sorts`; told and source are JSON."""
    import pyarrow as pa

    text, number = pa.string(), pa.int32()
    return pa.schema(
        [
            ("statement", text), ("report", text), ("published", text), ("type", text), ("world", text), ("country", text),
            ("size", pa.int8()), ("lat", pa.float64()), ("lon", pa.float64()), ("first", number), ("last", number),
            ("soft", pa.bool_()), ("lasts", pa.bool_()), ("printed", number), ("place", pa.uint64()), ("kind", pa.uint64()),
            ("coded", pa.bool_()), ("copies", pa.list_(text)), ("filed", pa.list_(pa.uint64())),
            ("facts", pa.binary()), ("told", pa.binary()), ("source", pa.binary()),
        ],
        metadata={FORM: _form()},
    )  # fmt: skip


def _form() -> bytes:
    return f"{COLUMNS}-{form()}".encode()


def write(told: Iterable[Told], path: str | PathLike[str]) -> int:
    """Writes statements with their reports to a Parquet file; returns how many.

    A report should have its copies filled in. Raises TacitusError E505 where the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number, rest, form_of = 0, iter(told), schema()
    try:
        with pq.ParquetWriter(path, form_of, compression="zstd") as out:
            while some := list(islice(rest, AT_ONCE)):
                out.write_table(pa.Table.from_pylist([_row(*one) for one in some], schema=form_of))
                number += len(some)
    except OSError as error:
        raise TacitusError("E505", f"cannot be written: {error}", where=str(path), hint="another folder or disk") from error
    return number


def _row(statement: Statement, report: Report) -> dict[str, Any]:
    x = facts(statement, {report.id: report})
    where = statement.where
    return {
        "statement": statement.id, "report": report.id, "published": x.published, "type": statement.type, "world": x.world,
        "country": where.country, "size": x.size, "lat": where.lat, "lon": where.lon, "first": x.start, "last": x.end,
        "soft": x.soft, "lasts": lasts(x), "printed": x.printed, "place": place_sort(x), "kind": kind_sort(x),
        "coded": x.coded, "copies": sorted(x.copies), "filed": filed(x).tolist(), "facts": pack(x),
        "told": encode(statement), "source": encode(report),
    }  # fmt: skip


def read(paths: Sequence[str | PathLike[str]]) -> Iterator[pa.RecordBatch]:
    """The rows of the files in portions of AT_ONCE at most. Raises TacitusError E101 or E102."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for path in paths:
        where = str(path)
        if not Path(path).is_file():
            raise TacitusError("E101", "there is no such file", where=where, hint="a file that `tacitus statements` wrote")
        try:
            file = pq.ParquetFile(path)
            made_by = (file.schema_arrow.metadata or {}).get(FORM)
        except (pa.ArrowInvalid, OSError) as error:
            raise TacitusError(
                "E102", f"this is no file of statements: {error}", where=where, hint="a file that `tacitus statements` wrote"
            ) from error
        if made_by != _form():
            raise TacitusError(
                "E102", "this file was not written by this version's `tacitus statements`", where=where,
                hint="write it again from its database: tacitus statements DB -o " + where,
            )
        yield from file.iter_batches(batch_size=AT_ONCE)
