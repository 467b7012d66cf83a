"""Sentences of news without labels, for a small model to learn from a large one how each is to be seen."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

SHARES = {"headlines": 0.4, "rams": 0.3, "muc": 0.2, "wikievents": 0.1}  # MUC-4 is all in small letters, of one region
POOL = 3000  # sentences to draw from
WORDS = range(6, 51)  # shorter is no sentence, longer is mostly a list
_END = re.compile(r"(?<=[.?!])\s+")
_BEFORE = re.compile(r"\s+(?=[.,;:!?)’'”%]|n't\b)")
_AFTER = re.compile(r"(?<=[(“])\s+")


def sentences(data: Path, count: int) -> list[str]:
    """`count` different sentences of the sets in `data`, in no order: UCDP's headlines, RAMS, MUC-4 and WikiEvents."""
    by, found = random.Random(0), []
    sets = {"headlines": headlines, "rams": rams, "muc": muc, "wikievents": wikievents}
    for name, read in sets.items():
        told = sorted({text for text in read(data) if len(text.split()) in WORDS})
        found += by.sample(told, min(len(told), round(SHARES[name] * POOL)))
    random.Random(5).shuffle(found)
    return found[:count]


def headlines(data: Path) -> Iterator[str]:
    """The headlines of the sources of UCDP's events in Syria."""
    with gzip.open(data / "ucdp-syria" / "events-2017-01_2018-06.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield from (one.strip() for one in row["source_headline"].split(";"))


def rams(data: Path) -> Iterator[str]:
    """The sentence of each window that holds its event."""
    for line in (data / "rams" / "dev.jsonlines").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        at = row["evt_triggers"][0][0]
        for sentence in row["sentences"]:
            if 0 <= at < len(sentence):
                yield _AFTER.sub("", _BEFORE.sub("", " ".join(sentence)))
            at -= len(sentence)


def muc(data: Path) -> Iterator[str]:
    """The sentences of MUC-4's `dev` reports."""
    for line in (data / "muc4" / "roles-train.json").read_text(encoding="utf-8").splitlines():
        yield from (" ".join(one.split()) for one in _END.split(json.loads(line)["doctext"]))


def wikievents(data: Path) -> Iterator[str]:
    """The sentences of WikiEvents' reports."""
    for line in (data / "wikievents" / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield from (" ".join(str(words).split()) for _, words in json.loads(line)["sentences"])
