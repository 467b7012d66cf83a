"""Says on which sides of a country or province a place lies without doubt."""

from __future__ import annotations

from itertools import pairwise

from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import part_of_box

WRONG_SIDE = 0.25  # how far past the middle of an area a place must lie, as a share of its extent, to be on one side and not
# the other: half-way from the middle to the far edge. Chosen for being plain, with two towns looked at; not calibrated
BAND = 0.25  # of the country's extent, to either side of a place: wide enough for a corner not to be taken for the whole
UNIT = 100  # an outline's points are in hundredths of a degree

Box = tuple[float, float, float, float]


def sides(lat: float, lon: float, frame: Box, country: str | None = None) -> str:
    """ "north", "southeast" ... or "" where it lies in the middle: the sides that no report would call by their opposite.

    frame: (south, west, north, east) of the area, in degrees. country: its code if it is one; then a place must also lie
    past the middle of the band of the country in which it lies, for the north-west of a slanting country may lie in the
    east of its box. Raises TacitusError E401 or E402 where the gazetteer cannot be opened.
    """
    strip = _strip(lat, lon, frame, country) if country is not None else None
    own = part_of_box(lat, lon, strip) if strip is not None else None
    names = (("south", "north"), ("west", "east"))
    found = ""
    for axis, share in enumerate(part_of_box(lat, lon, frame)):
        beyond = share > 0.5 + WRONG_SIDE
        if (beyond or share < 0.5 - WRONG_SIDE) and (own is None or (own[axis] > 0.5) == beyond):
            found += names[axis][beyond]
    return found


def _strip(lat: float, lon: float, frame: Box, country: str) -> Box | None:
    """How far a country reaches north and south near a point, and east and west; None where the map has no outline."""
    up, right = BAND * (frame[2] - frame[0]), BAND * (frame[3] - frame[1])
    row: list[float] = []
    column: list[float] = []
    for outline in gazetteer().outlines(country).values():
        for ring in outline.rings:
            for (ax, ay), (bx, by) in pairwise(ring):
                row += _ends(ay / UNIT, ax / UNIT, by / UNIT, bx / UNIT, lat - up, lat + up)
                column += _ends(ax / UNIT, ay / UNIT, bx / UNIT, by / UNIT, lon - right, lon + right)
    return (min(column), min(row), max(column), max(row)) if row and column else None


def _ends(a: float, at_a: float, b: float, at_b: float, low: float, high: float) -> list[float]:
    """Where the part of an edge that lies in a band from low to high begins and ends, told across the band; empty outside."""
    if max(a, b) < low or min(a, b) > high:
        return []
    if a == b:
        return [at_a, at_b]
    return [at_a + (at_b - at_a) * (min(max(x, low), high) - a) / (b - a) for x in (a, b)]


OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}


def gainsays(said: str, lies: str) -> bool:
    """Whether the side that a text states is the opposite of one on which the place lies: "northwest" of "southeast"."""
    return any(side in said and other in lies for side, other in OPPOSITE.items())
