"""Turns a `Query` into conditions on the narrow rows of the desk and on the search tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, table

from tacitus.store import schema
from tacitus.store.geometry import Box, around, split
from tacitus.store.query import GRADES, Query, first_day, key_of, last_day, parts, types_of
from tacitus.store.words import apart, fold, like, match

_ROWS = schema.desk.c
_BOXES = table("incident_boxes", column("id"), column("west"), column("south"), column("east"), column("north"))
_INCIDENT_WORDS = table("incident_words", column("rowid"))
_REPORT_WORDS = table("report_words", column("rowid"))
SORTED: dict[str, ColumnElement[Any]] = {"date": _ROWS.starts, "killed": _ROWS.killed, "changed": _ROWS.changed}
"""The column that each name of `SORTS` means."""


def selection(query: Query) -> list[ColumnElement[bool]]:
    """The conditions, all of which must hold. Raises TacitusError E102 or E103 for a filter that cannot be used."""
    query.check()
    after = [] if query.cursor is None else [_after(query)]
    return [*_what(query), *_where(query), *(condition for _, condition in told(query)), *after]


def order(query: Query) -> list[ColumnElement[Any]]:
    """What to sort by: the column that the query names, what has none last, then the id."""
    by = SORTED[query.sort.removeprefix("-")]
    return [by.is_(None), by.desc() if query.sort.startswith("-") else by, _ROWS.id]


def _after(query: Query) -> ColumnElement[bool]:
    value, identity = key_of(query)
    by = SORTED[query.sort.removeprefix("-")]
    if value is None:
        return and_(by.is_(None), _ROWS.id > identity)
    beyond = by < value if query.sort.startswith("-") else by > value
    return or_(by.is_(None), beyond, and_(by == value, _ROWS.id > identity))


def _what(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.type is not None:
        yield _ROWS.type.in_(types_of(query.type))
    if query.status is not None:
        yield _ROWS.status.in_(parts(query.status))
    if query.grade is not None:
        yield or_(*map(_graded, parts(query.grade)))
    if query.killed_min is not None:
        yield _ROWS.killed >= query.killed_min
    if query.killed_max is not None:
        yield _ROWS.killed <= query.killed_max
    since, until = first_day(query.since, "since"), last_day(query.until, "until")
    if since is not None:
        yield _ROWS.ends >= since
    if until is not None:
        yield func.substr(_ROWS.starts, 1, 10) <= until
    if query.disputed is not None:
        yield _ROWS.disputed.is_(query.disputed)
    if query.reviewed is not None:
        yield _ROWS.reviewed.is_(query.reviewed)
    if query.actor is not None:
        actors = schema.desk_actors.c
        named = or_(actors.actor == query.actor, actors.folded.like(like(apart(query.actor)), escape="\\"))
        yield _ROWS.seq.in_(select(actors.seq).where(named))


def _graded(given: str) -> ColumnElement[bool]:
    """A word of Airwars', or a code or a part of one: letters and digits do not overlap, so it is found where it stands."""
    if given.casefold() in GRADES:
        return _ROWS.grade == given.casefold()
    return _ROWS.admiralty.like(f"%{given.upper()}%")


def _where(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.country is not None:
        yield _ROWS.country.in_([one.upper() for one in parts(query.country)])
    if query.admin1 is not None:
        yield _ROWS.province == fold(query.admin1)
    if query.place is not None:
        yield or_(_ROWS.places.like(like(fold(query.place)), escape="\\"), _ROWS.place_id == query.place)
    if query.box is not None:
        boxes = split(*query.box)
        yield _ROWS.seq.in_(_in_boxes(boxes))
        yield or_(*(_exactly(box) for box in boxes))
    if query.radius is not None:
        lat, lon, km = query.radius
        yield _ROWS.seq.in_(_in_boxes(around(lat, lon, km)))
        yield func.distance_km(lat, lon, _ROWS.lat, _ROWS.lon) <= km


def _exactly(box: Box) -> ColumnElement[bool]:
    """The R*Tree rounds to single precision, outwards; the columns decide."""
    west, south, east, north = box
    return _ROWS.lon.between(west, east) & _ROWS.lat.between(south, north)


def _in_boxes(boxes: list[Box]) -> Select[int]:
    return select(_BOXES.c.id).where(or_(*(touches(box) for box in boxes)))


def touches(box: Box) -> ColumnElement[bool]:
    """Whether a point of the R*Tree may lie in the box."""
    west, south, east, north = box
    points = _BOXES.c
    return (points.east >= west) & (points.west <= east) & (points.north >= south) & (points.south <= north)


def told(query: Query) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """By whom it is told and in which words: the filters that only the search tables can answer, each with its name."""
    of = schema.incident_reports.c
    if query.source is not None:
        met = schema.sightings.c
        there = (
            select(of.incident).join(schema.sightings, met.report == of.report)
            .where(met.folded.like(like(fold(query.source)), escape="\\"))
        )
        yield "source", _ROWS.id.in_(there)
    if query.text is not None:
        asked = match(query.text)
        texts = select(_REPORT_WORDS.c.rowid).where(literal_column("report_words").op("MATCH")(asked))
        own = select(_INCIDENT_WORDS.c.rowid).where(literal_column("incident_words").op("MATCH")(asked))
        telling = (
            select(of.incident).join(schema.reports, schema.reports.c.id == of.report)
            .where(schema.reports.c.seq.in_(texts))
        )
        yield "text", or_(_ROWS.seq.in_(own), _ROWS.id.in_(telling))
