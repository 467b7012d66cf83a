"""Who, whom, with what, how many and in which words: the named features that tell two happenings of a day apart."""

from __future__ import annotations

from tacitus import ontology
from tacitus.merge.facts import PATIENTS, Facts
from tacitus.merge.nearness import Found
from tacitus.merge.words import capitals, limits, overlap, same_name, shared, step

Interval = tuple[int | None, int | None]
OTHERS = ("wounded", "kidnapped", "arrested", "displaced", "troops", "missing", "released", "attacks")
ENOUGH = 6  # content words a text must have before the share of common ones says anything
NAMED = 2  # capitalised words: "Omar Haddad", not "Police"
SAME_TEXT = 0.9  # share of common words from which a wire copy's statement is the original's


def actors(a: Facts, b: Facts) -> Found:
    """Those who acted. Two holders of one town are two happenings."""
    if not a.agents or not b.agents:
        return ("actor_unsaid",)
    listed = len({x.actor for x in a.agents if x.actor} & {x.actor for x in b.agents})
    if listed:
        return ("same_actors",) if listed > 1 else ("same_actor",)
    if any(same_name(x.name, y.name) for x in a.agents for y in b.agents):
        named = any(x.name[:1].isupper() for x in (*a.agents, *b.agents))
        return ("same_actor_name",) if named else ("alike_actor",)
    if a.sides & b.sides:
        return ("same_sides",)
    if not all(any(x.actor for x in side) for side in (a.agents, b.agents)):
        return ("actor_unlisted",)
    if "territory-held" in (a.statement.type, b.statement.type):
        return "held by two"
    stated = all(any(x.status == "stated" for x in side) for side in (a.agents, b.agents))
    return ("other_actor",) if stated else ("other_actor_blamed",)


def targets(a: Facts, b: Facts) -> Found:
    """Whom or what it befell."""
    one, other = a.targets | a.victims, b.targets | b.victims
    if not one or not other:
        return ("target_unsaid",)
    share = overlap(one, other)
    if share >= 0.5:
        return ("same_target",)
    if share > 0:
        return ("alike_target",)
    if person(a) and person(b):
        return ("other_person",)
    return ("other_target",) if a.targets and b.targets else ("target_or_victim",)


def person(x: Facts) -> bool:
    """Whether the act is told apart by whom it befell, and the statement names them."""
    kind = ontology.load().types.get(x.statement.type)
    if kind is None or kind.family not in limits()["types"]["personal"]:
        return False
    return any(capitals(party.name) >= NAMED for role in PATIENTS for party in x.statement.roles.get(role, []))


def weapon(a: Facts, b: Facts) -> Found:
    """What it was done with."""
    if not a.weapons or not b.weapons:
        return ()
    return ("same_weapon",) if overlap(a.weapons, b.weapons) else ("other_weapon",)


def tolls(a: Facts, b: Facts) -> Found:
    """The numbers: equal, fitting, rising with the day of the report, or not to be brought together."""
    first, second = sorted((a, b), key=lambda x: (x.published[:10], x.statement.id))
    ordered = bool(first.published) and first.published[:10] < second.published[:10]
    found = []
    if "killed" in first.tolls and "killed" in second.tolls:
        found.append("killed_" + _toll(first.tolls["killed"], second.tolls["killed"], ordered))
    elif "killed" in first.tolls or "killed" in second.tolls:
        found.append("killed_unsaid")
    elif not (deathless(a) and deathless(b)):
        found.append("killed_unsaid_by_both")
    shared_counts = [what for what in OTHERS if what in first.tolls and what in second.tolls]
    others = {_toll(first.tolls[what], second.tolls[what], ordered) for what in shared_counts}
    if others:
        found.append("others_" + min(others, key=limits()["toll"]["order"].index))
    return tuple(found)


def deathless(x: Facts) -> bool:
    """Whether it is of a kind of which nobody expects to hear how many died: a march, an arrest, a town that changes hands."""
    kind = ontology.load().types.get(x.statement.type)
    return kind is not None and kind.family in limits()["types"]["deathless"]


def _toll(first: Interval, second: Interval, ordered: bool) -> str:
    """The name of how two numbers lie to each other."""
    rules = limits()["toll"]
    number, other = _number(first), _number(second)
    if first == second or number == other and number and _meet(first, second):
        return step(rules["equal"], number, at_least=True)  # "57" and "at least 57" are one figure
    ratio = max(number, other, 1) / max(1, min(number, other))
    if ordered and first[1] is None and other >= number:
        return step(rules["open_rising"], ratio)
    if _meet(first, second) and ratio <= rules["fits"]:
        return "fits"
    return step(rules["unordered" if not ordered else "rising" if other >= number else "falling"], ratio)


def _number(toll: Interval) -> int:
    low, high = toll
    return low if low is not None else high or 0


def _meet(a: Interval, b: Interval) -> bool:
    low = max(x for x in (a[0], b[0], 0) if x is not None)
    highs = [x for x in (a[1], b[1]) if x is not None]
    return not highs or low <= min(highs)


def text(a: Facts, b: Facts) -> Found:
    """The words around: a wire copy, much the same text, rare names in common, one claimant."""
    rules = limits()["text"]
    long = min(len(a.words), len(b.words)) >= ENOUGH
    share = shared(a.words, b.words) if long else 0.0
    copies = b.statement.report in a.copies or a.statement.report in b.copies
    if copies and (share >= SAME_TEXT or not long and _same_words(a, b)):
        return ("wire_copy",)
    found = [step(rules["share"], share, at_least=True)] if long else [_few(a, b)]
    common = len(a.names & b.names)
    if common:
        found.append(step(rules["names"], common, at_least=True))
    if any(same_name(x.by, y.by) and x.stance == y.stance for x in a.statement.claims for y in b.statement.claims):
        found.append("same_claim")
    return tuple(name for name in found if name)


def _few(a: Facts, b: Facts) -> str:
    """How many telling words two short texts share, for a share of few words says little."""
    return step(limits()["text"]["few"], len(a.words & b.words), at_least=True) if a.words and b.words else ""


def _same_words(a: Facts, b: Facts) -> bool:
    one, other = ({quote.words for quote in x.statement.quotes} for x in (a, b))
    return one == other


def telling(a: Facts, b: Facts) -> Found:
    """Who tells it and when: one outlet twice, days between the papers, a mention in passing."""
    found = []
    if a.printed is not None and b.printed is not None:
        found.append(step(limits()["told"]["printed"], abs(a.printed - b.printed)))
    if a.publisher and a.publisher == b.publisher:
        found.append("same_outlet_same_day" if a.printed == b.printed else "same_outlet")
    if a.passing or b.passing:
        found.append("mentioned_in_passing")
    if a.anew != b.anew:
        found.append("told_anew")
    return tuple(found)
