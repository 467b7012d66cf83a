"""Writes incidents in the format of UCDP's Georeferenced Event Dataset: 49 columns, its precision codes and PRIO-GRID."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor
from typing import IO, Any

from tacitus import ontology
from tacitus.formats import days
from tacitus.formats.around import Around, Country, LeftOut, countries, country_of, number_of, rows_of, table
from tacitus.formats.figures import Toll, killed
from tacitus.formats.sheet import sheet
from tacitus.formats.sides import Side, sides
from tacitus.record import Incident, Report, Where
from tacitus.record.statement import COUNTED

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
CIVILIANS = 1  # UCDP's own id of the side that is "Civilians"
NEAR_KM = 25  # what its codebook calls near a known point (where_prec 2)
CELL = 0.5  # degrees a side of a cell of PRIO-GRID, whose rows of 720 cells begin at 90 S 180 W


def ucdp(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """CSV with the header of GED. What is no event by its definition has no row: see `row`."""
    sheet(rows_of(incidents, around, row), table("ucdp")["columns"], out)


def row(incident: Incident, around: Around) -> dict[str, Any]:
    """One row. Raises LeftOut where nobody died, no organised actor is named, or day or place are not known."""
    if incident.status not in COUNTED:
        raise LeftOut(f"it is only {incident.status}")
    toll = killed(incident, "ucdp")
    if toll.high < 1:
        raise LeftOut("nobody is said to have died")
    first, last = days.known(incident)
    date_prec = days.ucdp_precision(first, last)
    country = country_of(incident)
    where = incident.where
    if country is None or where.lat is None or where.lon is None:
        raise LeftOut("the place is not known")
    violence, a, b, turned = dyad(incident)
    return {
        "id": number_of(incident.id), "relid": around.permalink(incident), "year": first.year,
        "code_status": "Clear" if any(one.kind == "confirm" for one in incident.decisions) else "Check",
        "type_of_violence": violence, **_sides(a, b, country), **_sources(around.told(incident), incident),
        "where_prec": where_precision(where), "where_coordinates": where.name,
        "where_description": where.relation or where.said, "adm_1": where.admin1, "adm_2": where.admin2,
        "latitude": round(where.lat, 6), "longitude": round(where.lon, 6),
        "geom_wkt": f"POINT ({where.lon:.6f} {where.lat:.6f})", "priogrid_gid": prio_grid(where.lat, where.lon),
        "country": country.ucdp_name, "country_id": country.gw, "region": country.ucdp_region,
        "event_clarity": 2 if _summed(incident) else 1, "date_prec": date_prec,
        "date_start": first.isoformat(), "date_end": last.isoformat(), **_deaths(incident, toll, violence, turned),
    }


def prio_grid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID in which a point lies; the north pole and 180 E belong to the last row and cell."""
    line, cell = min(floor((lat + 90) / CELL), 359), min(floor((lon + 180) / CELL), 719)
    return line * 720 + cell + 1


def where_precision(where: Where) -> int:
    """where_prec: a line or area that the words tell is 5; a relation to a place within 25 km is 2."""
    codes = table("ucdp")["where_prec"]
    if where.geometry is not None:
        return int(codes["shape"])
    if where.precision == "unknown":
        near = where.precision_km is not None and where.precision_km <= NEAR_KM
        return int(codes["near"] if near else codes["country"])
    return int(codes[where.precision])


def dyad(incident: Incident) -> tuple[int, Side, Side | None, bool]:
    """Type of violence, side A, side B (None for civilians), and whether side A is the one that was attacked.

    A government is side A whoever began. An organised group that kills people of whom nothing is told has civilians as its
    other side (and the dead are of unknown status); a state's forces have not. Raises LeftOut where the sides are not told.
    """
    kind = ontology.load().types.get(incident.type)
    can_be = kind.ucdp if kind else ()
    if not can_be:
        raise LeftOut("its type is none of UCDP's")
    found = sides(incident)
    a = next((one for one in found.doers if one.armed), None)
    b = next((one for one in found.others if one.armed), None)
    if a is None:
        raise LeftOut("no organised actor is named")
    if b is not None:
        states = [one for one in (a, b) if one.group in ("state", "external")]
        turned = bool(states) and states[0] is b
        return (STATE_BASED if states else NON_STATE), *((b, a) if turned else (a, b)), turned
    untold = not found.others and a.group not in ("state", "external")
    if ONE_SIDED in can_be and (found.others or untold or can_be == (ONE_SIDED,)):
        return ONE_SIDED, a, None, False
    raise LeftOut("the other side is not told")


def _sides(a: Side, b: Side | None, country: Country) -> dict[str, Any]:
    home, other = _state(a, country), _state(b, country) if b else None
    first = f"Government of {home.ucdp_name}" if home else a.name
    second = f"Government of {other.ucdp_name}" if other else b.name if b else "Civilians"
    return {
        "side_a": first, "side_b": second, "dyad_name": f"{first} - {second}", "side_b_new_id": None if b else CIVILIANS,
        "gwnoa": home.gw if home else None, "gwnob": other.gw if other else None,
    }


def _state(side: Side, here: Country) -> Country | None:
    """Whose government a side is; forces of no named nation are those of the country where it happened."""
    if side.kind not in ("state", "military", "police", "intelligence", "security"):
        return None
    return countries().get(side.country) if side.country else here


def _sources(told: list[Report], incident: Incident) -> dict[str, Any]:
    offices = [one.publisher or one.url or one.source or "" for one in told]
    dates = [(one.published.date or "")[:10] for one in told]
    titles = [one.title or "" for one in told]
    said = dict.fromkeys(figure.speaker for count in incident.counts.values() for figure in count.said if figure.speaker)
    articles = [",".join(parts) for parts in zip(offices, dates, titles, strict=True)]
    return {
        "number_of_sources": len(incident.reports), "source_article": ";".join(f'"{one}"' for one in articles),
        "source_office": ";".join(offices), "source_date": ";".join(dates), "source_headline": ";".join(titles),
        "source_original": ";".join(filter(None, [incident.speaker, *said])),
    }


def _summed(incident: Incident) -> bool:
    """Whether the words speak of several attacks at once."""
    attacks = incident.counts.get("attacks")
    return attacks is not None and (attacks.low or 0) > 1


def _deaths(incident: Incident, toll: Toll, violence: int, turned: bool) -> dict[str, int]:
    """The dead by side where the words tell it and the parts fit; best is always the sum of the four."""
    parts = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 0}
    if violence == ONE_SIDED:
        whom_told = bool(sides(incident).others) or ontology.load().types[incident.type].ucdp == (ONE_SIDED,)
        parts["deaths_civilians"] = toll.best if whom_told else 0
    else:
        first, second = ("killed_attacked", "killed_attackers") if turned else ("killed_attackers", "killed_attacked")
        told = {"deaths_a": first, "deaths_b": second, "deaths_civilians": "killed_civilian"}
        split = {name: incident.counts[what].best or 0 for name, what in told.items() if what in incident.counts}
        if sum(split.values()) <= toll.best:
            parts |= split
    rest = toll.best - sum(parts.values())
    return {**parts, "deaths_unknown": rest, "best": toll.best, "high": toll.high, "low": toll.low}
