"""Measures dates: `python bench/dates.py FOLDER [--predictions OUT.jsonl]`.

FOLDER holds TimeML files (.tml), or is the data folder with timex/TBAQ-cleaned/ in it: then both its sets are measured
and the table "dates" of bench/RESULTS.md is written. Only the content of <TEXT> is read, its tags taken out; the document
creation time is the day that relative expressions are counted from, where the file has one. TempEval-3's measures: an
expression is found if it overlaps a marked one (relaxed) or has its very ends (strict); value F1 counts those found whose
TIMEX3 value is the marked one, among all marked and all found. OUT.jsonl gets {"file", "start", "end", "type", "value"}.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import results

from tacitus.times.timex import Timex, timexes

SETS = ("TimeBank", "AQUAINT")


class Document(msgspec.Struct):
    """A TimeML file: its text without tags, its day, and the expressions marked in it."""

    path: Path
    text: str
    published: date | None
    marked: list[Timex]


def document(path: Path) -> Document:
    """Read a TimeML file; raises ValueError where it is no UTF-8 or has no <TEXT>."""
    raw = path.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if body is None:
        raise ValueError(f"{path}: no <TEXT> in it")
    text, marked, opened = "", [], []
    for part in re.split(r"(<[^>]+>)", body[1]):
        if part.startswith("<TIMEX3"):
            opened.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', part))))
        elif part.startswith("</TIMEX3") and opened:
            start, attributes = opened.pop()
            marked.append(Timex(start=start, end=len(text), words=text[start:], type=attributes.get("type", ""),
                                value=attributes.get("value", "")))
        elif not part.startswith("<"):
            text += html.unescape(part)
    return Document(path, text, created(raw), marked)


def created(raw: str) -> date | None:
    """The document creation time of a TimeML file (its <DCT>, else an expression that says so), as a day, or None."""
    stated = re.findall(r"<DCT>\s*(<TIMEX3[^>]*>)", raw)
    stated += [tag for tag in re.findall(r"<TIMEX3[^>]*>", raw) if re.search(r'"(?:CREATION|PUBLICATION)_TIME"', tag)]
    for tag in stated:
        day = re.search(r'\bvalue="(\d{4})-?(\d\d)-?(\d\d)', tag)
        try:
            return date(int(day[1]), int(day[2]), int(day[3])) if day else None
        except ValueError:
            return None
    return None


def files(folder: Path) -> list[Path]:
    """The folder's TimeML files; those that a file system leaves beside them ("._name") are none."""
    return sorted(p for p in folder.glob("*.tml") if not p.name.startswith("."))


def score(documents: list[Document], found: list[list[Timex]]) -> dict[str, Any]:
    """TempEval-3's figures over all documents, in per cent; each marked expression takes the first that overlaps it."""
    marked = sum(len(d.marked) for d in documents)
    count = sum(len(f) for f in found)
    hits = {"span F1": 0, "strict span F1": 0, "type F1": 0, "value F1": 0}
    for doc, mine in zip(documents, found, strict=True):
        left = list(mine)
        for gold in doc.marked:
            hit = next((f for f in left if f.start < gold.end and f.end > gold.start), None)
            if hit is None:
                continue
            left.remove(hit)
            hits["span F1"] += 1
            hits["strict span F1"] += (hit.start, hit.end) == (gold.start, gold.end)
            hits["type F1"] += hit.type == gold.type
            hits["value F1"] += hit.value == gold.value
    figures = {name: 200 * n / (marked + count) if marked + count else 0.0 for name, n in hits.items()}
    return {"reports": len(documents), "marked": marked, "found": count, **figures}


def measure(folder: Path) -> tuple[list[Document], list[list[Timex]], float]:
    """The folder's documents, what was found in each, and reports a second of one core's time."""
    documents = []
    for path in files(folder):
        try:
            documents.append(document(path))
        except (ValueError, OSError) as error:
            print(f"passed over: {error}", file=sys.stderr)
    timexes("It began on 3 May 2011, three weeks ago.", None)  # compiles the rules, once a process
    start = time.process_time()
    found = [timexes(d.text, d.published) for d in documents]
    return documents, found, len(documents) / max(time.process_time() - start, 1e-9)


def write(path: Path, documents: list[Document], found: list[list[Timex]]) -> None:
    """The expressions found, one JSON object a line."""
    with path.open("w", encoding="utf-8") as out:
        for doc, mine in zip(documents, found, strict=True):
            for f in mine:
                row = {"file": doc.path.name, "start": f.start, "end": f.end, "type": f.type, "value": f.value}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    """Measure, print, and record where it is the data folder; says plainly what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--predictions", type=Path, help="write what was found to this file, a JSON object a line")
    options = parser.parse_args()
    sets = options.folder / "timex" / "TBAQ-cleaned"
    folders = [sets / name for name in SETS] if sets.is_dir() else [options.folder]
    if missing := [f for f in folders if not files(f)]:
        sys.exit(f"no TimeML file (.tml) in {missing[0]}: give a folder of them, or the data folder with timex/TBAQ-cleaned")
    rows, documents, found = [], [], []
    for folder in folders:
        docs, mine, speed = measure(folder)
        rows.append({"set": folder.name, **score(docs, mine), "reports a second": speed})
        documents += docs
        found += mine
    if len(folders) > 1:
        rows.append({"set": "both", **score(documents, found)})
    print(results.table(rows))
    if options.predictions:
        write(options.predictions, documents, found)
    if sets.is_dir():
        note = ("TempEval-3's span and value F1, in per cent, on TimeBank and AQUAINT as cleaned for TempEval-3 (development "
                "data: their errors were read while rules were written); one process, no parser.")
        results.record("dates", rows, note)


if __name__ == "__main__":
    main()
