"""Writes incidents as GeoJSON features for maps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import IO, Any

from tacitus.formats.rows import row
from tacitus.record import Incident, Report, encode


def features(incidents: Iterable[Incident], out: IO[bytes], reports: Mapping[str, Report] | None) -> int:
    """A FeatureCollection, feature by feature. Positions are longitude, latitude on WGS 84.

    The point of a province or country stands for its area: `place_precision` says so.
    """
    written = 0
    out.write(b'{"type":"FeatureCollection","features":[')
    for incident in incidents:
        out.write(b",\n" if written else b"\n")
        out.write(encode(_feature(incident, reports)))
        written += 1
    out.write(b"\n]}\n")
    return written


def _feature(incident: Incident, reports: Mapping[str, Report] | None) -> dict[str, Any]:
    values = row(incident, reports)
    properties = {name: value for name, value in values.items() if name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": incident.id, "geometry": _point(incident), "properties": properties}


def _point(incident: Incident) -> dict[str, Any] | None:
    lat, lon = incident.where.lat, incident.where.lon
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)):
        return None
    return {"type": "Point", "coordinates": [lon, lat]}
