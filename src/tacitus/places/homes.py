"""Knows where a publisher's reports lie: by the country of its address, and by the places of its other reports."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import cos, radians

from tacitus.places.gazetteer import gazetteer
from tacitus.places.shapes import Hints, Home, Located

_LET = "ac ad ag ai am bz cc cd co dj eu fm gg gl im io is la li ly md me ms mu nu sc sh st tk to tv vc ws"
ANYWHERE = frozenset(_LET.split())
"""Endings of addresses that are let to anybody, so that they tell no country."""
_HOST = re.compile(r"(?:[a-z]+://)?(?:[^/@]*@)?([a-z0-9.-]+)")
RENAMED = {"uk": "GB"}
LEAST = 3  # other reports that it takes before a publisher has a home
MOST_POINTS = 12  # places of a home, the most often told first: the rest are far and wide
REACH = 1.5  # degrees around a home: the county and its neighbours
COMPANY = 3.0  # a third of all other places within reach is company enough
WIDE = frozenset({"country", "region", "continent", "sea"})  # kinds that lie nowhere near


def country(address: str | None) -> str | None:
    """The country of a publisher's address or host ("https://www.standardmedia.co.ke/a"): "KE"; None where the
    ending tells none."""
    host = _HOST.match((address or "").lower())
    ending = host.group(1).rpartition(".")[2] if host else ""
    iso = RENAMED.get(ending, ending.upper())
    return iso if len(ending) == 2 and ending not in ANYWHERE and iso in gazetteer().countries else None


def hints(address: str | None) -> Hints:
    """What the address of a report tells of its places: its publisher's country. Nothing that other reports say, so that a
    report reads the same whatever was read before it; `Homes` is for those who have all of a publisher's reports at hand."""
    iso = country(address)
    return Hints(countries=(iso,) if iso else ())


class Homes:
    """Where the reports of each publisher lie, learned from what `locate` settled in them; order changes nothing."""

    def __init__(self) -> None:
        self._told: dict[str, dict[str, Counter[tuple[float, float, int, str]]]] = defaultdict(dict)

    def add(self, publisher: str, report: str, located: Iterable[Located]) -> None:
        """Keep what one report of a publisher (any name for it) is about; a report added again replaces itself."""
        found = Counter(
            (p.lat, p.lon, p.province, p.country)
            for p in {x.place.place_id: x.place for x in located if x.place and not x.mention.demonym}.values()
            if p.kind not in WIDE and p.lat is not None and p.lon is not None and p.country is not None
        )
        self._told[publisher][report] = found

    def hints(self, publisher: str | None, report: str, address: str | None = None) -> Hints:
        """What is known of a report from its publisher: the other reports' places, this one left out."""
        only = hints(address)
        others = [x for key, x in self._told.get(publisher or "", {}).items() if key != report and x]
        if publisher is None or len(others) < LEAST:
            return only
        total: Counter[tuple[float, float, int, str]] = Counter()
        for told in others:
            total.update(told)
        return Hints(countries=only.countries, home=_home(total, len(others)))


def _home(total: Counter[tuple[float, float, int, str]], reports: int) -> Home:
    """Shares of reports, from counts of the reports that name each place."""
    provinces: Counter[int] = Counter()
    countries: Counter[str] = Counter()
    for (_, _, province, iso), n in total.items():
        countries[iso] += n
        provinces[province] += n
    whole = sum(total.values())
    top = sorted(total.items(), key=lambda x: (-x[1], x[0]))[:MOST_POINTS]
    return Home(
        countries={iso: n / whole for iso, n in countries.items()},
        provinces={number: n / whole for number, n in provinces.items() if number},
        points=tuple((lat, lon, n / reports * _company(lat, lon, total, whole)) for (lat, lon, _, _), n in top),
    )


def _company(lat: float, lon: float, total: Counter[tuple[float, float, int, str]], whole: int) -> float:
    """How much of what is told lies in reach of a point, itself left out, 0 to 1: a home has places around it, while
    the famous namesake that a reader mistook for the home stands alone."""
    beside = [n for (y, x, _, _), n in total.items() if (y, x) != (lat, lon) and _reach(lat, lon, y, x)]
    own = sum(n for (y, x, _, _), n in total.items() if (y, x) == (lat, lon))
    return min(1.0, COMPANY * sum(beside) / max(1, whole - own))


def _reach(lat: float, lon: float, y: float, x: float) -> bool:
    return abs(lat - y) < REACH and abs(lon - x) * cos(radians(lat)) < REACH
