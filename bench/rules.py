"""What each set of resolution rules makes of the same reports, held against what coders concluded: `python bench/rules.py DATA`.

Clusters are given: an event's reports are its headlines. `figure` is the share of events for which any headline gives a
number of killed; `contained`, of those, the share whose low to high hold UCDP's best (an open side holds everything on
it); `best right`, of those, the share whose best is UCDP's; `width`, the mean of high minus low where both are given.
Headlines that several events rest on are digests of a day, whose figure is no event's own, so events whose every headline
is theirs alone are shown apart. The gold incidents' figures are those that people read in each report (no reader is
measured), held against what was concluded of the incident. No rule was fitted on any of this; 2018 was not looked at.
`--part` takes one part, `--sample N` so many headlines of each part; only a whole run is written into bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import results
import ucdp

from tacitus.merge.resolve import derive
from tacitus.merge.rules import Rules, named
from tacitus.record import Count, Figure, Published, Quote, Report, Statement

Cluster = tuple[list[Statement], dict[str, Report], int]
"""The statements of one event, their reports, and the best figure that was concluded."""
NOTE = (
    "The same reports under every set of rules (docs/rules.md), clusters given: UCDP's events from their headlines as the "
    "reader reads them, and gold incidents of several reports from the figures that people read in each. contained: low "
    "to high hold the best that was concluded, of events with any figure; an open side holds everything on it. alone: "
    "no other event rests on the same headlines (the others' headlines sum up a day). 2017 is development data; no rule was fitted."
)


def of_headlines(part: str, among: list[ucdp.Headline]) -> dict[str, list[Cluster]]:
    """The events of a part with what their headlines state, by group: all, alone, alone with several headlines."""
    read: dict[int, tuple[Report, list[Statement]]] = {}
    events: dict[str, list[tuple[ucdp.Event, ucdp.Headline]]] = defaultdict(list)
    for one in ucdp.read(among):
        main = [s for s in one.statements if s.role_in_report == "main"] or one.statements
        report = Report(
            id=Report.identify(f"{one.headline.text} {one.headline.day}"), raw_sha256="", text=one.headline.text,
            publisher=one.headline.office, published=Published(date=one.headline.day, how="given"),
        )
        read[id(one.headline)] = (report, _of(main, report.id))
        for event in one.headline.events:
            events[event.id].append((event, one.headline))
    groups: dict[str, list[Cluster]] = {"all": [], "alone": [], "alone, several headlines": []}
    for pairs in events.values():
        event = pairs[0][0]
        told = [read[id(headline)] for _, headline in pairs]
        cluster = ([s for _, some in told for s in some], {report.id: report for report, _ in told}, event.best)
        groups["all"].append(cluster)
        if all(len(headline.events) == 1 for _, headline in pairs):
            groups["alone"].append(cluster)
            if len(pairs) > 1:
                groups["alone, several headlines"].append(cluster)
    return {f"{part}, {name}": some for name, some in groups.items()}


def _of(statements: Iterable[Statement], report: str) -> list[Statement]:
    """The statements as of a report with this id: the same words on two days are two reports."""
    return [msgspec.structs.replace(one, id=f"{report[:12]}-{one.id}", report=report) for one in statements]


def of_gold(data: Path) -> dict[str, list[Cluster]]:
    """Gold incidents of which several reports give a number and a best was concluded."""
    folder = data / "gold"
    reports = {r["id"]: r for r in _lines(folder / "reports.jsonl")}
    clusters: list[Cluster] = []
    for incident in _lines(folder / "incidents.jsonl"):
        truth = incident["truth"] or {}
        statements, kept = [], {}
        for name in incident["reports"]:
            if name not in reports:  # kept aside
                continue
            told = next(e for e in reports[name]["events"] if e["eid"] == incident["eid"])
            if told["killed"] is None:
                continue
            kept[name] = Report(
                id=name, raw_sha256="", text=reports[name]["text"], publisher=reports[name]["outlet"],
                published=Published(date=reports[name]["published"], how="given"),
            )
            statements.append(_gold_statement(name, told))
        if len(statements) > 1 and truth.get("deaths_best") is not None:
            clusters.append((statements, kept, truth["deaths_best"]))
    return {"gold, several reports": clusters}


def _gold_statement(report: str, told: dict[str, Any]) -> Statement:
    low, high, said = told["killed"]["low"], told["killed"]["high"], told["killed"]["said"] or ""
    quote = Quote(report, 0, len(said), said)
    figure = Figure(low=low, high=high, words=said, quotes=[quote])
    count = Count(low=low, high=high, best=low if low == high else None, rule="gold", said=[figure])
    role: Any = "main" if told["main"] else "background"
    return Statement(id=f"{report}-1", report=report, type=told["type"], role_in_report=role, counts={"killed": count})


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        sys.exit(f"there is no {path}: give the folder that holds gold/ and ucdp-syria/")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def row(group: str, rules: Rules, clusters: list[Cluster]) -> dict[str, Any]:
    """One line of the table."""
    counted = [
        (derived.counts["killed"], best) for statements, reports, best in clusters if statements
        if (derived := derive("event", statements, reports, rules)) and "killed" in derived.counts
    ]
    counted = [(count, best) for count, best in counted if (count.low, count.high) != (None, None)]
    widths = [count.high - count.low for count, _ in counted if count.low is not None and count.high is not None]
    return {
        "events": group, "number": len(clusters), "rules": rules.name, "figure": _share(len(counted), len(clusters)),
        "contained": _part(counted, _contains), "best right": _part(counted, lambda count, best: count.best == best),
        "width": sum(widths) / len(widths) if widths else None,
    }


def _contains(count: Count, best: int) -> bool:
    return (count.low is None or count.low <= best) and (count.high is None or best <= count.high)


def _part(counted: list[tuple[Count, int]], right: Callable[[Count, int], bool]) -> float | None:
    return _share(sum(right(count, best) for count, best in counted), len(counted))


def _share(some: int, of: int) -> float | None:
    return 100.0 * some / of if of else None


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder that holds gold/ and ucdp-syria/")
    parser.add_argument("--part", choices=list(ucdp.PARTS), action="append", help="only this part")
    parser.add_argument("--sample", type=int, help="so many headlines of each part, drawn at random")
    parser.add_argument("--seed", type=int, default=5, help="of the sample (default 5)")
    asked = parser.parse_args()
    groups = of_gold(asked.data)
    everything = ucdp.headlines(asked.data)
    for part in asked.part or ucdp.PARTS:
        groups |= of_headlines(part, ucdp.sampled(ucdp.of_part(part, everything), asked.sample, asked.seed))
    lines = [row(group, rules, clusters) for group, clusters in groups.items() for rules in named().values()]
    print(results.table(lines))
    if asked.sample is None and not asked.part:
        results.record("rules", lines, NOTE)


if __name__ == "__main__":
    main()
