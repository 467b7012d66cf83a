"""UCDP's events in Syria and the headlines that they rest on, as the headline measures share them.

The file is `ucdp-syria/events-2017-01_2018-06.csv.gz` of DATA (UCDP GED, CC BY 4.0). A headline is its words on its day;
it may be the source of several events, and then each of them is a right answer. Rows of which the headlines and their days
do not pair up are left out.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tacitus

FILE = Path("ucdp-syria", "events-2017-01_2018-06.csv.gz")
TOWN = 2
"""UCDP's where_prec 1 is the place itself, 2 within about 25 km of it; from 3 on it is a district or more."""
FIRST_DAY = "2016-01-01"
"""Earlier days of a source are slips of the file (it has some of 1753)."""
PARTS = {"2017": ("2017-01", "2017-12"), "2018-01 to 06": ("2018-01", "2018-06")}
"""2017 is for development; 2018 is not looked at while rules are written."""


@dataclass(frozen=True)
class Event:
    """One coded event. prec: where_prec; days: ISO, first and last; day_prec: UCDP's date_prec; deaths as coded."""

    id: str
    lat: float
    lon: float
    prec: int
    where: str
    adm_1: str
    adm_2: str
    first_day: str
    last_day: str
    day_prec: int
    low: int
    best: int
    high: int
    deaths: dict[str, int]


@dataclass
class Headline:
    """A source's words, the day it is of (None where the file has none that can be), and the events coded from it.

    office: who published it, None where the file does not pair offices with headlines.
    """

    text: str
    day: str | None
    events: list[Event] = field(default_factory=list)
    office: str | None = None


@dataclass(frozen=True)
class Read:
    """A headline and what the ordinary reader makes of it."""

    headline: Headline
    statements: list[Any]

    @property
    def main(self) -> list[Any]:
        """Its statements of things that came to pass, the foremost first; background only where there is nothing else."""
        real = [s for s in self.statements if s.status in ("reported", "alleged", "claimed")] or self.statements
        return sorted(real, key=lambda s: (s.role_in_report != "main", s.quotes[0].start if s.quotes else 0))


def asked(says: str | None) -> argparse.Namespace:
    """What a program on these headlines is given: data, part (all of PARTS if none), sample, seed. says: its help."""
    parser = argparse.ArgumentParser(description=says)
    parser.add_argument("data", type=Path, help="the folder that holds ucdp-syria/")
    parser.add_argument("--part", choices=list(PARTS), action="append", help="only this part")
    parser.add_argument("--sample", type=int, help="so many headlines of each part, drawn at random")
    parser.add_argument("--seed", type=int, default=4, help="of the sample (default 4)")
    return parser.parse_args()


def drawn(given: argparse.Namespace) -> Iterator[tuple[str, list[Headline]]]:
    """Each part that was asked for, with its headlines or a sample of them."""
    everything = headlines(given.data)
    for part in given.part or PARTS:
        yield part, sampled(of_part(part, everything), given.sample, given.seed)


def whole(given: argparse.Namespace) -> bool:
    """Whether nothing was left out, so that the figures may be recorded."""
    return given.sample is None and not given.part


def headlines(data: Path) -> list[Headline]:
    """Every headline with its events, in the order of the file; ends the program with a plain word where it is missing."""
    path = data / FILE
    if not path.is_file():
        sys.exit(f"there is no {path}: give the folder that holds {FILE.parent}/")
    found: dict[tuple[str, str | None], Headline] = {}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            event = coded(row)
            for text, day, office in _pairs(row):
                headline = found.setdefault((text, day), Headline(text, day, office=office))
                if event not in headline.events:
                    headline.events.append(event)
    return list(found.values())


def _pairs(row: dict[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    texts, days, offices = ((row.get(f"source_{name}") or "").split(";") for name in ("headline", "date", "office"))
    if len(texts) == len(days):
        known_by = offices if len(offices) == len(texts) else [""] * len(texts)
        for text, day, office in zip(texts, days, known_by, strict=True):
            known = re.fullmatch(r"\d{4}-\d\d-\d\d", day.strip()) and day.strip() >= FIRST_DAY
            if text.strip():
                yield " ".join(text.split()), day.strip() if known else None, office.strip() or None


def coded(row: dict[str, str]) -> Event:
    """What the coders put down in a row of the file."""

    def number(name: str) -> int:
        return int(float(row[name] or 0))

    return Event(
        id=row["id"],
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        prec=number("where_prec"),
        where=row["where_coordinates"],
        adm_1=row["adm_1"],
        adm_2=row["adm_2"],
        first_day=row["date_start"][:10],
        last_day=row["date_end"][:10],
        day_prec=number("date_prec"),
        low=number("low"),
        best=number("best"),
        high=number("high"),
        deaths={name: number(f"deaths_{name}") for name in ("a", "b", "civilians", "unknown")},
    )


def of_part(part: str, among: Iterable[Headline]) -> list[Headline]:
    """The headlines of which the first event began in a part's months."""
    first, last = PARTS[part]
    return [h for h in among if first <= h.events[0].first_day[:7] <= last]


def sampled(among: list[Headline], sample: int | None, seed: int) -> list[Headline]:
    """So many of them, drawn by the seed, in their order; all where no number is given."""
    if sample is None or sample >= len(among):
        return among
    chosen = set(random.Random(seed).sample(range(len(among)), sample))
    return [h for n, h in enumerate(among) if n in chosen]


def read(among: Iterable[Headline]) -> Iterator[Read]:
    """Each headline read alone by the ordinary reader, its source's day as the day of publication."""
    for headline in among:
        yield Read(headline, tacitus.read_text(headline.text, published=headline.day).statements)
