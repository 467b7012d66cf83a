"""Reads real reports that nobody here wrote and has them scored from outside: `python bench/gold.py DATA [CHECKS]`.

DATA holds gold/reports.jsonl; CHECKS (if not given, the folder `checks` beside DATA) holds the scoring programs. The
texts stay where they are; what is written down is the table in bench/RESULTS.md.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import results

import tacitus

SECTIONS = ("relevance", "events", "main_events")


def read_alone(gold: Path, folder: Path, reader: str | None = None) -> int:
    """Read each text by itself, as of its day, into `folder/<id>.json`; returns how many. reader: None for the best."""
    reports = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    for report in reports:
        reading = tacitus.read_text(report["text"], published=report.get("published"), reader=reader).to_dict()
        (folder / f"{report['id']}.json").write_text(json.dumps(reading), encoding="utf-8")
    return len(reports)


def read_together(gold: Path, folder: Path) -> Path:
    """Read the whole file into a database with the command line and list it; returns the list's path."""
    command = Path(sys.executable).with_name("tacitus")
    record, listed = folder / "gold.db", folder / "list.json"
    done = subprocess.run([command, "read", gold, "--into", record], check=False, stdout=subprocess.DEVNULL)
    if done.returncode not in (0, 1):  # 1: finished, some of it unreadable
        sys.exit(f"reading {gold} into a database ended with status {done.returncode}")
    with listed.open("wb") as out:
        subprocess.run([command, "list", record, "--json"], check=True, stdout=out)
    return listed


def check(program: Path, *arguments: Path) -> dict[str, Any]:
    """What an outside check prints, as its JSON object."""
    done = subprocess.run([sys.executable, program, *arguments], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def rows(alone: dict[str, Any], together: dict[str, Any]) -> list[dict[str, Any]]:
    """The table's lines: sections, the whole record, each field, merging."""
    named = [(name.replace("_", " "), alone[name]) for name in SECTIONS] + list(alone["fields"].items())
    lines = [{"measure": name, "expected": part["gold"], **{k: part[k] for k in "PRF"}} for name, part in named]
    lines.insert(len(SECTIONS), {"measure": "record", "F": alone["record_f"]})
    lines.append({"measure": "merging", "expected": together["pairs"], **{k: together[k] for k in "PRF"}})
    return lines


def main(arguments: list[str]) -> None:
    """Measure, print and record; says plainly what is missing."""
    if not 1 <= len(arguments) <= 2:
        sys.exit("usage: python bench/gold.py DATA [CHECKS]")
    data = Path(arguments[0]).resolve()
    checks = Path(arguments[1]) if len(arguments) == 2 else data.parent / "checks"
    gold = data / "gold" / "reports.jsonl"
    for needed in (gold, checks / "score_gold.py", checks / "score_gold_merge.py"):
        if not needed.is_file():
            sys.exit(f"there is no {needed}: give the folder that holds gold/, and the folder of the checks")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        count = read_alone(gold, folder)
        alone = check(checks / "score_gold.py", gold, folder)
        together = check(checks / "score_gold_merge.py", gold, read_together(gold, folder))
    lines = rows(alone, together)
    print(results.table(lines))
    print(f"merging missed {together['missed']}, wrong {together['wrong']}")
    note = (
        f"{count} real reports, labelled by hand (development data: its errors were read while rules were written), "
        "each read alone with its day of publication; merging: all read into one database, pairs of reports of one incident."
    )
    results.record("gold", lines, note)


if __name__ == "__main__":
    main(sys.argv[1:])
