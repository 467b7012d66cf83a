"""Measures whether the learned reader is right as often as it says: `python bench/calibration.py DATA`.

DATA holds muc4/. The model of roles is held against tst1 and tst2, which it was not trained or calibrated on; the model of
events against those of our own reports (train/data/reports) that training held back. Writes the table in bench/RESULTS.md
and the plot bench/reliability.svg.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import reliability
import results

from tacitus.reader.learned import calibrate, model, sight

sys.path.append(str(results.ROOT / "train"))  # last: bench and train both have a roles.py, and here bench's is meant
import muc  # noqa: E402
import outcomes  # noqa: E402
import own  # noqa: E402

PLOT = results.ROOT / "bench" / "reliability.svg"
FLOOR = 0.05
"""Chances below it are left out: nearly every pair of a phrase and a happening is certainly nothing, and would hide the rest."""

FOLDS = 5
NOTE = (
    f"Chance said against share right, in ten bins; ECE: expected calibration error, in points. Cases below a chance of {FLOOR} "
    "are left out, since they are many and easy. Roles and relevance: MUC-4's tst1 and tst2, on which nothing was trained or "
    "calibrated; a span is right if its words, but for an article, are a mention of that role in the key. Events: every "
    "eighth of our own reports, held back from training; the lines of parts and of \"same\" were fitted on those very "
    "reports, so \"cross-fitted\" fits them again in five folds and measures each report with lines that have not seen it: "
    "that is the honest figure. Event: any word, whether it names a happening; type, status, main: words that do. "
    "Uncalibrated: the scores before the line, of which more may lie above the floor; type, status, main and event have no line. "
    "Plot: [reliability.svg](reliability.svg)."
)


def raw_roles(data: Path) -> tuple[outcomes.Outcomes, dict[str, Any]]:
    """What the model of roles says of tst1 and tst2, uncalibrated, and its calibration lines."""
    keys = sorted(data.glob("muc4/tst[12]/key-*"))
    items = muc.reports(data / "muc4" / "roles-dev.json", keys)
    reader = model.Model(model.FOLDER)
    lines = reader.card.pop("calibration", {})
    return outcomes.of_roles({item.id: reader.look(item.text) for item in items}, items), lines


def raw_events(folder: Path) -> tuple[list[outcomes.Outcomes], dict[str, Any]]:
    """What the model of events says of each held report, uncalibrated, and its calibration lines."""
    reader = sight.EventModel(sight.FOLDER)
    lines = reader.card.pop("calibration", {})
    held = own.examples(folder)[:: own.HELD_EVERY]
    return [outcomes.of_parts(reader, [item]) | outcomes.of_words(reader, [item]) for item in held], lines


def together(found: Sequence[outcomes.Outcomes]) -> outcomes.Outcomes:
    """The outcomes of several reports as one."""
    return {
        name: ([p for one in found for p in one[name][0]], [hit for one in found for hit in one[name][1]])
        for name in found[0]
    }


def fitted(scores: Sequence[float], hits: Sequence[bool]) -> list[float]:
    """Slope and shift of a calibration line, as train/finish.py fits them (logistic regression, C = 1), by Newton's method."""
    p = np.clip(np.asarray(scores, float), calibrate.EDGE, 1 - calibrate.EDGE)
    x, y = np.stack([np.log(p / (1 - p)), np.ones(len(p))], 1), np.asarray(hits, float)
    line, pull = np.array([1.0, 0.0]), np.diag([1.0, 0.0])  # the slope is drawn to 0, the shift is free
    for _ in range(50):
        said = 1 / (1 + np.exp(-x @ line))
        step = np.linalg.solve(
            x.T @ (x * (said * (1 - said))[:, None]) + pull + 1e-9 * np.eye(2), x.T @ (said - y) + pull @ line
        )
        line = line - np.clip(step, -2, 2)
    return [float(line[0]), float(line[1])]


def cross_fitted(found: Sequence[outcomes.Outcomes], name: str) -> list[float]:
    """The chances of a head, each by a line fitted on the other folds' reports, in the reports' order."""
    out: list[float] = []
    for place, one in enumerate(found):
        others = together([o for n, o in enumerate(found) if n % FOLDS != place % FOLDS])
        line = fitted(*others[name])
        out += [calibrate.chance(score, line) for score in one[name][0]]
    return out


def shipped(scores: Sequence[float], line: Sequence[float] | None) -> list[float]:
    """The chances that the reader says."""
    return [calibrate.chance(s, line) for s in scores] if line else list(scores)


def row(model_of: str, name: str, chances: Sequence[float], hits: Sequence[bool]) -> dict[str, Any]:
    """A line of the table, without the other columns of error."""
    kept = _kept(chances, hits)
    count = len(kept[0])
    if not count:
        return {"model": model_of, "head": name, "cases": 0}
    return {
        "model": model_of, "head": name, "cases": count, "right %": 100 * sum(kept[1]) / count,
        "mean chance %": 100 * sum(kept[0]) / count, "ECE as shipped": 100 * calibrate.error(*kept),
    }  # fmt: skip


def _kept(chances: Sequence[float], hits: Sequence[bool]) -> tuple[list[float], list[bool]]:
    kept = [(p, hit) for p, hit in zip(chances, hits, strict=True) if p >= FLOOR]
    return [p for p, _ in kept], [hit for _, hit in kept]


def _panel(line: dict[str, Any], chances: Sequence[float], hits: Sequence[bool]) -> reliability.Panel:
    kept = _kept(chances, hits)
    below = f"{len(kept[0])} cases, error {100 * calibrate.error(*kept):.1f}"
    return reliability.Panel(f"{line['model']}: {line['head']}", below, reliability.bins(*kept))


def measure(data: Path) -> tuple[list[dict[str, Any]], list[reliability.Panel]]:
    """The table's lines and the plot's panels; what has hardly any case stands in the table only."""
    lines, panels = [], []
    found, fits = raw_roles(data)
    for name, (scores, hits) in found.items():
        said = shipped(scores, fits.get(name))
        lines.append(row("roles", name, said, hits) | {"ECE uncalibrated": 100 * calibrate.error(*_kept(scores, hits))})
        panels.append(_panel(lines[-1], said, hits))
    each, fits = raw_events(results.ROOT / "train" / "data" / "reports")
    for name, (scores, hits) in together(each).items():
        said = shipped(scores, fits.get(name))
        line = row("events", name, said, hits)
        if name in fits and line["cases"]:
            said = cross_fitted(each, name)
            line["ECE cross-fitted"] = 100 * calibrate.error(*_kept(said, hits))
            line["ECE uncalibrated"] = 100 * calibrate.error(*_kept(scores, hits))
        lines.append(line)
        if line["cases"] >= 2 * reliability.FEW:
            panels.append(_panel(line, said, hits))
    return lines, panels


def main() -> None:
    """Measure, print, record and draw; says plainly what is missing."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data", type=Path)
    data = ask.parse_args().data
    for needed in (data / "muc4" / "roles-dev.json", model.FOLDER / "model.onnx", sight.FOLDER / "model.onnx"):
        if not needed.is_file():
            sys.exit(f"there is no {needed}: give the folder that holds muc4/, and have the models in place")
    lines, panels = measure(data)
    print(results.table(lines))
    notes = (
        "Across: the chance said. Upwards: the share that was right, with its 95 % interval; on the dashed line the two agree.",
        f"Bars at the foot: how many cases. Faint: fewer than {reliability.FEW} cases. Events: parts and \"same\" cross-fitted.",
    )
    PLOT.write_text(reliability.draw("Is the learned reader as often right as it says?", notes, panels), encoding="utf-8")
    results.record("calibration", lines, NOTE)


if __name__ == "__main__":
    main()
