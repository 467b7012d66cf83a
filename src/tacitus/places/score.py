"""Weighs the places that one name may mean by what the rest of the report says."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, exp, log2, log10, radians, sqrt

from tacitus.places.shapes import OURS, Context, Entry, Home, Mention, Named

# Weights of a trial on LGL and GeoVirus, where tuning them gained nothing on the half not tuned on; those that differ
# from it say why.
LEVEL = {"country": 4.0, "province": 1.6, "district": -0.9, "region": 1.6, "continent": 4.0, "sea": 2.0}
CAPITAL = 3.2  # "Washington" and "Mexico" are capitals before they are the states of that name
HOLDER = 8.0  # "Paris, Texas": the text itself says which one
COUNTRY, PROVINCE, NEARNESS = 1.2, 1.5, 2.0
CAPITAL_ABROAD = 1.6  # of a country that the report does not name, while it names others
EVERYWHERE = frozenset({"US", "GB", "FR", "RU", "CN"})
"""Permanent members of the Security Council: named in reports from anywhere, so that naming them tells little."""
NAMED = 2.0  # a report that says "Lebanese" means the Tripoli of Lebanon, though the Libyan one is larger and a capital
STRANGE_PROVINCE = 1.6  # a province of a country that no word speaks of: as though it were a town
DECAY_KM = 120.0  # how fast nearness fades: about the width of a province
FAR_DEGREES = 18.0  # of latitude, two thousand kilometres: the share of a place as far as this is below a ten-millionth
RANK_LOSS = (0.0, 0.9, 1.2, 0.6)  # for other names, shortened names and near spellings
CUE = 5.0  # "province" or "city" in the text against a namesake of another kind
SEAT_KM = 60.0  # or one this near its middle, where the gazetteer does not say which province holds the city
SEAT = 2.6  # taken from a province that has a city of its own name: plain "Idlib" is the city more often
UNKNOWN_PEOPLE = {"city": 300, "airport": 300, "airbase": 3000, "district": 3000, "region": 1_000_000}
OWN_LIST = 20_000  # a place of our own supplement stands there because reports name it
ADDED, OWN_PLACE = "own:", 12.0  # a place that the user added outranks a capital of its name, but for what the report names
PARTS = frozenset({"quarter", "site"})  # but a quarter or a building is not, before a town of that name elsewhere
OWN_LIFT = 10  # and is the one meant where a namesake elsewhere is not much larger
HOME_COUNTRY, HOME_PROVINCE, HOME_NEARNESS = 2.0, 1.5, 1.0
HOME_REPORTS = 6.0
KM_PER_DEGREE = 111.2

KINDS_OF_CUE: dict[str, frozenset[str]] = {
    "city": frozenset({"city", "town", "village"}),
    "village": frozenset({"city", "town", "village", "quarter"}),
    "quarter": frozenset({"quarter", "city", "town", "village", "district"}),
    "province": frozenset({"province", "region", "district"}),  # provinces of the Philippines are of the second level
    "district": frozenset({"district", "quarter", "region", "province"}),
    "region": frozenset({"region", "province", "district", "desert", "mountain", "river"}),
    "airbase": frozenset({"airbase", "airport"}),
    "airport": frozenset({"airport", "airbase"}),
    "camp": frozenset({"camp"}),
    "crossing": frozenset({"crossing"}),
    "island": frozenset({"island", "region", "province"}),
    "river": frozenset({"sea", "lake", "region", "river", "mountain", "site"}),
}


def base(found: Named, mention: Mention, seats: frozenset[int]) -> float:
    """The part of the score that no other place changes: size, level, name, and the kind that the text tells."""
    entry = found.entry
    people = entry.population or UNKNOWN_PEOPLE.get(entry.kind, 300)
    if entry.ours and entry.kind == "city":
        people = max(people, OWN_LIST)
    if entry.ref.startswith(OURS):
        people = OWN_LIST if entry.kind in PARTS else OWN_LIFT * max(people, OWN_LIST)
    shared = entry.kind == "city" and entry.province in seats  # the province has the name too: it is no lesser one of the city
    score = log10(people) + level(entry) - (0.0 if shared and found.rank == 1 else RANK_LOSS[found.rank])
    if entry.ref.startswith(ADDED):
        score = OWN_PLACE
    if entry.id in seats and mention.cue != "province":
        score -= SEAT
    if mention.cue is not None:
        fits = entry.kind in KINDS_OF_CUE.get(mention.cue, frozenset())
        score += CUE if fits else -CUE if any_fits(mention.cue, entry) else 0.0
    return score


def repute(entry: Entry) -> int:
    """The people of a place, or as many as make a place of our own table known: it stands there because reports name it. No
    quarter or building: those of one name lie in many towns."""
    ours = entry.ours or entry.ref.startswith(OURS)
    return max(entry.population, OWN_LIST) if ours and entry.kind not in PARTS else entry.population


def level(entry: Entry) -> float:
    """How much more than its people a place's kind brings; a region of no one country is as wide as a continent."""
    return LEVEL["continent"] if entry.kind == "region" and entry.country is None else LEVEL.get(entry.kind, 0.0)


def any_fits(cue: str, entry: Entry) -> bool:
    """Whether a kind that does not fit the cue speaks against the entry: a country is no village, but a town with
    an air base gives its name to it."""
    return cue in {"city", "village", "province", "district", "region"} or entry.kind in {"country", "continent"}


def seats(found: Sequence[Named]) -> frozenset[int]:
    """Numbers of the provinces and districts among namesakes that have a city of the same name within them."""
    held = {n for x in found if x.entry.kind == "city" for n in (x.entry.province, x.entry.district) if n}
    cities = [x.entry for x in found if x.entry.kind == "city"]
    return frozenset(
        x.entry.id
        for x in found
        if x.entry.id in held
        or (x.entry.kind == "province" and any(near_km(x.entry, c.lat, c.lon) < SEAT_KM for c in cities))
    )


def near_km(entry: Entry, lat: float, lon: float) -> float:
    """Distance in kilometres by a flat approximation, good to some percent within a thousand."""
    dx = abs(entry.lon - lon)
    dx = (dx if dx <= 180 else 360 - dx) * cos(radians((entry.lat + lat) / 2))
    return KM_PER_DEGREE * sqrt((entry.lat - lat) ** 2 + dx * dx)


def holds(holder: Entry, entry: Entry) -> bool:
    """Whether one entry lies in another, by the gazetteer's own tree."""
    if holder.kind == "country":
        return holder.country == entry.country and entry.id != holder.id
    return holder.id in (entry.province, entry.district)


def support(entry: Entry, context: Context) -> float:
    """What the report's other places and peoples add for an entry."""
    score = COUNTRY * log2(1.0 + context.countries.get(entry.country or "", 0.0))
    if entry.kind == "province" and context.countries and entry.country not in context.countries:
        score -= STRANGE_PROVINCE
    hinted = entry.country == context.country and not context.named - {context.country}
    ours = hinted or (entry.country in context.named and entry.country not in EVERYWHERE)
    score += NAMED * ours
    if entry.capital:
        score += CAPITAL if ours or not (context.named or context.country) else CAPITAL_ABROAD
    province = entry.id if entry.kind == "province" else entry.province
    score += PROVINCE * log2(1.0 + context.provinces.get(province, 0.0)) if province else 0.0
    if context.points:
        score += NEARNESS * log2(1.0 + _nearness(entry, context.points))
    if any(holds(holder, entry) for holder in context.holders):
        score += HOLDER
    return score + (at_home(entry, context.home) if context.home else 0.0)


def _nearness(entry: Entry, points: Sequence[tuple[float, float, str]]) -> float:
    """How much of a report's other places lies near an entry; those beyond FAR_DEGREES add nothing that counts."""
    total = 0.0
    for lat, lon, _ in points:
        if abs(entry.lat - lat) < FAR_DEGREES:
            total += exp(-near_km(entry, lat, lon) / DECAY_KM)
    return total


def home_nearness(entry: Entry, home: Home) -> float:
    """How much of what its publisher writes of lies near an entry: 1 where every report names a place right there."""
    return sum(share * exp(-near_km(entry, lat, lon) / DECAY_KM) for lat, lon, share in home.points)


def at_home(entry: Entry, home: Home) -> float:
    """What the publisher's other reports add for an entry."""
    score = HOME_COUNTRY * home.countries.get(entry.country or "", 0.0)
    if entry.kind == "country":
        return score
    province = entry.id if entry.kind == "province" else entry.province
    score += HOME_PROVINCE * home.provinces.get(province, 0.0)
    return score + HOME_NEARNESS * log2(1.0 + HOME_REPORTS * home_nearness(entry, home))
