"""Where the headlines of UCDP's events place them, against where the coders did.

Denominators: `all` headlines; those that `name a place` finer than the country; and those that name `a town`, that is a
place finer than a governorate, of an event that the coders could place to a town (where_prec 1 or 2); of those the ones
that name `the coders' town` by a word of its name. A place is named if the finder sees one or a word of the coders' own
place stands in the headline, so that what the finder misses counts as missed; the coders saw the whole report, and a town
that its headline leaves out cannot be answered from it. A headline is answered when its main statement has a point.
The titles of one source are a day, a case's number and places ("10 May 2017: (S1) X city, Y province"): no happening is
told, so there is no statement. They count as unanswered; a line without them and one of what the finder alone makes of
them stand beside.
Distances are to the nearest of its events; "any within 25 km" asks whether any place of its statements is right, for the
coders may have coded the second of two happenings that a headline tells of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import ucdp

from tacitus import places
from tacitus.places.gazetteer import gazetteer
from tacitus.places.geo import km
from tacitus.places.names import fold
from tacitus.record import Site, Where

RIGHT_KM = 25.0
FINENESS = ("exact", "near", "district", "province", "country", "unknown")
CASE = re.compile(r"(?:Around )?[A-Z]{1,2}[a-z]+ \d{1,2}\D.{0,40}?\([A-Z]+\d+\w*\)")
"""How the titles of one of UCDP's sources begin: the day and the case's number, then places and no word of what happened."""
AREAS = frozenset({"country", "province", "region", "continent", "sea"})
KIND_WORDS = re.compile(
    r"\b(?:town|city|village|governorate|district|province|countryside|camp|area|neighbou?rhood|subdistrict|military|"
    r"airport|air|base|the|syria|and|north|south|east|west|northern|southern|eastern|western|northeastern|northwestern|"
    r"southeastern|southwestern|old|deir|tell|tall|khan|jabal|umm|kafr|abu)\b"
)


def rows(part: str, reads: list[ucdp.Read]) -> list[dict[str, Any]]:
    """The lines of one part: how many answered, how many of the answered right, and the size of the errors."""
    named = [r for r in reads if _names_place(r.headline)]
    towns = [r for r in named if _names_town(r.headline) and _coded_to_town(r.headline)]
    same = [r for r in towns if _coders_words(r.headline, "where")]
    told = [r for r in towns if (where := place(r)) is not None and where.precision in ("exact", "near")]
    kinds = [("all", reads), ("naming a place", named), ("naming a town", towns)]
    telling = [r for r in same if not CASE.match(r.headline.text)]
    kinds += [("naming the coders' town", same), ("naming the coders' town, telling a happening", telling)]
    kinds.append(("naming a town, answered by one", told))
    lines = [_row(part, name, group) for name, group in kinds if group]
    cases = [r for r in same if CASE.match(r.headline.text)]
    return lines + ([_row(part, "naming the coders' town, titles of a case, by the finder", cases, found=_named)] if cases else [])


def place(read: ucdp.Read) -> Where | None:
    """The point that the reader gives a headline: that of its foremost statement that has one."""
    return next((s.where for s in read.main if s.where is not None and s.where.lat is not None), None)


def _any_right(read: ucdp.Read) -> bool:
    spots = [w for s in read.main if s.where is not None for w in (s.where, *s.where.also)]
    return any(off(spot, read.headline.events) <= RIGHT_KM for spot in spots if spot.lat is not None)


def off(where: Where | Site, events: Sequence[ucdp.Event]) -> float:
    """Kilometres from a point to the nearest of the events."""
    return min(km(where.lat or 0.0, where.lon or 0.0, e.lat, e.lon) for e in events)


def _named(read: ucdp.Read) -> Where | None:
    """The finest place that the finder sees in a headline that tells no happening: of equals the first."""
    seen = [p.place.where() for p in _found(read.headline.text) if p.place is not None and p.place.lat is not None]
    return min(seen, key=lambda w: FINENESS.index(w.precision), default=None)


def _row(part: str, name: str, group: list[ucdp.Read], found: Callable[[ucdp.Read], Where | None] = place) -> dict[str, Any]:
    given = [(r, where) for r in group if (where := found(r)) is not None]
    distances = sorted(off(where, r.headline.events) for r, where in given)
    fine = [d for (r, where) in given if where.precision != "country" for d in [_same_governorate(where, r.headline)]]
    known = [right for right in fine if right is not None]
    return {
        "part": part,
        "measure": f"place, {name}",
        "headlines": len(group),
        "answered": _share(len(given), len(group)),
        "within 25 km of answered": _share(sum(d <= RIGHT_KM for d in distances), len(given)),
        "any within 25 km": _share(sum(_any_right(r) for r, _ in given), len(given)),
        "right governorate of answered": _share(sum(known), len(known)),
        "median km": distances[len(distances) // 2] if distances else None,
        "mean km": sum(distances) / len(distances) if distances else None,
    }


def _share(some: int, of: int) -> float | None:
    return 100.0 * some / of if of else None


@cache
def _governorates(adm_1: str) -> frozenset[str]:
    """The gazetteer's names of a province that UCDP calls "X Governorate"."""
    names = (adm_1, adm_1.removesuffix(" Governorate").removesuffix(" governorate"))
    found = [x.entry for name in names for x in gazetteer().named(name)]
    return frozenset(e.name for e in found if e.kind == "province" and e.country == "SY")


def _same_governorate(where: Where, headline: ucdp.Headline) -> bool | None:
    """Whether the place lies in the governorate of one of the events; None where the coders name none."""
    right = frozenset().union(*(_governorates(e.adm_1) for e in headline.events if e.adm_1))
    return where.country == "SY" and where.admin1 in right if right else None


def _coded_to_town(headline: ucdp.Headline) -> bool:
    return all(e.prec <= ucdp.TOWN for e in headline.events)


@cache
def _found(text: str) -> list[places.Located]:
    return [p for p in places.locate(text) if not p.mention.demonym]


def _coders_words(headline: ucdp.Headline, *parts: str) -> bool:
    """Whether a word of four letters or more of what the coders call the place stands in the headline."""
    said = set(fold(headline.text).split())
    names = (fold(str(getattr(e, part))) for e in headline.events for part in parts)
    return any(len(word) > 3 and word in said for name in names for word in KIND_WORDS.sub(" ", name).split())


def _names_place(headline: ucdp.Headline) -> bool:
    seen = any(p.place is None or p.place.kind not in ("country", "continent", "sea") for p in _found(headline.text))
    return seen or _coders_words(headline, "where", "adm_1", "adm_2")


def _names_town(headline: ucdp.Headline) -> bool:
    """Whether a town or less is named: "in Idlib countryside" alone names a governorate."""
    seen = [p for p in _found(headline.text) if p.place is None or p.place.kind not in AREAS]
    area = re.compile(r"\s+(?:\w+\s+)?(?:countryside|governorate|province|region)\b")
    return any(not area.match(headline.text[p.mention.end :]) for p in seen) or _coders_words(headline, "where")
