"""Writes incidents in ACLED's format: 31 columns, one row an incident, its rules for words, dates and places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import IO, Any

from tacitus import ontology
from tacitus.formats import days
from tacitus.formats.around import Around, Country, LeftOut, country_of, number_of, rows_of, table
from tacitus.formats.figures import Toll, killed
from tacitus.formats.sheet import sheet
from tacitus.formats.sides import Side, sides
from tacitus.formats.wording import sentence
from tacitus.record import Incident
from tacitus.record.statement import COUNTED

DECIMALS = 4  # of degrees, as its files have them


def acled(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """CSV with ACLED's header. What it would not code has no row: see `row`."""
    sheet(rows_of(incidents, around, row), table("acled")["columns"], out)


def kind(incident: Incident) -> tuple[str, str]:
    """Event type and sub-event type; an incident that did not come to pass, or is none of its types, has no row."""
    if incident.status not in COUNTED:
        raise LeftOut(f"it is only {incident.status}")
    known = ontology.load().types.get(incident.type)
    if known is None or known.acled is None:
        raise LeftOut("its type is none of ACLED's")
    return known.acled


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One row. Raises LeftOut where type, day (vaguer than a month) or place (vaguer than a province) rule it out."""
    event, sub = kind(incident)
    day, time_precision = days.one_day(incident)
    country = country_of(incident)
    where = incident.where
    geo = table("acled")["geo_precision"].get(where.precision)
    if country is None or geo is None or where.lat is None or where.lon is None:
        raise LeftOut("the place is not known, or no more than the country")
    toll = killed(incident, "acled")
    disorder = table("acled")["disorder"]
    return {
        "event_id_cnty": f"{country.iso3}{number_of(incident.id)}", "event_date": day.isoformat(), "year": day.year,
        "time_precision": time_precision, "disorder_type": disorder.get(sub, disorder[event]),
        "event_type": event, "sub_event_type": sub, **_actors(incident, event, country),
        "iso": country.numeric, "region": country.acled_region, "country": country.acled_name,
        "admin1": where.admin1, "admin2": where.admin2, "location": where.name or where.said,
        "latitude": round(where.lat, DECIMALS), "longitude": round(where.lon, DECIMALS), "geo_precision": geo,
        "source": "; ".join(dict.fromkeys(one.publisher or one.url or one.source or "" for one in around.told(incident))),
        "source_scale": _scale(incident, around), "notes": _notes(incident, around, toll),
        "fatalities": toll.low, "tags": _tags(incident, event), "timestamp": _stamp(incident),
    }


def _actors(incident: Incident, event: str, country: Country) -> dict[str, Any]:
    found = sides(incident)
    doers, others = list(found.doers), list(found.others)
    if not doers and event in ("Battles", "Explosions/Remote violence", "Violence against civilians"):
        doers = [Side("", "unidentified", None)]
    if not others and event == "Violence against civilians":
        others = [Side("", "civilians", None)]
    first, second = doers[:1], others[:1]
    codes = [table("acled")["inter"][one.group] for one in first + second]
    targeted = bool(second) and second[0].group in ("civilians", "protesters") and event not in ("Battles", "Protests")
    excessive = event == "Protests" and incident.type == "excessive-force"
    return {
        "actor1": _name(first, country), "assoc_actor_1": _rest(doers, country), "inter1": _label(first),
        "actor2": _name(second, country), "assoc_actor_2": _rest(others, country), "inter2": _label(second),
        "interaction": _interaction(codes),
        "civilian_targeting": "Civilian targeting" if targeted or excessive else "",
    }


def _name(side: list[Side], country: Country) -> str:
    if not side:
        return ""
    generic = table("acled")["generic"].get(side[0].group)
    return generic.format(country=country.acled_name) if generic else side[0].name


def _rest(all_: list[Side], country: Country) -> str:
    names = [_name([one], country) for one in all_]
    return "; ".join(name for name in dict.fromkeys(names[1:]) if name != names[0])


def _label(side: list[Side]) -> str:
    return table("acled")["inter"][side[0].group][1] if side else ""


def _interaction(codes: list[list[Any]]) -> str:
    """The two types of actor, the one of the lower code first."""
    labels = [label for _, label in sorted(codes)]
    if not labels:
        return ""
    return f"{labels[0]} only" if len(labels) == 1 else "-".join(labels)


def _scale(incident: Incident, around: Around) -> str:
    """How near the sources are, as far as their countries tell."""
    homes = {one.publisher_country for one in around.told(incident)} - {None}
    scales = ["National"] if incident.where.country in homes else []
    return "-".join([*scales, *(["International"] if homes - {incident.where.country} else [])])


def _notes(incident: Incident, around: Around, toll: Toll) -> str:
    """What is known in a line or two, how its numbers came about, and the permalink."""
    said = [sentence(incident)]
    count = incident.counts.get("killed")
    if toll.guessed:
        said.append(f"People killed, no number told: coded {toll.low}.")
    elif toll.reread:
        said.append(f"Killed in words ({', '.join(toll.reread)}): coded {toll.low}.")
    elif toll.high > toll.low or (count is not None and count.low is not None and count.high is None):
        most = f"{toll.high:,}" if count is not None and count.high is not None else "an open number"
        said.append(f"Killed {toll.low:,} to {most}: coded the lowest.")
    said += [f"{doubt.why}." for doubt in incident.doubts]
    return " ".join([*said, around.permalink(incident)])


def _tags(incident: Incident, event: str) -> str:
    if event not in ("Protests", "Riots"):
        return ""
    crowd = incident.counts.get("protesters")
    return f"crowd size={crowd.said[0].words if crowd and crowd.said else 'no report'}"


def _stamp(incident: Incident) -> int | None:
    """When the row last changed, in seconds since 1970."""
    if not incident.history:
        return None
    return int(datetime.fromisoformat(incident.history[-1].at.replace("Z", "+00:00")).timestamp())
