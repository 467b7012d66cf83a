"""Learns which of the days and places that a report names are those of an incident, from MUC-4's training keys.

`python train/choosing.py DATA_FOLDER` writes src/tacitus/reader/learned/choosing.json.gz and the thresholds in choosing.toml.
Parses 700 reports, which takes some minutes. Needs scikit-learn and Tacitus with its gazetteer.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import learn
import muc_gold
import numpy as np
from learn import Example
from muc_bench import oracle, slots, when, where
from muc_bench.keys import Fill, Template
from muc_bench.scene import Scene
from sklearn.model_selection import GroupKFold

from tacitus.reader.learned import choosing, linear

HERE = Path(__file__).resolve().parents[1] / "src" / "tacitus" / "reader" / "learned"
GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
HEAD = """# The probability from which the likeliest time or place is taken, chosen by train/choosing.py on MUC-4's training keys.

[least]
"""


@dataclass
class Incident:
    """An incident of a key, the report that tells of it, and where."""

    number: int
    scene: Scene
    template: Template
    spans: list[tuple[int, int]]


def incidents(folder: Path) -> Iterator[Incident]:
    """The incidents of the training keys whose words are found in their report."""
    for number, report in enumerate(muc_gold.load(folder)):
        scene = Scene(report.wire)
        for template in report.templates:
            frame = oracle.frame(report.wire, template)
            spans = sorted({(m.start, m.end) for es in frame.roles.values() for e in es for m in e})
            if spans:
                yield Incident(number, scene, template, spans)


def examples(incident: Incident) -> Iterator[tuple[str, Example]]:
    """What the models learn from an incident: for each time and place named, whether it is the one."""
    for gold in incident.template.slots.get(2, [])[:1]:
        for said, features in when.candidates(incident.scene, incident.spans):
            right = slots.credit(2, Fill((said,)), gold) == 1
            yield when.MODEL, Example(features, "yes" if right else "no", incident.number)
    for gold in incident.template.slots.get(3, [])[:1]:
        names = [slots.place_names(option) for option in gold.options]
        for named in where.candidates(incident.scene, incident.spans):
            fine = any(n[-1] == named.name for n in names if len(n) > 1)
            yield where.FINE, Example(set(named.features), "yes" if fine else "no", incident.number)
            holds = any(named.name in n[1:-1] for n in names)
            yield where.HOLDER, Example(set(named.features), "yes" if holds else "no", incident.number)


Models = dict[str, linear.Linear]


def gain(found: list[Incident], made: list[Models], fold: dict[int, int], least: dict[str, float]) -> dict[str, float]:
    """The mean credit for date and place with these thresholds, by models that have not seen the report."""
    choosing.use_least(least)
    got: dict[str, list[float]] = {"date": [], "place": []}
    for f, models in enumerate(made):
        linear.use(models)
        for incident in (i for i in found if fold[i.number] == f):
            date = when.fill(incident.scene, incident.spans)
            place, _ = where.fill(incident.scene, incident.spans)
            got["date"] += [
                slots.credit(2, Fill((date,)), g) if date else 0.0 for g in incident.template.slots.get(2, [])[:1]
            ]
            got["place"] += [slots.credit(3, Fill((place,)), g) for g in incident.template.slots.get(3, [])[:1]]
    return {name: float(np.mean(credits_)) for name, credits_ in got.items()}


def main() -> None:
    """Learn, choose thresholds, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path, help="the data folder, which holds muc4/")
    folder = options.parse_args().data / "muc4"
    if not (folder / "dev").is_dir():
        sys.exit(f"there is no {folder / 'dev'}: give the folder that holds muc4/")
    run(list(incidents(folder)))


def run(found: list[Incident]) -> None:
    """Learn from these incidents, choose thresholds, write both."""
    given = [pair for incident in found for pair in examples(incident)]
    numbers = sorted({i.number for i in found})
    fold = {
        n: f
        for f, (_, held) in enumerate(GroupKFold(5).split(numbers, groups=numbers))
        for n in np.array(numbers)[held]
    }
    out, made = {}, [dict[str, linear.Linear]() for _ in range(5)]
    for name in (when.MODEL, where.FINE, where.HOLDER):
        mine = learn.pruned([e for n, e in given if n == name])
        settings, bits, common = learn.checked(mine)
        print(f"{name}: {len(mine)} examples, {bits:.3f} bits, {common:.3f} without features, {settings}", flush=True)
        out[name] = learn.packed(*learn.fitted(mine, settings), settings[0])
        for f, models in enumerate(made):
            part = learn.fitted([e for e in mine if fold[e.report] != f], settings)
            models[name] = linear.unpacked(learn.packed(*part, settings[0]))
    least = dict.fromkeys(out, 0.5)
    for name, part in ((when.MODEL, "date"), (where.FINE, "place"), (where.HOLDER, "place")):
        credit = {value: gain(found, made, fold, {**least, name: value})[part] for value in GRID}
        least[name] = max(credit, key=lambda v: credit[v])
        print(f"{name}: from {least[name]}, mean credit for the {part} {100 * credit[least[name]]:.1f}", flush=True)
    (HERE / "choosing.json.gz").write_bytes(gzip.compress(json.dumps(out, separators=(",", ":")).encode(), mtime=0))
    (HERE / "choosing.toml").write_text(HEAD + "".join(f'"{n}" = {v}\n' for n, v in least.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
