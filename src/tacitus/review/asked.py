"""Finds what is unsure about one incident, or between two, and weighs it by the deaths that hang on it."""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import cosh
from pathlib import Path
from typing import Any

from tacitus import ontology
from tacitus.merge import Held
from tacitus.merge.history import facts
from tacitus.merge.margins import Margin
from tacitus.record import Count, Doubt, Incident, Statement
from tacitus.record.statement import COUNTED
from tacitus.store import Question
from tacitus.store.asking import Kind

KEY_LENGTH = 12


def questions(incident: Incident, statements: Sequence[Statement], held: Iterable[Held] = ()) -> list[Question]:
    """What a person should look at in an incident by itself. Depends on nothing but the arguments.

    statements: all that the incident is drawn from. held: people's decisions; what they settled is asked again only when the
    reports give something else, which the record says by a doubt of the kind "decided".
    """
    held = list(held)
    found = [*_doubted(incident), *_unplaced(incident), *_weakly_read(incident, statements)]
    return [one for one in found if one.unsure >= weights()["least"] and not _settled(one, incident, held)]


def pairs(margins: Iterable[Margin], incidents: Mapping[str, Incident]) -> list[Question]:
    """What a person should look at between incidents, or in the way that one was grouped; a few for each incident."""
    every = [one for one in (_pair(each, incidents) for each in margins) if one.unsure >= weights()["least"]]
    every.sort(key=lambda one: (-one.score, one.key))
    asked: dict[str, int] = defaultdict(int)
    kept = []
    for one in every:
        both = [one.incident, *([one.other] if one.other else [])]
        if one.kind == "part" or all(asked[each] < weights()["pairs"] for each in both):
            kept.append(one)
            if one.kind == "pair":
                for each in both:
                    asked[each] += 1
    return kept


def deaths(incident: Incident) -> int:
    """The dead by the best figure, else the lowest or highest stated; 0 where the type or status is none that counts."""
    kind = ontology.load().types.get(incident.type)
    if incident.status not in COUNTED or (kind is not None and not kind.counts_as_violence):
        return 0
    said = incident.counts.get("killed", Count())
    return next((one for one in (said.best, said.low, said.high) if one is not None), 0)


def closeness(margin: float) -> float:
    """1 at the bar itself, and less the further from it, in log odds: four times p (1 - p)."""
    return 1.0 / cosh(max(-50.0, min(50.0, margin)) / 2) ** 2


@cache
def weights() -> dict[str, Any]:
    """`weights.toml`."""
    with (Path(__file__).parent / "weights.toml").open("rb") as file:
        return tomllib.load(file)


def _pair(margin: Margin, incidents: Mapping[str, Incident]) -> Question:
    one, other = incidents[margin.first], incidents[margin.second]
    alone = margin.first == margin.second
    at_stake = deaths(one) if alone else min(deaths(one), deaths(other))
    if alone:
        why = "one of its reports may tell of another happening"
    elif margin.margin > 0:
        why = "by themselves these would be taken for one happening; others around them speak against it"
    else:
        why = "these may be one happening"
    known = sorted({*one.statements, *other.statements})
    kind: Kind = "part" if alone else "pair"
    unsure = closeness(margin.margin) * weights()["kind"][kind]
    return _question(
        kind, one, None if alone else other.id, None, why, at_stake, unsure, known, margin.statements, margin.features
    )


def _question(
    kind: Kind, incident: Incident, other: str | None, field: str | None, why: str, at_stake: int, unsure: float,
    evidence: Sequence[str], statements: Sequence[str] = (), features: Mapping[str, float] | None = None,
) -> Question:
    same = [kind, *sorted([incident.id, *([other] if other else [])]), field or "", *(statements if kind == "part" else ())]
    first, second = (incident.id, other) if other is None or incident.id < other else (other, incident.id)
    return Question(
        key="q" + _hash(same), kind=kind, incident=first, other=second, field=field, statements=list(statements), why=why,
        deaths=at_stake, unsure=round(unsure, 4), score=round((1 + at_stake) * unsure, 4), features=dict(features or {}),
        evidence=_hash([why, *evidence]),
    )


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:KEY_LENGTH]


def _doubted(incident: Incident) -> Iterator[Question]:
    """One question for each kind and field, with all doubts of it."""
    together: dict[tuple[Kind, str], list[Doubt]] = defaultdict(list)
    for doubt in incident.doubts:
        kind: Kind = weights()["doubts"].get(doubt.kind) or weights()["of_field"].get(doubt.field, "doubt")
        together[kind, weights()["settled_by"].get(doubt.field, doubt.field)].append(doubt)
    for (kind, field), doubts in sorted(together.items()):
        why = "; ".join(dict.fromkeys(one.why for one in doubts))
        at_stake, unsure = deaths(incident), float(weights()["kind"][kind])
        if kind == "toll":
            at_stake, apart = _spread(incident, field)
            unsure *= apart * (weights()["toll"]["explained"] if all(one.reasons for one in doubts) else 1.0)
            unsure = max(unsure, weights()["least"])  # a dispute is asked about, if last
        yield _question(kind, incident, None, field, why, at_stake, unsure, [why])


def _spread(incident: Incident, field: str) -> tuple[int, float]:
    """How many deaths the figures lie apart, and how far that is beside the larger one."""
    what = field.partition(".")[2]
    said = [one for one in incident.counts.get(what, Count()).said if not one.cumulative]
    values = [value for one in said for value in (one.low, one.high) if value is not None]
    if len(values) < 2 or not deaths(incident) and what == "killed":
        return 0, 1.0
    apart = max(values) - min(values)
    counts = apart if what == "killed" else round(apart * weights()["toll"]["other_counts"])
    return counts, apart / max(values) if max(values) else 1.0


def _unplaced(incident: Incident) -> Iterator[Question]:
    unsure = float(weights()["unplaced"].get(incident.where.precision, 0.0))
    if unsure and deaths(incident):
        said = incident.where.name or incident.where.said
        known = f"only that it was in {said} is known" if incident.where.precision in ("country", "province") and said else (
            f'no map settles "{said}"' if said else "no place is known"
        )
        why = f"{deaths(incident):,} killed, and {known}"
        yield _question("unplaced", incident, None, "where", why, deaths(incident), unsure, [why])


def _weakly_read(incident: Incident, statements: Sequence[Statement]) -> Iterator[Question]:
    """Fields that a model was unsure of in every statement that gives them, and that no rule gave as well."""
    rules = weights()["field"]
    for field in rules["fields"]:
        given = [trace for one in statements for trace in one.traces if trace.field == field]
        if not given or any(trace.confidence is None for trace in given) or field not in facts(incident):
            continue
        surest = max(given, key=lambda trace: (trace.confidence or 0.0, trace.rule))
        if (surest.confidence or 0.0) < rules["low"]:
            why = f"{field} was read with a confidence of {surest.confidence:.2f} ({surest.rule})"
            unsure = rules["weighs"] * (1.0 - (surest.confidence or 0.0))
            yield _question("field", incident, None, field, why, deaths(incident), unsure, [why, facts(incident)[field]])


def _settled(question: Question, incident: Incident, held: Sequence[Held]) -> bool:
    """Whether people have dealt with this field as the reports now stand."""
    if question.kind == "decided":
        return False
    if any(one.field == question.field and one.kind in ("correct", "confirm") for one in incident.decisions):
        return True
    known = set(incident.statements)
    return any(
        one.decision.kind == "unsure" and one.decision.field == question.field and one.first and known <= set(one.first)
        for one in held
    )
