"""The API's sums: map, timeline, facets and dashboard of what a query selects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from litestar import get
from litestar.params import Parameter

from tacitus import actors, ontology, withhold
from tacitus.record import Incident, Report
from tacitus.record.statement import COUNTED
from tacitus.store import Query, Store
from tacitus.store.columns import Mask
from tacitus.store.desk import Desk
from tacitus.store.mapping import Area, Point, mapped
from tacitus.store.query import types_of
from tacitus.store.totals import (
    WIDE_BARS,
    Bar,
    Step,
    Sum,
    Timeline,
    Value,
    acting,
    facets,
    sources,
    timeline,
    top,
    top_named,
    total,
)
from tacitus.web import show
from tacitus.web.shapes import outline_of

HELD = {"territory-held": "holder", "territory-taken": "taker"}
"""Types that tell that a place is in somebody's hands, and the role that it is in."""
MOST_HELD = 200
"""Places that are said to be held, the latest first; more would cover each other."""
MOST_SAYING = 3
"""Reports of one whose publishers are named."""


class Held(msgspec.Struct, kw_only=True):
    """A place that is said to be in somebody's hands, since when and, where said, until when. said_by: the
    speaker, else the publishers; outline: the id of a shape of ours, for a province."""

    place: str | None
    lat: float
    lon: float
    km: float | None
    precision: str
    holder: str
    since: str | None
    until: str | None
    incident: str
    said_by: list[str]
    outline: str | None


class Map(msgspec.Struct, kw_only=True):
    """points: incidents whose place is known to a spot or its surroundings, those that lie together as one; areas: those of
    which only district, province or country is known (lat null: only the country); unplaced: those without any; bounds: west,
    south, east and north of all that have a place, null where none has."""

    points: list[Point]
    areas: list[Area]
    held: list[Held]
    unplaced: int
    bounds: tuple[float, float, float, float] | None


class Some(msgspec.Struct, kw_only=True):
    """Some of the incidents of a query together."""

    n: int
    killed: Sum


class Total(msgspec.Struct, kw_only=True):
    """All incidents of a query together. apart: those of them that are denied, planned, foiled or no violence, which a situation
    report leaves out of its sums."""

    n: int
    killed: Sum
    wounded: Sum
    apart: Some


class Dashboard(msgspec.Struct, kw_only=True):
    """The figures of a query. step: what a bar is, a week unless the span is too long for that. wider: as in a timeline."""

    step: Step
    bars: list[Bar]
    wider: list[Bar]
    undated: int
    types: list[Value]
    actors: list[Value]
    provinces: list[Value]
    countries: list[Value]
    sources: list[Value]
    total: Total


@get("/map", sync_to_thread=True, opt={"also": ("zoom",)}, summary="Points, clusters and areas for a map")
def map_(
    record: Store, asked: Query,
    zoom: Annotated[float, Parameter(description="0: the whole world on 256 pixels.", ge=0, le=24)] = 2,
) -> Map:
    """What lies within 48 pixels at that zoom is one point with its count; areas are never pinned."""
    desk, mask, _ = record.summed(asked)
    found = mapped(desk, mask, zoom)
    for area in found.areas:
        area.outline = outline_of(area.kind, area.country, area.name)
    return Map(points=found.points, areas=found.areas, held=_held(record, asked), unplaced=found.unplaced, bounds=found.bounds)


def _held(record: Store, asked: Query) -> list[Held]:
    types = [one for one in HELD if asked.type is None or one in types_of(asked.type)]
    if not types:
        return []
    wanted = msgspec.structs.replace(asked, type=",".join(types), cursor=None, limit=MOST_HELD, sort="-date")
    incidents, _, _ = record.found(wanted)
    face = show.face(record)
    shown = [one for one in map(face.incident, incidents) if one.where.lat is not None and one.status in COUNTED]
    reports = record.reports(report for one in shown if not one.speaker for report in one.reports[:MOST_SAYING])
    return [held for one in shown for held in _holds(reports, one)]


def _holds(reports: Mapping[str, Report], one: Incident) -> list[Held]:
    where = one.where
    if where.lat is None or where.lon is None:
        return []
    publishers = {reports[each].publisher for each in one.reports if each in reports}
    said_by = [one.speaker] if one.speaker else sorted(name for name in publishers if name)
    until = one.when.end if one.type == "territory-held" and one.when.end != one.when.start else None
    return [
        Held(
            place=where.name or where.said, lat=where.lat, lon=where.lon, km=where.precision_km, precision=where.precision,
            holder=party.name, since=one.when.start, until=until, incident=one.id, said_by=said_by,
            outline=outline_of(where.precision, where.country, where.admin1 or where.name),
        )
        for party in one.roles.get(HELD[one.type], [])
    ]


@get("/timeline", sync_to_thread=True, opt={"also": ("step",)}, summary="Incidents and the dead over time")
def timeline_(
    record: Store, asked: Query,
    step: Annotated[Literal["auto", "day", "week", "month", "year"], Parameter(description="Of a bar.")] = "auto",
) -> Timeline:
    """An incident is in the bar of its first day; one whose span is longer than a bar is in none, but in `wider`."""
    desk, mask, _ = record.summed(asked)
    return timeline(desk, mask, None if step == "auto" else step)


def _named(record: Store, values: list[Value]) -> list[Value]:
    """The actors that may be shown: while names are withheld, those of the list and whoever is no private person."""
    if not withhold.on(record):
        return values
    return [one for one in values if actors.get(one.id) is not None or not withhold.may_be_private(one.label)]


@get("/facets", sync_to_thread=True, summary="Values to filter by, with counts")
def facets_(record: Store, asked: Query) -> dict[str, list[Value]]:
    """Each facet's counts are those under all other filters; the fifty most frequent values of each."""
    desk, _, found = record.summed(asked)
    values = facets(desk, asked, found)
    return {**values, "actor": _named(record, values["actor"])}


@get("/dashboard", sync_to_thread=True, summary="Incidents and the dead by week, type, actor and province")
def dashboard(record: Store, asked: Query) -> Dashboard:
    """Every sum with its low and high."""
    desk, mask, _ = record.summed(asked)
    time = timeline(desk, mask, fitting=WIDE_BARS)
    words = desk.table.words
    apart = mask & ~_counting(desk)
    return Dashboard(
        step=time.step, bars=time.bars, wider=time.wider, undated=time.undated, types=top(desk, mask, words["type"]),
        actors=_named(record, top_named(desk, mask, acting(desk))), provinces=top(desk, mask, words["admin1"]),
        countries=top(desk, mask, words["country"]), sources=top_named(desk, mask, sources(desk)),
        total=Total(
            n=int(mask.sum()), killed=total(desk, mask), wounded=total(desk, mask, "wounded"),
            apart=Some(n=int(apart.sum()), killed=total(desk, apart)),
        ),
    )


def _counting(desk: Desk) -> Mask:
    """The rows of violence that is said to have happened."""
    words, kinds = desk.table.words, ontology.load().types
    violent = words["type"].that(lambda kind: kind in kinds and kinds[kind].counts_as_violence)
    return violent & words["status"].among(sorted(COUNTED))


HANDLERS = [map_, timeline_, facets_, dashboard]
