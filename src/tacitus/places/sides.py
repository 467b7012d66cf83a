"""Says on which sides of a country or province a place lies without doubt."""

from __future__ import annotations

from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import part_of_box

WRONG_SIDE = 0.25  # how far past the middle of an area a place must lie, as a share of its extent, to be on one side and not
# the other: half-way from the middle to the far edge. Chosen for being plain, with two towns looked at; not calibrated
BAND = 0.5  # degrees to either side of a place: the strip of a slanting country through which its own middle is told
UNIT = 100  # an outline's points are in hundredths of a degree

Box = tuple[float, float, float, float]


def sides(lat: float, lon: float, frame: Box, country: str | None = None) -> str:
    """ "north", "southeast" ... or "" where it lies in the middle: the sides that no report would call by their opposite.

    frame: (south, west, north, east) of the area, in degrees. country: its code if it is one; then a place must also lie
    past the middle of the strip of the country that runs through it, for the north-west of a slanting country may lie in the
    east of its box. Raises TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    strips = [frame]
    if country is not None:
        strips += [strip for strip in (_strip(lat, lon, country),) if strip is not None]
    parts = [part_of_box(lat, lon, strip) for strip in strips]
    low, high = 0.5 - WRONG_SIDE, 0.5 + WRONG_SIDE
    up, right = [p[0] for p in parts], [p[1] for p in parts]
    lies = "north" if min(up) > high else "south" if max(up) < low else ""
    return lies + ("east" if min(right) > high else "west" if max(right) < low else "")


def _strip(lat: float, lon: float, country: str) -> Box | None:
    """How far a country reaches north and south of a point, and east and west of it; None where the map has no outline."""
    points = [(x / UNIT, y / UNIT) for o in gazetteer().outlines(country).values() for ring in o.rings for x, y in ring]
    row = [x for x, y in points if abs(y - lat) <= BAND]
    column = [y for x, y in points if abs(x - lon) <= BAND]
    return (min(column), min(row), max(column), max(row)) if row and column else None


OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


def gainsays(said: str, lies: str) -> bool:
    """Whether the side that a text states is the opposite of one on which the place lies: "northwest" of "southeast"."""
    return any(side in said and other in lies for side, other in OPPOSITE.items())
