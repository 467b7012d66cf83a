"""Measures which field of the record should come from the rules and which from the learned reader.

    python bench/ablation.py DATA [CHECKS] [--only WORD] [--jobs N]

DATA holds gold/reports.jsonl; CHECKS (if not given, the folder `checks` beside DATA) holds the scoring program. Each row
reads all of gold and of samples/ anew: the rules alone, the rules with one field of the learned reader, what ships, what
ships less one field. --only prints the rows whose name holds a word, and records nothing.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import copy
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import gold
import results

import samples
from tacitus.reader.learned import sight, thresholds

PARTS = ("attacker", "target", "weapon")
FIELDS = ("attackers", "targets", "weapon", "type", "status", "place")
TRIED: thresholds.Table = {
    **{part: {"add": least} for part, least in (("attacker", 0.65), ("target", 0.75), ("weapon", 0.6))},
    "type": {"generic": 0.4},
    "status": {"add": 0.95},
    "same": {"weight": 1.0},
}
"""Fields on which what ships does not hear the learned reader, with the thresholds that did least harm or most good on
gold and on the open samples: their rows show what it would give."""

NEVER = {"add": 1.1, "generic": 1.1, "exact": 1.1, "least": -1.0, "weight": 0.0, "take": 1.1, "keep": -1.0, "within": 1.1}
"""For each kind of threshold the value with which the learned reader is never heard."""

NOTE = (
    "The rules with and without the learned reader's model of events, field by field: + field: the rules and the model on that "
    "field only; shipped: thresholds.toml as it is; shipped and field: that, and the model on that field too. Gold: 50 real "
    "reports; samples: our own, open and held back. The thresholds were chosen on gold and on the open samples: only the held "
    "columns are of reports that had no say. Where the model is heard on nothing the statements are the rules' own, letter for "
    "letter; what differs there (up to 0.8) is how the scorers break ties between incidents, whose order goes by their ids, and "
    "no smaller difference means anything. Compare the rows of one field with that row. Seconds: processor time for a report "
    "of gold, read alone. What ships takes from the model whether a happening is news or background, and another place where "
    "it is sure; all else is the rules'."
)

Setting = thresholds.Table | None
"""The thresholds of a row, every one of them; None for the rules alone."""


def only(*fields: str) -> thresholds.Table:
    """Every threshold so that the learned reader is heard on these fields alone."""
    return {
        field: dict(named) if field in fields else {name: NEVER[name] for name in named}
        for field, named in thresholds.defaults().items()
    }


def changed(base: thresholds.Table, field: str, name: str, number: float) -> thresholds.Table:
    """The same thresholds but for one."""
    out = copy.deepcopy(base)
    out[field][name] = number
    return out


def also(base: thresholds.Table, *fields: str) -> thresholds.Table:
    """The same thresholds, with the tried ones on these fields."""
    return {field: {**named, **(TRIED[field] if field in fields else {})} for field, named in base.items()}


def settings() -> dict[str, Setting]:
    """The rows by name."""
    shipped = thresholds.defaults()
    heard = [field for field in shipped if field not in TRIED]
    return {
        "rules": None,
        "model heard on nothing": only(),
        **{f"+ {field}": only(field) for field in heard},
        **{f"+ {field}": also(only(), field) for field in TRIED},
        "+ type, exact words too": changed(also(only(), "type"), "type", "exact", TRIED["type"]["generic"]),
        "shipped": only(*heard),
        "shipped and parts": also(only(*heard), *PARTS),
        "shipped and parts, type, status": also(only(*heard), *PARTS, "type", "status"),
        **{f"shipped, no {field}": only(*(f for f in heard if f != field)) for field in heard},
    }


def row(name: str, setting: Setting, texts: Path, scorer: Path) -> dict[str, Any]:
    """One line of the table."""
    reader = "rules" if setting is None else "learned"
    thresholds.use(setting or {})
    warm(texts)
    with tempfile.TemporaryDirectory() as made:
        began = time.process_time()
        count = gold.read_alone(texts, Path(made), reader)
        spent = time.process_time() - began
        found = gold.check(scorer, texts, Path(made))
    outcomes = samples.read_all(samples.load(), reader)
    opened, held = (samples.score([o for o in outcomes if o.sample.held is part]) for part in (False, True))
    return {
        "reader": name,
        "gold main F": found["main_events"]["F"], "gold all F": found["events"]["F"], "gold record F": found["record_f"],
        **{f"gold {field}": found["fields"][field]["F"] for field in FIELDS},
        "open record F": opened["record"].f, "open main F": opened["main events"].f,
        "held record F": held["record"].f, "held main F": held["main events"].f,
        "seconds": f"{spent / count:.3f}",
    }  # fmt: skip


def warm(texts: Path) -> None:
    """Load everything that reading needs, so that no row pays for it."""
    with tempfile.TemporaryDirectory() as made:
        few = Path(made) / "few.jsonl"
        few.write_text("\n".join(texts.read_text(encoding="utf-8").splitlines()[:3]), encoding="utf-8")
        gold.read_alone(few, Path(made), "learned")


def main() -> None:
    """Measure, print and record; says plainly what is missing."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    ask.add_argument("checks", type=Path, nargs="?")
    ask.add_argument("--only")
    ask.add_argument("--jobs", type=int, default=1, help="rows that are measured at the same time")
    args = ask.parse_args()
    texts = args.data.resolve() / "gold" / "reports.jsonl"
    scorer = (args.checks or args.data.resolve().parent / "checks") / "score_gold.py"
    for needed in (texts, scorer):
        if not needed.is_file():
            sys.exit(f"there is no {needed}: give the folder that holds gold/, and the folder of the checks")
    if not sight.there():
        sys.exit("the learned reader's model of events is not there: nothing to compare")
    chosen = {name: setting for name, setting in settings().items() if args.only is None or args.only in name}
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        waiting = [pool.submit(row, name, setting, texts, scorer) for name, setting in chosen.items()]
        lines = [one.result() for one in waiting]
    if args.only is None:
        results.record("ablation", lines, NOTE)
    print(results.table(lines))


if __name__ == "__main__":
    main()
