"""Writes incidents as GeoJSON features for maps."""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import IO, Any

from tacitus.formats.around import Around, rows_of
from tacitus.formats.rows import row
from tacitus.record import Incident, Where, encode


def features(incidents: Iterable[Incident], out: IO[bytes], around: Around) -> None:
    """A FeatureCollection, feature by feature. Positions are longitude, latitude on WGS 84.

    The point of a province or country stands for its area: `place_precision` and `place_precision_km` say so. A way between
    two places is a LineString, a part of an area a Polygon, several places named together a MultiPoint; their properties
    keep the middle as latitude and longitude.
    """
    out.write(b'{"type":"FeatureCollection","features":[')
    between = b"\n"
    for feature in rows_of(incidents, around, _feature):
        out.write(between + encode(feature))
        between = b",\n"
    out.write(b"\n]}\n")


def _feature(incident: Incident, around: Around) -> dict[str, Any]:
    values = row(incident, around)
    geometry = _geometry(incident.where)
    point = geometry is None or geometry["type"] == "Point"
    properties = {name: value for name, value in values.items() if not point or name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties}


def _geometry(where: Where) -> dict[str, Any] | None:
    """The shape that the words tell, else the point, or the points of all places named together; None where not resolved."""
    lat, lon = where.lat, where.lon
    if lat is None or lon is None or not (isfinite(lat) and isfinite(lon)):
        return None
    if where.geometry is not None:
        return where.geometry
    more = [[site.lon, site.lat] for site in where.also if site.lat is not None and site.lon is not None]
    return {"type": "MultiPoint", "coordinates": [[lon, lat], *more]} if more else {"type": "Point", "coordinates": [lon, lat]}
