"""The place of an incident as MUC-4 writes it: the country, then ever smaller places with their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from muc_bench.scene import Scene
from tacitus import places
from tacitus.places.inputs import countries

KINDS = {"province": "DEPARTMENT", "district": "MUNICIPALITY", "quarter": "NEIGHBORHOOD", "region": "REGION"}
"""Kinds of places by ours; all others are written as cities."""
WIDE = frozenset({"country", "continent", "sea"})


def fill(scene: Scene, spans: Sequence[tuple[int, int]]) -> tuple[str, str | None]:
    """The location of what is told at these spans, and the country's code."""
    chosen = _nearest(scene, spans)
    country = (chosen.place.country if chosen and chosen.place else None) or home(scene)
    parts = [name_of(country)] if country else ["-"]
    if chosen is not None and chosen.place is not None and chosen.place.kind not in WIDE:
        holder = _holder(scene, chosen)
        if holder is not None:
            parts.append(f"{holder.mention.name.upper()} (DEPARTMENT)")
        parts.append(f"{chosen.mention.name.upper()} ({KINDS.get(chosen.place.kind, 'CITY')})")
    return ": ".join(parts), country


def home(scene: Scene) -> str | None:
    """The country that the report is about: the one that most of its places lie in, else that of the place line."""
    found = Counter(p.place.country for p in scene.page.places if p.place is not None and p.place.country)
    line = [p.place.country for p in places.locate(scene.wire.place) if p.place is not None] if scene.wire.place else []
    found.update(country for country in line if country)
    return found.most_common(1)[0][0] if found else None


def name_of(country: str) -> str:
    """The English name of a country, in capitals."""
    return _names().get(country, country)


@cache
def _names() -> dict[str, str]:
    return {row.country: row.name.upper() for row in countries() if row.country}


def _nearest(scene: Scene, spans: Sequence[tuple[int, int]]) -> places.Located | None:
    told = scene.told
    here = {told.sentence(start) for start, _ in spans}
    near = [p for p in scene.page.places if told.sentence(p.mention.start) in here and not p.mention.demonym]
    fine = [p for p in near if p.place is not None and p.place.kind not in WIDE]
    return min(fine or near, key=lambda p: min(abs(p.mention.start - start) for start, _ in spans), default=None)


def _holder(scene: Scene, inner: places.Located) -> places.Located | None:
    """The province that the report names near a place that lies in it."""
    sentence = scene.told.sentence(inner.mention.start)
    for other in scene.page.places:
        if other.place is None or inner.place is None or other.place.kind != "province" or other is inner:
            continue
        if scene.told.sentence(other.mention.start) == sentence and other.place.name == inner.place.admin1:
            return other if inner.place.kind != "province" else None
    return None
