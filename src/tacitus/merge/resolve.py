"""Draws an incident's fields from all statements about it, each field by the rules in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tacitus.merge import choosing, disputes, parties, tolls
from tacitus.merge.corrected import corrected
from tacitus.merge.grades import grades
from tacitus.merge.independent import moment, sources
from tacitus.merge.rules import Rules, default
from tacitus.merge.takenback import taken_back
from tacitus.record import Decision, Hedge, Incident, Purpose, Report, Statement

_STATUSES = ("reported", "alleged", "claimed", "denied", "foiled", "planned", "threatened", "hypothetical")
"""From the surest to the least sure: one report in its own voice outweighs those that only say what others say. What its own
source took back outweighs nothing (`takenback`): where nobody else tells it, it is denied."""


def derive(
    identity: str,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    rules: Rules | None = None,
    decisions: Sequence[Decision] = (),
) -> Incident:
    """The incident that these statements tell of, without history. Depends on nothing else, nor on their order.

    reports: by id; one that is missing gives no date, copies or reliability. rules: the default where None.
    decisions: of people, that bear on it, oldest first; they outrank the rules (`corrected`). Quotes, parties and
    claims stand in the order in which the reports were published. `Incident.rules` says what chose each field. Never
    raises for what reports say.
    """
    rules = rules or default()
    told = sorted(statements, key=lambda one: founding_order(one, reports))
    independent = sources((statement.report for statement in told), reports)
    all_told = choosing.Told(told, independent, reports)
    numbers, figures = tolls.counts(told, reports, rules)
    roles, back = parties.roles(told), taken_back(told, independent, reports)
    doubts = parties.distinct([
        *(doubt for statement in told for doubt in statement.doubts), *figures, *disputes.of_days(told),
        *disputes.of_places(told), *parties.clashes(told, back),
    ])
    airwars, admiralty = grades(told, independent, reports, roles, doubts, back)
    drawn = Incident(
        id=identity,
        type=choosing.type_of(all_told, rules.type),
        status=min((statement.status for statement in told if statement.id not in back), key=_STATUSES.index),
        when=choosing.when(all_told, rules.when),
        where=choosing.where(all_told, rules.where),
        roles=choosing.attackers(all_told, rules.attackers, roles),
        counts=numbers,
        claims=parties.claims(told),
        damage=parties.damage(told),
        corrections=parties.distinct(item for statement in told for item in statement.corrections),
        speaker=_speaker(told),
        certainty=_certainty(told),
        doubts=doubts,
        purpose=_purpose(told),
        quotes=list(dict.fromkeys(quote for statement in told for quote in statement.quotes)),
        statements=[statement.id for statement in told],
        reports=list(dict.fromkeys(statement.report for statement in told)),
        independent_sources=len(set(independent.values())),
        grade=airwars,
        admiralty=admiralty,
        rules=_named(rules),
        background=all(statement.role_in_report == "background" for statement in told),
    )
    return corrected(drawn, decisions)


def _named(rules: Rules) -> dict[str, str]:
    """What chose each field: the set, and its choice for it; each count names its own rule."""
    return {"set": rules.name, "type": rules.type, "when": rules.when, "where": rules.where, "attackers": rules.attackers}


def founding_order(statement: Statement, reports: Mapping[str, Report]) -> tuple[bool, str, str]:
    """Sorts statements: the earliest published first, those without a date last, then by id."""
    at = moment(reports.get(statement.report))
    return (not at, at, statement.id)


def _speaker(told: Sequence[Statement]) -> str | None:
    """Nobody where any report says it itself; else the one most reports name."""
    said = Counter(statement.speaker for statement in told)
    if None in said:
        return None
    return min(said, key=lambda who: (-said[who], who or ""))


def _certainty(told: Sequence[Statement]) -> Hedge | str:
    """Stated where any report states it; else the earliest hedge."""
    if any(statement.certainty == "stated" for statement in told):
        return "stated"
    return told[0].certainty


def _purpose(told: Sequence[Statement]) -> Purpose | None:
    """The earliest that a report gives whose matter the incident is, else the earliest at all."""
    given = [statement for statement in told if statement.purpose is not None]
    main = [statement for statement in given if statement.role_in_report == "main"]
    return next((statement.purpose for statement in main or given), None)
