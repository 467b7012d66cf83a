"""Finds the incidents that a new statement may be about: a wide net, from which merge decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, literal, or_, select, union_all

from tacitus import ontology
from tacitus.record import Report, Statement
from tacitus.store import schema
from tacitus.store.geometry import around
from tacitus.store.writing import LONG_DAYS

DAYS = 10
"""Reports of one happening name days that lie so far apart at most: late reports, "last week", a wrong weekday."""

NEAR_KM = 100.0
"""Farther than any town lies from the village that another report names, also across a border."""

MOST = 200
"""Candidates a statement, nearest first; in the fullest war of the record one province has fewer in three weeks."""

UNKNOWN_COSTS = 50.0
"""An incident without a point ranks like one at half of NEAR_KM, one without a day like one ten days off."""

_ROWS = schema.incidents.c
_LIVING = and_(_ROWS.redirect.is_(None), _ROWS.withdrawn.is_(False))


def nearby_ids(connection: Connection, statements: Sequence[Statement], reports: Mapping[str, Report]) -> list[str]:
    """Ids of incidents that the statements may be about, sorted; redirects and withdrawn ones left out.

    reports: those of the statements, where at hand (their publication days help where a statement gives no day), and
    others. Every incident drawn before from any of all these reports, or from their copies, is found.
    """
    found: set[str] = set()
    for statement in statements:
        report = reports.get(statement.report)
        found.update(connection.execute(_candidates(statement, report)).scalars())
    same = {*reports, *(statement.report for statement in statements)}
    same.update(copy for report in reports.values() for copy in report.copies)
    found.update(_of_reports(connection, sorted(same)))
    return sorted(found)


def _of_reports(connection: Connection, ids: Sequence[str]) -> list[str]:
    of = schema.incident_reports.c
    asked = (
        select(of.incident).join(schema.incidents, _ROWS.id == of.incident).where(of.report.in_(ids), _LIVING)
    )
    return list(connection.execute(asked).scalars())


def _candidates(statement: Statement, report: Report | None) -> Select[str]:
    rank = _far(statement) + _long_ago(statement, report)
    wanted = [_LIVING, _same_family_and_time(statement), *_same_area(statement)]
    return select(_ROWS.id).where(*wanted).order_by(rank, _ROWS.id).limit(MOST)


def _families(type_id: str) -> list[str]:
    """The type's family and those that the press confuses with it."""
    known = ontology.load()
    kind = known.types.get(type_id)
    return [type_id] if kind is None else sorted({kind.family, *known.families[kind.family].near})


def _days(statement: Statement) -> tuple[date, date] | None:
    when = statement.when
    first, last = when.start or when.end, when.end or when.start
    if first is None or last is None or (when.start is None and when.basis == "publication"):
        return None
    return date.fromisoformat(first[:10]), date.fromisoformat(last[:10])


def _shift(day: date, days: int) -> str:
    try:
        return (day + timedelta(days)).isoformat()
    except OverflowError:  # the first or the last days of the calendar
        return day.isoformat()


def _same_family_and_time(statement: Statement) -> ColumnElement[bool]:
    """One stretch of the index on family, span and first day for each way to fit, so that no other row is looked at."""
    span, family = _days(statement), _ROWS.family.in_(_families(statement.type))
    if span is None:
        return family
    low, high = _shift(span[0], -DAYS), _shift(span[1], DAYS)
    earliest = _shift(span[0], -DAYS - LONG_DAYS)
    fitting = (_ROWS.starts <= high + "T99", _ROWS.ends >= low)
    ways = (
        select(_ROWS.seq).where(family, _ROWS.long.is_(False), _ROWS.starts >= earliest, *fitting),
        select(_ROWS.seq).where(family, _ROWS.long.is_(True), *fitting),
        select(_ROWS.seq).where(family, _ROWS.long.is_(False), _ROWS.starts.is_(None)),
    )
    return _ROWS.seq.in_(union_all(*ways))


def _same_area(statement: Statement) -> list[ColumnElement[bool]]:
    where = statement.where
    if where.country is None and (where.lat is None or where.lon is None):
        return []
    areas: list[ColumnElement[bool]] = [and_(_ROWS.country.is_(None), _ROWS.lat.is_(None))]
    if where.country is not None:
        areas.append(_ROWS.country == where.country)
    if where.lat is not None and where.lon is not None:
        for west, south, east, north in around(where.lat, where.lon, NEAR_KM):
            areas.append(and_(_ROWS.lon.between(west, east), _ROWS.lat.between(south, north)))
    return [or_(*areas)]


def _far(statement: Statement) -> ColumnElement[float]:
    where = statement.where
    if where.lat is None or where.lon is None:
        return literal(0.0)
    away = func.distance_km(where.lat, where.lon, _ROWS.lat, _ROWS.lon)
    return case((_ROWS.lat.is_(None), UNKNOWN_COSTS), else_=away)


def _long_ago(statement: Statement, report: Report | None) -> ColumnElement[float]:
    """Days between, at five kilometres a day; from the publication where the statement gives no day."""
    span = _days(statement)
    day = span[0].isoformat() if span else report.published.date if report else None
    if day is None:
        return literal(0.0)
    apart = func.abs(func.julianday(_ROWS.starts) - func.julianday(day[:10]))
    return func.coalesce(apart * (UNKNOWN_COSTS / DAYS), UNKNOWN_COSTS)
