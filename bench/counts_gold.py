"""The sentences of bench/counts_gold.jsonl with their texts, taken from DATA at run time: `python bench/counts_gold.py DATA`.

DATA holds muc4/roles-train.json, wikievents/dev.jsonl and rams/dev.jsonlines. The file of labels holds offsets and
numbers, never a text; what the labels mean is in bench/counts_gold.md. Run by itself it says whether every sentence is
still where it was, and how many labels of each kind there are.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import roleforms

LABELS = Path(__file__).with_name("counts_gold.jsonl")
FILES = {"muc4": "muc4/roles-train.json", "wikievents": "wikievents/dev.jsonl", "rams": "rams/dev.jsonlines"}
WHAT = ("killed", "wounded", "missing", "kidnapped", "arrested", "displaced", "casualties")
HOW = ("figure", "one", "named", "vague")
STATES = ("feared", "planned", "hypothetical", "denied")


@dataclass(frozen=True)
class Sentence:
    """A labelled sentence: `text` is document[start:end] in code points; the counts' offsets are within `text`."""

    id: str
    source: str
    part: str
    text: str
    counts: tuple[dict[str, Any], ...]


def labels(path: Path = LABELS) -> list[dict[str, Any]]:
    """The lines of the file of labels, as they stand."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sentences(data: Path, part: str | None = None, *, path: Path = LABELS) -> list[Sentence]:
    """The labelled sentences with their texts. part: "open", "held" or None for both.

    Raises FileNotFoundError where a file of DATA is missing, and ValueError where a sentence is no longer what was
    labelled.
    """
    lines = [line for line in labels(path) if part in (None, line["part"])]
    texts = {source: documents(data, source) for source in {line["source"] for line in lines}}
    return [_sentence(line, texts[line["source"]]) for line in lines]


def _sentence(line: dict[str, Any], texts: dict[str, str]) -> Sentence:
    text = texts.get(line["doc"], "")[line["start"] : line["end"]]
    if digest(text) != line["sha"]:
        raise ValueError(f"{line['id']}: {line['source']} {line['doc']} does not hold the sentence that was labelled")
    return Sentence(line["id"], line["source"], line["part"], text, tuple(line["counts"]))


def digest(text: str) -> str:
    """The first 12 signs of the sentence's sha256."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]


@cache
def documents(data: Path, source: str) -> dict[str, str]:
    """The texts of a source by the document's name. Raises FileNotFoundError where the file is missing."""
    path = data / FILES[source]
    if not path.is_file():
        raise FileNotFoundError(f"there is no {path}: give the folder that holds muc4/, wikievents/ and rams/")
    return dict(_READ[source](path))


def _muc(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            raw = json.loads(line)
            yield raw["docid"], raw["doctext"]


def _wikievents(path: Path) -> Iterator[tuple[str, str]]:
    for document in roleforms.load(path):
        yield document.raw["doc_id"], document.text


def _rams(path: Path) -> Iterator[tuple[str, str]]:
    for document in roleforms.load(path):
        yield document.raw["doc_key"], document.text


_READ: dict[str, Callable[[Path], Iterator[tuple[str, str]]]] = {"muc4": _muc, "wikievents": _wikievents, "rams": _rams}


def main(arguments: list[str]) -> None:
    """Check the sentences against DATA and print what they hold; says plainly what is missing."""
    if len(arguments) != 1:
        sys.exit("usage: python bench/counts_gold.py DATA")
    try:
        found = sentences(Path(arguments[0]))
    except (FileNotFoundError, ValueError) as problem:
        sys.exit(str(problem))
    for part in ("open", "held"):
        mine = [one for one in found if one.part == part]
        kinds = Counter((count["what"], count["how"]) for one in mine for count in one.counts)
        print(part, len(mine), "sentences,", sum(not one.counts for one in mine), "without a count")
        for what in WHAT:
            print(f"  {what:<11}", *(f"{how} {kinds[what, how]}" for how in HOW))


if __name__ == "__main__":
    main(sys.argv[1:])
