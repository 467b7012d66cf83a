"""What merging needs of a statement, worked out once before statements are compared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from tacitus.merge.independent import publisher
from tacitus.merge.words import anew, content, described, place_key, proper, stems, telling
from tacitus.record import Party, Report, Statement, When

AGENTS = ("attacker", "taker", "holder", "force", "besieger")
PATIENTS = ("target", "victim", "besieged", "detained", "former_holder")
WORLDS = {
    "reported": "happened", "alleged": "happened", "claimed": "happened", "denied": "happened",
    "foiled": "foiled", "planned": "to come", "threatened": "to come", "hypothetical": "supposed",
}
"""Statuses that can tell of one happening; an act that is planned is not the act that happened."""
CONTEXT = 200  # code points each side of the words that name the happening: the sentence and some more
UNSAID = (None, None)
CODED = "coded"
"""The reader of a statement that a person put down field by field: what it says is surer than what is read from words."""
_SIZES = {"exact": 0, "near": 0, "district": 1, "province": 2, "country": 3, "unknown": 4}


class Facts(msgspec.Struct, frozen=True, eq=False):
    """One statement in the form in which it is compared. Days are ordinals, None where unknown.

    printed: the day of publication. publisher: the outlet in lower case, "" where unknown. soft: the days are those up to
    publication, for none was said. size: 0 a spot or town, 1 a district, 2 a province, 3 a country, 4 no place.
    coded: a person put it down. anew: its words tell it from an earlier one ("another blast").
    """

    statement: Statement
    copies: frozenset[str]
    published: str
    printed: int | None
    publisher: str
    world: str
    start: int | None
    end: int | None
    soft: bool
    size: int
    place_names: tuple[str, ...]
    admin_names: tuple[str, ...]
    agents: tuple[Party, ...]
    sides: frozenset[str]
    targets: frozenset[str]
    victims: frozenset[str]
    weapons: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    tolls: dict[str, tuple[int | None, int | None]]
    coded: bool = False
    anew: bool = False

    @property
    def resolved(self) -> bool:
        """Whether the place has a point."""
        return self.statement.where.lat is not None and self.statement.where.lon is not None

    @property
    def passing(self) -> bool:
        """Whether the report is about something else and only mentions it."""
        return self.statement.role_in_report == "background"


def facts(statement: Statement, reports: Mapping[str, Report]) -> Facts:
    """The facts of a statement; a report that is not at hand gives no date, no copies and only quoted words."""
    report = reports.get(statement.report)
    where, (start, end) = statement.where, span(statement.when)
    names = tuple(sorted({key for name in (where.name, where.said) if name and (key := place_key(name))}))
    admins = tuple(sorted({key for name in (where.admin1, where.admin2) if name and (key := place_key(name))}))
    agents = tuple(party for role in AGENTS for party in statement.roles.get(role, []) if party.status != "denied")
    told = _told(statement, report)
    known = _known(statement)
    return Facts(
        statement=statement,
        copies=frozenset(report.copies) if report else frozenset(),
        published=(report.published.date or "") if report else "",
        printed=_ordinal(report.published.date) if report else None,
        publisher=publisher(report) or "",
        world=WORLDS[statement.status],
        start=start,
        end=end,
        soft=statement.when.basis == "publication",
        size=_SIZES[where.precision] if where.lat is not None or where.precision != "unknown" else 4,
        place_names=names,
        admin_names=admins,
        agents=agents,
        sides=frozenset(
            party.actor for role in AGENTS + PATIENTS for party in statement.roles.get(role, []) if party.actor
        ),
        targets=_words(statement, ("target", "besieged", "detained")),
        victims=_words(statement, ("victim",)),
        weapons=_words(statement, ("weapon", "instrument")),
        words=stems(content(told) - known),
        names=proper(told) - known,
        tolls={what: toll for what, count in statement.counts.items() if (toll := (count.low, count.high)) != UNSAID},
        coded=statement.reader == CODED,
        anew=anew(told),
    )


def span(when: When) -> tuple[int | None, int | None]:
    """First and last day as ordinals; both None where the day is not known, or only that it was before the report."""
    if when.start is None and when.basis == "publication":
        return None, None
    days = [_ordinal(value) for value in (when.start or when.end, when.end or when.start)]
    return (None, None) if None in days else (days[0], days[1])


def _ordinal(value: str | None) -> int | None:
    try:
        return date.fromisoformat((value or "")[:10]).toordinal()
    except ValueError:
        return None


def _words(statement: Statement, roles: tuple[str, ...]) -> frozenset[str]:
    parties = [party for role in roles for party in statement.roles.get(role, [])]
    return frozenset(word for party in parties for word in telling(f"{party.name} {party.words}"))


def _known(statement: Statement) -> frozenset[str]:
    """Words of place and actors: they are compared by themselves, so they must not count twice."""
    where = statement.where
    said = [where.name, where.said, where.admin1, where.admin2]
    said += [party.name for role in AGENTS for party in statement.roles.get(role, [])]
    said += [claim.by for claim in statement.claims]
    return frozenset(word for name in said if name for word in described(name))


def _told(statement: Statement, report: Report | None) -> str:
    """The words around those that name the happening, and the title of a report whose matter it is."""
    if report is None:
        return " … ".join(quote.words for quote in statement.quotes)
    parts = [
        report.text[max(0, quote.start - CONTEXT): quote.end + CONTEXT]
        for quote in statement.quotes if quote.report == report.id
    ]
    if statement.role_in_report == "main" and report.title:
        parts.append(report.title)
    return " … ".join(parts)
