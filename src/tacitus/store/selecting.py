"""Turns a `Query` into conditions on the incidents' columns and search tables."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, column, func, literal_column, or_, select, table

from tacitus.store import schema
from tacitus.store.geometry import Box, around, split
from tacitus.store.query import GRADES, Query, first_day, last_day, types_of
from tacitus.store.words import apart, fold, like, match

_ROWS = schema.incidents.c
_BOXES = table("incident_boxes", column("id"), column("west"), column("south"), column("east"), column("north"))
_INCIDENT_WORDS = table("incident_words", column("rowid"))
_REPORT_WORDS = table("report_words", column("rowid"))


def selection(query: Query) -> list[ColumnElement[bool]]:
    """The conditions, all of which must hold. Raises TacitusError E102 or E103 for a filter that cannot be used."""
    query.check()
    return [_ROWS.redirect.is_(None), _ROWS.withdrawn.is_(False), *_what(query), *_where(query), *_told(query)]


def _what(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.type is not None:
        yield _ROWS.type.in_(types_of(query.type))
    if query.status is not None:
        yield _ROWS.status == query.status
    if query.grade is not None:
        asked = query.grade.casefold()
        code = f"%{query.grade.upper()}%"  # letters and digits do not overlap, so a part is found where it stands
        yield _ROWS.grade == asked if asked in GRADES else _ROWS.admiralty.like(code)
    if query.killed_min is not None:
        yield _ROWS.killed >= query.killed_min
    if query.killed_max is not None:
        yield _ROWS.killed <= query.killed_max
    since, until = first_day(query.since, "since"), last_day(query.until, "until")
    if since is not None:
        yield _ROWS.ends >= since
    if until is not None:
        yield func.substr(_ROWS.starts, 1, 10) <= until
    if query.actor is not None:
        actors = schema.incident_actors.c
        named = or_(actors.actor == query.actor, actors.folded.like(like(apart(query.actor)), escape="\\"))
        yield _ROWS.id.in_(select(actors.incident).where(named))


def _where(query: Query) -> Iterator[ColumnElement[bool]]:
    if query.country is not None:
        yield _ROWS.country == query.country.upper()
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


def _told(query: Query) -> Iterator[ColumnElement[bool]]:
    """By whom it is told and in which words."""
    of = schema.incident_reports.c
    if query.source is not None:
        met = schema.sightings.c
        yield _ROWS.id.in_(
            select(of.incident).join(schema.sightings, met.report == of.report)
            .where(met.folded.like(like(fold(query.source)), escape="\\"))
        )
    if query.text is not None:
        asked = match(query.text)
        texts = select(_REPORT_WORDS.c.rowid).where(literal_column("report_words").op("MATCH")(asked))
        own = select(_INCIDENT_WORDS.c.rowid).where(literal_column("incident_words").op("MATCH")(asked))
        told = (
            select(of.incident).join(schema.reports, schema.reports.c.id == of.report)
            .where(schema.reports.c.seq.in_(texts))
        )
        yield or_(_ROWS.seq.in_(own), _ROWS.id.in_(told))
