"""Learns the set values of an incident (kinds of victims and targets, effects, confidence ...) from MUC-4's training keys.

`python train/slots.py DATA_FOLDER [--check]` writes src/tacitus/reader/learned/slots.json.gz; --check measures instead, by
cross-validation over reports, beside the answer that always gives the commonest class. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import learn
import muc_gold
from learn import Example
from muc_bench.keys import Fill, Template

from tacitus.reader.learned import slots

TARGET = Path(__file__).resolve().parents[1] / "src" / "tacitus" / "reader" / "learned" / "slots.json.gz"


def entities(template: Template, slot: int) -> list[Fill]:
    """The people and things of a slot; the described people who have no name."""
    return [f for f in template.slots.get(slot, []) if slot != 19 or not f.refs]


def answer(template: Template, slot: int, entity: Fill) -> str:
    """The value that a slot gives an entity, "-" where it gives none."""
    for fill in template.slots.get(slot, []):
        if set(fill.refs) & set(entity.options):
            return fill.options[0]
    return "-"


ENTITY = {
    "victim kind": ((18, 19), 20),
    "victim effect": ((18, 19), 23),
    "target kind": ((12,), 13),
    "target effect": ((12,), 16),
    "weapon kind": ((6,), 7),
    "confidence": ((10,), 11),
}
"""By model: the slots of the entities, and the slot of the answer."""


def examples(folder: Path) -> dict[str, list[Example]]:
    """The examples of every model."""
    out: dict[str, list[Example]] = {name: [] for name in (*ENTITY, "stage", "category", "weapon implied")}
    for number, report in enumerate(muc_gold.load(folder)):
        for template in report.templates:
            for name, example in of_template(report, template, number):
                out[name].append(example)
    return out


def of_template(report: muc_gold.Labelled, template: Template, number: int) -> Iterator[tuple[str, Example]]:
    """The examples of one incident."""
    kind = (template.value(4) or "ATTACK").lower()
    for name, (sources, slot) in ENTITY.items():
        for entity in (e for source in sources for e in entities(template, source)):
            spans = report.spans(entity.options)
            said = answer(template, slot, entity)
            if spans and (said != "-" or "effect" in name):
                yield name, Example(slots.of_entity(report.told, spans, kind), said, number)
    by_role = {
        role: [s for e in entities(template, slot) for s in report.spans(e.options)]
        for role, slot in (
            ("PerpInd", 9),
            ("PerpOrg", 10),
            ("Target", 12),
            ("Victim", 18),
            ("Described", 19),
            ("Weapon", 6),
        )
    }
    if any(by_role.values()):
        features = slots.of_frame(report.told, by_role, kind)
        yield "stage", Example(features, template.value(5) or "ACCOMPLISHED", number)
        yield "category", Example(features, template.value(8) or "-", number)
        if 6 not in template.slots and kind not in ("arson", "kidnapping"):
            yield "weapon implied", Example(features, template.value(7) or "-", number)


def main() -> None:
    """Learn every model, or measure them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path, help="the data folder, which holds muc4/")
    options.add_argument("--check", action="store_true", help="measure by cross-validation, write nothing")
    given = options.parse_args()
    folder = given.data / "muc4"
    if not (folder / "dev").is_dir():
        sys.exit(f"there is no {folder / 'dev'}: give the folder that holds muc4/")
    out = {}
    for name, found in examples(folder).items():
        known = learn.pruned(found)
        settings, right, common = learn.checked(known)
        print(f"{name}: {len(known)} examples, {right:.3f} bits, {common:.3f} without features, {settings}", flush=True)
        out[name] = learn.packed(*learn.fitted(known, settings), settings[0])
    if not given.check:
        TARGET.write_bytes(gzip.compress(json.dumps(out, separators=(",", ":")).encode(), mtime=0))


if __name__ == "__main__":
    main()
