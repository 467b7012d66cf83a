"""The door: one call writes any number of incidents in any of the formats, as they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any

import msgspec

from tacitus.errors import TacitusError
from tacitus.formats import (
    acled,
    gdelt,
    geo,
    gtd,
    hapi,
    plover,
    quoted,
    sitrep,
    tables,
    timemap,
    ucdp,
)
from tacitus.formats.around import Around, Tally, Writer
from tacitus.record import Incident, Report, encode


class Format(msgspec.Struct, frozen=True):
    """One format: its usual ending, what it is, what writes it, its media type.

    whole: every incident has its row; else those that the standard would not hold are left out, and counted by why.
    """

    ending: str
    says: str
    writer: Writer
    media: str
    whole: bool = True


def write(
    incidents: Iterable[Incident], format: str, out: IO[bytes], *, reports: Mapping[str, Report] | None = None,
    base: str | None = None, tally: Tally | None = None, asked: Mapping[str, Any] | None = None,
) -> int:
    """Writes the incidents to a binary file object in their order, and returns how many there were.

    format: a name in FORMATS. reports: by id; they add sources and the words around quotes. base: address of the page,
    for permalinks. asked: the filters, for the situation report. tally: takes how many rows were written, and how many
    incidents the format has no row for, by why.
    Every format is given the same incidents in the same order; at most a thousand are held in memory (hapi: a row for
    each month and division). The file is left open.
    Raises TacitusError E102 for a format that is not known, and OSError where `out` cannot be written.
    """
    if format not in FORMATS:
        raise TacitusError(
            "E102", f"there is no format {format!r}", where="--format", hint=f"one of {', '.join(FORMATS)}"
        )
    counted = tally if tally is not None else Tally()
    given = Around(reports={} if reports is None else reports, base=base, asked=asked or {}, tally=counted)
    FORMATS[format].writer(incidents, out, given)
    return given.tally.incidents


def _json_lines(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """One incident a line, whole: the same object that `list --json` prints."""
    for incident in incidents:
        out.write(encode(incident) + b"\n")
        around.tally.incidents += 1
        around.tally.rows += 1


CSV, JSONL = "text/csv; charset=utf-8", "application/x-ndjson"

FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", "JSON lines: every incident whole, one a line", _json_lines, JSONL),
    "csv": Format("csv", "comma-separated values (RFC 4180, UTF-8): one row an incident, columns of columns.toml",
                  tables.csv_rows, CSV),
    "hxl": Format("csv", "the same CSV with a row of HXL hashtags under the header", tables.hxl, CSV),
    "geojson": Format("geojson", "GeoJSON (RFC 7946): a feature an incident, no geometry where the place is unresolved",
                      geo.features, "application/geo+json"),
    "parquet": Format("parquet", "Apache Parquet: typed columns of columns.toml, lists as lists", tables.parquet,
                      "application/vnd.apache.parquet"),
    "annotations": Format("jsonl", "JSON-LD lines: every value's words as W3C Web Annotations, its origin as PROV",
                          quoted.quoted, JSONL),
    "timemap": Format("json", "events for Forensic Architecture's TimeMap", timemap.timemap, "application/json"),
    "sitrep": Format("html", "a situation report to print, with its sources as footnotes", sitrep.sitrep,
                     "text/html; charset=utf-8"),
    "acled": Format("csv", "ACLED's 31 columns; \"dozens\" is 12, deaths the lowest", acled.acled, CSV, whole=False),
    "ucdp": Format("csv", "UCDP GED's 49 columns, deadly events of organised actors; \"dozens\" is 24", ucdp.ucdp, CSV,
                   whole=False),
    "gdelt": Format("tsv", "GDELT 2.0 Events: 61 columns parted by tabs, no header", gdelt.gdelt,
                    "text/tab-separated-values; charset=utf-8", whole=False),
    "plover": Format("jsonl", "PLOVER 0.8 records, one a line", plover.plover, JSONL, whole=False),
    "gtd": Format("csv", "GTD's 135 columns, attacks that no state made", gtd.gtd, CSV, whole=False),
    "hapi": Format("csv", "HDX HAPI conflict events: counts by month, second-level division and kind", hapi.hapi, CSV,
                   whole=False),
}
"""Every format by the name that `write` and `tacitus export` know it under."""
