"""What the room of places hands on: a mention, the place it means, and the evidence of its report."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tacitus.record import RunnerUp, Where

Precision = Literal["exact", "near", "district", "province", "country", "unknown"]
OURS: tuple[str, ...] = ("tacitus:", "own:")
"""How the ids begin of places that stand in a table because reports name them: our own, and those a user added."""
POINTLESS: frozenset[str] = frozenset({"continent", "sea"})
"""Kinds that no single point stands for: their coordinates stay empty."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report that name a place: `words == text[start:end]`, in code points, end excluded.

    name: the words to look up ("Quyara" of "Quyara district"). cue: the kind of place that the text
    itself says ("city", "village", "province", "district", "airbase", "camp" ...), None where it says none.
    demonym: an adjective or a people ("Syrian", "Iraqis"): evidence of a country, never the place of an event.
    near: the happening lies by it, not in it ("20 km north of", "outskirts of"). compass: "northwest" where the text
    says which part of a country or province it lies in. upper: set in capitals throughout. role: "place", or "part"
    where the name stands inside the name of an organisation (such mentions are evidence only; `find` leaves them out).
    """

    start: int
    end: int
    words: str
    name: str
    cue: str | None = None
    demonym: bool = False
    near: bool = False
    compass: str | None = None
    upper: bool = False
    role: Literal["place", "part"] = "place"


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One place of the gazetteer. Degrees on WGS 84; population 0 where not known.

    id: number inside this gazetteer file only; ref: the id that lasts ("geonames:170654", "icao:ORQW",
    "tacitus:eastern-ghouta"). province, district: numbers of the entries that hold it, 0 where not known;
    admin1, admin2: their names. box: (south, west, north, east), None for points. precision: how exactly the point is
    known, where that is less than the kind says (a district of a list without points has its province's). ours: whether our
    own table names it too, because reports of conflict do.
    """

    id: int
    ref: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin2: str | None
    province: int
    district: int
    population: int
    capital: bool
    box: tuple[float, float, float, float] | None
    precision: Precision | None = None
    ours: bool = False


class Named(msgspec.Struct, frozen=True, gc=False):
    """A gazetteer entry as found under a name. rank: 0 its main name, 1 another name, 2 one without its article
    or with letters singled, 3 a spelling near to it."""

    entry: Entry
    rank: int


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """The place that a mention means. lat and lon are None for continents and seas, which are no points.

    score: the probability (0 to 1) that this is the place meant, learned from marked reports; without that model, its
    share beside its rivals of the same name. runners_up: the rivals, best first, with their shares. middle: (lat, lon)
    of the gazetteer's entry also where lat and lon are None. kind: country, province, district, city, airport,
    airbase, camp, crossing, region, quarter ...
    province: number of the gazetteer's entry that holds it or that it is, 0 where not known.
    box: (south, west, north, east) of a country or province.
    """

    name: str
    place_id: str
    kind: str
    lat: float | None
    lon: float | None
    precision: Precision
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    province: int = 0
    population: int = 0
    score: float = 1.0
    runners_up: tuple[RunnerUp, ...] = ()
    middle: tuple[float, float] | None = None
    box: tuple[float, float, float, float] | None = None

    def where(self, said: str | None = None) -> Where:
        """The same as the record's field; the caller adds the quotes."""
        return Where(
            name=self.name,
            said=said,
            lat=self.lat,
            lon=self.lon,
            precision=self.precision,
            country=self.country,
            admin1=self.admin1,
            admin2=self.admin2,
            place_id=self.place_id,
            runners_up=list(self.runners_up),
        )


class Located(msgspec.Struct, frozen=True):
    """A mention and the place it means, None where the report does not settle it."""

    mention: Mention
    place: Place | None


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How something lies by a place, in the words text[start:end] (the place's name among them).

    kind: "offset" (so far from it, on a side of it; bounds None where no distance is said), "countryside", "wilds" (its
    desert, its mountains), "edge" (suburbs, outskirts), "vicinity" (its surroundings), "near", "part" (a side within it),
    "between" (this place and another), "border" (by the border of its country with another). low, high: kilometres. side:
    "north", "southeast" ...
    """

    kind: Literal["offset", "countryside", "wilds", "edge", "vicinity", "near", "part", "between", "border"]
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    side: str | None = None


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Where the words put a happening: a point, how far off it may lie, and a line or area where they tell one.

    Degrees on WGS 84. radius_km: the happening lies within so many kilometres of the point, as far as can be said.
    geometry: of GeoJSON ("LineString", "Polygon"), positions longitude first; None where the point is all.
    """

    lat: float
    lon: float
    precision: Precision
    radius_km: float
    geometry: dict[str, Any] | None = None


class Situated(msgspec.Struct, frozen=True):
    """A mention's relation to what happened, and where that puts it. other: the second end of a way, by its mention."""

    relation: Relation | None
    spot: Spot | None
    other: Located | None = None


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a report that the map gainsays. kind: "compass", "containment", "distance" or "border"."""

    kind: str
    why: str
    start: int
    end: int


class Home(msgspec.Struct, frozen=True, kw_only=True):
    """Where a publisher's other reports lie. countries (ISO code) and provinces (number of the entry): shares of the
    places told, 0 to 1; points: (lat, lon, share of the reports that name it)."""

    countries: dict[str, float] = {}
    provinces: dict[int, float] = {}
    points: tuple[tuple[float, float, float], ...] = ()


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What is known from outside the text. countries: ISO 3166 two-letter codes, such as the publisher's own; home:
    where its other reports lie, None where that is not known."""

    countries: tuple[str, ...] = ()
    home: Home | None = None


class Context(msgspec.Struct, kw_only=True):
    """What the rest of a report says for one mention.

    countries: ISO code to the weight of its evidence (1 = one clear mention); named: those that the report itself
    names; aside: those of them that it names by the way alone ("US-led", "the French president"), which vouch for no
    small place; heard: all whose government or people alone is named ("Russia denied", "Russian jets"), so that nothing is
    said to lie there; speaking: how many of the points are capitals that only speak; settled: the countries of all other
    settled places; provinces: entry number to weight; points: (lat, lon, name) of places already settled; holders: entries of
    which the text says that they hold the place ("X, in Hama province"); country, home: hints from the caller.
    """

    countries: dict[str, float] = {}
    named: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()
    speaking: int = 0
    settled: frozenset[str] = frozenset()
    provinces: dict[int, float] = {}
    points: list[tuple[float, float, str]] = []
    holders: list[Entry] = []
    country: str | None = None
    home: Home | None = None
