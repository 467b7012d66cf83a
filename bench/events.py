"""Gives short news snippets the labels of CASE-2021, task 2, and measures it: `python bench/events.py DATA`.

DATA holds case2021/snippets-dev.tsv (id, snippet, label). Counted as `score_events.py` of the checks does: F1 of each
label that is political violence or a change of who holds a place, weighted by how often it occurs; and the share of
snippets of other labels that are given one of these. The labels of the rules are those of the first statement that
tells of something new, by crosswalks/case2021.toml; the model's are `tacitus.reader.learned.sentences`, alone or with
the rules' label as its hint. The model is measured on the snippets whose number n has (n // 2) % 4 == 0, which it never
saw; what it gave in folds of the others is taken from its card.
`python bench/events.py SNIPPETS.tsv --predictions OUT.tsv` writes `id`, tab, label for any such file (a third column
is not needed and not read), by rules and model, or by rules where there is no model; `--reader` chooses another.
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
from tacitus.reader.learned import sentences
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


def by_model(texts: Sequence[str]) -> list[str]:
    """The label of each snippet, from the sentence model alone."""
    return _by_model(texts, [None] * len(texts))


def by_both(texts: Sequence[str]) -> list[str]:
    """The label of each snippet, from the sentence model, which is told what the rules make of it."""
    return _by_model(texts, by_rules(texts))


def _by_model(texts: Sequence[str], hints: Sequence[str | None]) -> list[str]:
    model, found = sentences.sentences(), sentences.classify(texts, hints)
    if model is None or found is None:
        sys.exit(f"there is no sentence model in {sentences.FOLDER}, or it is switched off: `make train` makes it")
    return [sentences.choose(chances, COUNTED_LABELS, model.card["bar"]) for chances in found]


READERS: dict[str, Labeller] = {"rules": by_rules, "model": by_model, "rules and model": by_both}


def kept(rows: Sequence[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    """The rows that the model never saw."""
    return [row for row in rows if (int(row[0]) // 2) % 4 == 0]


def lines(rows: Sequence[tuple[str, str, str | None]]) -> list[dict[str, Any]]:
    """The table: the rules on all, each reader on what the model never saw, and the model's folds."""
    model = sentences.sentences()
    parts = {"all": rows, "kept apart": kept(rows)}
    wanted = [("rules", "all"), *((name, "kept apart") for name in (READERS if model else ["rules"]))]
    found = []
    for reader, part in wanted:
        texts, gold = [row[1] for row in parts[part]], [row[2] or NOTHING for row in parts[part]]
        found.append({"reader": reader, "part": part, **measure(gold, READERS[reader](texts))})
    if model:
        named = {"folds, without the rules": "model", "folds": "rules and model"}
        for part, reader in named.items():
            figures = {k: v for k, v in model.card["figures"][part].items() if k != "calibration error"}
            found.append({"reader": reader, "part": "folds of the others", **figures})
    return found


def main(arguments: list[str]) -> None:
    """Measure and record, or write labels; says plainly what is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the data folder, or with --predictions a file of snippets")
    parser.add_argument("--predictions", type=Path, metavar="OUT.tsv", help="write labels here instead of measuring")
    parser.add_argument("--reader", choices=READERS, help="with --predictions; the last that can be used if not given")
    options = parser.parse_args(arguments)
    path = options.data if options.predictions else options.data / "case2021" / "snippets-dev.tsv"
    if not path.is_file():
        sys.exit(f"there is no {path}: give the folder that holds case2021/, or a file with --predictions")
    rows = load(path)
    if options.predictions:
        texts = [text for _, text, _ in rows]
        reader = options.reader or ("rules and model" if sentences.sentences() else "rules")
        told = [f"{row[0]}\t{label}\n" for row, label in zip(rows, READERS[reader](texts), strict=True)]
        options.predictions.write_text("".join(told), encoding="utf-8")
        return
    table = lines(rows)
    print(results.table(table))
    results.record("events", table, NOTE)


NOTE = (
    "CASE-2021 task 2, the odd half of its snippets, by type of event: weighted F1 over the labels that are political "
    "violence or a change of who holds a place, and how many snippets of other labels were made incidents. Kept apart: the "
    "snippets that the model never saw (127: some points of noise); folds: models that saw neither the snippet nor its like."
)

if __name__ == "__main__":
    main(sys.argv[1:])
