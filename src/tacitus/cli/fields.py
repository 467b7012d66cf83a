"""An incident field by field, for `show` and `explain`: its path, its value in words, and the quotes under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tacitus.cli import words
from tacitus.merge.history import claimed
from tacitus.record import Claim, Count, Incident, Quote, Statement, When, Where


@dataclass
class Field:
    """One value. path: as in traces, such as "roles.attacker". notes: more about the value, a line each."""

    path: str
    label: str
    value: str
    quotes: list[Quote] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fields(incident: Incident | Statement) -> Iterator[Field]:
    """Every field that has a value, and those whose lack should be said: day and place."""
    yield Field("type", "what", incident.type, incident.quotes)
    if incident.status != "reported":
        yield Field("status", "status", incident.status)
    yield _when(incident.when)
    yield _where(incident.where)
    for role, parties in incident.roles.items():
        for party in parties:
            note = [f"in the report: {words.clean(party.words)}"] if party.words and party.words != party.name else []
            listed = [f"listed actor {party.actor}"] if party.actor else []
            yield Field(f"roles.{role}", role.replace("_", " "), words.party(party), party.quotes, listed + note)
    for what, count in incident.counts.items():
        yield _count(what, count)
    for claim in incident.claims:
        yield Field("claims", "claim", _claim(claim), claim.quotes)
    for damage in incident.damage:
        yield Field("damage", "damage", words.clean(f"{damage.what}: {damage.effect}"), damage.quotes)
    for correction in incident.corrections:
        said = words.clean(f"first {correction.was}, then {correction.now}")
        yield Field("corrections", "corrected", said, correction.quotes)
    if incident.speaker:
        yield Field("speaker", "says", words.clean(incident.speaker))
    if incident.certainty != "stated":
        quotes = [] if isinstance(incident.certainty, str) else incident.certainty.quotes
        yield Field("certainty", "certainty", words.hedge(incident.certainty), quotes)
    if incident.purpose is not None:
        certainty = f"certainty: {words.hedge(incident.purpose.certainty)}"
        yield Field("purpose", "purpose", words.clean(incident.purpose.words), incident.purpose.quotes, [certainty])
    for doubt in incident.doubts:
        yield Field("doubts", "doubt", words.clean(f"{doubt.field}: {doubt.why}"), doubt.quotes)


def _when(value: When) -> Field:
    notes = [] if value.start is None else [f"{words.basis(value)}; precise to the {value.precision}"]
    if value.start is None or value.precision == "unknown":
        notes = [words.basis(value)]
    return Field("when", "when", words.when(value), value.quotes, notes)


def _where(value: Where) -> Field:
    notes = []
    if value.lat is not None and value.lon is not None:
        north, east = ("N" if value.lat >= 0 else "S"), ("E" if value.lon >= 0 else "W")
        notes.append(f"{abs(value.lat):.2f} {north} {abs(value.lon):.2f} {east}, {value.precision}")
        if value.precision_km is not None:
            notes[-1] += f" (within {value.precision_km:.0f} km)"
    within = ", ".join(part for part in (value.admin2, value.admin1, value.country) if part)
    if within:
        notes.append(f"in {words.clean(within)}")
    if value.place_id:
        notes.append(f"gazetteer {value.place_id}")
    return Field("where", "where", words.where(value), value.quotes, ["; ".join(notes)] if notes else [])


def _count(what: str, value: Count) -> Field:
    label = what.replace("_", " ")
    notes = [words.figure(figure) + f', in the words "{words.clean(figure.words)}"' for figure in value.said]
    if value.rule:
        notes.append(f"resolved by: {value.rule}")
    quotes = [quote for figure in value.said for quote in figure.quotes]
    said = words.count(value)
    if value.best is not None and value.low != value.high:
        said += f", best {value.best:,}"
    return Field(f"counts.{what}", label, said, quotes, notes)


def _claim(claim: Claim) -> str:
    return words.clean(claimed(claim) + (f", via {claim.via}" if claim.via else ""))
