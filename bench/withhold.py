"""Counts which names of WikiEvents' reports are masked when names are withheld: `python bench/withhold.py DATA`.

DATA holds wikievents/. A name is a mention of a person (PER) of two words or more, all with capitals; each once a report.
`masked` are those of which any part is masked; the rest are public by an office that the report names, or missed: `--left`
prints them, to be told apart by eye. `of a person` is the share of the masked stretches that hold a word of any mention of a
person. dev was looked at while the rules were written.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import results

from tacitus.withhold import names

NOTE = (
    "WikiEvents, names of persons of two words or more; those not masked are public by an office in the report, or missed "
    "(`--left` lists them). Looked at while the rules were written."
)


def main() -> None:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds wikievents/")
    parser.add_argument("--left", action="store_true", help="print the names that are not masked")
    asked = parser.parse_args()
    path = asked.data / "wikievents" / "dev.jsonl"
    if not path.is_file():
        sys.exit(f"there is no {path}: give the folder that holds wikievents/")
    named = masked = stretches = persons = 0
    for line in path.read_text("utf-8").splitlines():
        report = json.loads(line)
        mentions = [one["text"] for one in report["entity_mentions"] if one["entity_type"] == "PER"]
        found = [span.words for span in names.private(report["text"])]
        left = missed(mentions, found)
        full = full_names(mentions)
        named, masked = named + len(full), masked + len(full) - len(left)
        stretches, persons = stretches + len(found), persons + of_persons(mentions, found)
        if asked.left:
            print(*sorted(left), sep="\n")
    rows = [{"set": "WikiEvents dev", "names": named, "masked": masked, "masked stretches": stretches,
             "of a person %": 100 * persons / max(1, stretches)}]
    print(results.table(rows))
    results.record("withheld names", rows, NOTE)


def full_names(mentions: list[str]) -> set[str]:
    """The mentions that are names of two words or more."""
    return {one for one in mentions if len(one.split()) > 1 and all(word[0].isupper() for word in one.split())}


def missed(mentions: list[str], found: list[str]) -> set[str]:
    """The names of which nothing is masked."""
    return {name for name in full_names(mentions) if not any(name in one or one in name for one in found)}


def of_persons(mentions: list[str], found: list[str]) -> int:
    """How many of the masked stretches hold a word of a mention of a person."""
    words = {word for one in mentions for word in re.split(r"[ -]", one)}
    return sum(not words.isdisjoint(re.split(r"[ -]", one)) for one in found)


if __name__ == "__main__":
    main()
