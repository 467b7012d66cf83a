"""Holds who fights whom and who holds what against re3d: `python bench/re3d.py DATA`.

DATA holds re3d/ (documents.json, entities.json and relations.json in a folder a source). Two relations are measured,
as distinct pairs of a document. Fighting: FightingAgainst between people, organisations and places (weapons and
vehicles left out), against the attackers of a statement paired with its targets and victims, and the sides of a
clash; either order is right, as fighting is mutual. Control: InChargeOf from a person or organisation to a place (the
set's name for control), against holders and takers paired with the place or target of a statement that a place is
held or taken. Two names are one if, without articles and marks, one holds the other as whole words, or the actor list
knows both as the same. The set's pairs also have pronouns for parties ("we", "their"), which nobody can find by name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import results

import tacitus
from tacitus import actors
from tacitus.record import Statement
from tacitus.record.statement import COUNTED

Pair = tuple[str, str]
PARTIES = frozenset({"Organisation", "Person", "Location", "Nationality"})
HOLDING = frozenset({"territory-held", "territory-taken"})
ATTACKED = ("target", "victim", "besieged")


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line."""
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def gold(folder: Path) -> dict[str, dict[str, set[Pair]]]:
    """The pairs of each document, by relation."""
    kinds = {(e["documentId"], e["begin"], e["end"]): e["type"] for e in rows_of(folder / "entities.json")}
    found: dict[str, dict[str, set[Pair]]] = {}
    for row in rows_of(folder / "relations.json"):
        key = row["documentId"]
        source, target = (kinds.get((key, row[f"{end}Begin"], row[f"{end}End"])) for end in ("source", "target"))
        pairs = found.setdefault(key, {"fighting": set(), "control": set()})
        if row["type"] == "FightingAgainst" and {source, target} <= PARTIES:
            pairs["fighting"].add((row["source"], row["target"]))
        if row["type"] == "InChargeOf" and source in ("Organisation", "Person") and target == "Location":
            pairs["control"].add((row["source"], row["target"]))
    return found


def stated(statements: Iterable[Statement]) -> dict[str, set[Pair]]:
    """The pairs that the statements of a document tell of, by relation."""
    found: dict[str, set[Pair]] = {"fighting": set(), "control": set()}
    for one in statements:
        if one.status not in COUNTED:
            continue
        found["fighting" if one.type not in HOLDING else "control"] |= set(_control(one) or _fighting(one))
        if one.type in HOLDING:
            found["fighting"] |= set(_fighting(one))
    return found


def _words(one: Statement, *roles: str) -> list[str]:
    """The words of all who play one of the roles."""
    return [party.words for role in roles for party in one.roles.get(role, [])]


def _fighting(one: Statement) -> Iterator[Pair]:
    """Attackers with those attacked; takers with former holders; where only sides are told, each with each."""
    attackers = _words(one, "attacker", "taker")
    hit = _words(one, *ATTACKED, "former_holder")
    yield from ((source, target) for source in attackers for target in hit)
    if one.type == "armed-clash" and not hit:
        yield from combinations([*attackers, *_words(one, "force")], 2)


def _control(one: Statement) -> list[Pair]:
    """Holders and takers with what is held or taken."""
    if one.type not in HOLDING:
        return []
    places = [*_words(one, "target", "place"), *([one.where.said] if one.where.said else [])]
    return [(holder, place) for holder in _words(one, "holder", "taker") for place in places]


def plain(name: str) -> str:
    """The name in lower case, without articles and marks."""
    words = re.findall(r"\w+", name.lower().replace("'s", " ").replace("’s", " "))
    return " ".join(word for word in words if word not in ("the", "a", "an"))


@cache
def same(one: str, other: str) -> bool:
    """Whether both name the same, see the docstring of the module."""
    first, second = plain(one), plain(other)
    if not first or not second:
        return False
    if f" {first} " in f" {second} " or f" {second} " in f" {first} ":
        return True
    known = [actors.resolve(name, None, None) for name in (one, other)]
    return known[0] is not None and known[1] is not None and known[0].id == known[1].id


def matched(pairs: set[Pair], others: set[Pair], *, either: bool) -> int:
    """How many of the pairs have their like among the others."""
    def like(pair: Pair, other: Pair) -> bool:
        straight = same(pair[0], other[0]) and same(pair[1], other[1])
        return straight or (either and same(pair[0], other[1]) and same(pair[1], other[0]))

    return sum(any(like(pair, other) for other in others) for pair in pairs)


def measure(folder: Path) -> list[dict[str, Any]]:
    """Reads every document; a line a relation."""
    sums = {name: dict.fromkeys(("expected", "told", "found", "right"), 0) for name in ("fighting", "control")}
    for part in sorted(path.parent for path in folder.glob("*/documents.json")):
        expected = gold(part)
        for document in rows_of(part / "documents.json"):
            told = stated(tacitus.read_text(document["text"], title=document.get("title")).statements)
            for name, tally in sums.items():
                there = expected.get(document["_id"], {}).get(name, set())
                tally["expected"] += len(there)
                tally["told"] += len(told[name])
                tally["found"] += matched(there, told[name], either=name == "fighting")
                tally["right"] += matched(told[name], there, either=name == "fighting")
    return [{"relation": name, **_line(tally)} for name, tally in sums.items()]


def _line(tally: dict[str, int]) -> dict[str, Any]:
    """Counts, precision, recall and F in per cent."""
    p = 100 * tally["right"] / max(tally["told"], 1)
    r = 100 * tally["found"] / max(tally["expected"], 1)
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"expected": tally["expected"], "told": tally["told"], "P": p, "R": r, "F": f}


def main(arguments: list[str]) -> None:
    """Measure, print and record; says plainly what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder")
    folder = parser.parse_args(arguments).data / "re3d"
    if not any(folder.glob("*/documents.json")):
        sys.exit(f"there is no {folder}/*/documents.json: give the folder that holds re3d/")
    lines = measure(folder)
    print(results.table(lines))
    results.record("re3d", lines, NOTE)


NOTE = (
    "re3d (development data): distinct pairs of a document, from the statements of the reader. Fighting: both sides, in "
    "either order; control: who holds or took which place. What is said of wars in general, without a happening, counts too."
)

if __name__ == "__main__":
    main(sys.argv[1:])
