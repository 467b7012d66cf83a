"""Gives short news snippets the labels of CASE-2021, task 2, and measures it: `python bench/events.py DATA`.

DATA holds case2021/snippets-dev.tsv (id, snippet, label). Counted as `score_events.py` of the checks does: F1 of each
label that is political violence or a change of who holds a place, weighted by how often it occurs; and the share of
snippets of other labels that are given one of these. The labels of the rules are those of the first statement that
tells of something new, by crosswalks/case2021.toml. `python bench/events.py SNIPPETS.tsv --predictions OUT.tsv` writes
`id`, tab, label for any such file (a third column is not needed and not read).
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import results

import tacitus
from tacitus.record import Party, Statement
from tacitus.record.statement import COUNTED

CROSSWALK: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "crosswalks" / "case2021.toml").read_text(encoding="utf-8")
)
COUNTED_LABELS = frozenset(CROSSWALK["labels"]["counted"])
NOTHING = "OTHER"
Labeller = Callable[[Sequence[str]], list[str]]


def load(path: Path) -> list[tuple[str, str, str | None]]:
    """Rows of the file: id, snippet, label (None where the file has no third column); its head line is left out."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [line for line in lines if line[0] != "id"]
    short = next((line for line in rows if len(line) < 2), None)
    if short is not None:
        sys.exit(f"{path}: the line {short[0][:60]!r} has no tab: each line is id, tab, snippet")
    return [(row[0], row[1], row[2].strip() if len(row) > 2 else None) for row in rows]


def by_rules(texts: Sequence[str]) -> list[str]:
    """The label of each snippet, from what the rule reader states."""
    return [label_of(tacitus.read_text(text).statements) for text in texts]


def label_of(statements: Sequence[Statement]) -> str:
    """The label of the happening that the snippet is about: counted before others, main before background."""
    told = sorted(
        statements,
        key=lambda one: (one.role_in_report != "main", one.status not in COUNTED, label(one) not in COUNTED_LABELS),
    )
    return label(told[0]) if told and told[0].status in COUNTED else (_uncounted(told[0]) if told else NOTHING)


def label(statement: Statement) -> str:
    """The CASE label of one statement, by its type, its weapon and who took the place."""
    armed = " ".join(party.words for party in statement.roles.get("weapon", [])).lower().split()
    for word, named in CROSSWALK["weapon"].items():
        if word in armed:
            return str(named)
    if statement.type == "territory-taken":
        return _taken_by(statement)
    if statement.type in CROSSWALK["between-armed"]["types"] and _on_armed(statement):
        return str(CROSSWALK["between-armed"]["label"])
    return str(CROSSWALK["type"].get(statement.type, NOTHING))


def _on_armed(statement: Statement) -> bool:
    """Whether those attacked bear arms themselves."""
    hit = [party for role in ("target", "victim") for party in statement.roles.get(role, [])]
    return any(_is_one_of(party, CROSSWALK["between-armed"]) for party in hit)


def _is_one_of(party: Party, listed: dict[str, Any]) -> bool:
    """Whether the list names the party's kind, or one of its words."""
    return party.kind in listed["kinds"] or not set(party.words.lower().split()).isdisjoint(listed["words"])


def _taken_by(statement: Statement) -> str:
    """Whether a state or an armed group took the place; where it is not told, the group's label."""
    taker = CROSSWALK["taker"]
    for party in [*statement.roles.get("taker", []), *statement.roles.get("attacker", [])]:
        if _is_one_of(party, taker):
            return str(taker["state"])
    return str(taker["other"])


def _uncounted(statement: Statement) -> str:
    """The label of what is denied, foiled, planned or threatened: never one that is counted."""
    if statement.status == "foiled":
        return "DISR_WEAP"
    named = label(statement)
    return "ATTRIB" if named in COUNTED_LABELS else named


def measure(gold: Sequence[str], found: Sequence[str]) -> dict[str, Any]:
    """F1 weighted by the gold, the same without weights, and how many of the others were made incidents (per cent)."""
    right = Counter(g for g, f in zip(gold, found, strict=True) if g == f)
    there, given = Counter(gold), Counter(found)
    f1 = {name: 2 * right[name] / (there[name] + given[name]) for name in COUNTED_LABELS if there[name]}
    total = sum(there[name] for name in f1)
    others = [f for g, f in zip(gold, found, strict=True) if g not in COUNTED_LABELS]
    return {
        "snippets": len(gold),
        "weighted F1": 100 * sum(f1[name] * there[name] for name in f1) / max(total, 1),
        "macro F1": 100 * sum(f1.values()) / max(len(f1), 1),
        "others made incidents %": 100 * sum(f in COUNTED_LABELS for f in others) / max(len(others), 1),
        "all labels right %": 100 * sum(right.values()) / max(len(gold), 1),
    }


READERS: dict[str, Labeller] = {"rules": by_rules}


def main(arguments: list[str]) -> None:
    """Measure and record, or write labels; says plainly what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder, or with --predictions a file of snippets")
    parser.add_argument("--predictions", type=Path, metavar="OUT.tsv", help="write labels here instead of measuring")
    options = parser.parse_args(arguments)
    path = options.data if options.predictions else options.data / "case2021" / "snippets-dev.tsv"
    if not path.is_file():
        sys.exit(f"there is no {path}: give the folder that holds case2021/, or a file with --predictions")
    rows = load(path)
    texts = [text for _, text, _ in rows]
    if options.predictions:
        labels = list(READERS.values())[-1](texts)
        lines = [f"{row[0]}\t{label}\n" for row, label in zip(rows, labels, strict=True)]
        options.predictions.write_text("".join(lines), encoding="utf-8")
        return
    gold = [label or NOTHING for _, _, label in rows]
    lines = [{"reader": name, **measure(gold, reader(texts))} for name, reader in READERS.items()]
    print(results.table(lines))
    results.record("events", lines, NOTE)


NOTE = (
    "CASE-2021 task 2, the odd half of its snippets, by type of event: weighted F1 over the labels that are political "
    "violence or a change of who holds a place, and how many snippets of other labels were made incidents."
)

if __name__ == "__main__":
    main(sys.argv[1:])
