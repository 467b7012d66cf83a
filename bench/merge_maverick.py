"""MAVERICK's coded reports as statements: a row is a report, its coded fields are what the report states, `event_id` is not read.

Read: date, place, actors with their kinds of violence and their parts, context, target, deaths, injuries, and of `source`
the title, its day and its publisher. Rows of one `source` are several events of one report.
"""

from __future__ import annotations

import csv
import re
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from tacitus.places.gazetteer import gazetteer
from tacitus.record import Count, Figure, Party, Published, Quote, Report, Statement, When, Where

FILE = Path("maverick", "reports-ivory-coast.csv")
SOURCE = re.compile(r"(?P<publisher>.*?)\s*\((?P<day>\d{4}-\d\d-\d\d)\)\s*(?P<title>.*)", re.DOTALL)
PRECISION = {"1": "country", "2": "province", "3": "exact", "4": "exact", "5": "exact", "6": "exact"}
"""Of geo_precision: 1 the country, 2 a region, 3 a town, from 4 on a quarter, a spot or an address."""
VAGUE = frozenset({"", "Unknown", "Other", "Other context"})
NOBODY = re.compile(r"Unknown\b")
"""An actor of whom only the sort is known has no identity, though the sort is a word of it."""
ACTORS = range(1, 7)
Row = dict[str, str]
CROSSWALK: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "crosswalks" / "maverick.toml").read_text(encoding="utf-8")
)


def rows(path: Path) -> list[Row]:
    """The file's rows; ends the program with a plain word where it is missing."""
    if not path.is_file():
        sys.exit(f"there is no {path}: give MAVERICK's file of event reports, or the folder that holds {FILE.parent}/")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def told(among: Iterable[Row]) -> tuple[list[Statement], dict[str, Report]]:
    """A statement for each row, with the row's id, and the reports by id."""
    reports: dict[str, Report] = {}
    statements = []
    for row in among:
        report = _report(row)
        reports.setdefault(report.id, report)
        statements.append(_statement(row, report))
    return statements, reports


def _report(row: Row) -> Report:
    split = SOURCE.fullmatch(row["source"].strip())
    publisher, day, title = split.group("publisher", "day", "title") if split else (None, None, row["source"])
    return Report(
        id=Report.identify(row["source"]), raw_sha256="", text=title, publisher=publisher or None,
        published=Published(date=day, how="given" if day else "none"),
    )  # fmt: skip


def _statement(row: Row, report: Report) -> Statement:
    quote = Quote(report=report.id, start=0, end=len(report.text), words=report.text)
    start, end = row["date_start"][:10] or None, row["date_end"][:10] or None
    return Statement(
        id=row["id"], report=report.id, type=_type(row), reader="coded", quotes=[quote],
        when=When(start=start, end=end or start, precision="day" if start else "unknown", basis="stated"),
        where=_where(row), roles=_roles(row), counts=_counts(row),
    )  # fmt: skip


def _where(row: Row) -> Where:
    names = [name.strip() for name in (row["location"], row["city"]) if name.strip()]
    precision = PRECISION.get(row["geo_precision"][:1], "unknown")
    point = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] and row["longitude"] else (None, None)
    return Where(
        name=names[0] if names else None, said=names[0] if names else None, lat=point[0], lon=point[1],
        precision=precision if names or precision == "country" else "unknown",  # type: ignore[arg-type]
        country=_country(row["country"]), admin2=names[1] if len(names) > 1 else None,
    )  # fmt: skip


@cache
def _country(name: str) -> str | None:
    found = [x.entry.country for x in gazetteer().named(name) if x.entry.kind == "country"]
    return found[0] if found else None


def _kinds(row: Row) -> list[str]:
    kinds = {kind for n in ACTORS for kind in row.get(f"actor{n}_violence", "").split("; ")}
    return sorted(kinds - VAGUE)


def _type(row: Row) -> str:
    types = {CROSSWALK["type"].get(kind, CROSSWALK["general"]) for kind in _kinds(row)}
    return types.pop() if len(types) == 1 else str(CROSSWALK["general"])


def _roles(row: Row) -> dict[str, list[Party]]:
    roles: dict[str, list[Party]] = {}
    for n in ACTORS:
        name, kind = row.get(f"actor{n}", ""), row.get(f"actor{n}_type", "")
        if not name or name == "Unknown actor" or name.startswith("Unknown actor "):
            continue
        party = Party(name=name, words=name, kind=kind or None, actor=None if NOBODY.match(name) else row[f"actor{n}_id"])
        part = "attacker" if row[f"actor{n}_perpetrator"].startswith("1") else "victim"
        roles.setdefault(part, []).append(party)
    if row["target"] not in VAGUE:
        roles["target"] = [Party(name=row["target"], words=row["target"])]
    if kinds := _kinds(row):
        roles["weapon"] = [Party(name=kind, words=kind) for kind in kinds]
    return roles


def _counts(row: Row) -> dict[str, Count]:
    """Deaths and injuries where there are any; nought is also written where a report says nothing."""
    found = {}
    for what, column in (("killed", "deaths"), ("wounded", "injuries")):
        low, best, high = (int(float(row[f"{column}_{end}"] or 0)) for end in ("low", "best", "high"))
        if high:
            said = [Figure(low=low, high=high, words=f"{best}")]
            found[what] = Count(low=low, high=high, best=best, rule="coded", said=said)
    return found
