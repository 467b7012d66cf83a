"""Reads incidents that others know of from their tables: UCDP GED, ACLED's form, or any CSV by a mapping of its columns."""

from __future__ import annotations

import csv
import gzip
import io
import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from tacitus.errors import Failure, TacitusError
from tacitus.formats.around import countries, table

LARGEST_CELL = 1 << 24  # characters; GED joins many headlines in one
FIELDS = ("id", "start", "end", "lat", "lon", "country", "place", "admin1", "type", "actors", "low", "best", "high")


class Known(msgspec.Struct, kw_only=True):
    """An incident as another data set has it: never read from a report, and so without a quote.

    start, end: ISO days, both included. precision: of the place, as in `Where`. low, best, high: killed. by: the scheme
    whose rule for words its numbers follow, a file of this room's data.
    """

    dataset: str
    id: str
    start: str | None = None
    end: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str = "unknown"
    country: str | None = None
    place: str | None = None
    admin1: str | None = None
    type: str | None = None
    actors: list[str] = []
    low: int | None = None
    best: int | None = None
    high: int | None = None
    by: str = "plain"


SHORT = {"where_precision": "where_prec", "when_precision": "when_prec"}
"""What the fields are called in a file."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename=SHORT):
    """Which column holds what; see mappings.toml. spread: by how many days each way a vague day may be off, by the value of the
    column `when_precision`. fixed: values for all rows, such as a country."""

    columns: dict[str, str | list[str]]
    says: str = ""
    tell: list[str] = []
    by: str = "plain"
    country_names: str | None = None
    where_precision: str | None = None
    precision: dict[str, str] = {}
    when_precision: str | None = None
    spread: dict[str, int] = {}
    fixed: dict[str, str] = {}


def mappings() -> dict[str, Table]:
    """The mappings that come with Tacitus, by name."""
    return {name: msgspec.convert(raw, Table) for name, raw in table("mappings").items()}


def mapping(path: Path) -> Table:
    """A user's own mapping. Raises TacitusError E101 where there is no such file, E105 where it cannot be used."""
    try:
        with path.open("rb") as file:
            found = msgspec.convert(tomllib.load(file), Table)
    except OSError as error:
        raise TacitusError("E101", f"there is no such mapping ({error.strerror})", where=str(path), hint="a TOML file") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise _unusable(str(path), str(error)) from error
    wrong = sorted({*found.columns, *found.fixed} - set(FIELDS))
    if wrong:
        raise _unusable(str(path), f"it has no use for {', '.join(wrong)}")
    if "id" not in found.columns or not ({"start"} & {*found.columns, *found.fixed}):
        raise _unusable(str(path), "it does not say which columns are `id` and `start`")
    return found


def _unusable(where: str, why: str) -> TacitusError:
    form = 'columns = { id = "event", start = "day", lat = "y", lon = "x", killed = ... }'.replace("killed = ...", 'best = "dead"')
    return TacitusError("E105", f"the mapping cannot be used: {why}", where=where, hint=f"{form}; fields: {', '.join(FIELDS)}")


def read(path: Path, using: Table | None = None, *, dataset: str | None = None) -> Iterator[Known | Failure]:
    """The incidents of a CSV (or .csv.gz) file, in its order; a row that cannot be used is a failure E209 in its place.

    using: its mapping, None to tell it by the columns. dataset: what to call it, by default the file's name.
    Raises TacitusError E101 where it cannot be opened, E105 where no mapping fits.
    """
    name = dataset or name_of(path)
    try:
        raw = path.open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise TacitusError("E101", f"it cannot be opened ({error.strerror})", where=str(path), hint="a CSV file") from error
    with raw, gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw as unpacked:
        yield from _rows(io.TextIOWrapper(unpacked, encoding="utf-8-sig", newline=""), using, name, str(path))


def name_of(path: Path) -> str:
    """What a data set is called after its file."""
    return path.name.removesuffix(".gz").removesuffix(".csv")


def _rows(lines: IO[str], using: Table | None, name: str, where: str) -> Iterator[Known | Failure]:
    csv.field_size_limit(LARGEST_CELL)
    try:
        reader = csv.DictReader(lines)
        columns = reader.fieldnames or []
        chosen = using or _told(columns, where)
        _has(columns, chosen, where)
        for row in reader:
            try:
                yield _known(row, chosen, name)
            except ValueError as error:
                yield Failure(code="E209", what=f"the row cannot be used: {error}", where=f"{where}:{reader.line_num}",
                              hint="mend that row; the others were used")
    except (csv.Error, UnicodeDecodeError, OSError, EOFError) as error:
        raise TacitusError("E204", f"it is no CSV in UTF-8 ({error})", where=where, hint="export it as CSV, UTF-8") from error


def _told(columns: Iterable[str], where: str) -> Table:
    has = set(columns)
    for each in mappings().values():
        if has.issuperset(each.tell):
            return each
    raise TacitusError(
        "E105", f"its columns are those of no known table: {', '.join(sorted(has)[:12])}", where=where,
        hint='--mapping FILE.toml with: columns = { id = "...", start = "...", lat = "...", lon = "...", best = "..." }',
    )


def _has(columns: Iterable[str], chosen: Table, where: str) -> None:
    asked = [one for names in chosen.columns.values() for one in ([names] if isinstance(names, str) else names)]
    missing = sorted(set(asked) - set(columns))
    if missing:
        raise _unusable(where, f"there is no column {', '.join(missing)}")


def _known(row: Mapping[str, str | None], using: Table, name: str) -> Known:
    """One row. Raises ValueError saying which value is none of its kind."""

    def cell(field: str) -> str:
        column = using.columns.get(field)
        held = row.get(column) if isinstance(column, str) else None
        return (held or using.fixed.get(field) or "").strip()

    start = _day(cell("start"))
    key = cell("id").removesuffix(".0")
    if not key:
        raise ValueError("it has no id")
    lat, lon = _degrees(cell("lat"), 90), _degrees(cell("lon"), 180)
    names = using.columns.get("actors", [])
    actors = [(row.get(one) or "").strip() for one in ([names] if isinstance(names, str) else names)]
    said = (row.get(using.where_precision) or "").strip().removesuffix(".0") if using.where_precision else ""
    vague = (row.get(using.when_precision) or "").strip().removesuffix(".0") if using.when_precision else ""
    start, end = _spread(start, _day(cell("end")) or start, using.spread.get(vague, 0))
    return Known(
        dataset=name, id=key, start=start, end=end, lat=lat, lon=lon,
        precision=using.precision.get(said, "exact" if lat is not None and not using.where_precision else "unknown"),
        country=_country(cell("country"), using.country_names), place=cell("place") or None, admin1=cell("admin1") or None,
        type=cell("type") or None, actors=[one for one in actors if one],
        low=_number(cell("low")), best=_number(cell("best")), high=_number(cell("high")), by=using.by,
    )


def _day(text: str) -> str | None:
    return date.fromisoformat(text[:10].replace("/", "-")).isoformat() if text else None


def _spread(start: str | None, end: str | None, days: int) -> tuple[str | None, str | None]:
    """The span with so many days more at each end."""
    if start is None or end is None or not days:
        return start, end
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (
        date.fromordinal(max(1, first.toordinal() - days)).isoformat(),
        date.fromordinal(min(date.max.toordinal(), last.toordinal() + days)).isoformat(),
    )


def _degrees(text: str, bound: float) -> float | None:
    if not text:
        return None
    found = float(text)
    if not math.isfinite(found) or abs(found) > bound:
        raise ValueError(f"{text!r} is no number of degrees")
    return found


def _number(text: str) -> int | None:
    if not text:
        return None
    found = float(text)
    if not math.isfinite(found) or found < 0 or found != int(found):
        raise ValueError(f"{text!r} is no number of people")
    return int(found)


def _country(text: str, names: str | None) -> str | None:
    """ISO 3166 alpha-2; None for a country that the name or code does not tell."""
    folded = text.casefold()
    for code, each in countries().items():
        called = {each.acled_name, each.ucdp_name, each.name} if names else {code, each.iso3, each.name}
        if folded in {one.casefold() for one in called}:
            return code
    return None
