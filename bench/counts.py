"""How well the killed and the wounded are counted: `python bench/counts.py DATA`, or a file of one's own with `--predictions`.

`python bench/counts.py FILE.jsonl --predictions OUT.jsonl` reads lines `{"id", "text"}` and writes, for each,
`{"id", "counts": [{"what", "low", "high", "start", "end"}]}`: bounds are null where open, offsets are code points of the text.

`python bench/counts.py DATA` measures bounds, both of which must be right: of the events of samples/, and of the labelled
sentences of counts_gold.jsonl, of which DATA holds the texts. "exact": of the figures that were found at all (of sentences,
whose words were counted as this harm; of samples, in paired events of which both sides give a count), the share of which both
bounds are right. An open lower bound is as good as 0. Headlines that state a toll are measured by headlines.py.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import counts_gold
import results
import scoring
from counts_score import Score, add, predicted

import samples
from tacitus.reader import counting

WHAT = ("killed", "wounded")
NOTE = (
    "Killed and wounded, both bounds right; exact: of those found at all. samples: over the events of all sample reports. "
    "Sentences: 300 labelled by hand for this project from MUC-4's development part, WikiEvents and RAMS (counts_gold.md); "
    "numbers and number words, and in the last line also persons told one by one. Open: errors were read while rules were "
    "written; held: not looked at. "
    "Elsewhere, on other sentences: regular expressions .26, semantic roles .74, a fine-tuned T5 .81 at best."
)


def predict(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The counts of each line's text."""
    for line in lines:
        if line.strip():
            given = json.loads(line)
            found = predicted(counting.count(given["text"], given.get("published")))
            yield {"id": given["id"], "counts": found}


def of_sentences(data: Path, part: str) -> list[dict[str, Any]]:
    """The table's lines of one part of the labelled sentences."""
    figures = {what: Score() for what in WHAT}
    people = Score()
    sources: dict[str, Score] = {}
    for one in counts_gold.sentences(data, part):
        found = predicted(counting.count(one.text))
        for what in WHAT:
            add(figures[what], one.counts, found, what)
            add(sources.setdefault(one.source, Score()), one.counts, found, what)
            add(people, one.counts, found, what, persons=True)
    name = f"sentences, {part}"
    lines = [score.row(name, what) for what, score in figures.items()]
    lines.append(sum(figures.values(), Score()).row(name, "both"))
    lines += [score.row(name, f"both, {source}") for source, score in sources.items()]
    return [*lines, people.row(name, "both, with single persons")]


def of_samples() -> list[dict[str, Any]]:
    """The table's lines of the project's samples."""
    outcomes = samples.read_all(samples.load())
    halves = {part: [o for o in outcomes if o.sample.held == (part == "held")] for part in ("open", "held")}
    lines = []
    for part, group in halves.items():
        tallies = samples.score(group)
        scores = {w: Score(tallies[w].right, tallies[w].want, tallies[w].got, _paired(group, w)) for w in WHAT}
        lines += [score.row(f"samples, {part}", what) for what, score in scores.items()]
        lines.append(sum(scores.values(), Score()).row(f"samples, {part}", "both"))
    return lines


def _paired(outcomes: list[samples.Outcome], what: str) -> int:
    """How many paired events there are of which both sides give a count."""
    pairs = ((w[i], g[j]) for o in outcomes for w, g in [(o.sample.events, o.events)] for i, j in scoring.pair(w, g))
    return sum(what in want.counts and what in got.counts for want, got in pairs)


def main() -> None:
    """Measure, print and record; or predict."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="FILE.jsonl, or the folder that holds muc4/, wikievents/ and rams/")
    parser.add_argument("--predictions", type=Path, help="where to write what is read of FILE.jsonl")
    parser.add_argument(
        "--sentences", choices=("open", "held"), help="one half of the labelled sentences; not recorded"
    )
    asked = parser.parse_args()
    if asked.predictions:
        if not asked.data.is_file():
            sys.exit(f'there is no file {asked.data}: give one with lines {{"id", "text"}}')
        with asked.data.open(encoding="utf-8") as lines, asked.predictions.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in predict(lines))
        return
    try:
        parts = [asked.sentences] if asked.sentences else ["open", "held"]
        found = [line for part in parts for line in of_sentences(asked.data, part)]
    except (FileNotFoundError, ValueError) as problem:
        sys.exit(str(problem))
    if not asked.sentences:
        found = [*of_samples(), *found]
    print(results.table(found))
    if not asked.sentences:
        results.record("counts", found, NOTE)


if __name__ == "__main__":
    main()
