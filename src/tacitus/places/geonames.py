"""Reads GeoNames' own files (allCountries.zip, a country's, cities500.zip) as rows of places, line by line."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TextIO

import msgspec

from tacitus.errors import TacitusError
from tacitus.places.gazetteer import DEFAULT, gazetteer
from tacitus.places.inputs import Row, table, usable
from tacitus.places.join import WIDE
from tacitus.places.names import native

COLUMNS = 19
MOST_NAMES = 40  # of one place: capitals have three hundred, of which reports use a few
MOST_LINE = 200_000  # characters; the longest of GeoNames is some ten thousand
LOOK = 50  # lines looked at to see whether a file is of this form
STEP = 50_000  # lines between two words of progress
Progress = Callable[[int, int], None]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What to take. features: classes ("H") or codes ("H.STM"), empty for those that feature_codes.tsv takes;
    countries: ISO codes, empty for all."""

    features: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


def fits(source: Path) -> bool:
    """Whether a file looks like GeoNames': tab-separated, 19 columns, a number and coordinates in their places."""
    try:
        with lines(source) as found:
            first = [line for _, line in zip(range(LOOK), found, strict=False)]
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError, TacitusError):
        return False
    good = sum(_cells(line) is not None for line in first)
    return bool(first) and good * 2 > len(first)


@contextmanager
def lines(source: Path) -> Iterator[TextIO]:
    """The text of the file, or of the largest table in a zip archive, as a stream. Raises TacitusError E405 for an
    archive without one, OSError and BadZipFile."""
    if not zipfile.is_zipfile(source):
        with source.open(encoding="utf-8", errors="replace", newline="\n") as text:
            yield text
        return
    with zipfile.ZipFile(source) as archive:
        tables = [
            one for one in archive.infolist() if one.filename.endswith(".txt") and "readme" not in one.filename.lower()
        ]
        if not tables:
            raise unknown(source, "an archive without a table of places")
        with archive.open(max(tables, key=lambda one: one.file_size)) as packed:
            yield io.TextIOWrapper(packed, encoding="utf-8", errors="replace", newline="\n")


def unknown(source: Path, why: str) -> TacitusError:
    """The error for a file that is no list of places."""
    hint = (
        "give allCountries.zip, a country's zip or cities500.zip of GeoNames, a list of P-codes as CSV or XLSX with"
        " columns such as ADM1_EN, ADM1_PCODE or Name, P-Code, Parent P-Code, or GeoJSON with such properties or shapeName"
    )
    return TacitusError("E405", f"no list of places ({why})", where=str(source), hint=hint)


def rows(source: Path, choice: Choice, tell: Progress | None = None) -> Iterator[Row]:
    """The places of the file that are chosen and that the gazetteer does not have, each with its province and district.

    The file is read twice: first for the numbers of the provinces and districts that the lines name by codes, then for
    the places; memory holds those numbers alone. tell: called with (lines read, places taken) now and then. Lines
    that are not of the form are passed over.
    """
    units = _units(source, tell)
    kinds = _kinds(choice)
    known = _known()
    taken = 0
    with lines(source) as found:
        for number, line in enumerate(found, 1):
            if tell is not None and number % STEP == 0:
                tell(number, taken)
            cells = _cells(line)
            if cells is None or (choice.countries and cells[8] not in choice.countries):
                continue
            code = (cells[6], cells[7])
            kind = kinds[code] if code in kinds else kinds.get((cells[6], "*"))
            if kind is None or int(cells[0]) in known:
                continue
            taken += 1
            row = _row(cells, kind, units)
            if row.province is None and row.kind not in WIDE and row.country:
                row.province = province_near(round(row.lat or 0.0, 2), round(row.lon or 0.0, 2), row.country)
            yield row


@lru_cache(maxsize=100_000)
def province_near(lat: float, lon: float, country: str) -> str | None:
    """The id of the province whose outline holds a point in degrees; None where none does."""
    known = gazetteer()
    found = known.by_number(known.province_at(lat, lon, country))
    return found.ref if found is not None else None


def _row(cells: list[str], kind: str, units: dict[tuple[str, ...], str]) -> Row:
    others = [x for x in dict.fromkeys(cells[3].split(",")) if x and x not in (cells[1], cells[2])]
    names = dict.fromkeys(x for x in (cells[1], cells[2]) if x)
    return Row(
        ref=f"geonames:{cells[0]}",
        name=cells[1] or cells[2],
        kind=kind,
        country=cells[8] or None,
        lat=float(cells[4]),
        lon=float(cells[5]),
        province=units.get((cells[8], cells[10])) if cells[7] != "ADM1" else None,
        district=units.get((cells[8], cells[10], cells[11])) if cells[7] not in {"ADM1", "ADM2"} else None,
        population=int(cells[14]) if cells[14].isdigit() else 0,
        names=[*names, *(x for x in others if usable(x))][:MOST_NAMES],
        natives=[x for x in others if native(x)][:MOST_NAMES],
    )


def _cells(line: str) -> list[str] | None:
    """The cells of a line, None where it is not of the form."""
    if len(line) > MOST_LINE:
        return None
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) != COLUMNS or not cells[0].isdigit() or not (cells[1] or cells[2]):
        return None
    try:
        if not (-90 <= float(cells[4]) <= 90 and -180 <= float(cells[5]) <= 180):
            return None
    except ValueError:
        return None
    return cells


def _units(source: Path, tell: Progress | None) -> dict[tuple[str, ...], str]:
    """The codes of provinces (country, code) and districts (country, code, code) to their ids."""
    out: dict[tuple[str, ...], str] = {}
    with lines(source) as found:
        for number, line in enumerate(found, 1):
            if tell is not None and number % STEP == 0:
                tell(number, 0)
            if "\tADM1\t" in line or "\tADM2\t" in line:
                cells = _cells(line)
                if cells is not None and cells[7] in {"ADM1", "ADM2"}:
                    code = (cells[8], cells[10]) if cells[7] == "ADM1" else (cells[8], cells[10], cells[11])
                    out[code] = f"geonames:{cells[0]}"
    return out


def _kinds(choice: Choice) -> dict[tuple[str, str], str | None]:
    """Feature class and code to the kind of place; None for those of a class that are not taken."""
    out: dict[tuple[str, str], str | None] = {}
    for row in table("feature_codes"):
        named = f"{row['class']}.{row['code']}"
        wanted = bool(choice.features & {row["class"], named}) if choice.features else row["taken"] == "yes"
        out[row["class"], row["code"]] = row["kind"] if wanted else None
    return out


def _known() -> set[int]:
    """The numbers of the places that the gazetteer has from GeoNames; empty without a gazetteer."""
    if not DEFAULT.is_file():
        return set()
    with closing(sqlite3.connect(f"{DEFAULT.resolve().as_uri()}?mode=ro", uri=True)) as db:
        found = db.execute("SELECT substr(ref, 10) FROM place WHERE ref LIKE 'geonames:%'")
        return {int(number) for (number,) in found}
