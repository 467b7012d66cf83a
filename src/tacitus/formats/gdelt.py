"""Writes incidents as GDELT 2.0 Events: 61 columns parted by tabs, CAMEO codes, FIPS countries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import IO, Any

from tacitus import ontology
from tacitus.formats import days
from tacitus.formats.around import Around, LeftOut, countries, country_of, number_of, rows_of, table
from tacitus.formats.sheet import tabs
from tacitus.formats.sides import Side, sides
from tacitus.record import Incident
from tacitus.record.statement import COUNTED


def gdelt(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """Rows without a header, as GDELT's files are. What has no day within a week or no CAMEO code has no row."""
    tabs(rows_of(incidents, around, row), table("gdelt")["columns"], out)


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One row; tone, known groups, ethnic and religious codes and feature ids are not ours to give and stay empty."""
    if incident.status not in COUNTED:
        raise LeftOut(f"it is only {incident.status}")
    known = ontology.load().types.get(incident.type)
    if known is None or known.cameo is None:
        raise LeftOut("its type has no CAMEO code")
    day = days.middle(*days.within(incident, days.WEEK, "the date is vaguer than a week"))
    code, found = known.cameo, sides(incident)
    told = around.told(incident)
    address = next((report.url for report in told if report.url), None)
    return {
        "GLOBALEVENTID": number_of(incident.id), "SQLDATE": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}", "Year": day.year,
        "FractionDate": fraction(day), **_actor("Actor1", found.doers), **_actor("Actor2", found.others),
        "IsRootEvent": 1, "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2],
        "QuadClass": table("gdelt")["quad"].get(code), "GoldsteinScale": table("gdelt")["goldstein"].get(code),
        "NumMentions": len(incident.statements), "NumSources": incident.independent_sources,
        "NumArticles": len(incident.reports), **_place(incident), "DATEADDED": _added(incident),
        "SOURCEURL": around.permalink(incident) if around.base or not address else address,
    }


def fraction(day: date) -> float:
    """GDELT's year with a fraction: (month * 30 + day) / 365."""
    return round(day.year + (day.month * 30 + day.day) / 365, 4)


def _actor(name: str, side: tuple[Side, ...]) -> dict[str, Any]:
    if not side:
        return {}
    one = side[0]
    country = countries().get(one.country or "")
    role = table("gdelt")["type_code"].get(one.kind or "", "UAF" if one.group == "unidentified" else "CVL")
    home = country.iso3 if country else ""
    return {f"{name}Code": home + role, f"{name}Name": one.name.upper(), f"{name}CountryCode": home or None,
            f"{name}Type1Code": role}


def _place(incident: Incident) -> dict[str, Any]:
    where, country = incident.where, country_of(incident)
    kind = table("gdelt")["geo_type"].get(where.precision, 0)
    if where.lat is None or where.lon is None or country is None:
        return {"ActionGeo_Type": 0}
    names = dict.fromkeys(part for part in (where.name or where.said, where.admin1, country.name) if part)
    return {
        "ActionGeo_Type": kind, "ActionGeo_FullName": ", ".join(names), "ActionGeo_CountryCode": country.fips,
        "ActionGeo_ADM1Code": country.fips if kind == 1 else None, "ActionGeo_Lat": where.lat, "ActionGeo_Long": where.lon,
    }


def _added(incident: Incident) -> str | None:
    """When it came into the record, YYYYMMDDHHMMSS."""
    return "".join(filter(str.isdigit, incident.history[0].at))[:14] if incident.history else None
