"""Statements for the tests of merging, each quoting a report that is made from the words given."""

from __future__ import annotations

from typing import Any

from tacitus.merge import Memory, merge
from tacitus.record import Count, Figure, Incident, Party, Published, Quote, Report, Statement, When, Where

AT = "2026-01-01T00:00:00Z"
TOWNS = {
    "Karrada": (33.30, 44.43, "IQ", "Baghdad"),
    "Mosul": (36.34, 43.13, "IQ", "Nineveh"),
    "Maiduguri": (11.85, 13.16, "NG", "Borno"),
    "Kano": (12.00, 8.52, "NG", "Kano"),
    "Damboa": (11.16, 12.76, "NG", "Borno"),
    "Qamishli": (37.05, 41.23, "SY", "Al-Hasakah"),
}


def town(name: str) -> Where:
    lat, lon, country, admin1 = TOWNS[name]
    return Where(
        name=name, said=name, lat=lat, lon=lon, precision="exact", country=country, admin1=admin1, place_id=name
    )


def province(name: str, lat: float, lon: float, country: str) -> Where:
    return Where(
        name=name, said=name, lat=lat, lon=lon, precision="province", country=country, admin1=name, place_id=name
    )


def land(code: str, said: str, lat: float, lon: float) -> Where:
    return Where(name=said, said=said, lat=lat, lon=lon, precision="country", country=code, place_id=code)


def day(value: str, until: str | None = None, **other: Any) -> When:
    return When(**{"start": value, "end": until or value, "precision": "day", "basis": "stated", **other})


def toll(low: int | None, high: int | None, words: str, quote: Quote, speaker: str | None = None) -> Count:
    best = low if low == high else None
    return Count(low=low, high=high, best=best, rule="reader", said=[
        Figure(low=low, high=high, words=words, speaker=speaker, quotes=[quote])])


class Told:
    """Reports and their statements; `tell` adds one report with one statement and returns the statement."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.statements: list[Statement] = []

    def report(self, text: str, published: str | None = None, publisher: str | None = None, copies: Any = ()) -> Report:
        made = Report(
            id=Report.identify(f"{text} {len(self.reports)}"), raw_sha256="0" * 64, text=text, publisher=publisher,
            published=Published(date=published, how="given" if published else "none"), copies=list(copies),
        )
        self.reports[made.id] = made
        return made

    def tell(
        self, type: str = "bombing", *, text: str = "A bomb went off.", published: str | None = "2020-05-05",
        publisher: str | None = None, inside: Report | None = None, killed: Any = None, target: str | None = None,
        attacker: str | None = None, attacker_status: Any = "stated", speaker: str | None = None, copies: Any = (),
        actor: str | None = None, **fields: Any,
    ) -> Statement:
        report = inside or self.report(text, published, publisher, copies)
        quote = Quote(report=report.id, start=0, end=len(report.text), words=report.text)
        roles: dict[str, list[Party]] = dict(fields.pop("roles", {}))
        if target:
            roles["target"] = [Party(name=target, words=target, quotes=[quote])]
        if attacker:
            roles["attacker"] = [
                Party(name=attacker, words=attacker, actor=actor, status=attacker_status, quotes=[quote])]
        counts = {}
        if killed is not None:
            low, high = killed if isinstance(killed, tuple) else (killed, killed)
            counts["killed"] = toll(low, high, f"{low} to {high}", quote, speaker)
        made = Statement(
            id=f"s{len(self.statements):04d}", report=report.id, type=type, roles=roles, counts=counts, quotes=[quote],
            **fields,
        )
        self.statements.append(made)
        return made

    def merged(self) -> list[Incident]:
        return merge(self.statements, reports=self.reports, at=AT)

    def groups(self) -> set[frozenset[str]]:
        return groups(self.merged())


def groups(incidents: list[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.statements) for incident in incidents if not incident.redirect and incident.statements}


def one_by_one(told: Told, order: list[str], memory: Memory | None = None) -> list[Incident]:
    """What stands after the reports of `order` have come in singly, all that stands known each time."""
    by_id = {statement.id: statement for statement in told.statements}
    standing: dict[str, Incident] = {}
    for report in order:
        known = [(incident, [by_id[one] for one in incident.statements]) for incident in standing.values()]
        fresh = [statement for statement in told.statements if statement.report == report]
        for incident in merge(fresh, known, reports=told.reports, at=AT, memory=memory):
            standing[incident.id] = incident
    return list(standing.values())
