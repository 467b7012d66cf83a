"""Flattens an incident into the columns of columns.toml, for the formats that are tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from tacitus.formats.around import Around
from tacitus.record import Count, Hedge, Incident, Party

Kind = Literal["text", "number", "decimal", "texts"]
Value = str | int | float | list[str] | None
_OWN_COLUMNS = {"attacker": "attackers", "target": "targets", "victim": "victims", "weapon": "weapons"}


class Column(msgspec.Struct, frozen=True):
    """One column: what kind of value it holds, what that says, and its HXL hashtag ("" where the standard has none)."""

    kind: Kind
    says: str
    hxl: str = ""


@cache
def columns() -> dict[str, Column]:
    """The columns in their order, by name."""
    with (Path(__file__).parent / "columns.toml").open("rb") as file:
        return msgspec.convert(tomllib.load(file), dict[str, Column])


def kinds() -> dict[str, Kind]:
    """What each column holds: text, number, decimal, texts."""
    return {name: column.kind for name, column in columns().items()}


def row(incident: Incident, around: Around) -> dict[str, Value]:
    """The incident as one value a column; None or an empty list where it says nothing."""
    when, where, counts = incident.when, incident.where, incident.counts
    certainty = incident.certainty
    found: dict[str, Value] = {
        "id": incident.id, "type": incident.type, "status": incident.status,
        "date_start": when.start, "date_end": when.end, "date_precision": when.precision, "date_basis": when.basis,
        "date_said": when.said, "place": where.name, "place_said": where.said, "place_id": where.place_id,
        "place_precision": where.precision, "place_relation": where.relation, "place_precision_km": where.precision_km,
        "country": where.country, "admin1": where.admin1, "admin2": where.admin2,
        "latitude": where.lat, "longitude": where.lon,
        **{column: _names(incident.roles.get(role, [])) for role, column in _OWN_COLUMNS.items()},
        "other_roles": [
            f"{role}: {name}" for role, parties in incident.roles.items() if role not in _OWN_COLUMNS
            for name in _names(parties)
        ],
        **_bounds("killed", counts), **_bounds("wounded", counts),
        "other_counts": [
            f"{what}: {_range(count)}" for what, count in counts.items() if what not in ("killed", "wounded")
        ],
        "claimed_by": [
            claim.by + (f" (via {claim.via})" if claim.via else "") for claim in incident.claims
            if claim.stance == "claims"
        ],
        "damage": [f"{item.what} ({item.effect})" for item in incident.damage],
        "speaker": incident.speaker,
        "certainty": certainty.words if isinstance(certainty, Hedge) else certainty,
        "purpose": incident.purpose.words if incident.purpose else None,
        "corrections": [f"{item.was}: {item.now}" for item in incident.corrections],
        "doubts": [doubt.why for doubt in incident.doubts],
        "independent_sources": incident.independent_sources, "grade": incident.grade, "admiralty": incident.admiralty,
        "rules": incident.rules.get("set"), "revision": incident.revision,
        "redirect": incident.redirect, "reports": list(incident.reports),
        "sources": [address for report in around.told(incident) if (address := report.url or report.source)],
        "quotes": [quote.words for quote in incident.quotes], "permalink": around.permalink(incident),
    }
    return {name: found[name] for name in columns()}


def _names(parties: list[Party]) -> list[str]:
    return [party.name if party.status == "stated" else f"{party.name} ({party.status})" for party in parties]


def _bounds(what: str, counts: Mapping[str, Count]) -> dict[str, Value]:
    count = counts.get(what, Count())
    return {f"{what}_low": count.low, f"{what}_best": count.best, f"{what}_high": count.high}


def _range(count: Count) -> str:
    """As ISO 8601-2 and others write open ranges: "12", "50..", "..30", "..": nothing is known."""
    if count.low is not None and count.low == count.high:
        return str(count.low)
    return f"{'' if count.low is None else count.low}..{'' if count.high is None else count.high}"
