"""A made-up world at war for measuring growth: statements as dense by place, day and kind as UCDP's record of Syria.

What was taken from UCDP's published rows is their shape alone: 14 events a day in a country, of which the busiest place has
seven in a hundred and the tenth one; four rows in ten on a spot, as many near one, the rest wider; tolls of which half are
below three. Places, names and words are drawn from a seed. A happening is told by one to six reports, which agree on most
things and not on all; one in twenty tells of it without a day, or of its province or country only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from string import ascii_uppercase
from typing import TypeVar

from tacitus.record import Count, Figure, Party, Published, Quote, Report, Statement, When, Where

EVENTS_A_DAY = 14
"""In one country: UCDP's Syria has 13.6 from 2017-01 to 2018-06."""
PLACES = 1200
"""In one country; drawn by a power law that gives the busiest seven events in a hundred."""
PROVINCES = 14
COUNTRIES = tuple("A" + letter for letter in ascii_uppercase)
FIRST = date(2011, 3, 15)
TYPES = {
    "air-strike": 22, "shelling": 20, "armed-clash": 22, "bombing": 10, "execution": 6, "assassination": 5, "landmine": 4,
    "suicide-bombing": 3, "kidnapping": 3, "arrest": 2, "armed-assault": 2, "territory-taken": 1,
}  # fmt: skip
TOLLS = {None: 25, 0: 4, 1: 22, 2: 15, 3: 7, 4: 9, 5: 4, 6: 3, 8: 2, 9: 2, 11: 2, 14: 1, 17: 1, 23: 1, 31: 1, 57: 1}
REPORTS = {1: 70, 2: 16, 3: 7, 4: 4, 6: 3}
"""How many reports tell of one happening."""
OUTLETS = tuple(f"outlet {n}" for n in range(40))
_SOUNDS = ("ba", "da", "ka", "ma", "na", "ra", "sa", "ta", "za", "li", "ri", "su", "nu", "ho", "qa", "fi", "wa", "je", "mo", "tel")


class Country:
    """Places and parties of one country. Degrees lie in a square of five, so that it is as large as Syria and a half."""

    def __init__(self, code: str, chance: random.Random) -> None:
        self.code = code
        n = COUNTRIES.index(code)
        self.west, self.south = -150.0 + 11 * n, 10.0 + 7 * (n % 5)
        provinces = [_name(chance, 3) for _ in range(PROVINCES)]
        self.places = [self._place(i, chance, provinces) for i in range(PLACES)]
        self.weights = [1 / (i + 6) ** 0.9 for i in range(PLACES)]
        self.provinces = [
            Where(
                name=name, said=name, lat=self.south + chance.random() * 5, lon=self.west + chance.random() * 5,
                precision="province", country=code, admin1=name, place_id=f"{code}:{name}",
            ) for name in provinces
        ]  # fmt: skip
        whole = f"Land of {code}"
        self.whole = Where(
            name=whole, said=whole, lat=self.south + 2.5, lon=self.west + 2.5, precision="country", country=code, place_id=code
        )
        self.forces = [(f"{code}-{i}", f"{_name(chance, 2)} {kind}") for i, kind in enumerate(
            ["Army", "Front", "Brigades", "State", "Forces", "Movement", "Air Force", "Militia"])]

    def _place(self, i: int, chance: random.Random, provinces: list[str]) -> Where:
        name = _name(chance, 3)
        return Where(
            name=name, said=name, lat=round(self.south + chance.random() * 5, 4), lon=round(self.west + chance.random() * 5, 4),
            precision="exact" if chance.random() < 0.6 else "near", country=self.code, admin1=provinces[i % PROVINCES],
            place_id=f"{self.code}:{i}",
        )  # fmt: skip


Told = tuple[Report, Statement]
Drawn = TypeVar("Drawn")


def told(number: int, *, countries: int = 8, seed: int = 7) -> Iterator[Told]:
    """So many statements, each of a report of its own, day by day through all countries.

    The density stays as it is; more statements are more days, and `countries` wars side by side.
    """
    chance = random.Random(seed)
    lands = [Country(code, chance) for code in COUNTRIES[:countries]]
    made, day = 0, FIRST
    while True:
        for land in lands:
            for _ in range(EVENTS_A_DAY):
                for one in _happening(land, day, chance, made):
                    yield one
                    made += 1
                    if made == number:
                        return
        day += timedelta(1)


def scattered(number: int, *, days: int, countries: int = 8, seed: int = 7, again: int = 0) -> Iterator[Told]:
    """So many statements of further happenings in the same world, from all over it and its first so many days.

    Another `again` gives others.
    """
    lands = [Country(code, chance) for chance in (random.Random(seed),) for code in COUNTRIES[:countries]]
    chance, made = random.Random(f"{seed} {again}"), 0
    while True:
        land, day = chance.choice(lands), FIRST + timedelta(chance.randrange(days))
        for one in _happening(land, day, chance, made):
            yield one
            made += 1
            if made == number:
                return


def days_of(number: int, countries: int) -> int:
    """The days that so many statements of `told` fill."""
    a_happening = sum(n * share for n, share in REPORTS.items()) / sum(REPORTS.values())
    return max(1, round(number / (countries * EVENTS_A_DAY * a_happening)))


def _happening(land: Country, day: date, chance: random.Random, n: int) -> Iterator[Told]:
    kind = _drawn(TYPES, chance)
    where = chance.choices(land.places, land.weights)[0]
    toll, force, target = _drawn(TOLLS, chance), chance.choice(land.forces), chance.choice(_TARGETS)
    words, names = chance.sample(_WORDS, 14), [_name(chance, 2).title() for _ in range(2)]
    for k in range(_drawn(REPORTS, chance)):
        printed = day + timedelta(_drawn({0: 60, 1: 30, 2: 6, 5: 4}, chance))
        place = _drawn({0: 90, 1: 6, 2: 4}, chance)
        spot = (where, next(one for one in land.provinces if one.name == where.admin1), land.whole)[place]
        text = _text(kind, spot.said or "", target, words, names, chance)
        report = Report(
            id=Report.identify(f"{n} {k} {text}"), raw_sha256="0" * 64, text=text, publisher=chance.choice(OUTLETS),
            published=Published(date=printed.isoformat(), how="given"),
        )  # fmt: skip
        yield report, _statement(report, kind, day, printed, spot, toll, force, target, chance)


def much_told(number: int, *, seed: int = 3) -> Iterator[Told]:
    """So many reports of one bombing: one place and force, tolls and days that differ a little, words that differ much."""
    chance = random.Random(seed)
    land = Country("AA", chance)
    words, names = chance.sample(_WORDS, 30), [_name(chance, 2).title() for _ in range(4)]
    for n in range(number):
        printed = FIRST + timedelta(_drawn({0: 60, 1: 30, 2: 10}, chance))
        text = _text("bombing", land.places[0].said or "", "a market", chance.sample(words, 14), names, chance)
        report = Report(
            id=Report.identify(f"{n} {text}"), raw_sha256="0" * 64, text=text, publisher=f"outlet {n % 150}",
            published=Published(date=printed.isoformat(), how="given"),
        )  # fmt: skip
        toll = _drawn({14: 25, 17: 50, 20: 25}, chance)
        yield report, _statement(report, "bombing", FIRST, printed, land.places[0], toll, land.forces[0], "a market", chance)


def _statement(
    report: Report, kind: str, day: date, printed: date, where: Where, toll: int | None, force: tuple[str, str], target: str,
    chance: random.Random,
) -> Statement:
    quote = Quote(report=report.id, start=0, end=24, words=report.text[:24])
    roles = {}
    if chance.random() < 0.6:
        roles["attacker"] = [Party(name=force[1], words=force[1], actor=force[0], quotes=[quote])]
    if chance.random() < 0.55:
        roles["target"] = [Party(name=target, words=target, quotes=[quote])]
    counts = {}
    if toll is not None and chance.random() < 0.85:
        number = toll if chance.random() < 0.8 else toll + chance.randint(1, 3)
        figure = Figure(low=number, high=number, words=str(number), quotes=[quote])
        counts["killed"] = Count(low=number, high=number, best=number, rule="reader", said=[figure])
    return Statement(
        id=f"s{report.id[:16]}", report=report.id, type=kind, when=_when(day, printed, chance), where=where, roles=roles,
        counts=counts, quotes=[quote], reader="made", role_in_report="main" if chance.random() < 0.9 else "background",
    )  # fmt: skip


def _when(day: date, printed: date, chance: random.Random) -> When:
    how = _drawn({"said": 70, "fresh": 25, "month": 2, "none": 3}, chance)
    if how == "said":
        return When(start=day.isoformat(), end=day.isoformat(), precision="day", said="on that day", basis="stated")
    if how == "fresh":
        return When(start=(printed - timedelta(1)).isoformat(), end=printed.isoformat(), precision="day", basis="publication")
    if how == "month":
        first = day.replace(day=1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
        return When(start=first.isoformat(), end=last.isoformat(), precision="month", said="this month", basis="stated")
    return When()


def _text(kind: str, place: str, target: str, words: list[str], names: list[str], chance: random.Random) -> str:
    said = [word for word in words if chance.random() < 0.7] + chance.sample(_WORDS, 5)
    who = [name for name in names if chance.random() < 0.6]
    return f"The {kind.replace('-', ' ')} on {target} in {place} was told by {' and '.join(who) or 'many'}: {' '.join(said)}."


def _name(chance: random.Random, parts: int) -> str:
    return "".join(chance.choice(_SOUNDS) for _ in range(parts)).capitalize()


def _drawn(shares: dict[Drawn, int], chance: random.Random) -> Drawn:
    return chance.choices(list(shares), list(shares.values()))[0]


_WORDS = [_name(random.Random(n), 3).lower() + ending for n in range(300) for ending in ("", "ing", "ed", "er")]
_TARGETS = (
    "a market", "a convoy", "civilians", "a school", "army positions", "a checkpoint", "a hospital", "rebels", "a house",
    "the airport", "a bakery", "fighters", "a mosque", "a bus", "an oil field", "a headquarters", "residents", "a bridge",
)
