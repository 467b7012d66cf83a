"""Reads every sample with Tacitus and holds it against its expected record: `python bench/samples.py [NAME...]`.

Names narrow it to some samples and print, for each, what was missed and what was made up; nothing is recorded then.
`--open` does so for every sample that is not held back; `--floors` prints what tests/samples/floors.toml could hold.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import results
import scoring
import yaml
from scoring import Tally, Told

import tacitus
from tacitus import merge
from tacitus.record import Report, Statement, plain

SAMPLES = results.ROOT / "samples"
AT = "2000-01-01T00:00:00Z"  # incidents of a measurement carry no true time, so that two runs are alike
FEW = 15  # with fewer values than this in a part, one more or less moves F by several points: no floor
KINDS = (".txt", ".md", ".html", ".jsonl", ".xml")


@dataclass
class Sample:
    """One expected report: `key` is the file's name, and the report's own id where a file holds several."""

    key: str
    path: Path
    held: bool
    source_id: str | None
    published: str | None
    given: bool
    readable: bool
    relevant: bool
    events: list[Told] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Outcome:
    """What came of reading one sample: its report (None where none was obtained), statements and events."""

    sample: Sample
    report: Report | None = None
    statements: list[Statement] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)


def held(readme: Path = SAMPLES / "README.md") -> frozenset[str]:
    """Names of the samples that the reader's rules were written without."""
    listed = readme.read_text(encoding="utf-8").split("## Which were held back", 1)[1]
    return frozenset(re.findall(r"^- (\S+)$", listed, re.MULTILINE))


def load(folder: Path = SAMPLES) -> list[Sample]:
    """Every expected report, by name. Raises ValueError for a YAML file without its input."""
    apart, found = held(folder / "README.md"), list[Sample]()
    for label in sorted(folder.glob("*.yaml")):
        inputs = [p for kind in KINDS if (p := label.with_suffix(kind)).exists()]
        if len(inputs) != 1:
            raise ValueError(f"{label.name} has {len(inputs)} inputs beside it, not one")
        whole = yaml.safe_load(label.read_text(encoding="utf-8"))
        found += [_sample(label.stem, inputs[0], label.stem in apart, one) for one in whole.get("reports", [whole])]
    return found


def _sample(name: str, path: Path, apart: bool, label: dict[str, Any]) -> Sample:
    source_id = label.get("id")
    events = label["events"] if label.get("readable", True) else []
    return Sample(
        key=f"{name}/{source_id}" if source_id else name, path=path, held=apart, source_id=source_id,
        published=str(label["published"]) if label.get("published") else None,
        given=path.suffix == ".txt" and not label.get("dateline", False), readable=label.get("readable", True),
        relevant=label["relevant"], events=[scoring.expected(event) for event in events], labels=events,
    )  # fmt: skip


def read_all(samples: list[Sample], reader: str | None = None) -> list[Outcome]:
    """Reads each file by itself, each report merged with itself only. reader: which one, None for the best there is."""
    by_path: dict[Path, list[Sample]] = {}
    for sample in samples:
        by_path.setdefault(sample.path, []).append(sample)
    return [outcome for path, group in by_path.items() for outcome in _read(path, group, reader)]


def _read(path: Path, group: list[Sample], reader: str | None) -> Iterator[Outcome]:
    reading = tacitus.read(path, published=group[0].published if group[0].given else None, reader=reader)
    known = {report.source_id: report for report in reading.reports}
    for sample in group:
        report = known.get(sample.source_id) if sample.source_id else next(iter(reading.reports), None)
        if report is None:
            yield Outcome(sample)
            continue
        statements = [statement for statement in reading.statements if statement.report == report.id]
        incidents = plain(merge.merge(statements, reports={report.id: report}, at=AT))
        told = plain(statements)
        yield Outcome(sample, report, statements, [scoring.read(incident, told) for incident in incidents])


def score(outcomes: list[Outcome]) -> dict[str, Tally]:
    """Tallies by measure over the samples in a language that is read; see `scoring.score`."""
    return scoring.score((o.sample.events, o.events) for o in outcomes if o.sample.readable)


def score_merging(outcomes: list[Outcome]) -> Tally:
    """Merges the statements of all samples and counts pairs of reports of one incident."""
    obtained = [(o.sample, o.report, o.statements) for o in outcomes if o.report is not None]
    reports = {report.id: report for _, report, _ in obtained}
    statements = [statement for *_, some in obtained for statement in some]
    incidents = merge.merge(statements, reports=reports, at=AT)
    events = {report.id: sample.events for sample, report, _ in obtained}
    return scoring.score_merging(events, [i.reports for i in incidents if i.redirect is None])


def parts(outcomes: list[Outcome]) -> dict[str, dict[str, Tally]]:
    """Tallies by measure, merging among them, over "all" samples, the "open" and the "held" ones."""
    split = {
        "all": outcomes,
        "open": [o for o in outcomes if not o.sample.held],
        "held": [o for o in outcomes if o.sample.held],
    }
    return {name: score(part) | {"merging": score_merging(part)} for name, part in split.items()}


def rows(outcomes: list[Outcome]) -> list[dict[str, Any]]:
    """The table: a line a measure, F, precision and recall over all, and F of the open and of the held half."""
    tallies = parts(outcomes)
    return [
        {
            "measure": name, "expected": tally.want, "P": tally.precision, "R": tally.recall, "F": tally.f,
            "F open": tallies["open"][name].f, "F held": tallies["held"][name].f,
        }
        for name, tally in tallies["all"].items()
    ]  # fmt: skip


def _explain(outcome: Outcome) -> Iterator[str]:
    """What one sample missed, made up, or got wrong, in lines for people."""
    want, got = outcome.sample.events, outcome.events
    pairs = scoring.pair(want, got)
    yield f"{outcome.sample.key}: {len(pairs)} of {len(want)} events, {len(got) - len(pairs)} more"
    for i, j in pairs:
        right, filled, made = scoring.agreeing(want[i], got[j]), scoring.filled(want[i]), scoring.filled(got[j])
        wrong = [name for name in scoring.FIELDS if right[name] < max(filled[name], made[name])]
        yield f"  ~ {want[i].eid}: wrong in {', '.join(wrong) or 'nothing'}"
        yield from (f"      {name}: {_value(want[i], name)}  READ {_value(got[j], name)}" for name in wrong)
    yield from (f"  - {event.eid}" for i, event in enumerate(want) if i not in {a for a, _ in pairs})
    for j, event in enumerate(got):
        if j not in {b for _, b in pairs}:
            yield f"  + {event.type} ({event.status}) {event.place} {event.start}: {event.words[:90]!r}"


def _value(event: Told, name: str) -> Any:
    if name in scoring.COUNTS:
        return event.counts.get(name)
    if name == "date":
        return f"{event.start}..{event.end}"
    return f"{event.place} {event.country} {event.point}" if name == "place" else getattr(event, name)


def _chosen(sample: Sample, names: list[str]) -> bool:
    if names == ["--open"]:
        return not sample.held
    return not names or names == ["--floors"] or sample.path.stem in names


def main(names: list[str]) -> None:
    """Measure, print, and (over all samples) record."""
    outcomes = read_all([sample for sample in load() if _chosen(sample, names)])
    lines = rows(outcomes)
    if names == ["--floors"]:
        for part, tallies in parts(outcomes).items():
            told = (f'"{name}" = [{int(t.precision)}, {int(t.recall)}]' for name, t in tallies.items() if t.want >= FEW)
            print(f"\n[{part}]", *told, sep="\n")
        return
    print(results.table(lines))
    if names:
        print("\n".join(line for outcome in outcomes for line in _explain(outcome)))
        return
    note = (
        f"{len(outcomes)} sample reports (`samples/`), each read alone; held: not looked at while rules were written. "
        "Merging: pairs of reports of one incident, all read together."
    )
    results.record("samples", lines, note)


if __name__ == "__main__":
    main(sys.argv[1:])
