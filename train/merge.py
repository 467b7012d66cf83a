"""Learns merging's points and writes them to src/tacitus/merge/weights.toml, with a card: `python train/merge.py DATA`.

`read`: for statements read from words, from the headlines of UCDP's events in Syria in 2017 at their true density.
`coded`: for statements that people put down field by field, from MAVERICK's coded reports of Ivory Coast. The bars for
joining groups (`JOIN`) were chosen on the second half of 2017 with points of its first half, and in MAVERICK's folds.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import merge_learning as learning  # noqa: E402  (the readers of the data lie beside the measures)
import merge_maverick  # noqa: E402
import merge_ucdp  # noqa: E402
import ucdp  # noqa: E402

WEIGHTS = ROOT / "src" / "tacitus" / "merge" / "weights.toml"
CARD = ROOT / "train" / "data" / "merge-card.json"
LEARNED, TRIED = ("2017-01", "2017-06"), ("2017-07", "2017-12")
JOIN = {"read": -2.0, "coded": 0.0}
"""Log odds that the average pair of two groups must pass: below nought, for pairs of one happening lean on each other."""
CROWD = {"read": 1.0, "coded": 0.0}
"""How much the odds of a pair share with its rivals (`cluster`): as odds do where words say little; coded fields say who it was."""
HEAD = """# Made by train/merge.py: the log odds that each feature of a pair adds to its being one happening; from which data, and
# how well the probabilities hold, is in train/data/merge-card.json. `read`: of statements read from words; `coded`: put
# down by people. `join`: what the average pair of two groups must pass. `crowd`: how much a pair shares its odds with its rivals.
"""


def of_ucdp(data: Path, first: str, last: str) -> learning.Pairs:
    """The labelled pairs of headlines of the events that began in these months."""
    path = data / ucdp.FILE
    with merge_ucdp.opened(path) as rows:
        wanted = {row["id"] for row in csv.DictReader(rows) if first <= row["date_start"][:7] <= last}
    listings = [one for one in merge_ucdp.listings(path) if one.event in wanted]
    _, told, reports = merge_ucdp.told(listings)
    statements = [one for one in told if one.reader != merge_ucdp.UNREAD]  # no record has those
    return learning.pairs(statements, reports, learning.by_listing(listings))


def of_maverick(data: Path) -> tuple[learning.Pairs, dict[str, str]]:
    """The labelled pairs of coded reports, and the event of each."""
    rows = merge_maverick.rows(data / merge_maverick.FILE)
    gold = {row["id"]: row["event_id"] for row in rows}
    statements, reports = merge_maverick.told(rows)
    return learning.pairs(statements, reports, lambda a, b: float(gold[a.id] == gold[b.id])), gold


def table(name: str, points: learning.Array) -> str:
    """One table of weights.toml."""
    head = [f"[{name}]", f"bias = {points[-1]:.3f}", f"join = {JOIN[name]}", f"crowd = {CROWD[name]}"]
    lines = [*head, "", f"[{name}.points]"]
    lines += [f"{feature} = {value:.3f}" for feature, value in zip(learning.names(), points, strict=False)]
    return "\n".join(lines) + "\n"


def held_in_folds(found: learning.Pairs, gold: dict[str, str]) -> list[dict[str, Any]]:
    """How well the chances hold on pairs that they were not learned from."""
    parts = [
        (learning.probability(found.shown[inside > 0], points), found.same[inside > 0], inside[inside > 0])
        for _, points, inside in learning.folds(found, gold)
    ]
    chances, sames, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    return learning.reliability(chances, sames, weights)


def main() -> None:
    """Learn, check and write."""
    if len(sys.argv) != 2:
        sys.exit("usage: python train/merge.py DATA    (the folder that holds ucdp-syria/ and maverick/)")
    data = Path(sys.argv[1])
    first, second = of_ucdp(data, *LEARNED), of_ucdp(data, *TRIED)
    coded, gold = of_maverick(data)
    tried = learning.probability(second.shown, learning.learn("read", first.shown, first.same))
    read = learning.learn("read", np.vstack([first.shown, second.shown]), np.concatenate([first.same, second.same]))
    WEIGHTS.write_text(
        "\n".join([HEAD, table("read", read), table("coded", learning.learn("coded", coded.shown, coded.same))]), encoding="utf-8"
    )
    card = {
        "what": "points of merging's features, a logistic model drawn to reasoned points (train/data/merge-prior.toml)",
        "read": {
            "data": "UCDP GED, Syria 2017, headlines with their days and offices (CC BY 4.0)",
            "pairs": len(first.same) + len(second.same),
            "held": "2017-07 to 12 by points of 2017-01 to 06; 2018 is not used",
            "reliability": learning.reliability(tried, second.same),
        },
        "coded": {
            "data": "MAVERICK, Ivory Coast, coded event reports (CC BY 4.0)",
            "pairs": len(coded.same),
            "held": "five folds by event",
            "reliability": held_in_folds(coded, gold),
        },
        "penalty": learning.STRENGTH,
    }
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
