"""Measures the reading of MUC-4's reports: incident types and roles, all 24 slots, and which reports are relevant.

    python bench/muc4.py DATA_FOLDER                          rows for bench/RESULTS.md
    python bench/muc4.py DOCS.json --predictions OUT.json     types and roles, for scoring elsewhere
    python bench/muc4.py RAW... --templates OUT.txt           all slots, in the layout of the answer keys

DATA_FOLDER holds muc4/ with tst1, tst2 and roles-dev.json: development data, on which nothing is trained. DOCS: JSON lines
with docid and doctext. RAW: wire files in capitals. --reader rules: the rule reader alone; --signals FILE: what the
learned reader saw, kept by report, in place of running it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import results
from muc_bench import fill, keys, layout, roles, slots, texts
from muc_bench.incidents import Source, source
from muc_bench.scene import Scene

from tacitus.reader.learned.frames import Frame

PARTS = (("tst1", "tst1-muc3", "key-tst1.v7"), ("tst2", "tst2-muc4", "key-tst2.v4"))
NOTE = (
    "MUC-4's tst1 and tst2, 200 reports, development data (not trained on, but looked at). Roles: type and five roles by "
    "GTT's rule (exact mentions, incidents paired for the report's best F1; victims are named people only). All slots: 24 "
    "slots by the scoring guidelines, version 7, with a string match where they ask a person to judge. Relevance: reports "
    "with an incident in the key against reports with one in the answer."
)


def predicted(frames: Iterable[Frame]) -> list[dict[str, Any]]:
    """Incidents as published predictions have them; of each person or thing only the surest mention."""
    return [
        {"incident_type": f.type, **{r: [[e[0].words] for e in f.roles.get(r, [])] for r in roles.ROLES}}
        for f in frames
    ]


def write_predictions(docs: Path, out: Path, find: Source) -> None:
    """Types and roles of every report of a file of JSON lines."""
    found = {texts.code(w.document): {"pred_templates": predicted(find(Scene(w)))} for w in texts.documents(docs)}
    out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_templates(raw: Sequence[Path], out: Path, find: Source) -> None:
    """All slots of every report of wire files."""
    scenes = (Scene(w) for path in raw for w in texts.wires(path))
    blocks = [layout.text(s.wire.document, [fill.template(s, f) for f in find(s)]) for s in scenes]
    out.write_text("\n".join(blocks), encoding="utf-8")


def measure(folder: Path, find: Source, name: str) -> list[dict[str, Any]]:
    """The rows for one reader: each slot of the roles, all slots, relevance."""
    gold = {d["docid"]: d["templates"] for d in map(json.loads, (folder / "roles-dev.json").open(encoding="utf-8"))}
    scenes = [Scene(w) for w in development(folder)]
    found = [(s, find(s)) for s in scenes]
    total = roles.score({s.wire.document: predicted(f) for s, f in found}, gold)
    rows = [_row(name, f"roles: {slot}", tally.prf(), tally.gold) for slot, tally in total.items()]
    rows.append(_row(name, "roles, micro", roles.micro(total).prf(), roles.micro(total).gold))
    key = {d: t for part, _, answers in PARTS for d, t in _key(folder / part / answers).items()}
    response = {s.wire.document: [fill.template(s, f) for f in frames] for s, frames in found}
    r, p, f = slots.rpf(slots.whole(slots.score(response, key)))
    rows.append(_row(name, "all slots", (p, r, f), None))
    rows.append(_row(name, "relevance", relevance(response, key), sum(bool(t) for t in key.values())))
    return rows


def development(folder: Path) -> list[texts.Wire]:
    """The reports of tst1 and tst2: the text as roles-dev.json has it, place line and day as in the wire files."""
    headers = {w.document: w for part, wire, _ in PARTS for w in texts.wires(folder / part / wire)}
    docs = texts.documents(folder / "roles-dev.json")
    return [replace(headers[w.document], text=w.text) for w in docs]


def _key(path: Path) -> dict[str, list[keys.Template]]:
    with path.open(encoding="latin-1") as lines:
        return keys.read(lines)


def relevance(response: Mapping[str, Sequence[Any]], key: Mapping[str, Sequence[Any]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of saying that a report has an incident."""
    told = {d for d, t in key.items() if t}
    said = {d for d, t in response.items() if t}
    tally = roles.Tally(len(said), len(said & told), len(told), len(said & told))
    return tally.prf()


def _row(reader: str, what: str, prf: tuple[float, float, float], expected: int | None) -> dict[str, Any]:
    return {"reader": reader, "measure": what, "expected": expected, **dict(zip("PRF", prf, strict=True))}


def arguments() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("given", nargs="+", type=Path, help="the data folder, or files to read")
    parser.add_argument("--predictions", type=Path, metavar="OUT", help="write types and roles of DOCS there")
    parser.add_argument("--templates", type=Path, metavar="OUT", help="write all slots of RAW there")
    parser.add_argument("--reader", choices=("learned", "rules"), default="learned")
    parser.add_argument("--signals", type=Path, metavar="FILE", help="signals kept by report, as JSON")
    return parser.parse_args()


def main() -> None:
    """Measure, or write what was asked for; says plainly what is missing."""
    asked = arguments()
    find = source(asked.reader, asked.signals)
    wanted = asked.given if asked.predictions or asked.templates else [asked.given[0] / "muc4"]
    for path in wanted:
        if not path.exists():
            sys.exit(f"there is no {path}: give the folder that holds muc4/, or the files to read")
    if asked.predictions:
        write_predictions(asked.given[0], asked.predictions, find)
    elif asked.templates:
        write_templates(asked.given, asked.templates, find)
    else:
        rows = measure(wanted[0], find, asked.reader)
        print(results.table(rows))
        results.record(f"muc4, {asked.reader}", rows, NOTE)


if __name__ == "__main__":
    main()
