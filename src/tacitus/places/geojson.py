"""Reads a GeoJSON file of provinces or districts (OCHA's, geoBoundaries') as rows of places with their outlines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tacitus.places import pcodes
from tacitus.places.geonames import Choice, unknown
from tacitus.places.inputs import Row
from tacitus.places.outlines import ISLET, Outline, area, simple

MOST_BYTES = 300_000_000  # of a file; OCHA's districts of a large country have 50 million
HEAD = 4_096  # bytes looked at to see whether a file is of this form
PARTS = 5_000  # rings of one area that are looked at: of an archipelago's islands the larger are kept
_SHAPE = {"shapename": "name", "shapeid": "code", "shapegroup": "country"}
"""geoBoundaries' own names of what an area is; its level stands in "shapeType"."""


def fits(source: Path) -> bool:
    """Whether a file opens like a collection of features."""
    try:
        with source.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"FeatureCollection"' in head


def rows(source: Path, choice: Choice) -> Iterator[Row]:
    """The areas of the file with their outlines, simplified to a kilometre, each at a point inside it. One that the
    gazetteer has by its name in the same country and province gives it the outline. Raises TacitusError E405 for a file
    that cannot be read or that names no area of level 1 to 4."""
    try:
        if source.stat().st_size > MOST_BYTES:
            raise ValueError("larger than 300 MB")
        features = json.loads(source.read_text("utf-8-sig"))["features"]
        units, outlines = _units(features)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise unknown(source, str(error)) from error
    if not outlines:
        raise unknown(source, "no area with a name, a code and a level")
    for code, row in pcodes.placed(units, choice):
        if code in outlines:
            row.outline = outlines[code]
            yield row


def _units(features: list[dict[str, Any]]) -> tuple[list[dict[str, str]], dict[str, Outline]]:
    """The units that the features name, with what holds them, and the outline of each feature by its code."""
    units: list[dict[str, str]] = []
    outlines: dict[str, Outline] = {}
    for feature in features:
        drawn = outline(feature.get("geometry") or {})
        found = list(pcodes.units_of(_fields(feature.get("properties") or {})))
        if drawn is None or not found:
            continue
        lat, lon = drawn.inside()
        units += [*found[:-1], {**found[-1], "lat": f"{lat:.3f}", "lon": f"{lon:.3f}"}]
        outlines[found[-1]["code"]] = drawn
    return units, outlines


def _fields(properties: Mapping[str, Any]) -> dict[str, str]:
    """What the properties say of an area, under the names that a list of P-codes has for it."""
    said = {str(key): str(value).strip() for key, value in properties.items() if value is not None}
    lower = {key.lower(): value for key, value in said.items()}
    if "shapename" in lower:
        level = lower.get("shapetype", "")[-1:]
        return {"level": level, **{field: lower[key] for key, field in _SHAPE.items() if key in lower}}
    columns = pcodes.columns(list(said))
    values = list(said.values())
    return {field: values[n] for n, field in columns.items()}


def outline(geometry: Mapping[str, Any]) -> Outline | None:
    """The rings of a Polygon or MultiPolygon, simplified to about a kilometre; None for another shape or one that is too small
    to draw. Raises TypeError, ValueError or IndexError for coordinates that are none."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return None
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    found = [[(float(p[0]), float(p[1])) for p in ring] for part in parts for ring in part if len(ring) >= 4]
    found = sorted(found, key=area, reverse=True)[:PARTS]
    if any(not (-180 <= x <= 180 and -90 <= y <= 90) for ring in found for x, y in ring):
        raise ValueError("coordinates that are no degrees")
    rings = []
    for n, ring in enumerate(found):
        whole = [(round(x * 100), round(y * 100)) for x, y in simple(ring)]
        kept = tuple(p for k, p in enumerate(whole) if k == 0 or p != whole[k - 1])
        if len(kept) >= 4 and (n == 0 or area(ring) >= ISLET):
            rings.append(kept)
    return Outline(tuple(rings)) if rings else None
