"""How fast reports are read and how much memory that takes: `python bench/speed.py [--json]`.

The texts are made from the samples, 400 words each. "Relevant" ones are read by two processes with everything loaded;
"mixed" is a feed in which one report in twenty is relevant, led past the relevance gate as `tacitus read` does it.
With --json nothing is recorded; the last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import results
import yaml
from memory import Memory

from tacitus import engine, reader
from tacitus.errors import Failure
from tacitus.record import Published, Report

WORDS = 400
JOBS = 2
WARM_UP = 48  # more than the engine holds at once, so both processes have loaded and read before the clock starts
RELEVANT = 160  # about 20 seconds at the floor of 8 a second
MIXED = 2000  # about 25 seconds at the floor of 80 a second
ONE_IN = 20
SEED = 20161103
SAMPLES = results.ROOT / "samples"


def main() -> int:
    """Measures, prints, and (without --json) records."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="print one JSON object last, record nothing")
    asked = options.parse_args()
    with Memory() as memory:
        found = {
            "relevant_per_s": round(rate(relevant_feed, RELEVANT), 2),
            "mixed_per_s": round(rate(mixed_feed, MIXED), 1),
        }
    found |= {"peak_mb": round(1000 * memory.peak), "help_s": round(help_seconds(), 3)}
    if not asked.json:
        note = (
            f"Reports of {WORDS} words, {JOBS} processes, everything loaded; mixed: 1 relevant in {ONE_IN}. "
            "Memory: proportional set size of all processes together, at its peak."
        )
        results.record("Speed", [found], note)
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


def rate(feed, number: int) -> float:  # type: ignore[no-untyped-def]
    """Reports a second, from when the first measured one is taken from the feed to when the last one is done.

    Some of the warm-up is still being read when the clock starts, so the figure errs on the low side.
    """
    started: list[float] = []

    def passing() -> Iterator[Report]:
        yield from relevant_feed(WARM_UP, "warm")
        started.append(time.perf_counter())
        for report in feed(number, "timed"):
            if reader.relevant(report):
                yield report

    reader.relevant(next(relevant_feed(1, "first")))  # the gate's own words are loaded, too
    for _, outcome in engine.map_reports(passing(), JOBS):
        if isinstance(outcome, Failure):
            sys.stderr.write(f"{outcome}\n")  # said, and timed with the rest: it is what a user would wait for
    return number / (time.perf_counter() - started[0])


def relevant_feed(number: int, salt: str) -> Iterator[Report]:
    """Reports made from the relevant samples: whole paragraphs of several, each report different."""
    texts = [text for text, relevant in samples() if relevant]
    chance = random.Random(f"{SEED} {salt}")
    for n in range(number):
        yield report(cut([texts[n % len(texts)], *chance.sample(texts, 6)]), n)


def mixed_feed(number: int, salt: str) -> Iterator[Report]:
    """One relevant report in twenty; the others are ordinary news, some of it from the irrelevant samples."""
    chance = random.Random(f"{SEED} {salt}")
    relevant = relevant_feed(number // ONE_IN + 1, salt)
    plain = [text for text, relevant in samples() if not relevant]
    ordinary = tomllib.loads((Path(__file__).parent / "ordinary.toml").read_text("utf-8"))
    for n in range(number):
        if n % ONE_IN == 0:
            yield next(relevant)
        elif n % ONE_IN == 1:  # the irrelevant samples were written to mislead; a feed has few of their kind
            yield report(cut([chance.choice(plain), *invented(ordinary, chance)]), n)
        else:
            yield report(cut(list(invented(ordinary, chance))), n)


def invented(ordinary: dict, chance: random.Random) -> Iterator[str]:  # type: ignore[type-arg]
    """Paragraphs of ordinary news on two or three subjects, long enough for any report."""
    for topic in chance.sample(sorted(ordinary["topics"]), 3) * 5:
        sentences = chance.sample(ordinary["topics"][topic], 4)
        yield " ".join(filled(sentence, ordinary["slots"], chance) for sentence in sentences)


def filled(sentence: str, slots: dict[str, list[str]], chance: random.Random) -> str:
    """The sentence with something in every slot."""
    for slot, values in slots.items():
        while f"{{{slot}}}" in sentence:
            sentence = sentence.replace(f"{{{slot}}}", chance.choice(values), 1)
    return sentence.replace("{n}", str(chance.randint(2, 9)))


def cut(parts: list[str]) -> str:
    """The first 400 words of the parts, their paragraphs kept."""
    left, paragraphs = WORDS, []
    for paragraph in "\n\n".join(parts).split("\n\n"):
        words = paragraph.split()[:left]
        paragraphs.append(" ".join(words))
        left -= len(words)
        if not left:
            break
    return "\n\n".join(paragraphs)


def report(text: str, n: int) -> Report:
    """A report as the sources would hand it on."""
    return Report(
        id=Report.identify(text), raw_sha256="", text=text, language="en", published=Published("2016-07-27", "given"),
        source=f"speed/{n}",
    )


def samples() -> list[tuple[str, bool]]:
    """The text of every plain sample, and whether it tells of what the record is for."""
    found = []
    for path in sorted(SAMPLES.glob("*.txt")):
        expected = yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8"))
        if expected.get("readable", True):
            found.append((path.read_text("utf-8"), bool(expected.get("relevant"))))
    return found


def help_seconds() -> float:
    """Wall time of `tacitus --help`, the median of five."""
    command = [str(Path(sys.executable).with_name("tacitus")), "--help"]
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
