"""Writes incidents as HDX HAPI's conflict events: counted by month, second-level division and kind of event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from tacitus.formats import acled, days
from tacitus.formats.around import Around, LeftOut, country_of, rows_of, table
from tacitus.formats.figures import killed
from tacitus.formats.sheet import sheet
from tacitus.record import Incident

KEY = ("location_code", "provider_admin1_name", "provider_admin2_name", "event_type", "reference_period_start")
PCODE = "pcode:"  # how ids of places taken from a list of P-codes begin


def hapi(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """CSV with HAPI's header, marked as UTF-8. `events` over all rows are the incidents that have one.

    One row is held in memory for each month, division and kind; `rows` of the tally are those that are written.
    """
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for each in rows_of(incidents, around, _part):
        kept = found.setdefault(tuple(each[name] or "" for name in KEY), {**each, "events": 0, "fatalities": 0})
        kept["events"] += 1
        kept["fatalities"] += each["fatalities"]
        kept["warning"] = kept["warning"] or each["warning"]
    around.tally.rows = len(found)
    sheet((found[key] for key in sorted(found)), table("hapi")["columns"], out, mark=True)


def _part(incident: Incident, around: Around) -> dict[str, Any]:  # noqa: ARG001
    """What one incident adds to its row. Raises LeftOut for other kinds, and where month or country are not known."""
    event, sub = acled.kind(incident)
    kinds = table("hapi")["event_type"]
    if event not in kinds:
        raise LeftOut("its type is none of HAPI's")
    start, end = days.month(incident)
    country, where = country_of(incident), incident.where
    if country is None:
        raise LeftOut("the country is not known")
    toll = killed(incident, "acled")
    code = (where.place_id or "").removeprefix(PCODE) if (where.place_id or "").startswith(PCODE) else None
    level = 2 if where.admin2 else 1 if where.admin1 else 0
    return {
        "location_code": country.iso3, "provider_admin1_name": where.admin1, "provider_admin2_name": where.admin2,
        "admin1_name": where.admin1, "admin2_name": where.admin2, "admin_level": level,
        f"admin{level}_code": code, "event_type": kinds.get(sub, kinds[event]), "events": 1, "fatalities": toll.low,
        "reference_period_start": start.isoformat(), "reference_period_end": end.isoformat(),
        "warning": "fatalities include words for many" if toll.guessed or toll.reread else None,
    }
