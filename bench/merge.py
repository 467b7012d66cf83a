"""How well reports of one happening are found to be one: `python bench/merge.py DATA [CHECKS]`, all in one run.

UCDP's headlines in Syria (2018's months, which nothing was learned from), from the headlines alone and from the coders'
fields; MAVERICK's coded reports of Ivory Coast, in folds by event; the real reports of gold/ by the outside check. Beside
merging stand two baselines and "nothing merged".

For any file of these forms, without its gold:
    python bench/merge.py --maverick FILE.csv --clusters OUT.csv      (id,cluster)
    python bench/merge.py --ucdp FILE.csv --clusters OUT.csv          (a row for each headline)
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import gold as gold_bench
import merge_baselines
import merge_coders
import merge_learning
import merge_maverick
import merge_scores
import merge_ucdp
import results
import ucdp

from tacitus.merge import merge
from tacitus.merge.cluster import cluster
from tacitus.record import Incident, Report, Statement

HELD_BACK = ucdp.PARTS["2018-01 to 06"]
"""The months that are measured on; those of 2017 are for learning (train/merge.py)."""
AT = "2026-01-01T00:00:00Z"
NOTE = (
    "UCDP: headlines of events of 2018-01 to 06 at their true density; the weights were learned on 2017. MAVERICK: "
    "coded reports of Ivory Coast, five folds by event, each linked by weights that were not learned from it; as shipped, "
    "the weights have seen them. Baselines: days at most 2 apart, 10 km, one type family; Splink with its default training. "
    "A headline listed for several events is one report that tells of several happenings, for every way to cluster but the "
    "rule and Splink, which know no reports. Toll held: share of the events for which an incident of one of their headlines "
    "gives a toll, in whose bounds UCDP's best lies; where nothing is merged, of a headline by itself. Toll said: the same for "
    "any figure of any of its headlines, also of a part or a whole day: no way to choose among what headlines say holds more."
)
Clusters = dict[Any, Any]


def incidents(statements: Sequence[Statement], reports: dict[str, Report]) -> dict[str, Incident]:
    """The incident of each statement's id."""
    return {id: one for one in merge(statements, reports=reports, at=AT) for id in one.statements}


def of_maverick(rows: list[merge_maverick.Row]) -> Clusters:
    """The incident's id for each row's."""
    return {id: one.id for id, one in incidents(*merge_maverick.told(rows)).items()}


def write(path: Path, columns: Sequence[str], lines: Sequence[Sequence[Any]]) -> None:
    """A table in CSV; an unknown value is an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows(lines)


def ucdp_rows(data: Path, read: merge_ucdp.Reader = merge_ucdp.read_plainly) -> list[dict[str, Any]]:
    """The lines on UCDP's headlines: from the headlines alone, then from the coders' fields."""
    path = data / ucdp.FILE
    coded = merge_coders.events(path, *HELD_BACK)
    listings = [one for one in merge_ucdp.listings(path) if one.event in coded]
    gold = {one.key: one.event for one in listings}
    events = {id: one.event for id, one in coded.items()}
    lines = []
    for source, told in (("headlines", lambda among: merge_ucdp.told(among, read)), ("coders' fields", merge_coders.teller(coded))):
        home, statements, reports = told(listings)
        known = incidents(statements, reports)
        ours = merge_ucdp.chosen(home, {id: one.id for id, one in known.items()})
        line = merge_scores.row("merge", gold, ours)
        line["toll held"] = merge_ucdp.tolls_held(ours, {one.id: one for one in known.values()}, events)
        alone = merge_scores.row("nothing merged", gold, {})
        alone["toll held"] = merge_ucdp.tolls_read(home, statements, events)
        line["toll said"] = alone["toll said"] = merge_ucdp.tolls_said(home, statements, events)
        found = [line, alone]
        found += baselines(statements, gold, partial(merge_ucdp.chosen, home))
        lines += [{"data": f"UCDP {source}", **line} for line in found]
    return lines


def baselines(statements: Sequence[Statement], gold: Clusters, whole: Callable[[Clusters], Clusters]) -> list[dict[str, Any]]:
    """The lines of the two baselines; Splink's only where it is installed. whole: from statements' clusters to the items'."""
    lines = [merge_scores.row("±2 days, 10 km, family", gold, whole(merge_baselines.rule(statements)))]
    found = merge_baselines.splink(statements)
    if found is None:
        print("Splink is not installed: its line is left out (try: pip install -r requirements/dev.txt)", file=sys.stderr)
        return lines
    best = [merge_scores.row("Splink, at its best threshold", gold, whole(one)) for one in found]
    return [*lines, max(best, key=lambda line: float(line["pairs F1"]))]


def maverick_rows(data: Path) -> list[dict[str, Any]]:
    """The lines on MAVERICK's reports."""
    rows = merge_maverick.rows(data / merge_maverick.FILE)
    gold = {row["id"]: row["event_id"] for row in rows}
    statements, reports = merge_maverick.told(rows)
    ways: list[tuple[str, Clusters]] = [("merge, as shipped", of_maverick(rows)), ("nothing merged", {})]
    lines = [merge_scores.row_of_folds("merge, in folds", gold, in_folds(statements, reports, gold), merge_learning.fold)]
    lines += [merge_scores.row(name, gold, found) for name, found in ways]
    lines += baselines(statements, gold, dict)
    return [{"data": "MAVERICK fields", **line} for line in lines]


def in_folds(statements: Sequence[Statement], reports: dict[str, Report], gold: dict[str, str]) -> dict[int, Clusters]:
    """The clusters of all statements by the points that were not learned from each fold."""
    found = merge_learning.pairs(statements, reports, lambda a, b: float(gold[a.id] == gold[b.id]))
    clusters: dict[int, Clusters] = {}
    for held, points, _ in merge_learning.folds(found, gold):
        with merge_learning.using("coded", points):
            groups = cluster(statements, reports)
        clusters[held] = {one.id: n for n, group in enumerate(groups) for one in group}
    return clusters


def gold_row(data: Path, checks: Path) -> dict[str, Any]:
    """The line on the real reports, from the outside check."""
    with tempfile.TemporaryDirectory() as made:
        reports = data / "gold" / "reports.jsonl"
        found = gold_bench.check(checks / "score_gold_merge.py", reports, gold_bench.read_together(reports, Path(made)))
    return {
        "data": "gold reports", "clusters by": "merge",
        "pairs P": found["P"], "pairs R": found["R"], "pairs F1": found["F"],
    }  # fmt: skip


def arguments() -> argparse.Namespace:
    """What was asked on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", help="the folder that holds ucdp-syria/, maverick/ and gold/")
    parser.add_argument("checks", type=Path, nargs="?", help="the outside checks (default: beside DATA)")
    parser.add_argument("--maverick", type=Path, help="a file of MAVERICK's form to cluster")
    parser.add_argument("--ucdp", type=Path, help="a file of UCDP's form to cluster")
    parser.add_argument("--clusters", type=Path, help="where to write the clusters (CSV)")
    asked = parser.parse_args()
    given = [asked.data, asked.maverick, asked.ucdp]
    if sum(one is not None for one in given) != 1 or (asked.clusters is None) != (asked.data is not None):
        parser.error("give DATA, or one of --maverick and --ucdp with --clusters")
    return asked


def main() -> None:
    """Measure, print and record; or cluster one file."""
    asked = arguments()
    if asked.maverick:
        write(asked.clusters, ("id", "cluster"), list(of_maverick(merge_maverick.rows(asked.maverick)).items()))
    elif asked.ucdp:
        listings = merge_ucdp.listings(asked.ucdp)
        home, statements, reports = merge_ucdp.told(listings)
        known = incidents(statements, reports)
        write(asked.clusters, merge_ucdp.COLUMNS, merge_ucdp.lines(listings, home, known))
    else:
        checks = asked.checks or asked.data.resolve().parent / "checks"
        lines = [*ucdp_rows(asked.data), *maverick_rows(asked.data), gold_row(asked.data, checks)]
        print(results.table(lines))
        results.record("merge", lines, NOTE)


if __name__ == "__main__":
    main()
