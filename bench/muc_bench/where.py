"""The place of an incident as MUC-4 writes it: the country, then ever smaller places with their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from muc_bench.scene import Scene
from tacitus import places
from tacitus.places.inputs import countries
from tacitus.reader.learned import choosing

KINDS = {"province": "DEPARTMENT", "district": "MUNICIPALITY", "quarter": "NEIGHBORHOOD", "region": "REGION"}
"""Kinds of places by ours; all others are written as cities."""
WIDE = frozenset({"country", "continent", "sea"})
FINE, HOLDER = "where", "where, around it"
GENERIC = (" DEPARTMENT", " PROVINCE", " CITY", " DISTRICT", " NEIGHBORHOOD", " MUNICIPALITY", " REGION")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A place that the report names: how it is written, which it is, and its features for an incident."""

    name: str
    kind: str
    place: places.Place | None
    start: int
    features: frozenset[str]


def fill(scene: Scene, spans: Sequence[Span]) -> tuple[str, str | None]:
    """The location of what is told at these spans, and the country's code."""
    found = candidates(scene, spans)
    ranked = sorted(((choosing.chance(FINE, set(n.features)), n) for n in found), key=lambda r: -r[0])
    country = home(scene)
    if not ranked or ranked[0][0] < choosing.least(FINE):
        return (name_of(country) if country else "-"), country
    best = ranked[0][1]
    country = (best.place.country if best.place else None) or country
    parts = [name_of(country)] if country else ["-"]
    around = [(choosing.chance(HOLDER, set(n.features)), n) for n in found if n.name != best.name]
    chance, holder = max(around, key=lambda r: r[0], default=(0.0, best))
    if chance >= choosing.least(HOLDER):
        parts.append(f"{holder.name} ({holder.kind})")
    return ": ".join([*parts, f"{best.name} ({best.kind})"]), country


def candidates(scene: Scene, spans: Sequence[Span]) -> list[Named]:
    """The places smaller than countries that the report names, with their features."""
    told, at_home = scene.told, home(scene)
    fine = [p for p in scene.page.places if not p.mention.demonym and not (p.place and p.place.kind in WIDE)]
    every = [(p.mention.start, p.mention.end) for p in fine]
    out = []
    for located in fine:
        mention, place = located.mention, located.place
        kind = place.kind if place else "none"
        features = set(choosing.near(told, (mention.start, mention.end), spans, every))
        features |= {f"kind={kind}", f"cue={mention.cue}", f"near={mention.near}"}
        features.add(f"home={'none' if place is None else place.country == at_home}")
        holds = place is not None and any(o.place and o.place.admin1 == place.name and o is not located for o in fine)
        features.add(f"holds={holds}")
        out.append(Named(_bare(mention.name), KINDS.get(kind, "CITY"), place, mention.start, frozenset(features)))
    return out


def _bare(name: str) -> str:
    """The name in capitals without the word for its kind behind it ("JUNIN DEPARTMENT"), but for cities named so."""
    name = name.upper()
    return next((name.removesuffix(g) for g in GENERIC if name.endswith(g) and g != " CITY"), name)


def home(scene: Scene) -> str | None:
    """The country that the report is about: the one that most of its places lie in, the place line among them."""
    found = Counter(p.place.country for p in scene.page.places if p.place is not None and p.place.country)
    found.update(_line(scene.wire.place))
    return found.most_common(1)[0][0] if found else None


@cache
def _line(line: str) -> tuple[str, ...]:
    return tuple(p.place.country for p in places.locate(line) if p.place is not None and p.place.country)


def name_of(country: str) -> str:
    """The English name of a country, in capitals."""
    return _names().get(country, country)


@cache
def _names() -> dict[str, str]:
    return {row.country: row.name.upper() for row in countries() if row.country}
