"""Points for who, whom, with what, how many and in which words: what tells two happenings of a day apart."""

from __future__ import annotations

from typing import Any

from tacitus import ontology
from tacitus.merge.facts import PATIENTS, Facts
from tacitus.merge.words import capitals, overlap, same_name, shared, step, weights

Interval = tuple[int | None, int | None]
PEOPLE = ("killed", "wounded", "kidnapped", "arrested", "displaced", "troops", "missing", "released", "attacks")
ENOUGH = 6  # content words a text must have before the share of common ones says anything
NAMED = 2  # capitalised words: "Omar Haddad", not "Police"
SAME_TEXT = 0.9  # share of common words from which a wire copy's statement is the original's


def actors(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for those who acted. Two holders of one town are two happenings."""
    points = weights()["actors"]
    if not a.agents or not b.agents:
        return {}
    if any(x.actor and x.actor == y.actor for x in a.agents for y in b.agents):
        return {"same_actor": points["same"]}
    if any(same_name(x.name, y.name) for x in a.agents for y in b.agents):
        listed = any(x.name[:1].isupper() for x in (*a.agents, *b.agents))
        return {"same_actor": points["same"]} if listed else {"alike_actor": points["same_words"]}
    if a.sides & b.sides:
        return {"same_sides": points["same_words"]}
    if not all(any(x.actor for x in side) for side in (a.agents, b.agents)):
        return {}
    if "territory-held" in (a.statement.type, b.statement.type):
        return "held by two"
    stated = all(any(x.status == "stated" for x in side) for side in (a.agents, b.agents))
    return {"other_actor": points["conflict_stated"] if stated else points["conflict_said"]}


def targets(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for whom or what it befell."""
    points = weights()["targets"]
    one, other = a.targets | a.victims, b.targets | b.victims
    if not one or not other:
        return {}
    share = overlap(one, other)
    if share >= 0.5:
        return {"same_target": points["same"]}
    if share > 0:
        return {"alike_target": points["some"]}
    if _person(a) and _person(b):
        return {"other_person": points["different_person"]}
    if a.targets and b.targets:
        return {"other_target": points["different"]}
    return {"target_or_victim": points["vague"]}


def _person(x: Facts) -> bool:
    """Whether the act is told apart by whom it befell, and the statement names them."""
    kind = ontology.load().types.get(x.statement.type)
    if kind is None or kind.family not in weights()["types"]["personal"]:
        return False
    return any(capitals(party.name) >= NAMED for role in PATIENTS for party in x.statement.roles.get(role, []))


def weapon(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for what it was done with."""
    if not a.weapons or not b.weapons:
        return {}
    points = weights()["weapon"]
    return {"same_weapon": points["same"]} if overlap(a.weapons, b.weapons) else {"other_weapon": points["different"]}


def tolls(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for the numbers: equal, fitting, rising with the day of the report, or not to be brought together."""
    points, total, seen = weights()["toll"], 0.0, False
    first, second = sorted((a, b), key=lambda x: (x.published[:10], x.statement.id))
    ordered = bool(first.published) and first.published[:10] < second.published[:10]
    for what in PEOPLE:
        if what in first.tolls and what in second.tolls:
            seen = True
            share = 1.0 if what == "killed" else points["others_share"]
            total += share * _toll(first.tolls[what], second.tolls[what], ordered, points)
    return {"tolls": min(points["most"], max(points["least"], round(total, 3)))} if seen else {}


def _toll(first: Interval, second: Interval, ordered: bool, points: dict[str, Any]) -> float:
    number, other = _number(first), _number(second)
    if first == second:
        return step(points["equal"], number, at_least=True)
    ratio = max(number, other, 1) / max(1, min(number, other))
    if ordered and first[1] is None and other >= number:
        return step(points["open_rising"], ratio)
    if _meet(first, second) and ratio <= points["rising"][0][0]:
        return float(points["fits"])
    if not ordered:
        return step(points["unordered"], ratio)
    return step(points["rising"] if other >= number else points["falling"], ratio)


def _number(toll: Interval) -> int:
    low, high = toll
    return low if low is not None else high or 0


def _meet(a: Interval, b: Interval) -> bool:
    low = max(x for x in (a[0], b[0], 0) if x is not None)
    highs = [x for x in (a[1], b[1]) if x is not None]
    return not highs or low <= min(highs)


def text(a: Facts, b: Facts) -> dict[str, float] | str:
    """Points for the words around: a wire copy, much the same text, rare names in common, one claimant."""
    points = weights()["text"]
    found: dict[str, float] = {}
    long = min(len(a.words), len(b.words)) >= ENOUGH
    share = shared(a.words, b.words) if long else 0.0
    copies = b.statement.report in a.copies or a.statement.report in b.copies
    if copies and (share >= SAME_TEXT or not long and _same_words(a, b)):
        return {"wire_copy": points["copy"]}
    if share >= points["some_from"]:
        found["text"] = points["much"] if share >= points["much_from"] else points["some"]
    common = len(a.names & b.names)
    if common:
        found["names"] = step(points["names"], common, at_least=True)
    if any(same_name(x.by, y.by) and x.stance == y.stance for x in a.statement.claims for y in b.statement.claims):
        found["same_claim"] = points["claim"]
    return found


def _same_words(a: Facts, b: Facts) -> bool:
    one, other = ({quote.words for quote in x.statement.quotes} for x in (a, b))
    return one == other
