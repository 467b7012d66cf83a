"""UCDP's listings of headlines as reports: a headline is its words, its day and its office; nothing else of a row is read.

A headline that is listed for several rows is one report that tells of several happenings, which are never one: its
statements are dealt out to its listings, and a listing for which none is left has no incident; its figures are of all of
them together, and so no more than bounds from above for each. Where the reader sees no
happening in a headline (a catalogue's entry is a day and a place without a verb), its first day and place make a bare
statement, for that every listing is of a happening is what the file says.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Any

import merge_scores
import ucdp

import tacitus
from tacitus import places, times
from tacitus.record import Incident, Published, Quote, Report, Statement, When, Where, decode, encode

COLUMNS = (
    "event_id", "n", "incident", "killed_low", "killed_best", "killed_high", "lat", "lon", "date_start", "date_end",
)  # fmt: skip

FIRST_DAY = "1989-01-01"
"""UCDP's record begins here; an earlier day of a source is a slip."""
BARE = "other-violence"
UNREAD = "bare headline"
"""In place of a reader, of a headline in which none sees a happening: only here, where every listing is of one, is it told."""
Reader = Callable[[str, str | None], list[Statement]]


@dataclass(frozen=True)
class Listing:
    """One headline as one row lists it. n: its place in the row."""

    event: str
    n: int
    text: str
    day: str | None
    office: str | None

    @property
    def key(self) -> tuple[str, int]:
        """What names the listing in a file of clusters."""
        return self.event, self.n

    @property
    def report(self) -> str:
        """The id of the report that it lists: the same words of the same office and day are the same report."""
        return Report.identify(f"{self.office}\n{self.day}\n{self.text}")


def opened(path: Path) -> IO[str]:
    """The file as text, packed or not; ends the program with a plain word where it is missing."""
    if not path.is_file():
        sys.exit(f"there is no {path}: give a file of UCDP's events with their headlines")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8", newline="")


def listings(path: Path) -> list[Listing]:
    """Every headline of every row, in the file's order; of a row only its id and its sources are looked at."""
    with opened(path) as rows:
        return [one for row in csv.DictReader(rows) for one in _of_row(row)]


def _of_row(row: dict[str, str]) -> Iterator[Listing]:
    texts = [" ".join(text.split()) for text in row["source_headline"].split(";")]
    days, offices = _paired(row["source_date"], len(texts)), _paired(row["source_office"], len(texts))
    for n, (text, day, office) in enumerate(zip(texts, days, offices, strict=True)):
        known = day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) and day >= FIRST_DAY
        if text:
            yield Listing(row["id"], n, text, day if known else None, office)


def _paired(cell: str, wanted: int) -> list[str | None]:
    """A value for each headline; where there is one for all, that; where they do not pair up, none."""
    values = [value.strip() or None for value in cell.split(";")]
    return values if len(values) == wanted else values * wanted if len(values) == 1 else [None] * wanted


def read_plainly(text: str, day: str | None) -> list[Statement]:
    """What the ordinary reader states of a headline."""
    return tacitus.read_text(text, published=day).statements


Told = tuple[dict[str, Listing], list[Statement], dict[str, Report]]


def told(among: Iterable[Listing], read: Reader = read_plainly) -> Told:
    """The statements, the listing that each belongs to by the statement's id, and the reports by id."""
    by_report: dict[str, list[Listing]] = {}
    for listing in among:
        by_report.setdefault(listing.report, []).append(listing)
    home: dict[str, Listing] = {}
    statements: list[Statement] = []
    reports: dict[str, Report] = {}
    for id, group in by_report.items():
        first = group[0]
        reports[id] = Report(
            id=id, raw_sha256="", text=first.text, publisher=first.office,
            published=Published(date=first.day, how="given" if first.day else "none"),
        )  # fmt: skip
        for n, statement in enumerate(read(first.text, first.day) or [bare(first.text, first.day)]):
            mine = _moved(statement, id, f"{id[:16]}-{n:02d}")
            if len(group) > 1:
                _bound(mine)
            statements.append(mine)
            home[mine.id] = group[n % len(group)]
    return home, statements, reports


def _moved(statement: Statement, report: str, id: str) -> Statement:
    """The same statement as one of another report of the same words."""
    moved = decode(encode(statement), Statement)
    moved.id, moved.report = id, report
    moved.quotes = [Quote(report=report, start=q.start, end=q.end, words=q.words) for q in statement.quotes]
    return moved


def _bound(statement: Statement) -> None:
    """Leaves of every figure that it is no more than so many."""
    for count in statement.counts.values():
        count.low = count.best = None
        for figure in count.said:
            figure.low = None


def bare(text: str, day: str | None) -> Statement:
    """The first place and day of a headline in which the reader sees no happening."""
    quote = Quote(report="", start=0, end=len(text), words=text)
    return Statement(id="", report="", type=BARE, reader=UNREAD, when=_day(text, day), where=_place(text), quotes=[quote])


def _day(text: str, day: str | None) -> When:
    published = date.fromisoformat(day) if day else None
    said = (times.resolve(mention, published, tense="past") for mention in times.find(text))
    known = next((when for when in said if when is not None and when.start and when.end), None)
    if known is not None:
        return known
    if published is None:
        return When()
    start = published - timedelta(days=1)
    return When(start=start.isoformat(), end=day, precision="day", basis="publication")


def _place(text: str) -> Where:
    found = [p.place for p in places.locate(text) if p.place is not None and not p.mention.demonym]
    fine = [place for place in found if place.precision in ("exact", "near")] or found
    return fine[0].where() if fine else Where()


def chosen(home: dict[str, Listing], clusters: dict[str, Any]) -> dict[tuple[str, int], Any]:
    """The cluster of each listing: of those of its statements the one that the most listings share, else its first's."""
    shared: dict[Any, set[tuple[str, int]]] = {}
    for id, cluster in clusters.items():
        shared.setdefault(cluster, set()).add(home[id].key)
    found: dict[tuple[str, int], Any] = {}
    for id in sorted(clusters):
        key, cluster = home[id].key, clusters[id]
        if key not in found or len(shared[cluster]) > len(shared[found[key]]):
            found[key] = cluster
    return found


def lines(listings: Iterable[Listing], home: dict[str, Listing], known: dict[str, Incident]) -> list[list[Any]]:
    """A line of COLUMNS for each listing. known: the incident of each statement's id."""
    by_id = {one.id: one for one in known.values()}
    ours = chosen(home, {id: one.id for id, one in known.items()})
    found = []
    for listing in listings:
        one = by_id.get(ours.get(listing.key, ""))
        if one is None:
            found.append([*listing.key, *[None] * (len(COLUMNS) - 2)])
            continue
        low, best, high = toll(one)
        found.append([*listing.key, one.id, low, best, high, one.where.lat, one.where.lon, one.when.start, one.when.end])
    return found


def toll(incident: Incident) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the killed; all None where nothing is said."""
    killed = incident.counts.get("killed")
    return (killed.low, killed.best, killed.high) if killed else (None, None, None)


def tolls_held(ours: dict[tuple[str, int], str], known: dict[str, Incident], events: dict[str, ucdp.Event]) -> float | None:
    """Share (per cent) of the events with a toll of which an incident's bounds hold UCDP's best."""
    bounds = ((event, toll(known[id])) for (event, _), id in ours.items())
    return _held(((event, (low, high)) for event, (low, _, high) in bounds), events)


def tolls_read(home: dict[str, Listing], statements: Iterable[Statement], events: dict[str, ucdp.Event]) -> float | None:
    """The same for each headline by itself, before anything is linked: what the words give, and linking can lose."""
    counts = ((home[one.id].event, one.counts.get("killed")) for one in statements)
    return _held(((event, (count.low, count.high)) for event, count in counts if count is not None), events)


def tolls_said(home: dict[str, Listing], statements: Iterable[Statement], events: dict[str, ucdp.Event]) -> float | None:
    """The same for every figure that any of its headlines gives, also of parts: no choice among figures does better."""
    figures = ((home[one.id].event, one.counts["killed"].said) for one in statements if "killed" in one.counts)
    return _held(((event, (one.low, one.high)) for event, said in figures for one in said), events)


def _held(given: Iterable[tuple[str, merge_scores.Bounds]], events: dict[str, ucdp.Event]) -> float | None:
    tolls: dict[str, list[merge_scores.Bounds]] = {}
    for event, bounds in given:
        if bounds != (None, None):
            tolls.setdefault(event, []).append(bounds)
    held = sum(any(merge_scores.holds(one, events[event].best) for one in told) for event, told in tolls.items())
    return 100.0 * held / len(tolls) if tolls else None
