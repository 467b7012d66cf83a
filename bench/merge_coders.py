"""UCDP's events as the coders put them down, told once for each of their headlines: what linking gives with gold fields."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import ucdp
from merge_ucdp import Listing, Told, opened

from tacitus.record import Count, Figure, Party, Published, Quote, Report, Statement, When, Where

SIDES = ("side_a", "side_b")
PRECISION = {1: "exact", 2: "near", 3: "district", 4: "province", 5: "province", 6: "country", 7: "country"}
"""Of UCDP's where_prec."""
TYPES = {"1": "armed-clash", "2": "armed-clash", "3": "armed-assault"}
"""Of UCDP's type_of_violence: state-based, non-state, one-sided."""
DAYS = {1: "day", 2: "week", 3: "week", 4: "month", 5: "year"}


@dataclass(frozen=True)
class Coded:
    """An event with its kind and its two sides."""

    event: ucdp.Event
    type: str
    sides: tuple[str, ...]


def events(path: Path, first: str, last: str) -> dict[str, Coded]:
    """The events that began in the months from first to last, by id."""
    with opened(path) as rows:
        coded = {row["id"]: _coded(row) for row in csv.DictReader(rows)}
    return {id: one for id, one in coded.items() if first <= one.event.first_day[:7] <= last}


def _coded(row: dict[str, str]) -> Coded:
    return Coded(ucdp.coded(row), TYPES[row["type_of_violence"][:1]], tuple(row[side] for side in SIDES))


def teller(coded: dict[str, Coded]) -> Callable[[Iterable[Listing]], Told]:
    """A function as `merge_ucdp.told`, that puts the coders' fields for the reader's."""

    def told(among: Iterable[Listing]) -> Told:
        home: dict[str, Listing] = {}
        statements, reports = [], {}
        for listing in among:
            statement = _statement(coded[listing.event], listing)
            home[statement.id] = listing
            statements.append(statement)
            reports[listing.report] = Report(
                id=listing.report, raw_sha256="", text=listing.text, publisher=listing.office,
                published=Published(date=listing.day, how="given" if listing.day else "none"),
            )  # fmt: skip
        return home, statements, reports

    return told


def _statement(coded: Coded, listing: Listing) -> Statement:
    event = coded.event
    said = [Figure(low=event.low, high=event.high, words=str(event.best))]
    return Statement(
        id=f"{event.id}-{listing.n:02d}", report=listing.report, type=coded.type, reader="coded",
        when=When(start=event.first_day, end=event.last_day, precision=DAYS[event.day_prec], basis="stated"),  # type: ignore[arg-type]
        where=Where(
            name=event.where, said=event.where, lat=event.lat, lon=event.lon, country="SY",
            admin1=event.adm_1 or None, admin2=event.adm_2 or None, precision=PRECISION[event.prec],  # type: ignore[arg-type]
        ),
        roles={"attacker": [Party(name=side, words=side, actor=side) for side in coded.sides]},
        counts={"killed": Count(low=event.low, high=event.high, best=event.best, rule="coded", said=said)},
        quotes=[Quote(listing.report, 0, len(listing.text), listing.text)],
    )  # fmt: skip
