"""Scores all 24 slots of MUC-4 by its guidelines, with a string match where they ask a person to judge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from muc_bench.keys import QUOTED, SCORED, Fill, Template
from muc_bench.texts import MONTHS

STRINGS = QUOTED
NUMBERS = frozenset({14, 17, 21, 24})
REFERRING = frozenset({7, 11, 13, 14, 15, 16, 19, 20, 21, 22, 23})
"""Slots whose fills name the fill of another slot to which they belong; without it they are half right."""

BROADER: dict[int, dict[str, frozenset[str]]] = {
    7: {
        "GUN": frozenset({"MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"}),
        "EXPLOSIVE": frozenset(
            {"BOMB", "VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB", "GRENADE", "MOLOTOV COCKTAIL"}
        ),
        "BOMB": frozenset({"VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"}),
        "PROJECTILE": frozenset({"MISSILE", "ROCKET"}),
    },
    11: {"SUSPECTED OR ACCUSED": frozenset({"SUSPECTED OR ACCUSED BY AUTHORITIES"})},
    13: {"POLITICAL FIGURE OFFICE OR RESIDENCE": frozenset({"GOVERNMENT OFFICE OR RESIDENCE"})},
    16: {"DESTROYED": frozenset({"SOME DAMAGE"})},
    20: {
        "GOVERNMENT OFFICIAL": frozenset({"FORMER GOVERNMENT OFFICIAL"}),
        "ACTIVE MILITARY": frozenset({"FORMER ACTIVE MILITARY"}),
        "POLITICAL FIGURE": frozenset({"GOVERNMENT OFFICIAL"}),
    },
    23: {"NO INJURY": frozenset({"NO INJURY OR DEATH"}), "NO DEATH": frozenset({"NO INJURY OR DEATH"})},
}
"""Answers that the guidelines (section 3.2) count half right, and the key's values for which they do so."""

UNESSENTIAL = frozenset(
    ("A", "AN", "THE", "SOME", "SEVERAL", "MANY", "OTHER", "ANOTHER", "HIS", "HER", "ITS", "THEIR")
    + ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN")
)
"""Articles, quantifiers and possessives: the guidelines' "nonessential modifiers", as far as they can be listed."""

Counts = tuple[float, float, float]
"""Possible, actual, credit."""


def score(responses: Mapping[str, Sequence[Template]], keys: Mapping[str, Sequence[Template]]) -> dict[int, Counts]:
    """Possible, actual and credit of each slot over the keys' reports."""
    total = dict.fromkeys(SCORED, (0.0, 0.0, 0.0))
    for document, gold in keys.items():
        for slot, counts in _report(responses.get(document, []), gold):
            total[slot] = _sum(total[slot], counts)
    return total


def rpf(counts: Counts) -> tuple[float, float, float]:
    """Recall, precision and F, in hundredths."""
    possible, actual, credit = counts
    r = 100 * credit / possible if possible else 0.0
    p = 100 * credit / actual if actual else 0.0
    return r, p, (2 * p * r / (p + r) if p + r else 0.0)


def whole(total: Mapping[int, Counts]) -> Counts:
    """All slots together."""
    out: Counts = (0.0, 0.0, 0.0)
    for counts in total.values():
        out = _sum(out, counts)
    return out


def _sum(a: Counts, b: Counts) -> Counts:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _report(mine: Sequence[Template], gold: Sequence[Template]) -> list[tuple[int, Counts]]:
    """The counts of one report: templates paired by how much they share, the others all spurious or all missing."""
    tables = {(i, j): _template(m, g) for i, m in enumerate(mine) for j, g in enumerate(gold) if _may_pair(m, g)}
    pairs = best({pair: sum(c[2] for _, c in table) for pair, table in tables.items()})
    out = [row for pair in pairs for row in tables[pair]]
    for i, m in enumerate(mine):
        if all(i != a for a, _ in pairs):
            out += [(slot, (0.0, float(len(fills)), 0.0)) for slot, fills in m.slots.items()]
    for j, g in enumerate(gold):
        if all(j != b for _, b in pairs) and not g.optional:
            out += [(slot, (float(sum(not f.optional for f in fills)), 0.0, 0.0)) for slot, fills in g.slots.items()]
    return out


def _may_pair(mine: Template, gold: Template) -> bool:
    """Section 3.2.1: at least a partial match of the type."""
    return any(_set(4, m, g) > 0 for m in mine.slots.get(4, []) for g in gold.slots.get(4, []))


def _template(mine: Template, gold: Template) -> list[tuple[int, Counts]]:
    return [(slot, _slot(slot, mine.slots.get(slot, []), gold.slots.get(slot, []))) for slot in SCORED]


def _slot(slot: int, mine: Sequence[Fill], gold: Sequence[Fill]) -> Counts:
    gains = {(i, j): credit(slot, m, g) for i, m in enumerate(mine) for j, g in enumerate(gold)}
    pairs = best(gains)
    matched = {j for _, j in pairs}
    possible = sum(1 for j, g in enumerate(gold) if j in matched or not g.optional)
    return float(possible), float(len(mine)), sum(gains[pair] for pair in pairs)


def best(gains: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The one-to-one pairing with the most gain; greedy from the largest, then bettered by exchanges."""
    pairs: dict[int, int] = {}
    for i, j in sorted((p for p in gains if gains[p] > 0), key=lambda p: (-gains[p], p)):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    improved = True
    while improved:
        improved = False
        for i, a in list(pairs.items()):
            for k, b in list(pairs.items()):
                now = gains[i, a] + gains[k, b]
                if i < k and gains.get((i, b), 0) + gains.get((k, a), 0) > now:
                    pairs[i], pairs[k], improved = b, a, True
                    break
            if improved:
                break
    return [(i, j) for i, j in pairs.items() if gains.get((i, j), 0) > 0]


def credit(slot: int, mine: Fill, gold: Fill) -> float:
    """How far a fill is right: 1, a half, or 0."""
    if slot == 2:
        value = max(_date(m, g) for m in mine.options for g in gold.options)
    elif slot == 3:
        value = max(_place(m, g) for m in mine.options for g in gold.options)
    elif slot in STRINGS:
        value = max(words(m, g) for m in mine.options for g in gold.options)
    elif slot in NUMBERS:
        value = max(_number(m, g) for m in mine.options for g in gold.options)
    else:
        value = _set(slot, mine, gold)
    if value == 1 and slot in REFERRING and gold.refs:
        referred = max((words(m, g) for m in mine.refs for g in gold.refs), default=0.0)
        return 1.0 if referred == 1 else 0.5
    return value


def _set(slot: int, mine: Fill, gold: Fill) -> float:
    if set(mine.options) & set(gold.options):
        return 1.0
    if slot == 4 and "ATTACK" in mine.options:
        return 0.5
    broader = BROADER.get(slot, {})
    return 0.5 if any(g in broader.get(m, ()) for m in mine.options for g in gold.options) else 0.0


def words(mine: str, gold: str) -> float:
    """Whether two wordings name the same: 1 but for unessential modifiers or with more modifiers in front, ½ for a part."""
    m, g = _essential(mine), _essential(gold)
    if m == g:
        return 1.0
    if not m or not g:
        return 0.0
    if set(g) < set(m):
        return 1.0 if m[-len(g) :] == g else 0.5
    return 0.5 if set(m) < set(g) else 0.0


def _essential(said: str) -> list[str]:
    return [w for w in re.sub(r"[^A-Z0-9 ]", " ", said.upper()).split() if w not in UNESSENTIAL]


def _number(mine: str, gold: str) -> float:
    """Sections 3.2.14 and 3.2.21: the same, or half where the key has a range or an estimate with that number."""
    if mine == gold:
        return 1.0
    ends = [n.strip() for n in gold.lstrip("~").split("-")]
    return 0.5 if mine in ends and (gold.startswith("~") or "-" in gold) else 0.0


def _day(said: str) -> int | None:
    match = re.match(r"\s*(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)\s*$", said.upper())
    if match is None or match.group(2) not in MONTHS:
        return None
    return (int(match.group(3)) * 12 + MONTHS.index(match.group(2))) * 31 + int(match.group(1))


def _span(said: str) -> tuple[int | None, int | None]:
    start, dash, end = said.partition("-")
    return (_day(start), _day(end)) if dash else (_day(start), _day(start))


def _date(mine: str, gold: str) -> float:
    """Section 3.2.2: exact, half for a part of the key's range and for a default whose end is the key's day."""
    if "".join(mine.split()) == "".join(gold.split()):
        return 1.0
    (a, b), (c, d) = _span(mine), _span(gold)
    if mine.strip().startswith("-"):
        return 0.5 if b is not None and b == d else 0.0
    if a is None or b is None or d is None or "-" not in gold:
        return 0.0
    return 0.5 if b <= d and (c is None or a >= c) else 0.0


def _place(mine: str, gold: str) -> float:
    """Section 3.2.3: exact by names, half where the country is right, or all but the country, or one end of a range."""
    m, g = place_names(mine), place_names(gold)
    if m == g:
        return 1.0
    if m[:1] == g[:1] or (m[1:] and m[1:] == g[1:]):
        return 0.5
    return 0.0


def place_names(said: str) -> list[str]:
    """The names in a location, from the country down, without their kinds."""
    parts = re.split(r":|\s-\s", said.upper())
    return [" ".join(re.sub(r"\(.*?\)", "", part).split()) for part in parts]
