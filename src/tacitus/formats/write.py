"""The door: one call writes any number of incidents in any of the formats, as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import IO

import msgspec

from tacitus.errors import TacitusError
from tacitus.formats import geo, tables
from tacitus.record import Incident, Report, encode

Reports = Mapping[str, Report] | None
Writer = Callable[[Iterable[Incident], IO[bytes], Reports], int]


class Format(msgspec.Struct, frozen=True):
    """One format: its usual ending, what it is, and what writes it."""

    ending: str
    says: str
    writer: Writer


def write(incidents: Iterable[Incident], format: str, out: IO[bytes], *, reports: Reports = None) -> int:
    """Writes the incidents to a binary file object in their order, and returns how many.

    format: a name in FORMATS. reports: by id; they add addresses to CSV, GeoJSON and Parquet. Every format carries
    the same incidents in the same order; at most a thousand are held in memory. The file is left open.
    Raises TacitusError E102 for a format that is not known, and OSError where `out` cannot be written.
    """
    if format not in FORMATS:
        raise TacitusError(
            "E102", f"there is no format {format!r}", where="--format", hint=f"one of {', '.join(FORMATS)}"
        )
    return FORMATS[format].writer(incidents, out, reports)


def _json_lines(incidents: Iterable[Incident], out: IO[bytes], reports: Reports) -> int:  # noqa: ARG001
    """One incident a line, whole: the same object that `list --json` prints."""
    written = 0
    for incident in incidents:
        out.write(encode(incident) + b"\n")
        written += 1
    return written


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", "JSON lines: every incident whole, one a line", _json_lines),
    "csv": Format("csv", "comma-separated values (RFC 4180, UTF-8): one row an incident, columns of columns.toml",
                  tables.csv_rows),
    "geojson": Format("geojson", "GeoJSON (RFC 7946): a feature an incident, no geometry where the place is unresolved",
                      geo.features),
    "parquet": Format("parquet", "Apache Parquet: typed columns of columns.toml, lists as lists", tables.parquet),
}
"""Every format by the name that `write` and `tacitus export` know it under."""
