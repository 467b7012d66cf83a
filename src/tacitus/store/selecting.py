"""Turns a `Query` into conditions on the narrow rows of the desk and on the search tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, literal_column, or_, select, table

from tacitus.store import schema
from tacitus.store.geometry import Box, around, split
from tacitus.store.query import GRADES, Query, first_day, key_of, last_day, parts, types_of
from tacitus.store.words import apart, fold, like, match, terms

_ROWS = schema.desk.c
_BOXES = table("incident_boxes", column("id"), column("west"), column("south"), column("east"), column("north"))
_INCIDENT_WORDS = table("incident_words", column("rowid"))
_REPORT_WORDS = table("report_words", column("rowid"))
_SHOWN_WORDS = table("shown_words", column("rowid"), column("told"))
SORTED: dict[str, ColumnElement[Any]] = {"date": _ROWS.starts, "killed": _ROWS.killed, "changed": _ROWS.changed}
"""The column that each name of `SORTS` means."""


def selection(query: Query, withheld: bool) -> list[ColumnElement[bool]]:
    """The conditions, all of which must hold. withheld: names are, and only what is shown may be found.

    Raises TacitusError E102 or E103 for a filter that cannot be used.
    """
    query.check()
    after = [] if query.cursor is None else [_after(query)]
    named = [] if withheld or query.actor is None else [_named(query.actor)]
    return [*_what(query), *named, *_where(query), *(condition for _, condition in told(query, withheld)), *after]


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


def _named(actor: str, withheld: bool = False) -> ColumnElement[bool]:
    actors = schema.desk_actors.c
    words = actors.folded.like(like(apart(actor)), escape="\\")
    named = or_(actors.actor == actor, words & _public() if withheld else words)
    return _ROWS.seq.in_(select(actors.seq).where(named))


def _public() -> ColumnElement[bool]:
    """Of a row of `desk_actors`, whether it is no private person's."""
    actors, names = schema.desk_actors.c, schema.shown_names.c
    return or_(actors.actor != "", actors.folded.in_(select(names.folded).where(names.shown)))


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


def told(query: Query, withheld: bool) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """By whom it is told and in which words: the filters that only the search tables can answer, each with its name.

    withheld: names are; then the filter by actors is one of them.
    """
    if withheld:
        yield from _told_masked(query)
        return
    of = schema.incident_reports.c
    if query.source is not None:
        met = schema.sightings.c
        there = (
            select(of.incident).join(schema.sightings, met.report == of.report)
            .where(met.folded.like(like(fold(query.source)), escape="\\"))
        )
        yield "source", _ROWS.id.in_(there)
    if query.text is not None:
        texts = select(_REPORT_WORDS.c.rowid).where(literal_column("report_words").op("MATCH")(match(query.text)))
        yield "text", or_(_ROWS.seq.in_(_own(query.text)), _ROWS.id.in_(_telling(texts)))


def _own(asked: str) -> Select[int]:
    return select(_INCIDENT_WORDS.c.rowid).where(literal_column("incident_words").op("MATCH")(match(asked)))


def _telling(reports: Select[int]) -> Select[str]:
    of = schema.incident_reports.c
    return (
        select(of.incident).join(schema.reports, schema.reports.c.id == of.report).where(schema.reports.c.seq.in_(reports))
    )


def _told_masked(query: Query) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """As `told`, where a private person's name must not be told by what it finds."""
    if query.actor is not None:
        yield "actor", _named(query.actor, withheld=True)
    if query.source is not None:
        met = _SHOWN_WORDS.c
        yield "source", _ROWS.id.in_(_telling(select(met.rowid).where(met.told.like(like(fold(query.source)), escape="\\"))))
    if query.text is not None:
        texts = select(_SHOWN_WORDS.c.rowid).where(literal_column("shown_words").op("MATCH")(match(query.text)))
        own = and_(_ROWS.seq.in_(_own(query.text)), *map(_openly, terms(query.text)))
        yield "text", or_(own, _ROWS.id.in_(_telling(texts)))


def _openly(term: str) -> ColumnElement[bool]:
    """Whether the term stands among the words of an incident that are never masked: kind, place, listed actors."""
    actors = schema.desk_actors.c
    named = select(actors.seq).where(actors.seq == _ROWS.seq, func.says(actors.folded, term), _public())
    return or_(func.says(_ROWS.type, term), func.says(_ROWS.places, term), named.exists())
