"""Small, crowded worlds: few places and days, so that statements contend for each other, and an index of them in memory."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from merge_cases import AT, Told, day, land, province

from tacitus.merge import Bonds, Memory, settled
from tacitus.merge.facts import Facts
from tacitus.merge.keys import filed, sought
from tacitus.merge.local import Members, moved
from tacitus.merge.packed import pack
from tacitus.record import Incident, Report, Statement, When, Where

PLACES = [
    Where(name=name, said=name, lat=lat, lon=lon, precision=precision, country="SY", admin1=admin1, place_id=name)
    for name, lat, lon, precision, admin1 in (
        ("Tell Amra", 36.20, 37.10, "exact", "Upper"), ("Kafr Dun", 36.22, 37.12, "near", "Upper"),
        ("Qasr Hir", 36.45, 37.20, "exact", "Upper"), ("Bir Sabt", 35.60, 37.00, "exact", "Lower"),
        ("Ras Dun", 36.30, 37.30, "district", "Upper"),
    )
] + [  # fmt: skip
    province("Upper", 36.2, 37.2, "SY"), province("Lower", 35.5, 37.0, "SY"), land("SY", "Syria", 35.0, 38.0),
    Where(name="Dayr Nus", said="Dayr Nus"), Where(name="Dayr Nus", said="Dayr Nus", country="SY"), Where(),
]
TYPES = ["shelling", "air-strike", "bombing", "suicide-bombing", "armed-clash", "assassination", "siege", "other-violence"]
WORDS = [
    "smoke", "rose", "over", "dusty", "roofs", "while", "families", "fled", "towards", "fields", "carrying", "blankets",
    "bread", "kettles", "lamps",
]  # fmt: skip
NAMES = ["Haddad", "Suleiman", "Barakat", "Nasser"]


def dense(seed: int, number: int) -> Told:
    """So many statements, some two to a report; who, what with, how many and when are drawn from few choices."""
    draw, told = random.Random(seed), Told()
    while len(told.statements) < number:
        printed = f"2016-05-{draw.randint(2, 7):02d}"
        text = "Word came in. " + " ".join(draw.sample(WORDS, 8)) + " near " + " and ".join(draw.sample(NAMES, 2)) + "."
        copied = draw.choice(list(told.reports)) if told.reports and draw.random() < 0.1 else None
        copies = [copied, *told.reports[copied].copies] if copied else []
        report = told.report(text, draw.choice([printed, printed, printed, None]), draw.choice(["Daily", "Radio", None]), copies)
        for copy in copies:
            told.reports[copy].copies.append(report.id)
        for _ in range(draw.choice([1, 1, 2])):
            told.tell(
                draw.choice(TYPES), inside=report, where=draw.choice(PLACES), when=_when(draw, printed),
                killed=draw.choice([None, 1, 3, 3, 12, 14, (20, None)]), target=draw.choice([None, "a market", "Omar Haddad"]),
                role_in_report=draw.choice(["main", "main", "background"]), **_force(draw),
            )  # fmt: skip
    return told


def _when(draw: random.Random, printed: str) -> When:
    first = draw.randint(1, 5)
    return draw.choice([
        day(f"2016-05-{first:02d}"), day(f"2016-05-{first:02d}"), day(f"2016-05-{first:02d}", f"2016-05-{first + 1:02d}"),
        day(f"2016-05-{int(printed[-2:]) - 1:02d}", printed, basis="publication"),
        day("2016-05-01", "2016-05-31", precision="month"), When(), day("2016-01-01", "2016-12-31", precision="year"),
    ])  # fmt: skip


def _force(draw: random.Random) -> dict[str, str]:
    name = draw.choice([None, "Northern Front", "Army", "gunmen"])
    return {} if name is None else {"attacker": name, **({"actor": name} if name != "gunmen" else {})}


class Shelf:
    """All that stands, with an index of keys: what the store is for the real record."""

    def __init__(self, reports: dict[str, Report], bonds: Bonds | None = None) -> None:
        self.standing: dict[str, Incident] = {}
        self._reports, self._bonds, self._memory = reports, bonds or Bonds(), Memory()
        self._facts: dict[str, Facts] = {}
        self._told: dict[str, Statement] = {}
        self._by_key: dict[int, set[str]] = defaultdict(set)

    def arrive(self, fresh: Sequence[Statement]) -> None:
        """What stands after these have come in."""
        drawn = [self._memory.facts(one, self._reports) for one in fresh]
        for one in drawn:
            self._told[one.statement.id] = one.statement
            self._facts[one.statement.id] = self._memory.unpack(one.statement.id, pack(one), one.copies)
            for key in filed(one).tolist():
                self._by_key[key].add(one.statement.id)
        again = {one.report for one in fresh}
        touched = [one.id for one in self._living() if again & set(one.reports)]
        found = moved(drawn, self, self._memory, gone=lambda _: False, touched=touched)
        known = [(self.standing[one], [self._told[key] for key in self.standing[one].statements]) for one in found.incidents]
        groups = [[self._told[key] for key in group] for group in found.groups]
        for incident in settled(groups, known, reports=self._reports, at=AT):
            self.standing[incident.id] = incident

    def met(self, items: Sequence[Facts]) -> Iterator[tuple[Facts, str]]:
        """See `merge.local.Around`."""
        homes = {key: one.id for one in self._living() for key in one.statements}
        found = {one for item in items for key in sought(item).tolist() for one in self._by_key.get(key, ())}
        return ((self._facts[one], homes[one]) for one in sorted(found) if one in homes)

    def members(self, incidents: Iterable[str]) -> Iterator[tuple[str, Members]]:
        """See `merge.local.Around`."""
        return ((one, {key: self._facts[key] for key in self.standing[one].statements}) for one in incidents)

    def tied(self, reports: Iterable[str]) -> tuple[Bonds, set[str]]:  # noqa: ARG002
        """See `merge.local.Around`."""
        return self._bonds, set()

    def _living(self) -> list[Incident]:
        return [one for one in self.standing.values() if not one.redirect]
