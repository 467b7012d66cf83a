"""What a writer is given beside the incidents: their reports, the address of the page, and a tally of what it leaves out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

import msgspec

from tacitus.record import Incident, Report

DATA = Path(__file__).parent / "data"


class Tally(msgspec.Struct):
    """What became of the incidents of one export. left_out: how many the format has no row for, by why."""

    incidents: int = 0
    rows: int = 0
    left_out: dict[str, int] = {}

    def leave(self, why: str) -> None:
        """Counts an incident that has no row."""
        self.left_out[why] = self.left_out.get(why, 0) + 1


class Around(msgspec.Struct):
    """reports: by id, may be fetched as they are asked for. base: address of the page, None where there is none.

    asked: the filters by which the incidents were selected, for formats that say so.
    """

    reports: Mapping[str, Report] = {}
    base: str | None = None
    asked: Mapping[str, Any] = {}
    tally: Tally = msgspec.field(default_factory=Tally)

    def permalink(self, incident: Incident) -> str:
        """Where the incident is to be seen for ever: at the page, else a name that holds anywhere."""
        if self.base:
            return f"{self.base.rstrip('/')}/incident/{incident.id}"
        return f"urn:tacitus:incident:{incident.id}"

    def told(self, incident: Incident) -> list[Report]:
        """The reports of the incident that are known, in its order."""
        return [self.reports[key] for key in incident.reports if key in self.reports]


Writer = Callable[[Iterable[Incident], IO[bytes], Around], None]
"""Writes all incidents as they come, and counts them in the tally."""



class LeftOut(Exception):  # noqa: N818
    """Raised for an incident that a format has no row for; its text says why, in a few words that many share."""


def rows_of(
    incidents: Iterable[Incident], around: Around, make: Callable[[Incident, Around], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The row that `make` gives for each incident, in order; those that it leaves out are counted instead."""
    for incident in incidents:
        around.tally.incidents += 1
        try:
            row = make(incident, around)
        except LeftOut as why:
            around.tally.leave(str(why))
            continue
        around.tally.rows += 1
        yield row


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of this room's data, parsed; do not change what you get."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


class Country(msgspec.Struct, frozen=True):
    """A country's codes: ISO 3166, Gleditsch-Ward, FIPS 10-4 ("" where there is none), and what ACLED and UCDP call it."""

    iso2: str
    iso3: str
    numeric: str
    gw: str
    fips: str
    name: str
    acled_region: str
    ucdp_region: str
    acled_name: str
    ucdp_name: str


@cache
def countries() -> dict[str, Country]:
    """Every country by ISO 3166-1 alpha-2."""
    found = {}
    for line in (DATA / "countries.tsv").read_text("utf-8").splitlines():
        cells = line.split("\t")
        if not line.startswith("#") and cells[0] != "iso2":
            name = cells[5]
            iso2, iso3, numeric, gw, fips = cells[:5]
            found[iso2] = Country(iso2, iso3, numeric, gw, fips, name, cells[6], cells[7], cells[8] or name, cells[9] or name)
    return found


def country_of(incident: Incident) -> Country | None:
    """The country of the place, None where it is not known."""
    return countries().get(incident.where.country or "")


def number_of(incident_id: str) -> int:
    """A whole number that stands for an id in formats that know only such; the same for ever.

    An id of ours is hexadecimal after its first letter and comes back from its number; any other gets 52 bits of a hash.
    """
    import hashlib

    try:
        return int(incident_id[1:14], 16)
    except ValueError:
        return int(hashlib.sha256(incident_id.encode()).hexdigest()[:13], 16)


